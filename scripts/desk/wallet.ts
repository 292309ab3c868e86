/** The wallet that the pages speak to (EIP-1193): its methods are these and no others. */
import { isError, isHexString, toQuantity, toUtf8String } from "ethers";
import { z } from "zod";
import { findRevertData } from "../../client/errors/revertData.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { TypedData } from "../../client/acts/messages.ts";
import type { Reading } from "../chain/reading.ts";
import { actAddresses, type SigningDesk } from "./signing.ts";

/** Answers one request as a wallet would; never throws. */
export type Wallet = (asked: unknown, signal: AbortSignal) => Promise<Answered>;

export type Answered =
  | { readonly result: unknown }
  | {
      readonly error: {
        readonly code: number;
        readonly message: string;
        readonly name?: string;
        readonly data?: unknown;
      };
    };

/** What the pages may ask of the node: nothing that sends, signs or runs. */
const READS: readonly string[] = [
  "eth_blockNumber",
  "eth_call",
  "eth_estimateGas",
  "eth_getBlockByHash",
  "eth_getBlockByNumber",
  "eth_getCode",
  "eth_getTransactionByHash",
  "eth_getTransactionCount",
  "eth_getTransactionReceipt",
];

const askedSchema = z.strictObject({ method: z.string().max(64), params: z.array(z.unknown()).max(4).default([]) });

const account = z.string().regex(/^0x[0-9a-fA-F]{40}$/);
const hex = z.string().regex(/^0x[0-9a-fA-F]*$/);
const quantity = z.string().regex(/^0x[0-9a-fA-F]{1,64}$/);

/** What of gas a wallet is told, it finds out for itself. */
const transactionSchema = z.strictObject({
  from: account,
  to: account,
  data: hex,
  value: quantity.optional(),
  chainId: quantity.optional(),
  nonce: quantity.optional(),
  gas: quantity.optional(),
});

const typedSchema = z.strictObject({
  domain: z.record(z.string(), z.unknown()),
  types: z.record(z.string(), z.array(z.strictObject({ name: z.string(), type: z.string() }))),
  primaryType: z.string(),
  message: z.record(z.string(), z.unknown()),
});

export function walletOf(desk: SigningDesk, { deployment, nodes }: Reading): Wallet {
  async function answer(method: string, params: readonly unknown[], signal: AbortSignal): Promise<unknown> {
    switch (method) {
      case "eth_accounts":
      case "eth_requestAccounts":
        return [desk.account];
      case "eth_chainId":
        return toQuantity(deployment.chainId);
      case "tongdui_ledger":
        return {
          portal: desk.portal,
          network: deployment.network,
          chainId: deployment.chainId,
          genesis: deployment.genesis,
          salt: deployment.plan.salt,
          contracts: { ...actAddresses(deployment), districts: deployment.contracts.districts.address },
        };
      case "tongdui_sent": {
        const [nonce] = z.tuple([quantity]).parse(params);
        return desk.sentUnder(Number(nonce));
      }
      case "personal_sign": {
        const [text, by] = z.tuple([z.string().max(4_096), account]).parse(params);
        return desk.signIn(isHexString(text) ? toUtf8String(text) : text, by, signal);
      }
      case "eth_signTypedData_v4": {
        const [by, text] = z.tuple([account, z.union([z.string().max(65_536), typedSchema])]).parse(params);
        const typed = typeof text === "string" ? typedSchema.parse(JSON.parse(text)) : text;
        return desk.signTyped(typed satisfies TypedData, by, signal);
      }
      case "eth_sendTransaction": {
        const [{ from, to, data, value = "0x0", chainId, nonce }] = z.tuple([transactionSchema]).parse(params);
        return desk.send(
          {
            from,
            to,
            data,
            value: BigInt(value),
            chainId: chainId === undefined ? undefined : Number(chainId),
            nonce: nonce === undefined ? undefined : Number(nonce),
          },
          signal,
        );
      }
      default:
        if (READS.includes(method)) return nodes.send(method, [...params]);
        throw new TongduiError("MethodUnknown", {
          en: `The desk does not do "${method}".`,
          zh: `工作台不提供“${method}”。`,
        });
    }
  }

  return async (asked, signal) => {
    const read = askedSchema.safeParse(asked);
    if (!read.success) return { error: { code: -32_600, message: "Not a request of a wallet." } };
    try {
      return { result: (await answer(read.data.method, read.data.params, signal)) ?? null };
    } catch (error) {
      return { error: errorOf(error) };
    }
  };
}

/** By the numbers of EIP-1193 and EIP-1474. A sentence of ours goes along in both languages. */
function errorOf(error: unknown): Extract<Answered, { error: unknown }>["error"] {
  if (error instanceof TongduiError) {
    const { code: name, sentence, hint } = error;
    const code = CODES[name] ?? -32_603;
    return { code, name, message: error.message, data: { sentence, hint: hint ?? null } };
  }
  if (error instanceof z.ZodError || error instanceof SyntaxError) {
    return { code: -32_602, message: "The request's values are not those of this method." };
  }
  const data = findRevertData(error);
  if (data !== undefined) return { code: 3, message: "execution reverted", data };
  return {
    code: -32_603,
    message: isError(error, "UNKNOWN_ERROR") ? "The node refused." : "The desk could not do this.",
  };
}

const CODES: Readonly<Record<string, number>> = {
  NotConfirmed: 4_001,
  NobodyToAsk: 4_001,
  Interrupted: 4_001,
  PageGone: 4_001,
  OtherAccountAsked: 4_100,
  ActUnknown: 4_100,
  MessageUnknown: 4_100,
  SignInUnknown: 4_100,
  MethodUnknown: 4_200,
  NodesUnreachable: 4_900,
  OtherChainAsked: 4_901,
};

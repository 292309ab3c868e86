/**
 * Sending transactions: tried first, sent with room to spare, waited for, and explained when they fail.
 *
 * A sender sends one transaction after another; two senders for one account would take each other's numbers.
 */
import {
  isError,
  type BaseContract,
  type Interface,
  type LogDescription,
  type Provider,
  type Signer,
  type TransactionReceipt,
  type TransactionRequest,
  type TransactionResponse,
} from "ethers";
import { explainer, type Explanation } from "./errors/explain.ts";
import { findRevertData } from "./errors/revertData.ts";
import { TongduiError } from "./errors/tongduiError.ts";

/** An event of a receipt, read by the interface of the contract that emitted it. */
export type SentEvent = {
  readonly contract: string;
  readonly name: string;
  readonly args: LogDescription["args"];
};

export type Sent = {
  readonly receipt: TransactionReceipt;
  /** In the order of the logs; logs of contracts that the sender does not know are left out. */
  readonly events: readonly SentEvent[];
};

/** What a contract's `method.populateTransaction(…)` gives, or a creation without `to`. */
export type Draft = Pick<TransactionRequest, "to" | "data" | "gasLimit">;

export type Sender = {
  readonly signer: Signer;
  /**
   * Sends a transaction and waits until it is in a block.
   *
   * @throws TransactionRefused if the contract refuses it, tried or in its block; TongduiError `TransactionPending` if it was sent
   * and is not known to be in a block: it may still get into one, so it must not be sent again before its hash was looked up;
   * TongduiError with ethers' code if the node cannot be reached or does not take it.
   */
  readonly send: (draft: Draft | Promise<Draft>) => Promise<Sent>;
};

export type SenderOptions = {
  /** Whose errors and events are to be read. */
  readonly contracts: readonly BaseContract[];
  /** Gas beyond the estimate, in percent: state may change between the estimate and the block. */
  readonly marginPercent?: bigint;
  /** How long to wait for a block. A chain of four validators that stood still can take two minutes to go on. */
  readonly waitSeconds?: number;
};

/** A transaction that a contract refused, with what the contract said. */
export class TransactionRefused extends TongduiError {
  /** The values of the custom error that `code` names. */
  readonly args: Explanation["args"];
  /** The index of the batch's item that was refused, from 0. */
  readonly item: number | undefined;
  /** The hash, if it got as far as a block. */
  readonly transaction: string | undefined;

  constructor(explanation: Explanation, sentence: TongduiError["sentence"], transaction?: string) {
    super(explanation.name, sentence);
    this.args = explanation.args;
    this.item = explanation.item;
    this.transaction = transaction;
  }
}

/**
 * Makes a sender.
 *
 * @param signer with a provider.
 */
export function senderOf(signer: Signer, options: SenderOptions): Sender {
  const { contracts, marginPercent = 25n, waitSeconds = 300 } = options;
  const provider = providerOf(signer);

  async function send(draft: Draft | Promise<Draft>): Promise<Sent> {
    const { to, data, gasLimit } = await draft;
    const request: TransactionRequest = { to: to ?? null, data: data ?? "0x", from: await signer.getAddress() };
    const sentence = await explainerFor(request);

    try {
      await provider.call(request);
      const gas = gasLimit ?? (await withMargin(await provider.estimateGas(request)));
      const fees = await feesFor(provider, request.from as string);
      const response = await signer.sendTransaction({ ...request, ...fees, gasLimit: gas });
      const receipt = await receiptOf(response, waitSeconds);
      if (receipt.status !== 1) await replay({ ...request, gasLimit: response.gasLimit }, receipt);
      return { receipt, events: await eventsOf(receipt) };
    } catch (error) {
      throw sentence(error);
    }
  }

  async function withMargin(estimate: bigint): Promise<bigint> {
    const block = await provider.getBlock("latest");
    const wanted = (estimate * (100n + marginPercent)) / 100n;
    return block && wanted > block.gasLimit ? block.gasLimit : wanted;
  }

  /** Finds out why a transaction failed in its block, by calling it again on the state after the block and before it. */
  async function replay(request: TransactionRequest, receipt: TransactionReceipt): Promise<never> {
    for (const blockTag of [receipt.blockNumber, receipt.blockNumber - 1]) {
      try {
        await provider.call({ ...request, blockTag });
      } catch (error) {
        if (findRevertData(error) !== undefined) throw new FailedInBlock(receipt.hash, error);
      }
    }
    throw new TongduiError(
      "TransactionFailed",
      {
        en: `The transaction ${receipt.hash} failed in its block and changed nothing; the node gives no reason.`,
        zh: `交易 ${receipt.hash} 在区块中执行失败，未产生任何变更，节点未给出原因。`,
      },
      { hint: { en: "Try again.", zh: "请重试。" } },
    );
  }

  /** The called contract's interface comes first: two contracts may give one error's selector different meanings. */
  async function explainerFor(request: TransactionRequest): Promise<(error: unknown) => unknown> {
    const interfaces = await byAddress(contracts);
    const called = typeof request.to === "string" ? interfaces.get(request.to.toLowerCase()) : undefined;
    const explain = explainer([...(called ? [called] : []), ...interfaces.values()]);
    return (error) => {
      if (error instanceof TongduiError) return error;
      const cause = error instanceof FailedInBlock ? error.cause : error;
      const en = explain(cause, "en");
      // What nobody foresaw keeps its stack.
      if (!en.expected) return error;
      const text = { en: en.sentence, zh: explain(cause, "zh").sentence };
      if (findRevertData(cause) === undefined) return new TongduiError(en.name, text);
      return new TransactionRefused(en, text, error instanceof FailedInBlock ? error.transaction : undefined);
    };
  }

  async function eventsOf(receipt: TransactionReceipt): Promise<SentEvent[]> {
    const interfaces = await byAddress(contracts);
    return receipt.logs.flatMap((log) => {
      const event = interfaces.get(log.address.toLowerCase())?.parseLog(log);
      return event ? [{ contract: log.address, name: event.name, args: event.args }] : [];
    });
  }

  return { signer, send };
}

/** Carries what a failed transaction's replay threw, with the transaction's hash. */
class FailedInBlock extends Error {
  readonly transaction: string;

  constructor(transaction: string, cause: unknown) {
    super(`The transaction ${transaction} failed in its block.`, { cause });
    this.transaction = transaction;
  }
}

/**
 * On a consortium chain gas is free and officers hold no coin: an old-style transaction at price zero is what such a chain takes
 * from an empty account. Anywhere else ethers chooses.
 */
async function feesFor(provider: Provider, account: string): Promise<TransactionRequest> {
  const [block, balance] = await Promise.all([provider.getBlock("latest"), provider.getBalance(account)]);
  const free = (block?.baseFeePerGas ?? 0n) === 0n;
  return free && balance === 0n ? { type: 0, gasPrice: 0n } : {};
}

/** Waits for the receipt, of a failed transaction too. */
async function receiptOf(response: TransactionResponse, waitSeconds: number): Promise<TransactionReceipt> {
  let cause: unknown;
  try {
    const receipt = await response.wait(1, waitSeconds * 1_000);
    if (receipt) return receipt;
  } catch (error) {
    if (isError(error, "CALL_EXCEPTION") && error.receipt) return error.receipt;
    if (isError(error, "TRANSACTION_REPLACED")) {
      // The same transaction at another price is ours all the same.
      if (error.reason === "repriced") return error.receipt;
      throw error;
    }
    if (!isError(error, "TIMEOUT")) cause = error;
  }
  throw new TongduiError(
    "TransactionPending",
    {
      en: `The transaction ${response.hash} was sent, and is not known to be in a block.`,
      zh: `交易 ${response.hash} 已发送，尚未确认进入区块。`,
    },
    {
      cause,
      hint: {
        en: "It may still get into one: look it up by its hash before sending anything again.",
        zh: "它仍可能进入区块：请先按交易哈希查询，不要直接重发。",
      },
    },
  );
}

async function byAddress(contracts: readonly BaseContract[]): Promise<Map<string, Interface>> {
  const entries = contracts.map(
    async (contract) => [(await contract.getAddress()).toLowerCase(), contract.interface] as const,
  );
  return new Map(await Promise.all(entries));
}

function providerOf(signer: Signer): Provider {
  if (!signer.provider) throw new TypeError("The signer has no provider.");
  return signer.provider;
}

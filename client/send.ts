/**
 * Sending transactions: tried first, sent with room to spare, waited for, and explained when they fail.
 *
 * A sender sends one transaction after another; two senders for one account would take each other's numbers.
 */
import {
  isError,
  type BaseContract,
  type Provider,
  type Signer,
  type TransactionReceipt,
  type TransactionRequest,
  type TransactionResponse,
} from "ethers";
import { TongduiError } from "./errors/tongduiError.ts";
import { feesFor, Outcomes, type Sent } from "./outcome.ts";

export { TransactionRefused, type Sent, type SentEvent } from "./outcome.ts";

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
  readonly send: (draft: Draft | Promise<Draft>) => Promise<Sent<TransactionReceipt>>;
};

export type SenderOptions = {
  /** Whose errors and events are to be read. */
  readonly contracts: readonly BaseContract[];
  /** Gas beyond the estimate, in percent: state may change between the estimate and the block. */
  readonly marginPercent?: bigint;
  /** How long to wait for a block. A chain of four validators that stood still can take two minutes to go on. */
  readonly waitSeconds?: number;
};

/**
 * Makes a sender.
 *
 * @param signer with a provider.
 */
export function senderOf(signer: Signer, options: SenderOptions): Sender {
  const { contracts, marginPercent = 25n, waitSeconds = 300 } = options;
  const provider = providerOf(signer);

  async function send(draft: Draft | Promise<Draft>): Promise<Sent<TransactionReceipt>> {
    const { to, data, gasLimit } = await draft;
    const request: TransactionRequest = { to: to ?? null, data: data ?? "0x", from: await signer.getAddress() };
    const outcomes = new Outcomes(provider, contracts);

    try {
      await provider.call(request);
      const gas = gasLimit ?? (await withMargin(await provider.estimateGas(request)));
      const fees = await feesFor(provider, request.from as string);
      const response = await signer.sendTransaction({ ...request, ...fees, gasLimit: gas });
      const receipt = await receiptOf(response, waitSeconds);
      if (receipt.status !== 1) throw await outcomes.whyFailed({ ...request, gasLimit: response.gasLimit }, receipt);
      return await outcomes.sentOf(receipt);
    } catch (error) {
      throw await outcomes.explain(request, error);
    }
  }

  async function withMargin(estimate: bigint): Promise<bigint> {
    const block = await provider.getBlock("latest");
    const wanted = (estimate * (100n + marginPercent)) / 100n;
    return block && wanted > block.gasLimit ? block.gasLimit : wanted;
  }

  return { signer, send };
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

function providerOf(signer: Signer): Provider {
  if (!signer.provider) throw new TypeError("The signer has no provider.");
  return signer.provider;
}

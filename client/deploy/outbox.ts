import { keccak256, type Provider, type Signer, type TransactionReceipt, type TransactionResponse } from "ethers";
import type { Sending } from "../deployment.ts";
import { TongduiError } from "../errors/tongduiError.ts";

/** A transaction may need this much more gas than was estimated, because the block has moved on. */
const GAS_MARGIN_PERCENT = 125n;

const POLL_MILLISECONDS = 250;

/** Where a transaction is written down before it is sent, and struck out when its effect is recorded. */
export interface Journal {
  sending(): Sending | null;
  note(sending: Sending): Promise<void>;
}

export interface OutboxOptions {
  readonly signer: Signer;
  readonly provider: Provider;
  readonly journal: Journal;
  /** Price of a unit of gas in wei; zero on a chain without fees, where the sender needs no balance. */
  readonly gasPrice: bigint;
  /** How long a transaction may take to be in a block. */
  readonly patienceSeconds: number;
  /** A chain that makes no block for so long while a transaction waits is said to stand still. */
  readonly stalledSeconds: number;
  /** Is told of it, with the newest block; again each time that it stood still for twice as long. */
  readonly stalled: (block: number) => void;
}

/**
 * Sends the deployer's transactions one after the other, each once, even if the program dies between any two lines.
 *
 * Before a transaction is sent, its nonce is written down. Whoever finds such a note first waits for what became of that nonce: a
 * nonce serves once, so either the transaction is in a block, or it can be sent again with the same nonce and no harm.
 *
 * ASSUMPTION. Nobody else sends from the deployer's account meanwhile.
 */
export class Outbox {
  readonly #options: OutboxOptions;
  /** The newest block of which this outbox has seen a transaction. */
  #seen = 0;
  #settled: { readonly sending: Sending; readonly receipt: TransactionReceipt } | null = null;

  constructor(options: OutboxOptions) {
    this.#options = options;
  }

  /** Waits for the transaction that an earlier run left in flight, if there is one. Comes before anything is read or sent. */
  async settle(): Promise<void> {
    const sending = this.#options.journal.sending();
    if (!sending || !(await this.#isKnown(sending.nonce))) return;
    const receipt = await this.#mined(sending);
    if (receipt?.status === 1) this.#settled = { sending, receipt };
  }

  /**
   * Sends a transaction and waits until it is in a block. If an earlier run sent it for the same step, that one's receipt.
   *
   * @throws TongduiError `DeploymentStepFailed`, `TransactionNotMined`.
   */
  async send(step: string, request: { readonly to?: string; readonly data: string }): Promise<TransactionReceipt> {
    const { signer, provider, journal, gasPrice } = this.#options;
    const data = keccak256(request.data);
    if (this.#settled?.sending.step === step && this.#settled.sending.data === data) return this.#settled.receipt;

    const from = await signer.getAddress();
    const price = { type: 0, gasPrice };
    const gas = await provider.estimateGas({ ...request, ...price, from });
    const nonce = await provider.getTransactionCount(from, "latest");
    const sending: Sending = { step, nonce, block: await provider.getBlockNumber(), data };
    await journal.note(sending);
    try {
      await signer.sendTransaction({ ...request, ...price, nonce, gasLimit: (gas * GAS_MARGIN_PERCENT) / 100n });
    } catch (error) {
      // The answer was lost, or the node has it from before: what counts is the nonce.
      if (!(await this.#isKnown(nonce))) throw error;
    }
    const receipt = await this.#mined(sending);
    if (receipt?.status !== 1) throw stepFailed(step, receipt);
    return receipt;
  }

  /** The newest block; never one before a transaction that has been waited for, though providers remember answers for a while. */
  async newestBlock(): Promise<number> {
    return Math.max(await this.#options.provider.getBlockNumber(), this.#seen);
  }

  /** Whether a transaction with this nonce is in a block or waits for one. */
  async #isKnown(nonce: number): Promise<boolean> {
    return (await this.#count("pending")) > nonce;
  }

  async #count(tag: "latest" | "pending"): Promise<number> {
    const { signer, provider } = this.#options;
    return provider.getTransactionCount(await signer.getAddress(), tag);
  }

  /** The receipt of the noted transaction, once it is in a block; null if another one used its nonce. */
  async #mined(sending: Sending): Promise<TransactionReceipt | null> {
    const { provider, patienceSeconds, stalledSeconds, stalled } = this.#options;
    const deadline = Date.now() + patienceSeconds * 1000;
    let height = await provider.getBlockNumber();
    let tellAt = Date.now() + stalledSeconds * 1000;
    for (;;) {
      const transaction = (await this.#count("latest")) > sending.nonce ? await this.#find(sending) : undefined;
      if (transaction) {
        this.#seen = Math.max(this.#seen, transaction.blockNumber ?? 0);
        const isOurs = keccak256(transaction.data) === sending.data;
        return isOurs ? provider.getTransactionReceipt(transaction.hash) : null;
      }
      if (Date.now() > deadline) throw notMined(sending.step);
      if (Date.now() > tellAt) {
        const newest = await provider.getBlockNumber();
        const stood = newest === height;
        if (stood) stalled(newest);
        height = newest;
        tellAt = Date.now() + (stood ? 2 : 1) * stalledSeconds * 1000;
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MILLISECONDS));
    }
  }

  /** The deployer's transaction with the noted nonce: soon after the note, since it was sent at once. */
  async #find({ nonce, block }: Sending): Promise<TransactionResponse | undefined> {
    const { signer, provider } = this.#options;
    const from = await signer.getAddress();
    const newest = await provider.getBlockNumber();
    for (let number = block + 1; number <= newest; ++number) {
      const transactions = (await provider.getBlock(number, true))?.prefetchedTransactions ?? [];
      const found = transactions.find((transaction) => transaction.from === from && transaction.nonce === nonce);
      if (found) return found;
    }
    return undefined;
  }
}

function stepFailed(step: string, receipt: TransactionReceipt | null): TongduiError {
  const which = receipt ? ` ${receipt.hash}` : "";
  return new TongduiError(
    "DeploymentStepFailed",
    {
      en: `The step "${step}" failed: its transaction${which} had no effect.`,
      zh: `步骤“${step}”失败：交易${which}未生效。`,
    },
    {
      hint: {
        en: "Use the deployer's account for nothing else, and run the deployment again.",
        zh: "部署账户请勿另作他用；请重新运行部署。",
      },
    },
  );
}

function notMined(step: string): TongduiError {
  return new TongduiError(
    "TransactionNotMined",
    { en: `The transaction of step "${step}" is in no block yet.`, zh: `步骤“${step}”的交易尚未进入区块。` },
    {
      hint: {
        en: "See whether the network makes blocks, then run the deployment again: it waits for the same transaction.",
        zh: "请确认网络正在出块，然后重新运行部署，程序会继续等待同一笔交易。",
      },
    },
  );
}

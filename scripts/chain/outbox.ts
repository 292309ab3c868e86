/**
 * Sends an account's transactions, each once, whatever happens in between.
 *
 * A transaction is signed, written into the journal, and only then handed to a node. From then on it is the same bytes that are
 * handed over again, to the same node or another, until its number is used on the chain: a number serves once. Several may be under
 * way at a time, in the order of their numbers.
 */
import type { BaseContract, Signer, TransactionRequest } from "ethers";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { feesFor, Outcomes, TransactionRefused, type Receipt, type Sent } from "../../client/outcome.ts";
import type { Draft } from "../../client/send.ts";
import type { Watch } from "../../client/observing/watch.ts";
import type { Text } from "../../client/text/text.ts";
import { holdAccount, interrupted } from "./accountLock.ts";
import { Journal, putAway, unfinishedRuns, type Signed } from "./journal.ts";
import type { Nodes } from "../../client/nodes.ts";
import { answeredWith, isAnswer, isNumberUsed, isTakenAlready } from "./nodeAnswers.ts";
import { dynamicFees, endOf, hashOf, toldOf } from "./transaction.ts";
import { PACE, type Pace } from "./pace.ts";
import { leftUnderWay, lookingFor, nodeRefused, numberTaken, pending, stalledAt, unreached } from "./outboxErrors.ts";

export interface OutboxOptions {
  readonly nodes: Nodes;
  readonly signer: Signer;
  /** Whose events and errors are read. */
  readonly contracts: readonly BaseContract[];
  /** The journal's folder. */
  readonly folder: string;
  readonly command: string;
  readonly note: (text: Text) => void;
  readonly watch: Watch;
  readonly signal: AbortSignal;
  readonly pace?: Partial<Pace>;
  /** Try only: nothing is written down and nothing is sent, not even what an earlier run left under way. */
  readonly dryRun?: boolean;
}

/** A transaction that was handed over. */
export interface UnderWay {
  readonly hash: string;
  /** @throws as {@link Outbox.send}. */
  readonly sent: Promise<Sent>;
}

/** Room beyond the estimate: state may change until the block. */
const GAS_MARGIN_PERCENT = 125n;
const FIRST_PAUSE_MILLISECONDS = 20;
const LONGEST_PAUSE_MILLISECONDS = 500;

export class Outbox {
  readonly #options: OutboxOptions;
  readonly #account: string;
  readonly #outcomes: Outcomes;
  /** None in a dry run. */
  readonly #journal: Journal | undefined;
  readonly #giveUpAccount: () => Promise<void>;
  readonly #pace: Pace;
  #fees: TransactionRequest | undefined;
  /** The next number, while transactions are under way. */
  #next: number | undefined;
  #underWay = 0;
  #left = 0;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    options: OutboxOptions,
    account: string,
    { journal, giveUp }: { readonly journal?: Journal; readonly giveUp: () => Promise<void> },
  ) {
    this.#options = options;
    this.#account = account;
    this.#journal = journal;
    this.#giveUpAccount = giveUp;
    this.#outcomes = new Outcomes(options.nodes, options.contracts);
    this.#pace = { ...PACE, ...options.pace };
  }

  /**
   * Holds the account, and brings to an end what earlier runs left under way.
   *
   * @throws TongduiError `AccountHeldElsewhere`, `Interrupted`, `NodesUnreachable`, `TransactionPending`.
   */
  static async open(options: OutboxOptions): Promise<Outbox> {
    const { folder, signer, nodes, command, note, signal } = options;
    const account = await signer.getAddress();
    const whose = { chainId: nodes.chain.chainId, genesis: nodes.chain.genesis, account };
    if (options.dryRun) {
      const earlier = await unfinishedRuns(folder, whose);
      for (const signed of earlier.flatMap(({ underWay }) => underWay)) note(leftUnderWay(signed));
      return new Outbox(options, account, { giveUp: async () => Promise.resolve() });
    }
    const giveUp = await holdAccount(folder, account, { note, signal });
    try {
      const earlier = await unfinishedRuns(folder, whose);
      const journal = await Journal.begin(folder, { ...whose, command, started: new Date().toISOString() });
      const outbox = new Outbox(options, account, { journal, giveUp });
      // By their numbers and not by their files, whose order is that of a clock which may have been set back.
      const underWay = earlier.flatMap((run) => run.underWay).sort((a, b) => a.nonce - b.nonce);
      for (const signed of underWay) await outbox.#bringToEnd(signed);
      for (const run of earlier) await putAway(run);
      return outbox;
    } catch (error) {
      await giveUp();
      throw error;
    }
  }

  get account(): string {
    return this.#account;
  }

  /**
   * Sends a transaction and waits until it is in a block.
   *
   * @param title what it does, for the journal.
   * @throws TransactionRefused if a contract refuses it, tried or in its block; TongduiError `NumberTaken` if another transaction of
   * the account took its number (ask the ledger whether it is still to be done); `TransactionPending`, `NodeRefused`, `Interrupted`.
   */
  async send(draft: Draft, title: Text): Promise<Sent> {
    return (await this.start(draft, title)).sent;
  }

  /**
   * Hands a transaction over without waiting for its block. Transactions get their numbers in the order of these calls.
   *
   * @param draft with a `gasLimit` it is not tried before.
   * @throws as {@link send}, for what is known before it is handed over.
   */
  async start(draft: Draft, title: Text): Promise<UnderWay> {
    const turn = this.#turn.then(async () => this.#start(draft, title));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** What a transaction would need. @throws TransactionRefused if the contract would refuse it. */
  async gasFor(draft: Draft): Promise<bigint> {
    const request = this.#requestOf(draft);
    try {
      const [estimate, block] = await Promise.all([
        this.#options.nodes.estimateGas(request),
        this.#options.nodes.getBlock("latest"),
      ]);
      const wanted = (estimate * GAS_MARGIN_PERCENT) / 100n;
      return block && wanted > block.gasLimit ? block.gasLimit : wanted;
    } catch (error) {
      throw await this.#outcomes.explain(request, error);
    }
  }

  /** Why the ledger would refuse this as it stands now; undefined if it would take it. Cheaper than {@link gasFor}. */
  async refusalOf(draft: Draft): Promise<TransactionRefused | undefined> {
    const request = this.#requestOf(draft);
    try {
      await this.#options.nodes.call(request);
      return undefined;
    } catch (error) {
      const explained = await this.#outcomes.explain(request, error);
      if (explained instanceof TransactionRefused) return explained;
      throw explained;
    }
  }

  /** Ends the run. What is still under way is left to the next one. */
  async close(): Promise<void> {
    await this.#turn;
    try {
      if (this.#underWay === 0 && this.#left === 0) await this.#journal?.finish();
      else await this.#journal?.leave();
    } finally {
      await this.#giveUpAccount();
    }
  }

  async #start(draft: Draft, title: Text): Promise<UnderWay> {
    const { nodes, signer, signal } = this.#options;
    const journal = this.#journal;
    if (!journal) throw new RangeError("A dry run sends nothing.");
    if (signal.aborted) throw interrupted();
    const gasLimit = draft.gasLimit ?? (await this.gasFor(draft));
    this.#fees ??= await feesFor(nodes, this.#account);
    const request = { ...this.#requestOf(draft), ...this.#fees, gasLimit, chainId: nodes.chain.chainId };
    const nonce = this.#next ?? (await this.#count());
    const fees = "gasPrice" in request ? {} : await dynamicFees(nodes);
    const raw = await signer.signTransaction({ ...request, ...fees, nonce });
    const signed: Signed = { hash: hashOf(raw), nonce, title, raw };
    await journal.sending(signed);
    this.#next = nonce + 1;
    this.#underWay += 1;
    let isUsed = false;
    try {
      isUsed = await this.#handOver(signed, "sent");
    } catch (error) {
      await this.#demandInBlock(signed, request, error);
    }
    const sent = this.#outcomeOf(signed, request, isUsed);
    // Whoever asked for it may still be handing over others when it fails.
    sent.catch(() => undefined);
    return { hash: signed.hash, sent };
  }

  async #outcomeOf(signed: Signed, request: TransactionRequest, isUsed: boolean): Promise<Sent> {
    const began = Date.now();
    let receipt: Receipt | undefined;
    try {
      receipt = await this.#waitFor(signed, isUsed);
    } catch (error) {
      this.#left += 1;
      throw error;
    } finally {
      this.#ended();
    }
    await this.#journal?.ended(signed.hash, endOf(receipt));
    this.#options.watch(...toldOf(signed.hash, receipt, Date.now() - began));
    if (!receipt) {
      this.#next = undefined;
      throw numberTaken(signed);
    }
    if (receipt.status !== 1) throw await this.#outcomes.whyFailed(request, receipt);
    return this.#outcomes.sentOf(receipt);
  }

  /** Some nodes make a block at once and answer with the transaction's failure: then it is as good as handed over. */
  async #demandInBlock(signed: Signed, request: TransactionRequest, error: unknown): Promise<void> {
    if (!isAnswer(error)) {
      // Nobody can say whether a node has it.
      this.#left += 1;
      this.#ended();
      throw error;
    }
    if (await this.#options.nodes.receiptOf(signed.hash)) return;
    this.#ended();
    // No later number can be used before this one is: all are counted anew.
    this.#next = undefined;
    await this.#journal?.ended(signed.hash, "refused");
    this.#options.watch("failed", { transaction: signed.hash, code: "NodeRefused" });
    const explained = await this.#outcomes.explain(request, error);
    throw explained instanceof TongduiError ? explained : nodeRefused(signed, answeredWith(error) ?? "");
  }

  #ended(): void {
    this.#underWay -= 1;
    if (this.#underWay === 0) this.#next = undefined;
  }

  /** For what another run signed: hands the same bytes over again, and waits. */
  async #bringToEnd(signed: Signed): Promise<void> {
    this.#options.note(lookingFor(signed));
    if (!(await this.#isReached(signed))) {
      this.#options.note(unreached(signed));
      return;
    }
    if ((await this.#count()) <= signed.nonce) {
      try {
        await this.#handOver(signed);
      } catch (error) {
        if (!isAnswer(error)) throw error;
        // The node does not take it any more, so it will not take effect; what is to be done, the ledger says.
        if (!(await this.#options.nodes.receiptOf(signed.hash))) return;
      }
    }
    await this.#waitFor(signed);
  }

  /** Whether no number before it is free: with one that nobody uses any more it would be waited for in vain. */
  async #isReached({ nonce }: Signed): Promise<boolean> {
    const until = Date.now() + this.#pace.stalled;
    while ((await this.#count()) < nonce) {
      // A node that is behind comes after.
      if (Date.now() > until) return false;
      await new Promise((resolve) => setTimeout(resolve, LONGEST_PAUSE_MILLISECONDS));
    }
    return true;
  }

  /**
   * Gives the bytes to a node.
   *
   * @returns whether the number is used already: by these bytes or by others, which the receipt will tell.
   * @throws what the node said, if it does not take them.
   */
  async #handOver({ raw, hash }: Signed, what: "sent" | "sent again" = "sent again"): Promise<boolean> {
    this.#options.watch(what, { transaction: hash });
    try {
      await this.#options.nodes.send("eth_sendRawTransaction", [raw]);
      return false;
    } catch (error) {
      const said = isAnswer(error) ? answeredWith(error) : undefined;
      if (said === undefined) throw error;
      if (isNumberUsed(said)) return true;
      if (isTakenAlready(said)) return false;
      throw error;
    }
  }

  /**
   * The receipt, or undefined if another transaction has its number.
   *
   * @param isUsed the number is known to be used, so it is looked into at once.
   */
  async #waitFor(signed: Signed, isUsed = false): Promise<Receipt | undefined> {
    const { nodes, note, watch, signal } = this.#options;
    const [pace, began] = [this.#pace, Date.now()];
    let again = isUsed ? began : began + pace.again;
    let stalled = began + pace.stalled;
    let height: number | undefined;
    for (let pause = FIRST_PAUSE_MILLISECONDS; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MILLISECONDS)) {
      const receipt = await nodes.receiptOf(signed.hash);
      if (receipt) return receipt;
      const now = Date.now();
      if (now >= again) {
        // The number is asked for first: between the two questions the transaction itself may get into a block.
        const isGone = (await this.#count()) > signed.nonce;
        const late = await nodes.receiptOf(signed.hash);
        if (late) return late;
        if (isGone) return undefined;
        const newest = await nodes.getBlockNumber();
        if (newest !== height || (await nodes.goOver())) stalled = now + pace.stalled;
        height = newest;
        if (now >= stalled) {
          note(stalledAt(newest));
          watch("chain stands still", { block: newest });
          stalled = now + 2 * pace.stalled;
        }
        await this.#handOver(signed).catch(() => undefined);
        again = Date.now() + pace.again;
      }
      if (signal.aborted && now - began > pace.again) throw pending(signed);
      if (now - began > pace.patience) throw pending(signed);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  async #count(): Promise<number> {
    return this.#options.nodes.getTransactionCount(this.#account, "latest");
  }

  #requestOf({ to, data }: Draft): TransactionRequest {
    return { to: to ?? null, data: data ?? "0x", from: this.#account };
  }
}

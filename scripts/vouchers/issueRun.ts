/**
 * Issues a list chunk by chunk, in its order and from where the ledger says, several chunks under way at a time. Each chunk says which
 * one has to come after it, so the ledger takes every one once, whoever sends it: a chunk that somebody else was quicker with is
 * refused, and the run goes on from what the ledger expects by then.
 */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { chainEvery, issueCall, MOST_ITEMS } from "../../client/list.ts";
import type { Sent } from "../../client/outcome.ts";
import type { Draft } from "../../client/send.ts";
import type { Text } from "../../client/text/text.ts";
import { counted } from "../../client/text/counted.ts";
import type { Acting } from "../chain/acting.ts";
import { demandEverywhere } from "../chain/everywhere.ts";
import type { Progress } from "../cli/context.ts";
import { announcedList } from "./announced.ts";
import type { IssuedItems } from "./issuedItems.ts";
import type { Plan } from "./planFile.ts";

const MOST_UNDER_WAY = 8;
/** Gas of the next chunks, in percent of what the last one took an item: their groups and wallets may be new to the ledger. */
const GAS_ROOM_PERCENT = 140n;
/** What a transaction may take at the most (EIP-7825). */
const MOST_GAS = 16_777_216n;
/** How often the run begins anew without the list having come further. */
const MOST_VAIN_ROUNDS = 3;

interface Chunk {
  /** The place of its first item. */
  readonly first: number;
  readonly end: number;
  /** The chain of what comes after it. */
  readonly next: string;
}

export class IssueRun {
  readonly #open: Acting;
  readonly #plan: Plan;
  readonly #issued: IssuedItems;
  readonly #progress: Progress;
  /** Hashes of what this run sent and a node took. */
  readonly #sent: string[] = [];
  /** Gas an item, once it is known. */
  #gas: bigint | undefined;

  constructor(open: Acting, plan: Plan, issued: IssuedItems, progress: Progress) {
    this.#open = open;
    this.#plan = plan;
    this.#issued = issued;
    this.#progress = progress;
  }

  /**
   * Issues all that is still to come.
   *
   * @throws TransactionRefused with the ledger's reason; TongduiError as Outbox.start, demandEverywhere. What is issued by then is issued, and the same
   * call goes on from there.
   */
  async toTheEnd(): Promise<void> {
    let vain = 0;
    for (;;) {
      const { done, next, stage } = await announcedList(this.#open, this.#plan.batch);
      if (stage === "Done") return demandEverywhere(this.#open, this.#sent);
      const chunks = this.#chunksFrom(done, next);
      const failed = await this.#round(chunks);
      if (failed === undefined) continue;
      const now = await announcedList(this.#open, this.#plan.batch);
      if (now.done > done) vain = 0;
      else vain += 1;
      // Refused for what the list as a whole lacks, or nothing goes on any more.
      if (!isWorthAnotherTry(failed) || vain >= MOST_VAIN_ROUNDS) throw failed as Error;
      this.#gas = undefined;
    }
  }

  /** Tries the next chunk, and sends nothing. */
  async tryNext(): Promise<void> {
    const { done, next, stage } = await announcedList(this.#open, this.#plan.batch);
    const chunk = stage === "Done" ? undefined : this.#chunksFrom(done, next)[0];
    if (chunk) await this.#open.outbox.gasFor(await this.#draftOf(chunk));
  }

  /** What is still to come, cut. @throws TongduiError `PlanDiffers` if the ledger expects other items. */
  #chunksFrom(done: number, expected: string): Chunk[] {
    const { items, tail, batch } = this.#plan;
    const chain = chainEvery(items, MOST_ITEMS, done, tail);
    if (chain[0] !== expected) throw otherRest(batch, done);
    return chain.slice(1).map((next, i) => {
      const first = done + i * MOST_ITEMS;
      return { first, end: Math.min(first + MOST_ITEMS, items.length), next };
    });
  }

  /** @returns what went wrong first; all that was under way has come to its end by then. */
  async #round(chunks: readonly Chunk[]): Promise<unknown> {
    const underWay = new Set<Promise<void>>();
    let failed: unknown;
    for (const chunk of chunks) {
      while (underWay.size >= MOST_UNDER_WAY) await Promise.race(underWay);
      if (failed !== undefined) break;
      try {
        const { sent } = await this.#open.outbox.start(await this.#draftOf(chunk), titleOf(chunk));
        const ended: Promise<void> = sent
          .then((outcome) => this.#note(chunk, outcome))
          .catch((error: unknown) => void (failed ??= error))
          .finally(() => underWay.delete(ended));
        underWay.add(ended);
      } catch (error) {
        failed ??= error;
        break;
      }
    }
    await Promise.all(underWay);
    return failed;
  }

  async #draftOf({ first, end, next }: Chunk): Promise<Draft> {
    const { batch, items } = this.#plan;
    const { interface: abi } = this.#open.ledger.vouchers;
    const data = issueCall(abi.getFunction("issue").selector, batch, items.slice(first, end), next);
    const draft = { to: this.#open.deployment.contracts.vouchers.address, data };
    const count = BigInt(end - first);
    if (this.#gas === undefined) {
      // The node is asked for the first chunk only: what an item takes, that one tells.
      const gasLimit = await this.#open.outbox.gasFor(draft);
      this.#gas = gasLimit / count;
      return { ...draft, gasLimit };
    }
    const wanted = (this.#gas * count * GAS_ROOM_PERCENT) / 100n + GAS_OF_A_CALL;
    return { ...draft, gasLimit: wanted > MOST_GAS ? MOST_GAS : wanted };
  }

  #note({ first, end }: Chunk, { receipt }: Sent): void {
    this.#sent.push(receipt.hash);
    this.#gas = receipt.gasUsed / BigInt(end - first);
    const passedOver = this.#issued.take(first, receipt.logs);
    this.#progress.add(end - first);
    const { watch } = this.#open.context;
    watch("done", { items: end - first - passedOver });
    if (passedOver > 0) watch("passed over", { items: passedOver });
  }
}

/** What a call takes however few items it has. */
const GAS_OF_A_CALL = 100_000n;

function titleOf({ first, end }: Chunk): Text {
  return { en: `Issue items ${first + 1} to ${end}`, zh: `发放第 ${first + 1} 至 ${end} 项` };
}

/** Errors after which the list may still go on: somebody else issues it too, or a chunk had too little gas. */
const WORTH_ANOTHER_TRY = [
  "NotWhatWasAnnounced",
  "NumberTaken",
  "TransactionFailed",
  "UnknownReason",
  "CountDiffers",
  "BatchIn",
];

function isWorthAnotherTry(error: unknown): boolean {
  return error instanceof TongduiError && WORTH_ANOTHER_TRY.includes(error.code);
}

function otherRest(batch: string, done: number): TongduiError {
  return new TongduiError(
    "PlanDiffers",
    {
      en: `After ${counted(done, "item")} the list ${batch} goes on with others than the plan has.`,
      zh: `名单 ${batch} 在第 ${done} 项之后的内容与计划文件不符。`,
    },
    { hint: { en: "Use the plan that was announced.", zh: "请使用公示时的计划文件。" } },
  );
}

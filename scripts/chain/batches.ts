/**
 * Many items that are done in batches, several transactions under way at a time. An item that the ledger refuses is set aside and
 * named, and the rest goes on. Which items are done, the ledger says.
 */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { TransactionRefused, type Sent } from "../../client/outcome.ts";
import type { Draft } from "../../client/send.ts";
import type { Text } from "../../client/text/text.ts";
import type { Acting } from "./acting.ts";
import { demandEverywhere } from "./everywhere.ts";
import type { UnderWay } from "./outbox.ts";
import { isOvertaken } from "./overtaken.ts";
import { demandConfirmed } from "./perform.ts";

export interface Batches<Item> {
  /** What is done to them, for the progress and the journal: `Place orders`. */
  readonly title: Text;
  /** All items, in their order. */
  readonly items: readonly Item[];
  /** Most items in one transaction; the ledger takes no more than 100. With 1 every refusal is the item's own. */
  readonly size?: number;
  /** For each of some items, whether the ledger shows it as done. */
  readonly areDone: (items: readonly Item[]) => Promise<readonly boolean[]>;
  readonly draft: (items: readonly Item[]) => Promise<Draft>;
}

export type ItemOutcome =
  | { readonly end: "done"; readonly block: number; readonly transaction: string }
  | { readonly end: "before" }
  /** Tried only: the ledger would take it. */
  | { readonly end: "tried" }
  /** Set aside. */
  | { readonly end: "refused"; readonly error: TongduiError };

export interface BatchesDone {
  /** An outcome an item, in the items' order. */
  readonly outcomes: readonly ItemOutcome[];
  readonly sent: readonly Sent[];
}

const MOST_ITEMS = 100;
const MOST_UNDER_WAY = 4;
/** So often a run waits for what somebody else has on its way. */
const MOST_WAITS = 20;
/** No transaction asks for more (EIP-7825); a batch that would is cut in two. */
const MOST_GAS = 16_777_216n;

type Place<Item> = { readonly item: Item; readonly place: number };

/**
 * Does all items that are not done.
 *
 * @throws TongduiError for what stops all of them: `NotConfirmed`, `NodesUnreachable`, `TransactionPending`, `Interrupted`; what is
 * done by then is done, and the same call goes on from there.
 */
export async function performInBatches<Item>(open: Acting, batches: Batches<Item>): Promise<BatchesDone> {
  const { items, title, areDone } = batches;
  const done = await areDone(items);
  const outcomes: ItemOutcome[] = items.map(() => ({ end: "before" }));
  const waiting = items.map((item, place) => ({ item, place })).filter(({ place }) => done[place] !== true);
  open.context.watch("to do", { items: items.length });
  open.context.watch("done before", { items: items.length - waiting.length });
  if (waiting.length === 0) return { outcomes, sent: [] };
  const said = { en: `${title.en}: ${waiting.length}`, zh: `${title.zh}：${waiting.length} 项` };
  await demandConfirmed(open, [{ title: said }], async () => demandTakesSome(open, batches, waiting));
  const work = new Work(open, batches, outcomes, waiting.length);
  try {
    await work.do(waiting);
  } finally {
    work.end();
  }
  await demandEverywhere(
    open,
    work.sent.map(({ receipt }) => receipt.hash),
  );
  return { outcomes, sent: work.sent };
}

/** What is wrong with one item only is no reason not to ask about the others. @throws TransactionRefused for what stops all of them. */
async function demandTakesSome<Item>(
  { outbox }: Acting,
  { draft, areDone, size }: Batches<Item>,
  waiting: readonly Place<Item>[],
): Promise<void> {
  for (const { item } of [...waiting.slice(0, 1), ...waiting.slice(1).slice(-1)]) {
    const refusal = await outbox.refusalOf(await draft([item]));
    if (!refusal || (await areDone([item])).includes(true)) return;
    const isItems = (refusal.item !== undefined || size === 1) && refusal.code !== "DutyMissing";
    if (isItems && waiting.length > 1) return;
    if (waiting.at(-1)?.item === item) throw withoutItem(refusal);
  }
}

class Work<Item> {
  readonly sent: Sent[] = [];
  readonly #open: Acting;
  readonly #batches: Batches<Item>;
  readonly #outcomes: ItemOutcome[];
  readonly #progress;
  #waits = 0;

  constructor(open: Acting, batches: Batches<Item>, outcomes: ItemOutcome[], total: number) {
    this.#open = open;
    this.#batches = batches;
    this.#outcomes = outcomes;
    this.#progress = open.context.io.progress(batches.title, total);
  }

  /** The one item's place, where a transaction has but one. */
  get #only(): number | undefined {
    return this.#batches.size === 1 ? 0 : undefined;
  }

  end(): void {
    this.#progress.end();
  }

  async do(waiting: readonly Place<Item>[]): Promise<void> {
    const size = Math.min(this.#batches.size ?? MOST_ITEMS, MOST_ITEMS);
    const queue: (readonly Place<Item>[])[] = [];
    for (let first = 0; first < waiting.length; first += size) queue.push(waiting.slice(first, first + size));

    const underWay = new Set<Promise<void>>();
    let failed: unknown;
    while ((queue.length > 0 || underWay.size > 0) && failed === undefined) {
      const batch = underWay.size < MOST_UNDER_WAY ? queue.shift() : undefined;
      if (!batch) {
        await Promise.race(underWay);
        continue;
      }
      const started = await this.#start(batch, queue);
      if (!started) continue;
      const ended = this.#finish(batch, started, queue)
        .catch((error: unknown) => void (failed ??= error))
        .finally(() => underWay.delete(ended));
      underWay.add(ended);
    }
    await Promise.all(underWay);
    if (failed !== undefined) throw failed as Error;
  }

  /** Tries a batch and hands it over; what it is refused for comes back into the queue without its bad item. */
  async #start(batch: readonly Place<Item>[], queue: (readonly Place<Item>[])[]): Promise<UnderWay | undefined> {
    const { outbox, context } = this.#open;
    try {
      const draft = await this.#batches.draft(batch.map(({ item }) => item));
      const gasLimit = await outbox.gasFor(draft);
      if (gasLimit > MOST_GAS && batch.length > 1) {
        queue.unshift(...halves(batch));
        return undefined;
      }
      if (context.dryRun) {
        this.#note(batch, { end: "tried" });
        return undefined;
      }
      const { title } = this.#batches;
      const named = { en: `${title.en} (${batch.length})`, zh: `${title.zh}（${batch.length} 项）` };
      return await outbox.start({ ...draft, gasLimit }, named);
    } catch (error) {
      await this.#setAside(batch, error, queue);
      return undefined;
    }
  }

  async #finish(batch: readonly Place<Item>[], { sent }: UnderWay, queue: (readonly Place<Item>[])[]): Promise<void> {
    try {
      const outcome = await sent;
      this.sent.push(outcome);
      const { blockNumber: block, hash: transaction } = outcome.receipt;
      this.#note(batch, { end: "done", block, transaction });
    } catch (error) {
      await this.#setAside(batch, error, queue);
    }
  }

  /** Finds the item at fault, keeps it out, and puts the others back; what is no item's fault stops everything. */
  async #setAside(batch: readonly Place<Item>[], error: unknown, queue: (readonly Place<Item>[])[]): Promise<void> {
    if (!(error instanceof TongduiError)) throw error;
    // Somebody else may have done some of them meanwhile.
    const done = await this.#batches.areDone(batch.map(({ item }) => item));
    const before = batch.filter((_, i) => done[i] === true);
    const rest = batch.filter((_, i) => done[i] !== true);
    this.#note(before, { end: "before" });
    if (rest.length === 0) return;
    if (before.length > 0 || error.code === "NumberTaken" || (await this.#isOvertaken(rest, error))) {
      queue.unshift(rest);
      return;
    }
    // A refusal that names no item is about all of them: a right that is missing, a district that is retired.
    const item = error instanceof TransactionRefused ? (error.item ?? this.#only) : undefined;
    const bad = item === undefined ? undefined : rest[item];
    if (!bad) throw error;
    this.#note([bad], { end: "refused", error: withoutItem(error) });
    const good = rest.filter((one) => one !== bad);
    if (good.length > 0) queue.unshift(good);
  }

  /** Not for ever: what never gets into a block is in nobody's way. */
  async #isOvertaken(batch: readonly Place<Item>[], error: TongduiError): Promise<boolean> {
    if (this.#waits === MOST_WAITS) return false;
    const items = batch.map(({ item }) => item);
    const isIt = await isOvertaken(
      this.#open,
      {
        draft: async () => this.#batches.draft(items),
        isDone: async () => (await this.#batches.areDone(items)).includes(true),
      },
      error,
    );
    if (isIt) this.#waits += 1;
    return isIt;
  }

  #note(batch: readonly Place<Item>[], outcome: ItemOutcome): void {
    const { watch } = this.#open.context;
    const items = batch.length;
    if (outcome.end === "done") watch("done", { items });
    else if (outcome.end === "before" && items > 0) watch("done before", { items });
    else if (outcome.end === "refused") watch("set aside", { items, code: outcome.error.code });
    for (const { place } of batch) this.#outcomes[place] = outcome;
    this.#progress.add(batch.length);
  }
}

function halves<T>(list: readonly T[]): [readonly T[], readonly T[]] {
  const middle = Math.ceil(list.length / 2);
  return [list.slice(0, middle), list.slice(middle)];
}

/** The place in a batch says nothing to a person, whose file has its own lines. */
export function withoutItem(error: TongduiError): TongduiError {
  const { en, zh } = error.sentence;
  return new TongduiError(
    error.code,
    { en: en.replace(/^Item \d+ of the batch: /, ""), zh: zh.replace(/^批次第 \d+ 项：/, "") },
    error.hint ? { hint: error.hint } : {},
  );
}

import { explainer } from "../../client/errors/explain.ts";
import type { PartName } from "../../client/deployment.ts";
import { dayOf } from "../../client/days.ts";
import { decodeVoucher } from "../../client/voucherWord.ts";
import { Act, Refused, type Reason, type Told } from "./rules/act.ts";
import type { Rule, Rules } from "./rules/rules.ts";
import type { Town } from "./rules/town.ts";
import type { People } from "./people.ts";
import { Changes } from "./ledger/books.ts";
import { allDifferences, differences, replayDifferences } from "./ledger/compare.ts";
import type { Answer, Ledger, Try } from "./ledger/ledger.ts";
import { Promises } from "./ledger/promises.ts";
import { Names } from "./story/names.ts";
import { outcomeOf } from "./story/outcomes.ts";
import { SENTENCES } from "./story/sentences.ts";
import { Story } from "./story/story.ts";
import type { Tally } from "./tally.ts";

/** Where a walk begins: the ledger as it stands on the node, and the town that says the same. */
export interface Start {
  readonly ledger: Ledger;
  readonly people: People;
  readonly town: Town;
  readonly promises: Promises;
  /** What the town looks like, in words. */
  readonly opening: string;
  /** What is expected, which a test of the walks themselves may replace. */
  readonly rules: Rules;
}

/** The rules and the ledger do not say the same; the message is the whole story. */
export class Disagreement extends Error {
  /** It was seen only when all was looked through. */
  readonly late: boolean;

  constructor(story: string, late: boolean) {
    super(story);
    this.late = late;
  }
}

type Expected = { readonly reasons: readonly Reason[] } | { readonly told: readonly Told[] };

/** After so many acts all storage is looked through; after each, what the act should have changed. */
const THOROUGH = 40;

/** Acts one after the other, each by the rules and on the ledger, compared after each. */
export class Walk {
  readonly town: Town;
  readonly people: People;
  readonly #ledger: Ledger;
  readonly #rules: Rules;
  readonly #changes: Changes;
  readonly #promises: Promises;
  readonly #story: Story;
  readonly #tally: Tally;

  constructor({ ledger, people, town, promises, opening, rules }: Start, tally: Tally) {
    this.town = structuredClone(town);
    this.people = people;
    this.#ledger = ledger;
    this.#rules = rules;
    this.#changes = new Changes(this.town);
    this.#promises = promises.copy();
    this.#story = new Story(opening, dayOf(town.now));
    this.#tally = tally;
  }

  get story(): string {
    return this.#story.toString();
  }

  /** Lets the clock go on, so that the next act is of this second. */
  wait(second: number): void {
    this.town.now = Math.max(this.town.now, second - 1);
  }

  /** Somebody tries something. @throws Disagreement */
  async try(attempt: Try): Promise<void> {
    this.town.now += 1;
    const { noun, name, by } = attempt;
    const args = this.#addressed(attempt);
    const names = new Names(this.town, this.people);
    const say = (SENTENCES[noun] as unknown as Record<string, (n: Names, ...args: unknown[]) => string>)[name]!;
    const what = say(names, ...args);
    const expected = this.#expected({ ...attempt, args });
    const answer = await this.#ledger.bring({ ...attempt, args }, this.town.now);
    const wrong = await this.#wrong(expected, answer);
    const refusal = "refused" in answer ? answer.refused : undefined;
    const done = "told" in answer ? outcomeOf(names, answer.told) : "";
    const ended = () => (refusal === undefined ? done : ` Refused: ${this.#sayRefusal(refusal)}.`);
    this.#story.tell(this.town.now, `${names.who(by)} ${what}`, wrong.length > 0 ? () => "" : ended);
    this.#tally.count(`${noun}.${name}`, refusal === undefined ? undefined : this.#ledger.nameOf(refusal));
    if (wrong.length > 0) throw new Disagreement([this.story, ...wrong].join("\n"), false);
    if (this.#story.acts % THOROUGH === 0) await this.#look(allDifferences(this.#ledger, this.town));
  }

  /** Looks through all storage, and whether all events give it. @throws Disagreement */
  async end(): Promise<void> {
    await this.#look(allDifferences(this.#ledger, this.town));
    await this.#look(replayDifferences(this.#ledger));
  }

  async #look(differing: Promise<string[]>): Promise<void> {
    const found = await differing;
    if (found.length > 0) throw new Disagreement([this.story, "Afterwards:", ...found].join("\n"), true);
  }

  /** The closed functions name a sibling, whose address the ledger knows. */
  #addressed({ noun, name, args }: Try): readonly unknown[] {
    return noun === "closed" && name === "sibling" ? [args[0], this.#ledger.addressOf(args[1] as PartName)] : args;
  }

  #expected({ noun, name, by, args }: Try): Expected {
    const act = new Act(this.town, by);
    const rule = (this.#rules[noun] as unknown as Record<string, Rule>)[name]!;
    try {
      rule(act, ...(args as never[]));
      return { told: act.told };
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return { reasons: error.reasons };
    }
  }

  async #wrong(expected: Expected, answer: Answer): Promise<string[]> {
    const may = "reasons" in expected ? expected.reasons.map((reason) => this.#ledger.encode(reason)) : [];
    if ("refused" in answer) {
      if (may.includes(answer.refused)) return [];
      return [this.#expectation(may), `The ledger: refused with ${this.#sayRefusal(answer.refused)}`];
    }
    if ("reasons" in expected) return [this.#expectation(may), "The ledger: done."];
    const { told } = answer;
    const events = eventsDiffering(expected.told, told);
    if (events.length > 0) return events;
    const found = await differences(this.#ledger, this.#changes.since(this.town));
    const names = new Names(this.town, this.people);
    return [...found, ...this.#promises.broken(this.town, told)].map((it) => names.inSentence(it));
  }

  #expectation(may: readonly string[]): string {
    const refusals = may.map((data) => this.#sayRefusal(data));
    return `Expected: ${may.length === 0 ? "done." : `refused with ${[...new Set(refusals)].join(", or with ")}`}`;
  }

  /** `GroupMissing (the sentence that a person reads)`, with the names of the story. */
  #sayRefusal(data: string): string {
    const { name, sentence } = explainer(this.#ledger.interfaces)({ data }, "en");
    const names = new Names(this.town, this.people);
    return `${name} (${names.inSentence(sentence.replace(/\.$/, ""))})`;
  }
}

/** The first event that is missing, of other values or not expected. */
function eventsDiffering(expected: readonly Told[], told: readonly Told[]): string[] {
  for (let i = 0; i < Math.max(expected.length, told.length); i += 1) {
    const [wanted, got] = [expected[i], told[i]];
    if (wanted?.part !== got?.part || wanted?.name !== got?.name) {
      return [`Expected: ${shown(wanted)}`, `The ledger: ${shown(got)}`];
    }
    const values = [wanted!.args, got!.args].map((args) => plain(args)) as [Values, Values];
    const odd = [...new Set(values.flatMap(Object.keys))].filter(
      (name) => said(values[0][name]) !== said(values[1][name]),
    );
    if (odd.length === 0) continue;
    const [right, found] = values.map((all) => odd.map((name) => `${name} ${said(all[name])}`).join(", "));
    return [`Expected: the event ${wanted!.name} with ${right!}`, `The ledger: with ${found!}`];
  }
  return [];
}

type Values = Readonly<Record<string, unknown>>;

const said = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value));

const shown = (event: Told | undefined): string =>
  event === undefined ? "no further event" : `the event ${event.name} ${said(plain(event.args))}`;

/** Values that can be compared as text; a voucher's state by what it says. */
function plain(value: unknown, name = ""): unknown {
  if (name === "state" && typeof value === "bigint") return plain(decodeVoucher(value));
  if (typeof value === "bigint" || typeof value === "number") return value.toString();
  if (typeof value === "string") return value.toLowerCase();
  if (Array.isArray(value)) return value.map((item) => plain(item));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.flatMap(([key, inner]) => flat(key, plain(inner, key))));
}

/** A voucher's state among the values of its event. */
function flat(name: string, value: unknown): [string, unknown][] {
  if (name !== "state" || typeof value !== "object") return [[name, value]];
  return Object.entries(value as Values).map(([inner, it]) => [`the voucher's ${inner}`, it]);
}

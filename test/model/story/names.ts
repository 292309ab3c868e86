import { formatVoucher } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { isoOfDay } from "../../../client/days.ts";
import { hashOf } from "../rules/matters.ts";
import { ZERO, type Town } from "../rules/town.ts";
import { districtName, type People } from "../people.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

const place = <Key>(keys: Iterable<Key>, key: Key): number => [...keys].indexOf(key);

/** Puts a name in the place of a hash, in full or short, with or without the noun before it. */
const named = (sentence: string, noun: string, hash: string, name: string): string =>
  [hash, shortHex(hash)].reduce((said, hex) => said.replaceAll(`${noun} ${hex}`, name).replaceAll(hex, name), sentence);

/** What a story calls everything. */
export class Names {
  readonly #town: Town;
  readonly #people: People;

  constructor(town: Town, people: People) {
    this.#town = town;
    this.#people = people;
  }

  who(account: string): string {
    return this.#people.names.get(account) ?? this.wallet(account);
  }

  district(district: number): string {
    return districtName(district);
  }

  /** Firms have letters in the order in which they were registered. */
  firm(id: bigint): string {
    const at = place(this.#town.enterprises.keys(), id);
    if (at === -1) return "a firm that nobody knows";
    return `Firm ${at < LETTERS.length ? LETTERS.charAt(at) : at + 1}`;
  }

  controllerOf(id: bigint): string {
    return this.group(this.#town.enterprises.get(id)?.group ?? "");
  }

  /** A voucher or a provider's certificate. */
  token(id: bigint): string {
    return this.#town.vouchers.has(id) ? this.voucher(id) : this.provider(id);
  }

  provider(id: bigint): string {
    const at = place(this.#town.providers.keys(), id);
    return at === -1 ? "an institute that nobody knows" : `Institute ${at + 1}`;
  }

  /** A nullifier of a controller. */
  group(nullifier: string): string {
    const group = this.#town.groups.get(nullifier);
    return group ? `controller ${group.number}` : "a controller that is new";
  }

  party(nullifier: string): string {
    const firm = [...this.#town.enterprises].find(([, { party }]) => party === nullifier);
    if (firm) return this.firm(firm[0]);
    const provider = [...this.#town.providers].find(([, { party }]) => party === nullifier);
    return provider ? this.provider(provider[0]) : "a party that is new";
  }

  wallet(wallet: string): string {
    const firm = [...this.#town.enterprises].find(([, it]) => it.wallet === wallet);
    if (firm) return `${this.firm(firm[0])}'s wallet`;
    const provider = [...this.#town.providers].find(([, it]) => it.wallet === wallet);
    return provider ? `${this.provider(provider[0])}'s wallet` : "a wallet that is nobody's";
  }

  voucher(id: bigint): string {
    const voucher = this.#town.vouchers.get(id);
    return voucher
      ? `voucher ${formatVoucher(id)} (${this.firm(voucher.enterprise)}'s)`
      : "a voucher that does not exist";
  }

  program(id: number): string {
    const program = this.#town.programs.get(id);
    return program ? `program ${id} (${districtName(program.terms.home)}'s)` : `program ${id}, which does not exist,`;
  }

  list(id: string): string {
    const at = place(this.#town.lists.keys(), id);
    return at === -1 ? "a list that was never announced" : `list ${at + 1}`;
  }

  order(id: string): string {
    const order = this.#town.orders.get(id);
    return order ? `order ${order.number}` : "an order that does not exist";
  }

  /** A demand or an offer, by whoever posted it. */
  post(id: string): string {
    const demand = this.#town.demands.get(id);
    if (demand) return `demand ${place(this.#town.demands.keys(), id) + 1} (${this.firm(demand.party)}'s)`;
    const offer = this.#town.offers.get(id);
    return offer
      ? `offer ${place(this.#town.offers.keys(), id) + 1} (${this.provider(offer.party)}'s)`
      : "a post that does not exist";
  }

  match(id: string): string {
    const at = place(this.#town.matches.keys(), id);
    return at === -1 ? "a match that does not exist" : `match ${at + 1}`;
  }

  /** Whether a contract or an invoice was seen before, in brackets. */
  contract(nullifier: string): string {
    if (nullifier === ZERO) return " (without a nullifier)";
    const before = this.#town.contracts.get(nullifier);
    return before === undefined ? "" : ` (the one of ${this.order(before)})`;
  }

  invoice(nullifier: string): string {
    if (nullifier === ZERO) return " (without a nullifier)";
    const before = this.#town.invoices.get(nullifier);
    return before === undefined ? "" : ` (the invoice of ${this.order(before)})`;
  }

  /** A subject of an objection: an order, a list or an institute. */
  subject(subject: string): string {
    if (this.#town.orders.has(subject)) return this.order(subject);
    if (this.#town.lists.has(subject)) return this.list(subject);
    return BigInt(subject) >> 48n === 0n ? `the admission of ${this.provider(BigInt(subject))}` : "something unknown";
  }

  /** A proposal by its hash. */
  matter(hash: string): string {
    const matter = [...this.#town.matters.values()].find(({ kind, values }) => hashOf(kind, values).hash === hash);
    return matter ? `the proposal "${matter.kind}" of ${this.who(matter.by)}` : "a proposal that nobody has made";
  }

  /** A sentence of the ledger's with names in place of hashes and accounts. */
  inSentence(sentence: string): string {
    const { orders, lists, demands, offers, matches } = this.#town;
    let said = sentence;
    for (const id of orders.keys()) said = named(said, "order", id, this.order(id));
    for (const id of lists.keys()) said = named(said, "list", id, this.list(id));
    for (const id of demands.keys()) said = named(said, "demand", id, this.post(id));
    for (const id of offers.keys()) said = named(said, "offer", id, this.post(id));
    for (const id of matches.keys()) said = named(said, "match", id, this.match(id));
    return said.replace(/(The account )?0x[0-9a-fA-F]{40}(?![0-9a-fA-F])/g, (found) =>
      this.who(found.slice(-42).toLowerCase()),
    );
  }

  fen(amount: bigint): string {
    return formatFen(amount);
  }

  day(day: number): string {
    return isoOfDay(day);
  }
}

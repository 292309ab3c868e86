/**
 * The evidence of a proof: blocks that the consortium sealed, and what is proved to stand in them.
 *
 * RULES:
 * 1. The proof was made under the reader's trust root, or one before it, and is about an edition of the ledger that it names.
 * 2. Headers rise by number, and each is sealed (seals.ts); on a development chain no header is, and `sealed` says so.
 * 3. What is read of a contract is read from a contract that is proved to be there with the program that the root names
 *    (state.ts): in the last header, the anchor, before its first slot is read; where the file says so, edition and vouchers in
 *    every other header too.
 * 4. An event is read from a receipt that is proved to be in its header's block (receipts.ts).
 * 5. Nothing in the file is left over: each header has an event or is the anchor, and each node was needed.
 * ASSUMPTION: where code is not proved in every header, its block is one of this chain because these validators seal no other.
 */
import { readHeader, type Header } from "./header.ts";
import type { ProofFile } from "./proofFile.ts";
import { eventsOf, type LoggedEvent } from "./receipts.ts";
import { refuse } from "./refusal.ts";
import { demandSealed, type Sealed } from "./seals.ts";
import { ContractState } from "./state.ts";
import { Nodes } from "./tries.ts";
import { editionAt, trustRootHash, type Edition, type PartName, type TrustRoot } from "./trustRoot.ts";

/** An event, and where it stands. */
export interface PlacedEvent extends LoggedEvent {
  readonly header: Header;
  /** Index of the transaction in its block, from 0. */
  readonly transaction: number;
}

export class Evidence {
  /** The block in which everything present is proved. */
  readonly anchor: Header;
  readonly headers: readonly Header[];
  /** Who sealed each of the headers; undefined on a development chain. */
  readonly sealed: readonly Sealed[] | undefined;
  readonly edition: Edition;

  readonly #file: ProofFile;
  readonly #nodes: Nodes;
  readonly #states = new Map<PartName, Promise<ContractState>>();
  readonly #receipts = new Map<string, Promise<readonly LoggedEvent[]>>();
  readonly #unused: Set<Header>;

  private constructor(file: ProofFile, root: TrustRoot, headers: readonly Header[]) {
    this.#file = file;
    this.headers = headers;
    this.anchor = headers.at(-1) ?? refuse("ProofMisshapen", "headers");
    this.edition = editionAt(root, file.edition);
    this.sealed = root.consensus === "qbft" ? headers.map((header) => demandSealed(header, root)) : undefined;
    this.#nodes = new Nodes(file.nodes);
    this.#unused = new Set(headers.slice(0, -1));
  }

  /**
   * The evidence of a file, with rules 1 to 3 checked.
   *
   * @param root read by `readTrustRoot`, its hash known from elsewhere.
   * @throws Refusal
   */
  static async of(file: ProofFile, root: TrustRoot): Promise<Evidence> {
    const isKnown = file.trustRoot === trustRootHash(root) || root.ancestors.includes(file.trustRoot);
    if (!isKnown) refuse("TrustRootUnknown", file.trustRoot);

    const headers = file.headers.map((header, at) => readHeader(header, at, root.consensus));
    headers.forEach(({ number }, at) => {
      if (number <= (headers[at - 1]?.number ?? -1)) refuse("HeadersOutOfOrder", at);
    });

    const evidence = new Evidence(file, root, headers);
    await evidence.#stateOf("edition");
    if (file.codeInEveryBlock) await evidence.#demandCodeInEveryBlock();
    return evidence;
  }

  /** What a slot of a contract holds at the anchor; 0 where it is proved that it holds nothing. @throws Refusal */
  async slot(part: PartName, slot: bigint): Promise<bigint> {
    const state = await this.#stateOf(part);
    return state.slot(slot);
  }

  /** The event that the file names at this place, from 0. @throws Refusal */
  async event(index: number): Promise<PlacedEvent> {
    const [at, transaction, log] = this.#file.events[index] ?? refuse("ProofMisshapen", "events");
    const header = this.headers[at] ?? refuse("ProofMisshapen", "events");
    this.#unused.delete(header);
    const events = await this.#eventsOf(header, transaction);
    const event = events[log] ?? refuse("LogAbsent", header.number, transaction, log);
    return { ...event, header, transaction };
  }

  /** Demands that nothing in the file is left over, once everything has been read. @throws Refusal */
  finish(): void {
    for (const { number } of this.#unused) refuse("HeaderUnused", number);
    this.#nodes.demandAllUsed();
  }

  async #demandCodeInEveryBlock(): Promise<void> {
    for (const header of this.headers.slice(0, -1)) {
      await ContractState.of(this.#nodes, header, this.edition, "edition");
      await ContractState.of(this.#nodes, header, this.edition, "vouchers");
    }
  }

  async #stateOf(part: PartName): Promise<ContractState> {
    const known = this.#states.get(part) ?? ContractState.of(this.#nodes, this.anchor, this.edition, part);
    this.#states.set(part, known);
    return known;
  }

  /** A transaction that issued a hundred vouchers is read once, however many of its events a file names. */
  async #eventsOf(header: Header, transaction: number): Promise<readonly LoggedEvent[]> {
    const place = `${header.number}/${transaction}`;
    const known = this.#receipts.get(place) ?? eventsOf(this.#nodes, header, transaction);
    this.#receipts.set(place, known);
    return known;
  }
}

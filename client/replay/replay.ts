/**
 * The ledger from its events alone: every contract's storage, and a voucher's whole history. Anyone with a node can do this, and
 * `compare.ts` then says whether the node's storage is what the events make of it.
 */
import { programOf } from "../ids.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import * as districts from "./districts.ts";
import * as edition from "./edition.ts";
import * as enterprises from "./enterprises.ts";
import { EventReader, PARTS, type Addresses, type LedgerEvent, type Part } from "./events.ts";
import type { Fault } from "./faults.ts";
import { logsOf, type Range, type Rpc } from "./logs.ts";
import * as matching from "./matching.ts";
import * as orders from "./orders.ts";
import { Pairing } from "./pairing.ts";
import * as payments from "./payments.ts";
import * as programs from "./programs.ts";
import * as providers from "./providers.ts";
import type { Variables } from "./storageMap.ts";
import * as vouchers from "./vouchers.ts";

/** The contracts' states. */
export type LedgerState = {
  readonly edition: edition.EditionState;
  readonly districts: districts.DistrictsState;
  readonly enterprises: enterprises.EnterprisesState;
  readonly providers: providers.ProvidersState;
  readonly programs: programs.ProgramsState;
  readonly vouchers: vouchers.VouchersState;
  readonly orders: orders.OrdersState;
  readonly payments: payments.PaymentsState;
  readonly matching: matching.MatchingState;
};

/** The ledger as it was after a block. */
export type Rebuilt = {
  readonly state: LedgerState;
  /** What the contracts cannot have done: empty, unless events are missing or made up. */
  readonly faults: readonly Fault[];
  readonly toBlock: number;
  readonly events: number;
};

/** A ledger on some node. */
export type LedgerOnNode = { readonly rpc: Rpc; readonly addresses: Addresses };

/**
 * Reads all events of the ledger and rebuilds it.
 *
 * @param range `fromBlock` at or before the block of the edition's creation; `toBlock` is the latest unless given.
 */
export async function replay(ledger: LedgerOnNode, range: { fromBlock: number; toBlock?: number }): Promise<Rebuilt> {
  const { rpc, addresses } = ledger;
  const toBlock = range.toBlock ?? Number(await rpc.send("eth_blockNumber", []));
  const reader = new EventReader(addresses);
  const rebuilding = new Rebuilding();
  const all: Range = { fromBlock: range.fromBlock, toBlock };
  for await (const logs of logsOf(rpc, Object.values(addresses), all)) {
    for (const { log, origin } of logs) rebuilding.apply(reader.read(log, origin));
  }
  return rebuilding.end(toBlock);
}

/** Rebuilds the ledger event by event; for events that come from elsewhere than a node. */
export class Rebuilding {
  readonly state: LedgerState;
  readonly #faults: Fault[] = [];
  readonly #pairing = new Pairing();
  #last: LedgerEvent | undefined;
  #events = 0;

  /** @param histories whether every voucher's changes are kept; what they made of it is kept either way. */
  constructor({ histories }: { histories: boolean } = { histories: true }) {
    this.state = {
      edition: edition.begin(),
      districts: districts.begin(),
      enterprises: enterprises.begin(),
      providers: providers.begin(),
      programs: programs.begin(),
      vouchers: vouchers.begin(histories),
      orders: orders.begin(),
      payments: payments.begin(),
      matching: matching.begin(),
    };
  }

  /** Takes the next event. */
  apply(event: LedgerEvent): void {
    const { state } = this;
    const last = this.#last;
    if (last && last.origin.transaction !== event.origin.transaction) this.#attempt(last, () => this.#pairing.end());
    this.#last = event;
    this.#events += 1;
    if (event.part === "vouchers" && event.name === "VoucherChanged") this.#change(event);
    else this.#attempt(event, () => applyToPart(state, event));
    this.#attempt(event, () => this.#pairing.event(event));
  }

  /** The ledger after the block that all events were taken through. */
  end(toBlock: number): Rebuilt {
    if (this.#last) this.#attempt(this.#last, () => this.#pairing.end());
    return { state: this.state, faults: this.#faults, toBlock, events: this.#events };
  }

  /** A voucher's change moves budgets and the groups' years as well. */
  #change(event: Extract<LedgerEvent, { part: "vouchers"; name: "VoucherChanged" }>): void {
    const { state } = this;
    const program = programOf(event.args.voucher);
    this.#attempt(event, () => {
      const terms = state.programs.programs.get(program)?.terms;
      const refuse = (error: unknown): void => this.#refuse(event, error);
      const { id, change, before, after } = vouchers.applyChange(state.vouchers, event, terms, refuse);
      this.#attempt(event, () => this.#pairing.change(id, change));
      this.#attempt(event, () => programs.applyChange(state.programs, program, change, before, after));
      this.#attempt(event, () => enterprises.applyChange(state.enterprises, change, after));
    });
  }

  #attempt(event: LedgerEvent, act: () => void): void {
    try {
      act();
    } catch (error) {
      this.#refuse(event, error);
    }
  }

  #refuse({ part, name, origin, logIndex }: LedgerEvent, error: unknown): void {
    this.#faults.push({ block: origin.block, logIndex, part, event: name, error: asFault(error) });
  }
}

/** What each contract keeps, by its state variables. */
export function storageOf({ state }: Rebuilt): Record<Part, Variables> {
  return {
    edition: edition.storageOf(state.edition),
    districts: districts.storageOf(state.districts),
    enterprises: enterprises.storageOf(state.enterprises),
    providers: providers.storageOf(state.providers),
    programs: programs.storageOf(state.programs),
    vouchers: vouchers.storageOf(state.vouchers),
    orders: orders.storageOf(state.orders),
    payments: payments.storageOf(state.payments),
    matching: matching.storageOf(state.matching),
  };
}

type Change = Extract<LedgerEvent, { part: "vouchers"; name: "VoucherChanged" }>;

function applyToPart(state: LedgerState, event: Exclude<LedgerEvent, Change>): void {
  switch (event.part) {
    case "edition":
      edition.apply(state.edition, event);
      break;
    case "districts":
      districts.apply(state.districts, event);
      break;
    case "enterprises":
      enterprises.apply(state.enterprises, event);
      break;
    case "providers":
      providers.apply(state.providers, event);
      break;
    case "programs":
      programs.apply(state.programs, event);
      break;
    case "vouchers":
      vouchers.apply(state.vouchers, event);
      break;
    case "orders":
      orders.apply(state.orders, event, (voucher) => vouchers.frozenDays(state.vouchers, voucher, event.origin.time));
      break;
    case "payments":
      payments.apply(state.payments, event);
      orders.applyPayment(state.orders, event);
      break;
    case "matching":
      matching.apply(state.matching, event);
  }
}

/** Events that contradict each other also give words and numbers that no contract could hold. */
function asFault(error: unknown): TongduiError {
  if (error instanceof TongduiError) return error;
  if (!(error instanceof RangeError)) throw error;
  const sentence = {
    en: `The event gives a value that cannot be: ${error.message}`,
    zh: `事件给出了不可能的值：${error.message}`,
  };
  return new TongduiError("ValueImpossible", sentence, { cause: error });
}

/** Where the ledger's contracts are. */
export async function addressesOf(
  contracts: Readonly<Record<Part, { getAddress(): Promise<string> }>>,
): Promise<Addresses> {
  const pairs = PARTS.map(async (part) => [part, await contracts[part].getAddress()] as const);
  return Object.fromEntries(await Promise.all(pairs)) as Addresses;
}

/** The ledger's events, typed by the contract that emits them, and how a log becomes one. */
import type { Interface } from "ethers";
import {
  Districts__factory,
  Edition__factory,
  Enterprises__factory,
  Matching__factory,
  Orders__factory,
  Payments__factory,
  Programs__factory,
  Providers__factory,
  Vouchers__factory,
  type Districts,
  type Edition,
  type Enterprises,
  type Matching,
  type Orders,
  type Payments,
  type Programs,
  type Providers,
  type Vouchers,
} from "../../typechain-types/index.ts";
import type { TypedContractEvent } from "../../typechain-types/common.ts";
import { eventReader } from "./abi.ts";

/** The contracts of the ledger that keep something; the pictures keep nothing. */
export const PARTS = [
  "edition",
  "districts",
  "enterprises",
  "providers",
  "programs",
  "vouchers",
  "orders",
  "payments",
  "matching",
] as const;

export type Part = (typeof PARTS)[number];

/** Where the contracts are. */
export type Addresses = Readonly<Record<Part, string>>;

type Contracts = {
  edition: Edition;
  districts: Districts;
  enterprises: Enterprises;
  providers: Providers;
  programs: Programs;
  vouchers: Vouchers;
  orders: Orders;
  payments: Payments;
  matching: Matching;
};

const FACTORIES: Record<Part, { createInterface(): Interface }> = {
  edition: Edition__factory,
  districts: Districts__factory,
  enterprises: Enterprises__factory,
  providers: Providers__factory,
  programs: Programs__factory,
  vouchers: Vouchers__factory,
  orders: Orders__factory,
  payments: Payments__factory,
  matching: Matching__factory,
};

/** The transaction that events came from; all events of one share the object. */
export type Origin = {
  readonly block: number;
  /** The block's time, in Unix seconds. */
  readonly time: number;
  readonly transaction: string;
};

type ArgsOf<Event> = Event extends TypedContractEvent<never, never, infer Args> ? Args : never;

type EventsOf<Filters> = {
  [Name in keyof Filters & string as Name extends `${string}(${string}` ? never : Name]: ArgsOf<Filters[Name]>;
};

type Named<P extends Part, Events> = {
  [Name in keyof Events & string]: {
    readonly part: P;
    readonly name: Name;
    readonly args: Events[Name];
    readonly origin: Origin;
    readonly logIndex: number;
  };
}[keyof Events & string];

/** What one contract tells. */
export type EventOf<P extends Part> = Named<P, EventsOf<Contracts[P]["filters"]>>;

/** What the ledger tells. */
export type LedgerEvent = { [P in Part]: EventOf<P> }[Part];

/** A log as `eth_getLogs` gives it. */
export type Log = {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  readonly blockNumber: string;
  readonly transactionHash: string;
  readonly logIndex: string;
  /** Seconds, in hex; not every node gives it. */
  readonly blockTimestamp?: string;
};

type Readers = ReadonlyMap<string, { readonly name: string; readonly read: ReturnType<typeof eventReader> }>;

/** Reads logs of the ledger. */
export class EventReader {
  readonly #parts: ReadonlyMap<string, Part>;
  readonly #readers: Readonly<Record<Part, Readers>>;

  constructor(addresses: Addresses) {
    this.#parts = new Map(PARTS.map((part) => [addresses[part].toLowerCase(), part]));
    const readers = PARTS.map((part) => [part, readersOf(FACTORIES[part].createInterface())] as const);
    this.#readers = Object.fromEntries(readers) as Record<Part, Readers>;
  }

  /** @throws Error for a log that the contracts of this build cannot have written. */
  read(log: Log, origin: Origin): LedgerEvent {
    const part = this.#parts.get(log.address.toLowerCase());
    const event = part && this.#readers[part].get(log.topics[0] ?? "");
    if (part === undefined || event === undefined) {
      throw new Error(`The log ${Number(log.logIndex)} of block ${origin.block} is no event of the ledger's.`);
    }
    const args = event.read(log.topics, log.data);
    return { part, name: event.name, args, origin, logIndex: Number(log.logIndex) } as unknown as LedgerEvent;
  }
}

/** By the hash of the event's signature. */
function readersOf(contract: Interface): Readers {
  const readers = new Map<string, { name: string; read: ReturnType<typeof eventReader> }>();
  contract.forEachEvent((event) => readers.set(event.topicHash, { name: event.name, read: eventReader(event) }));
  return readers;
}

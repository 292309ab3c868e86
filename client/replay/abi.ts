/**
 * Reads events into plain objects: whole numbers as bigint, addresses and bytes in lower-case hex, structs by their members' names.
 * A replay reads every event there ever was, which ethers' general decoder makes twenty times slower.
 */
import { toUtf8String, type EventFragment, type ParamType } from "ethers";

type Reader = {
  /** Length of the head, in hex digits. */
  readonly size: number;
  /** Whether the head is only the place of the tail. */
  readonly dynamic: boolean;
  /** Reads what begins at a digit of the data. */
  read(data: string, at: number): unknown;
};

const WORD = 64;

/** Reads the logs of one event. */
export function eventReader(
  event: EventFragment,
): (topics: readonly string[], data: string) => Record<string, unknown> {
  const told = event.inputs.map((input) => ({
    name: input.name,
    reader: readerOf(input),
    indexed: input.indexed === true,
  }));
  const body = sequenceReader(told.filter(({ indexed }) => !indexed));

  return (topics, data) => {
    const args = body.read(data, 2) as Record<string, unknown>;
    let topic = 0;
    for (const { name, reader, indexed } of told) {
      if (indexed) args[name] = reader.read(topics[(topic += 1)] ?? "", 2);
    }
    return args;
  };
}

function readerOf(type: ParamType): Reader {
  if (type.isTuple()) {
    return sequenceReader(type.components.map((component) => ({ name: component.name, reader: readerOf(component) })));
  }
  if (type.isArray()) return arrayReader(readerOf(type.arrayChildren), type.arrayLength);
  const kind = type.baseType;
  if (kind === "string") return bytesReader((hex) => toUtf8String(hex));
  if (kind === "bytes") return bytesReader((hex) => hex);
  return { size: WORD, dynamic: false, read: scalarReader(kind) };
}

function scalarReader(kind: string): Reader["read"] {
  if (kind === "address") return (data, at) => `0x${data.slice(at + 24, at + WORD)}`;
  if (kind === "bool") return (data, at) => data.endsWith("1", at + WORD);
  if (kind.startsWith("uint")) return (data, at) => BigInt(`0x${data.slice(at, at + WORD)}`);
  if (kind.startsWith("bytes")) {
    const digits = 2 * Number(kind.slice("bytes".length));
    return (data, at) => `0x${data.slice(at, at + digits)}`;
  }
  throw new Error(`No event of the ledger has a value of type ${kind}.`);
}

function bytesReader(say: (hex: string) => string): Reader {
  const read = (data: string, at: number) => say(`0x${data.slice(at + WORD, at + WORD + 2 * numberAt(data, at))}`);
  return { size: WORD, dynamic: true, read };
}

function sequenceReader(members: readonly { name: string; reader: Reader }[]): Reader {
  const dynamic = members.some(({ reader }) => reader.dynamic);
  const size = members.reduce((sum, { reader }) => sum + (reader.dynamic ? WORD : reader.size), 0);
  return {
    size: dynamic ? WORD : size,
    dynamic,
    read: (data, at) => {
      const values: Record<string, unknown> = {};
      let head = at;
      for (const { name, reader } of members) {
        values[name] = readMember(reader, data, head, at);
        head += reader.dynamic ? WORD : reader.size;
      }
      return values;
    },
  };
}

/** @param length of an array of fixed length; -1 for any other. */
function arrayReader(item: Reader, length: number): Reader {
  const step = item.dynamic ? WORD : item.size;
  const dynamic = length === -1 || item.dynamic;
  return {
    size: dynamic ? WORD : length * step,
    dynamic,
    read: (data, at) => {
      const base = length === -1 ? at + WORD : at;
      const count = length === -1 ? numberAt(data, at) : length;
      return Array.from({ length: count }, (_, i) => readMember(item, data, base + i * step, base));
    },
  };
}

function readMember(reader: Reader, data: string, head: number, base: number): unknown {
  return reader.read(data, reader.dynamic ? base + 2 * numberAt(data, head) : head);
}

function numberAt(data: string, at: number): number {
  return Number(`0x${data.slice(at, at + WORD)}`);
}

/**
 * The proof file: what it says of itself, and the evidence that it brings.
 *
 * RULES: the text is JSON in one form only, and names the hash of its own content. Each event names a header of the file.
 * A proof without events is of the present alone: it has one header. docs/proof-format.md describes each member.
 * Nothing in the file is believed for standing there: what it means is checked against the trust root by evidence.ts.
 */
import * as z from "zod/mini";
import { bytesOf, hexOf, isHex, keccak, utf8, type Hex } from "./bytes.ts";
import { refuse } from "./refusal.ts";
import { hexOfLength, listOf, parsedJson, shaped } from "./shape.ts";
import { unpacked } from "./unpack.ts";

/** Where an event stands: its header in the file, its transaction in that block, its log in that receipt; each from 0. */
export type EventPlace = readonly [header: number, transaction: number, log: number];

/** A voucher changes at most 65,535 times, and each change could stand in a block of its own. */
const MOST_EVENTS = 65_535;
/** Nodes of real tries are a hundred bytes and more, so that fewer than this fit into the largest file. */
const MOST_NODES = 65_536;
/** Lists in the text: one an event, and those of headers, events and nodes. */
const MOST_LISTS = MOST_EVENTS + 3;

const short = "[1-9][0-9]{0,4}";
const long = "[1-9][0-9]{0,9}";
const idLike = (pattern: string) => z.string().check(z.regex(new RegExp(`^${pattern}$`)));
const SUBJECT = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("voucher"), id: idLike(`${short}-(?:[0-9]{6}|[1-9][0-9]{6,9})`) }),
  z.strictObject({ kind: z.literal("provider"), id: idLike(`P${short}-${long}`) }),
  z.strictObject({ kind: z.literal("program"), id: idLike(short) }),
  z.strictObject({ kind: z.literal("payment"), id: idLike(long) }),
]);
const SCHEMA = z.strictObject({
  format: z.literal("tongdui proof"),
  version: z.literal(1),
  trustRoot: hexOfLength(32),
  edition: hexOfLength(20),
  subject: SUBJECT,
  headers: listOf(MOST_EVENTS + 1, isSomeHex),
  codeInEveryBlock: z.boolean(),
  events: listOf(MOST_EVENTS, isEventPlace),
  nodes: listOf(MOST_NODES, isSomeHex),
  hash: hexOfLength(32),
});

export type Subject = z.infer<typeof SUBJECT>;

export interface ProofFile {
  /** Hash of the trust root that the proof was made under. */
  readonly trustRoot: Hex;
  /** Address of the edition of the ledger that it is about. */
  readonly edition: Hex;
  readonly subject: Subject;
  /** RLP; the last is the anchor, in whose state everything present is proved. */
  readonly headers: readonly Uint8Array[];
  /** Whether the ledger's code is proved in the state of every header, not only of the anchor. */
  readonly codeInEveryBlock: boolean;
  /** A voucher's changes, from the first on; none for other subjects. */
  readonly events: readonly EventPlace[];
  /** Nodes of the tries of state, storage and receipts. */
  readonly nodes: readonly Uint8Array[];
  /** The proof's hash. */
  readonly hash: Hex;
}

/**
 * The proof that a file holds, packed or as plain text.
 *
 * @throws Refusal
 */
export async function readProofFile(file: Uint8Array): Promise<ProofFile> {
  const text = await unpacked(file);
  refuseMistaken(text);
  if (!isFlat(text)) refuse("NotAProof");
  const json = parsedJson(text);
  if (typeof json !== "object" || json === null) refuse("NotAProof");
  if (!("format" in json) || json.format !== "tongdui proof") refuse("NotAProof");
  if (!("version" in json) || json.version !== 1) refuse("ProofVersionUnknown");

  const read = shaped(SCHEMA, json);
  if ("place" in read) refuse("ProofMisshapen", read.place);
  const { hash, ...content } = read.value;
  if (JSON.stringify({ ...content, hash }) !== text) refuse("ProofNotCanonical");
  if (hexOf(keccak(utf8(JSON.stringify(content)))) !== hash) refuse("ProofHashWrong");

  const { trustRoot, edition, subject, headers, codeInEveryBlock, events, nodes } = content;
  if (headers.length === 0) refuse("ProofMisshapen", "headers");
  if (events.some(([header]) => header >= headers.length)) refuse("ProofMisshapen", "events");
  if (events.length > 0 !== (subject.kind === "voucher")) refuse("ProofMisshapen", "events");
  if (events.length === 0 && headers.length > 1) refuse("ProofMisshapen", "headers");
  if (events.length === 0 && !codeInEveryBlock) refuse("ProofMisshapen", "codeInEveryBlock");
  return {
    trustRoot,
    edition,
    subject,
    headers: headers.map(bytesOf),
    codeInEveryBlock,
    events,
    nodes: nodes.map(bytesOf),
    hash,
  };
}

/** What people give by mistake, and can be told what it is. */
function refuseMistaken(text: string): void {
  const begin = text.trimStart();
  if (begin === "") refuse("FileEmpty");
  if (begin.startsWith("<")) refuse("FileIsWebPage");
  if (/^\{\s*"format":\s*"tongdui trust root"/.test(begin)) refuse("FileIsTrustRoot");
}

/** Looks for brackets alone: a text of millions of lists would take memory out of all proportion to read as JSON. */
function isFlat(text: string): boolean {
  return times("[", text) <= MOST_LISTS && times("{", text) <= 2;
}

function times(character: string, text: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found += 1;
  return found;
}

/** A header or a node is never of no bytes. */
function isSomeHex(item: unknown): item is Hex {
  return isHex(item) && item !== "0x";
}

function isEventPlace(item: unknown): item is EventPlace {
  return Array.isArray(item) && item.length === 3 && item.every((index) => Number.isSafeInteger(index) && index >= 0);
}

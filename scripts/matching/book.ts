/** All demands, offers and matches of the ledger, from Matching's events, as they are today. */
import { ZeroHash, type Log } from "ethers";
import { isoOfDay, dayOf, type Day } from "../../client/days.ts";
import { searchLogs } from "../../client/deploy/logs.ts";
import { KeptDocument } from "../../client/documents/record.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { districtOf } from "../../client/ids.ts";
import { publicTextSchema, type PostKind, type PublicText } from "../../client/matching/texts.ts";
import type { PostState } from "../../client/replay/matching.ts";
import type { Reading } from "../chain/reading.ts";
import { documentsOf } from "../documents/office.ts";
import type { DocumentStore } from "../documents/store.ts";

export interface PostEntry {
  readonly kind: PostKind;
  readonly id: string;
  /** The enterprise of a demand, the provider of an offer. */
  readonly party: bigint;
  /** The party's own. */
  readonly home: number;
  /** Commitment of the text. */
  readonly content: string;
  readonly serviceClass: number;
  /** Where a partner is sought; 0: anywhere. */
  readonly district: number;
  readonly through: Day;
  /** The demand that an offer answers; zero for none. */
  readonly answers: string;
  readonly postedOn: Day;
  readonly by: string;
  readonly state: Exclude<PostState, "None">;
}

export interface MatchEntry {
  readonly id: string;
  readonly demand: PostEntry;
  readonly offer: PostEntry;
  readonly madeOn: Day;
  readonly by: string;
  /** Recorded under it. */
  readonly orders: readonly string[];
}

export interface Book {
  /** Of the newest block that was read. */
  readonly block: number;
  readonly today: Day;
  readonly posts: ReadonlyMap<string, PostEntry>;
  readonly matches: ReadonlyMap<string, MatchEntry>;
}

interface Terms {
  readonly content: string;
  readonly serviceClass: bigint;
  readonly district: bigint;
  readonly through: bigint;
  readonly demand?: string;
}

export async function openBook(open: Reading): Promise<Book> {
  const { nodes, ledger, deployment } = open;
  const { address, block: from } = deployment.contracts.matching;
  const newest = await nodes.getBlock("latest");
  const [to, today] = [newest?.number ?? 0, dayOf(newest?.timestamp ?? 0)];
  const logs = await searchLogs(nodes, { address, from, to });
  const days = await daysOf(open, logs);
  const posts = new Map<string, PostEntry>();
  const matches = new Map<string, MatchEntry>();
  const end = (id: string, state: PostEntry["state"]): void => {
    const entry = posts.get(id);
    if (entry) posts.set(id, { ...entry, state });
  };
  for (const log of logs) {
    const event = ledger.matching.interface.parseLog(log);
    if (event === null) continue;
    const day = days.get(log.blockNumber) ?? 0;
    const args = event.args.toObject();
    const [id, by] = [log.topics[1] ?? "", args["by"] as string];
    switch (event.name) {
      case "DemandPosted":
        posts.set(id, entryOf("demand", id, args["enterprise"] as bigint, args["terms"] as Terms, { day, by, today }));
        break;
      case "OfferPosted":
        posts.set(id, entryOf("offer", id, args["provider"] as bigint, args["terms"] as Terms, { day, by, today }));
        break;
      case "PostWithdrawn":
        end(id, "Withdrawn");
        break;
      case "MatchMade": {
        const [, , sought = "", offered = ""] = log.topics;
        end(sought, "Matched");
        if (posts.get(offered)?.answers !== ZeroHash) end(offered, "Matched");
        const [demand, offer] = [posts.get(sought), posts.get(offered)];
        if (demand && offer) matches.set(id, { id, demand, offer, madeOn: day, by, orders: [] });
        break;
      }
      case "OrderRecorded": {
        const made = matches.get(id);
        if (made) matches.set(id, { ...made, orders: [...made.orders, log.topics[2] ?? ""] });
        break;
      }
    }
  }
  return { block: to, today, posts, matches };
}

function entryOf(
  kind: PostKind,
  id: string,
  party: bigint,
  { content, serviceClass, district, through, demand = ZeroHash }: Terms,
  { day, by, today }: { readonly day: Day; readonly by: string; readonly today: Day },
): PostEntry {
  const last = Number(through);
  return {
    kind,
    id,
    party,
    home: Number(districtOf(party)),
    content,
    serviceClass: Number(serviceClass),
    district: Number(district),
    through: last,
    answers: demand,
    postedOn: day,
    by,
    state: last < today ? "Expired" : "Open",
  };
}

async function daysOf({ nodes }: Reading, logs: readonly Log[]): Promise<ReadonlyMap<number, Day>> {
  const blocks = [...new Set(logs.map(({ blockNumber }) => blockNumber))];
  const days = new Map<number, Day>();
  for (let first = 0; first < blocks.length; first += BLOCKS_AT_ONCE) {
    const some = blocks.slice(first, first + BLOCKS_AT_ONCE);
    const found = await Promise.all(some.map(async (block) => nodes.getBlock(block)));
    for (const [i, block] of some.entries()) days.set(block, dayOf(found[i]?.timestamp ?? 0));
  }
  return days;
}

const BLOCKS_AT_ONCE = 20;

/** The public part of a post where this office keeps it; undefined where it does not, or where what it keeps is of another post. */
export async function textKept(store: DocumentStore, entry: PostEntry): Promise<PublicText | undefined> {
  const kept = await store.find(entry.content);
  if (!(kept instanceof KeptDocument)) return undefined;
  const read = publicTextSchema.safeParse(kept.document);
  const isIts = read.success && read.data.kind === entry.kind && read.data.through === isoOfDay(entry.through);
  return isIts ? read.data : undefined;
}

/** The office's documents, for the texts behind commitments. */
export async function textsHere(open: Reading): Promise<DocumentStore> {
  return documentsOf(open);
}

/** By its number, or at least four digits of its beginning, as tables print it: 0x3f2a9c1b…a9a5. */
export function found(book: Book, typed: string): PostEntry | MatchEntry {
  const [, beginning = "", end = ""] =
    /^(0x[0-9a-f]+)(?:(?:…|\.\.\.?)([0-9a-f]*))?$/.exec(typed.trim().toLowerCase()) ?? [];
  const all = [...book.posts.values(), ...book.matches.values()];
  const fitting = all.filter(
    ({ id }) => beginning.length >= 2 + LEAST_DIGITS && id.startsWith(beginning) && id.endsWith(end),
  );
  const [first, other] = fitting;
  if (first && !other) return first;
  throw new TongduiError(
    first ? "PostNotUnique" : "PostNotOnLedger",
    first
      ? {
          en: `${fitting.length} begin with ${beginning}: type more of it.`,
          zh: `以 ${beginning} 开头的有 ${fitting.length} 项，请输入更多位。`,
        }
      : {
          en: `There is no demand, offer or match ${typed} on the ledger.`,
          zh: `账本上没有编号为 ${typed} 的需求、供给或对接。`,
        },
    {
      hint: {
        en: "tongdui match list shows their numbers; four digits after 0x are enough where only one begins so.",
        zh: "可用 tongdui match list 查看编号；开头不重复时，0x 后四位即可。",
      },
    },
  );
}

const LEAST_DIGITS = 4;

export function isMatch(entry: PostEntry | MatchEntry): entry is MatchEntry {
  return "madeOn" in entry;
}

/** The match that is meant. @throws TongduiError as {@link found}; `NoMatch` for a demand that is not matched. */
export function matchMeant(book: Book, typed: string): MatchEntry {
  const entry = found(book, typed);
  if (isMatch(entry)) return entry;
  const made = [...book.matches.values()].filter(
    ({ demand, offer }) => demand.id === entry.id || offer.id === entry.id,
  );
  const [one, other] = made;
  if (one && !other) return one;
  throw new TongduiError("NoMatch", {
    en: `${typed} is ${entry.kind === "demand" ? "a demand" : "an offer"} with ${made.length} matches: name the match itself.`,
    zh: `${typed} 是${entry.kind === "demand" ? "需求" : "供给"}，有 ${made.length} 次对接，请直接指明对接编号。`,
  });
}

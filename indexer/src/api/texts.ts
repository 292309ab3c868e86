/**
 * The words of demands, offers and providers' names, as the offices give them to everybody. Each office is asked in rounds of its own which
 * texts there are: new ones are taken in, and what is no longer there is forgotten. What an office said last holds while it is away.
 *
 * An office's answer is a stranger's: a text counts only for a post of that district that the ledger has, and only if it says of kind,
 * class, district sought and last day what the ledger says.
 */
import { createHash, randomBytes } from "node:crypto";
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, eq, inArray } from "ponder";
import { readSettings } from "../../settings.ts";
import { openTextsDatabase } from "../../texts/database.ts";
import { listOf, textsOf, type TextList } from "../../texts/office.ts";
import { prepareTexts } from "../../texts/tables.ts";
import { Texts, type PostOnLedger } from "../../texts/texts.ts";
import { Wanted } from "../../texts/wanted.ts";
import { indexedBlock } from "./height.ts";
import { log } from "./observing.ts";
import { faultOf } from "../../../client/observing/log.ts";
import { namesPublishedBy } from "./published.ts";

const EVERY_MILLISECONDS = 5_000;

/** How it stands with an office. */
interface Office {
  readonly district: number;
  readonly url: string;
  /** Whether it has ever said which texts there are. */
  spoke: boolean;
  /** Unix seconds; undefined while it answers. */
  awaySince: number | undefined;
  /** The list that it gave last: by what the office knows it again, and by what the tables do. */
  tag: string | undefined;
  list: string | undefined;
  /** Of that list. */
  readonly wanted: Wanted;
}

const { offices: urls, deployment } = await readSettings();
const { DATABASE_URL: address } = process.env;
const offices: readonly Office[] = Object.entries(urls).map(([district, url]) => ({
  ...{ district: Number(district), url: url.replace(/\/$/, ""), spoke: false, awaySince: undefined },
  ...{ tag: undefined, list: undefined, wanted: new Wanted() },
}));

let opening: Promise<Texts> | undefined;
let opened: Texts | undefined;

/** What is known; undefined while no office has given anything. */
export function textsNow(): Texts | undefined {
  return opened;
}

/** A PGlite takes seconds to be made: only once there is something to keep. */
async function openTexts(): Promise<Texts> {
  const open = async (): Promise<Texts> => {
    const database = openTextsDatabase(address || undefined);
    await prepareTexts(database, `${deployment.genesis} ${deployment.contracts.edition.address}`);
    const texts = new Texts(database);
    await texts.keepOnly(offices.map(({ district }) => district));
    opened = texts;
    return texts;
  };
  opening ??= open().catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

// On a server they are there from before.
if (address) await openTexts();

/** Another one after each start: what was fetched then may be something else. */
const start = randomBytes(4).toString("base64url");
let changes = 0;

/** Changes whenever the texts do, or whose are known. */
export function textsTag(): string {
  return `${start}${changes}`;
}

/** Whose texts are known, and since when its office is away. */
export function officeOf(district: number): Pick<Office, "spoke" | "awaySince"> | undefined {
  return offices.find((office) => office.district === district);
}

/** Asks each office in rounds until the process ends. */
export function keepReading(): void {
  for (const office of offices) void goOn(office);
}

async function goOn(office: Office): Promise<void> {
  try {
    await round(office);
  } catch (error) {
    log.warn("texts not read", { district: office.district, ...faultOf(error) });
  }
  setTimeout(() => void goOn(office), EVERY_MILLISECONDS).unref();
}

async function round(office: Office): Promise<void> {
  const height = await indexedBlock();
  if (height === undefined) return;
  const heard = await opened?.heardOf(office.district);
  await takeNames(office, heard?.names ?? undefined);
  // What the tables lost, or have from another list, is asked for anew.
  const isKept = office.list !== undefined && office.list === heard?.list;
  const list = await listOf(office, isKept ? office.tag : undefined);
  // With the next round all of a list is asked for that turned into another one.
  const answers = list === "turning" ? office.spoke : list !== undefined;
  if (answers !== (office.awaySince === undefined) || (answers && !office.spoke)) {
    office.awaySince = answers ? undefined : Math.floor(Date.now() / 1_000);
    office.spoke ||= answers;
    changes += 1;
  }
  if (list === undefined || list === "turning") return;
  if (list !== "same" && (list.posts.size > 0 || opened)) await takeList(office, list, await openTexts());
  if (opened) await takeTexts(office, opened, height.block);
}

async function takeNames(office: Office, heard: string | undefined): Promise<void> {
  const said = namesPublishedBy(office.district);
  if (said === undefined || (said.length === 0 && !opened)) return;
  const names = printOf(said.map(({ id, names }) => [String(id), ...names]));
  if (names === heard) return;
  await (await openTexts()).name(office.district, said, names);
  changes += 1;
}

/** Forgets what an office's list has not, and knows what of it is still to be fetched. */
async function takeList(office: Office, { posts, tag }: TextList, texts: Texts): Promise<void> {
  const here = new Set(await texts.of(office.district));
  const gone = [...here].filter((id) => !posts.has(id));
  const list = printOf([...posts]);
  await texts.takeList(office.district, gone, list);
  office.wanted.takeList(posts, here);
  Object.assign(office, { tag, list });
  if (gone.length > 0) changes += 1;
}

async function takeTexts({ district, url, wanted }: Office, texts: Texts, block: number): Promise<void> {
  await wanted.fetch(block, {
    onLedger: async (posts) => onLedger(posts, district),
    textsOf: async (posts) => textsOf({ url }, posts),
    add: async (found) => {
      await texts.add(found);
      changes += 1;
    },
    putOff: (posts) => log.warn("texts put off", { district, posts }),
  });
}

/** What the tables have of some posts of a district. */
async function onLedger(ids: readonly string[], district: number): Promise<PostOnLedger[]> {
  const { demand, offer } = tables;
  const some = ids as `0x${string}`[];
  const [demands, offers] = await Promise.all([
    db
      .select()
      .from(demand)
      .where(and(inArray(demand.id, some), eq(demand.district, district))),
    db
      .select()
      .from(offer)
      .where(and(inArray(offer.id, some), eq(offer.district, district))),
  ]);
  const found = [
    ...demands.map((row) => ({ ...row, kind: "demand" as const, provider: null })),
    ...offers.map((row) => ({ ...row, kind: "offer" as const })),
  ];
  return found.map(({ id, kind, serviceClass, sought, through, postedOn, provider }) => ({
    ...{ id, kind, district, serviceClass, sought, through, postedOn, provider },
  }));
}

function printOf(all: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(all)).digest("base64url");
}

/**
 * The words of demands, offers and providers' names, as the offices give them to everybody. Each office is asked in rounds of its own which
 * texts there are: new ones are taken in, and what is no longer there is forgotten. What an office said last holds while it is away.
 *
 * An office's answer is a stranger's: a text counts only for a post of that district that the ledger has, and only if it says of kind,
 * class, district sought and last day what the ledger says.
 */
import { randomBytes } from "node:crypto";
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, eq, inArray } from "ponder";
import { z } from "zod";
import { isoOfDay } from "../../../client/days.ts";
import { LONGEST, POST_KINDS } from "../../../client/matching/texts.ts";
import { readSettings } from "../../settings.ts";
import { openTextsDatabase } from "../../texts/database.ts";
import { prepareTexts } from "../../texts/tables.ts";
import { Texts, type PostText } from "../../texts/texts.ts";
import { indexedBlock } from "./height.ts";
import { log } from "./observing.ts";
import { faultOf } from "../../../client/observing/log.ts";
import { namesPublishedBy, textOf } from "./published.ts";

const EVERY_MILLISECONDS = 5_000;
/** Of an office; then what it said before holds. */
const PATIENCE_MILLISECONDS = 4_000;
/** Of an office. */
const MOST_POSTS = 200_000;
/** Asked of an office at once. */
const TEXTS_AT_ONCE = 25;
/** Looked up among the ledger's at once. */
const ROWS_AT_ONCE = 1_000;
const MOST_BYTES = 4 * 1_024 * 1_024;

const number = z.string().regex(/^0x[0-9a-f]{64}$/);
const pageSchema = z.object({ district: z.number(), posts: z.array(number).max(10_000), next: number.nullable() });
const textSchema = z.object({
  post: number,
  kind: z.enum(POST_KINDS),
  title: z.string().min(1).max(LONGEST.title),
  text: z.string().min(1).max(LONGEST.text),
  serviceClass: z.number(),
  district: z.number().nullable(),
  through: z.string(),
});
const textsSchema = z.object({ texts: z.array(z.unknown()).max(TEXTS_AT_ONCE) });

type TextGiven = z.output<typeof textSchema>;
type OnLedger = Omit<PostText, "title" | "text">;

/** How it stands with an office. */
interface Office {
  readonly district: number;
  readonly url: string;
  /** Whether it has ever said which texts there are. */
  spoke: boolean;
  /** Unix seconds; undefined while it answers. */
  awaySince: number | undefined;
  /** Of the list that it gave last. */
  tag: string | undefined;
  listed: ReadonlySet<string>;
  /** What of that list is to be asked for again: the tables do not have the post yet. */
  isOpen: boolean;
  /** Of that list, what it gave no text of, or none that fits. */
  refused: Set<string>;
  /** Of the providers' names that were taken in last. */
  named: unknown;
}

const { offices: urls, deployment } = await readSettings();
const { DATABASE_URL: address } = process.env;
const offices: readonly Office[] = Object.entries(urls).map(([district, url]) => ({
  ...{ district: Number(district), url: url.replace(/\/$/, ""), spoke: false, awaySince: undefined },
  ...{ tag: undefined, listed: new Set<string>(), isOpen: true, refused: new Set<string>(), named: undefined },
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
  if ((await indexedBlock()) === undefined) return;
  await takeNames(office);
  const answers = await takeList(office);
  if (answers !== (office.awaySince === undefined) || (answers && !office.spoke)) {
    office.awaySince = answers ? undefined : Math.floor(Date.now() / 1_000);
    office.spoke ||= answers;
    changes += 1;
  }
  if (!answers || !office.isOpen) return;
  if (office.listed.size > 0 || opened) await takeTexts(office, await openTexts());
}

async function takeNames(office: Office): Promise<void> {
  const said = namesPublishedBy(office.district);
  const named = JSON.stringify(said?.map(({ id, names }) => [String(id), ...names]));
  if (said === undefined || named === office.named || (said.length === 0 && !opened)) return;
  await (await openTexts()).name(office.district, said);
  office.named = named;
  changes += 1;
}

/** Takes in what the office's list has, and forgets what it has not. */
async function takeTexts(office: Office, texts: Texts): Promise<void> {
  const here = new Set(await texts.of(office.district));
  const gone = [...here].filter((id) => !office.listed.has(id));
  if (gone.length > 0) {
    await texts.forget(gone);
    changes += 1;
  }
  const missing = [...office.listed].filter((id) => !here.has(id) && !office.refused.has(id));
  const rows = await onLedger(missing, office.district);
  // What the tables do not have yet comes with a later block; what is not this district's never does, and is looked up each time.
  office.isOpen = rows.length < missing.length;
  for (const some of parts(rows, TEXTS_AT_ONCE)) {
    const given = await textsOf(office, some);
    if (given === undefined) {
      office.isOpen = true;
      return;
    }
    const found = some.flatMap((row) => {
      const one = given.get(row.id);
      if (one !== undefined && isOf(one, row)) return [{ ...row, title: one.title, text: one.text }];
      office.refused.add(row.id);
      return [];
    });
    if (found.length === 0) continue;
    await texts.add(found);
    changes += 1;
  }
}

/** Which texts there are. @returns false where the office does not answer, or not as an office does. */
async function takeList(office: Office): Promise<boolean> {
  const listed = new Set<string>();
  let tag: string | undefined;
  for (let after = ""; ;) {
    const known = tag === undefined ? office.tag : undefined;
    const response = await asked(office, `/posts${after}`, known);
    if (response?.status === 304 && known !== undefined) return true;
    const page = response?.ok ? pageSchema.safeParse(await bodyOf(response)).data : undefined;
    if (page === undefined || page.district !== office.district) return false;
    const of = response?.headers.get("etag") ?? "";
    // It was changed between two pages: the next round asks for all of it.
    if (tag !== undefined && of !== tag) return office.spoke;
    tag = of;
    const before = listed.size;
    for (const id of page.posts) listed.add(id);
    if (listed.size > MOST_POSTS) return false;
    if (page.next === null) break;
    // A list of pages that tell nothing new would have no end.
    if (listed.size === before) return false;
    // A list that does not rise would have no end.
    if (after !== "" && `?after=${page.next}` <= after) return false;
    after = `?after=${page.next}`;
  }
  Object.assign(office, { tag: tag === "" ? undefined : tag, listed, isOpen: true, refused: new Set<string>() });
  return true;
}

/** By their numbers; undefined where the office does not answer. */
async function textsOf(office: Office, rows: readonly OnLedger[]): Promise<Map<string, TextGiven> | undefined> {
  const response = await asked(office, `/post-texts?posts=${rows.map(({ id }) => id).join()}`);
  if (!response?.ok) return undefined;
  const answer = textsSchema.safeParse(await bodyOf(response)).data;
  if (answer === undefined) return undefined;
  const read = answer.texts.flatMap((one) => textSchema.safeParse(one).data ?? []);
  return new Map(read.map((one) => [one.post, one]));
}

async function asked({ url }: Office, path: string, tag?: string): Promise<Response | undefined> {
  try {
    const headers: Record<string, string> = tag === undefined ? {} : { "If-None-Match": tag };
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    return await fetch(`${url}${path}`, { redirect: "error", signal, headers });
  } catch {
    return undefined;
  }
}

/** Undefined for what is cut off, too long or no JSON. */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    return JSON.parse(await textOf(response, MOST_BYTES)) as unknown;
  } catch {
    return undefined;
  }
}

/** What the tables have of some posts of a district. */
async function onLedger(ids: readonly string[], district: number): Promise<OnLedger[]> {
  const found: OnLedger[] = [];
  for (const some of parts(ids as `0x${string}`[], ROWS_AT_ONCE)) {
    const { demand, offer } = tables;
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
    found.push(
      ...demands.map((row) => ({ ...row, kind: "demand" as const, provider: null })),
      ...offers.map((row) => ({ ...row, kind: "offer" as const })),
    );
  }
  return found.map(({ id, kind, serviceClass, sought, through, postedOn, provider }) => ({
    ...{ id, kind, district, serviceClass, sought, through, postedOn, provider },
  }));
}

/** Whether it says of the post what the ledger says of it. */
function isOf({ kind, serviceClass, district, through }: TextGiven, row: OnLedger): boolean {
  return (
    kind === row.kind &&
    serviceClass === row.serviceClass &&
    (district ?? 0) === row.sought &&
    through === isoOfDay(row.through)
  );
}

function parts<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

/**
 * Finding by words. The words are in tables of their own (../../texts), which know nothing of what became of a post: so what has the words
 * is found there, some at a time, and looked up among the ledger's until a page is full.
 */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { asc, gt } from "ponder";
import { z } from "zod";
import type { Day } from "../../../client/days.ts";
import { parseProvider } from "../../../client/ids.ts";
import type { PostKind } from "../../../client/matching/texts.ts";
import type { Narrowed } from "../../texts/texts.ts";
import { pageOf } from "./page.ts";
import { list, type Page } from "./route.ts";
import { officeOf, textsNow, textsTag } from "./texts.ts";
import { ASK, GIVE, MOST, PAGE } from "./words.ts";

/** Found at once. */
const LEAST_AT_ONCE = 100;
const MOST_AT_ONCE = 1_000;

const EACH =
  "each of the words has to be there, in Chinese or English, whatever its width, case or ending; the last one may be begun only";
export const WORDS_OF_TEXTS = `Those whose title and text, as everybody may read them, have the words: ${EACH}. /texts says whose texts are known`;
export const WORDS_OF_PROVIDERS = `Those whose published name, or one of whose offers, has the words, or whose number it is: ${EACH}`;

/** What has the words, in the list's order. */
interface Found<Key extends { readonly id: unknown }> {
  readonly next: (after: Key | undefined, most: number) => Promise<readonly Key[]>;
}

interface Giving<Key extends { readonly id: unknown }, Row extends Key, Item> extends Found<Key> {
  /** The ledger's rows of some, those that fit in the rest. */
  readonly rows: (ids: Key["id"][]) => Promise<readonly Row[]>;
  readonly give: (row: Row) => Item;
  readonly keyOf: (key: Key) => string;
}

/** A page of what has the words and fits; where very much has them and hardly anything fits it is short, and the list goes on behind it. */
export async function pageOfFound<Key extends { readonly id: unknown }, Row extends Key, Item>(
  limit: number,
  { next, rows, give, keyOf }: Giving<Key, Row, Item>,
): Promise<Page<Item>> {
  let atOnce = Math.min(MOST_AT_ONCE, Math.max(LEAST_AT_ONCE, limit + 1));
  const found: Row[] = [];
  let last: Key | undefined;
  for (let looked = 0; looked < MOST.rows;) {
    const some = await next(last, atOnce);
    const fitting = new Map(
      (some.length === 0 ? [] : await rows(some.map(({ id }) => id))).map((row) => [row.id, row]),
    );
    found.push(...some.flatMap(({ id }) => fitting.get(id) ?? []));
    last = some.at(-1);
    if (found.length > limit || some.length < atOnce) return pageOf(found, limit, give, keyOf);
    looked += some.length;
    // Hardly anything of it fits: what is asked again and again costs more than what is asked once.
    atOnce = MOST_AT_ONCE;
  }
  return { items: found.map(give), next: last === undefined ? null : keyOf(last) };
}

interface PostKey {
  readonly id: `0x${string}`;
  readonly postedOn: Day;
}

interface AskedOfPosts extends Omit<Narrowed, "kind" | "after"> {
  readonly after?: { readonly day: Day; readonly rest: string } | undefined;
}

/** Demands or offers, the latest first. */
export async function postsWith(
  words: string,
  kind: PostKind,
  { district, serviceClass, partnerDistrict, after }: AskedOfPosts,
): Promise<Found<PostKey>> {
  const texts = textsNow();
  const query = await texts?.query(words);
  const from = after && { postedOn: after.day, id: after.rest };
  const narrowed = { kind, district, serviceClass, partnerDistrict };
  return {
    next: async (last, most) => {
      if (texts === undefined || query === undefined) return [];
      const some = await texts.posts(query, { ...narrowed, after: last ?? from }, most);
      return some.map(({ id, postedOn }) => ({ id: id as `0x${string}`, postedOn }));
    },
  };
}

/** Providers by their numbers, or the one whose number it is. */
export async function providersWith(
  words: string,
  { today, after = 0n }: { readonly today: Day; readonly after?: bigint | undefined },
): Promise<Found<{ readonly id: bigint }>> {
  const own = providerIn(words);
  if (own !== undefined) return { next: async () => Promise.resolve(own > after ? [{ id: own }] : []) };
  const texts = textsNow();
  const query = await texts?.query(words);
  return {
    next: async (last, most) => {
      if (texts === undefined || query === undefined) return [];
      const some = await texts.providers(query, { today, after: last?.id ?? after }, most);
      return some.map((id) => ({ id }));
    },
  };
}

function providerIn(words: string): bigint | undefined {
  try {
    return parseProvider(words.trim());
  } catch {
    return undefined;
  }
}

const TEXTS = {
  district: GIVE.number,
  texts: GIVE.number.meta({ description: "Of demands and offers, that can be found by their words" }),
  state: z.enum(["Current", "LastKnown", "Missing"]).meta({
    description:
      "Current: its office answers; LastKnown: it is away, and what it said last is found; Missing: it never said anything",
  }),
  awaySince: GIVE.number.nullable().meta({ description: "Unix seconds since when its office is away" }),
};

export const searchRoutes = [
  list({
    path: "/texts",
    summary: "Whose texts can be found by their words: each district's office gives those of its own parties",
    more: textsTag,
    params: {},
    query: { after: ASK.district.optional(), ...PAGE },
    item: TEXTS,
    give: async ({ after }, limit) => {
      const { district } = tables;
      const [rows, counts] = await Promise.all([
        db
          .select({ id: district.id })
          .from(district)
          .where(gt(district.id, after ?? 0))
          .orderBy(asc(district.id))
          .limit(limit + 1),
        textsNow()?.counts(),
      ]);
      const give = ({ id }: (typeof rows)[number]) => ({ district: id, ...standing(id, counts?.get(id) ?? 0) });
      return pageOf(rows, limit, give, ({ id }) => String(id));
    },
  }),
];

function standing(district: number, count: number) {
  const { spoke, awaySince } = officeOf(district) ?? { spoke: false, awaySince: undefined };
  const state = spoke && awaySince === undefined ? "Current" : spoke || count > 0 ? "LastKnown" : "Missing";
  return { texts: count, state, awaySince: awaySince ?? null } as const;
}

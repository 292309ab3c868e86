/** The texts of demands and offers: what everybody may read, one or all of them, and whom to ask, which only the matched party is told. */
import { z } from "zod";
import { isoOfDay } from "../../client/days.ts";
import { districtOf } from "../../client/ids.ts";
import type { Json } from "../../client/documents/canonical.ts";
import { personalDataIn } from "../../client/matching/personal.ts";
import { wordsOf, type PublicText } from "../../client/matching/texts.ts";
import { receiveDocument, seesAll } from "../documents/documents.ts";
import { demandRoom } from "../documents/room.ts";
import { notYours, Refusal } from "../http/refusal.ts";
import { publicRoute, route, type Route } from "../http/route.ts";
import { pageOf, publicTextsNow } from "../matching/publicTexts.ts";
import { demandFitting, isForAll, postAtHome, privateTextOf, publicTextOf } from "../matching/texts.ts";
import type { Post } from "../matching/posts.ts";
import type { Office } from "../office.ts";
import { OFFICERS, type Person } from "../people/person.ts";
import { namesOf, type Name } from "../publication/profiles.ts";
import { settingsNow } from "../publication/settings.ts";
import { commitment, handedOver } from "./documents.ts";

/** The longest texts, with their characters escaped. */
const MOST_BYTES = 256 * 1_024;

/** Of which the texts are given at once. */
const MOST_TEXTS = 25;

const json = z.custom<Json>((value) => value !== undefined);
const params = z.object({ post: commitment });

export const postRoutes: readonly Route[] = [
  publicRoute({
    method: "GET",
    path: "/posts",
    query: z.strictObject({ after: commitment.optional() }),
    logged: false,
    give: async ({ office, query: { after }, request }) => {
      const texts = await publicTextsNow(office);
      const headers = { ETag: `"${texts.revision}"`, "Cache-Control": "no-cache" };
      // On each page it is the whole list's: whoever has that needs no page of it.
      if (request.headers.get("If-None-Match") === headers.ETag) return new Response(null, { status: 304, headers });
      return Response.json({ district: office.district, ...pageOf(texts, after) }, { headers });
    },
  }),
  publicRoute({
    method: "GET",
    path: "/post-texts",
    /** Numbers with commas between them; of which nobody may read the text is left out. */
    query: z.strictObject({
      posts: z
        .string()
        .transform((text) => text.split(","))
        .pipe(z.array(commitment).max(MOST_TEXTS)),
    }),
    logged: false,
    give: async ({ office, query: { posts: numbers } }) => {
      const isHere = (post: Post): boolean => isForAll(post) && Number(districtOf(post.party)) === office.district;
      const found = [...(await office.posts.findAll(numbers)).values()].filter(isHere);
      const texts = await Promise.all(found.map(async (post) => [post, await publicTextOf(office, post)] as const));
      return { texts: texts.flatMap(([post, text]) => (text ? [wordsShown(post, text)] : [])) };
    },
  }),
  route({
    method: "PUT",
    path: "/posts/:post",
    who: ["bureau", "operator", "party"],
    params,
    /** Each a document with its salt, as `tongdui sign demand` writes it beside the signature. */
    body: z.strictObject({ text: json.optional(), private: json.optional() }),
    most: MOST_BYTES,
    give: async ({ office, person, params: { post: id }, body, about, change }) => {
      about(id);
      const post = await postAtHome(office, id);
      const isOwn = isTheirs(post, person);
      if (!isOwn && !person.kinds.has("bureau") && !person.kinds.has("operator")) throw notYours();
      // Whoever posts for all districts reads nobody's contact.
      if (body.private !== undefined && !isOwn && !person.kinds.has("bureau")) throw notYours();
      const open = body.text === undefined ? undefined : handedOver(body.text, "text");
      const hidden = body.private === undefined ? undefined : handedOver(body.private, "private");
      if (!open && !hidden) throw nothingHanded();
      const text = await demandFitting(office, post, { open, hidden });
      await change(async (within) => {
        for (const document of [open, hidden]) if (document) await receiveDocument(within, office, document, person);
        await demandRoom(within, office, person);
      });
      return {
        post: id,
        kept: { text: open !== undefined, private: hidden !== undefined },
        warnings: personalDataIn(wordsOf(text)),
      };
    },
  }),
  publicRoute({
    method: "GET",
    path: "/posts/:post",
    params,
    logged: "named",
    give: async ({ office, person, params: { post: id }, about }) => {
      const post = await postAtHome(office, id);
      const isInside = person !== undefined && (mayReach(office, post, person) || person.kinds.has("operator"));
      const text = isForAll(post) || isInside ? await publicTextOf(office, post) : undefined;
      if (!text) throw textUnknown(id);
      const party = await partyShown(office, post, isInside);
      const shown = isInside ? await partyShown(office, post, false) : party;
      // What everybody may read is read all the time.
      if (!isForAll(post) || JSON.stringify(party) !== JSON.stringify(shown)) about(id);
      return {
        ...wordsShown(post, text),
        state: post.state,
        party,
        hasContact: text.private !== null,
      };
    },
  }),
  route({
    method: "GET",
    path: "/posts/:post/contact",
    who: [...OFFICERS, "auditor", "party"],
    params,
    give: async ({ office, person, params: { post: id }, about }) => {
      about(id);
      const post = await postAtHome(office, id);
      if (!mayReach(office, post, person)) throw notMatched();
      const text = await privateTextOf(office, post);
      if (!text) throw textUnknown(id);
      return { post: id, contact: text.contact, details: text.details ?? null };
    },
  }),
];

/** What everybody may read of a post. */
function wordsShown({ id, kind, serviceClass, through }: Post, { title, text, district }: PublicText): object {
  /** `district` is where a partner is sought; null anywhere. */
  return { post: id, kind, title, text, serviceClass, district, through: isoOfDay(through) };
}

/** Whoever sees all that is kept here, the party itself, and whom it was matched with. */
function mayReach({ posts }: Pick<Office, "posts">, post: Post, person: Person): boolean {
  const partners = posts.partnersOf(post);
  return seesAll(person) || isTheirs(post, person) || person.parties.some(({ written }) => partners.has(written));
}

function isTheirs({ written }: Post, { parties }: Person): boolean {
  return parties.some((party) => party.written === written);
}

/** Who posted it, as far as the district publishes its enterprises; the catalogue of providers is public. */
interface PartyShown {
  readonly id: string;
  readonly name: Name | null;
}

async function partyShown(office: Office, post: Post, isInside: boolean): Promise<PartyShown | null> {
  const { settings } = await settingsNow(office.database);
  const shown = isInside || post.kind === "offer" ? "name" : settings.enterprises;
  if (shown === "none") return null;
  const name = shown === "name" ? (await namesOf(office)).get(post.written) : undefined;
  return { id: post.written, name: name ?? null };
}

function textUnknown(id: string): Refusal {
  return new Refusal(404, "TextUnknown", {
    en: `There is no text of ${id} here that you may see.`,
    zh: `此处没有您可查看的 ${id} 的内容。`,
  });
}

function notMatched(): Refusal {
  return new Refusal(403, "NotMatched", {
    en: "Whom to ask is told to whoever the demand or offer was matched with.",
    zh: "联系方式仅提供给已与其对接的一方。",
  });
}

function nothingHanded(): Refusal {
  return new Refusal(400, "TextMissing", {
    en: "Hand in the text, the private part, or both.",
    zh: "请提交公开正文、非公开部分，或两者一并提交。",
  });
}

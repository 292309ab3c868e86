/** Demands and offers that their parties signed at the desk: handed in here with their texts, until they are posted or taken back. */
import { z } from "zod";
import { isoOfDay, lastValidSecond } from "../../client/days.ts";
import type { Json } from "../../client/documents/canonical.ts";
import { districtOf } from "../../client/ids.ts";
import { matchingDomain } from "../../client/matching/domain.ts";
import { personalDataIn } from "../../client/matching/personal.ts";
import { wordsOf } from "../../client/matching/texts.ts";
import { receiveDocument } from "../documents/documents.ts";
import { demandRoom } from "../documents/room.ts";
import { tooMany } from "../http/answering.ts";
import { longWords } from "../http/fields.ts";
import { notFound, notYours, Refusal } from "../http/refusal.ts";
import { route, type Route } from "../http/route.ts";
import { Throttle } from "../http/throttle.ts";
import { findHanded, keepHanded, messageIn, refuse, takeBack, type Handed } from "../matching/handed.ts";
import { numberOf, partyIn, postSchema, termsOf, withdrawalSchema, type PostMessage } from "../matching/messages.ts";
import { demandPostable, demandWithdrawable } from "../matching/refusal.ts";
import { ownMatches, postsOf, refusalIn, standingOf } from "../matching/standing.ts";
import { demandFitting, postAtHome, privateTextOf, publicTextOf } from "../matching/texts.ts";
import type { Office } from "../office.ts";
import type { Person } from "../people/person.ts";
import { commitment, handedOver } from "./documents.ts";

/** The longest texts, with their characters escaped. */
const MOST_BYTES = 256 * 1_024;

const json = z.custom<Json>((value) => value !== undefined);
const signature = z.string().max(20_000);
const params = z.object({ post: commitment });

/** Of one account: each is some questions to the ledger, the list of them for every post that waits. */
const MOST_LISTED_A_MINUTE = 60;
const MOST_HANDED_A_MINUTE = 60;

export function handedRoutes({ now }: Pick<Office, "now">): Route[] {
  const lists = new Throttle(MOST_LISTED_A_MINUTE, 60, now);
  const handing = new Throttle(MOST_HANDED_A_MINUTE, 60, now);
  return [
    route({
      method: "GET",
      path: "/handed",
      who: ["party"],
      give: async ({ office, person }) => {
        if (lists.take(person.account) > 0) throw tooMany();
        const [posts, matches] = await Promise.all([postsOf(office, person), ownMatches(office, person)]);
        return { posts, matches };
      },
    }),
    route({
      method: "POST",
      path: "/handed",
      who: ["party"],
      /** The message as matching/messages.ts reads it; texts as `tongdui sign demand` writes them beside the signature. */
      body: z.strictObject({
        kind: z.enum(["demand", "offer"]),
        message: json,
        signature,
        text: json,
        private: json.optional(),
      }),
      most: MOST_BYTES,
      give: async ({ office, person, body, about, change }) => {
        if (handing.take(person.account) > 0) throw tooMany();
        const post = messageOf(body);
        const id = numberOf(matchingDomain(office.at.deployment), post);
        about(id);
        demandOwnHere(office, person, post);
        const there = await findHanded(office.database, office, id);
        const isPosted = (await office.posts.find(id)) !== undefined;
        if (isPosted && !there) throw postedBefore(id);
        if (isPosted) return tellOwn(office, person, id);
        const signer = await demandPostable(office.at, post, body.signature);
        const terms = termsOf(post);
        const open = handedOver(body.text, "text");
        const hidden = body.private === undefined ? undefined : handedOver(body.private, "private");
        const { private: named } = await demandFitting(office, terms, { open, hidden });
        if (named !== null && !hidden && !(await privateTextOf(office, terms))) throw privateMissing();
        const party = partyIn(post).written;
        const content = { message: body.message, signatures: [{ party, signer, signature: body.signature }] };
        // After its last day the ledger takes it as little as after its deadline.
        const { deadline: until, through } = post.message;
        const deadline = Math.min(Number(until), lastValidSecond(through));
        const asked = { id, kind: post.kind, post: id, party, deadline, content };
        const time = await office.at.time();
        await change(async (within) => {
          for (const document of [open, hidden]) if (document) await receiveDocument(within, office, document, person);
          await demandRoom(within, office, person);
          await keepHanded(within, office, asked, person, time);
        });
        return tellOwn(office, person, id);
      },
    }),
    route({
      method: "GET",
      path: "/handed/:post",
      who: ["bureau", "operator", "auditor", "party"],
      params,
      give: async ({ office, person, params: { post: id }, about }) => {
        about(id);
        const { handed, post } = await findPost(office, id);
        const isTheirs = isOwn(person, handed.party);
        if (!isTheirs && !["bureau", "operator", "auditor"].some((kind) => person.kinds.has(kind as never))) {
          throw notFound();
        }
        return tell(office, handed, post);
      },
    }),
    route({
      method: "POST",
      path: "/handed/:post/take-back",
      who: ["party"],
      params,
      give: async ({ office, person, params: { post: id }, about, change }) => {
        about(id);
        const { handed, post } = await findPost(office, id);
        if (!isOwn(person, handed.party)) throw notFound();
        if (await office.posts.find(id)) throw isOnLedger(id);
        await change(async (within) => {
          if (!(await takeBack(within, office, id, person))) throw waitsNoMore();
        });
        return tell(office, { ...handed, ending: "withdrawn" }, post);
      },
    }),
    route({
      method: "POST",
      path: "/handed/:post/refuse",
      who: ["bureau", "operator"],
      params,
      /** Why, which its party reads. */
      body: z.strictObject({ reason: longWords(2_000) }),
      give: async ({ office, person, params: { post: id }, body, about, change }) => {
        about(id);
        const { post } = await findPost(office, id);
        if (await office.posts.find(id)) throw isOnLedger(id);
        await change(async (within) => {
          if (!(await refuse(within, office, id, body.reason, person))) throw waitsNoMore();
        });
        return tell(office, (await findPost(office, id)).handed, post);
      },
    }),
    route({
      method: "POST",
      path: "/handed/:post/withdrawal",
      who: ["party"],
      params,
      body: z.strictObject({ deadline: z.int(), signature }),
      give: async ({ office, person, params: { post: id }, body, about, change }) => {
        about(id);
        const post = await postAtHome(office, id);
        if (!isOwn(person, post.written)) throw notYours();
        const message = { post: id, deadline: body.deadline };
        const read = withdrawalSchema.safeParse(message);
        if (!read.success) throw wrongField("deadline");
        const withdrawal = { kind: "withdrawal", message: read.data } as const;
        const signer = await demandWithdrawable(office.at, withdrawal, post, body.signature);
        const signed = { party: post.written, signer, signature: body.signature };
        const asked = {
          id: numberOf(matchingDomain(office.at.deployment), withdrawal),
          ...{ kind: withdrawal.kind, post: id, party: post.written, deadline: body.deadline },
          content: { message, signatures: [signed] },
        };
        const time = await office.at.time();
        await change(async (within) => keepHanded(within, office, asked, person, time));
        return { post: id, state: post.state, isWithdrawing: true };
      },
    }),
  ];
}

/** @throws Refusal 400 for what is no demand and no offer. */
function messageOf({ kind, message }: { readonly kind: string; readonly message: Json }): PostMessage {
  const read = postSchema.safeParse({ kind, message });
  if (read.success) return read.data;
  throw wrongField(read.error.issues[0]?.path.map(String)[1] ?? "message");
}

/** @throws Refusal 403 for another's, 400 where its home is another office's. */
function demandOwnHere({ district }: Office, person: Person, post: PostMessage): void {
  const { id, written } = partyIn(post);
  if (!isOwn(person, written)) throw notYours();
  const home = Number(districtOf(id));
  if (home === district) return;
  throw new Refusal(400, "OtherDistrict", {
    en: `${written} is at home in district ${home}: hand this in at that district's office.`,
    zh: `${written} 属于第 ${home} 区，请向该区办公系统提交。`,
  });
}

async function findPost(office: Office, id: string): Promise<{ handed: Handed; post: PostMessage }> {
  const handed = await findHanded(office.database, office, id);
  if (handed?.kind !== "demand" && handed?.kind !== "offer") throw notFound();
  return { handed, post: messageIn(handed) as PostMessage };
}

async function tellOwn(office: Office, person: Person, id: string): Promise<object> {
  const { handed, post } = await findPost(office, id);
  if (!isOwn(person, handed.party)) throw notFound();
  return tell(office, handed, post);
}

async function tell(office: Office, handed: Handed, post: PostMessage): Promise<object> {
  const terms = termsOf(post);
  const [text, onLedger] = await Promise.all([publicTextOf(office, terms), office.posts.find(handed.id)]);
  const state = onLedger?.state ?? (await standingOf(office, handed, await office.at.time()));
  return {
    ...{ post: handed.id, kind: post.kind, party: handed.party, state },
    ...refusalIn(handed, state),
    /** Null once it was erased. */
    title: text?.title ?? null,
    text: text?.text ?? null,
    serviceClass: terms.serviceClass,
    /** Where a partner is sought; null anywhere. */
    district: terms.district === 0 ? null : terms.district,
    through: isoOfDay(terms.through),
    hasContact: text !== undefined && text.private !== null,
    /** What looks like personal data in what everybody will read. */
    warnings: text ? personalDataIn(wordsOf(text)) : [],
  };
}

function isOwn({ parties }: Person, written: string): boolean {
  return parties.some((party) => party.written === written);
}

function wrongField(field: string): Refusal {
  return new Refusal(
    400,
    "RequestWrong",
    {
      en: `In what was handed in, "${field}" is not as it should be.`,
      zh: `提交内容中的“${field}”不正确。`,
    },
    field,
  );
}

function postedBefore(id: string): Refusal {
  return new Refusal(409, "PostedBefore", {
    en: `${id} is on the ledger already. Its texts can still be handed in by themselves.`,
    zh: `${id} 已在账本上发布，其正文可另行提交。`,
  });
}

function isOnLedger(id: string): Refusal {
  return new Refusal(409, "PostedBefore", {
    en: `${id} is on the ledger already: it ends with a withdrawal that its party signs.`,
    zh: `${id} 已在账本上发布，须由当事方签署撤回。`,
  });
}

function waitsNoMore(): Refusal {
  return new Refusal(409, "TakenBack", {
    en: "This waits no more: it was taken back or refused already.",
    zh: "该内容此前已撤回或不予受理，不再等待发布。",
  });
}

function privateMissing(): Refusal {
  return new Refusal(
    400,
    "PrivateMissing",
    {
      en: "The public text names a private part, which is not here: hand it in together.",
      zh: "公开正文载有非公开部分，但尚未提交，请一并提交。",
    },
    "private",
  );
}

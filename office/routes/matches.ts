/** Matches that two parties sign at the office of the demand's district, until somebody records them. */
import { z } from "zod";
import type { Json } from "../../client/documents/canonical.ts";
import { districtOf } from "../../client/ids.ts";
import { matchingDomain } from "../../client/matching/domain.ts";
import { pairOf } from "../../client/matching/standing.ts";
import { matchTypedDataOf } from "../../client/acts/matchMessages.ts";
import { tooMany } from "../http/answering.ts";
import { longWords } from "../http/fields.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import { route, type Route } from "../http/route.ts";
import {
  demandWaiting,
  findHanded,
  handedWaiting,
  keepHanded,
  refuse,
  takeBack,
  takenBackLately,
  type Handed,
} from "../matching/handed.ts";
import { Throttle } from "../http/throttle.ts";
import { coupleOf, matchIn, matchStanding } from "../matching/matches.ts";
import { matchSchema, numberOf } from "../matching/messages.ts";
import { demandMatchable, demandMatchSigned, type Couple } from "../matching/refusal.ts";
import { refusalIn } from "../matching/standing.ts";
import type { Office } from "../office.ts";
import type { Person } from "../people/person.ts";
import { commitment } from "./documents.ts";

const json = z.custom<Json>((value) => value !== undefined);
const params = z.object({ match: commitment });

/** Of one demand with one provider, in 24 hours: a match that was declined by mistake can be proposed again, and nobody is pressed. */
const MOST_TAKEN_BACK = 5;

/** Of one account: each is several questions to the ledger. */
const MOST_CHECKS_A_MINUTE = 60;

export function matchRoutes({ now }: Pick<Office, "now">): Route[] {
  const checks = new Throttle(MOST_CHECKS_A_MINUTE, 60, now);
  const proposals = new Throttle(MOST_CHECKS_A_MINUTE, 60, now);
  return [
    route({
      method: "POST",
      path: "/matches",
      who: ["party"],
      /** `{demand, offer, deadline}` with one party's signature: it proposes the match, or signs what the other one has proposed. */
      body: z.strictObject({ message: json, signature: z.string().max(20_000) }),
      give: async ({ office, person, body, about, change }) => {
        if (proposals.take(person.account) > 0) throw tooMany();
        const { match, id, couple, side } = await askedFor(office, person, body.message, about);
        const signer = await demandMatchSigned(office.at, match, couple, side, body.signature);
        const time = await office.at.time();
        await demandFree(office, couple, id, time);
        const [{ written: party }, { written: partner }] = [couple.demand, couple.offer];
        const signed = { party: side === "enterprise" ? party : partner, signer, signature: body.signature };
        const asked = {
          ...{ id, kind: match.kind, post: couple.demand.id, party, partner },
          deadline: Number(match.message.deadline),
          content: { message: body.message, signatures: [signed] },
        };
        await change(async (within) => keepHanded(within, office, asked, person, time));
        return tell(office, await findOwn(office, person, id));
      },
    }),
    route({
      method: "GET",
      path: "/match-check",
      who: ["party"],
      /** As the message of `POST /matches`, which it is refused like as long as it is not signed. */
      query: z.strictObject({ demand: commitment, offer: commitment, deadline: z.coerce.number() }),
      give: async ({ office, person, query, about }) => {
        if (checks.take(person.account) > 0) throw tooMany();
        const { match, id, couple, side } = await askedFor(office, person, query, about);
        await demandMatchable(office.at, match, couple, side);
        const handed = await findHanded(office.database, office, id);
        if (handed) demandWaiting(handed);
        await demandFree(office, couple, id, await office.at.time());
        return { match: id };
      },
    }),
    route({
      method: "GET",
      path: "/matches/:match",
      who: ["bureau", "operator", "auditor", "party"],
      params,
      give: async ({ office, person, params: { match: id }, about }) => {
        about(id);
        return tell(office, await findOwn(office, person, id));
      },
    }),
    route({
      method: "POST",
      path: "/matches/:match/take-back",
      who: ["party"],
      params,
      give: async ({ office, person, params: { match: id }, about, change }) => {
        about(id);
        const handed = await findOwn(office, person, id);
        if (!isOf(person, handed)) throw notFound();
        if (await pairOf(office.at.ledger, id)) throw recorded();
        await change(async (within) => {
          if (!(await takeBack(within, office, id, person))) throw ended();
        });
        return tell(office, { ...handed, ending: "withdrawn" });
      },
    }),
    route({
      method: "POST",
      path: "/matches/:match/refuse",
      who: ["bureau", "operator"],
      params,
      /** Why, which both parties read. */
      body: z.strictObject({ reason: longWords(2_000) }),
      give: async ({ office, person, params: { match: id }, body, about, change }) => {
        about(id);
        const handed = await findOwn(office, person, id);
        const { state } = await matchStanding(office, handed, await office.at.time());
        if (state === "used") throw ended();
        await change(async (within) => {
          if (!(await refuse(within, office, id, body.reason, person))) throw ended();
        });
        return tell(office, await findOwn(office, person, id));
      },
    }),
  ];
}

/** What somebody signs on behalf of one side, as far as it can be told without the signature. @throws Refusal */
async function askedFor(office: Office, person: Person, message: Json, about: (id: string) => void) {
  const read = matchSchema.safeParse(message);
  if (!read.success) throw wrong();
  const match = { kind: "match", message: read.data } as const;
  const id = numberOf(matchingDomain(office.at.deployment), match);
  about(id);
  const couple = await coupleOf(office, match.message);
  if (!couple) throw unknown();
  demandHere(office, couple);
  return { match, id, couple, side: sideOf(person, couple) };
}

/** @throws Refusal 404 where there is none that this person may see. */
async function findOwn(office: Office, person: Person, id: string): Promise<Handed> {
  const handed = await findHanded(office.database, office, id);
  const sees = ["bureau", "operator", "auditor"].some((kind) => person.kinds.has(kind as never));
  if (handed?.kind !== "match" || !(sees || isOf(person, handed))) throw notFound();
  return handed;
}

function isOf({ parties }: Person, { party, partner }: Handed): boolean {
  return parties.some(({ written }) => written === party || written === partner);
}

async function tell(office: Office, handed: Handed): Promise<object> {
  const match = matchIn(handed);
  const { state, signatures } = await matchStanding(office, handed, await office.at.time());
  return {
    match: handed.id,
    demand: match.demand,
    offer: match.offer,
    deadline: handed.deadline,
    state,
    ...refusalIn(handed, state),
    /** Whose signatures hold. */
    signed: Object.keys(signatures).sort(),
    typedData: matchTypedDataOf("Match", match, matchingDomain(office.at.deployment)),
  };
}

/** @throws Refusal 400 where the demand is of another district. */
function demandHere({ district }: Office, { demand }: Couple): void {
  const home = Number(districtOf(demand.party));
  if (home === district) return;
  throw new Refusal(400, "OtherDistrict", {
    en: `The demand is of district ${home}: its matches are signed at that district's office.`,
    zh: `该需求属于第 ${home} 区，请在该区办公系统签署对接。`,
  });
}

/** On whose behalf somebody signs. @throws Refusal 403 where neither is theirs. */
function sideOf({ parties }: Person, { demand, offer }: Couple): "enterprise" | "provider" {
  const isOwn = (written: string): boolean => parties.some((party) => party.written === written);
  if (isOwn(demand.written)) return "enterprise";
  if (isOwn(offer.written)) return "provider";
  throw new Refusal(403, "NotYours", {
    en: "Neither the demand nor the offer is yours.",
    zh: "该需求和供给均不属于本单位。",
  });
}

/**
 * Of the same two one match waits at a time, and some a day are declined, so that nobody is asked again and again.
 *
 * @throws Refusal 409
 */
async function demandFree(office: Office, { demand, offer }: Couple, id: string, at: number): Promise<void> {
  const ofThem = { at, isMatch: true, parties: [offer.written], post: demand.id };
  for await (const waiting of handedWaiting(office.database, office, ofThem)) {
    if (waiting.every((one) => one.id === id || matchIn(one).offer !== offer.id)) continue;
    throw new Refusal(409, "ProposedBefore", {
      en: "A match of these two waits already: sign that one, which stands in the queue, or take it back.",
      zh: "双方已有一项对接等待签署，请在待办中签署该项，或先将其撤回。",
    });
  }
  if ((await takenBackLately(office.database, office, demand.id, offer.written)) < MOST_TAKEN_BACK) return;
  throw new Refusal(409, "DeclinedOften", {
    en: `Matches of this demand with this provider were taken back or declined ${MOST_TAKEN_BACK} times within a day. Propose it again tomorrow.`,
    zh: `该需求与该服务机构的对接一日内已撤回或谢绝 ${MOST_TAKEN_BACK} 次，请明日再提出。`,
  });
}

function wrong(): Refusal {
  return new Refusal(400, "RequestWrong", { en: "This is not a match.", zh: "提交的内容不是对接。" }, "message");
}

function unknown(): Refusal {
  return new Refusal(400, "PostUnknown", {
    en: "The ledger has no such demand, or no such offer.",
    zh: "账本中没有该需求或供给。",
  });
}

function recorded(): Refusal {
  return new Refusal(409, "RecordedBefore", {
    en: "This match is on the ledger already, and is not taken back or declined any more.",
    zh: "该对接已登记在账本上，不能再撤回或谢绝。",
  });
}

function ended(): Refusal {
  return new Refusal(409, "RequestEnded", { en: "This match waits no more.", zh: "该对接已不在等待签署。" });
}

/** Matches that a party is asked to sign, and those that both have signed, for Operator and home Bureau to record. */
import { dayOf } from "../../client/days.ts";
import type { Duty } from "../../client/ids.ts";
import { shortHex } from "../../client/text/ids.ts";
import { endUsed, handedWaiting, type Handed } from "../matching/handed.ts";
import { matchStanding, type MatchStanding } from "../matching/matches.ts";
import type { Office } from "../office.ts";
import { enoughOf } from "./enough.ts";
import { plain } from "./plain.ts";
import { fact, type Sight, type Waiting } from "./waiting.ts";

/** @param duty of whoever brings it: the Operator, or the home Bureau in its place. */
export async function matchesToBring(office: Office, sight: Sight, duty: Duty): Promise<Waiting[]> {
  return standing(office, sight, { signers: 2 }, (handed, { match, state, signatures }) => {
    if (state !== "signed") return [];
    const { enterprise = "0x", provider = "0x" } = signatures;
    return [
      {
        ...itemOf(handed, match),
        id: `bring match ${handed.id}`,
        kind: "bring match",
        duty,
        district: sight.district,
        title: { en: "Record a match that both parties signed", zh: "登记双方已签署的对接" },
        offers: [{ part: "matching", name: "matchUp", args: [plain(match), enterprise, provider] }],
        refusal: `/matches/${handed.id}/refuse`,
      },
    ];
  });
}

/** What the other party has signed. */
export async function matchesToSign(office: Office, sight: Sight): Promise<Waiting[]> {
  const parties = sight.person.parties.map(({ written }) => written);
  return standing(office, sight, { parties }, (handed, { match, couple, state, signatures }) => {
    const side = parties.includes(handed.party) ? "enterprise" : "provider";
    if (state !== "open" || couple === undefined || signatures[side] !== undefined) return [];
    return [
      {
        ...itemOf(handed, match),
        id: `sign match ${handed.id}`,
        kind: "sign match",
        duty: "party",
        district: 0,
        title: { en: "Sign a match that the other party proposes", zh: "签署对方提出的对接" },
        offers: [],
        match: handed.id,
      },
    ];
  });
}

/** @param itemsOf what of one comes to the queue. */
async function standing(
  office: Office,
  { now }: Sight,
  sought: { readonly parties?: readonly string[]; readonly signers?: number },
  itemsOf: (handed: Handed, stands: MatchStanding) => readonly Waiting[],
): Promise<Waiting[]> {
  const pages = handedWaiting(office.database, office, { at: now, isMatch: true, ...sought });
  return enoughOf(pages, async (waiting) => {
    const all = await Promise.all(waiting.map(async (one) => [one, await matchStanding(office, one, now)] as const));
    const over = all.filter(([, { state }]) => state === "used" || state === "over");
    await endUsed(
      office.database,
      office,
      over.map(([{ id }]) => id),
    );
    return all.flatMap(([handed, stands]) => itemsOf(handed, stands));
  });
}

function itemOf({ madeOn, deadline }: Handed, { demand, offer }: MatchStanding["match"]) {
  return {
    facts: [fact("Demand", "需求", shortHex(demand)), fact("Offer", "供给", shortHex(offer))],
    since: madeOn,
    due: dayOf(deadline),
  };
}

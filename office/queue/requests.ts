/** What parties have signed or are to sign: who signs next, and what an officer can bring before the ledger. */
import { claimHashOf, type Claim } from "../../client/messages.ts";
import { dayOf, type Day } from "../../client/days.ts";
import { formatFen } from "../../client/money.ts";
import { orderState } from "../../client/orderState.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import type { Duty } from "../../client/ids.ts";
import type { Office } from "../office.ts";
import { messageOf, told } from "../requests/state.ts";
import { endUsed, openRequests, type KeptRequest } from "../requests/requests.ts";
import type { Message } from "../requests/messages.ts";
import { argumentOf } from "./claims.ts";
import { contractIn } from "./contract.ts";
import { movedDay } from "./days.ts";
import { plain } from "./plain.ts";
import { noticeFor } from "./proposals.ts";
import { fact, type Fact, type Offer, type Sight, type Waiting } from "./waiting.ts";

/** The oldest; a queue of more is worked off from its beginning. */
const MOST = 500;

interface Standing {
  readonly kept: KeptRequest;
  readonly message: Message;
  /** Of a claim that the ledger took without the enterprise: the last day on which the Bureau waits for its answer. */
  readonly answerDue: Day | undefined;
  /** Null where this person is not told it. */
  readonly enterprise: string | null;
  readonly state: string;
  readonly missing: readonly string[];
}

/** @param duty of whoever brings it: the Operator, or an Approver in its place. */
export async function requestsToBring(office: Office, sight: Sight, duty: Duty): Promise<Waiting[]> {
  const all = await standings(office, sight);
  const items = await Promise.all(
    all
      .filter(({ state }) => state === "signed")
      .map(async (one) => {
        const offers = await offersFor(office, sight, one, all);
        return offers.length === 0 ? [] : [itemOf(one, { duty, district: sight.district, offers })];
      }),
  );
  return items.flat();
}

/** What a party is asked to sign, and claims that it has to answer. */
export async function requestsToSign(office: Office, sight: Sight): Promise<Waiting[]> {
  const all = await standings(office, sight);
  const own = new Set(sight.person.parties.map(({ written }) => written));
  const answered = new Set(all.flatMap(({ message }) => answeredBy(message)));
  return all.flatMap((one): Waiting[] => {
    const { state, missing, kept, message } = one;
    if (state === "open" && missing.some((party) => own.has(party))) return [itemOf(one, { to: "sign" })];
    const isUnanswered = state === "signed" || one.answerDue !== undefined;
    const isToAnswer = message.kind === "claim" && isUnanswered && own.has(kept.enterprise);
    if (!isToAnswer || answered.has(roundOf(message.message))) return [];
    return [itemOf(one, { to: "answer" })];
  });
}

async function standings(office: Office, sight: Sight): Promise<Standing[]> {
  const { person, now } = sight;
  const kept = await openRequests(office.database, office, person, { limit: MOST, at: now });
  const all = await Promise.all(
    kept.map(async (one) => {
      const { enterprise, state, missing } = (await told(office, one, person)) as Pick<
        Standing,
        "enterprise" | "state" | "missing"
      >;
      const message = messageOf(one);
      const answerDue =
        state === "used" && message.kind === "claim" ? await answerDueOf(sight, message.message) : undefined;
      return { kept: one, message, answerDue, enterprise, state, missing };
    }),
  );
  // What the ledger took is at its end, and does not stand before what is newer. An order that was reopened may still be cancelled.
  const used = all.filter(
    ({ kept: { kind }, state, answerDue }) => state === "used" && kind !== "cancellation" && answerDue === undefined,
  );
  await endUsed(
    office.database,
    office,
    used.map(({ kept: { id } }) => id),
  );
  return all;
}

/** Undefined where the ledger waits for no answer to this claim. */
async function answerDueOf({ at }: Sight, claim: Claim): Promise<Day | undefined> {
  const { order } = claim;
  if ((await at.ledger.orders.claimOf(order)) !== claimHashOf(claim)) return undefined;
  return movedDay(at, order, (await orderState(at.ledger, order)).waitEnd);
}

async function offersFor(
  office: Office,
  sight: Sight,
  { kept, message }: Standing,
  all: readonly Standing[],
): Promise<Offer[]> {
  const of = (party: string | undefined, from = kept): string =>
    from.signatures.find((one) => one.party === party)?.signature ?? "0x";
  switch (message.kind) {
    case "order": {
      const item = {
        order: plain(message.message),
        contractNullifier: { need: "contractMark", ...(await contractIn(office, kept)) } as const,
        enterpriseSignature: of(kept.enterprise),
        providerSignature: of(kept.provider),
      };
      return [{ part: "orders", name: "place", args: [[item]] }];
    }
    case "claim": {
      const claim = message.message;
      const accepted = all.find(
        ({ message: other, state }) =>
          state === "signed" && other.kind === "acceptance" && claimHashOf(other.message.claim) === claimHashOf(claim),
      );
      if ((await orderState(sight.at.ledger, claim.order)).stage !== "Placed") return [];
      if (accepted?.message.kind !== "acceptance") {
        return [{ part: "orders", name: "claim", args: [argumentOf(claim), of(kept.provider)] }];
      }
      const notice = await noticeFor(sight.at, claim.order, sight.today);
      const item = {
        claim: argumentOf(claim),
        providerSignature: of(kept.provider),
        acceptanceDeadline: String(accepted.message.message.deadline),
        enterpriseSignature: of(kept.enterprise, accepted.kept),
        noticeEnd: notice,
      };
      return [{ part: "orders", name: "redeem", args: [[item]] }];
    }
    case "acceptance": {
      const { claim, deadline } = message.message;
      if ((await orderState(sight.at.ledger, claim.order)).stage !== "Claimed") return [];
      const notice = await noticeFor(sight.at, claim.order, sight.today);
      const args = [argumentOf(claim), String(deadline), of(kept.enterprise), notice];
      return [{ part: "orders", name: "accept", args }];
    }
    case "refusal": {
      const { order, reason, deadline } = message.message;
      if ((await orderState(sight.at.ledger, order)).stage !== "Claimed") return [];
      return [{ part: "orders", name: "refuse", args: [order, reason, String(deadline), of(kept.enterprise)] }];
    }
    case "cancellation": {
      const { order, deadline } = message.message;
      if ((await orderState(sight.at.ledger, order)).stage === "None") return [];
      const args = [order, String(deadline), of(kept.enterprise), of(kept.provider)];
      return [{ part: "orders", name: "cancel", args }];
    }
  }
}

type For =
  | { readonly to: "sign" | "answer" }
  | { readonly duty: Duty; readonly district: number; readonly offers: readonly Offer[] };

function itemOf({ kept, message, answerDue, enterprise }: Standing, asked: For): Waiting {
  const { id, kind, voucher, madeOn, deadline } = kept;
  const isToSign = "to" in asked;
  const name = NAMES[message.kind];
  const isClaimAlone = !isToSign && asked.offers[0]?.name === "claim";
  const title: Text = isToSign
    ? asked.to === "sign"
      ? { en: `Sign ${name.en} of voucher ${voucher}`, zh: `签署双创券 ${voucher} 的${name.zh}` }
      : { en: `Answer the claim on voucher ${voucher}`, zh: `答复双创券 ${voucher} 的核销申请` }
    : { en: `Bring ${name.en} of voucher ${voucher} to the ledger`, zh: `提交双创券 ${voucher} 的${name.zh}` };
  return {
    id: `request ${id}${isToSign ? ` ${asked.to}` : ""}`,
    kind: isToSign ? asked.to : `bring ${kind}`,
    duty: isToSign ? "party" : asked.duty,
    district: isToSign ? 0 : asked.district,
    title,
    facts: factsOf({ ...kept, enterprise }, message),
    since: madeOn,
    due: answerDue ?? (deadline === undefined ? null : dayOf(deadline)),
    // The enterprise may still accept; it has the program's time for it once the claim is recorded without it.
    ...(isClaimAlone ? { optional: true } : {}),
    offers: isToSign ? [] : asked.offers,
    request: id,
  };
}

const NAMES: Readonly<Record<Message["kind"], Text>> = {
  order: { en: "the order", zh: "订单" },
  claim: { en: "the claim", zh: "核销申请" },
  acceptance: { en: "the acceptance", zh: "核销确认" },
  refusal: { en: "the refusal", zh: "拒绝书" },
  cancellation: { en: "the cancellation", zh: "取消协议" },
};

function factsOf(
  { enterprise, provider, voucher }: Pick<KeptRequest, "provider" | "voucher"> & Pick<Standing, "enterprise">,
  { kind, message }: Message,
): Fact[] {
  const facts = [
    fact("Voucher", "双创券", voucher),
    ...(enterprise === null ? [] : [fact("Enterprise", "企业", enterprise)]),
    fact("Provider", "服务机构", provider ?? ""),
  ];
  if (kind === "order") facts.push(fact("Amount", "使用券额", formatFen(message.amount)));
  if (kind === "claim") {
    const sum = message.invoices.reduce((all, { amount }) => all + amount, 0n);
    facts.push(fact("Invoiced", "发票金额", formatFen(sum)), fact("Order", "订单", shortHex(message.order)));
  }
  return facts;
}

/** The claims, by order and round, that an answer is already given to. */
function answeredBy(message: Message): string[] {
  if (message.kind === "acceptance") return [roundOf(message.message.claim)];
  return message.kind === "refusal" ? [roundOf(message.message)] : [];
}

function roundOf({ order, round }: Pick<Claim, "order" | "round">): string {
  return `${order} ${round}`;
}

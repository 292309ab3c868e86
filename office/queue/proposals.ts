/** What one officer proposed and another confirms: the confirmation takes the very words of the proposal. */
import { getAddress } from "ethers";
import { dayOf, isoOfDay } from "../../client/days.ts";
import { decodeOrder } from "../../client/orderWord.ts";
import { districtOf, formatEnterprise, formatProvider, formatVoucher, programOf, type Duty } from "../../client/ids.ts";
import { searchLogs } from "../../client/deploy/logs.ts";
import { formatFen } from "../../client/money.ts";
import { counted } from "../../client/text/counted.ts";
import { shortHex } from "../../client/text/ids.ts";
import { ENTERPRISE_STATUS, PROVIDER_STATUS, SEAT, stateText } from "../../client/text/states.ts";
import type { ActingPart } from "../../client/acts/acts.ts";
import type { Text } from "../../client/text/text.ts";
import { claimWaiting } from "./claims.ts";
import type { ProposalRow } from "./indexReader.ts";
import { fact, isSame, type Argument, type Fact, type Need, type Offer, type Sight, type Waiting } from "./waiting.ts";

/** How a matter is confirmed. */
interface Confirmation {
  readonly name: string;
  readonly args: readonly Argument[];
}

/** All that stand open for a person's duties in the office's district. */
export async function proposalsToConfirm(sight: Sight, proposals: readonly ProposalRow[]): Promise<Waiting[]> {
  const items = await Promise.all(
    proposals
      .filter(({ proposedBy }) => !isSame(proposedBy, sight.person.account))
      .map(async (row): Promise<Waiting[]> => {
        const duty: Duty = row.kind === "renew" ? "bureau" : "approver";
        if (!sight.person.kinds.has(duty)) return [];
        const home = await homeOf(sight, row);
        if (home !== sight.district) return [];
        const confirmation = await confirmationOf(sight, row);
        if (!confirmation) return [];
        const part = row.part.toLowerCase() as ActingPart;
        return [
          {
            id: `confirm ${row.part} ${row.matter}`,
            kind: `confirm ${row.kind}`,
            duty,
            district: home,
            title: titleOf(row),
            facts: [
              ...(await concernedBy(sight, row)),
              ...factsOf(row),
              fact("Proposed by", "提出人", getAddress(row.proposedBy)),
            ],
            since: dayOf(row.proposedAt),
            due: dayOf(row.lapsesAt),
            offers: [{ part, ...confirmation }],
          },
        ];
      }),
  );
  return items.flat();
}

/** Whatever a person has proposed can be taken back until it is confirmed. */
export async function ownProposals(sight: Sight, proposals: readonly ProposalRow[]): Promise<Waiting[]> {
  const { person, district } = sight;
  const own = proposals.filter(({ proposedBy }) => isSame(proposedBy, person.account));
  return Promise.all(
    own.map(async (row) => ({
      id: `own ${row.part} ${row.matter}`,
      kind: "ownProposal",
      duty: person.kinds.has("bureau") ? "bureau" : person.kinds.has("finance") ? "finance" : "operator",
      district,
      title: { en: `You proposed: ${titleOf(row).en}`, zh: `您提出的：${titleOf(row).zh}` },
      facts: [...(await concernedBy(sight, row)), ...factsOf(row)],
      since: dayOf(row.proposedAt),
      due: dayOf(row.lapsesAt),
      optional: true,
      offers: [
        { part: row.part.toLowerCase() as ActingPart, name: "withdrawProposal", args: [row.matter] },
      ] satisfies Offer[],
    })),
  );
}

/** The order, list or provider that a proposal names by a code alone. */
async function concernedBy({ at }: Sight, { part, kind, says }: ProposalRow): Promise<Fact[]> {
  const subject = says["subject"] ?? "";
  if (part === "Orders") {
    const { voucher, provider, amount } = decodeOrder(await at.ledger.orders.wordOf(says["order"] ?? subject));
    return [
      fact("Voucher", "双创券", formatVoucher(voucher)),
      fact("Provider", "服务机构", formatProvider(provider)),
      fact("Amount of the order", "订单券额", formatFen(amount)),
    ];
  }
  if (kind !== "resolve") return [];
  if (part === "Providers") return [fact("Admission of", "入库机构", formatProvider(BigInt(subject)))];
  const { program, count, total } = await at.ledger.vouchers.batchOf(subject);
  return [
    fact("List of program", "名单所属项目", String(program)),
    fact("Vouchers", "双创券", { en: counted(Number(count), "voucher"), zh: `${count} 张` }),
    fact("In all", "合计", formatFen(total)),
  ];
}

/** Whose Approver (of a renewal, whose Bureau) confirms. */
async function homeOf({ at }: Sight, { part, kind, says }: ProposalRow): Promise<number> {
  const id = BigInt(says["id"] ?? 0);
  if (part === "Enterprises" || (part === "Providers" && kind !== "resolve")) return Number(districtOf(id));
  if (part === "Providers") return Number(districtOf(BigInt(says["subject"] ?? 0)));
  if (part === "Programs") return Number((await at.ledger.programs.termsOf(id)).home);
  if (part === "Vouchers" && kind !== "resolve") return homeOfProgram(at, programOf(id));
  if (part === "Vouchers") return homeOfProgram(at, (await at.ledger.vouchers.batchOf(says["subject"] ?? "")).program);
  const { voucher } = decodeOrder(await at.ledger.orders.wordOf(says["order"] ?? says["subject"] ?? ""));
  return homeOfProgram(at, programOf(voucher));
}

async function homeOfProgram({ ledger }: Sight["at"], program: bigint): Promise<number> {
  return Number((await ledger.programs.termsOf(program)).home);
}

async function confirmationOf(sight: Sight, { kind, says }: ProposalRow): Promise<Confirmation | undefined> {
  const say = (...names: string[]): string[] => names.map((name) => says[name] ?? "");
  switch (kind) {
    case "open":
      return { name: "confirm", args: say("id") };
    case "raise":
      return { name: "confirmRaise", args: say("id", "from", "to") };
    case "restart":
      return { name: "confirmRestart", args: say("id") };
    case "revoke":
      return { name: "confirmRevoke", args: say("id", "reason") };
    case "freezeAgain":
      return { name: "confirmFreezeAgain", args: [...say("id", "length", "reason"), says["byAuditor"] === "true"] };
    case "renew":
      return { name: "confirmRenew", args: say("id", "validThrough", "classes") };
    case "reinstate":
      return { name: "confirmReinstate", args: say("id", "reason") };
    case "end":
      return { name: "confirmEnd", args: say("id", "status", "reason") };
    case "unfreeze":
      return { name: "confirmUnfreeze", args: say("id", "reason") };
    case "regroup":
      return { name: "confirmRegroup", args: say("id", "group") };
    case "merge":
      return { name: "confirmMerge", args: say("id", "into") };
    case "resolve":
      return { name: "confirmResolve", args: say("subject", "seat", "reason") };
    case "clawBack":
      return { name: "confirmClawBack", args: say("order", "amount", "reason") };
    case "writeOff":
      return { name: "confirmWriteOff", args: say("order", "amount", "reason") };
    case "decide":
      return decision(sight, says);
    case "reject":
      return rejection(sight, says);
    default:
      return undefined;
  }
}

async function decision({ at, today }: Sight, says: ProposalRow["says"]): Promise<Confirmation | undefined> {
  const order = says["order"] ?? "";
  const accepted = says["accepted"] === "true";
  const claim = await claimWaiting(at, order, says["claim"]);
  if (!claim) return undefined;
  const notice = accepted ? await noticeFor(at, order, today) : today;
  return { name: "confirmDecide", args: [claim.args, accepted, says["reason"] ?? "", notice] };
}

/** When the notice of a redemption may end. */
export async function noticeFor({ ledger }: Sight["at"], order: string, today: number): Promise<Need> {
  const { voucher } = decodeOrder(await ledger.orders.wordOf(order));
  const { noticeFloor, noticeCeiling } = await ledger.programs.redeemTermsOf(programOf(voucher));
  return {
    need: "noticeEnd",
    earliest: isoOfDay(today + Number(noticeFloor)),
    latest: isoOfDay(today + Number(noticeCeiling)),
  };
}

/** For form, with the invoices of the redemption, which become free. */
async function rejection({ at }: Sight, says: ProposalRow["says"]): Promise<Confirmation | undefined> {
  const [order, reason] = [says["order"] ?? "", says["reason"] ?? ""];
  if (says["forCause"] === "true") return { name: "confirmRejectForCause", args: [order, reason] };
  const { ledger, nodes, deployment } = at;
  const { address, block: from } = deployment.contracts.orders;
  const { topicHash } = ledger.orders.getEvent("OrderRedeemed").fragment;
  const to = await nodes.getBlockNumber();
  const log = (await searchLogs(nodes, { address, topics: [topicHash, order], from, to })).at(-1);
  if (!log) return undefined;
  const { claim } = ledger.orders.interface.decodeEventLog("OrderRedeemed", log.data, log.topics) as unknown as {
    readonly claim: { readonly invoices: readonly { readonly nullifier: string }[] };
  };
  return { name: "confirmRejectForForm", args: [order, reason, claim.invoices.map(({ nullifier }) => nullifier)] };
}

function titleOf({ part, kind, says }: ProposalRow): Text {
  const id = BigInt(says["id"] ?? 0);
  const party = part === "Providers" ? formatProvider(id) : formatEnterprise(id);
  const order = shortHex(says["order"] ?? says["subject"] ?? "");
  const titles: Readonly<Record<string, Text>> = {
    open: { en: `Open program ${id}`, zh: `设立项目 ${id}` },
    raise: { en: `Raise the budget of program ${id}`, zh: `增加项目 ${id} 的预算` },
    restart: { en: `Start program ${id} again`, zh: `恢复项目 ${id}` },
    revoke: { en: `Revoke voucher ${formatVoucher(id)}`, zh: `撤销双创券 ${formatVoucher(id)}` },
    freezeAgain: { en: `Freeze voucher ${formatVoucher(id)} again`, zh: `再次冻结双创券 ${formatVoucher(id)}` },
    renew: { en: `Renew the certificate of ${party}`, zh: `${party} 证书续期` },
    reinstate: { en: `Reinstate provider ${party}`, zh: `恢复服务机构 ${party}` },
    end: { en: `End ${party} for good`, zh: `终止 ${party}` },
    unfreeze: { en: `End the freeze of enterprise ${party}`, zh: `解除企业 ${party} 的冻结` },
    regroup: { en: `Change the controller of enterprise ${party}`, zh: `变更企业 ${party} 的实际控制人` },
    merge: { en: `Merge enterprise ${party} into another`, zh: `企业 ${party} 并入其他企业` },
    resolve: { en: `End an objection`, zh: `了结异议` },
    decide: { en: `Decide for a silent enterprise, order ${order}`, zh: `代企业答复，订单 ${order}` },
    reject: { en: `Reject the redemption of order ${order}`, zh: `驳回订单 ${order} 的核销` },
    clawBack: { en: `Claw back a payment, order ${order}`, zh: `追回订单 ${order} 的拨付` },
    writeOff: { en: `Write off a claw-back, order ${order}`, zh: `核减订单 ${order} 的追回` },
  };
  return titles[kind] ?? { en: kind, zh: kind };
}

function factsOf({ part, kind, says }: ProposalRow): Fact[] {
  const facts: Fact[] = [];
  const amount = (name: string, en: string, zh: string): void => {
    const value = says[name];
    if (value !== undefined) facts.push(fact(en, zh, formatFen(BigInt(value))));
  };
  if (kind === "raise") {
    amount("from", "From", "由");
    amount("to", "To", "增至");
  }
  if (kind === "merge") facts.push(fact("Into", "并入", formatEnterprise(BigInt(says["into"] ?? 0))));
  if (kind === "clawBack" || kind === "writeOff") amount("amount", "Amount", "金额");
  if (kind === "freezeAgain") facts.push(fact("Days", "天数", says["length"] ?? ""));
  if (kind === "renew") facts.push(fact("Valid through", "有效期至", isoOfDay(Number(says["validThrough"] ?? 0))));
  if (kind === "end") {
    const words = part === "Providers" ? PROVIDER_STATUS : ENTERPRISE_STATUS;
    const status = BigInt(says["status"] ?? 0);
    facts.push(fact("Becomes", "变更为", { en: stateText(words, status, "en"), zh: stateText(words, status, "zh") }));
  }
  if (kind === "resolve") {
    const seat = BigInt(says["seat"] ?? 0);
    facts.push(fact("Seat", "席位", { en: stateText(SEAT, seat, "en"), zh: stateText(SEAT, seat, "zh") }));
  }
  if (kind === "decide") {
    facts.push(
      fact(
        "Decision",
        "决定",
        says["accepted"] === "true" ? { en: "accept", zh: "接受" } : { en: "refuse", zh: "不予接受" },
      ),
    );
  }
  return facts;
}

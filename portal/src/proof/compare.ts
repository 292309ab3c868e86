/**
 * Whether a voucher's page shows what its proof proves. The page may be newer than the proof, or older: then what both have, the changes
 * up to the older one's last, must agree; where they are equally old, everything must.
 */
import { dayOfIso, isoOfDay } from "../../../client/days.ts";
import { formatEnterprise, formatProvider, parseEnterprise, parseProvider } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Fact } from "../../../verifier/index.ts";
import type { VoucherPageAnswer } from "../app/answers.ts";

type FactOf<Kind extends Fact["kind"]> = Extract<Fact, { readonly kind: Kind }>;

/** One thing that the page and the proof say differently, each as people read it. */
export interface Difference {
  readonly what: Text;
  readonly page: Text;
  readonly proof: Text;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** Changes that the page has beyond the proof; below zero where the proof is ahead of the page. */
  readonly ahead: number;
  /** The page does not show amounts, so none were compared. */
  readonly withoutAmounts: boolean;
}

/** @param page of the very voucher that the facts are about. */
export function compare(page: VoucherPageAnswer, facts: readonly Fact[]): Comparison {
  const proved = all(facts, "change");
  const ahead = page.sequence - proved.length;
  const found = new Differences();
  compareOrigin(found, page, one(facts, "voucher"));
  compareChanges(found, page, proved);
  if (ahead === 0) {
    compareState(found, page, facts);
    compareOrders(found, page, all(facts, "order"));
  }
  return { differences: found.list, ahead, withoutAmounts: page.face === null };
}

/** What never changes. */
function compareOrigin(found: Differences, page: VoucherPageAnswer, proof: FactOf<"voucher"> | undefined): void {
  if (proof === undefined) return;
  if (page.enterprise !== null) {
    found.number(WHAT.enterprise, parseEnterprise(page.enterprise), proof.enterprise, formatEnterprise);
  }
  found.number(WHAT.program, BigInt(page.program), proof.program);
  found.number(WHAT.home, BigInt(page.district), BigInt(proof.home.id));
  found.amount(WHAT.face, page.face, proof.face);
  found.day(WHAT.issuedOn, page.issuedOn, proof.issuedOn);
}

function compareChanges(found: Differences, page: VoucherPageAnswer, proved: readonly FactOf<"change">[]): void {
  for (const change of page.changes) {
    const proof = proved[change.sequence - 1];
    if (proof === undefined) continue;
    const what = (part: Text): Text => ({
      en: `Change ${change.sequence}, ${part.en}`,
      zh: `第 ${change.sequence} 次变更的${part.zh}`,
    });
    found.text(what(WHAT.action), change.action.toLowerCase(), proof.action);
    found.number(what(WHAT.block), BigInt(change.block), BigInt(proof.block));
    found.number(what(WHAT.time), BigInt(change.time), BigInt(proof.time));
    if (change.subject !== null) found.text(what(WHAT.subject), change.subject, proof.subject);
    const isDays = ["frozen", "unfrozen", "extended"].includes(proof.action);
    if (change.amount === null) continue;
    if (isDays) found.number(what(WHAT.days), BigInt(change.amount), proof.amount);
    else found.amount(what(WHAT.amount), change.amount, proof.amount);
  }
}

function compareState(found: Differences, page: VoucherPageAnswer, facts: readonly Fact[]): void {
  const [figures, standing] = [one(facts, "figures"), one(facts, "standing")];
  if (figures !== undefined) {
    found.amount(WHAT.remaining, page.remaining, figures.ended ? 0n : figures.rest);
    found.amount(WHAT.returned, page.returned, figures.ended ? figures.rest : 0n);
    found.amount(WHAT.locked, page.locked, figures.locked);
    found.amount(WHAT.redeemed, page.redeemed, figures.redeemed);
    found.amount(WHAT.paid, page.paid, figures.paid);
    found.amount(WHAT.recovered, page.recovered, figures.recovered);
  }
  if (standing === undefined) return;
  found.text(WHAT.status, page.status.toLowerCase(), standing.status);
  found.day(WHAT.useBy, page.useBy, standing.useBy);
}

function compareOrders(found: Differences, page: VoucherPageAnswer, proved: readonly FactOf<"order">[]): void {
  found.number(WHAT.orders, BigInt(page.orders.length), BigInt(proved.length));
  const byOrder = new Map(proved.map((fact) => [fact.order, fact]));
  for (const order of page.orders) {
    const proof = byOrder.get(order.order as FactOf<"order">["order"]);
    const what = (part: Text): Text => ({
      en: `Order ${order.order.slice(0, 10)}…, ${part.en}`,
      zh: `订单 ${order.order.slice(0, 10)}… 的${part.zh}`,
    });
    if (proof === undefined) {
      found.add(what(WHAT.existence), { en: "shown", zh: "有" }, { en: "not there", zh: "无" });
      continue;
    }
    found.number(what(WHAT.provider), parseProvider(order.provider), proof.provider, formatProvider);
    found.amount(what(WHAT.amount), order.amount, proof.amount);
    found.text(what(WHAT.status), lasting(order.stage.toLowerCase()), lasting(proof.stage));
  }
}

/** What of an order's stage only a change of its voucher changes: one may be claimed or put into a payment without. */
function lasting(stage: string): string {
  return { claimed: "placed", paying: "redeemed" }[stage] ?? stage;
}

class Differences {
  readonly list: Difference[] = [];

  add(what: Text, page: Text, proof: Text): void {
    this.list.push({ what, page, proof });
  }

  amount(what: Text, page: string | null, proof: bigint): void {
    if (page === null || BigInt(page) === proof) return;
    this.add(what, same(formatFen(BigInt(page))), same(formatFen(proof)));
  }

  /** @param shown how people write it, where not in digits. */
  number(what: Text, page: bigint, proof: bigint, shown: (number: bigint) => string = String): void {
    if (page !== proof) this.add(what, same(shown(page)), same(shown(proof)));
  }

  text(what: Text, page: string, proof: string): void {
    if (page !== proof) this.add(what, same(page), same(proof));
  }

  day(what: Text, page: string, proof: number): void {
    if (dayOfIso(page) !== proof) this.add(what, same(page), same(isoOfDay(proof)));
  }
}

function same(text: string): Text {
  return { en: text, zh: text };
}

function all<Kind extends Fact["kind"]>(facts: readonly Fact[], kind: Kind): FactOf<Kind>[] {
  return facts.filter((fact): fact is FactOf<Kind> => fact.kind === kind);
}

function one<Kind extends Fact["kind"]>(facts: readonly Fact[], kind: Kind): FactOf<Kind> | undefined {
  return all(facts, kind)[0];
}

const WHAT = {
  enterprise: { en: "enterprise", zh: "企业" },
  program: { en: "program", zh: "项目" },
  home: { en: "home district", zh: "所属区" },
  face: { en: "face", zh: "面额" },
  issuedOn: { en: "day of issue", zh: "发放日" },
  action: { en: "what was done", zh: "事项" },
  block: { en: "block", zh: "区块" },
  time: { en: "time", zh: "时间" },
  subject: { en: "what it refers to", zh: "所涉事项编号" },
  days: { en: "days", zh: "天数" },
  amount: { en: "amount", zh: "金额" },
  remaining: { en: "remaining", zh: "余额" },
  returned: { en: "returned to the budget", zh: "退回预算" },
  locked: { en: "locked by orders", zh: "订单锁定" },
  redeemed: { en: "redeemed", zh: "已核销" },
  paid: { en: "recorded as paid", zh: "登记拨付" },
  recovered: { en: "recorded as recovered", zh: "登记追回" },
  status: { en: "state", zh: "状态" },
  useBy: { en: "last day of use", zh: "下单截止日" },
  orders: { en: "number of orders", zh: "订单数" },
  provider: { en: "provider", zh: "服务机构" },
  existence: { en: "existence", zh: "是否存在" },
} as const satisfies Readonly<Record<string, Text>>;

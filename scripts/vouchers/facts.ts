/** A voucher's state as people and programs read it. */
import { isoOfDay, dayOf } from "../../client/days.ts";
import { districtOf, formatEnterprise, formatVoucher, programOf } from "../../client/ids.ts";
import { formatFen } from "../../client/money.ts";
import { counted } from "../../client/text/counted.ts";
import { VOUCHER_STATUS } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import { remainingOf, returnedOf, VOUCHER_STATUSES, type Voucher } from "../../client/voucherWord.ts";
import type { Reading } from "../chain/reading.ts";
import { districtsOf, districtSaid } from "../districts/names.ts";
import { sayMoment } from "../orders/moment.ts";
import type { Directory } from "../registers/directory.ts";
import type { Fact, Facts } from "../registers/facts.ts";
import { isDue, type Held } from "./held.ts";
import { whoFroze } from "./lifetime/whoseFreeze.ts";

/** What of a voucher's standing its status alone does not say. */
export interface Standing {
  /** Until when it is frozen, in Unix seconds; undefined if it is not. */
  readonly frozenUntil: number | undefined;
  readonly isDue: boolean;
}

/** Whether nothing of it remains, nor is locked: all was redeemed. */
export function isUsedUp(voucher: Voucher): boolean {
  return voucher.status === "Active" && remainingOf(voucher) === 0n && voucher.locked === 0n;
}

export function standingText(voucher: Voucher, { frozenUntil, isDue: due }: Standing): Text {
  const { status } = voucher;
  if (isUsedUp(voucher)) return { en: "used up", zh: "已用完" };
  const said = VOUCHER_STATUS[VOUCHER_STATUSES.indexOf(status)] ?? { en: status, zh: status };
  if (frozenUntil !== undefined) {
    const until = sayMoment(BigInt(frozenUntil));
    return { en: `${said.en}, frozen until ${until} (Shanghai)`, zh: `${said.zh}，冻结至北京时间 ${until}` };
  }
  return due ? { en: `${said.en}, to be expired`, zh: `${said.zh}，已到期待处理` } : said;
}

/** What the ledger says of a voucher, with its enterprise's name where the office knows it. */
export async function factsOf(open: Reading, held: Held, directory: Directory): Promise<Facts> {
  const { id, voucher, time } = held;
  const { vouchers } = open.ledger;
  const { enterprise, face, locked, redeemed, issuedOn, useBy, extended, sequence } = voucher;
  const [freeze, claimBy, districts] = await Promise.all([
    vouchers.freezeOf(id),
    vouchers.claimBy(id),
    districtsOf(open),
  ]);
  const frozen = Number(freeze.until) > time ? Number(freeze.until) : undefined;
  const standing = { frozenUntil: frozen, isDue: isDue(voucher, dayOf(time)) };
  const isLiving = voucher.status === "Active";
  const home = districtSaid(districts, districtOf(enterprise));
  const program = programOf(id);
  const facts: Fact[] = [
    [{ en: "Voucher", zh: "券号" }, formatVoucher(id)],
    [{ en: "Enterprise", zh: "企业" }, directory.label("enterprise", enterprise)],
    [
      { en: "Program", zh: "项目" },
      { en: `${program}, ${home.en}`, zh: `${program}，${home.zh}` },
    ],
    [{ en: "Status", zh: "状态" }, standingText(voucher, standing)],
    [{ en: "Face", zh: "面额" }, formatFen(face)],
    isLiving
      ? [{ en: "Remaining", zh: "余额" }, formatFen(remainingOf(voucher))]
      : [{ en: "Returned to the budget", zh: "退回预算" }, formatFen(returnedOf(voucher))],
    [{ en: "Locked by orders", zh: "订单锁定" }, formatFen(locked)],
    [{ en: "Redeemed", zh: "已核销" }, formatFen(redeemed)],
    [{ en: "Issued on", zh: "发放日" }, isoOfDay(issuedOn)],
    [{ en: "Use by", zh: "使用期限至" }, extended ? extendedText(useBy) : isoOfDay(useBy)],
    [{ en: "Claims through", zh: "核销申请至" }, isoOfDay(Number(claimBy))],
  ];
  if (frozen !== undefined) {
    facts.push([{ en: "Frozen by", zh: "冻结单位" }, whoFroze(freeze.byAuditor, districtOf(enterprise), districts)]);
  }
  if (freeze.count > 0n) {
    const [count, days] = [Number(freeze.count), Number(freeze.daysInAll)];
    facts.push([
      { en: "Freezes", zh: "冻结" },
      { en: `${count}, ${counted(days, "day")} in all`, zh: `${count} 次，共 ${days} 天` },
    ]);
  }
  return {
    facts,
    data: {
      voucher: formatVoucher(id),
      enterprise: formatEnterprise(enterprise),
      name: directory.byId("enterprise", enterprise)?.name ?? null,
      program: String(program),
      district: Number(districtOf(enterprise)),
      status: voucher.status.toLowerCase(),
      frozenUntil: frozen ?? null,
      frozenBy: frozen === undefined ? null : freeze.byAuditor ? "auditor" : "bureau",
      due: standing.isDue,
      usedUp: isUsedUp(voucher),
      faceFen: face,
      remainingFen: remainingOf(voucher),
      lockedFen: locked,
      redeemedFen: redeemed,
      returnedFen: returnedOf(voucher),
      issuedOn: isoOfDay(issuedOn),
      useBy: isoOfDay(useBy),
      claimBy: isoOfDay(Number(claimBy)),
      extended,
      freezes: Number(freeze.count),
      changes: sequence,
      block: held.block,
    },
  };
}

function extendedText(useBy: number): Text {
  return { en: `${isoOfDay(useBy)} (extended)`, zh: `${isoOfDay(useBy)}（已延期）` };
}

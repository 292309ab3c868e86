/** What can be said of an order before anybody has signed it: whether the ledger would take its amounts and days today. */
import { dayOf, isoOfDay, type Day } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatVoucher, programOf } from "../../../client/ids.ts";
import type { Order } from "../../../client/messages.ts";
import { formatFen } from "../../../client/money.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import { decodeVoucher, remainingOf } from "../../../client/voucherWord.ts";
import { asked } from "../../chain/asked.ts";
import type { Reading } from "../../chain/reading.ts";
import { standingText } from "../../vouchers/facts.ts";
import { frozenUntil } from "../../vouchers/held.ts";
import { sayMoment } from "../moment.ts";
import { stageText } from "../orderState.ts";
import { orderState } from "../../../client/orderState.ts";
import { placedOn } from "../placedTerms.ts";
import { demandAmounts } from "../terms.ts";

type Amounts = Pick<Order, "voucher" | "serviceClass" | "contractValue" | "amount">;

/** @throws TransactionRefused as the ledger would refuse the order; TongduiError `RemainingExceeded`, as demandAmounts. */
export async function demandCovered(open: Reading, order: Amounts): Promise<void> {
  const { voucher, serviceClass, contractValue, amount } = order;
  demandAmounts(order);
  const { programs, vouchers } = open.ledger;
  await asked(open, programs, programs.demandOrder(programOf(voucher), serviceClass, contractValue, amount));
  const left = remainingOf(decodeVoucher(await vouchers.wordOf(voucher)));
  if (amount <= left) return;
  throw new TongduiError("RemainingExceeded", {
    en: `The order draws ${formatFen(amount)}, which exceeds what voucher ${formatVoucher(voucher)} has left, ${formatFen(left)}.`,
    zh: `使用券额 ${formatFen(amount)} 超过双创券 ${formatVoucher(voucher)} 的余额 ${formatFen(left)}。`,
  });
}

/**
 * Whether orders can be placed on a voucher; of one that is frozen, a note says until when.
 *
 * @returns true. @throws TongduiError `VoucherEnded`.
 */
export async function demandLiving(open: Reading, id: bigint, today: Day): Promise<true> {
  const { vouchers } = open.ledger;
  const voucher = decodeVoucher(await vouchers.wordOf(id));
  const name = formatVoucher(id);
  const is = standingText(voucher, { frozenUntil: undefined, isDue: false });
  if (voucher.status !== "Active") {
    throw new TongduiError("VoucherEnded", {
      en: `Voucher ${name} is ${is.en}: no order can be placed on it.`,
      zh: `双创券 ${name} ${is.zh}，不能再登记订单。`,
    });
  }
  if (voucher.useBy < today) {
    throw new TongduiError("VoucherEnded", {
      en: `Voucher ${name} could be used through ${isoOfDay(voucher.useBy)}, which is over: no order can be placed on it.`,
      zh: `双创券 ${name} 的使用期至 ${isoOfDay(voucher.useBy)}，已过期，不能再登记订单。`,
    });
  }
  const [until = 0] = await frozenUntil(open, [{ id, voucher }]);
  if (until > 0 && dayOf(until) >= today) {
    const ends = sayMoment(BigInt(until));
    open.context.io.note({
      en: `! Voucher ${name} is frozen until ${ends} (Shanghai): the order can be signed, and placed when the freeze has ended.`,
      zh: `! 双创券 ${name} 冻结至北京时间 ${ends}：可先签署订单，解冻后方可登记。`,
    });
  }
  return true;
}

/** This office keeps the contract, and an order for it stands. @throws TongduiError `ContractFunded`. */
export async function demandNotFunded(open: Reading, voucher: bigint, commitment: string): Promise<void> {
  for (const [order, terms] of await placedOn(open, voucher)) {
    if (terms.contractCommitment !== commitment) continue;
    const { stage } = await orderState(open.ledger, order);
    if (stage === "Cancelled") continue;
    const is = stageText(stage);
    throw new TongduiError(
      "ContractFunded",
      {
        en: `This contract has an order already, ${shortHex(order)}, which is ${is.en}; a contract is funded once.`,
        zh: `该合同已有订单 ${shortHex(order)}（${is.zh}），同一合同只能资助一次。`,
      },
      { hint: { en: `See it with: tongdui order show ${order}`, zh: `查看：tongdui order show ${order}` } },
    );
  }
}

/** @throws TongduiError `ContractDayUnfit`. */
export async function demandContractDay(open: Reading, voucher: bigint, contractDay: Day, today: Day): Promise<void> {
  const { issuedOn } = decodeVoucher(await open.ledger.vouchers.wordOf(voucher));
  demandWithin("ContractDayUnfit", contractDay, [issuedOn, today], {
    en: "A contract is dated from the voucher's day of issue through today",
    zh: "合同日期应在发放日至今日之间",
  });
}

/** @throws TongduiError `DeliverByUnfit`. */
export async function demandDeliverBy(open: Reading, voucher: bigint, deliverBy: Day, today: Day): Promise<void> {
  demandWithin("DeliverByUnfit", deliverBy, [today, Number(await open.ledger.vouchers.claimBy(voucher))], {
    en: "Delivery is from today through the last day of claims",
    zh: "交付期限应在今日至核销申请截止日之间",
  });
}

function demandWithin(code: string, day: Day, [first, last]: readonly [Day, Day], rule: Text): void {
  if (day >= first && day <= last) return;
  const [is, from, through] = [day, first, last].map(isoOfDay);
  throw new TongduiError(code, {
    en: `${rule.en}, which is ${from} to ${through}; here it is ${is}.`,
    zh: `${rule.zh}（${from} 至 ${through}），此处为 ${is}。`,
  });
}

/** The credit code of a party: an office that knows it does not take another for it. */
export function codeOf(typed: string | undefined, known: string | undefined): string {
  const code = typed ?? known;
  if (code === undefined) throw codeMissing();
  if (known !== undefined && known !== code) throw codeDiffers(code, known);
  return code;
}

function codeMissing(): TongduiError {
  return new TongduiError(
    "CreditCodeMissing",
    {
      en: "The credit code is not given, and this office's directory does not know the party.",
      zh: "未填写统一社会信用代码，且本单位名录中没有该单位。",
    },
    {
      hint: {
        en: "Add it in a column enterprise's credit code or provider's credit code.",
        zh: "请增加“企业信用代码”或“服务机构信用代码”列。",
      },
    },
  );
}

function codeDiffers(code: string, known: string): TongduiError {
  return new TongduiError("CreditCodeDiffers", {
    en: `This office's directory has the party under ${known}, not ${code}.`,
    zh: `本单位名录中该单位的统一社会信用代码为 ${known}，不是 ${code}。`,
  });
}

export function contractTwice(): TongduiError {
  return new TongduiError("ContractTwice", {
    en: "This contract stands in the table already, for the same voucher.",
    zh: "同一双创券的该合同在表中重复。",
  });
}

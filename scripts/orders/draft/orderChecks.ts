/** What can be said of an order before anybody has signed it: whether the ledger would take its amounts and days today. */
import { isoOfDay, type Day } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatVoucher, programOf } from "../../../client/ids.ts";
import type { Order } from "../../../client/messages.ts";
import { formatFen } from "../../../client/money.ts";
import type { Text } from "../../../client/text/text.ts";
import { decodeVoucher, remainingOf } from "../../../client/voucherWord.ts";
import { asked } from "../../chain/asked.ts";
import type { Reading } from "../../chain/reading.ts";
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
    en: `Voucher ${formatVoucher(voucher)} has ${formatFen(left)} left.`,
    zh: `双创券 ${formatVoucher(voucher)} 余额为 ${formatFen(left)}。`,
  });
}

/** @throws TongduiError `ContractDayUnfit`, `DeliverByUnfit`. */
export async function demandDays(
  open: Reading,
  { voucher, contractDay, deliverBy }: Pick<Order, "voucher" | "contractDay" | "deliverBy">,
  today: Day,
): Promise<void> {
  const { vouchers } = open.ledger;
  const { issuedOn } = decodeVoucher(await vouchers.wordOf(voucher));
  demandWithin("ContractDayUnfit", contractDay, [issuedOn, today], {
    en: "A contract is dated from the voucher's day of issue through today",
    zh: "合同日期应在发放日至今日之间",
  });
  demandWithin("DeliverByUnfit", deliverBy, [today, Number(await vouchers.claimBy(voucher))], {
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

/** `payment export`: the list by which the bank pays, a line an order. Account numbers come from the office's file and go no further. */
import { formatProvider } from "../../client/ids.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatFen } from "../../client/money.ts";
import { counted } from "../../client/text/counted.ts";
import { agreed } from "../chain/agreement.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { demandFree } from "../tables/newFile.ts";
import { defineSheet, type Entry } from "../tables/sheet.ts";
import { writeTable } from "../tables/writeTable.ts";
import { demandAgain, exportedBefore, keepExported } from "./exported.ts";
import { readPayees } from "./payees.ts";
import { paymentOf } from "./payment.ts";

const BANK_LIST = defineSheet({
  title: { en: "Payment list for the bank", zh: "拨付清单（送银行）" },
  columns: {
    reference: { heading: { en: "Reference", zh: "附言" }, kind: "text" },
    name: { heading: { en: "Payee", zh: "收款人户名" }, kind: "text" },
    account: { heading: { en: "Account", zh: "收款账号" }, kind: "text" },
    bank: { heading: { en: "Bank", zh: "开户行" }, kind: "text" },
    bankCode: { heading: { en: "Bank code", zh: "联行号" }, kind: "text" },
    amount: { heading: { en: "Amount", zh: "金额" }, kind: "amount" },
    provider: { heading: { en: "Provider", zh: "服务机构编号" }, kind: "text" },
    order: { heading: { en: "Order", zh: "订单编号" }, kind: "hash" },
  },
});

export interface ExportInput {
  readonly payment: number;
  readonly payees: string;
  readonly to: string;
  readonly overwrite: boolean;
  /** The officer says that accounts were changed on purpose. */
  readonly accountsChanged: boolean;
}

/**
 * Writes the list of what an open payment still waits for. The bank pays what stands in it, so all nodes of the profile must tell it.
 *
 * @throws TongduiError `PaymentUnknown`, `NodesDisagree`, `PaymentClosed`, `PayeeMissing`; as readPayees, demandAgain, writeTable.
 */
export async function exportPayment(input: ExportInput, context: Context): Promise<Answer> {
  await demandFree(input.to, input.overwrite);
  return reading(context, async (open) => {
    const what = { en: `payment ${input.payment}`, zh: `拨付批次 ${input.payment} ` };
    const payment = await agreed(open, what, async (node) => paymentOf(node, input.payment));
    const items = payment.items.filter((item) => item.open);
    if (items.length === 0) throw closed(input.payment);
    const payees = await readPayees(input.payees);
    const missing = [...new Set(items.map(({ state }) => state.provider))].filter((id) => !payees.has(id));
    if (missing.length > 0) throw payeeMissing(input.payees, missing);
    const rows = items.map(({ reference, amount, order, state }): Entry<typeof BANK_LIST> => {
      const { name = "", account = "", bank = "", bankCode } = payees.get(state.provider) ?? {};
      return { reference, name, account, bank, bankCode, amount, provider: formatProvider(state.provider), order };
    });
    const paid = new Map([...payees].filter(([id]) => items.some(({ state }) => state.provider === id)));
    const before = await exportedBefore(open, payment.id, paid);
    await demandAgain(open, before, input.accountsChanged);
    const total = items.reduce((sum, { amount }) => sum + amount, 0n);
    const format = input.to.toLowerCase().endsWith(".xlsx") ? "xlsx" : "csv";
    if (!context.dryRun) {
      await keepExported(open, payment.id, input.to, paid);
      // It has the payees' bank accounts.
      const target = { file: input.to, overwrite: input.overwrite, mode: 0o600 };
      await writeTable(target, BANK_LIST, rows, { format, lang: context.lang });
    }
    const written = context.dryRun ? { en: "Would write", zh: "将写入" } : { en: "Wrote", zh: "已写入" };
    return {
      data: {
        payment: payment.id,
        orders: items.length,
        total,
        file: input.to,
        written: !context.dryRun,
        before: before.map(({ file, time, changed }) => ({ file, time, changed: changed.map(formatProvider) })),
      },
      parts: [
        {
          en: `${written.en} ${input.to}: payment ${payment.id}, ${counted(items.length, "order")}, ${formatFen(total)} in all.`,
          zh: `${written.zh} ${input.to}：拨付批次 ${payment.id}，${items.length} 笔，合计 ${formatFen(total)}。`,
        },
        {
          en: `When the bank has answered: tongdui payment settle ${payment.id} FILE, by an account of Finance.`,
          zh: `银行回单到达后，由财政局账户运行：tongdui payment settle ${payment.id} 回单文件。`,
        },
      ],
    };
  });
}

function payeeMissing(file: string, missing: readonly bigint[]): TongduiError {
  const [en, zh] = [", ", "、"].map((separator) => missing.map(formatProvider).join(separator));
  return new TongduiError(
    "PayeeMissing",
    {
      en: `${file} has no account of: ${en}. No list was written.`,
      zh: `${file} 中缺少以下服务机构的账户：${zh}。未生成清单。`,
    },
    { hint: { en: "Add a line for each.", zh: "请逐一补充。" } },
  );
}

function closed(id: number): TongduiError {
  return new TongduiError("PaymentClosed", {
    en: `Every order of payment ${id} is settled, so nothing is left for the bank.`,
    zh: `拨付批次 ${id} 的订单均已结算，没有需要送银行的款项。`,
  });
}

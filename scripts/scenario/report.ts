import { availableOf, decodeBudget } from "../../client/budgetWord.ts";
import { dayOf, isoOfDay } from "../../client/days.ts";
import { formatVoucher } from "../../client/ids.ts";
import type { Ledger } from "../../client/ledger.ts";
import { formatFen } from "../../client/money.ts";
import { counted } from "../../client/text/counted.ts";
import { VOUCHER_ACTION } from "../../client/text/states.ts";
import type { Lang, Text } from "../../client/text/text.ts";
import { decodeVoucher, remainingOf, returnedOf } from "../../client/voucherWord.ts";
import { columnsOf } from "../cli/grid.ts";

/** Actions whose amount counts days. */
const IN_DAYS = new Set([8, 9, 10]);

/** All columns but the first, of these few districts and amounts. */
const FIGURES = [1, 2, 3, 4, 5, 6, 7];

/** All vouchers of a program, read from the ledger's slots. */
async function vouchersOf(ledger: Ledger, program: bigint) {
  const serials = Number(await ledger.vouchers.serialOf(program));
  const ids = Array.from({ length: serials }, (_, i) => (program << 32n) | BigInt(i + 1));
  return Promise.all(ids.map(async (id) => decodeVoucher(await ledger.vouchers.wordOf(id))));
}

/** One line a district: where its budget stands. */
export async function budgetTable(ledger: Ledger, names: readonly string[], lang: Lang): Promise<string> {
  const head: readonly Text[] = [
    { en: "Budget of", zh: "预算（地区）" },
    { en: "approved", zh: "批复" },
    { en: "issued", zh: "发放" },
    { en: "locked", zh: "锁定" },
    { en: "redeemed", zh: "核销" },
    { en: "paid", zh: "拨付" },
    { en: "returned", zh: "退回" },
    { en: "available", zh: "可用" },
  ];
  const rows: string[][] = [];
  for (const [i, name] of names.entries()) {
    const program = BigInt(i + 1);
    const budget = decodeBudget(await ledger.programs.budgetOf(program));
    const vouchers = await vouchersOf(ledger, program);
    const sum = (of: (voucher: (typeof vouchers)[number]) => bigint): bigint =>
      vouchers.reduce((total, voucher) => total + of(voucher), 0n);
    const figures = [
      budget.approved,
      sum(({ face }) => face),
      sum(({ locked }) => locked),
      budget.redeemed,
      budget.paid,
      sum(returnedOf),
      availableOf(budget),
    ];
    rows.push([name, ...figures.map(formatFen)]);
  }
  return columnsOf({ head, rows, figures: FIGURES }, lang);
}

/** What the vouchers of each home district were redeemed for, by the provider's district. */
export async function crossRegionTable(ledger: Ledger, names: readonly string[], lang: Lang): Promise<string> {
  const amounts = names.map(() => names.map(() => 0n));
  const [placed, redeemed] = await Promise.all([
    ledger.orders.queryFilter(ledger.orders.filters.OrderPlaced()),
    ledger.orders.queryFilter(ledger.orders.filters.OrderRedeemed()),
  ]);
  const terms = new Map(placed.map(({ args }) => [args.order, args.terms]));
  for (const { args } of redeemed) {
    const order = terms.get(args.order);
    if (!order) throw new RangeError(`Order ${args.order} was redeemed and never placed.`);
    const voucher = decodeVoucher(await ledger.vouchers.wordOf(order.voucher));
    const row = amounts[Number(voucher.enterprise >> 32n) - 1];
    const column = Number(order.provider >> 32n) - 1;
    if (row) row[column] = (row[column] ?? 0n) + args.amount;
  }
  const corner = { en: "Vouchers of ↓  spent in →", zh: "发放地 ↓ 使用地 →" };
  const rows = names.map((name, i) => [name, ...(amounts[i] ?? []).map((fen) => (fen === 0n ? "·" : formatFen(fen)))]);
  return columnsOf({ head: [corner, ...names.map((name) => ({ en: name, zh: name }))], rows, figures: FIGURES }, lang);
}

/**
 * A voucher's whole history, from its events alone, and whether it leads to the slot that the ledger holds.
 *
 * @param nameOf the name of an account in the story
 */
export async function historyTable(
  ledger: Ledger,
  voucher: bigint,
  nameOf: (account: string) => string,
  lang: Lang,
): Promise<string> {
  const changes = await ledger.vouchers.queryFilter(ledger.vouchers.filters.VoucherChanged(voucher));
  const head: readonly Text[] = [
    { en: "No.", zh: "序号" },
    { en: "day", zh: "日期" },
    { en: "what", zh: "事项" },
    { en: "by", zh: "办理方" },
    { en: "amount", zh: "金额" },
    { en: "remaining", zh: "剩余" },
    { en: "locked", zh: "锁定" },
    { en: "redeemed", zh: "核销" },
    { en: "block", zh: "区块" },
  ];
  const rows: string[][] = [];
  for (const change of changes) {
    const { args, blockNumber } = change;
    const [block, transaction] = await Promise.all([change.getBlock(), change.getTransaction()]);
    const state = decodeVoucher(args.state);
    const action = Number(args.action);
    const days = { en: counted(args.amount, "day"), zh: `${String(args.amount)} 天` }[lang];
    rows.push([
      String(args.sequence),
      isoOfDay(dayOf(block.timestamp)),
      (VOUCHER_ACTION[action] ?? { en: `action ${String(action)}`, zh: `事项 ${String(action)}` })[lang],
      nameOf(transaction.from),
      IN_DAYS.has(action) ? days : formatFen(args.amount),
      ...[remainingOf(state), state.locked, state.redeemed].map(formatFen),
      String(blockNumber),
    ]);
  }
  const last = changes.at(-1)?.args.state;
  const complete = changes.every(({ args }, i) => args.sequence === BigInt(i + 1));
  const slot = await ledger.vouchers.wordOf(voucher);
  const whole = complete && last === slot;
  const verdict: Text = whole
    ? {
        en: `Complete: changes 1 to ${String(changes.length)}, none missing, and the last one is what the ledger holds of ${formatVoucher(voucher)}.`,
        zh: `完整：第 1 至 ${String(changes.length)} 项变更无缺，且最后状态与账本记录的 ${formatVoucher(voucher)} 一致。`,
      }
    : { en: "NOT complete: the events do not lead to what the ledger holds.", zh: "不完整：事件与账本记录不符。" };
  const table = columnsOf({ head, rows, figures: [4, 5, 6, 7, 8] }, lang);
  return `${table}\n  ${whole ? "✓" : "✗"} ${verdict[lang]}`;
}

/** `report public`: a month or a year for everybody, as one page, from the index; held against the ledger before it is written. */
import type { Deployment } from "../../client/deployment.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatFen } from "../../client/money.ts";
import { addressesOf, type LedgerState } from "../../client/replay/replay.ts";
import { counted } from "../../client/text/counted.ts";
import type { Text } from "../../client/text/text.ts";
import { reading, type Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import type { Grid } from "../cli/grid.ts";
import { replayProgress } from "../replay/progress.ts";
import { replayLedger } from "../replay/replayLedger.ts";
import { unsound } from "../reports/view.ts";
import { demandFree, newFile } from "../tables/newFile.ts";
import { compareFigures, type Compared, type Difference } from "./differences.ts";
import { askIndex, type Head } from "./indexAnswers.ts";
import { ledgerFigures, listenForMonths, type LedgerFigures } from "./ledgerFigures.ts";
import { publicReport } from "./page.ts";
import { periodOf, type Period } from "./period.ts";

export interface PublicInput {
  readonly month: Period | undefined;
  readonly year: Period | undefined;
  /** Its address. */
  readonly index: string;
  readonly out: string;
  readonly overwrite: boolean;
}

/** Hardhat's chain, on one machine. */
const DEVELOPMENT = 31_337;

export async function reportPublic(input: PublicInput, context: Context): Promise<Answer> {
  const { index, out, overwrite } = input;
  const period = periodOf(input.month, input.year);
  await demandFree(out, overwrite);
  return reading(context, async (open) => {
    const answers = await askIndex(index, period);
    const { head } = answers;
    demandLedger(index, head, open.deployment);
    if (head.day.slice(0, 7) < period.from) throw notBegun(period, head);
    const compared = compareFigures(answers, await replayed(open, head.block), period);
    if (compared.differences.length > 0) return differing(compared, head);
    const { lang, dryRun } = context;
    const isPractice = open.deployment.chainId === DEVELOPMENT;
    const page = publicReport({ answers, period, lang, reconciled: compared.figures, isPractice });
    if (!dryRun) await newFile(out, overwrite, async (add) => add(page));
    return {
      data: { ...dataOf(compared, head), period: { ...period.text }, file: dryRun ? null : out },
      parts: [agreeing(compared, head), ...(dryRun ? [] : [written(out)])],
    };
  });
}

/** The ledger as it was at the index's block. @throws TongduiError `LedgerUnsound`, `NodeBehindIndex`. */
async function replayed({ nodes, ledger, deployment, context }: Reading, block: number): Promise<LedgerFigures> {
  const height = await nodes.getBlockNumber();
  if (height < block) throw nodeBehind(height, block);
  const fromBlock = deployment.contracts.edition.block;
  const progress = replayProgress(context, block - fromBlock + 1);
  try {
    const { months, hear } = listenForMonths();
    const { rebuilt, unreadable } = await replayLedger(
      { rpc: nodes, addresses: await addressesOf(ledger) },
      { fromBlock, toBlock: block },
      { hear, passed: progress.passed },
    );
    if (rebuilt.faults.length + unreadable.length > 0) throw unsound();
    const state: LedgerState = rebuilt.state;
    return ledgerFigures(state, months);
  } finally {
    progress.end();
  }
}

const NAMES: Readonly<Record<string, Text>> = {
  approved: { en: "approved", zh: "批准" },
  issued: { en: "issued", zh: "发放" },
  locked: { en: "locked", zh: "锁定" },
  redeemed: { en: "redeemed", zh: "核销" },
  paid: { en: "paid", zh: "拨付" },
  recovered: { en: "recovered", zh: "追回" },
  returned: { en: "returned", zh: "退回" },
  expired: { en: "expired", zh: "过期" },
  vouchers: { en: "vouchers", zh: "券数" },
  used: { en: "vouchers used", zh: "已用券数" },
  unused: { en: "vouchers expired unused", zh: "过期未用券数" },
  lockedOrders: { en: "orders locked", zh: "锁定订单数" },
  redeemedOrders: { en: "orders redeemed", zh: "核销订单数" },
  paidOrders: { en: "orders paid", zh: "拨付订单数" },
};
const COUNTS: readonly string[] = ["vouchers", "used", "unused", "lockedOrders", "redeemedOrders", "paidOrders"];

function differing(compared: Compared, head: Head): Answer {
  const { differences } = compared;
  const shown = (figure: string, value: string): string => (COUNTS.includes(figure) ? value : formatFen(BigInt(value)));
  const rows: Grid = {
    head: [
      { en: "Where", zh: "位置" },
      { en: "Figure", zh: "项目" },
      { en: "Index", zh: "索引" },
      { en: "Ledger", zh: "账本" },
    ],
    rows: differences.map(({ where, figure, index, ledger }) => [
      where,
      NAMES[figure] ?? figure,
      shown(figure, index),
      shown(figure, ledger),
    ]),
    figures: [2, 3],
  };
  const verdict: Text = {
    en: `The index does not agree with the ledger at block ${head.block}: ${counted(differences.length, "difference")}. No report is written.`,
    zh: `索引与账本在区块 ${head.block} 处不一致，共 ${differences.length} 处差异，未生成报告。`,
  };
  return { data: { ...dataOf(compared, head), file: null }, parts: [rows, verdict], exit: EXIT.difference };
}

function dataOf({ figures, differences }: Compared, { block, day }: Head) {
  return { block, day, figures, differences: differences.map(differenceData) };
}

function differenceData({ where, ...rest }: Difference) {
  return { where: { ...where }, ...rest };
}

function agreeing({ figures }: Compared, { block, day }: Head): Text {
  return {
    en: `As of ${day}, block ${block}: ${counted(figures, "figure")} of the index agree with the ledger, to the fen.`,
    zh: `截至 ${day}（区块 ${block}）：索引的 ${figures} 项数据与账本一致，分毫不差。`,
  };
}

function written(file: string): Text {
  return { en: `The report is in ${file}.`, zh: `报告已写入 ${file}。` };
}

function demandLedger(index: string, { genesis, edition }: Head, deployment: Deployment): void {
  const isIt =
    genesis.toLowerCase() === deployment.genesis.toLowerCase() &&
    edition.toLowerCase() === deployment.contracts.edition.address.toLowerCase();
  if (isIt) return;
  throw new TongduiError(
    "IndexOfOtherLedger",
    {
      en: `The index at ${index} is of another ledger than this profile's deployment.`,
      zh: `${index} 的索引所对应的账本与本配置的部署不同。`,
    },
    { hint: { en: "Give the address of this ledger's index.", zh: "请给出本账本索引的网址。" } },
  );
}

function notBegun({ text }: Period, { day }: Head): TongduiError {
  return new TongduiError("UsageWrong", {
    en: `${text.en} has not begun: the ledger's day is ${day}.`,
    zh: `${text.zh}尚未开始：账本日期为 ${day}。`,
  });
}

function nodeBehind(height: number, block: number): TongduiError {
  return new TongduiError(
    "NodeBehindIndex",
    {
      en: `The node stands at block ${height} and the index is at ${block} already, so they cannot be compared.`,
      zh: `节点位于区块 ${height}，而索引已到区块 ${block}，无法核对。`,
    },
    { hint: { en: "Run the command again when the node has caught up.", zh: "请待节点追上后重新运行本命令。" } },
  );
}

/** An audit in words: what was held against what, what differs and where, and one line that says how the ledger stands. */
import { isoOfDay, dayOf } from "../../client/days.ts";
import type { Text } from "../../client/text/text.ts";
import type { Answer, Data } from "../cli/answer.ts";
import { EXIT } from "../cli/exit.ts";
import type { Grid } from "../cli/grid.ts";
import type { Audited } from "./auditLedger.ts";
import { PROMISES, type Finding, type PromiseNumber } from "./finding.ts";

/** More lines than a person reads; `--json` has all of them. */
const MOST_SHOWN = 100;

const PROMISE: Readonly<Record<PromiseNumber, Text>> = {
  1: { en: "Budgets add up", zh: "预算账目相符" },
  2: { en: "Vouchers add up", zh: "券面金额相符" },
  3: { en: "Nothing is funded twice, no party is registered twice", zh: "合同、发票不重复使用，主体不重复登记" },
  4: { en: "Vouchers do not move", zh: "券不转移" },
  5: { en: "Histories are complete, and make what the node holds", zh: "历史记录完整，且与节点数据一致" },
  6: { en: "The yearly cap of every group holds", zh: "各控制人年度发放不超上限" },
};

export function answerOf(audited: Audited): Answer {
  const { findings } = audited;
  return {
    data: dataOf(audited),
    parts: [promisesTable(audited), ...differences(findings), verdictOf(audited)],
    exit: findings.length === 0 ? EXIT.done : EXIT.difference,
  };
}

/** The one line. */
export function verdictOf({ findings, block, time, changes, counted, slots, events, wholeStorage }: Audited): Text {
  const day = isoOfDay(dayOf(time));
  const number = (count: number): string => count.toLocaleString("en");
  const [broken, brokenZh] = [listed(findings, " and "), listed(findings, "、")];
  if (findings.length > 0) {
    const [first] = findings;
    return {
      en: `The ledger is NOT as it promises: ${number(findings.length)} difference${findings.length === 1 ? "" : "s"} through block ${block} (${day}), against promise ${broken}; the first: ${first?.where.en ?? ""}.`,
      zh: `账本与承诺不符：截至区块 ${block}（${day}）共发现 ${number(findings.length)} 处差异，涉及承诺 ${brokenZh}；首处：${first?.where.zh ?? ""}。`,
    };
  }
  const rest: Text = wholeStorage
    ? { en: "", zh: "" }
    : {
        en: " This node gives no proofs, so whether it holds anything beside these slots was not looked at.",
        zh: "该节点不提供存储证明，因此未核查上述存储槽以外是否另有数据。",
      };
  return {
    en: `The ledger is sound: ${number(changes)} changes of ${number(counted.vouchers)} vouchers, replayed from ${number(events)} events through block ${block} (${day}), make what the node holds in all ${number(slots)} slots, and promises 1 to 6 hold.${rest.en}`,
    zh: `账本核验无误：截至区块 ${block}（${day}），由 ${number(events)} 个事件重放的 ${number(counted.vouchers)} 张券共 ${number(changes)} 次变更，与节点全部 ${number(slots)} 个存储槽一致，承诺 1 至 6 均成立。${rest.zh}`,
  };
}

function listed(findings: readonly Finding[], between: string): string {
  return PROMISES.filter((promise) => findings.some((finding) => finding.promise === promise)).join(between);
}

function promisesTable({ findings, counted, changes, slots }: Audited): Grid {
  const over = (count: number, en: string, zh: string): Text => ({
    en: `${count.toLocaleString("en")} ${en}`,
    zh: `${count.toLocaleString("en")} ${zh}`,
  });
  const heldOver: Readonly<Record<PromiseNumber, Text>> = {
    1: over(counted.programs, "programs", "个项目"),
    2: over(counted.vouchers, "vouchers", "张券"),
    3: over(counted.orders, "orders", "个订单"),
    4: over(counted.vouchers, "vouchers", "张券"),
    5: {
      en: `${changes.toLocaleString("en")} changes, ${slots.toLocaleString("en")} slots`,
      zh: `${changes.toLocaleString("en")} 次变更、${slots.toLocaleString("en")} 个存储槽`,
    },
    6: over(counted.vouchers, "issues", "次发放"),
  };
  return {
    head: [
      { en: "Promise", zh: "承诺" },
      { en: "What it says", zh: "内容" },
      { en: "Held over", zh: "核查范围" },
      { en: "Differences", zh: "差异" },
    ],
    rows: PROMISES.map((promise) => {
      const count = findings.filter((finding) => finding.promise === promise).length;
      return [String(promise), PROMISE[promise], heldOver[promise], count === 0 ? NONE : String(count)];
    }),
  };
}

const NONE: Text = { en: "none", zh: "无" };

function differences(findings: readonly Finding[]): (Grid | Text)[] {
  if (findings.length === 0) return [];
  const shown = findings.slice(0, MOST_SHOWN);
  const table: Grid = {
    title: { en: "Differences", zh: "差异明细" },
    head: [
      { en: "Promise", zh: "承诺" },
      { en: "Where", zh: "位置" },
      { en: "What", zh: "内容" },
    ],
    rows: shown.map(({ promise, where, what }) => [String(promise), where, what]),
  };
  const more = findings.length - shown.length;
  if (more === 0) return [table];
  return [table, { en: `… and ${more} more; --json lists all.`, zh: `……另有 ${more} 处，--json 可列出全部。` }];
}

function dataOf(audited: Audited): Data {
  const { findings, block, hash, time, events, changes, counted, sums, slots, wholeStorage } = audited;
  return {
    sound: findings.length === 0,
    block,
    hash,
    time,
    events,
    changes,
    ...counted,
    sums: { ...sums },
    slots,
    wholeStorage,
    differences: findings.map(({ promise, where, what }) => ({ promise, where: { ...where }, what: { ...what } })),
    verdict: { ...verdictOf(audited) },
  };
}

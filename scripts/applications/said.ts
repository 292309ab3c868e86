/** How an application is told: to people as tables and sentences, to programs as the office tells it. */
import { PAPER_NAMES, type StepTold } from "../../client/applications.ts";
import { formatFen } from "../../client/money.ts";
import type { Text } from "../../client/text/text.ts";
import type { Data, Part } from "../cli/answer.ts";
import type { Grid } from "../cli/grid.ts";
import { isoOfMoment } from "../orders/moment.ts";
import type { Fact, Kind } from "./kinds.ts";
import type { Told } from "./told.ts";

/** What programs read: amounts in fen. */
export function dataOf<W>(told: Told<W>): Data {
  // What was read from JSON is what JSON can hold.
  return told as unknown as Data;
}

/** The whole of it. */
export function toldParts<W>(kind: Kind<W>, told: Told<W>): Part[] {
  const { id, owner, state, since, wanted, granted, steps } = told;
  const named = kind.named(owner, wanted);
  const facts: readonly Fact[] = [
    ...kind.facts(wanted),
    ...(granted === null ? [] : [[{ en: "Accepted", zh: "通过金额" }, formatFen(BigInt(granted))] as const]),
    [{ en: "State", zh: "状态" }, kind.states[state]],
    [{ en: "Since", zh: "自" }, since],
  ];
  return [
    {
      head: [
        { en: upper(named.en), zh: named.zh },
        { en: id, zh: id },
      ],
      rows: facts,
    },
    ...kind.words(wanted),
    ...againstParts(told),
    ...paperParts(told),
    history(kind, steps),
    ...canParts(kind, told),
  ];
}

/** Why the ledger would not issue such a voucher today. */
export function againstParts({ against }: Pick<Told<unknown>, "against">): Text[] {
  if (against.length === 0) return [];
  const heading = {
    en: "As things stand today, the ledger would not take such a voucher:",
    zh: "按目前情况，账本不会接受该券：",
  };
  return [heading, ...against.map(({ sentence: { en, zh } }) => ({ en: `  · ${en}`, zh: `  · ${zh}` }))];
}

/** What is missing before it can be handed in. */
export function missingParts({ missing }: Pick<Told<unknown>, "missing">): Text[] {
  if (missing.length === 0) return [];
  const names = missing.map((one) => PAPER_NAMES[one]);
  return [
    {
      en: `! Papers are missing: ${names.map(({ en }) => en.toLowerCase()).join("; ")}.`,
      zh: `! 尚缺材料：${names.map(({ zh }) => zh).join("、")}。`,
    },
  ];
}

const ERASED: Text = { en: "erased", zh: "已删除" };

/** As the commands name their numbers. */
function paperParts({ papers, missing }: Pick<Told<unknown>, "papers" | "missing">): Part[] {
  const grid: Grid = {
    head: [
      { en: "No.", zh: "序号" },
      { en: "Paper", zh: "材料" },
      { en: "File", zh: "文件" },
      { en: "Size", zh: "大小" },
    ],
    rows: papers.map((paper, i) => {
      const what = paper.erased ? [ERASED, ""] : [paper.name, sizeOf(paper.bytes)];
      return [String(i + 1), PAPER_NAMES[paper.kind], ...what];
    }),
    figures: [0, 3],
  };
  return [...(papers.length === 0 ? [] : [grid]), ...missingParts({ missing })];
}

function history({ done }: Pick<Kind<unknown>, "done">, steps: readonly StepTold[]): Grid {
  return {
    head: [
      { en: "Step", zh: "步骤" },
      { en: "When", zh: "时间" },
      { en: "What", zh: "办理" },
      { en: "Amount", zh: "金额" },
      { en: "By", zh: "办理账户" },
      { en: "In words", zh: "说明" },
    ],
    rows: steps.map(({ step, at, by, words, face }, i) => {
      const amount = face === null ? "" : formatFen(BigInt(face));
      return [String(i + 1), momentSaid(at), done[step], amount, by, words ?? ""];
    }),
    figures: [0, 3],
  };
}

function canParts({ does }: Pick<Kind<unknown>, "does">, { can }: Pick<Told<unknown>, "can">): Text[] {
  if (can.length === 0) return [];
  const names = can.map((one) => does[one]);
  return [
    {
      en: `You can: ${names.map(({ en }) => en.toLowerCase()).join("; ")}.`,
      zh: `您可办理：${names.map(({ zh }) => zh).join("、")}。`,
    },
  ];
}

/** `2030-06-30 09:15`, Shanghai's time. @param moment in ISO 8601. */
export function momentSaid(moment: string): string {
  return isoOfMoment(BigInt(Math.floor(Date.parse(moment) / 1_000)))
    .slice(0, 16)
    .replace("T", " ");
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

export function sizeOf(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1_024)).toLocaleString("en")} KiB`;
}

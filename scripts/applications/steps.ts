/**
 * The steps of an application: shown in words, asked about, and taken once. Whoever decides names how many steps they have seen, so that
 * nothing is decided on what came after.
 */
import { readFile } from "node:fs/promises";
import { PAPER_NAMES, stepOf, type PaperKind, type StepName } from "../../client/applications.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { shown } from "../../client/files/secretFile.ts";
import { formatFen } from "../../client/money.ts";
import type { Text } from "../../client/text/text.ts";
import { atOffice, type AtOffice } from "../atOffice/session.ts";
import type { Where } from "../atOffice/where.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { noteGrid } from "../cli/noteGrid.ts";
import { anyTold, demandYes, erased, findAnyTold, isErased } from "./atOffice.ts";
import { indented } from "./indented.ts";
import { ADMISSION, SUSPENSION, VOUCHER, type Kind } from "./kinds.ts";
import { againstParts, dataOf, toldParts } from "./said.ts";
import type { ErasedTold, Told } from "./told.ts";

export interface StepInput extends Where {
  readonly id: string;
  readonly reason?: string | undefined;
  readonly reasonFile?: string | undefined;
  /** Fen. */
  readonly amount?: bigint | undefined;
  /** How many steps were seen. */
  readonly seen?: number | undefined;
}

export type StepWork = (input: StepInput, context: Context) => Promise<Answer>;

/** Of an application for a voucher. @throws as {@link take}. */
export const voucherStep =
  (step: StepName): StepWork =>
  async (input, context) =>
    take(VOUCHER, step, input, context);

/** Of one for admission. @throws as {@link take}. */
export const admissionStep =
  (step: StepName): StepWork =>
  async (input, context) =>
    take(ADMISSION, step, input, context);

/** Of an appeal against a suspension, once it was begun. @throws as {@link take}. */
export const suspensionStep =
  (step: StepName): StepWork =>
  async (input, context) =>
    take(SUSPENSION, step, input, context);

export type AppealInput = StepInput & { readonly decision: "grant" | "uphold" };

export async function decideVoucherAppeal(input: AppealInput, context: Context): Promise<Answer> {
  return take(VOUCHER, input.decision, input, context);
}

export async function decideAdmissionAppeal(input: AppealInput, context: Context): Promise<Answer> {
  return take(ADMISSION, input.decision, input, context);
}

export async function decideSuspensionAppeal(input: AppealInput, context: Context): Promise<Answer> {
  return take(SUSPENSION, input.decision, input, context);
}

interface Taken {
  readonly step: StepName;
  readonly words: string | undefined;
  /** Fen that are accepted, where it is less than what was asked for. */
  readonly face: bigint | undefined;
  readonly seen: number | undefined;
}

/**
 * Takes a step.
 *
 * @throws TongduiError `UsageWrong`, `ApplicationUnknown`, `ApplicationElsewhere`, `NotYours`, `NotConfirmed`; what the office refuses.
 */
async function take<W>(kind: Kind<W>, step: StepName, input: StepInput, context: Context): Promise<Answer> {
  const { says, by } = stepOf(step);
  const words = await wordsOf(input);
  if (says && words === undefined) throw usage(WORDS_MISSING);
  // Who is asked nothing is shown nothing either.
  if (by !== "applicant" && context.yes && input.seen === undefined) throw usage(SEEN_MISSING);
  const taken: Taken = { step, words, face: input.amount, seen: input.seen };
  return atOffice(input, context, async (at) => {
    const told = await findAnyTold(at, kind, input.id);
    if (isErased(told)) {
      if (step !== "withdraw" || told.erased.why !== null) throw erased(kind, told);
      return gone(told, { en: "was done before", zh: "此前已办理" });
    }
    if (isTaken(at, kind, told, taken)) return answer(kind, told, step, { en: "was done before", zh: "此前已办理" });
    demandOpen(kind, told, taken);
    if (!context.yes) showWhole(context, kind, told);
    await demandYes(at, sentencesOf(kind, told, taken));
    if (context.dryRun) return { data: dataOf(told), parts: [NOTHING_DONE] };
    const after = taken.seen ?? told.steps.length;
    const body = {
      ...{ step, after },
      ...(words === undefined ? {} : { words }),
      ...(taken.face === undefined ? {} : { face: String(taken.face) }),
    };
    const next = await at.office.send("POST", `${kind.path}/${told.id}/steps`, body, anyTold(kind));
    if (isErased(next)) return gone(next, { en: "done", zh: "已办理" });
    return answer(kind, next, step, { en: "done", zh: "已办理" });
  });
}

/** Whether its last step is this one, by whoever asks, with the same words: then an earlier run has done it. */
function isTaken<W>(
  { account }: AtOffice,
  kind: Kind<W>,
  { steps, state, wanted }: Told<W>,
  { step, words, face }: Taken,
): boolean {
  const last = steps.at(-1);
  if (!last || last.step !== step || state !== stepOf(step).to) return false;
  // Who names no amount grants what is asked for, and not what was granted before.
  const isSameFace = last.face === null || last.face === String(face ?? kind.faceOf(wanted));
  return last.by === account && last.words === (words ?? null) && isSameFace;
}

/** Nobody is asked for a yes that leads nowhere. @throws TongduiError `ApplicationElsewhere`, `PapersMissing`, `NotYours`. */
function demandOpen<W>(kind: Kind<W>, { id, state, steps, can, missing }: Told<W>, { step, seen }: Taken): void {
  const does = kind.does[step];
  const how = kind.states[state];
  if (seen !== undefined && seen !== steps.length) {
    throw new TongduiError(
      "ApplicationElsewhere",
      {
        en: `You have seen ${seen} steps of the application ${id}, and it has ${steps.length}: something else has come meanwhile.`,
        zh: `您查看申请 ${id} 时有 ${seen} 个步骤，目前为 ${steps.length} 个，其间已有变动。`,
      },
      {
        hint: {
          en: `Look at it again: tongdui ${kind.word} show ${id}`,
          zh: `请重新查看：tongdui ${kind.word} show ${id}`,
        },
      },
    );
  }
  if (!stepOf(step).from.includes(state)) {
    throw new TongduiError("ApplicationElsewhere", {
      en: `The application ${id} is not at a point where this can be done (${does.en.toLowerCase()}): ${how.en}.`,
      zh: `申请 ${id} 目前状态为“${how.zh}”，不能办理“${does.zh}”。`,
    });
  }
  if (step === "submit" && missing.length > 0) throw papersMissing(missing);
  if (can.includes(step)) return;
  throw new TongduiError("NotYours", {
    en: `This is not yours to do with the application ${id}: ${does.en.toLowerCase()}.`,
    zh: `您无权对申请 ${id} 办理“${does.zh}”。`,
  });
}

function papersMissing(missing: readonly PaperKind[]): TongduiError {
  const names = missing.map((one) => PAPER_NAMES[one]);
  return new TongduiError("PapersMissing", {
    en: `Papers are missing: ${names.map(({ en }) => en.toLowerCase()).join("; ")}. Add them before you hand it in.`,
    zh: `材料不齐，尚缺：${names.map(({ zh }) => zh).join("、")}。请补齐后提交。`,
  });
}

/** So that nobody decides on what they have not before them. */
function showWhole<W>(context: Context, kind: Kind<W>, told: Told<W>): void {
  for (const part of toldParts(kind, told)) {
    if ("rows" in part) noteGrid(context, part);
    else context.io.note(part);
  }
}

function sentencesOf<W>(kind: Kind<W>, { id, owner, wanted, granted }: Told<W>, { step, words, face }: Taken): Text[] {
  const [does, named] = [kind.does[step], kind.named(owner, wanted)];
  const asked = kind.faceOf(wanted);
  const isAmount = (step === "accept" || step === "grant") && asked !== undefined;
  const amount = formatFen(face ?? asked ?? 0n);
  const less = face !== undefined && asked !== undefined && face < asked;
  const most = formatFen(asked ?? 0n);
  const [en, zh] = isAmount
    ? [
        `, for ${amount}${less ? ` of the ${most} that were asked for` : ""}`,
        `，金额 ${amount}${less ? `（申请 ${most}）` : ""}`,
      ]
    : ["", ""];
  const already = granted !== null && step === "withdraw";
  return [
    { en: `${does.en}: ${named.en} (${id})${en}`, zh: `${does.zh}：${named.zh}（${id}）${zh}` },
    ...(already ? [{ en: "It was accepted, and is given up.", zh: "该申请已通过，撤回即放弃。" }] : []),
    ...(words === undefined
      ? []
      : [indented({ en: "In words, which the other side reads:", zh: "说明（对方可见）：" }, words)]),
  ];
}

function answer<W>(kind: Kind<W>, told: Told<W>, step: StepName, how: Text): Answer {
  const [named, done, state] = [kind.named(told.owner, told.wanted), kind.done[step], kind.states[told.state]];
  return {
    data: dataOf(told),
    parts: [
      {
        en: `✓ ${told.id}, ${named.en}, ${done.en}: ${how.en}. Now: ${state.en}.`,
        zh: `✓ ${told.id}，${named.zh}，${done.zh}：${how.zh}。当前状态：${state.zh}。`,
      },
      ...(step === "submit" ? againstParts(told) : []),
    ],
  };
}

/** Of what was withdrawn before it was handed in. */
function gone(told: ErasedTold, how: Text): Answer {
  return {
    data: { ...told },
    parts: [
      {
        en: `✓ ${told.id}, never handed in, withdrawn: ${how.en}. What was in it is erased.`,
        zh: `✓ ${told.id}，从未提交，撤回：${how.zh}。其内容已删除。`,
      },
    ],
  };
}

/** @throws TongduiError `UsageWrong`, `FileUnreadable`. */
export async function wordsOf({
  reason,
  reasonFile,
}: Pick<StepInput, "reason" | "reasonFile">): Promise<string | undefined> {
  if (reason !== undefined && reasonFile !== undefined) throw usage(ONE_REASON);
  const typed = reasonFile === undefined ? reason : await textIn(reasonFile);
  const words = typed?.replaceAll(/\r\n?/g, "\n").trim();
  return words === "" ? undefined : words;
}

async function textIn(file: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    throw new TongduiError(
      "FileUnreadable",
      { en: `${shown(file)} cannot be read as text in UTF-8.`, zh: `无法将 ${shown(file)} 作为 UTF-8 文本读取。` },
      { hint: { en: "Check its name, and save it as UTF-8.", zh: "请检查文件名，并另存为 UTF-8 编码。" }, cause },
    );
  }
}

export function usage(sentence: Text): TongduiError {
  return new TongduiError("UsageWrong", sentence);
}

export const WORDS_MISSING: Text = {
  en: "Say why, in words that the other side reads: --reason TEXT or --reason-file FILE.",
  zh: "请用 --reason 或 --reason-file 说明理由（对方可见）。",
};
const SEEN_MISSING: Text = {
  en: "With --yes nothing is shown: say how many steps of it you have seen, as show numbers them, with --seen.",
  zh: "使用 --yes 时不再显示申请内容，请用 --seen 注明您已查看到第几步（见 show 的步骤序号）。",
};
const ONE_REASON: Text = { en: "Give either --reason or --reason-file.", zh: "--reason 与 --reason-file 请只用其一。" };
const NOTHING_DONE: Text = { en: "Nothing was done at the office.", zh: "未在办公系统办理任何事项。" };

/** Looking at applications: a list, one in full, and its papers. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { ApplicationState } from "../../client/applications.ts";
import { PAPER_NAMES } from "../../client/applications.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { shown } from "../../client/files/secretFile.ts";
import { whyErased } from "../../client/text/applicationWords.ts";
import { counted } from "../../client/text/counted.ts";
import type { Text } from "../../client/text/text.ts";
import { atOffice, type AtOffice } from "../atOffice/session.ts";
import type { Where } from "../atOffice/where.ts";
import type { Answer, Data } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { newFile } from "../tables/newFile.ts";
import { allListed, findTold } from "./atOffice.ts";
import { ADMISSION, SUSPENSION, VOUCHER, type Kind } from "./kinds.ts";
import { dataOf, toldParts } from "./said.ts";
import type { Listed } from "./told.ts";

export interface ListInput extends Where {
  readonly state: ApplicationState | undefined;
  readonly waiting: boolean;
  readonly program?: number | undefined;
}

export async function listApplications(input: ListInput, context: Context): Promise<Answer> {
  return atOffice(input, context, async (at) => listed(at, VOUCHER, input));
}

export async function listAdmissions(input: ListInput, context: Context): Promise<Answer> {
  return atOffice(input, context, async (at) => listed(at, ADMISSION, input));
}

async function listed<W>(at: AtOffice, kind: Kind<W>, { state, waiting, program }: ListInput): Promise<Answer> {
  const states = waiting ? waitingFor(at, kind, state) : [state];
  const rows: Listed[] = [];
  for (const one of states) rows.push(...(await allListed(at, kind, { state: one, program })));
  const data: Data = rows.map(({ id, owner, state: now, since, what }) => ({ id, owner, state: now, since, what }));
  if (rows.length === 0) return { data, parts: [{ en: "There are none.", zh: "暂无。" }] };
  const head = [{ en: "Id", zh: "编号" }, kind.owner, ...kind.columns];
  const grid = {
    head: [{ en: "Since", zh: "自" }, { en: "State", zh: "状态" }, ...head],
    rows: rows.map(({ id, owner, state: now, since, what }) => [since, kind.states[now], id, owner, ...what]),
    figures: kind.figures.map((place) => place + 4),
  };
  const count = { en: `${counted(rows.length, "application")}.`, zh: `共 ${rows.length} 份。` };
  return { data, parts: [grid, count] };
}

/** The states in which one waits for whoever is signed in. @throws TongduiError `UsageWrong`. */
function waitingFor<W>(
  { kinds }: AtOffice,
  { waiting }: Kind<W>,
  state: ApplicationState | undefined,
): readonly ApplicationState[] {
  if (state !== undefined)
    throw new TongduiError("UsageWrong", {
      en: "Give either --waiting or --state.",
      zh: "--waiting 与 --state 请只用其一。",
    });
  return [...new Set(kinds.flatMap((one) => waiting[one] ?? []))];
}

export interface ShowInput extends Where {
  readonly id: string;
}

export async function showApplication(input: ShowInput, context: Context): Promise<Answer> {
  return show(VOUCHER, input, context);
}

export async function showAdmission(input: ShowInput, context: Context): Promise<Answer> {
  return show(ADMISSION, input, context);
}

export async function showSuspensionAppeal(input: ShowInput, context: Context): Promise<Answer> {
  return show(SUSPENSION, input, context);
}

async function show<W>(kind: Kind<W>, input: ShowInput, context: Context): Promise<Answer> {
  return atOffice(input, context, async (at) => {
    const told = await findTold(at, kind, input.id);
    return { data: dataOf(told), parts: toldParts(kind, told) };
  });
}

export interface PaperInput extends Where {
  readonly id: string;
  /** As `show` numbers them, from 1. */
  readonly number: number;
  readonly out: string;
  readonly overwrite: boolean;
}

export async function saveApplicationPaper(input: PaperInput, context: Context): Promise<Answer> {
  return savePaper(VOUCHER, input, context);
}

export async function saveAdmissionPaper(input: PaperInput, context: Context): Promise<Answer> {
  return savePaper(ADMISSION, input, context);
}

export async function saveSuspensionPaper(input: PaperInput, context: Context): Promise<Answer> {
  return savePaper(SUSPENSION, input, context);
}

/** @throws TongduiError `PaperUnknown`, `PapersDiffer`, `FileExists`, `FileUnwritable`; as findTold. */
async function savePaper<W>(
  kind: Kind<W>,
  { number, out, overwrite, ...input }: PaperInput,
  context: Context,
): Promise<Answer> {
  return atOffice(input, context, async (at) => {
    const { id, papers } = await findTold(at, kind, input.id);
    const paper = papers[number - 1];
    if (!paper) throw paperUnknown(id, number, papers.length);
    if (paper.erased) throw paperErased(number, whyErased(paper.erased.why));
    const content = await at.office.file(`${kind.path}/${id}/papers/${paper.id}`);
    if (digestOf(content) !== paper.sha256) throw differs(paper.name);
    const end = await saved(out, content, { overwrite, dryRun: context.dryRun });
    const [what, file] = [PAPER_NAMES[paper.kind], shown(out)];
    return {
      data: { id, number, kind: paper.kind, name: paper.name, sha256: paper.sha256, file: out, written: end === "new" },
      parts: [
        {
          en: `✓ ${what.en}, "${paper.name}": ${SAVED[end].en} ${file}.`,
          zh: `✓ ${what.zh}“${paper.name}”：${SAVED[end].zh} ${file}。`,
        },
      ],
    };
  });
}

export const SAVED = {
  new: { en: "saved as", zh: "已保存为" },
  before: { en: "was saved before as", zh: "此前已保存为" },
  tried: { en: "would be saved as", zh: "将保存为" },
} as const;

/**
 * Saves what an office gave, for the owner's eyes alone.
 *
 * @returns `before` where the file has just this content.
 * @throws TongduiError as newFile.
 */
export async function saved(
  file: string,
  content: Uint8Array,
  { overwrite, dryRun }: { readonly overwrite: boolean; readonly dryRun: boolean },
): Promise<keyof typeof SAVED> {
  const there = await readFile(file).catch(() => undefined);
  if (there && Buffer.compare(there, content) === 0) return "before";
  if (dryRun) return "tried";
  await newFile(file, overwrite, async (add) => add(content), 0o600);
  return "new";
}

function digestOf(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

function paperUnknown(id: string, number: number, count: number): TongduiError {
  return new TongduiError("PaperUnknown", {
    en: `The application ${id} has ${counted(count, "paper")}, and no number ${number}.`,
    zh: `申请 ${id} 共有材料 ${count} 份，没有第 ${number} 份。`,
  });
}

function paperErased(number: number, why: Text): TongduiError {
  return new TongduiError("PaperErased", {
    en: `The paper number ${number} was erased, and that is for good: ${why.en}`,
    zh: `第 ${number} 份材料已删除，不可恢复：${why.zh}`,
  });
}

function differs(name: string): TongduiError {
  return new TongduiError("PapersDiffer", {
    en: `What the office gave as "${name}" is not what it says that the paper is; it was not saved.`,
    zh: `办公系统给出的“${name}”与其所载摘要不符，未保存。`,
  });
}

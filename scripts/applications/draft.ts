/**
 * From a file to a draft at the office. What the file says is compared with what the office has, and only the difference is done: a run
 * that was killed is run again, and the second time nothing is left to do.
 */
import { isDeepStrictEqual } from "node:util";
import { PAPER_NAMES, type ApplicationState } from "../../client/applications.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatFen } from "../../client/money.ts";
import type { Text } from "../../client/text/text.ts";
import { atOffice, type AtOffice } from "../atOffice/session.ts";
import type { Where } from "../atOffice/where.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { allListed, demandYes, findTold } from "./atOffice.ts";
import { readAdmission, readApplication, type Written } from "./file.ts";
import { ADMISSION, VOUCHER, type Kind } from "./kinds.ts";
import { compared, readPapers, type Paper } from "./papers.ts";
import { againstParts, dataOf, missingParts, sizeOf } from "./said.ts";
import type { Told } from "./told.ts";

export interface DraftInput extends Where {
  readonly file: string;
  /** The draft that the file is to change, whatever it says now. */
  readonly id: string | undefined;
  /** Another one, though one is open that says something else. */
  readonly another?: boolean | undefined;
}

type Purposeful = { readonly purpose: string };

/** @throws TongduiError as readApplication, readPapers, atOffice. */
export async function draftApplication(input: DraftInput, context: Context): Promise<Answer> {
  return draft(VOUCHER, await readApplication(input.file), input, context);
}

/** @throws TongduiError as readAdmission, readPapers, atOffice. */
export async function draftAdmission(input: DraftInput, context: Context): Promise<Answer> {
  return draft(ADMISSION, await readAdmission(input.file), input, context);
}

async function draft<W extends Purposeful>(
  kind: Kind<W>,
  written: Written<W>,
  input: DraftInput,
  context: Context,
): Promise<Answer> {
  const papers = await readPapers(written.papers);
  const where = { portal: input.portal, district: input.district ?? written.district };
  return atOffice(where, context, async (at) => {
    const found = await standing(at, kind, written, input);
    if (found && !OPEN.includes(found.state)) return handedIn(kind, found, written, papers);
    return bring(at, kind, { written, papers, found });
  });
}

/** In these it can be changed. */
const OPEN: readonly ApplicationState[] = ["draft", "back"];
/** In these it is under way, and the same again would be a second one. */
const UNDER_WAY: readonly ApplicationState[] = ["submitted", "accepted"];

/** What the office has of it. @throws TongduiError `DraftsOpen`, `ApplicationFixed`. */
async function standing<W extends Purposeful>(
  at: AtOffice,
  kind: Kind<W>,
  { wanted, enterprise }: Written<W>,
  { id, another }: DraftInput,
): Promise<Told<W> | undefined> {
  const owner = enterprise ?? at.account;
  if (id !== undefined) {
    const found = await findTold(at, kind, id);
    if (found.owner !== owner) throw ofOther(kind, found, owner);
    const isFixed = !OPEN.includes(found.state) && !isDeepStrictEqual(found.wanted, wanted);
    if (isFixed || found.state === "withdrawn") throw fixed(kind, found);
    return found;
  }
  const open = await ownIn(at, kind, owner, OPEN);
  const same = open.find((one) => isDeepStrictEqual(one.wanted, wanted));
  if (same) return same;
  const underWay = await ownIn(at, kind, owner, UNDER_WAY);
  const before = underWay.find((one) => isDeepStrictEqual(one.wanted, wanted));
  if (before) return before;
  // An institution has one application open at most, and the file is about that.
  if (kind.faceOf(wanted) === undefined) return open[0];
  if (open.length > 0 && another !== true) throw draftsOpen(kind, open);
  return undefined;
}

async function ownIn<W>(
  at: AtOffice,
  kind: Kind<W>,
  owner: string,
  states: readonly ApplicationState[],
): Promise<Told<W>[]> {
  const found: Told<W>[] = [];
  for (const state of states) {
    const listed = await allListed(at, kind, { state });
    for (const one of listed.filter((other) => other.owner === owner)) found.push(await findTold(at, kind, one.id));
  }
  return found;
}

interface Bringing<W> {
  readonly written: Written<W>;
  readonly papers: readonly Paper[];
  readonly found: Told<W> | undefined;
}

async function bring<W extends Purposeful>(
  at: AtOffice,
  kind: Kind<W>,
  { written, papers, found }: Bringing<W>,
): Promise<Answer> {
  const { wanted, enterprise } = written;
  const { add, remove } = compared(papers, found?.papers ?? []);
  const named = kind.named(enterprise ?? at.account, wanted);
  const isAmended = found !== undefined && !isDeepStrictEqual(found.wanted, wanted);
  const what: Text[] = [];
  if (!found) what.push({ en: `Begin ${named.en}`, zh: `填写${named.zh}` });
  if (isAmended) what.push({ en: `Change ${named.en} (${found.id})`, zh: `修改${named.zh}（${found.id}）` });
  if (!found || isAmended) {
    what.push(...kind.facts(wanted).map(([en, is]): Text => lineOf(en, is)));
    what.push(...kind.words(wanted));
  }
  what.push(...papersSaid({ add, remove }));
  if (what.length === 0 && found) return toldBriefly(kind, found, { en: "it was so before", zh: "此前已如此" });
  await demandYes(at, what);
  if (at.context.dryRun) return { data: { id: found?.id ?? null, dryRun: true }, parts: [NOTHING_DONE] };

  const { office } = at;
  let told = found;
  if (!told) {
    told = await office.send(
      "POST",
      kind.path,
      { ...wanted, ...(enterprise === undefined ? {} : { enterprise }) },
      kind.told,
    );
  } else if (isAmended) told = await office.send("PUT", `${kind.path}/${told.id}`, wanted, kind.told);
  told = await bringPapers(at, kind, told, { add, remove });
  return toldBriefly(kind, told, { en: "kept at the office", zh: "已保存到办公系统" });
}

type Difference = ReturnType<typeof compared>;

export async function bringPapers<W>(
  { office }: AtOffice,
  kind: Kind<W>,
  begun: Told<W>,
  { add, remove }: Difference,
): Promise<Told<W>> {
  const at = `${kind.path}/${begun.id}/papers`;
  let told = begun;
  // First those that go: there may be no room for more.
  for (const one of remove) told = await office.send("POST", `${at}/${one.id}/remove`, {}, kind.told);
  for (const { kind: of, name, content } of add) {
    const body = { kind: of, name: name.slice(0, 200), content: content.toString("base64") };
    told = await office.send("POST", at, body, kind.told);
  }
  return told;
}

export function papersSaid({ add, remove }: Difference): Text[] {
  return [
    ...add.map((one) => paperSaid({ en: "Add", zh: "上传" }, one, one.content.length)),
    ...remove.map((one) => paperSaid({ en: "Remove", zh: "删除" }, one, one.bytes)),
  ];
}

function toldBriefly<W extends Purposeful>(kind: Kind<W>, told: Told<W>, how: Text): Answer {
  const named = kind.named(told.owner, told.wanted);
  const parts: Text[] = [
    { en: `✓ ${told.id}, ${named.en}: ${how.en}.`, zh: `✓ ${told.id}，${named.zh}：${how.zh}。` },
    ...missingParts(told),
    ...againstParts(told),
  ];
  if (told.missing.length === 0)
    parts.push({
      en: `Next: tongdui ${kind.word} hand-in ${told.id}`,
      zh: `下一步：tongdui ${kind.word} hand-in ${told.id}`,
    });
  return { data: dataOf(told), parts };
}

/** What was handed in with just this is done; papers that are another matter are told. @throws TongduiError `ApplicationFixed`. */
function handedIn<W extends Purposeful>(
  kind: Kind<W>,
  found: Told<W>,
  { enterprise }: Written<W>,
  papers: readonly Paper[],
): Answer {
  const { add, remove } = compared(papers, found.papers);
  if (add.length + remove.length > 0) throw fixed(kind, found);
  const [named, state] = [kind.named(enterprise ?? found.owner, found.wanted), kind.states[found.state]];
  return {
    data: dataOf(found),
    parts: [
      {
        en: `✓ ${found.id}, ${named.en}, was handed in before: ${state.en}.`,
        zh: `✓ ${found.id}，${named.zh}，此前已提交：${state.zh}。`,
      },
    ],
  };
}

function lineOf(what: Text, is: string | Text): Text {
  const [en, zh] = typeof is === "string" ? [is, is] : [is.en, is.zh];
  return { en: `${what.en}: ${en}`, zh: `${what.zh}：${zh}` };
}

function paperSaid(does: Text, { kind, name }: Pick<Paper, "kind" | "name">, bytes: number): Text {
  const of = PAPER_NAMES[kind];
  return {
    en: `${does.en} ${of.en.toLowerCase()}: ${name} (${sizeOf(bytes)})`,
    zh: `${does.zh}${of.zh}：${name}（${sizeOf(bytes)}）`,
  };
}

const NOTHING_DONE: Text = { en: "Nothing was done at the office.", zh: "未在办公系统办理任何事项。" };

function fixed<W>(kind: Kind<W>, { id, state }: Told<W>): TongduiError {
  const how = kind.states[state];
  return new TongduiError(
    "ApplicationFixed",
    {
      en: `The application ${id} cannot be changed as it stands now: ${how.en}.`,
      zh: `申请 ${id} 目前（${how.zh}）不能修改。`,
    },
    {
      hint: {
        en: "It can be as long as it is not handed in, and when it was asked back.",
        zh: "未提交或被退回补正时方可修改。",
      },
    },
  );
}

function ofOther<W>(kind: Kind<W>, { id, owner, wanted }: Told<W>, own: string): TongduiError {
  const named = kind.named(owner, wanted);
  return new TongduiError("ApplicationOfOther", {
    en: `${id} is ${named.en}, and the file is about ${own}.`,
    zh: `${id} 是${named.zh}，而文件所述为 ${own}。`,
  });
}

function draftsOpen<W>(kind: Kind<W>, open: readonly Told<W>[]): TongduiError {
  const ids = open.map(({ id, wanted }) => `${id} (${formatFen(kind.faceOf(wanted) ?? 0n)})`);
  return new TongduiError(
    "DraftsOpen",
    {
      en: `What is open at the office says something else: ${ids.join(", ")}.`,
      zh: `办公系统中已有未提交的申请，内容与本文件不同：${ids.join("、")}。`,
    },
    {
      hint: {
        en: "Change it to what the file says with --id ID, or begin another one with --another.",
        zh: "如需按本文件修改，请加 --id 编号；如需另行申请，请加 --another。",
      },
    },
  );
}

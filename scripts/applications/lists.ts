/** What was accepted becomes the file of a list: `tongdui voucher plan` goes on from there. */
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatFen } from "../../client/money.ts";
import { shown } from "../../client/files/secretFile.ts";
import { counted } from "../../client/text/counted.ts";
import type { Text } from "../../client/text/text.ts";
import { atOffice, type AtOffice } from "../atOffice/session.ts";
import type { Where } from "../atOffice/where.ts";
import type { Answer, Data } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import type { Grid } from "../cli/grid.ts";
import { noteGrid } from "../cli/noteGrid.ts";
import { demandFree } from "../tables/newFile.ts";
import { allListed, demandYes } from "./atOffice.ts";
import { VOUCHER } from "./kinds.ts";
import { saved } from "./look.ts";
import { momentSaid } from "./said.ts";
import { fen } from "./told.ts";

const lists = z.object({
  lists: z.array(
    z.object({
      id: z.string(),
      program: z.number(),
      made: z.iso.datetime(),
      count: z.number(),
      total: fen,
      undone: z.iso.datetime().nullable(),
    }),
  ),
});
type ListTold = z.infer<typeof lists>["lists"][number];

/** An office puts so many into one list; those that came first go first. */
const MOST_ITEMS = 5_000;

export interface MakeListInput extends Where {
  readonly program: number;
  readonly out: string;
  readonly overwrite: boolean;
}

/**
 * Puts what was accepted under a program, and was shown, into a list, and saves its file.
 *
 * @throws TongduiError `NothingAccepted`, `NotConfirmed`, `FileExists`, `FileUnwritable`; as atOffice.
 */
export async function makeList(input: MakeListInput, context: Context): Promise<Answer> {
  const { program, out, overwrite } = input;
  await demandFree(out, overwrite);
  return atOffice(input, context, async (at) => {
    const { office } = at;
    const accepted = (await allListed(at, VOUCHER, { state: "accepted", program })).slice(-MOST_ITEMS);
    if (accepted.length === 0) throw nothingAccepted(program, (await listsOf(at)).filter(isStanding(program)));
    noteGrid(context, {
      head: [VOUCHER.owner, { en: "Id", zh: "编号" }, ...VOUCHER.columns],
      rows: accepted.map(({ owner, id, what }) => [owner, id, ...what]),
      figures: VOUCHER.figures.map((place) => place + 2),
    });
    const count = accepted.length;
    await demandYes(at, [
      {
        en: `Put ${counted(count, "application")} of program ${program} into a list, and save it as ${shown(out)}`,
        zh: `将项目 ${program} 的 ${count} 份申请列入名单，保存为 ${shown(out)}`,
      },
    ]);
    if (context.dryRun) return { data: { program, count, dryRun: true }, parts: [NOTHING_DONE] };
    // Nothing but what was shown; what has gone elsewhere meanwhile is left out.
    const body = { program, among: accepted.map(({ id }) => id) };
    const { list } = await office.send("POST", "/application-lists", body, z.object({ list: z.string() }));
    return savedList(at, list, { out, overwrite, shown: count });
  });
}

export interface SaveListInput extends Where {
  readonly list: string;
  readonly out: string;
  readonly overwrite: boolean;
}

/** @throws TongduiError `ListUnknown`, `ListUndone`, `FileExists`, `FileUnwritable`. */
export async function saveList({ list, out, overwrite, ...where }: SaveListInput, context: Context): Promise<Answer> {
  return atOffice(where, context, async (at) => savedList(at, list, { out, overwrite }));
}

async function savedList(
  at: AtOffice,
  list: string,
  { out, overwrite, shown: most }: { readonly out: string; readonly overwrite: boolean; readonly shown?: number },
): Promise<Answer> {
  const found = (await listsOf(at)).find(({ id }) => id === list);
  if (!found) throw listUnknown(at, list);
  const { dryRun } = at.context;
  const end = await saved(out, await at.office.file(`/application-lists/${list}`), { overwrite, dryRun });
  const { program, count, total } = found;
  const [sum, file] = [formatFen(BigInt(total)), shown(out)];
  const how = end === "before" ? { en: "was saved before as", zh: "此前已保存为" } : HOW[end];
  const missing = (most ?? count) - count;
  return {
    data: { list, program, count, total, file: out, written: end === "new" },
    parts: [
      {
        en: `✓ List ${list}, ${counted(count, "application")}, ${sum}: ${how.en} ${file}.`,
        zh: `✓ 名单 ${list}，${count} 份申请，${sum}：${how.zh} ${file}。`,
      },
      ...(missing > 0 ? [leftOut(missing)] : []),
      {
        en: `Next: tongdui voucher plan ${file} --program ${program}`,
        zh: `下一步：tongdui voucher plan ${file} --program ${program}`,
      },
    ],
  };
}

function leftOut(missing: number): Text {
  return {
    en: `! Of those shown ${counted(missing, "application")} stayed out: withdrawn or put into another list meanwhile, or on the ledger already in a list that was taken back.`,
    zh: `! 所列申请中有 ${missing} 份未列入：其间已撤回或已列入其他名单，或其所在名单撤销后仍在账本上公示。`,
  };
}

const HOW = { new: { en: "saved as", zh: "已保存为" }, tried: { en: "would be saved as", zh: "将保存为" } } as const;

export async function showLists(where: Where, context: Context): Promise<Answer> {
  return atOffice(where, context, async (at) => {
    const found = await listsOf(at);
    const data: Data = found.map((one) => ({ ...one }));
    return { data, parts: [found.length === 0 ? NONE : gridOf(found)] };
  });
}

export interface TakeBackInput extends Where {
  readonly list: string;
}

/** Frees the applications of a list. @throws TongduiError `ListUnknown`, `NotConfirmed`; what the office refuses. */
export async function takeBackList({ list, ...where }: TakeBackInput, context: Context): Promise<Answer> {
  return atOffice(where, context, async (at) => {
    const found = (await listsOf(at)).find(({ id }) => id === list);
    if (!found) throw listUnknown(at, list);
    const { program, count, total } = found;
    const named = {
      en: `list ${list} of program ${program} (${counted(count, "application")}, ${formatFen(BigInt(total))})`,
      zh: `项目 ${program} 的名单 ${list}（${count} 份申请，${formatFen(BigInt(total))}）`,
    };
    if (found.undone !== null) return takenBack(list, named, { en: "was taken back before", zh: "此前已撤销" });
    await demandYes(at, [
      {
        en: `Take back ${named.en}, unless the ledger has it as announced: its applications can be put into another list then`,
        zh: `撤销${named.zh}，已在账本上公示的不能撤销；撤销后其中的申请可列入其他名单`,
      },
    ]);
    if (at.context.dryRun) return { data: { list, dryRun: true }, parts: [NOTHING_DONE] };
    await at.office.send("POST", `/application-lists/${list}/undo`, {}, z.unknown());
    return takenBack(list, named, { en: "is taken back", zh: "已撤销" });
  });
}

function takenBack(list: string, named: Text, how: Text): Answer {
  return {
    data: { list, takenBack: true },
    parts: [{ en: `✓ The ${named.en} ${how.en}.`, zh: `✓ ${named.zh}${how.zh}。` }],
  };
}

async function listsOf({ office }: AtOffice): Promise<readonly ListTold[]> {
  return (await office.get("/application-lists", lists)).lists;
}

function isStanding(program: number) {
  return (one: ListTold): boolean => one.program === program && one.undone === null;
}

function gridOf(found: readonly ListTold[]): Grid {
  return {
    head: [
      { en: "Made", zh: "生成时间" },
      { en: "Id", zh: "编号" },
      { en: "Program", zh: "项目" },
      { en: "Applications", zh: "份数" },
      { en: "Total", zh: "合计" },
      { en: "State", zh: "状态" },
    ],
    rows: found.map(({ made, id, program, count, total, undone }) => [
      momentSaid(made),
      ...[id, String(program), String(count), formatFen(BigInt(total))],
      undone === null ? { en: "stands", zh: "有效" } : { en: "taken back", zh: "已撤销" },
    ]),
    figures: [2, 3, 4],
  };
}

const NONE: Text = { en: "There are none.", zh: "暂无。" };
const NOTHING_DONE: Text = { en: "Nothing was done at the office.", zh: "未在办公系统办理任何事项。" };

/** A run that was killed may have made the list, and not saved it. */
function nothingAccepted(program: number, made: readonly ListTold[]): TongduiError {
  const [last] = made;
  return new TongduiError(
    "NothingAccepted",
    {
      en: `Nothing that was accepted under program ${program} waits for a list.`,
      zh: `项目 ${program} 下没有已通过且待列入名单的申请。`,
    },
    last
      ? {
          hint: {
            en: `The last list of it is ${last.id}. To save its file: tongdui application save-list ${last.id} --out FILE`,
            zh: `最近一份名单为 ${last.id}。保存其文件：tongdui application save-list ${last.id} --out 文件`,
          },
        }
      : {},
  );
}

function listUnknown({ districtName: where }: AtOffice, list: string): TongduiError {
  return new TongduiError(
    "ListUnknown",
    { en: `The office of ${where.en} has no list ${list}.`, zh: `${where.zh}办公系统没有名单 ${list}。` },
    { hint: { en: "tongdui application lists shows them.", zh: "可用 tongdui application lists 查看。" } },
  );
}

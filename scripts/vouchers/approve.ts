/** `voucher approve`: the second officer sees what was announced, holds it against the plan, and approves it. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { roleOf } from "../../client/ids.ts";
import { formatFen } from "../../client/money.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { counted } from "../../client/text/counted.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { agreed } from "../chain/agreement.ts";
import { answerOf, perform, type Step } from "../chain/perform.ts";
import { whoIs } from "../chain/whoIs.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { MOST_ROWS, noteGrid } from "../cli/noteGrid.ts";
import { Directory } from "../registers/directory.ts";
import { announcedList, type AnnouncedList } from "./announced.ts";
import { demandCorrectable } from "./correct/links.ts";
import { approvalsOf, listSaid } from "./listSaid.ts";
import type { Plan } from "./planFile.ts";
import { whichList } from "./whichList.ts";

export interface ApproveInput {
  /** A plan's file, or the list's id. */
  readonly list: string;
  readonly district: number | undefined;
}

export async function approve(input: ApproveInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { list: found, plan } = await whichList(open, input.list);
    const what = { en: `list ${shortHex(found.batch)}`, zh: `名单 ${shortHex(found.batch)} ` };
    const { list, parts } = await agreed(open, what, async (node) => {
      const told = await announcedList(node, found.batch);
      return { list: told, parts: (await listSaid(node, told)).parts };
    });
    const district = input.district ?? (await ownDistrict(open, list));
    for (const part of parts) context.io.note(part);
    if (plan) noteItems(context, plan, await Directory.open(open));
    context.io.note(
      plan
        ? { en: "The plan is the list that was announced.", zh: "计划文件与已公示的名单一致。" }
        : {
            en: "This is what the ledger says; whom the list names only its plan tells.",
            zh: "以上为账本记录；名单所列企业须以计划文件核对。",
          },
    );
    for (const text of plan ? await demandCorrectable(open, plan) : []) context.io.note(text);
    const outcomes = await perform(open, [approving(open, list, district)]);
    const approvals = await approvalsOf(open, list);
    const missing = approvals.filter(({ by }) => by === undefined).map((one) => one.district);
    return answerOf(outcomes, {
      data: { list: list.batch, district, missing },
      parts: [
        missing.length === 0
          ? { en: "All approvals are given.", zh: "审批已全部完成。" }
          : { en: `Still missing: district ${missing.join(", ")}.`, zh: `尚缺：第 ${missing.join("、")} 区的审批。` },
      ],
    });
  });
}

/** Whom the list names, and with how much. */
function noteItems(context: Context, { items }: Plan, directory: Directory): void {
  const grid = {
    title: { en: "The list names:", zh: "名单所列：" },
    head: [
      { en: "Enterprise", zh: "企业" },
      { en: "Face", zh: "面额" },
    ],
    rows: items
      .slice(0, MOST_ROWS)
      .map(({ enterprise, face }) => [directory.label("enterprise", enterprise), formatFen(face)]),
    figures: [1],
  };
  noteGrid(context, grid, items.length);
}

/** Approving for a district, as a step. */
export function approving(open: Acting, { batch, program, count, total }: AnnouncedList, district: number): Step {
  const { vouchers } = open.ledger;
  return {
    title: {
      en: `Approve list ${shortHex(batch)} for district ${district}: ${counted(count, "item")}, ${formatFen(total)}, program ${program}`,
      zh: `以第 ${district} 区身份审批名单 ${shortHex(batch)}：${count} 项，${formatFen(total)}，项目 ${program}`,
    },
    isDone: async () => BigInt(await vouchers.approverOf(batch, district)) !== 0n,
    draft: async () => vouchers.approveBatch.populateTransaction(batch, district),
  };
}

/** The one district for which the account approves: its duty says. @throws TongduiError `DistrictOpen`, `DutyMissing`. */
export async function ownDistrict(open: Acting, list: AnnouncedList): Promise<number> {
  const approvals = await approvalsOf(open, list);
  const held = await Promise.all(
    approvals.map(async ({ district }) => {
      const [isMember] = await open.ledger.manager.hasRole(roleOf(district, "approver"), open.account);
      return isMember;
    }),
  );
  const own = approvals.map(({ district }) => district).filter((_, i) => held[i]);
  const [district, second] = own;
  if (district !== undefined && second === undefined) return district;
  if (district === undefined) {
    const needed = approvals.map((one) => one.district);
    throw notApprover(await whoIs(open, open.account), needed);
  }
  throw new TongduiError(
    "DistrictOpen",
    {
      en: `The account is Approver of district ${own.join(", ")}, all of which approve this list.`,
      zh: `该账户是第 ${own.join("、")} 区的审批人，这些区均须审批本名单。`,
    },
    { hint: { en: "Say for which district with --district.", zh: "请用 --district 指明所代表的区。" } },
  );
}

function notApprover(who: Text, needed: readonly number[]): TongduiError {
  return new TongduiError(
    "DutyMissing",
    {
      en: `Approving this list is for the Approver of district ${needed.join(", ")}; the ledger knows this account as ${who.en}.`,
      zh: `审批该名单是第 ${needed.join("、")} 区审批人的职责；本账户在账本上为 ${who.zh}。`,
    },
    {
      hint: {
        en: "The Approver runs the same line with a profile of their own (--profile).",
        zh: "请由审批人用其本人的配置文件（--profile）运行同一命令。",
      },
    },
  );
}

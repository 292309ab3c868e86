/** Announced lists: whose approval is missing, and which can be issued. */
import { LAPSE_DAYS } from "../../client/list.ts";
import { formatFen } from "../../client/money.ts";
import { counted } from "../../client/text/counted.ts";
import { dayIn, type ListRow, type ProgramRow } from "./indexReader.ts";
import { fact, isSame, type Fact, type Sight, type Waiting } from "./waiting.ts";

export async function listsToApprove({ district, index, person, today }: Sight): Promise<Waiting[]> {
  const programs = await index.all<ProgramRow>("/programs");
  const concerned = programs.filter(({ district: home, joint }) => home === district || joint.includes(district));
  const lists = await announced(index, concerned);
  return lists
    .filter(({ approvals, announcedBy, lastAct }) => {
      const isOver = today > dayIn(lastAct) + LAPSE_DAYS;
      return !approvals.includes(district) && !isSame(announcedBy, person.account) && !isOver;
    })
    .map((row) => ({
      id: `approveList ${row.list}`,
      kind: "approveList",
      duty: "approver",
      district,
      title: { en: `Approve list ${row.list}`, zh: `审批名单 ${row.list}` },
      facts: factsOf(row),
      since: dayIn(row.announcedOn),
      due: dayIn(row.lastAct) + LAPSE_DAYS,
      offers: [{ part: "vouchers", name: "approveBatch", args: [row.hash, district] }],
    }));
}

export async function listsToIssue({ district, index, today, at }: Sight): Promise<Waiting[]> {
  const programs = (await index.all<ProgramRow>("/programs")).filter(({ district: home }) => home === district);
  const joint = new Map(programs.map((program) => [program.program, program.joint]));
  const lists = (await announced(index, programs)).filter((row) => {
    const needed = [district, ...(joint.get(row.program) ?? [])];
    const isApproved = needed.every((one) => row.approvals.includes(one));
    return isApproved && today > dayIn(row.noticeEnd) && today <= dayIn(row.lastAct) + LAPSE_DAYS;
  });
  const free = await Promise.all(lists.map(async ({ hash }) => !(await isObjected(at, hash))));
  return lists
    .filter((_, i) => free[i])
    .map((row) => ({
      id: `issueList ${row.list}`,
      kind: "issueList",
      duty: "bureau",
      district,
      title: { en: `Issue list ${row.list}`, zh: `发放名单 ${row.list}` },
      facts: [...factsOf(row), fact("Done so far", "已办", `${row.done} / ${row.count}`)],
      since: Math.max(dayIn(row.noticeEnd) + 1, dayIn(row.lastAct)),
      due: dayIn(row.lastAct) + LAPSE_DAYS,
      offers: [{ part: "vouchers", name: "issue", args: [row.hash, { need: "plan", list: row.hash, done: row.done }] }],
    }));
}

async function announced(index: Sight["index"], programs: readonly ProgramRow[]): Promise<ListRow[]> {
  const lists = await Promise.all(
    programs.map(async ({ program }) => index.all<ListRow>(`/lists?stage=Announced&program=${program}`)),
  );
  return lists.flat();
}

/** The Auditor's seat, and the home district's: a list has no other. */
async function isObjected({ ledger }: Sight["at"], list: string): Promise<boolean> {
  const standing = await Promise.all([0, 1].map(async (seat) => ledger.vouchers.objectionStands(list, seat)));
  return standing.includes(true);
}

export function factsOf({ program, count, total, noticeEnd, announcedOn, approvals }: ListRow): Fact[] {
  const given = approvals.length === 0 ? { en: "none yet", zh: "尚无" } : { districts: approvals };
  return [
    fact("Program", "项目", String(program)),
    fact("Vouchers", "双创券", { en: counted(count, "voucher"), zh: `${count} 张` }),
    fact("In all", "合计", formatFen(BigInt(total))),
    fact("Announced on", "公示日", announcedOn),
    fact("Public notice through", "公示至", noticeEnd),
    fact("Approved by", "已批准的区", given),
  ];
}

import type { Day } from "../../../client/days.ts";
import { batchIdOf, chainOf, type Item } from "../../../client/list.ts";
import type { Act } from "./act.ts";
import { issuedIn } from "./groups.ts";
import { demandNoObjection, type Hearing } from "./objections.ts";
import { demandDuty } from "./offices.ts";
import { availableOf, demandIssue, jointOf, knownProgram, type Terms } from "./programs.ts";
import { holderOf } from "./token.ts";
import { NOBODY, type Town } from "./town.ts";
import { changed, newVoucher } from "./vouchers.ts";
import { homeOf } from "./wallets.ts";

export const LIST_STAGES = ["None", "Announced", "Withdrawn", "Done"] as const;

/** An announced list of vouchers. */
export interface List {
  readonly program: number;
  /** Items and fen announced, and of those the items done and the fen of them, issued or passed over. */
  readonly count: number;
  readonly total: bigint;
  done: number;
  drawn: bigint;
  readonly noticeEnd: Day;
  /** The day from which its thirty days are counted. */
  lastAct: Day;
  stage: (typeof LIST_STAGES)[number];
  readonly announcer: string;
  /** Chain of the items that are still to come. */
  next: string;
  readonly approvers: Map<number, string>;
}

/** Why an item is not issued, by the ledger's numbers. */
export const PASSED_OVER = { no: 0, otherDistrict: 1, notActive: 2, yearlyCap: 3, faceOutOfTerms: 4 } as const;

const LAPSE_DAYS = 30;
const ISSUED = 0;

const knownList = (a: Act, id: string): List => a.known(a.town.lists.get(id), "BatchUnknown", id);
const numberOf = (stage: List["stage"]): number => LIST_STAGES.indexOf(stage);
export const approvalsNeeded = (terms: Terms): number => 1 + jointOf(terms).length;

function demandAnnounced(a: Act, id: string): List {
  const list = knownList(a, id);
  a.demand(list.stage === "Announced", "BatchIn", id, numberOf(list.stage));
  a.demand(a.today <= list.lastAct + LAPSE_DAYS, "BatchLapsed", id, list.lastAct + LAPSE_DAYS);
  return list;
}

export function demandNotice(a: Act, noticeEnd: Day, terms: Terms): void {
  const [earliest, latest] = [a.today + terms.noticeFloor, a.today + terms.noticeCeiling];
  const fits = noticeEnd >= earliest && noticeEnd <= latest;
  a.demand(fits, "NoticeOutsideTerms", noticeEnd, earliest, latest);
}

/** Which items are passed over, and why; each item finds the room that those before it left. */
function passedOver(town: Town, terms: Terms, items: readonly Item[], year: number): number[] {
  const drawn = new Map<string, bigint>();
  return items.map(({ enterprise: id, face }) => {
    const enterprise = town.enterprises.get(id);
    if (homeOf(id) !== terms.home) return PASSED_OVER.otherDistrict;
    if (enterprise?.status !== "Active") return PASSED_OVER.notActive;
    if (face === 0n || face > terms.greatestFace) return PASSED_OVER.faceOutOfTerms;
    const { group } = enterprise;
    const issued = issuedIn(town, group, year) + (drawn.get(group) ?? 0n) + face;
    if (issued > terms.yearlyCap) return PASSED_OVER.yearlyCap;
    drawn.set(group, (drawn.get(group) ?? 0n) + face);
    return PASSED_OVER.no;
  });
}

/** The next items, and no other, within what was announced. */
function demandNext(a: Act, id: string, list: List, items: readonly Item[], next: string): bigint {
  const chain = chainOf(items, next);
  const sum = items.reduce((fen, { face }) => fen + face, 0n);
  const [done, drawn] = [list.done + items.length, list.drawn + sum];
  a.demand(chain === list.next, "NotWhatWasAnnounced", id, list.next, chain);
  a.demand(drawn <= list.total, "TotalDiffers", id, list.total, drawn);
  a.demand(done <= list.count, "CountDiffers", id, list.count, done);
  a.demand(done !== list.count || drawn === list.total, "TotalDiffers", id, list.total, drawn);
  return sum;
}

function mint(a: Act, id: string, list: List, terms: Terms, { enterprise, face }: Item): void {
  const owner = a.town.enterprises.get(enterprise)!;
  const group = a.town.groups.get(owner.group)!;
  group.issued = issuedIn(a.town, owner.group, a.year) + face;
  group.year = a.year;
  owner.vouchers += 1;
  const tokenId = newVoucher(a, list.program, enterprise, face, terms.useByDays);
  a.tell("vouchers", "Transfer", { from: NOBODY, to: holderOf("tongdui.enterprise", enterprise), tokenId });
  a.tell("vouchers", "Locked", { tokenId });
  changed(a, tokenId, ISSUED, face, id);
}

export function hearingOfList(a: Act, subject: string): Hearing {
  const { program, noticeEnd, stage } = knownList(a, subject);
  const { home, resolveDays } = knownProgram(a, program).terms;
  return { home, other: home, noticeEnd, resolveDays, running: stage === "Announced" };
}

export const lists = {
  announce(
    a: Act,
    program: number,
    chain: string,
    count: number,
    total: bigint,
    noticeEnd: Day,
    decision: string,
  ): void {
    const terms = demandIssue(a, program);
    demandDuty(a, terms.home, "bureau");
    const id = batchIdOf(program, chain);
    a.demand(!a.town.lists.has(id), "AnnouncedBefore", id);
    a.demand(count !== 0 && total !== 0n, "NothingAnnounced");
    demandNotice(a, noticeEnd, terms);
    a.granted();
    const begun = { done: 0, drawn: 0n, lastAct: noticeEnd, stage: "Announced", next: chain } as const;
    const approvers = new Map<number, string>();
    a.town.lists.set(id, { ...begun, program, count, total, noticeEnd, announcer: a.by, approvers });
    a.tell("vouchers", "BatchAnnounced", { batch: id, program, chain, count, total, noticeEnd, decision, by: a.by });
  },

  approveBatch(a: Act, id: string, district: number): void {
    const list = demandAnnounced(a, id);
    const terms = demandIssue(a, list.program);
    const concerned = [terms.home, ...jointOf(terms)];
    demandDuty(a, district, "approver");
    a.demand(list.announcer !== a.by, "SameOfficer", a.by);
    a.demand(!list.approvers.has(district), "ApprovedBefore", id, district);
    a.demand(![...list.approvers.values()].includes(a.by), "SameOfficer", a.by);
    a.demand(concerned.includes(district), "NotConcerned", id, district);
    a.granted();
    list.approvers.set(district, a.by);
    list.lastAct = Math.max(list.lastAct, a.today);
    a.tell("vouchers", "BatchApproved", { batch: id, district, by: a.by });
  },

  withdrawBatch(a: Act, id: string, reason: string): void {
    const list = knownList(a, id);
    demandDuty(a, knownProgram(a, list.program).terms.home, "bureau");
    a.demand(list.stage === "Announced", "BatchIn", id, numberOf(list.stage));
    a.granted();
    list.stage = "Withdrawn";
    a.tell("vouchers", "BatchWithdrawn", { batch: id, reason, by: a.by });
  },

  issue(a: Act, id: string, items: readonly Item[], next: string): void {
    const list = demandAnnounced(a, id);
    const terms = demandIssue(a, list.program);
    demandDuty(a, terms.home, "bureau");
    a.demand(items.length > 0, "BatchEmpty");
    a.demand(items.length <= 100, "BatchTooLong", items.length, 100);
    a.demand(a.today > list.noticeEnd, "NoticeRunning", list.noticeEnd);
    const [given, needed] = [list.approvers.size, approvalsNeeded(terms)];
    a.demand(given === needed, "ApprovalsMissing", id, given, needed);
    demandNoObjection(a, "vouchers", id, terms.resolveDays);
    const sum = demandNext(a, id, list, items, next);
    const passed = passedOver(a.town, terms, items, a.year);
    const program = knownProgram(a, list.program);
    const issued = items.reduce((fen, { face }, i) => (passed[i] === PASSED_OVER.no ? fen + face : fen), 0n);
    const available = availableOf(program);
    a.demand(issued <= available, "BudgetExceeded", list.program, available, issued);
    a.granted();
    for (const [i, item] of items.entries()) {
      if (passed[i] === PASSED_OVER.no) mint(a, id, list, terms, item);
      else a.tell("vouchers", "ItemPassedOver", { batch: id, item: list.done + i, ...item, reason: passed[i] });
    }
    program.budget.outstanding += issued;
    list.done += items.length;
    list.drawn += sum;
    list.next = next;
    list.lastAct = Math.max(list.lastAct, a.today);
    if (list.done === list.count) list.stage = "Done";
    const { done, drawn } = list;
    a.tell("vouchers", "ChunkIssued", { batch: id, done, drawn, next, by: a.by });
  },
};

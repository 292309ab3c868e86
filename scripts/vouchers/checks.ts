/** What the ledger would pass over, said of each row of a list before it is announced. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { districtOf, formatEnterprise } from "../../client/ids.ts";
import { formatFen } from "../../client/money.ts";
import type { EnterpriseStatus } from "../../client/slots.ts";
import { districtText } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import type { ItemList } from "./itemList.ts";
import type { Standings } from "./standings.ts";

export interface Rules {
  readonly home: bigint;
  /** Fen; of a group and calendar year. */
  readonly yearlyCap: bigint;
  /** Fen. */
  readonly greatestFace: bigint;
  readonly year: number;
  /** Whether an enterprise may stand in the list more than once. */
  readonly mayRepeat: boolean;
}

/** What is wrong with a row, and in which of its columns it shows. */
export interface Objection {
  readonly column: "enterprise" | "face";
  readonly error: TongduiError;
}

/** A row that was checked. */
export interface Checked {
  readonly place: number;
  /** Fen that the group can still be issued this year, the rows before counted in; undefined for an unknown enterprise. */
  readonly room: bigint | undefined;
  readonly objection: Objection | undefined;
}

/**
 * Checks the rows in their order. A row that is objected to takes none of its group's room.
 *
 * @param each is told of every row.
 */
export function checkRows(items: ItemList, standings: Standings, rules: Rules, each: (row: Checked) => void): void {
  const given = new Map<bigint, bigint>();
  const lines = new Map<bigint, number>();
  for (let place = 0; place < items.length; place += 1) {
    const { enterprise = 0n, face = 0n } = items.at(place) ?? {};
    const { status, group } = standings.of(enterprise);
    const before = given.get(group) ?? 0n;
    const room = status === "None" ? undefined : roomOf(rules, standings.issuedTo(group) + before);
    const earlier = rules.mayRepeat ? undefined : lines.get(enterprise);
    const objection = objectionTo({ enterprise, face, status, room, earlier }, rules);
    if (!objection) given.set(group, before + face);
    if (!lines.has(enterprise)) lines.set(enterprise, items.lineOf(place));
    each({ place, room, objection });
  }
}

function roomOf({ yearlyCap }: Rules, issued: bigint): bigint {
  return issued >= yearlyCap ? 0n : yearlyCap - issued;
}

function objectionTo(
  {
    enterprise,
    face,
    status,
    room = 0n,
    earlier,
  }: {
    readonly enterprise: bigint;
    readonly face: bigint;
    readonly status: EnterpriseStatus;
    readonly room: bigint | undefined;
    readonly earlier: number | undefined;
  },
  rules: Rules,
): Objection | undefined {
  if (status === "None") return { column: "enterprise", error: unknown(enterprise) };
  if (districtOf(enterprise) !== rules.home)
    return { column: "enterprise", error: otherDistrict(enterprise, rules.home) };
  if (status !== "Active") return { column: "enterprise", error: notActive(enterprise, status) };
  if (earlier !== undefined) return { column: "enterprise", error: twice(enterprise, earlier) };
  if (face === 0n) return { column: "face", error: nothing() };
  if (face > rules.greatestFace) return { column: "face", error: tooGreat(face, rules.greatestFace) };
  if (face > room) return { column: "face", error: beyondCap(face, room, rules) };
  return undefined;
}

function unknown(enterprise: bigint): TongduiError {
  const id = formatEnterprise(enterprise);
  return new TongduiError(
    "EnterpriseUnknown",
    { en: `The ledger knows no enterprise ${id}.`, zh: `账本中没有企业 ${id}。` },
    { hint: { en: "Check the id, or register it first.", zh: "请核对编号，或先登记该企业。" } },
  );
}

function otherDistrict(enterprise: bigint, home: bigint): TongduiError {
  const [en, zh] = [districtText(home, "en"), districtText(home, "zh")];
  const id = formatEnterprise(enterprise);
  return new TongduiError(
    "OtherDistrict",
    { en: `Enterprise ${id} is not of ${en}, whose program this is.`, zh: `企业 ${id} 不属于本项目所属的${zh}。` },
    { hint: { en: "Its own district issues to it.", zh: "应由其所属区发放。" } },
  );
}

const STATUS: Readonly<Record<EnterpriseStatus, Text>> = {
  None: { en: "unknown", zh: "未登记" },
  Active: { en: "active", zh: "正常" },
  Frozen: { en: "frozen", zh: "被冻结" },
  Merged: { en: "merged into another", zh: "已并入其他企业" },
  Closed: { en: "closed", zh: "已注销" },
  Blacklisted: { en: "blacklisted", zh: "已列入黑名单" },
};

function notActive(enterprise: bigint, status: EnterpriseStatus): TongduiError {
  const id = formatEnterprise(enterprise);
  const { en, zh } = STATUS[status];
  return new TongduiError(
    "EnterpriseNotActive",
    { en: `Enterprise ${id} is ${en}, so nothing is issued to it.`, zh: `企业 ${id} ${zh}，不能向其发放。` },
    { hint: { en: "Take the row out.", zh: "请删除本行。" } },
  );
}

function twice(enterprise: bigint, line: number): TongduiError {
  const id = formatEnterprise(enterprise);
  return new TongduiError(
    "EnterpriseTwice",
    { en: `Enterprise ${id} stands on line ${line} already.`, zh: `企业 ${id} 已在第 ${line} 行出现。` },
    {
      hint: {
        en: "Take one of the rows out, or give --allow-repeats if it is meant to have several vouchers.",
        zh: "请删除其中一行；如确需向同一企业发放多张，请加 --allow-repeats。",
      },
    },
  );
}

function nothing(): TongduiError {
  return new TongduiError("FaceMissing", { en: "The face is nothing.", zh: "面额为零。" });
}

function tooGreat(face: bigint, most: bigint): TongduiError {
  return new TongduiError("FaceTooGreat", {
    en: `The face ${formatFen(face)} is above the program's greatest, ${formatFen(most)}.`,
    zh: `面额 ${formatFen(face)} 超过本项目单张最大面额 ${formatFen(most)}。`,
  });
}

function beyondCap(face: bigint, room: bigint, { yearlyCap, year }: Rules): TongduiError {
  return new TongduiError(
    "YearlyCapExceeded",
    {
      en: `The enterprise's group has room for ${formatFen(room)} more in ${year}, of ${formatFen(yearlyCap)}, and this row asks for ${formatFen(face)}.`,
      zh: `该企业所属集团 ${year} 年度上限 ${formatFen(yearlyCap)}，尚余 ${formatFen(room)}，本行为 ${formatFen(face)}。`,
    },
    {
      hint: {
        en: "What was issued to all firms of one controller counts, and the rows before this one.",
        zh: "同一实际控制人名下各企业本年度已发放金额及本表前面各行均计入。",
      },
    },
  );
}

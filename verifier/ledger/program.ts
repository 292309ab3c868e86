/** A program's terms and budget: contracts/Programs.sol and contracts/lib/Budget.sol. Money is fen, periods are days. */
import { refuse, type Text } from "../refusal.ts";
import { classesOf } from "./provider.ts";
import { demandWord, named, unpack } from "./word.ts";

const STATUSES = ["none", "proposed", "open", "stopped"] as const;

export type ProgramStatus = Exclude<(typeof STATUSES)[number], "none">;

export type Terms = {
  readonly home: number;
  /** The part of a contract that a voucher covers, in basis points (10,000 for the whole). */
  readonly share: number;
  /** Per actual controller and calendar year. */
  readonly yearlyCap: bigint;
  readonly greatestFace: bigint;
  readonly leastContract: bigint;
  readonly useByDays: number;
  readonly claimByDays: number;
  /** Of the one extension; 0 for none. */
  readonly extensionDays: number;
  readonly noticeFloor: number;
  readonly noticeCeiling: number;
  readonly graceDays: number;
  readonly resolveDays: number;
  /** Shanghai day. */
  readonly lastIssueDay: number;
  /** The districts whose approval an issue also needs. */
  readonly joint: readonly number[];
  /** The numbers of service classes, rising. */
  readonly classes: readonly number[];
  /** SHA-256 of the policy document, as `0x…`. */
  readonly policy: string;
};

export type Budget = {
  readonly approved: bigint;
  readonly outstanding: bigint;
  readonly redeemed: bigint;
  readonly paid: bigint;
  readonly recovered: bigint;
};

const FIRST = [
  ["home", 16],
  ["share", 16],
  ["yearlyCap", 48],
  ["greatestFace", 48],
  ["leastContract", 48],
  ["useByDays", 16],
  ["claimByDays", 16],
  ["extensionDays", 16],
  ["noticeFloor", 8],
  ["noticeCeiling", 8],
  ["graceDays", 8],
  ["resolveDays", 8],
] as const;

const BUDGET = [
  ["approved", 48],
  ["outstanding", 48],
  ["redeemed", 48],
  ["paid", 48],
  ["recovered", 48],
] as const;

/** @param words its five words. @throws Refusal `Unknown`, `WordImpossible`. */
export function readTerms(id: bigint, words: readonly [bigint, bigint, bigint, bigint, bigint]): Terms {
  const what = whatOf(id);
  const [first, second, joint, classes, policy] = words;
  if (words.every((word) => word === 0n)) refuse("Unknown", what);
  const read = unpack(first, FIRST, what);
  const { lastIssueDay } = unpack(second, [["lastIssueDay", 16]], what);
  demandWord(read.home > 0n && read.share > 0n && read.share <= 10_000n, what);
  demandWord(read.greatestFace > 0n && read.greatestFace <= read.yearlyCap && read.useByDays > 0n, what);
  demandWord(read.noticeFloor > 0n && read.noticeFloor <= read.noticeCeiling, what);
  demandWord(read.graceDays > 0n && read.resolveDays > 0n && classes > 0n && policy > 0n, what);
  return {
    home: Number(read.home),
    share: Number(read.share),
    yearlyCap: read.yearlyCap,
    greatestFace: read.greatestFace,
    leastContract: read.leastContract,
    useByDays: Number(read.useByDays),
    claimByDays: Number(read.claimByDays),
    extensionDays: Number(read.extensionDays),
    noticeFloor: Number(read.noticeFloor),
    noticeCeiling: Number(read.noticeCeiling),
    graceDays: Number(read.graceDays),
    resolveDays: Number(read.resolveDays),
    lastIssueDay: Number(lastIssueDay),
    joint: jointOf(joint, read.home, what),
    classes: classesOf(classes),
    policy: `0x${policy.toString(16).padStart(64, "0")}`,
  };
}

/** @throws Refusal `WordImpossible`. */
export function readProgramStatus(id: bigint, word: bigint): ProgramStatus {
  const what = whatOf(id);
  const { status } = unpack(word, [["status", 8]], what);
  const name = named(status, STATUSES, what);
  if (name === "none") refuse("WordImpossible", what);
  return name;
}

/** @throws Refusal `WordImpossible`, also where the figures break what always holds between them. */
export function readBudget(id: bigint, word: bigint): Budget {
  const budget = unpack(word, BUDGET, whatOf(id));
  const { approved, outstanding, redeemed, paid, recovered } = budget;
  demandWord(outstanding + redeemed <= approved && recovered <= paid && paid <= redeemed, whatOf(id));
  return budget;
}

/** Up to eight, each once and none the home district; nothing after the first that is missing. */
function jointOf(word: bigint, home: bigint, what: Text): number[] {
  const eight = Array.from({ length: 8 }, (_, i) => (word >> BigInt(16 * i)) & 0xffffn);
  const joint = eight.filter((district) => district !== 0n);
  demandWord(word >> 128n === 0n && eight.slice(0, joint.length).every((district) => district !== 0n), what);
  demandWord(new Set([home, ...joint]).size === joint.length + 1, what);
  return joint.map(Number);
}

function whatOf(id: bigint): Text {
  return { en: `program ${id}`, zh: `项目 ${id}` };
}

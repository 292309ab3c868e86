/** A provider's admission: the record in contracts/Providers.sol, in four words. Days are Shanghai days. */
import { refuse, type Text } from "../refusal.ts";
import { providerText } from "./ids.ts";
import { demandWord, named, unpack, yesOrNo } from "./word.ts";

const STATUSES = [
  "none",
  "proposed",
  "countersigned",
  "declined",
  "admitted",
  "suspended",
  "removed",
  "blacklisted",
] as const;

export type ProviderStatus = Exclude<(typeof STATUSES)[number], "none">;

export type ProviderState = {
  /** The account that signs for it, as `0x…`. */
  readonly wallet: string;
  readonly validFrom: number;
  readonly validThrough: number;
  /** The last day of the notice of its admission; 0 until it is countersigned. */
  readonly noticeEnd: number;
  readonly status: ProviderStatus;
  /** A change of the wallet is under way, and it signs for nothing meanwhile. */
  readonly stopped: boolean;
  /** The numbers of the service classes that it is admitted for, rising. */
  readonly classes: readonly number[];
  /** The commitment of its profile, as `0x…`. */
  readonly profile: string;
};

const FIELDS = [
  ["wallet", 160],
  ["group", 32],
  ["validFrom", 16],
  ["validThrough", 16],
  ["noticeEnd", 16],
  ["status", 8],
  ["stopped", 8],
] as const;

/** @param words its four words. @throws Refusal `Unknown`, `WordImpossible`. */
export function readProvider(id: bigint, words: readonly [bigint, bigint, bigint, bigint]): ProviderState {
  const text = providerText(id);
  const what: Text = { en: `provider ${text}`, zh: `服务机构 ${text}` };
  const [first, classes, party, profile] = words;
  if (words.every((word) => word === 0n)) refuse("Unknown", what);
  const read = unpack(first, FIELDS, what);
  const status = named(read.status, STATUSES, what);
  if (status === "none") refuse("WordImpossible", what);
  demandWord(read.wallet > 0n && read.group > 0n && read.validFrom <= read.validThrough, what);
  demandWord(classes > 0n && party > 0n, what);
  demandWord(status === "declined" || (status === "proposed") === (read.noticeEnd === 0n), what);
  return {
    wallet: `0x${read.wallet.toString(16).padStart(40, "0")}`,
    validFrom: Number(read.validFrom),
    validThrough: Number(read.validThrough),
    noticeEnd: Number(read.noticeEnd),
    status,
    stopped: yesOrNo(read.stopped, what),
    classes: classesOf(classes),
    profile: `0x${profile.toString(16).padStart(64, "0")}`,
  };
}

/** The numbers of service classes, rising: bit n stands for class n. */
export function classesOf(bits: bigint): number[] {
  return Array.from({ length: 256 }, (_, n) => n).filter((n) => ((bits >> BigInt(n)) & 1n) === 1n);
}

/** The stages of the funnel, and what of a line of figures stands at each. */
import type { FunnelLine } from "../app/answers.ts";
import type { Text } from "../app/language.tsx";
import { sumOf, type Sum } from "../app/sums.ts";

export const STAGES = ["approved", "issued", "ordered", "redeemed", "paid", "expired"] as const;
export type Stage = (typeof STAGES)[number];

export const STAGE_NAMES: Readonly<Record<Stage, Text>> = {
  approved: { en: "Budget approved", zh: "已批预算" },
  issued: { en: "Issued", zh: "已发放" },
  ordered: { en: "Ordered", zh: "已下单" },
  redeemed: { en: "Spent", zh: "已核销" },
  paid: { en: "Paid", zh: "已拨付" },
  expired: { en: "Expired unused", zh: "过期未用" },
};

/** A line with what is ordered: locked for an order, or spent on it already. */
export interface Line extends FunnelLine {
  readonly ordered: string | null;
}

export function lineOf(line: FunnelLine): Line {
  const { locked, redeemed } = line;
  const ordered = locked === null || redeemed === null ? null : (BigInt(locked) + BigInt(redeemed)).toString();
  return { ...line, ordered };
}

export function sumsOf(lines: readonly Line[]): Readonly<Record<Stage, Sum>> {
  const pairs = STAGES.map((stage) => [stage, sumOf(lines, stage)] as const);
  return Object.fromEntries(pairs) as Record<Stage, Sum>;
}

/** `37%` of the vouchers. @returns undefined where there are none. */
export function shareUsed(lines: readonly Pick<Line, "vouchers" | "used">[]): string | undefined {
  const count = (figure: "vouchers" | "used") => lines.reduce((sum, line) => sum + (line[figure] ?? 0), 0);
  const vouchers = count("vouchers");
  return vouchers === 0 ? undefined : `${Math.floor((count("used") * 100) / vouchers)}%`;
}

/** What a district lets the public see: kept by its office, applied by its index, told by the portal. */
import type { PaperKind } from "./applications.ts";
import type { Text } from "./text/text.ts";

/** How an enterprise is shown: by name, by its number alone, or not at all. */
export const ENTERPRISES_SHOWN = ["name", "pseudonym", "none"] as const;

export interface Publication {
  readonly enterprises: (typeof ENTERPRISES_SHOWN)[number];
  readonly amounts: boolean;
  /** Aggregates of fewer than five are not broken down. */
  readonly smallCells: boolean;
  /** Says something only where amounts and enterprises are published too: see {@link publishesProofs}. */
  readonly proofs: boolean;
}

/** Sizes of firms, as the national statistics class them. */
export const FIRM_SIZES = ["micro", "small", "medium", "large"] as const;
export type FirmSize = (typeof FIRM_SIZES)[number];

export const FIRM_SIZE_NAMES: Readonly<Record<FirmSize, Text>> = {
  micro: { en: "micro", zh: "微型企业" },
  small: { en: "small", zh: "小型企业" },
  medium: { en: "medium-sized", zh: "中型企业" },
  large: { en: "large", zh: "大型企业" },
};

/**
 * What the ledger does not hold of a program's policy, and its Bureau goes by: for firms of which sizes it is, any where none are named,
 * and which papers an application needs.
 */
export interface Conditions {
  readonly sizes?: readonly FirmSize[];
  readonly papers?: readonly PaperKind[];
}

/** What holds before anybody has set anything, and of a district that was never heard. */
export const STRICTEST: Publication = { enterprises: "none", amounts: false, smallCells: true, proofs: false };

/** A proof tells amounts and the holder's number, so it is everybody's only where the district publishes both. */
export function publishesProofs({ enterprises, amounts, proofs }: Publication): boolean {
  return proofs && amounts && enterprises !== "none";
}

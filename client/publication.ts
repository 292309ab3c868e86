/** What a district lets the public see: kept by its office, applied by its index, told by the portal. */

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

/** What holds before anybody has set anything, and of a district that was never heard. */
export const STRICTEST: Publication = { enterprises: "none", amounts: false, smallCells: true, proofs: false };

/** A proof tells amounts and the holder's number, so it is everybody's only where the district publishes both. */
export function publishesProofs({ enterprises, amounts, proofs }: Publication): boolean {
  return proofs && amounts && enterprises !== "none";
}

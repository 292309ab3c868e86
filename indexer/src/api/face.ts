/** What of a district is shown to whoever asks. */

/** What is shown of one district. */
export interface Shown {
  /** Which enterprise, by its number. */
  readonly enterprises: boolean;
  /** Of single vouchers, orders and payments. */
  readonly amounts: boolean;
}

export interface Face {
  /** Wallets, groups and commitments of parties, what officers propose, and everything of every district. */
  readonly full: boolean;
  readonly of: (district: number) => Shown;
}

const EVERYTHING: Shown = { enterprises: true, amounts: true };

/** The face that is shown to a request. */
export function faceOf(): Face {
  return { full: true, of: () => EVERYTHING };
}

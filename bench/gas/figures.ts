/** Gas a voucher (or order), all in; null where it was not measured or there is no such act. */
export type Figures = Record<
  "issue100" | "place50" | "redeem50" | "pay50" | "expire100" | "life50" | "at100k",
  number | null
>;

export const NOTHING: Figures = {
  issue100: null,
  place50: null,
  redeem50: null,
  pay50: null,
  expire100: null,
  life50: null,
  at100k: null,
};

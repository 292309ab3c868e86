import fc from "fast-check";

/** What somebody may write where a number, a day or a name is asked for: rightly, nearly, and anything. */
export const word = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom(
    ...["2", "2-1", "P1-1", "csv", "0", "-1", "1e9", "99999999999", "2019-12-13", "2019-02-30", "'", "%00", "\u0000"],
    ...["Active", "石墨烯 powder", "':*&|!()"],
  ),
);

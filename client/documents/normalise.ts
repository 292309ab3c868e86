import { halfWidth } from "../text/width.ts";

/** White space of every kind, and the invisible marks that copying from spreadsheets and chats leaves behind. */
const BLANKS = /[\t-\r \u0085\u00A0\u00AD\u1680\u180E\u2000-\u200F\u2028-\u202F\u205F-\u206F\uFEFF]/g;

/**
 * The form in which a number or code is compared: half-width, letters a–z in upper case, all blanks removed. Applying it twice
 * changes nothing.
 *
 * Every rule is a list of code points, not a property of Unicode, so that two districts whose software is years apart get the
 * same bytes: {@link halfWidth}; U+0061–U+007A to U+0041–U+005A; and the removal of U+0009–000D, 0020, 0085, 00A0, 00AD, 1680,
 * 180E, 2000–200F, 2028–202F, 205F–206F and FEFF.
 */
export function normalise(text: string): string {
  return halfWidth(text)
    .replace(/[a-z]/g, (letter) => letter.toUpperCase())
    .replace(BLANKS, "");
}

/**
 * Turns the full-width forms that Chinese input methods produce into the half-width ones.
 *
 * Exactly two rules, so that every implementation agrees for ever: U+FF01–U+FF5E (`！`–`～`) become U+0021–U+007E, and
 * the ideographic space U+3000 becomes U+0020. This is deliberately less than Unicode's NFKC, which also rewrites
 * ligatures, circled numbers and much else, and grows with each version of Unicode.
 */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll("\u3000", " ");
}

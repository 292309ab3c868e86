/** Words of strangers inside our own sentences: it has to show where they begin and end, and that they are somebody else's. */

const LONGEST = 300;

/**
 * What would be obeyed, not be seen or be taken for the end of the quotation: control characters, ends of lines, marks that steer the
 * direction of writing, blanks of other widths and those that follow another, quotation marks.
 */
const UNSEEN = /(?<= ) |(?! )[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800"“”„‟]/gu;

/** In one line and in quotes, `⟨U+000A⟩` for what is not to be seen; of more than 300 characters the first ones and how many. */
export function quoted(words: string): string {
  const characters = [...words];
  const shown = characters.slice(0, LONGEST).join("").replace(UNSEEN, codeOf);
  return characters.length <= LONGEST ? `“${shown}”` : `“${shown}…” (${LONGEST}/${characters.length})`;
}

function codeOf(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `⟨U+${point.toString(16).toUpperCase().padStart(4, "0")}⟩`;
}

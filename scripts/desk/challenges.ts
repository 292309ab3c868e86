/**
 * Which office each sign-in text came from. An office that is not what it should be could hand on the text of another, and have the
 * officer's signature open that one for it.
 */

/** A page asks for one at a time; what is older than these has run out or was left. */
const MOST = 32;

export class Challenges {
  /** Districts by texts, the oldest first. */
  readonly #from = new Map<string, number>();

  /** @param district of the office whose answer the text was. A text that comes again is the last one's. */
  remember(district: number, text: string): void {
    this.#from.delete(text);
    this.#from.set(text, district);
    const [oldest] = this.#from.keys();
    if (this.#from.size > MOST && oldest !== undefined) this.#from.delete(oldest);
  }

  /** The district whose office gave a text; undefined for one that none gave. */
  districtOf(text: string): number | undefined {
    return this.#from.get(text);
  }
}

/** How often somebody may ask: so many times within so many seconds, counted by address or account. */

/** Of so many the count is kept; beyond that the oldest is forgotten. */
const MOST_KEYS = 10_000;

export class Throttle {
  readonly #most: number;
  readonly #milliseconds: number;
  readonly #now: () => number;
  readonly #counts = new Map<string, { since: number; count: number }>();

  constructor(most: number, seconds: number, now: () => number) {
    this.#most = most;
    this.#milliseconds = seconds * 1_000;
    this.#now = now;
  }

  /** Whether no more are taken for now; counts none. */
  isUsedUp(key: string): boolean {
    const there = this.#counts.get(key);
    return there !== undefined && this.#now() - there.since < this.#milliseconds && there.count >= this.#most;
  }

  /** Counts one. @returns 0, or after how many seconds the next one is taken. */
  take(key: string): number {
    const now = this.#now();
    const there = this.#counts.get(key);
    if (!there || now - there.since >= this.#milliseconds) {
      this.#counts.delete(key);
      this.#counts.set(key, { since: now, count: 1 });
      const [oldest] = this.#counts.keys();
      if (this.#counts.size > MOST_KEYS && oldest !== undefined) this.#counts.delete(oldest);
      return 0;
    }
    there.count += 1;
    return there.count <= this.#most ? 0 : Math.ceil((there.since + this.#milliseconds - now) / 1_000);
  }
}

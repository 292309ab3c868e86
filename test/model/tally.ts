/** How often each act was done, and how often refused for what. */
export class Tally {
  readonly #done = new Map<string, number>();
  readonly #refused = new Map<string, Map<string, number>>();

  /** @param refusal the error's name; undefined where it was done. */
  count(act: string, refusal?: string): void {
    if (refusal === undefined) {
      this.#done.set(act, (this.#done.get(act) ?? 0) + 1);
      return;
    }
    const reasons = this.#refused.get(act) ?? new Map<string, number>();
    this.#refused.set(act, reasons.set(refusal, (reasons.get(refusal) ?? 0) + 1));
  }

  get acts(): number {
    const refusals = [...this.#refused.values()].flatMap((reasons) => [...reasons.values()]);
    return [...this.#done.values(), ...refusals].reduce((sum, count) => sum + count, 0);
  }

  done(act: string): number {
    return this.#done.get(act) ?? 0;
  }

  refused(act: string): number {
    return [...(this.#refused.get(act)?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  }

  /** All of it in a line. */
  get summary(): string {
    const refused = [...this.#refused.keys()].reduce((sum, act) => sum + this.refused(act), 0);
    const reasons = new Set([...this.#refused.values()].flatMap((all) => [...all.keys()]));
    return `${this.acts} acts, of which ${refused} refused for ${reasons.size} reasons`;
  }

  /** A line an act: how often done, how often refused, and for what. */
  table(acts: readonly string[]): string {
    const lines = acts.map((act) => {
      const reasons = [...(this.#refused.get(act) ?? [])].sort(([, a], [, b]) => b - a);
      const why = reasons.map(([reason, count]) => `${reason} ${count}`).join(", ");
      const numbers = [this.done(act), this.refused(act)].map((count) => String(count).padStart(6)).join(" ");
      return `${act.padEnd(32)} ${numbers}  ${why}`;
    });
    return ["act                                done refused", ...lines].join("\n");
  }
}

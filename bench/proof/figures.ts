/** The figures of the proof's bench, and what each is to reach. */

export interface Figures {
  /** The packed file of a voucher's whole life. */
  readonly proofGzipKiB: number;
  /** Checking it, from the packed bytes to the verdict. */
  readonly verifyMs: number;
  /** The peer: a bare loop of recoveries over the same seals. */
  readonly recoveryMs: number;
  readonly verifyToRecovery: number;
  /** What a page loads to check proofs. */
  readonly bundleGzipKiB: number;
}

const atMost = (most: number) => ({ said: `≤ ${most}`, isMet: (figure: number) => figure <= most });
const peer = { said: "", isMet: () => true };

export const AIMS: Readonly<Record<keyof Figures, { said: string; isMet: (figure: number) => boolean }>> = {
  proofGzipKiB: atMost(48),
  verifyMs: atMost(60),
  recoveryMs: peer,
  verifyToRecovery: atMost(4),
  bundleGzipKiB: atMost(120),
};

/** The names of those that miss their aim. */
export function missed(figures: Figures): (keyof Figures)[] {
  return (Object.keys(AIMS) as (keyof Figures)[]).filter((name) => !AIMS[name].isMet(figures[name]));
}

/** A line a figure: what was measured, its aim, and whether it is met. */
export function asTable(figures: Figures): string {
  const rows = (Object.keys(AIMS) as (keyof Figures)[]).map((name) => {
    const { said, isMet } = AIMS[name];
    const verdict = said === "" ? "the peer" : `${said.padEnd(8)}${isMet(figures[name]) ? "met" : "missed"}`;
    return `  ${name.padEnd(18)}${figures[name].toFixed(1).padStart(8)}   ${verdict}`;
  });
  return [`  ${"figure".padEnd(18)}${"measured".padStart(8)}   aim`, ...rows].join("\n");
}

/**
 * Appeals against suspensions of providers, at the office of the provider's district.
 *
 * RULES
 * - A suspension stands where an application's refusal stands: from there its appeal takes the steps of client/applications.ts.
 * - One appeal a suspension, within {@link APPEAL_DAYS} days, by whoever signs for the provider.
 * - The Bureau suspends, so the district's Approver decides, with an account other than the one that suspended and for no provider of its own.
 * - A granted appeal changes nothing on the ledger by itself. The Bureau proposes the reinstatement there, and the Approver confirms it.
 */
import {
  APPEAL_DAYS,
  type ApplicationState,
  type ErasureTold,
  type PaperTold,
  type StepName,
  type StepTold,
} from "./applications.ts";

export { APPEAL_DAYS };

/** A suspension as the ledger tells it. */
export interface Suspension {
  /** `P2-1`. */
  readonly provider: string;
  /** Commitment to why. */
  readonly reason: string;
  /** The account that suspended. */
  readonly by: string;
  /** Day of the ledger's calendar. */
  readonly on: string;
}

/** One that stands, as it is told to whoever signs for the provider. */
export interface SuspensionTold extends Suspension {
  /** Why, in words; null where the office does not have them. */
  readonly why: string | null;
  /** The last day on which it may be appealed. */
  readonly appealThrough: string;
  /** Of its appeal; null before one was begun. */
  readonly appeal: string | null;
}

/** The steps that an appeal takes, once it was begun. */
export const SUSPENSION_STEPS = ["appeal", "withdraw", "grant", "uphold"] as const satisfies readonly StepName[];
export type SuspensionStep = (typeof SUSPENSION_STEPS)[number];

export interface SuspensionAppealTold {
  readonly id: string;
  /** `refused` before it was handed in. */
  readonly state: ApplicationState;
  /** Day on which it got into its state. */
  readonly since: string;
  readonly provider: string;
  /** Null where it was erased. */
  readonly suspension: Suspension | null;
  readonly erased: ErasureTold | null;
  /** Whether whoever asks can erase it now. */
  readonly canErase: boolean;
  /** As {@link SuspensionTold.why}. */
  readonly why: string | null;
  /** Whether the provider is still suspended by it. */
  readonly stands: boolean;
  readonly papers: readonly PaperTold[];
  readonly steps: readonly StepTold[];
  readonly can: readonly SuspensionStep[];
}

/** With which the Bureau proposes on the ledger what a granted appeal calls for, and the Approver confirms it. */
export function reinstating(provider: string): readonly [propose: string, confirm: string] {
  const command = `npx tongdui provider reinstate ${provider}`;
  return [`${command} --reason "…"`, `${command} --confirm`];
}

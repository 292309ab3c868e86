/**
 * An enterprise's application for a voucher: what states it goes through, whose turn it is, and which papers it needs. An office keeps
 * it, the desk shows it; the ledger knows nothing of it before its list is announced.
 *
 * RULES
 * - Who decides says why: to ask back, to refuse and to decide an appeal take words; to accept does not.
 * - A refusal is appealed once, and the district's Approver decides, with an account other than the one that refused.
 * - What was accepted is put into one list, which becomes the file of `tongdui voucher plan`.
 */
import type { Text } from "./text/text.ts";

export const APPLICATION_STATES = [
  "draft",
  "submitted",
  "back",
  "accepted",
  "refused",
  "appealed",
  "upheld",
  "listed",
  "withdrawn",
] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** Those at whose end nothing more happens. */
export const ENDED_STATES: readonly ApplicationState[] = ["upheld", "listed", "withdrawn"];

export type StepBy = "applicant" | "bureau" | "approver";

interface Step {
  readonly by: StepBy;
  readonly from: readonly ApplicationState[];
  readonly to: ApplicationState;
  /** Whether it takes words. */
  readonly says: boolean;
}

const OPEN: readonly ApplicationState[] = ["draft", "submitted", "back", "accepted", "refused", "appealed"];

export const STEPS = {
  submit: { by: "applicant", from: ["draft", "back"], to: "submitted", says: false },
  askBack: { by: "bureau", from: ["submitted"], to: "back", says: true },
  accept: { by: "bureau", from: ["submitted"], to: "accepted", says: false },
  refuse: { by: "bureau", from: ["submitted"], to: "refused", says: true },
  appeal: { by: "applicant", from: ["refused"], to: "appealed", says: true },
  grant: { by: "approver", from: ["appealed"], to: "accepted", says: true },
  uphold: { by: "approver", from: ["appealed"], to: "upheld", says: true },
  withdraw: { by: "applicant", from: OPEN, to: "withdrawn", says: false },
} as const satisfies Readonly<Record<string, Step>>;

export type StepName = keyof typeof STEPS;
export const STEP_NAMES = Object.keys(STEPS) as readonly StepName[];

export function stepOf(name: StepName): Step {
  return STEPS[name];
}

/** The steps that somebody can take of an application in a state. */
export function stepsFrom(state: ApplicationState, by: readonly StepBy[]): StepName[] {
  return STEP_NAMES.filter((name) => by.includes(STEPS[name].by) && stepOf(name).from.includes(state));
}

/** A refusal is appealed within so many days. */
export const APPEAL_DAYS = 60;

/** Papers, by what they show. */
export const PAPER_KINDS = ["licence", "quotation", "plan", "other"] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** Without these an application is not complete. */
export const PAPERS_NEEDED: readonly PaperKind[] = ["licence", "quotation"];

export const PAPER_NAMES: Readonly<Record<PaperKind, Text>> = {
  licence: { en: "Business licence", zh: "营业执照" },
  quotation: { en: "Quotation or draft of the contract", zh: "报价单或合同草案" },
  plan: { en: "Description of what is needed", zh: "服务需求说明" },
  other: { en: "Other paper", zh: "其他材料" },
};

/** Of one paper. */
export const MOST_PAPER_BYTES = 4 * 1_048_576;
/** Of one application. */
export const MOST_PAPERS = 10;

/** What papers are, by their content. */
export const PAPER_TYPES = ["application/pdf", "image/png", "image/jpeg"] as const;
export type PaperType = (typeof PAPER_TYPES)[number];

/** What an enterprise asks for. Amounts in fen, as text. */
export interface Wanted {
  readonly program: number;
  /** Face of the voucher. */
  readonly face: string;
  readonly serviceClass: number;
  readonly contractValue: string;
  /** `P1-1`; null where none is chosen yet. */
  readonly provider: string | null;
  /** What the service is for, in the enterprise's words. */
  readonly purpose: string;
}

export interface PaperTold {
  readonly id: string;
  readonly kind: PaperKind;
  readonly name: string;
  readonly type: PaperType;
  readonly bytes: number;
  readonly sha256: string;
}

export interface StepTold {
  readonly step: StepName | "make" | "list" | "unlist";
  /** ISO 8601. */
  readonly at: string;
  readonly by: string;
  /** Null where nothing was said. */
  readonly words: string | null;
  /** Fen, of what was accepted. */
  readonly face: string | null;
}

export interface ApplicationTold {
  readonly id: string;
  readonly enterprise: string;
  readonly state: ApplicationState;
  /** Day of the ledger's calendar on which it got into its state. */
  readonly since: string;
  readonly wanted: Wanted;
  /** What was accepted, in fen; null before. */
  readonly granted: string | null;
  readonly papers: readonly PaperTold[];
  readonly missing: readonly PaperKind[];
  readonly steps: readonly StepTold[];
  /** What whoever asks can do with it now. */
  readonly can: readonly StepName[];
  /** Why the ledger would not issue or use such a voucher today; empty where it would. */
  readonly against: readonly { readonly code: string; readonly sentence: Text }[];
}

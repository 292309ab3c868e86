/**
 * Applications: an enterprise's for a voucher, an institution's for admission as a provider. What states one goes through, whose turn it
 * is, and which papers it needs. An office keeps it, the desk shows it; the ledger knows nothing of it before its list is announced,
 * or the admission proposed.
 *
 * RULES
 * - Who decides says why: to ask back, to refuse and to decide an appeal take words; to accept does not.
 * - A refusal is appealed once, and the district's Approver decides, with an account other than the one that refused.
 * - For a voucher the Bureau answers and the Approver decides an appeal; for an admission the Operator answers and the Bureau decides.
 * - What was accepted is put into one list, which becomes the file of `tongdui voucher plan`; admissions become that of
 *   `tongdui provider import`.
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

/** `reviewer` and `appeal`: who answers an application, and who decides an appeal. */
export type StepBy = "applicant" | "reviewer" | "appeal";

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
  askBack: { by: "reviewer", from: ["submitted"], to: "back", says: true },
  accept: { by: "reviewer", from: ["submitted"], to: "accepted", says: false },
  refuse: { by: "reviewer", from: ["submitted"], to: "refused", says: true },
  appeal: { by: "applicant", from: ["refused"], to: "appealed", says: true },
  grant: { by: "appeal", from: ["appealed"], to: "accepted", says: true },
  uphold: { by: "appeal", from: ["appealed"], to: "upheld", says: true },
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

/** What was begun and is neither handed in nor changed for so many days may be erased unread. */
export const DRAFT_DAYS = 60;

/** Papers, by what they show. */
export const PAPER_KINDS = ["licence", "quotation", "plan", "qualification", "pledge", "other"] as const;
export type PaperKind = (typeof PAPER_KINDS)[number];

/** Those of an application for a voucher. */
export const VOUCHER_PAPERS = ["licence", "quotation", "plan", "other"] as const satisfies readonly PaperKind[];
/** Those of an application for admission. */
export const ADMISSION_PAPERS = ["licence", "qualification", "pledge", "other"] as const satisfies readonly PaperKind[];
export const ADMISSION_PAPERS_NEEDED: readonly PaperKind[] = ["licence", "qualification", "pledge"];

/** Without these an application for a voucher is not complete, unless the district has set others. */
export const PAPERS_NEEDED: readonly PaperKind[] = ["licence", "quotation"];

export const PAPER_NAMES: Readonly<Record<PaperKind, Text>> = {
  licence: { en: "Business licence", zh: "营业执照" },
  quotation: { en: "Quotation or draft of the contract", zh: "报价单或合同草案" },
  plan: { en: "Description of what is needed", zh: "服务需求说明" },
  qualification: { en: "Proof of qualification for the services", zh: "服务资质证明" },
  pledge: { en: "Signed pledge of honest service", zh: "诚信服务承诺书" },
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

/** What an institution asks for that wants to be a provider. */
export interface AdmissionWanted {
  readonly name: string;
  readonly englishName: string | null;
  readonly creditCode: string;
  /** What identifies its actual controller: a credit code, an identity or passport number. */
  readonly controller: string;
  readonly address: string;
  readonly serviceClasses: readonly number[];
  /** What it can do, in its words. */
  readonly purpose: string;
}

export interface AdmissionTold {
  readonly id: string;
  /** The account that will sign for it. */
  readonly account: string;
  readonly state: ApplicationState;
  readonly since: string;
  /** Null where it was erased. */
  readonly wanted: AdmissionWanted | null;
  readonly erased: ErasureTold | null;
  /** Whether whoever asks can erase it now. */
  readonly canErase: boolean;
  readonly papers: readonly PaperTold[];
  readonly missing: readonly PaperKind[];
  readonly steps: readonly StepTold[];
  readonly can: readonly StepName[];
}

/** Of what was erased. */
export interface ErasureTold {
  /** ISO 8601. */
  readonly at: string;
  readonly by: string;
  /** Null for what was never handed in, which goes unread. */
  readonly why: string | null;
}

export interface PaperKept {
  readonly id: string;
  readonly kind: PaperKind;
  readonly name: string;
  readonly type: PaperType;
  readonly bytes: number;
  readonly sha256: string;
  readonly erased: null;
}

interface PaperErased extends Pick<PaperKept, "id" | "kind"> {
  readonly erased: ErasureTold;
}

export type PaperTold = PaperKept | PaperErased;

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
  readonly program: number;
  /** Null where it was erased. */
  readonly wanted: Wanted | null;
  readonly erased: ErasureTold | null;
  /** Whether whoever asks can erase it now. */
  readonly canErase: boolean;
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

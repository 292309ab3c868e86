/** What an office tells of applications, held against what these should be; both kinds in one form. */
import { z } from "zod";
import {
  APPLICATION_STATES,
  PAPER_KINDS,
  STEP_NAMES,
  type ApplicationState,
  type PaperKind,
  type PaperTold,
  type StepName,
  type StepTold,
} from "../../client/applications.ts";
import type { Text } from "../../client/text/text.ts";

/** Of one in a list. */
export interface Listed {
  readonly id: string;
  /** The enterprise, or the account that applies for admission. */
  readonly owner: string;
  readonly state: ApplicationState;
  readonly since: string;
  /** In short: what is asked for. */
  readonly what: readonly string[];
}

export interface ListedPage {
  readonly items: readonly Listed[];
  /** After which the next page begins; null at the end. */
  readonly next: string | null;
}

/** @typeParam W what is asked for. */
export interface Told<W> {
  readonly id: string;
  readonly owner: string;
  readonly state: ApplicationState;
  /** Day of the ledger's calendar. */
  readonly since: string;
  readonly wanted: W;
  /** Fen that were accepted, where it is about an amount. */
  readonly granted: string | null;
  readonly papers: readonly PaperTold[];
  readonly missing: readonly PaperKind[];
  readonly steps: readonly StepTold[];
  readonly can: readonly StepName[];
  readonly against: readonly { readonly code: string; readonly sentence: Text }[];
}

export const fen = z.string().regex(/^\d{1,15}$/);
const text = z.object({ en: z.string(), zh: z.string() });

/** Why is null for what was never handed in. */
const erasure = z.object({ at: z.iso.datetime(), by: z.string(), why: z.string().nullable() });

const paperErased = z.object({ id: z.string(), kind: z.enum(PAPER_KINDS), erased: erasure });
const paper = z.object({
  id: z.string(),
  kind: z.enum(PAPER_KINDS),
  name: z.string(),
  type: z.enum(["application/pdf", "image/png", "image/jpeg"]),
  bytes: z.number(),
  sha256: z.string(),
  erased: z.null(),
});

/** What stays of an application that was erased. */
export const erasedTold = z.object({ id: z.string(), state: z.enum(APPLICATION_STATES), erased: erasure });
export type ErasedTold = z.infer<typeof erasedTold>;

const step = z.object({
  step: z.enum([...STEP_NAMES, "make", "list", "unlist"]),
  at: z.iso.datetime(),
  by: z.string(),
  words: z.string().nullable(),
  face: fen.nullable(),
});

const shared = {
  id: z.string(),
  state: z.enum(APPLICATION_STATES),
  since: z.string(),
  papers: z.array(z.union([paper, paperErased])),
  steps: z.array(step),
  can: z.array(z.enum(STEP_NAMES)),
};
const common = { ...shared, missing: z.array(z.enum(PAPER_KINDS)) };

const wanted = z.object({
  program: z.number(),
  face: fen,
  serviceClass: z.number(),
  contractValue: fen,
  provider: z.string().nullable(),
  purpose: z.string(),
});

export const applicationTold = z
  .object({
    ...common,
    enterprise: z.string(),
    wanted,
    granted: fen.nullable(),
    against: z.array(z.object({ code: z.string(), sentence: text })),
  })
  .transform(({ enterprise: owner, ...rest }) => ({ owner, ...rest }));

export const admissionTold = z
  .object({
    ...common,
    account: z.string(),
    wanted: z.object({
      name: z.string(),
      englishName: z.string().nullable(),
      creditCode: z.string(),
      controller: z.string(),
      address: z.string(),
      serviceClasses: z.array(z.number()),
      purpose: z.string(),
    }),
  })
  .transform(({ account: owner, ...rest }) => ({ owner, granted: null, against: [], ...rest }));

const listed = { id: z.string(), state: z.enum(APPLICATION_STATES), since: z.string() };

export const applicationsListed = z.object({
  next: z.string().nullable(),
  items: z.array(
    z.object({
      ...{ ...listed, enterprise: z.string(), program: z.number(), granted: fen.nullable() },
      /** Null where it was erased. */
      wanted: wanted.nullable(),
    }),
  ),
});

export const admissionsListed = z.object({
  next: z.string().nullable(),
  items: z.array(
    z.object({
      ...{ ...listed, account: z.string() },
      /** Null where it was erased. */
      ...{ name: z.string().nullable(), serviceClasses: z.array(z.number()).nullable() },
    }),
  ),
});

const suspension = { provider: z.string(), reason: z.string(), by: z.string(), on: z.string() };
/** In words; null where an office has none. */
const why = z.string().nullable();

export const suspensionTold = z
  .object({ ...shared, provider: z.string(), suspension: z.object(suspension), why, stands: z.boolean() })
  .transform(({ provider: owner, suspension: against, why: words, stands, ...rest }) => ({
    ...{ owner, granted: null, against: [], missing: [], wanted: { ...against, why: words, stands } },
    ...rest,
  }));

export const suspensionsListed = z.object({
  /** Under which the providers are that whoever asks signs for. */
  suspensions: z.array(z.object({ ...suspension, why, appealThrough: z.string(), appeal: z.string().nullable() })),
  appeals: z.array(z.object({ ...listed, provider: z.string(), suspendedOn: z.string().nullable() })),
});

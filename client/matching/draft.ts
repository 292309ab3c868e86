/**
 * A demand or an offer from what a person wrote down to the message that is signed: the same for the command and the browser, so that
 * both come to the same commitments and the same number.
 */
import { KeptDocument, type Matter } from "../documents/record.ts";
import type { Day } from "../days.ts";
import { formatEnterprise, formatProvider } from "../ids.ts";
import type { Demand, Offer } from "./messages.ts";
import {
  jsonOfText,
  mattersOf,
  privateTextSchema,
  publicTextOf,
  publicTextSchema,
  type PostKind,
  type PrivateText,
} from "./texts.ts";

export interface PostDraft {
  /** The enterprise of a demand, the provider of an offer. */
  readonly party: bigint;
  /** The demand that an offer answers; zero for none. */
  readonly answers: string;
  readonly title: string;
  readonly text: string;
  readonly serviceClass: number;
  /** 0: anywhere. */
  readonly district: number;
  readonly through: Day;
  /** The last second at which it can be posted. */
  readonly deadline: bigint;
  readonly contact?: PrivateText["contact"] | undefined;
  readonly details?: string | undefined;
}

export function partyText(kind: PostKind, party: bigint): string {
  return kind === "demand" ? formatEnterprise(party) : formatProvider(party);
}

/** The private part to be kept; undefined where nothing private was written. @throws ZodError for what is too long. */
export function hiddenMatterOf(
  kind: PostKind,
  { party, contact, details }: Pick<PostDraft, "party" | "contact" | "details">,
): Matter | undefined {
  const hasContact = contact !== undefined && Object.values(contact).some((one) => one !== undefined);
  if (!hasContact && details === undefined) return undefined;
  const written = partyText(kind, party);
  const text = privateTextSchema.parse({
    kind: `${kind}, private part`,
    party: written,
    contact: contact ?? {},
    details,
  });
  return { ...mattersOf(kind, written).hidden, document: jsonOfText(text) };
}

/**
 * The public part to be kept.
 *
 * @param hidden the private part's commitment; null where there is none.
 * @throws ZodError for what is blank or too long.
 */
export function openMatterOf(kind: PostKind, draft: PostDraft, hidden: string | null): Matter {
  const text = publicTextSchema.parse(publicTextOf(kind, draft, draft, hidden));
  return { ...mattersOf(kind, partyText(kind, draft.party)).open, document: jsonOfText(text) };
}

/** @param content the public part's commitment. */
export function demandOfDraft(draft: PostDraft, content: string): Demand {
  const { party: enterprise, serviceClass, district, through, deadline } = draft;
  return { enterprise, content, serviceClass, district, through, deadline };
}

/** @param content the public part's commitment. */
export function offerOfDraft(draft: PostDraft, content: string): Offer {
  const { party: provider, answers: demand, serviceClass, district, through, deadline } = draft;
  return { provider, demand, content, serviceClass, district, through, deadline };
}

/** Both parts with fresh salts. */
export interface DraftTexts {
  readonly open: KeptDocument;
  readonly hidden: KeptDocument | undefined;
}

/** @param now milliseconds since 1970. @throws ZodError for what is blank or too long. */
export function textsOfDraft(kind: PostKind, draft: PostDraft, now: number): DraftTexts {
  const matter = hiddenMatterOf(kind, draft);
  const hidden = matter && KeptDocument.make(matter, now);
  return { open: KeptDocument.make(openMatterOf(kind, draft, hidden?.commitment ?? null), now), hidden };
}

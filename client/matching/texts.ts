/**
 * The text of a demand or an offer. It is two documents: the public part, whose commitment the ledger holds as `content`, and the
 * private part with the contact, which only the party's own district and, after a match, the other party read. The public part holds
 * the private one's commitment, so that one signature binds both and either can be shown or erased without the other.
 */
import { z } from "zod";
import { isoOfDay, type Day } from "../days.ts";
import type { Json } from "../documents/canonical.ts";
import type { Matter } from "../documents/record.ts";
import type { Demand, Offer } from "./messages.ts";

export const POST_KINDS = ["demand", "offer"] as const;
export type PostKind = (typeof POST_KINDS)[number];

/** Most characters. */
export const LONGEST = { title: 200, text: 10_000, details: 20_000, contact: 200 } as const;

const filled = (most: number) => z.string().trim().min(1).max(most);
const hash = z.string().regex(/^0x[0-9a-f]{64}$/);

/** What everybody may read. It does not say who posts: whether that is told, the party's district decides. */
export const publicTextSchema = z.strictObject({
  kind: z.enum(POST_KINDS),
  title: filled(LONGEST.title),
  /** What is wanted or offered, in words. */
  text: filled(LONGEST.text),
  serviceClass: z.number().int().min(0).max(255),
  /** Where a partner is sought; null anywhere. */
  district: z.number().int().min(1).max(65_535).nullable(),
  /** The last day, as in 2030-06-30. */
  through: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  /** Commitment of the private part; null where there is none. */
  private: hash.nullable(),
});
export type PublicText = z.infer<typeof publicTextSchema>;

/**
 * Whom to ask, and what is not for everybody. It says whose it is: a commitment stands open in the public part, and whoever names
 * another's in a text of its own is shown nothing for that.
 */
export const privateTextSchema = z.strictObject({
  kind: z.enum(["demand, private part", "offer, private part"]),
  /** As people write it: `2-15`, `P2-1`. */
  party: z.string().regex(/^P?\d{1,5}-\d{1,10}$/),
  contact: z.strictObject({
    name: filled(LONGEST.contact).optional(),
    phone: filled(LONGEST.contact).optional(),
    mail: filled(LONGEST.contact).optional(),
  }),
  details: filled(LONGEST.details).optional(),
});
export type PrivateText = z.infer<typeof privateTextSchema>;

/** A text as documents have it: undefined fields are none. */
export function jsonOfText(text: PublicText | PrivateText): Json {
  return JSON.parse(JSON.stringify(text)) as Json;
}

/** For what and about what the texts of a post are kept, here and in every office that is handed them. */
export function mattersOf(
  kind: PostKind,
  party: string,
): Readonly<Record<"open" | "hidden", Pick<Matter, "purpose" | "subject">>> {
  const subject = kind === "demand" ? `enterprise ${party}` : `provider ${party}`;
  return { open: { purpose: kind, subject }, hidden: { purpose: `${kind}, private part`, subject } };
}

/** Whether a public part is of what a message says. */
export function isTextOf(
  text: PublicText,
  kind: PostKind,
  { serviceClass, district, through }: Pick<Demand | Offer, "serviceClass" | "district" | "through">,
): boolean {
  return (
    text.kind === kind &&
    text.serviceClass === serviceClass &&
    (text.district ?? 0) === district &&
    text.through === isoOfDay(through)
  );
}

/** The public part of what a message will say. */
export function publicTextOf(
  kind: PostKind,
  { title, text }: Pick<PublicText, "title" | "text">,
  terms: { readonly serviceClass: number; readonly district: number; readonly through: Day },
  privatePart: string | null,
): PublicText {
  const district = terms.district === 0 ? null : terms.district;
  const [serviceClass, through] = [terms.serviceClass, isoOfDay(terms.through)];
  return { kind, title, text, serviceClass, district, through, private: privatePart };
}

/** The fields that everybody reads and somebody wrote in words. */
export function wordsOf({
  title,
  text,
}: Pick<PublicText, "title" | "text">): Readonly<Record<"title" | "text", string>> {
  return { title, text };
}

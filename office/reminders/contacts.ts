/** Where a party is reminded: set by whoever signs for it, shown to nobody else. */
import { z } from "zod";
import type { Lang } from "../../client/text/text.ts";
import type { Office, Queryable } from "../office.ts";
import type { Person } from "../people/person.ts";

type Sealing = Pick<Office, "vault" | "now">;

export const contactSchema = z.strictObject({ email: z.email().max(254), lang: z.enum(["en", "zh"]) });
export type Contact = z.output<typeof contactSchema>;

export interface KeptContact extends Contact {
  /** The account that set it. */
  readonly setBy: string;
}

export interface ContactTold {
  readonly party: string;
  /** Null where none is set. */
  readonly contact: { readonly email: string; readonly lang: Lang } | null;
}

/** @param contact undefined takes it away. */
export async function setContact(
  within: Queryable,
  { vault, now }: Sealing,
  party: string,
  contact: Contact | undefined,
  by: Person,
): Promise<void> {
  if (contact === undefined) {
    await within.query("DELETE FROM contacts WHERE party = $1", [party]);
    return;
  }
  await within.query(
    `INSERT INTO contacts VALUES ($1, $2, $3, $4)
     ON CONFLICT (party) DO UPDATE SET sealed = $2, since = $3, set_by = $4`,
    [party, vault.seal(rowName(party), JSON.stringify(contact)), new Date(now()), by.account],
  );
}

/** Of these parties, or of all where none are named. */
export async function contactsOf(
  within: Queryable,
  { vault }: Pick<Office, "vault">,
  parties?: readonly string[],
): Promise<ReadonlyMap<string, KeptContact>> {
  const { rows } = await within.query<{ party: string; sealed: Uint8Array; set_by: string }>(
    `SELECT party, sealed, set_by FROM contacts WHERE $1 OR party IN (SELECT jsonb_array_elements_text($2)) ORDER BY party`,
    [parties === undefined, JSON.stringify(parties ?? [])],
  );
  return new Map(
    rows.map(({ party, sealed, set_by: setBy }) => [party, { ...read(vault.open(rowName(party), sealed)), setBy }]),
  );
}

function read(bytes: Buffer): Contact {
  return contactSchema.parse(JSON.parse(bytes.toString("utf8")));
}

function rowName(party: string): string {
  return `contacts ${party}`;
}

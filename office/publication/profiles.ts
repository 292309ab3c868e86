/** Names behind ids: the profile that the ledger's commitment of a party was made of, where this office has it. */
import { z } from "zod";
import type { KeptDocument } from "../../client/documents/record.ts";
import { parseEnterprise, parseProvider } from "../../client/ids.ts";
import { contentOf } from "../documents/documents.ts";
import { Refusal } from "../http/refusal.ts";
import type { Office, Queryable } from "../office.ts";

/** What of a profile has a name in it; `scripts/registers/papers.ts` writes it. */
const profileSchema = z.object({
  kind: z.enum(["enterprise", "provider"]),
  name: z.string().min(1).max(200),
  englishName: z.string().min(1).max(200).optional(),
});

export interface Name {
  readonly zh: string;
  readonly en?: string;
}

/** `2-15` or `P2-1`. */
export const partyId = z
  .string()
  .regex(/^P?[1-9]\d{0,4}-[1-9]\d{0,9}$/)
  .refine((written) => isPartyId(written));

/** The commitment that the ledger holds of a party's profile. Reverts for a party that does not exist. */
export async function profileOnLedger({ at: { ledger } }: Pick<Office, "at">, party: string): Promise<string> {
  const found = party.startsWith("P")
    ? await ledger.providers.providerOf(parseProvider(party))
    : await ledger.enterprises.enterpriseOf(parseEnterprise(party));
  return found.profile;
}

/**
 * Enters a party's profile.
 *
 * @param commitment what the ledger holds of it.
 * @throws Refusal 404 where the office has no such document, 400 where it is no profile of such a party.
 */
export async function enterProfile(
  within: Queryable,
  office: Pick<Office, "vault" | "now">,
  { party, commitment, by }: { party: string; commitment: string; by: string },
): Promise<Name> {
  const name = await nameIn(within, office, party, commitment);
  await within.query(
    `INSERT INTO profiles (party, commitment, since, entered_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (party) DO UPDATE SET commitment = $2, since = $3, entered_by = $4`,
    [party, commitment, new Date(office.now()), by],
  );
  return name;
}

/** All names that are entered and whose documents are still here. */
export async function namesOf(office: Pick<Office, "database" | "vault">): Promise<Map<string, Name>> {
  const { rows } = await office.database.query<{ party: string; commitment: string }>(
    `SELECT party, commitment FROM profiles JOIN documents USING (commitment)
     WHERE sealed IS NOT NULL ORDER BY length(party), party`,
  );
  const names = new Map<string, Name>();
  for (const { party, commitment } of rows) {
    const known = namesKnown(office).get(commitment);
    const name = known ?? (await nameIn(office.database, office, party, commitment));
    namesKnown(office).set(commitment, name);
    names.set(party, name);
  }
  return names;
}

/** A party's credit code, of its entered profile; undefined where the office has none. */
export async function creditCodeOf(
  office: Pick<Office, "database" | "vault">,
  party: string,
): Promise<string | undefined> {
  const { rows } = await office.database.query<{ commitment: string }>(
    "SELECT commitment FROM profiles WHERE party = $1",
    [party],
  );
  const [row] = rows;
  const content = row && (await contentOf(office.database, office, row.commitment));
  return z.object({ creditCode: z.string() }).safeParse(content).data?.creditCode;
}

/** @throws Refusal 400 if a document that was handed over is not the one that the ledger's commitment is of. */
export function demandSame(document: KeptDocument, commitment: string, party: string): void {
  if (document.commitment === commitment) return;
  throw new Refusal(400, "ProfileOther", {
    en: `This is not the profile that the ledger has of ${party}.`,
    zh: `该文件不是账本所记 ${party} 的资料。`,
  });
}

/** What was opened once: a commitment never becomes that of another document. What of it may be shown is asked each time. */
const known = new WeakMap<Office["vault"], Map<string, Name>>();

function namesKnown({ vault }: Pick<Office, "vault">): Map<string, Name> {
  const names = known.get(vault) ?? new Map<string, Name>();
  known.set(vault, names);
  return names;
}

async function nameIn(
  within: Queryable,
  office: Pick<Office, "vault">,
  party: string,
  commitment: string,
): Promise<Name> {
  const content = await contentOf(within, office, commitment);
  if (content === undefined) throw profileUnknown(party);
  const result = profileSchema.safeParse(content);
  const kind = party.startsWith("P") ? "provider" : "enterprise";
  if (!result.success || result.data.kind !== kind) {
    throw new Refusal(400, "ProfileUnreadable", {
      en: `What the ledger's commitment of ${party} is of has no name in it.`,
      zh: `账本所记 ${party} 承诺值对应的文件中没有名称。`,
    });
  }
  const { name, englishName } = result.data;
  return { zh: name, ...(englishName === undefined ? {} : { en: englishName }) };
}

function profileUnknown(party: string): Refusal {
  return new Refusal(404, "ProfileUnknown", {
    en: `The office does not have the profile of ${party}. Take its document in first.`,
    zh: `办公系统中没有 ${party} 的资料文件，请先导入。`,
  });
}

function isPartyId(written: string): boolean {
  try {
    return (written.startsWith("P") ? parseProvider(written) : parseEnterprise(written)) > 0n;
  } catch {
    return false;
  }
}

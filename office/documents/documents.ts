/**
 * Documents with their salts, enciphered. What a document is kept for and about stands in plain text, and names no person.
 *
 * RULES
 * - One purpose, subject and document have one commitment, however often and by how many at once it is asked for. Officers of the
 *   district share theirs; anybody else has its own, so that nobody finds out by trying whether an officer's commitment is of what he guesses.
 * - What is read is opened with its salt and held against its commitment.
 * - Erasing takes salt and document away, also from the files of the database; what stays is that there was one.
 */
import type { Json } from "../../client/documents/canonical.ts";
import { keyOf, KeptDocument, type Matter } from "../../client/documents/record.ts";
import { Refusal } from "../http/refusal.ts";
import { ownLine } from "../log/accesses.ts";
import type { Office, Queryable } from "../office.ts";
import { OFFICERS, type Person } from "../people/person.ts";

/** What is told of a document without opening it. */
export interface Listed {
  readonly commitment: string;
  readonly purpose: string;
  readonly subject: string;
  readonly made: string;
  readonly erased?: string;
}

interface DocumentRow {
  readonly commitment: string;
  readonly purpose: string;
  readonly subject: string;
  readonly made: Date;
  readonly sealed: Uint8Array | null;
  readonly kept_by: string | null;
  readonly erased: Date | null;
}

const MOST_LISTED = 500;

/** Whether somebody sees all that is kept here, and not only what they themselves gave. */
export function seesAll({ kinds }: Person): boolean {
  return kinds.has("auditor") || OFFICERS.some((kind) => kinds.has(kind));
}

/** The commitment to a document: the same one each time, until it is erased. */
export async function commitDocument(
  within: Queryable,
  { vault, now }: Pick<Office, "vault" | "now">,
  matter: Matter,
  by: Person,
): Promise<string> {
  const made = KeptDocument.make(matter, now());
  const likeness = likenessOf(vault, matter, by);
  await insert(within, vault, made, likeness, by);
  const { rows } = await within.query<{ commitment: string }>("SELECT commitment FROM documents WHERE likeness = $1", [
    likeness,
  ]);
  return (rows[0] as { commitment: string }).commitment;
}

/**
 * Keeps a document that was handed over. Where another commitment to the same is here already, that one stays the one for new acts.
 *
 * @throws Refusal 409 if it was erased here: that is for good.
 */
export async function receiveDocument(
  within: Queryable,
  { vault }: Pick<Office, "vault">,
  document: KeptDocument,
  by: Person,
): Promise<void> {
  const { commitment } = document;
  const [there] = await rowsOf(within, "commitment = $1", commitment);
  if (there?.erased) throw documentErased(commitment);
  if (there) return;
  await insert(within, vault, document, likenessOf(vault, document, by), by);
  await insert(within, vault, document, null, by);
}

/** @throws Refusal 404 for one that is not here or not this person's to see, 409 for one that was erased. */
export async function openDocument(
  within: Queryable,
  { vault }: Pick<Office, "vault">,
  commitment: string,
  by: Person,
): Promise<KeptDocument> {
  const [row] = await rowsOf(within, "commitment = $1", commitment);
  if (!row || !(seesAll(by) || row.kept_by === by.account)) throw documentUnknown(commitment);
  if (row.sealed === null) throw documentErased(commitment);
  return opened(vault, commitment, row.sealed);
}

/** The content of a commitment, for the office's own use; undefined if it is not here any more. */
export async function contentOf(
  within: Queryable,
  { vault }: Pick<Office, "vault">,
  commitment: string,
): Promise<Json | undefined> {
  const [row] = await rowsOf(within, "commitment = $1", commitment);
  return row?.sealed ? opened(vault, commitment, row.sealed).document : undefined;
}

/**
 * Those about a subject that somebody sees, the oldest first. Of very many, the newest of each account that kept them, then the second of each,
 * and so on: nobody hides another's few behind their own many.
 */
export async function listDocuments(within: Queryable, subject: string, by: Person): Promise<Listed[]> {
  const { rows } = await within.query<DocumentRow>(
    `SELECT commitment, purpose, subject, made, erased FROM documents
     WHERE subject = $1 AND ($2 OR kept_by = $3)
     ORDER BY row_number() OVER (PARTITION BY kept_by ORDER BY made DESC, commitment), made DESC, commitment LIMIT $4`,
    [subject, seesAll(by), by.account, MOST_LISTED],
  );
  return rows
    .toSorted((one, other) => one.made.getTime() - other.made.getTime())
    .map(({ commitment, purpose, subject: about, made, erased }) => ({
      commitment,
      purpose,
      subject: about,
      made: made.toISOString(),
      ...(erased ? { erased: erased.toISOString() } : {}),
    }));
}

/**
 * Takes a document and its salt away. Erasing again changes nothing.
 *
 * @throws Refusal 404.
 */
export async function eraseDocument(
  within: Queryable,
  { now }: Pick<Office, "now">,
  commitment: string,
  by: Person,
  why: string,
): Promise<void> {
  const { rows } = await within.query(
    `UPDATE documents SET sealed = NULL, likeness = NULL, erased = $2, erased_by = $3, erased_why = $4, erased_line = $5
     WHERE commitment = $1 AND erased IS NULL RETURNING commitment`,
    [commitment, new Date(now()), by.account, why, await ownLine(within)],
  );
  if (rows.length === 1) return;
  const [row] = await rowsOf(within, "commitment = $1", commitment);
  if (!row) throw documentUnknown(commitment);
}

/** Officers of the district share one, anybody else has its own. */
function likenessOf(vault: Office["vault"], matter: Matter, by: Person): string {
  const scope = OFFICERS.some((kind) => by.kinds.has(kind)) ? "" : ` ${by.account}`;
  return vault.mac("likeness", keyOf(matter) + scope);
}

/** Opens what a row holds, and holds it against its commitment. */
export function opened(vault: Office["vault"], commitment: string, sealed: Uint8Array): KeptDocument {
  const document = KeptDocument.parse(vault.open(rowName(commitment), sealed).toString("utf8"), commitment);
  if (document.commitment === commitment) return document;
  throw new Error(`The row ${commitment} holds another document.`);
}

async function insert(
  within: Queryable,
  vault: Office["vault"],
  document: KeptDocument,
  likeness: string | null,
  by: Person,
): Promise<void> {
  const { commitment, purpose, subject, made } = document;
  await within.query(
    `INSERT INTO documents (commitment, likeness, purpose, subject, made, sealed, kept_by, kept_line)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
    [
      commitment,
      likeness,
      purpose,
      subject,
      new Date(made),
      vault.seal(rowName(commitment), document.text()),
      by.account,
      await ownLine(within),
    ],
  );
}

async function rowsOf(within: Queryable, condition: string, value: string): Promise<DocumentRow[]> {
  const { rows } = await within.query<DocumentRow>(
    `SELECT commitment, purpose, subject, made, sealed, kept_by, erased FROM documents WHERE ${condition}`,
    [value],
  );
  return rows;
}

function rowName(commitment: string): string {
  return `documents ${commitment}`;
}

export function documentUnknown(commitment: string): Refusal {
  return new Refusal(404, "DocumentUnknown", {
    en: `There is no document for the commitment ${commitment} here that you may see.`,
    zh: `此处没有您可查看的承诺值 ${commitment} 对应的文件。`,
  });
}

function documentErased(commitment: string): Refusal {
  return new Refusal(409, "DocumentErased", {
    en: `The document of the commitment ${commitment} was erased here, and that is for good.`,
    zh: `承诺值 ${commitment} 对应的文件已在此删除，不可恢复。`,
  });
}

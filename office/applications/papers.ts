/** Papers of an application. What a file is, its content says, whatever it is called; it is kept enciphered and given back as it was. */
import { createHash, randomUUID } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import {
  MOST_PAPER_BYTES,
  MOST_PAPERS,
  PAPER_TYPES,
  PAPERS_NEEDED,
  type PaperKind,
  type PaperTold,
  type PaperType,
} from "../../client/applications.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import type { Office, Queryable } from "../office.ts";

type Sealing = Pick<Office, "vault" | "now">;

interface PaperRow {
  readonly id: string;
  readonly kind: PaperKind;
  readonly type: PaperType;
  readonly bytes: number;
  readonly sha256: string;
  readonly sealed_name: Uint8Array;
}

export interface Paper {
  readonly kind: PaperKind;
  readonly name: string;
  readonly content: Uint8Array;
  readonly type: PaperType;
}

/** What somebody hands over as a paper. @throws Refusal 400, 413. */
export async function paperOf({ kind, name, content }: Omit<Paper, "type">): Promise<Paper> {
  if (content.length === 0) throw new Refusal(400, "PaperEmpty", EMPTY, "content");
  if (content.length > MOST_PAPER_BYTES) throw new Refusal(413, "PaperTooLarge", TOO_LARGE, "content");
  const found = await fileTypeFromBuffer(content).catch(() => undefined);
  const type = PAPER_TYPES.find((known) => known === found?.mime);
  if (type === undefined) throw new Refusal(400, "PaperOfOtherKind", OTHER_KIND, "content");
  return { kind, name, content, type };
}

/** @returns its id. @throws Refusal 409 where there are too many. */
export async function keepPaper(
  within: Queryable,
  { vault, now }: Sealing,
  application: string,
  { kind, name, content, type }: Paper,
): Promise<string> {
  const { rows } = await within.query<{ number: string | number }>(
    "SELECT count(*) AS number FROM application_papers WHERE application = $1",
    [application],
  );
  if (Number(rows[0]?.number ?? 0) >= MOST_PAPERS) throw new Refusal(409, "TooManyPapers", TOO_MANY);
  const id = randomUUID();
  const digest = createHash("sha256").update(content).digest("hex");
  await within.query("INSERT INTO application_papers VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", [
    ...[id, application, kind, type, content.length, digest],
    vault.seal(nameRow(id), name),
    vault.seal(contentRow(id), content),
    new Date(now()),
  ]);
  return id;
}

/** @throws Refusal 404. */
export async function removePaper(within: Queryable, application: string, id: string): Promise<void> {
  const { rows } = await within.query(
    "DELETE FROM application_papers WHERE id = $1 AND application = $2 RETURNING id",
    [id, application],
  );
  if (rows.length === 0) throw notFound();
}

/** Of several applications, in the order in which they came. */
export async function papersOf(
  within: Queryable,
  { vault }: Pick<Office, "vault">,
  applications: readonly string[],
): Promise<ReadonlyMap<string, readonly PaperTold[]>> {
  const { rows } = await within.query<PaperRow & { application: string }>(
    `SELECT id, application, kind, type, bytes, sha256, sealed_name FROM application_papers
     WHERE application IN (SELECT jsonb_array_elements_text($1)) ORDER BY added, id`,
    [JSON.stringify(applications)],
  );
  const told = new Map<string, PaperTold[]>(applications.map((one) => [one, []]));
  for (const { id, application, kind, type, bytes, sha256, sealed_name: sealed } of rows) {
    const name = vault.open(nameRow(id), sealed).toString("utf8");
    told.get(application)?.push({ id, kind, name, type, bytes, sha256 });
  }
  return told;
}

/** @throws Refusal 404. */
export async function openPaper(
  within: Queryable,
  { vault }: Pick<Office, "vault">,
  application: string,
  id: string,
): Promise<Paper> {
  const { rows } = await within.query<PaperRow & { sealed: Uint8Array }>(
    "SELECT * FROM application_papers WHERE id = $1 AND application = $2",
    [id, application],
  );
  const [row] = rows;
  if (!row) throw notFound();
  const { kind, type, sealed_name: name, sealed } = row;
  return {
    kind,
    type,
    name: vault.open(nameRow(id), name).toString("utf8"),
    content: vault.open(contentRow(id), sealed),
  };
}

/** Which papers are still needed. @param needed by the program's policy, where the district has said it. */
export function missingOf(
  papers: readonly Pick<PaperTold, "kind">[],
  needed: readonly PaperKind[] = PAPERS_NEEDED,
): PaperKind[] {
  return needed.filter((one) => !papers.some(({ kind }) => kind === one));
}

function nameRow(id: string): string {
  return `application_papers name ${id}`;
}

function contentRow(id: string): string {
  return `application_papers ${id}`;
}

const MEBIBYTES = MOST_PAPER_BYTES / 1_048_576;

const EMPTY = { en: "The file is empty.", zh: "文件为空。" };
const TOO_LARGE = {
  en: `A paper is at most ${MEBIBYTES} MiB. Scan it with a lower resolution, or divide it.`,
  zh: `单份材料不超过 ${MEBIBYTES} MiB，请降低扫描分辨率或拆分后上传。`,
};
const OTHER_KIND = {
  en: "Papers are taken as PDF, PNG or JPEG, by what is in the file, whatever its name. Save it as one of these.",
  zh: "材料须为 PDF、PNG 或 JPEG 文件（按文件内容判断，与扩展名无关），请转换后上传。",
};
const TOO_MANY = {
  en: `An application has at most ${MOST_PAPERS} papers. Remove one that is not needed.`,
  zh: `每份申请最多 ${MOST_PAPERS} 份材料，请先删除不需要的材料。`,
};

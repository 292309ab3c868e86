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
import { ownLine } from "../log/accesses.ts";
import type { Office, Queryable } from "../office.ts";
import { erasureOf } from "./applications.ts";

type Sealing = Pick<Office, "vault" | "now">;

interface PaperRow {
  readonly id: string;
  readonly kind: PaperKind;
  readonly type: PaperType;
  readonly bytes: number;
  readonly sha256: string;
  readonly sealed_name: Uint8Array;
}

/** Of one that was erased these are all that is there. */
type ListedRow = { readonly application: string } & Parameters<typeof erasureOf>[0] & PaperRow;

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
  await demandRoom(within, application, content.length, now());
  const id = randomUUID();
  const digest = createHash("sha256").update(content).digest("hex");
  await within.query(
    `INSERT INTO application_papers (id, application, kind, type, bytes, sha256, sealed_name, sealed, added, kept_line)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[id, application, kind, type, content.length, digest],
      vault.seal(nameRow(id), name),
      vault.seal(contentRow(id), content),
      ...[new Date(now()), await ownLine(within)],
    ],
  );
  return id;
}

/** What one enterprise or account keeps here, in all and in a day. @throws Refusal 429 */
async function demandRoom(within: Queryable, application: string, bytes: number, now: number): Promise<void> {
  const { rows } = await within.query<{ bytes: string | number; late: string | number }>(
    `SELECT coalesce(sum(p.bytes), 0) AS bytes, coalesce(sum(p.bytes) FILTER (WHERE p.added > $2), 0) AS late
     FROM application_papers p JOIN applications a ON a.id = p.application
     WHERE a.enterprise = (SELECT enterprise FROM applications WHERE id = $1)`,
    [application, new Date(now - DAY_MILLISECONDS)],
  );
  const [kept] = rows;
  const isRoom =
    Number(kept?.bytes ?? 0) + bytes <= MOST_KEPT_BYTES && Number(kept?.late ?? 0) + bytes <= MOST_DAILY_BYTES;
  if (!isRoom) throw new Refusal(429, "TooMuchKept", TOO_MUCH);
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
  const { rows } = await within.query<ListedRow>(
    `SELECT id, application, kind, type, bytes, sha256, sealed_name, erased, erased_by, erased_why FROM application_papers
     WHERE application IN (SELECT jsonb_array_elements_text($1)) ORDER BY added, id`,
    [JSON.stringify(applications)],
  );
  const told = new Map<string, PaperTold[]>(applications.map((one) => [one, []]));
  for (const row of rows) told.get(row.application)?.push(toldOf({ vault }, row));
  return told;
}

function toldOf({ vault }: Pick<Office, "vault">, row: ListedRow): PaperTold {
  const { id, kind, type, bytes, sha256, sealed_name: sealed } = row;
  const erased = erasureOf(row);
  if (erased) return { id, kind, erased };
  const name = named(vault.open(nameRow(id), sealed).toString("utf8"), type);
  return { id, kind, name, type, bytes, sha256, erased: null };
}

/** @throws Refusal 404; 409 for one that was erased. */
export async function openPaper(
  within: Queryable,
  { vault }: Pick<Office, "vault">,
  application: string,
  id: string,
): Promise<Paper> {
  const { rows } = await within.query<PaperRow & { sealed: Uint8Array | null }>(
    "SELECT * FROM application_papers WHERE id = $1 AND application = $2",
    [id, application],
  );
  const [row] = rows;
  if (!row) throw notFound();
  const { kind, type, sealed_name: name, sealed } = row;
  if (sealed === null) throw new Refusal(409, "PaperErased", PAPER_ERASED);
  return {
    kind,
    type,
    name: named(vault.open(nameRow(id), name).toString("utf8"), type),
    content: vault.open(contentRow(id), sealed),
  };
}

const ENDINGS: Readonly<Record<PaperType, readonly [string, ...string[]]>> = {
  "application/pdf": [".pdf"],
  "image/png": [".png"],
  "image/jpeg": [".jpg", ".jpeg"],
};

/** A file is opened by its name's ending, so that says what the content is, and nothing in the name hides it. */
function named(name: string, type: PaperType): string {
  const shown = name.replaceAll(/[\p{Cf}\p{Cc}/\\]/gu, "");
  const endings = ENDINGS[type];
  return endings.some((ending) => shown.toLowerCase().endsWith(ending)) ? shown : `${shown}${endings[0]}`;
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

const DAY_MILLISECONDS = 86_400_000;
const MOST_DAILY_BYTES = 100 * 1_048_576;
const MOST_KEPT_BYTES = 500 * 1_048_576;
const TOO_MUCH = {
  en: "Of one applicant 100 MiB of papers are taken a day, and 500 MiB in all. Go on tomorrow, or ask the Bureau.",
  zh: "每个申请方每天最多上传 100 MiB、累计不超过 500 MiB 材料，请明日继续或联系科技局。",
};

const MEBIBYTES = MOST_PAPER_BYTES / 1_048_576;

const PAPER_ERASED = { en: "This paper was erased, and that is for good.", zh: "该材料已删除，不可恢复。" };
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

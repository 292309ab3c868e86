/** What a district lets the public see. Each version is kept with who made it and when; the last one holds. */
import { z } from "zod";
import { decodeDistrictName } from "../../client/deploy/plan.ts";
import { VOUCHER_PAPERS } from "../../client/applications.ts";
import { ENTERPRISES_SHOWN, FIRM_SIZES, STRICTEST, type Publication } from "../../client/publication.ts";
import type { Text } from "../../client/text/text.ts";
import { plainWords } from "../http/fields.ts";
import { Refusal } from "../http/refusal.ts";
import type { Office, Queryable } from "../office.ts";

/** Characters of a text. */
const MOST = 500;

export const publicationSchema = z.strictObject({
  enterprises: z.enum(ENTERPRISES_SHOWN),
  amounts: z.boolean(),
  smallCells: z.boolean(),
  proofs: z.boolean(),
}) satisfies z.ZodType<Publication>;

function schemaOf(said: z.ZodType<string>) {
  const text = z.strictObject({ en: said, zh: said });
  /** What the ledger does not hold of a program: its title, where objections go, its policy's conditions and names of service classes. */
  const program = z.strictObject({
    title: text,
    objectTo: text.optional(),
    /** See client/publication.ts, Conditions. */
    sizes: z.array(z.enum(FIRM_SIZES)).max(FIRM_SIZES.length).optional(),
    papers: z.array(z.enum(VOUCHER_PAPERS)).max(VOUCHER_PAPERS.length).optional(),
    serviceClasses: z.record(z.string().regex(/^(0|[1-9]\d?|1\d\d|2[0-4]\d|25[0-5])$/), text).optional(),
  });
  return z.strictObject({
    settings: publicationSchema,
    /** How to reach the Bureau, and how to object. */
    contact: text.optional(),
    /** By a program's number. */
    programs: z.record(z.string().regex(/^[1-9]\d{0,4}$/), program).default({}),
  });
}

const keptSchema = schemaOf(plainWords(MOST));

/** As they are handed in: the public pages are in both languages, so each has something that can be read. */
export const settingsSchema = schemaOf(plainWords(MOST).refine((words) => /[\p{L}\p{N}]/u.test(words)));

/** What is said of words that are not there in both languages. @param field as `contact.en`. */
export function settingWrong(field: string): Text | undefined {
  const [, what = ""] = /^(contact|programs\.\d+\.(?:title|objectTo|serviceClasses\.\d+))\b/.exec(field) ?? [];
  if (what === "") return undefined;
  return {
    en: `"${what}" is told in English and in Chinese or not at all, each in a line of at most ${MOST} characters, and "${field}" is missing or is none.`,
    zh: `“${what}”须同时提供英文和中文（各一行，不超过 ${MOST} 字），或都不提供，而“${field}”缺失或不符合要求。`,
  };
}

export type Settings = z.infer<typeof settingsSchema>;

export interface SettingsVersion extends Settings {
  /** 0 before anybody has set anything. */
  readonly version: number;
  readonly since: string | null;
  readonly changedBy: string | null;
}

interface SettingsRow {
  readonly version: number;
  readonly content: unknown;
  readonly since: Date;
  readonly changed_by: string;
}

export async function settingsNow(within: Queryable): Promise<SettingsVersion> {
  const [newest] = await settingsHistory(within, 1);
  return newest ?? { version: 0, since: null, changedBy: null, settings: STRICTEST, programs: {} };
}

/** Whether everybody may know sums as they are, as what is left of a budget. */
export async function sumsTold(within: Queryable): Promise<boolean> {
  const { settings } = await settingsNow(within);
  return settings.amounts && !settings.smallCells;
}

/** The newest first. */
export async function settingsHistory(within: Queryable, limit: number): Promise<SettingsVersion[]> {
  const { rows } = await within.query<SettingsRow>("SELECT * FROM settings ORDER BY version DESC LIMIT $1", [limit]);
  return rows.map(({ version, content, since, changed_by: changedBy }) => ({
    version,
    since: since.toISOString(),
    changedBy,
    ...keptSchema.parse(content),
  }));
}

/**
 * @param from the version that whoever changes has seen.
 * @throws Refusal 409 where somebody else has changed them since.
 */
export async function changeSettings(
  within: Queryable,
  { now }: Pick<Office, "now">,
  settings: Settings,
  from: number,
  by: string,
): Promise<void> {
  const { rows } = await within.query(
    `INSERT INTO settings (version, content, since, changed_by)
     SELECT $1, $2, $3, $4 WHERE (SELECT coalesce(max(version), 0) FROM settings) = $5
     ON CONFLICT DO NOTHING RETURNING version`,
    [from + 1, JSON.stringify(settings), new Date(now()), by, from],
  );
  if (rows.length === 1) return;
  throw new Refusal(409, "SettingsChanged", {
    en: "Somebody has changed the settings meanwhile. Look at them, and change them anew.",
    zh: "公开设置刚由他人更改，请重新查看后再修改。",
  });
}

/** As the ledger has it: Chinese and, behind a blank, English, where it has both. */
export async function districtName({ at: { ledger }, district }: Pick<Office, "at" | "district">): Promise<Text> {
  if (district === 0) return { en: "the consortium", zh: "联盟" };
  const name = decodeDistrictName((await ledger.districts.districtOf(district)).name);
  const [, zh, en] = /^(\P{ASCII}+) (\p{ASCII}+)$/u.exec(name) ?? [];
  return { en: en ?? name, zh: zh ?? name };
}

/**
 * What each district publishes, as its office says. What an office said last is kept on disk and holds while the office does not answer;
 * of a district whose office never said anything, the least is shown.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { districtOf, parseProvider } from "../../../client/ids.ts";
import { ENTERPRISES_SHOWN, STRICTEST, type Publication } from "../../../client/publication.ts";
import type { ProviderNames } from "../../texts/texts.ts";
import { textOf } from "../../body.ts";
import { readSettings } from "../../settings.ts";

const settingsSchema = z.object({
  enterprises: z.enum(ENTERPRISES_SHOWN),
  amounts: z.boolean(),
  smallCells: z.boolean(),
  proofs: z.boolean(),
}) satisfies z.ZodType<Publication>;

/** Names that cannot be read leave what the district publishes as it is. */
const answerSchema = z.object({
  district: z.number(),
  settings: settingsSchema,
  providers: z.record(z.string(), z.unknown()).catch({}),
});
const name = z.string().min(1).max(200);
const nameSchema = z.object({ zh: name, en: name.optional() });
const keptSchema = z.record(z.string(), settingsSchema);

const EVERY_SECONDS = 5;
/** Of an office; then what it said before holds. */
const PATIENCE_SECONDS = 4;
/** An office's answer names its enterprises too. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Providers of a district whose names are taken. */
const MOST_NAMES = 20_000;

const { data, deployment, offices } = await readSettings();
/** Of this ledger, as the tables are. */
const file = path.join(data, `published-${deployment.genesis.slice(2, 14)}.json`);

let known = await kept();
let tag = tagOf(known);
const named = new Map<number, readonly ProviderNames[]>();

export function publishedBy(district: number): Publication {
  return known.get(district) ?? STRICTEST;
}

/** Districts of whose enterprises something is published. */
export function districtsWithEnterprises(): number[] {
  return [...known].filter(([, { enterprises }]) => enterprises !== "none").map(([district]) => district);
}

/** Changes whenever what is published does. */
export function publishedTag(): string {
  return tag;
}

/** What a district's providers are called, as its office said last; undefined until it has. */
export function namesPublishedBy(district: number): readonly ProviderNames[] | undefined {
  return named.get(district);
}

/** Asks all offices, and goes on asking until the process ends. */
export async function keepAsking(): Promise<void> {
  const said = await Promise.all(
    Object.entries(offices).map(
      async ([district, url]) => [Number(district), await ask(Number(district), url)] as const,
    ),
  );
  const next = new Map([...known, ...said.filter((one): one is [number, Publication] => one[1] !== undefined)]);
  if (tagOf(next) !== tag) {
    try {
      await keep(next);
    } finally {
      // Only then: what was once shown is shown again by an index that is started anew. And though the disk be full, what is to be
      // hidden is hidden.
      [known, tag] = [next, tagOf(next)];
    }
  }
  setTimeout(() => void keepAsking(), EVERY_SECONDS * 1_000).unref();
}

/** Undefined where it does not answer, or not as an office does. */
async function ask(district: number, url: string): Promise<Publication | undefined> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_SECONDS * 1_000);
    const response = await fetch(`${url.replace(/\/$/, "")}/published`, { redirect: "error", signal });
    if (!response.ok) return undefined;
    const answer = answerSchema.parse(JSON.parse(await textOf(response, MOST_BYTES)));
    if (answer.district !== district) return undefined;
    named.set(district, namesIn(answer.providers, district));
    return answer.settings;
  } catch {
    return undefined;
  }
}

/** Those of the district's own providers that can be read. */
function namesIn(said: Readonly<Record<string, unknown>>, district: number): ProviderNames[] {
  return Object.entries(said)
    .slice(0, MOST_NAMES)
    .flatMap(([written, one]) => {
      const { data } = nameSchema.safeParse(one);
      const id = providerIn(written);
      if (data === undefined || id === undefined || districtOf(id) !== BigInt(district)) return [];
      return [{ id, names: [data.zh, ...(data.en === undefined ? [] : [data.en])] }];
    });
}

function providerIn(written: string): bigint | undefined {
  try {
    return parseProvider(written);
  } catch {
    return undefined;
  }
}

/** A file that cannot be read is as none: then the least is shown. */
async function kept(): Promise<ReadonlyMap<number, Publication>> {
  const text = await readFile(file, "utf8").catch(() => "{}");
  const read = keptSchema.safeParse(jsonOf(text));
  return new Map(Object.entries(read.data ?? {}).map(([district, settings]) => [Number(district), settings]));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function keep(settings: ReadonlyMap<number, Publication>): Promise<void> {
  await mkdir(data, { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(Object.fromEntries(settings)), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

function tagOf(settings: ReadonlyMap<number, Publication>): string {
  const sorted = [...settings].sort(([a], [b]) => a - b);
  return createHash("sha256").update(JSON.stringify(sorted)).digest("base64url").slice(0, 8);
}

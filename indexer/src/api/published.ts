/**
 * What each district publishes, as its office says. What an office said last is kept on disk and holds while the office does not answer;
 * of a district whose office never said anything, the least is shown.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { ENTERPRISES_SHOWN, STRICTEST, type Publication } from "../../../client/publication.ts";
import { readSettings } from "../../settings.ts";

const settingsSchema = z.object({
  enterprises: z.enum(ENTERPRISES_SHOWN),
  amounts: z.boolean(),
  smallCells: z.boolean(),
  proofs: z.boolean(),
}) satisfies z.ZodType<Publication>;

const answerSchema = z.object({ district: z.number(), settings: settingsSchema });
const keptSchema = z.record(z.string(), settingsSchema);

const EVERY_SECONDS = 5;
/** Of an office; then what it said before holds. */
const PATIENCE_SECONDS = 4;
/** An office's answer names its enterprises too. */
const MOST_BYTES = 16 * 1024 * 1024;

const { data, deployment, offices } = await readSettings();
/** Of this ledger, as the tables are. */
const file = path.join(data, `published-${deployment.genesis.slice(2, 14)}.json`);

let known = await kept();
let tag = tagOf(known);

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
    const answer = answerSchema.parse(JSON.parse(await textOf(response)));
    return answer.district === district ? answer.settings : undefined;
  } catch {
    return undefined;
  }
}

/** @throws RangeError for more than an office says. */
async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    parts.push(part);
    length += part.length;
    if (length > MOST_BYTES) throw new RangeError();
  }
  return new TextDecoder().decode(Buffer.concat(parts));
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

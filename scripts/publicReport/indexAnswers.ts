/** What the index answers the public, all of one block. Whatever stands at that address is held to its form and its size. */
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { isIn, type Period } from "./period.ts";

const PATIENCE_MS = 30_000;
const MOST_BYTES = 16 * 1024 * 1024;
/** Blocks may come while we ask; then everything is asked again. */
const MOST_TRIES = 20;
/** In the period. More would be no report. */
const MOST_NOTICES = 2_000;

const fen = z.string().regex(/^\d{1,20}$/);
const sum = fen.nullable();
const count = z.number().int().min(0);
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
const district = count;

const headSchema = z.object({ block: count, day, genesis: z.string(), edition: z.string() });
const districtSchema = z.object({ district, name: z.string().max(200) });
const monthSchema = z.object({
  ...{ district, month: z.string().regex(/^\d{4}-\d\d$/), vouchers: count, suppressed: z.boolean() },
  ...{ issued: sum, paid: sum, recovered: sum, returned: sum },
  redeemed: z
    .string()
    .regex(/^-?\d{1,20}$/)
    .nullable(),
});
const funnelSchema = z.object({
  ...{ district, serviceClass: count.nullable(), approved: sum, suppressed: z.boolean() },
  ...{ vouchers: count, used: count.nullable(), unused: count },
  ...{ lockedOrders: count, redeemedOrders: count, paidOrders: count },
  ...{ issued: sum, locked: sum, redeemed: sum, paid: sum, expired: sum },
});
const crossingSchema = z.object({
  ...{ district, providerDistrict: district, redeemed: sum, paid: sum, suppressed: z.boolean() },
});
const milestoneSchema = z.object({
  ...{
    district: district.nullable(),
    figure: z.string().max(40),
    size: fen,
    voucher: z.string().max(40).nullable(),
    on: day,
  },
});
const noticeSchema = z.object({
  ...{ about: z.enum(["list", "admission", "order"]), district, otherDistrict: district, since: day, noticeEnd: day },
  ...{ program: count.nullable(), list: z.string().max(40).nullable(), voucher: z.string().max(40).nullable() },
  ...{ provider: z.string().max(40).nullable(), count: count.nullable(), amount: sum, openObjections: count },
});

export type Head = z.infer<typeof headSchema>;
export type MonthLine = z.infer<typeof monthSchema>;
export type FunnelLine = z.infer<typeof funnelSchema>;
export type Crossing = z.infer<typeof crossingSchema>;
export type Milestone = z.infer<typeof milestoneSchema>;
export type PublicNotice = z.infer<typeof noticeSchema>;

export interface IndexAnswers {
  readonly head: Head;
  readonly districts: readonly z.infer<typeof districtSchema>[];
  /** Of the period. */
  readonly months: readonly MonthLine[];
  readonly byDistrict: readonly FunnelLine[];
  readonly byClass: readonly FunnelLine[];
  readonly crossings: readonly Crossing[];
  readonly milestones: readonly Milestone[];
  readonly notices: readonly PublicNotice[];
}

/** @throws TongduiError `IndexUnreachable`, `IndexAnswerWrong`, `IndexRunsAhead` where blocks come faster than it can be asked. */
export async function askIndex(url: string, period: Period): Promise<IndexAnswers> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const head = await ask(url, "/head", headSchema);
    const answers = { head, ...(await answersOf(url, period)) };
    if ((await ask(url, "/head", headSchema)).block === head.block) return answers;
  }
  throw new TongduiError(
    "IndexRunsAhead",
    {
      en: `The index at ${url} went on to another block each time before it had answered everything.`,
      zh: `${url} 的索引每次在答复完毕之前都已进入下一区块。`,
    },
    { hint: { en: "Run the command again.", zh: "请重新运行本命令。" } },
  );
}

async function answersOf(url: string, period: Period): Promise<Omit<IndexAnswers, "head">> {
  const { from, through } = period;
  const items = async <S extends z.ZodType>(path: string, item: S) =>
    (await ask(url, path, z.object({ items: z.array(item) }))).items;
  return {
    districts: await items("/districts?limit=200", districtSchema),
    months: await items(`/totals/months?from=${from}&through=${through}`, monthSchema),
    byDistrict: await items("/funnel", funnelSchema),
    byClass: await items("/funnel?by=class", funnelSchema),
    crossings: await items("/totals/crossings", crossingSchema),
    milestones: (await items("/milestones?limit=200", milestoneSchema)).filter(({ on }) => isIn(period, on)),
    notices: await noticesOf(url, period),
  };
}

/** Those that began in it, in the order in which they end. */
async function noticesOf(url: string, period: Period): Promise<PublicNotice[]> {
  const page = z.object({ items: z.array(noticeSchema), next: z.string().max(100).nullable() });
  const found: PublicNotice[] = [];
  // Whatever ends before the period has begun before it, too.
  let after = `&after=${period.from}-01.0-0`;
  for (;;) {
    const { items, next } = await ask(url, `/notices?state=all&limit=200${after}`, page);
    found.push(...items.filter(({ since }) => isIn(period, since)));
    if (next === null || found.length >= MOST_NOTICES) return found.slice(0, MOST_NOTICES);
    after = `&after=${encodeURIComponent(next)}`;
  }
}

async function ask<S extends z.ZodType>(url: string, path: string, schema: S): Promise<z.output<S>> {
  const text = await textAt(url, path).catch((cause: unknown) => {
    if (cause instanceof TongduiError) throw cause;
    throw unreachable(url, cause);
  });
  const read = schema.safeParse(jsonOf(text));
  if (read.success) return read.data;
  throw answerWrong(url, path);
}

async function textAt(url: string, path: string): Promise<string> {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(`${url}${path}`, { redirect: "error", signal });
  if (response.status === 503 || response.status === 429) throw unreachable(url, undefined);
  if (!response.ok) throw answerWrong(url, path);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    parts.push(part);
    length += part.length;
    if (length > MOST_BYTES) throw answerWrong(url, path);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unreachable(url: string, cause: unknown): TongduiError {
  return new TongduiError(
    "IndexUnreachable",
    { en: `The index at ${url} does not answer at the moment.`, zh: `${url} 的索引目前没有应答。` },
    {
      hint: {
        en: "Check its address and that it runs; while it catches up with the ledger, wait a little.",
        zh: "请检查网址以及索引是否在运行；如其正在追赶账本，请稍候。",
      },
      ...(cause !== undefined && { cause }),
    },
  );
}

function answerWrong(url: string, path: string): TongduiError {
  return new TongduiError(
    "IndexAnswerWrong",
    {
      en: `What stands at ${url}${path} is no answer of an index of this edition.`,
      zh: `${url}${path} 的答复不是本版本索引的格式。`,
    },
    {
      hint: {
        en: "Check --index, and that the index is of this release.",
        zh: "请检查 --index，以及索引是否为同一版本。",
      },
    },
  );
}

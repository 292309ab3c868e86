/** What an office answers about its texts. It is a stranger's answer: too much of it, or of another shape, is as none. */
import { z } from "zod";
import { LONGEST, POST_KINDS } from "../../client/matching/texts.ts";
import { textOf } from "../body.ts";

/** Of an office; then what it said before holds. */
const PATIENCE_MILLISECONDS = 4_000;
/** Of an office. */
const MOST_POSTS = 200_000;
/** Asked of an office at once. */
export const TEXTS_AT_ONCE = 25;
const MOST_BYTES = 4 * 1_024 * 1_024;

const number = z.string().regex(/^0x[0-9a-f]{64}$/);
const pageSchema = z.object({ district: z.number(), posts: z.array(number).max(10_000), next: number.nullable() });
const textSchema = z.object({
  post: number,
  kind: z.enum(POST_KINDS),
  title: z.string().min(1).max(LONGEST.title),
  text: z.string().min(1).max(LONGEST.text),
  serviceClass: z.number(),
  district: z.number().nullable(),
  through: z.string(),
});
const textsSchema = z.object({ texts: z.array(z.unknown()).max(TEXTS_AT_ONCE) });

export type TextGiven = z.output<typeof textSchema>;

/** Which texts there are, and by what that list is known again. */
export interface TextList {
  readonly posts: ReadonlySet<string>;
  readonly tag: string | undefined;
}

export interface Asked {
  readonly district: number;
  readonly url: string;
}

/**
 * Which texts an office has.
 *
 * @param known the tag of the list that was taken last.
 * @returns "same" where it is that list still, "turning" where it was changed while it was read; undefined where the office does not
 * answer, or not as an office does.
 */
export async function listOf(
  { district, url }: Asked,
  known: string | undefined,
): Promise<TextList | "same" | "turning" | undefined> {
  const posts = new Set<string>();
  let tag: string | undefined;
  for (let after = ""; ;) {
    const sent = tag === undefined ? known : undefined;
    const response = await asked(`${url}/posts${after}`, sent);
    if (response?.status === 304 && sent !== undefined) return "same";
    const page = response?.ok ? pageSchema.safeParse(await bodyOf(response)).data : undefined;
    if (page === undefined || page.district !== district) return undefined;
    const of = response?.headers.get("etag") ?? "";
    if (tag !== undefined && of !== tag) return "turning";
    tag = of;
    const before = posts.size;
    for (const id of page.posts) posts.add(id);
    if (posts.size > MOST_POSTS) return undefined;
    if (page.next === null) return { posts, tag: tag === "" ? undefined : tag };
    // A list of pages that tell nothing new would have no end.
    if (posts.size === before) return undefined;
    // A list that does not rise would have no end.
    if (after !== "" && `?after=${page.next}` <= after) return undefined;
    after = `?after=${page.next}`;
  }
}

/** By their numbers; undefined where the office does not answer. */
export async function textsOf(
  { url }: Pick<Asked, "url">,
  posts: readonly string[],
): Promise<ReadonlyMap<string, TextGiven> | undefined> {
  const response = await asked(`${url}/post-texts?posts=${posts.join()}`);
  if (!response?.ok) return undefined;
  const answer = textsSchema.safeParse(await bodyOf(response)).data;
  if (answer === undefined) return undefined;
  const read = answer.texts.flatMap((one) => textSchema.safeParse(one).data ?? []);
  return new Map(read.map((one) => [one.post, one]));
}

async function asked(address: string, tag?: string): Promise<Response | undefined> {
  try {
    const headers: Record<string, string> = tag === undefined ? {} : { "If-None-Match": tag };
    const signal = AbortSignal.timeout(PATIENCE_MILLISECONDS);
    return await fetch(address, { redirect: "error", signal, headers });
  } catch {
    return undefined;
  }
}

/** Undefined for what is cut off, too long or no JSON. */
async function bodyOf(response: Response): Promise<unknown> {
  try {
    return JSON.parse(await textOf(response, MOST_BYTES)) as unknown;
  } catch {
    return undefined;
  }
}

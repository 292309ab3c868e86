/**
 * Which texts of demands and offers everybody may read at this moment, for whoever makes a search of them: their numbers, page by page.
 * A number that is not among them any more was withdrawn or is over, or its text was erased, and is to be forgotten.
 */
import { createHash } from "node:crypto";
import { districtOf } from "../../client/ids.ts";
import type { Office } from "../office.ts";
import type { Post } from "./posts.ts";
import { isForAll } from "./texts.ts";

/** Numbers a page. */
const A_PAGE = 1_000;

type Kept = Pick<Office, "database" | "vault" | "posts" | "district">;

export interface PublicTexts {
  /** Another one once the list is another. */
  readonly revision: string;
  /** Rising. */
  readonly numbers: readonly string[];
}

export interface NumbersPage {
  readonly posts: readonly string[];
  /** What `after` takes; null on the last page. */
  readonly next: string | null;
}

interface Made {
  readonly stamp: string;
  readonly texts: PublicTexts;
}

/** What was made last, by the office's vault, of which there is one an office. */
const made = new WeakMap<Office["vault"], Made>();

/**
 * The list as it is now. It is made anew only when something may have changed: each document that comes or goes has a line in the
 * access log, each post an event on the ledger.
 */
export async function publicTextsNow(office: Kept): Promise<PublicTexts> {
  const { version, read } = await office.posts.all();
  const { rows: heads } = await office.database.query<{ number: number }>("SELECT number FROM accesses_head");
  const stamp = `${heads[0]?.number ?? 0} ${version}`;
  const before = made.get(office.vault);
  if (before?.stamp === stamp) return before.texts;
  const texts = await makeList(office, await read());
  made.set(office.vault, { stamp, texts });
  return texts;
}

/** @param after the last number of the page before. */
export function pageOf({ numbers }: PublicTexts, after: string | undefined): NumbersPage {
  const some = (after === undefined ? numbers : numbers.filter((number) => number > after)).slice(0, A_PAGE + 1);
  const posts = some.slice(0, A_PAGE);
  return { posts, next: some.length > A_PAGE ? (posts.at(-1) ?? null) : null };
}

async function makeList({ database, district }: Kept, posts: readonly Post[]): Promise<PublicTexts> {
  const { rows } = await database.query<{ commitment: string }>(
    "SELECT commitment FROM documents WHERE sealed IS NOT NULL AND purpose IN ('demand', 'offer')",
  );
  const here = new Set(rows.map(({ commitment }) => commitment));
  const numbers = posts
    .filter((post) => isForAll(post) && Number(districtOf(post.party)) === district && here.has(post.content))
    .map(({ id }) => id)
    .sort();
  const revision = createHash("sha256").update(numbers.join()).digest("base64url").slice(0, 22);
  return { revision, numbers };
}

/** What demands and offers say in words, as the offices of whoever posted them give it to everybody. */
import useSWR from "swr";
import { ask, AskFailed } from "../app/api.ts";
import type { Post } from "./post.ts";

export interface PostText {
  readonly title: string;
  readonly text: string;
}

/** Why there is none: the office has none to show, says something else than the ledger, or does not answer. */
export type NoText = "none" | "other" | "away";

/** An office's answer. */
interface Told extends PostText {
  readonly kind: string;
  readonly serviceClass: number;
  /** Where a partner is sought; null anywhere. */
  readonly district: number | null;
  readonly through: string;
}

/** What was read once: under a post's number the text never changes. */
const read = new Map<string, PostText>();

/** The texts of some posts by their numbers; a post is missing until its office has answered or failed. */
export function useTexts(posts: readonly Post[]): ReadonlyMap<string, PostText | NoText> {
  const key = posts.length === 0 ? null : ["texts of posts", ...posts.map(({ id }) => id)];
  const { data } = useSWR(key, async () => textsOf(posts), {
    revalidateOnFocus: false,
    keepPreviousData: true,
    refreshInterval: 60_000,
  });
  return data ?? NOTHING;
}

const NOTHING: ReadonlyMap<string, PostText | NoText> = new Map();

async function textsOf(posts: readonly Post[]): Promise<ReadonlyMap<string, PostText | NoText>> {
  return new Map(await Promise.all(posts.map(async (post) => [post.id, await textOf(post)] as const)));
}

async function textOf(post: Post): Promise<PostText | NoText> {
  const known = read.get(post.id);
  if (known !== undefined) return known;
  try {
    const told = await ask<Told>(`/office/${post.district}/posts/${post.id}`);
    if (!isOf(told, post)) return "other";
    const text = { title: told.title, text: told.text };
    read.set(post.id, text);
    return text;
  } catch (error) {
    return error instanceof AskFailed && error.status === 404 ? "none" : "away";
  }
}

/** Whether it says of the post what the ledger says of it. */
function isOf({ kind, serviceClass, district, through }: Told, post: Post): boolean {
  return (
    kind === post.kind && serviceClass === post.serviceClass && district === post.sought && through === post.through
  );
}

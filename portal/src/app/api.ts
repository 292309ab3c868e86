/** How the pages ask the index and the offices: everything is asked anew when a block or a text has come, and only then. */
import useSWR, { useSWRConfig, type SWRResponse } from "swr";
import useSWRInfinite, { type SWRInfiniteResponse } from "swr/infinite";
import { useEffect, useRef } from "react";
import type { Head, Page } from "./answers.ts";
import type { Published } from "./published.ts";

const EVERY_MS = 3_000;
const GIVE_UP_MS = 20_000;

/** An answer that is none: the server's number, 0 where no server could be reached. */
export class AskFailed extends Error {
  readonly status: number;

  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** Asks this site. @throws AskFailed */
export async function ask<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { signal: AbortSignal.timeout(GIVE_UP_MS), ...init });
  } catch (error) {
    throw new AskFailed(0, String(error));
  }
  if (!response.ok) throw new AskFailed(response.status, await response.text().catch(() => ""));
  return (await response.json()) as T;
}

/** Nothing there, or asked for wrongly: asking again does not help. */
const isFinal = (error: unknown) => error instanceof AskFailed && error.status >= 400 && error.status < 429;

const QUIET = {
  revalidateOnFocus: false,
  revalidateOnReconnect: true,
  shouldRetryOnError: (e: unknown) => !isFinal(e),
};

/**
 * An answer of the index, kept up to date.
 *
 * @param path as `/vouchers/2-000001`; null asks nothing.
 */
export function useIndex<T>(path: string | null): SWRResponse<T, AskFailed> {
  return useSWR<T, AskFailed>(path === null ? null : `/index${path}`, ask, QUIET);
}

export interface Pages<Item, Failed = AskFailed> {
  /** Undefined until the first page is there. */
  readonly items: readonly Item[] | undefined;
  readonly error: Failed | undefined;
  readonly loading: boolean;
  /** Undefined at the list's end. */
  readonly more: (() => void) | undefined;
  readonly again: () => void;
}

/** A list of the index, page by page. @param path as `/notices?state=all`. */
export function useIndexPages<Item>(path: string): Pages<Item> {
  const key = (number: number, before: Page<Item> | null) => pageAfter(`/index${path}`, number, before);
  const pages = useSWRInfinite<Page<Item>, AskFailed>(key, ask, { ...QUIET, ...ALL_PAGES });
  useOnNews(() => void pages.mutate());
  return pagesOf(pages);
}

/** Each page is asked anew with the others. */
export const ALL_PAGES = { revalidateAll: true, revalidateFirstPage: false } as const;

/** Where a page of a list is asked for; null after the last one. @param number counted from 0. @param before the page before it. */
export function pageAfter(path: string, number: number, before: Page<unknown> | null): string | null {
  if (number === 0) return path;
  if (before === null || before.next === null) return null;
  return `${path}${path.includes("?") ? "&" : "?"}after=${encodeURIComponent(before.next)}`;
}

/** The pages that were fetched, as one list. */
export function pagesOf<Item, Failed>(pages: SWRInfiniteResponse<Page<Item>, Failed>): Pages<Item, Failed> {
  const { data, error, isValidating, size, setSize, mutate } = pages;
  const next = data?.at(-1)?.next ?? null;
  return {
    items: data?.flatMap(({ items }) => items),
    error,
    loading: isValidating && (data === undefined || data.length < size),
    more: next === null ? undefined : () => void setSize(size + 1),
    again: () => void mutate(),
  };
}

/** How far the index has come; asked every three seconds, wherever it is used. */
export function useHead(): SWRResponse<Head, AskFailed> {
  return useSWR<Head, AskFailed>("/index/head", ask, { ...QUIET, refreshInterval: EVERY_MS, dedupingInterval: 1_000 });
}

function useOnNews(act: () => void): void {
  const { data } = useHead();
  const seen = useRef<string>(undefined);
  const latest = useRef(act);
  latest.current = act;
  const news = data && `${data.block} ${data.texts}`;
  useEffect(() => {
    if (news === undefined || news === seen.current) return;
    if (seen.current !== undefined) latest.current();
    seen.current = news;
  }, [news]);
}

/** Asks everything of the index anew when a block or a text has come. Stands once, in the shell. */
export function useLive(): void {
  const { mutate } = useSWRConfig();
  useOnNews(() => void mutate((key) => typeof key === "string" && key.startsWith("/index/") && key !== "/index/head"));
}

/** What a district publishes. An office that is away is asked again now and then. */
export function usePublished(district: number | null): SWRResponse<Published, AskFailed> {
  return useSWR<Published, AskFailed>(district === null ? null : `/office/${district}/published`, ask, {
    ...QUIET,
    refreshInterval: 60_000,
    errorRetryCount: 3,
  });
}

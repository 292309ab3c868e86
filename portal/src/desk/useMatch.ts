import type { MatchAnswer } from "../app/answers.ts";
import { useIndex } from "../app/api.ts";
import { useFilters } from "../app/useFilters.ts";
import { readNumber } from "../demands/post.ts";

/** What an order takes over from the match that the address names: entries of the draft; nothing where there is none. */
export function useMatch(): Readonly<Record<string, string>> {
  const number = readNumber(useFilters(["match"]).values.match);
  const { data } = useIndex<MatchAnswer>(number === undefined ? null : `/matches/${number}`);
  return data ? { match: data.match, provider: data.provider, serviceClass: String(data.serviceClass) } : {};
}

import { useIndex } from "../app/api.ts";
import type { Page, Program } from "../app/answers.ts";
import { useNames } from "../app/names.tsx";

/** The service classes of all programs, with their names. */
export function useClassNames(): readonly { readonly number: number; readonly name: string }[] {
  const names = useNames();
  const { data } = useIndex<Page<Program>>("/programs?limit=200");
  const numbers = new Set(data?.items.flatMap(({ classes }) => classes));
  return [...numbers].sort((a, b) => a - b).map((number) => ({ number, name: names.serviceClass(number) }));
}

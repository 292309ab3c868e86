import { useIndex } from "../app/api.ts";
import type { Page, Program } from "../app/answers.ts";
import { useNames } from "../app/names.tsx";

/** Service classes with their names: those of a program, or of all where none is given. */
export function useClassNames(program?: number): readonly { readonly number: number; readonly name: string }[] {
  const names = useNames();
  const { data } = useIndex<Page<Program>>("/programs?limit=200");
  const some = data?.items.filter((one) => program === undefined || one.program === program);
  const numbers = new Set(some?.flatMap(({ classes }) => classes));
  return [...numbers].sort((a, b) => a - b).map((number) => ({ number, name: names.serviceClass(number, program) }));
}

/** What a list is narrowed down to, kept in the address, so that it can be handed on. */
import { useSearchParams } from "wouter";

export function useFilters<Name extends string>(names: readonly Name[]) {
  const [params, setParams] = useSearchParams();
  const values = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ""])) as Record<Name, string>;
  const set = (name: Name, value: string) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (value === "") after.delete(name);
        else after.set(name, value);
        return after;
      },
      { replace: true },
    );
  return { values, set };
}

/** The query of the index for the filters that are set. @param more always asked. */
export function queryOf(values: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}): string {
  const set = Object.entries({ ...more, ...values }).filter(([, value]) => value !== "");
  return set.length === 0 ? "" : `?${new URLSearchParams(set).toString()}`;
}

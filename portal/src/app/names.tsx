/** Who is meant by a number: names as the districts publish them, else the number itself. */
import { createContext, useContext, useMemo, type ReactNode } from "react";
import useSWR from "swr";
import { ask, useIndex } from "./api.ts";
import type { District, Page } from "./answers.ts";
import { useLang } from "./language.tsx";
import { namesOf, type Names } from "./namesOf.ts";
import type { Published } from "./published.ts";

const Context = createContext<Names | undefined>(undefined);

/** Offices that do not answer are left out: their districts publish nothing for the moment. */
async function askAll(key: string): Promise<readonly Published[]> {
  const districts = key.split(" ").slice(1);
  const answers = await Promise.allSettled(districts.map((d) => ask<Published>(`/office/${d}/published`)));
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
}

export function NamesProvider({ children }: { readonly children: ReactNode }) {
  const lang = useLang();
  const { data: page } = useIndex<Page<District>>("/districts?limit=200");
  const districts = page?.items;
  const key = districts && `published ${districts.map(({ district }) => district).join(" ")}`;
  const { data: published } = useSWR(key ?? null, askAll, { refreshInterval: 60_000, revalidateOnFocus: false });
  const names = useMemo(() => namesOf(districts, published ?? [], lang), [districts, published, lang]);
  return <Context value={names}>{children}</Context>;
}

export function useNames(): Names {
  const names = useContext(Context);
  if (names === undefined) throw new Error("Names are asked for outside of the shell.");
  return names;
}

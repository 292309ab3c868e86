/** Who is meant by a number: names as the districts publish them, else the number itself. */
import { createContext, useContext, useMemo, type ReactNode } from "react";
import useSWR from "swr";
import { districtText } from "../../../client/text/ids.ts";
import { ask, useIndex } from "./api.ts";
import type { District, Page } from "./answers.ts";
import { useLang, type Lang } from "./language.tsx";
import { STRICTEST, type Name, type Published, type Settings } from "./published.ts";

export interface Names {
  /** The members, in the order of their numbers; undefined until the index has answered. */
  readonly districts: readonly District[] | undefined;
  readonly district: (district: number) => string;
  /** Undefined where the district publishes no name. */
  readonly enterprise: (id: string) => string | undefined;
  readonly provider: (id: string) => string | undefined;
  readonly program: (id: number) => string | undefined;
  /** Undefined where its office has not answered. */
  readonly published: (district: number) => Published | undefined;
  readonly settings: (district: number) => Settings;
}

const Known = createContext<Names | undefined>(undefined);

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
  return <Known value={names}>{children}</Known>;
}

export function useNames(): Names {
  const names = useContext(Known);
  if (names === undefined) throw new Error("Names are asked for outside of the shell.");
  return names;
}

export function namesOf(
  districts: readonly District[] | undefined,
  published: readonly Published[],
  lang: Lang,
): Names {
  const byDistrict = new Map(published.map((one) => [one.district, one]));
  const onLedger = new Map(districts?.map(({ district, name }) => [district, name]));
  const homeOf = (id: string) => byDistrict.get(Number(/^P?(\d+)-/.exec(id)?.[1]));
  const said = (name: Name | undefined) => name && (name[lang] ?? name.zh);
  return {
    districts,
    district: (id) => said(byDistrict.get(id)?.name) ?? onLedger.get(id) ?? districtText(BigInt(id), lang),
    enterprise: (id) => said(homeOf(id)?.enterprises?.[id]),
    provider: (id) => said(homeOf(id)?.providers?.[id]),
    program: (id) =>
      said(published.map(({ programs }) => programs?.[String(id)]?.title).find((title) => title !== undefined)),
    published: (id) => byDistrict.get(id),
    settings: (id) => byDistrict.get(id)?.settings ?? STRICTEST,
  };
}

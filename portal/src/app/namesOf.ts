/** Who is meant by a number, from what the ledger and the districts say. */
import { inLanguage } from "../../../client/text/districtName.ts";
import { districtText } from "../../../client/text/ids.ts";
import type { Lang } from "../../../client/text/text.ts";
import type { District } from "./answers.ts";
import { STRICTEST, type Conditions, type Publication } from "../../../client/publication.ts";
import type { Name, Published } from "./published.ts";

export interface Names {
  /** The members, in the order of their numbers; undefined until the index has answered. */
  readonly districts: readonly District[] | undefined;
  readonly district: (district: number) => string;
  /** The name, else the number as its pseudonym; undefined where the district publishes neither. */
  readonly enterprise: (id: string | null) => string | undefined;
  /** Undefined where no name is published. */
  readonly provider: (id: string) => string | undefined;
  readonly program: (id: number) => string | undefined;
  /** What the policy of a program asks for beside the terms on the ledger, as its district says. */
  readonly conditions: (program: number) => Conditions;
  /** Undefined where its office has not answered. */
  readonly published: (district: number) => Published | undefined;
  readonly settings: (district: number) => Publication;
  /** How to reach the Bureau. */
  readonly contact: (district: number) => string | undefined;
  /** Of the programs that have an address of their own for objections. */
  readonly objectTo: (district: number) => readonly (readonly [program: string, text: string])[];
  /** What a service class is called, by the policy of a program; by any program's where none is given. */
  readonly serviceClass: (number: number, program?: number) => string;
  /** The same; undefined where no policy names it. */
  readonly className: (number: number, program?: number) => string | undefined;
  /** Whoever and whatever has a published name. */
  readonly known: readonly Known[];
}

export interface Known {
  readonly kind: "enterprise" | "provider" | "program" | "district";
  readonly id: string;
  /** In each language that it has one in. */
  readonly names: readonly string[];
}

export function namesOf(
  districts: readonly District[] | undefined,
  published: readonly Published[],
  lang: Lang,
): Names {
  const byDistrict = new Map(published.map((one) => [one.district, one]));
  const members = new Map(districts?.map((one) => [one.district, one]));
  const homeOf = (id: string) => byDistrict.get(Number(/^P?(\d+)-/.exec(id)?.[1]));
  const onLedger = (name: string | undefined) => (name === undefined ? undefined : inLanguage(name, lang));
  const said = (name: Name | undefined) => name && (name[lang] ?? name.zh);
  const className = (number: number, program?: number) => said(classNamed(published, number, program));
  return {
    districts,
    district: (id) =>
      said(byDistrict.get(id)?.name) ?? onLedger(members.get(id)?.name) ?? districtText(BigInt(id), lang),
    enterprise: (id) => (id === null ? undefined : (said(homeOf(id)?.enterprises?.[id]) ?? id)),
    provider: (id) => said(homeOf(id)?.providers?.[id]),
    program: (id) =>
      said(published.map(({ programs }) => programs?.[String(id)]?.title).find((title) => title !== undefined)),
    conditions: (id) => published.map(({ programs }) => programs?.[String(id)]).find((one) => one !== undefined) ?? {},
    published: (id) => byDistrict.get(id),
    contact: (id) => said(byDistrict.get(id)?.contact),
    objectTo: (id) =>
      Object.entries(byDistrict.get(id)?.programs ?? {}).flatMap(([program, { objectTo }]) => {
        const text = said(objectTo);
        return text === undefined || text === said(byDistrict.get(id)?.contact) ? [] : [[program, text] as const];
      }),
    serviceClass: (number, program) => className(number, program) ?? CLASS[lang](number),
    className,
    known: knownOf(districts ?? [], published),
    settings: (id) => byDistrict.get(id)?.settings ?? members.get(id)?.published ?? STRICTEST,
  };
}

const CLASS: Readonly<Record<Lang, (number: number) => string>> = {
  en: (number) => `class ${number}`,
  zh: (number) => `第 ${number} 类`,
};

function classNamed(published: readonly Published[], number: number, program?: number): Name | undefined {
  const programs = published.flatMap(({ programs = {} }) => Object.entries(programs));
  const asked = programs.filter(([id]) => program === undefined || id === String(program));
  return asked.map(([, { serviceClasses }]) => serviceClasses?.[String(number)]).find((name) => name !== undefined);
}

function knownOf(districts: readonly District[], published: readonly Published[]): Known[] {
  const each = (kind: Known["kind"], names: Readonly<Record<string, Name | undefined>> = {}) =>
    Object.entries(names).map(([id, name]) => ({
      kind,
      id,
      names: name ? [name.zh, ...(name.en ? [name.en] : [])] : [],
    }));
  return [
    ...districts.map(({ district, name }): Known => ({ kind: "district", id: String(district), names: [name] })),
    ...published.flatMap(({ enterprises, providers, programs = {} }) => [
      ...each("provider", providers),
      ...each("enterprise", enterprises),
      ...each("program", Object.fromEntries(Object.entries(programs).map(([id, { title }]) => [id, title]))),
    ]),
  ];
}

/** Names in both languages at once, as a printed page has them; the pages' own `useNames` says them in one. */
import { districtText } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import { useNames } from "../app/names.tsx";
import type { Name } from "../app/published.ts";

export interface Texts {
  readonly district: (district: number) => Text;
  /** Undefined where no name is published. */
  readonly enterprise: (id: string) => Text | undefined;
  /** The name with the number, or the number alone. */
  readonly provider: (id: string) => Text;
  readonly program: (id: number) => Text | undefined;
  readonly serviceClass: (program: number, number: number) => Text;
  readonly contact: (district: number) => Text | undefined;
}

export function useTexts(): Texts {
  const names = useNames();
  const homeOf = (id: string) => names.published(Number(/^P?(\d+)-/.exec(id)?.[1]));
  const ofPrograms = (id: number) => {
    const home = names.districts?.find(({ district }) => names.published(district)?.programs?.[id]);
    return home && names.published(home.district)?.programs?.[id];
  };
  return {
    district: (id) => {
      const onLedger = names.districts?.find(({ district }) => district === id)?.name;
      return (
        both(names.published(id)?.name) ??
        (onLedger === undefined
          ? { en: districtText(BigInt(id), "en"), zh: districtText(BigInt(id), "zh") }
          : { en: onLedger, zh: onLedger })
      );
    },
    enterprise: (id) => both(homeOf(id)?.enterprises?.[id]),
    provider: (id) => both(homeOf(id)?.providers?.[id]) ?? { en: `provider ${id}`, zh: `服务机构 ${id}` },
    program: (id) => both(ofPrograms(id)?.title),
    serviceClass: (program, number) =>
      ofPrograms(program)?.serviceClasses?.[number] ?? { en: `class ${number}`, zh: `第 ${number} 类` },
    contact: (id) => both(names.published(id)?.contact),
  };
}

function both(name: Name | undefined): Text | undefined {
  return name && { en: name.en ?? name.zh, zh: name.zh };
}

/** What the things that an act names are called. The ledger has their numbers: the names are the districts' own word. */
import { writtenId, type Named } from "../../../client/acts/named.ts";
import { programOf } from "../../../client/ids.ts";
import { districtText } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Names } from "../app/namesOf.ts";

type Naming = Pick<Names, "enterprise" | "provider" | "program" | "district" | "className">;

/** A line for each that has a published name. */
export function namesSaid(named: readonly Named[], names: Naming): Text[] {
  const all = [...new Map(named.flatMap(withProgram).map((one) => [`${one.noun} ${one.id}`, one])).values()];
  const program = all.find(({ noun }) => noun === "program");
  return all.flatMap((one) => {
    const [label, name] = [labelOf(one), nameOf(one, names, program)];
    return name === undefined || label === undefined
      ? []
      : [{ en: `${label.en}: ${name}`, zh: `${label.zh}：${name}` }];
  });
}

/** A voucher's number tells its program. */
function withProgram(one: Named): Named[] {
  return one.noun === "voucher" ? [one, { noun: "program", id: programOf(one.id as bigint) }] : [one];
}

function nameOf(one: Named, names: Naming, program: Named | undefined): string | undefined {
  const written = writtenId(one);
  switch (one.noun) {
    case "enterprise": {
      const name = names.enterprise(written);
      return name === written ? undefined : name;
    }
    case "provider":
      return names.provider(written);
    case "program":
      return names.program(Number(one.id));
    case "district":
      return names.district(Number(one.id));
    case "class":
      return names.className(Number(one.id), program && Number(program.id));
    default:
      return undefined;
  }
}

function labelOf(one: Named): Text | undefined {
  const written = writtenId(one);
  switch (one.noun) {
    case "enterprise":
      return { en: `Enterprise ${written}`, zh: `企业 ${written}` };
    case "provider":
      return { en: `Provider ${written}`, zh: `服务机构 ${written}` };
    case "program":
      return { en: `Program ${written}`, zh: `项目 ${written}` };
    case "district":
      return { en: `District ${written}`, zh: districtText(BigInt(one.id), "zh") };
    case "class":
      return { en: `Service class ${written}`, zh: `服务类别 ${written}` };
    default:
      return undefined;
  }
}

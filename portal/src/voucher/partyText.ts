/** Who issued a voucher and who holds it, as far as its district lets people know. */
import type { Publication } from "../../../client/publication.ts";
import type { Text } from "../../../client/text/text.ts";

/** @param joint the other districts whose approval the issue needed. */
export function issuerText(
  home: number,
  joint: readonly number[],
  { district }: { district: (id: number) => Text },
): Text {
  const others = joint.filter((id) => id !== home).map(district);
  const first = district(home);
  if (others.length === 0) return first;
  const before = [first, ...others.slice(0, -1)].map(({ en }) => en).join(", ");
  return {
    en: `${before} and ${others.at(-1)?.en}, jointly`,
    zh: `${[first, ...others].map(({ zh }) => zh).join("、")}联合发放`,
  };
}

/**
 * @param id null where the index does not give it.
 * @param shown what the district publishes of its enterprises.
 */
export function holderName(
  id: string | null,
  shown: Publication["enterprises"],
  nameOf: (id: string) => Text | undefined,
): Text {
  if (id === null || shown === "none") {
    return { en: "Not published by the district", zh: "该区未公开" };
  }
  const name = shown === "name" ? nameOf(id) : undefined;
  if (name === undefined) {
    return { en: `Enterprise ${id}; its name is not published`, zh: `企业 ${id}（名称未公开）` };
  }
  return { en: `${name.en} (enterprise ${id})`, zh: `${name.zh}（企业 ${id}）` };
}

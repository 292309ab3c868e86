/** Districts, duties and roles in words, and hashes made short; how the other ids are written is in client/ids.ts. */
import type { Lang, Text } from "./text.ts";

/** AccessManager's PUBLIC_ROLE, the greatest uint64: everybody holds it. */
const EVERYONE = 0xffff_ffff_ffff_ffffn;

const DIGITS_A_GROUP = 4;
const GROUPS_A_LINE = 8;

const DUTIES: readonly Text[] = [
  { en: "Administrator", zh: "管理员" },
  { en: "Bureau", zh: "科技局" },
  { en: "Approver", zh: "审批人" },
  { en: "Finance", zh: "财政局" },
  { en: "Operator", zh: "运营机构" },
  { en: "Auditor", zh: "审计机构" },
];

/** `district 2`; district 0 is the consortium of all districts. */
export function districtText(district: bigint, lang: Lang): string {
  if (district === 0n) return { en: "the consortium", zh: "联盟" }[lang];
  return { en: `district ${district}`, zh: `第 ${district} 区` }[lang];
}

/** The first eight and the last four digits of a hash: enough to tell two apart, not to look one up. */
export function shortHex(hex: string): string {
  return hex.length <= 18 ? hex : `${hex.slice(0, 10)}…${hex.slice(-4)}`;
}

/** `0x1a2b…` as two lines of eight groups of four digits, as one reads it out over the telephone. */
export function inGroups(hash: string): string[] {
  const groups = hash.slice(2).match(new RegExp(`.{${DIGITS_A_GROUP}}`, "g")) ?? [];
  return [groups.slice(0, GROUPS_A_LINE), groups.slice(GROUPS_A_LINE)].map((line) => line.join(" "));
}

/** The name of a duty; a number that this edition does not know is shown as it is. */
export function dutyText(duty: bigint, lang: Lang): string {
  return DUTIES[Number(duty)]?.[lang] ?? { en: `duty ${duty}`, zh: `职责 ${duty}` }[lang];
}

/** `Finance of district 2`, from an AccessManager role id. */
export function roleText(role: bigint, lang: Lang): string {
  if (role === EVERYONE) return { en: "everybody", zh: "所有人" }[lang];
  const district = districtText(role >> 8n, lang);
  const duty = dutyText(role & 0xffn, lang);
  return { en: `${duty} of ${district}`, zh: `${district}${duty}` }[lang];
}

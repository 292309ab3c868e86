import type { World } from "../support/world.ts";

/** Everybody with an account of the node's own: the officers of four districts, the consortium's, and two with no office. */
export interface People {
  /** By address, as stories call them. */
  readonly names: ReadonlyMap<string, string>;
  readonly safe: string;
  readonly stranger: string;
  readonly deployer: string;
}

const OFFICES = {
  administrator: "administrator",
  bureau: "Bureau",
  bureau2: "second Bureau officer",
  approver: "Approver",
  approver2: "second Approver",
  finance: "Finance",
} as const;

export const DISTRICT_NAMES = ["the consortium", "Yangpu", "Wujin", "Nanhu", "Hefei"];

export function districtName(district: number): string {
  return DISTRICT_NAMES[district] ?? `district ${district}`;
}

export function peopleOf(w: World): People {
  const names = new Map<string, string>();
  const name = (who: { address: string }, as: string): string => {
    names.set(who.address.toLowerCase(), as);
    return who.address.toLowerCase();
  };
  for (const district of [w.yangpu, w.wujin, w.nanhu, w.hefei]) {
    for (const [office, title] of Object.entries(OFFICES) as [keyof typeof OFFICES, string][]) {
      name(district[office], `${districtName(district.id)}'s ${title}`);
    }
  }
  name(w.operator, "the Operator");
  name(w.auditor, "the Auditor");
  return {
    names,
    safe: name(w.safe, "the consortium's Safe"),
    stranger: name(w.stranger, "a stranger"),
    deployer: name(w.deployer, "the deployer"),
  };
}

import type { Act } from "./act.ts";
import { SECONDS_A_DAY, type Town } from "./town.ts";

/** Duties as the manager numbers them. */
export const DUTY = { administrator: 0, bureau: 1, approver: 2, finance: 3, operator: 4, auditor: 5 } as const;
export type Duty = keyof typeof DUTY;

/** District 0 has the consortium's duties; its administrator is the consortium's Safe. */
export const CONSORTIUM = 0;

/** How an account holds a duty. A member that acts with a delay does not count; a shorter delay takes the difference. */
export interface Membership {
  readonly since: number;
  readonly delay: { readonly before: number; readonly after: number; readonly from: number };
}

/** Members by `district.duty`, and the districts whose administrator names their officers; the Safe names all others. */
export interface Administration {
  readonly members: Map<string, Map<string, Membership>>;
  readonly administered: Set<number>;
}

export const roleOf = (district: number, duty: Duty): bigint => (BigInt(district) << 8n) | BigInt(DUTY[duty]);

const delayOf = ({ delay }: Membership, now: number): number => (delay.from <= now ? delay.after : delay.before);

export function holds({ offices, now }: Town, account: string, district: number, duty: Duty): boolean {
  const membership = offices.members.get(`${district}.${duty}`)?.get(account);
  return membership !== undefined && membership.since <= now && delayOf(membership, now) === 0;
}

/** Everybody who holds a duty now. */
export function holdersOf(town: Town, district: number, duty: Duty): string[] {
  const members = town.offices.members.get(`${district}.${duty}`) ?? new Map<string, Membership>();
  return [...members.keys()].filter((account) => holds(town, account, district, duty));
}

/** WHO: a holder of the duty. */
export function demandDuty(a: Act, district: number, duty: Duty): void {
  a.demand(holds(a.town, a.by, district, duty), "DutyMissing", a.by, district, DUTY[duty]);
}

/** WHO: the consortium's Safe. */
export function demandSafe(a: Act): void {
  demandDuty(a, CONSORTIUM, "administrator");
}

/** Who names the officers of a duty: the district's administrator, or the Safe. */
export function namingDistrict({ offices }: Town, district: number, duty: Duty): number {
  const own = duty === "bureau" || duty === "approver" || duty === "finance";
  return own && offices.administered.has(district) ? district : CONSORTIUM;
}

function demandNaming(a: Act, district: number, duty: Duty): Map<string, Membership> {
  const naming = namingDistrict(a.town, district, duty);
  const may = holds(a.town, a.by, naming, "administrator");
  a.demand(may, "AccessManagerUnauthorizedAccount", a.by, roleOf(naming, "administrator"));
  a.granted();
  const key = `${district}.${duty}`;
  const members = a.town.offices.members.get(key) ?? new Map<string, Membership>();
  a.town.offices.members.set(key, members);
  return members;
}

export const offices = {
  /** @param delay in seconds, with which the member would have to announce what it does. */
  grantRole(a: Act, district: number, duty: Duty, account: string, delay: number): void {
    const members = demandNaming(a, district, duty);
    const member = members.get(account);
    const held = member ? delayOf(member, a.now) : 0;
    const from = member ? a.now + Math.max(0, held - delay) : a.now;
    members.set(account, {
      since: member?.since ?? a.now,
      delay: { before: member ? held : delay, after: delay, from },
    });
    a.tell("manager", "RoleGranted", {
      roleId: roleOf(district, duty),
      account,
      delay,
      since: from,
      newMember: member === undefined,
    });
  },

  revokeRole(a: Act, district: number, duty: Duty, account: string): void {
    const members = demandNaming(a, district, duty);
    if (members.delete(account)) a.tell("manager", "RoleRevoked", { roleId: roleOf(district, duty), account });
  },
};

/** The delay that a test gives an officer whose membership is not to count. */
export const SOME_DELAY = SECONDS_A_DAY;

/**
 * Who is to hold which role after the hand-over, and the calls that are still missing.
 *
 * WARNING. OpenZeppelin's manager lets a first grant delay count only five days after it was set (`minSetback`). So an officer whom
 * a district appoints within five days after the hand-over holds the duty at once; from then on it takes the grant delay. The
 * verifier says for every role from when its delay holds.
 */
import { getAddress } from "ethers";
import { AccessManager__factory } from "../../typechain-types/index.ts";
import { districtsIn, safeOf, type DeploymentRecord } from "../deployment.ts";
import { CONSORTIUM, roleOf, type Duty } from "../ids.ts";
import { holdersOf, roleIn, type ManagerState } from "./managerState.ts";
import { CONSORTIUM_KEY } from "./plan.ts";

const SECONDS_A_DAY = 86_400n;

/** The manager's own highest role, the consortium's. */
export const ADMIN_ROLE = roleOf(CONSORTIUM, "administrator");

export interface ExpectedRole {
  readonly role: bigint;
  /** The highest role has no label: the manager refuses one. */
  readonly label: string;
  readonly admin: bigint;
  /** Exactly these are to hold it; null where a district appoints whom it likes. */
  readonly holders: readonly string[] | null;
}

export function grantDelaySeconds(record: DeploymentRecord): bigint {
  return BigInt(record.plan.grantDelayDays) * SECONDS_A_DAY;
}

/** All roles of the ledger, the consortium's first. */
export function expectedRoles(record: DeploymentRecord): ExpectedRole[] {
  return [
    highestRole(record),
    ...consortiumRoles(record),
    ...districtsIn(record).flatMap((_, i) => districtRoles(record, i + 1)),
  ];
}

/** Who gets which role by the plan, the highest left out: it is the consortium's Safe's and never another's. */
export function plannedHolders(record: DeploymentRecord): DeploymentRecord["roles"] {
  const { districts, operator, auditor } = record.plan;
  const holders: [role: bigint, account: string][] = [
    [roleOf(CONSORTIUM, "operator"), operator],
    [roleOf(CONSORTIUM, "auditor"), auditor],
    ...districts.map(({ key }, i): [bigint, string] => [roleOf(i + 1, "administrator"), safeOf(record, key).address]),
  ];
  return Object.fromEntries(holders.map(([role, account]) => [String(role), [account]]));
}

function holdersIn({ roles }: DeploymentRecord, role: bigint): readonly string[] {
  return roles[String(role)] ?? [];
}

function highestRole(record: DeploymentRecord): ExpectedRole {
  return { role: ADMIN_ROLE, label: "", admin: ADMIN_ROLE, holders: [safeOf(record, CONSORTIUM_KEY).address] };
}

export function consortiumRoles(record: DeploymentRecord): ExpectedRole[] {
  const duty = (name: Duty, label: string): ExpectedRole => {
    const role = roleOf(CONSORTIUM, name);
    return { role, label, admin: ADMIN_ROLE, holders: holdersIn(record, role) };
  };
  return [duty("operator", "Operator"), duty("auditor", "Auditor")];
}

/** @param district its number, from 1. */
export function districtRoles(record: DeploymentRecord, district: number): ExpectedRole[] {
  const key = districtsIn(record)[district - 1]?.key ?? "";
  return rolesOf(district, key, holdersIn(record, roleOf(district, "administrator")));
}

/**
 * The calls to the manager that make a new district's roles: labels, givers, grant delays, and its Safe as administrator.
 *
 * @param number its number on the ledger, none of whose roles were ever given.
 */
export function districtRoleCalls(
  record: DeploymentRecord,
  { number, key, safe }: { readonly number: number; readonly key: string; readonly safe: string },
): string[] {
  const untouched: ManagerState = { roles: new Map(), operations: new Set(), targetEvents: [] };
  return missingCalls(untouched, rolesOf(number, key, [safe]), grantDelaySeconds(record));
}

function rolesOf(district: number, key: string, administrators: readonly string[]): ExpectedRole[] {
  const administrator = roleOf(district, "administrator");
  const duty = (name: Duty, title: string): ExpectedRole => {
    return { role: roleOf(district, name), label: `${key} ${title}`, admin: administrator, holders: null };
  };
  return [
    {
      role: administrator,
      label: `${key} Administrator`,
      admin: ADMIN_ROLE,
      holders: administrators,
    },
    duty("bureau", "Bureau"),
    duty("approver", "Approver"),
    duty("finance", "Finance"),
  ];
}

const manager = AccessManager__factory.createInterface();

/** Calls to the manager that bring these roles about, without those whose effect is there. Grants come before their delay. */
export function missingCalls(state: ManagerState, roles: readonly ExpectedRole[], delay: bigint): string[] {
  return roles.flatMap(({ role, label, admin, holders }) => {
    const now = roleIn(state, role);
    const present = holdersOf(state, role);
    const absent = (holders ?? []).map((holder) => getAddress(holder)).filter((holder) => !present.includes(holder));
    return [
      ...(now.label === label ? [] : [manager.encodeFunctionData("labelRole", [role, label])]),
      ...(now.admin === admin ? [] : [manager.encodeFunctionData("setRoleAdmin", [role, admin])]),
      ...absent.map((holder) => manager.encodeFunctionData("grantRole", [role, holder, 0])),
      ...(now.grantDelay.seconds === delay ? [] : [manager.encodeFunctionData("setGrantDelay", [role, delay])]),
    ];
  });
}

/** The highest role goes to the consortium's Safe and leaves the deployer. */
export function handOverCalls(state: ManagerState, record: DeploymentRecord): string[] {
  const calls = missingCalls(state, [highestRole(record)], grantDelaySeconds(record));
  const renounce = manager.encodeFunctionData("renounceRole", [ADMIN_ROLE, record.deployer]);
  return holdersOf(state, ADMIN_ROLE).includes(record.deployer) ? [...calls, renounce] : calls;
}

/** Many calls in one transaction: all or none. */
export function together(calls: string[]): string {
  return manager.encodeFunctionData("multicall", [calls]);
}

import type { AccessManager } from "../../typechain-types/index.ts";
import { AccessManager__factory } from "../../typechain-types/index.ts";
import { roleText } from "../text/ids.ts";
import type { Text } from "../text/text.ts";
import { answer, sayAccounts, type Check, type Fact } from "./checks.ts";
import { holdersOf, replayManager, roleIn, type ManagerState, type RoleState } from "./managerState.ts";
import { expectedRoles, grantDelaySeconds, type ExpectedRole } from "./roles.ts";
import type { Findings, Reading } from "./verify.ts";

/** How checks and facts call a role. */
export function roleSubject(role: bigint): string {
  return `role ${role}`;
}

/** Who may do what: the manager's events from its first block, and its storage against what they add up to. */
export async function verifyRoles(reading: Reading): Promise<Findings> {
  const { provider, deployment, block } = reading;
  const { address, block: first } = deployment.contracts.manager;
  const manager = AccessManager__factory.connect(address, provider);
  const state = await replayManager(provider, address, first, block);
  const expected = expectedRoles(deployment);

  const checks: Check[] = [
    { subject: "manager", aspect: "operations", expected: "none", actual: sayAccounts([...state.operations]) },
    { subject: "manager", aspect: "targetEvents", expected: "none", actual: sayAccounts(state.targetEvents) },
    ...strangeRoles(state, expected),
    ...expected.flatMap((role) => compareRole(state, role, deployment.deployer, grantDelaySeconds(deployment))),
  ];
  for (const [role, replayed] of state.roles) checks.push(await compareStorage(manager, role, replayed, reading));
  return { checks, facts: expected.flatMap((role) => factsOf(state, role, reading)) };
}

/** A role that the ledger does not know is of no use to anybody who means well. */
function strangeRoles(state: ManagerState, expected: readonly ExpectedRole[]): Check[] {
  const known = new Set(expected.map(({ role }) => role));
  const strange = [...state.roles.keys()].filter((role) => !known.has(role));
  return strange.map((role) => ({
    subject: roleSubject(role),
    aspect: "purpose",
    expected: "a role of the ledger",
    actual: "none",
  }));
}

function compareRole(state: ManagerState, expected: ExpectedRole, deployer: string, delay: bigint): Check[] {
  const { role, label, admin, holders } = expected;
  const { members, grantDelay, ...actual } = roleIn(state, role);
  const present = holdersOf(state, role);
  const delayed = present.filter((account) => members.get(account)?.executionDelay !== 0n);
  const subject = roleSubject(role);
  return [
    { subject, aspect: "label", expected: label, actual: actual.label },
    { subject, aspect: "admin", expected: String(admin), actual: String(actual.admin) },
    { subject, aspect: "guardian", expected: "0", actual: String(actual.guardian) },
    { subject, aspect: "grantDelay", expected: String(delay), actual: String(grantDelay.seconds) },
    { subject, aspect: "executionDelays", expected: "none", actual: sayAccounts(delayed) },
    { subject, aspect: "deployerHolds", expected: "no", actual: present.includes(deployer) ? "yes" : "no" },
    ...(holders
      ? [{ subject, aspect: "holders", expected: sayAccounts(holders), actual: sayAccounts(present) } as const]
      : []),
  ];
}

/** The manager's getters must say what its events add up to; if not, the node left events out. */
async function compareStorage(
  manager: AccessManager,
  role: bigint,
  replayed: RoleState,
  { block, time }: Reading,
): Promise<Check> {
  const at = { blockTag: block };
  const delayHolds = replayed.grantDelay.from <= time;
  const members = [...replayed.members];
  const expected = sayRole(replayed.admin, replayed.guardian, delayHolds ? replayed.grantDelay.seconds : null, [
    ...members.map(([account, { since }]) => `${account} since ${since}`),
  ]);
  const actual = await answer(async () => {
    const delay = delayHolds ? await manager.getRoleGrantDelay(role, at) : null;
    const accesses = await Promise.all(
      members.map(async ([account]) => `${account} since ${(await manager.getAccess(role, account, at)).since}`),
    );
    return sayRole(await manager.getRoleAdmin(role, at), await manager.getRoleGuardian(role, at), delay, accesses);
  });
  return { subject: roleSubject(role), aspect: "replay", expected, actual };
}

function sayRole(admin: bigint, guardian: bigint, delay: bigint | null, accesses: readonly string[]): string {
  return `admin ${admin}, guardian ${guardian}, grant delay ${delay ?? "pending"}, ${sayAccounts(accesses)}`;
}

/** From when the grant delay holds, and whom a district has appointed. */
function factsOf(state: ManagerState, { role, label, holders }: ExpectedRole, { time }: Reading): Fact[] {
  const { members, grantDelay } = roleIn(state, role);
  const subject = roleSubject(role);
  const officers = holders ? [] : [...members].filter(([, { since }]) => since !== 0n);
  return [
    ...(grantDelay.seconds === 0n ? [] : [{ subject, text: sayDelay(grantDelay, time) }]),
    ...officers.map(([account, { since }]) => {
      const from = moment(since);
      return {
        subject,
        text: { en: `${account} is ${label} from ${from}.`, zh: `${account} 自 ${from} 起任${roleText(role, "zh")}。` },
      };
    }),
  ];
}

function sayDelay({ seconds, from }: RoleState["grantDelay"], time: bigint): Text {
  const since = moment(from);
  const length = sayLength(seconds);
  return from <= time
    ? {
        en: `A grant counts after ${length.en}, since ${since}.`,
        zh: `自 ${since} 起，授权须经 ${length.zh}方可生效。`,
      }
    : {
        en: `From ${since} on a grant counts after ${length.en}; until then by the earlier delay, or at once.`,
        zh: `自 ${since} 起授权须经 ${length.zh}方可生效；此前按原延迟生效，未设延迟的立即生效。`,
      };
}

function sayLength(seconds: bigint): Text {
  const days = seconds / A_DAY;
  if (days * A_DAY !== seconds) return { en: `${seconds} seconds`, zh: `${seconds} 秒` };
  return { en: days === 1n ? "1 day" : `${days} days`, zh: `${days} 天` };
}

const A_DAY = 86_400n;
const SHANGHAI_SECONDS = 28_800n;

/** `2030-06-30T10:00:00+08:00`, Shanghai's time. */
function moment(unixSeconds: bigint): string {
  return `${new Date(Number(unixSeconds + SHANGHAI_SECONDS) * 1000).toISOString().slice(0, 19)}+08:00`;
}

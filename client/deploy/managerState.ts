import type { Log, Provider } from "ethers";
import { AccessManager__factory } from "../../typechain-types/index.ts";
import { searchLogs } from "./logs.ts";

export interface Membership {
  /** Unix second from which it counts; 0 once it is revoked. */
  readonly since: bigint;
  readonly executionDelay: bigint;
}

export interface RoleState {
  /** All that ever held the role. */
  readonly members: Map<string, Membership>;
  admin: bigint;
  guardian: bigint;
  /** Seconds between granting and counting, and the Unix second from which this delay holds. */
  grantDelay: { readonly seconds: bigint; readonly from: bigint };
  label: string;
}

/** What a manager's events add up to. */
export interface ManagerState {
  readonly roles: Map<bigint, RoleState>;
  /** Ids of operations that are scheduled and neither executed nor cancelled. */
  readonly operations: Set<string>;
  /** Events about target contracts; the ledger's contracts are no targets, so there should be none. */
  readonly targetEvents: string[];
}

/**
 * Replays all events of an AccessManager, since it can list neither roles nor members.
 *
 * @param from the block in which the manager was created, or an earlier one.
 * @param to the last block to count.
 */
export async function replayManager(
  provider: Provider,
  manager: string,
  from: number,
  to: number,
): Promise<ManagerState> {
  const state: ManagerState = { roles: new Map(), operations: new Set(), targetEvents: [] };
  for (const log of await searchLogs(provider, { address: manager, from, to })) apply(state, log);
  return state;
}

/** A role as it is before any event about it. */
export function roleIn(state: ManagerState, role: bigint): RoleState {
  const known = state.roles.get(role);
  if (known) return known;
  const fresh: RoleState = {
    members: new Map(),
    admin: 0n,
    guardian: 0n,
    grantDelay: { seconds: 0n, from: 0n },
    label: "",
  };
  state.roles.set(role, fresh);
  return fresh;
}

/** Those that hold a role now, or will once their grant's delay is over. */
export function holdersOf(state: ManagerState, role: bigint): string[] {
  const members = state.roles.get(role)?.members ?? new Map<string, Membership>();
  return [...members].filter(([, { since }]) => since !== 0n).map(([account]) => account);
}

const events = AccessManager__factory.createInterface();

/** One case an event; the arguments come in the order of OpenZeppelin's declarations. */
function apply(state: ManagerState, log: Log): void {
  const event = events.parseLog(log);
  if (!event) return;
  const args: readonly unknown[] = event.args;
  const role = (): RoleState => roleIn(state, args[0] as bigint);
  switch (event.name) {
    case "RoleGranted":
      grant(role().members, args as Grant);
      break;
    case "RoleRevoked":
      role().members.set(args[1] as string, { since: 0n, executionDelay: 0n });
      break;
    case "RoleAdminChanged":
      role().admin = args[1] as bigint;
      break;
    case "RoleGuardianChanged":
      role().guardian = args[1] as bigint;
      break;
    case "RoleGrantDelayChanged":
      role().grantDelay = { seconds: args[1] as bigint, from: args[2] as bigint };
      break;
    case "RoleLabel":
      role().label = args[1] as string;
      break;
    case "OperationScheduled":
      state.operations.add(args[0] as string);
      break;
    case "OperationExecuted":
    case "OperationCanceled":
      state.operations.delete(args[0] as string);
      break;
    default:
      state.targetEvents.push(`${event.name}(${args.join(", ")})`);
  }
}

type Grant = readonly [role: bigint, account: string, executionDelay: bigint, since: bigint, isNew: boolean];

/** Granting again changes only the execution delay; `since` then says from when that holds. */
function grant(members: RoleState["members"], [, account, executionDelay, since, isNew]: Grant): void {
  members.set(account, { since: isNew ? since : (members.get(account)?.since ?? 0n), executionDelay });
}

/** The register of enterprises and their groups' yearly use, rebuilt: contracts/Enterprises.sol, contracts/Groups.sol. */
import { dayOf, yearOf } from "../days.ts";
import { districtOf, enterpriseId } from "../ids.ts";
import type { Voucher } from "../voucherWord.ts";
import type { EventOf } from "./events.ts";
import { gap, told, untold } from "./faults.ts";
import { applyToMatters, type Matters } from "./matters.ts";
import { mapped, nameOf, numberOf } from "./stored.ts";
import type { Variables } from "./storageMap.ts";
import type { Change } from "./voucherChange.ts";
import { applyToWallets, type Holder, type Rotations } from "./wallets.ts";

export const ENTERPRISE_STATUSES = ["None", "Active", "Frozen", "Merged", "Closed", "Blacklisted"] as const;

export type EnterpriseRecord = Holder & {
  group: bigint;
  /** How many vouchers it was ever issued. */
  vouchers: number;
  status: (typeof ENTERPRISE_STATUSES)[number];
  /** The year in which its group was last changed, or 0. */
  regroupedIn: number;
  readonly party: string;
  profile: string;
};

/** What a group was issued, in fen, in the year. */
export type GroupRecord = { readonly nullifier: string; year: number; issued: bigint };

export type EnterprisesState = {
  readonly enterprises: Map<bigint, EnterpriseRecord>;
  readonly groups: Map<bigint, GroupRecord>;
  readonly mergedInto: Map<bigint, bigint>;
  readonly countOf: Map<bigint, bigint>;
  groupCount: bigint;
  readonly proposals: Matters;
  readonly rotations: Rotations;
};

export function begin(): EnterprisesState {
  return {
    enterprises: new Map(),
    groups: new Map(),
    mergedInto: new Map(),
    countOf: new Map(),
    groupCount: 0n,
    proposals: new Map(),
    rotations: new Map(),
  };
}

export function apply(state: EnterprisesState, event: EventOf<"enterprises">): void {
  switch (event.name) {
    case "GroupEnrolled": {
      const { group, nullifier } = event.args;
      state.groups.set(group, { nullifier, year: yearIn(event), issued: 0n });
      const next = state.groupCount + 1n;
      state.groupCount = group;
      if (group !== next) throw gap("group", next, group);
      break;
    }
    case "EnterpriseRegistered":
      register(state, event.args);
      break;
    case "EnterpriseProfileChanged":
      known(state, event.args.enterprise).profile = event.args.profile;
      break;
    case "EnterpriseStatusChanged":
      known(state, event.args.enterprise).status = nameOf(ENTERPRISE_STATUSES, event.args.status);
      break;
    case "EnterpriseRegrouped": {
      const enterprise = known(state, event.args.enterprise);
      enterprise.group = event.args.group;
      enterprise.regroupedIn = yearIn(event);
      break;
    }
    case "EnterpriseMerged":
      known(state, event.args.enterprise);
      state.mergedInto.set(event.args.enterprise, event.args.into);
      break;
    case "RotationProposed":
    case "RotationCancelled":
    case "WalletRotated":
      applyToWallets(state.rotations, state.enterprises, event);
      break;
    case "MatterProposed":
    case "MatterConfirmed":
    case "MatterWithdrawn":
      applyToMatters(state.proposals, event);
      break;
  }
}

/** What a voucher's issue draws on its group's year, and what revoking it gives back. */
export function applyChange(state: EnterprisesState, { action, amount, day }: Change, voucher: Voucher): void {
  if (action !== "Issued" && action !== "Revoked") return;
  const year = yearOf(day);
  if (action === "Issued") {
    const enterprise = known(state, voucher.enterprise);
    const group = told(state.groups, enterprise.group, "group");
    enterprise.vouchers += 1;
    group.issued = (group.year === year ? group.issued : 0n) + amount;
    group.year = year;
  } else if (yearOf(voucher.issuedOn) === year) {
    const enterprise = known(state, voucher.enterprise);
    const group = told(state.groups, enterprise.group, "group");
    if (enterprise.regroupedIn === year || group.year !== year) return;
    if (group.issued < amount) throw untold("issue to group", enterprise.group);
    group.issued -= amount;
  }
}

export function storageOf(state: EnterprisesState): Variables {
  const { enterprises, groups, mergedInto, countOf, groupCount, proposals, rotations } = state;
  return {
    groups,
    groupOf: byValue(groups, ({ nullifier }) => nullifier),
    groupCount,
    proposals,
    rotations,
    enterprises: mapped(enterprises, (e) => ({ ...e, status: numberOf(ENTERPRISE_STATUSES, e.status) })),
    enterpriseOfParty: byValue(enterprises, ({ party }) => party),
    mergedInto,
    countOf,
  };
}

type Registered = Extract<EventOf<"enterprises">, { name: "EnterpriseRegistered" }>["args"];

function register(state: EnterprisesState, { enterprise, wallet, group, party, profile }: Registered): void {
  const status = "Active";
  state.enterprises.set(enterprise, {
    wallet,
    group,
    vouchers: 0,
    status,
    stopped: false,
    regroupedIn: 0,
    party,
    profile,
  });
  const home = districtOf(enterprise);
  const next = enterpriseId(home, (state.countOf.get(home) ?? 0n) + 1n);
  state.countOf.set(home, enterprise & 0xffff_ffffn);
  if (enterprise !== next) throw gap("enterprise", next, enterprise);
}

function known(state: EnterprisesState, enterprise: bigint): EnterpriseRecord {
  return told(state.enterprises, enterprise, "enterprise");
}

function yearIn({ origin }: EventOf<"enterprises">): number {
  return yearOf(dayOf(origin.time));
}

function* byValue<Entry>(
  map: ReadonlyMap<bigint, Entry>,
  key: (entry: Entry) => string,
): Generator<readonly [string, bigint]> {
  for (const [id, entry] of map) yield [key(entry), id];
}

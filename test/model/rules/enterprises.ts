import type { Act } from "./act.ts";
import { demandActive } from "./districts.ts";
import { demandGroup, enrol } from "./groups.ts";
import { propose, seconded, withdrawProposal } from "./matters.ts";
import { demandDuty } from "./offices.ts";
import { NOBODY, ZERO, type Town } from "./town.ts";
import { homeOf, rotating } from "./wallets.ts";

export const ENTERPRISE_STATUSES = ["None", "Active", "Frozen", "Merged", "Closed", "Blacklisted"] as const;
export type EnterpriseStatus = (typeof ENTERPRISE_STATUSES)[number];
const CLOSED = ENTERPRISE_STATUSES.indexOf("Closed");
const BLACKLISTED = ENTERPRISE_STATUSES.indexOf("Blacklisted");

export interface Enterprise {
  wallet: string;
  stopped: boolean;
  /** Nullifier of the actual controller. */
  group: string;
  readonly party: string;
  profile: string;
  status: EnterpriseStatus;
  /** How many vouchers it was ever issued. */
  vouchers: number;
  /** Year of the last change of its group; 0: never. */
  regroupedIn: number;
  /** What it went into. */
  mergedInto?: bigint;
}

export interface Registration {
  readonly home: number;
  readonly wallet: string;
  readonly party: string;
  readonly group: string;
  readonly profile: string;
}

export const enterpriseOfParty = ({ enterprises }: Town, party: string): bigint | undefined =>
  [...enterprises].find(([, enterprise]) => enterprise.party === party)?.[0];

/** In either register. */
export function isBlacklisted({ enterprises, providers }: Town, party: string): boolean {
  const parties = [...enterprises.values(), ...providers.values()];
  return parties.some((it) => it.party === party && it.status === "Blacklisted");
}

const knownOf = (a: Act, id: bigint): Enterprise => a.known(a.town.enterprises.get(id), "EnterpriseUnknown", id);
const numberOf = (status: EnterpriseStatus): number => ENTERPRISE_STATUSES.indexOf(status);

function demandStatus(a: Act, id: bigint, status: EnterpriseStatus): Enterprise {
  const enterprise = knownOf(a, id);
  a.demand(enterprise.status === status, "EnterpriseIn", id, numberOf(enterprise.status));
  return enterprise;
}

function setStatus(a: Act, id: bigint, status: EnterpriseStatus, reason: string): void {
  a.town.enterprises.get(id)!.status = status;
  a.tell("enterprises", "EnterpriseStatusChanged", { enterprise: id, status: numberOf(status), reason, by: a.by });
}

/** Who signs for an enterprise now: whatever it went into, if that is able and its wallet is not stopped. */
export function signerOf(a: Act, id: bigint, placing: boolean): { wallet: string; group: string } | undefined {
  let at = id;
  let enterprise = knownOf(a, id);
  while (enterprise.mergedInto !== undefined && enterprise.status === "Merged") {
    at = enterprise.mergedInto;
    enterprise = knownOf(a, at);
  }
  const { stopped, status, wallet, group } = enterprise;
  const able = status === "Active" || (status === "Closed" && !placing);
  a.demand(!stopped, "WalletStopped", at);
  a.demand(able, "EnterpriseIn", at, numberOf(status));
  return able && !stopped ? { wallet, group } : undefined;
}

/** From active and frozen an enterprise is closed or blacklisted; blacklisted also when it was closed or merged. */
function demandEnding(a: Act, id: bigint, status: number): void {
  a.demand(status === CLOSED || status === BLACKLISTED, "NotAnEnding", status);
  const now = knownOf(a, id).status;
  const standing = now === "Active" || now === "Frozen";
  const late = status === BLACKLISTED && (now === "Closed" || now === "Merged");
  a.demand(standing || late, "EnterpriseIn", id, numberOf(now));
}

function demandMergeable(a: Act, id: bigint, into: bigint): void {
  a.demand(id !== into, "MergesIntoItself", id);
  a.demand(homeOf(id) === homeOf(into), "OtherDistrict", id, into);
  demandStatus(a, id, "Active");
  demandStatus(a, into, "Active");
}

function registerOne(a: Act, { home, wallet, party, group, profile }: Registration): void {
  demandDuty(a, home, "bureau");
  demandActive(a, home);
  a.demand(wallet !== NOBODY, "WalletMissing");
  a.demand(party !== ZERO, "PartyMissing");
  const earlier = enterpriseOfParty(a.town, party);
  a.demand(earlier === undefined, "PartyRegistered", party, earlier);
  a.demand(!isBlacklisted(a.town, party), "PartyBlacklisted", party);
  demandGroup(a, group);
  a.granted();
  const number = [...a.town.enterprises.keys()].filter((id) => homeOf(id) === home).length + 1;
  const enterprise = (BigInt(home) << 32n) | BigInt(number);
  const { number: groupNumber } = enrol(a, group);
  const state = {
    wallet,
    stopped: false,
    group,
    party,
    profile,
    status: "Active",
    vouchers: 0,
    regroupedIn: 0,
  } as const;
  a.town.enterprises.set(enterprise, { ...state });
  const told = { enterprise, wallet, group: groupNumber, party, profile, by: a.by };
  a.tell("enterprises", "EnterpriseRegistered", told);
}

export const enterprises = {
  register(a: Act, items: readonly Registration[]): void {
    a.each(items, (item) => registerOne(a, item));
  },

  changeProfile(a: Act, id: bigint, profile: string): void {
    const enterprise = knownOf(a, id);
    demandDuty(a, homeOf(id), "bureau");
    a.granted();
    enterprise.profile = profile;
    a.tell("enterprises", "EnterpriseProfileChanged", { enterprise: id, profile, by: a.by });
  },

  freeze(a: Act, id: bigint, reason: string): void {
    demandStatus(a, id, "Active");
    demandDuty(a, homeOf(id), "bureau");
    a.granted();
    setStatus(a, id, "Frozen", reason);
  },

  unfreeze(a: Act, id: bigint, reason: string): void {
    demandStatus(a, id, "Frozen");
    demandDuty(a, homeOf(id), "bureau");
    propose(a, "enterprises", "unfreeze", [id, reason]);
  },

  confirmUnfreeze(a: Act, id: bigint, reason: string): void {
    demandStatus(a, id, "Frozen");
    demandDuty(a, homeOf(id), "approver");
    const close = seconded(a, "enterprises", "unfreeze", [id, reason]);
    a.granted();
    close();
    setStatus(a, id, "Active", reason);
  },

  end(a: Act, id: bigint, status: number, reason: string): void {
    demandEnding(a, id, status);
    demandDuty(a, homeOf(id), "bureau");
    propose(a, "enterprises", "end", [id, status, reason]);
  },

  confirmEnd(a: Act, id: bigint, status: number, reason: string): void {
    demandEnding(a, id, status);
    demandDuty(a, homeOf(id), "approver");
    const close = seconded(a, "enterprises", "end", [id, status, reason]);
    a.granted();
    close();
    setStatus(a, id, ENTERPRISE_STATUSES[status]!, reason);
  },

  regroup(a: Act, id: bigint, group: string): void {
    knownOf(a, id);
    demandDuty(a, homeOf(id), "bureau");
    propose(a, "enterprises", "regroup", [id, group]);
  },

  confirmRegroup(a: Act, id: bigint, group: string): void {
    const enterprise = knownOf(a, id);
    demandDuty(a, homeOf(id), "approver");
    const close = seconded(a, "enterprises", "regroup", [id, group]);
    demandGroup(a, group);
    a.granted();
    close();
    const { number } = enrol(a, group);
    enterprise.group = group;
    enterprise.regroupedIn = a.year;
    a.tell("enterprises", "EnterpriseRegrouped", { enterprise: id, group: number, by: a.by });
  },

  merge(a: Act, id: bigint, into: bigint): void {
    demandMergeable(a, id, into);
    demandDuty(a, homeOf(id), "bureau");
    propose(a, "enterprises", "merge", [id, into]);
  },

  confirmMerge(a: Act, id: bigint, into: bigint): void {
    demandMergeable(a, id, into);
    demandDuty(a, homeOf(id), "approver");
    const close = seconded(a, "enterprises", "merge", [id, into]);
    a.granted();
    close();
    a.town.enterprises.get(id)!.mergedInto = into;
    setStatus(a, id, "Merged", `0x${into.toString(16).padStart(64, "0")}`);
    a.tell("enterprises", "EnterpriseMerged", { enterprise: id, into, by: a.by });
  },

  ...rotating("enterprises", "EnterpriseUnknown"),
  withdrawProposal: withdrawProposal("enterprises"),
};

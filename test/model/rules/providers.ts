import type { Day } from "../../../client/days.ts";
import type { Act } from "./act.ts";
import { demandActive } from "./districts.ts";
import { isBlacklisted } from "./enterprises.ts";
import { demandGroup, enrol } from "./groups.ts";
import { propose, seconded, withdrawProposal } from "./matters.ts";
import { demandNoObjection, objecting, type Hearing } from "./objections.ts";
import { CONSORTIUM, demandDuty } from "./offices.ts";
import { holderOf } from "./token.ts";
import { NOBODY, ZERO, type Town } from "./town.ts";
import { homeOf, rotating } from "./wallets.ts";

export const PROVIDER_STATUSES = [
  "None",
  "Proposed",
  "Countersigned",
  "Declined",
  "Admitted",
  "Suspended",
  "Removed",
  "Blacklisted",
] as const;
export type ProviderStatus = (typeof PROVIDER_STATUSES)[number];
const REMOVED = PROVIDER_STATUSES.indexOf("Removed");
const BLACKLISTED = PROVIDER_STATUSES.indexOf("Blacklisted");

export interface Provider {
  wallet: string;
  stopped: boolean;
  readonly group: string;
  readonly party: string;
  profile: string;
  status: ProviderStatus;
  readonly validFrom: Day;
  validThrough: Day;
  classes: bigint;
  noticeEnd: Day;
  readonly proposer: string;
}

export interface Admission {
  readonly home: number;
  readonly wallet: string;
  readonly validFrom: Day;
  readonly validThrough: Day;
  readonly classes: bigint;
  readonly party: string;
  readonly group: string;
  readonly profile: string;
}

/** Days that hold for the whole edition. */
export const ADMISSION = { noticeFloor: 5, noticeCeiling: 30, resolveDays: 15 };

const knownOf = (a: Act, id: bigint): Provider => a.known(a.town.providers.get(id), "ProviderUnknown", id);
const numberOf = (status: ProviderStatus): number => PROVIDER_STATUSES.indexOf(status);
export const subjectOf = (id: bigint): string => `0x${id.toString(16).padStart(64, "0")}`;

/** The provider that a party is or may become; a declined one may be proposed again. */
export const providerOfParty = ({ providers }: Town, party: string): bigint | undefined =>
  [...providers].find(([, provider]) => provider.party === party && provider.status !== "Declined")?.[0];

function demandStatus(a: Act, id: bigint, ...statuses: ProviderStatus[]): Provider {
  const provider = knownOf(a, id);
  a.demand(statuses.includes(provider.status), "ProviderIn", id, numberOf(provider.status));
  return provider;
}

function setStatus(a: Act, id: bigint, status: ProviderStatus, reason: string): void {
  a.town.providers.get(id)!.status = status;
  a.tell("providers", "ProviderStatusChanged", { provider: id, status: numberOf(status), reason, by: a.by });
}

function demandValidity(a: Act, validFrom: Day, validThrough: Day, classes: bigint): void {
  const empty = validThrough < validFrom || validThrough < a.today;
  a.demand(!empty, "ValidityEmpty", validFrom, validThrough);
  a.demand(classes !== 0n, "ClassesMissing");
}

/** From admitted and suspended a provider is removed or blacklisted, and a removed one may still be blacklisted. */
function demandEnding(a: Act, id: bigint, status: number): void {
  a.demand(status === REMOVED || status === BLACKLISTED, "NotAnEnding", status);
  const now = knownOf(a, id).status;
  const standing = now === "Admitted" || now === "Suspended";
  a.demand(standing || (status === BLACKLISTED && now === "Removed"), "ProviderIn", id, numberOf(now));
}

/** Who signs for a provider that takes a new order of a class today. */
export function signerForOrder(
  a: Act,
  id: bigint,
  serviceClass: number,
): { wallet: string; group: string } | undefined {
  const provider = demandStatus(a, id, "Admitted");
  const { validFrom, validThrough, classes, stopped, status, wallet, group } = provider;
  const valid = a.today >= validFrom && a.today <= validThrough;
  a.demand(valid, "CertificateNotValid", id, validFrom, validThrough, a.today);
  a.demand(((classes >> BigInt(serviceClass)) & 1n) === 1n, "ClassNotAdmitted", id, serviceClass);
  demandActive(a, homeOf(id));
  a.demand(!stopped, "WalletStopped", id);
  return status === "Admitted" && !stopped ? { wallet, group } : undefined;
}

/** Who signs for a provider about orders that it has: also when suspended or removed, but not blacklisted. */
export function signerOf(a: Act, id: bigint): string | undefined {
  const { stopped, status, wallet } = knownOf(a, id);
  a.demand(!stopped, "WalletStopped", id);
  a.demand(status !== "Blacklisted", "ProviderIn", id, numberOf(status));
  return !stopped && status !== "Blacklisted" ? wallet : undefined;
}

function hearingOf(a: Act, subject: string): Hearing {
  const id = BigInt(subject);
  const could = a.known(id >> 48n === 0n ? id : undefined, "NoHearing", subject);
  const { noticeEnd, status } = knownOf(a, could);
  const home = homeOf(id);
  const { resolveDays } = ADMISSION;
  return { home, other: home, noticeEnd, resolveDays, running: status === "Countersigned" };
}

export const providers = {
  propose(a: Act, admission: Admission): void {
    const { home, wallet, validFrom, validThrough, classes, party, group, profile } = admission;
    demandDuty(a, CONSORTIUM, "operator");
    demandActive(a, home);
    a.demand(wallet !== NOBODY, "WalletMissing");
    a.demand(party !== ZERO, "PartyMissing");
    const earlier = providerOfParty(a.town, party);
    a.demand(earlier === undefined, "PartyAdmitted", party, earlier);
    a.demand(!isBlacklisted(a.town, party), "PartyBlacklisted", party);
    demandValidity(a, validFrom, validThrough, classes);
    demandGroup(a, group);
    a.granted();
    const number = [...a.town.providers.keys()].filter((id) => homeOf(id) === home).length + 1;
    const provider = (BigInt(home) << 32n) | BigInt(number);
    const { number: groupNumber } = enrol(a, group);
    const terms = { wallet, group, party, profile, validFrom, validThrough, classes };
    const state = { stopped: false, status: "Proposed", noticeEnd: 0, proposer: a.by } as const;
    a.town.providers.set(provider, { ...terms, ...state });
    a.tell("providers", "ProviderProposed", { provider, group: groupNumber, admission, by: a.by });
  },

  countersign(a: Act, id: bigint, noticeEnd: Day): void {
    const provider = demandStatus(a, id, "Proposed");
    demandDuty(a, homeOf(id), "bureau");
    a.demand(provider.proposer !== a.by, "SameOfficer", a.by);
    demandActive(a, homeOf(id));
    const [earliest, latest] = [a.today + ADMISSION.noticeFloor, a.today + ADMISSION.noticeCeiling];
    const fits = noticeEnd >= earliest && noticeEnd <= latest;
    a.demand(fits, "NoticeOutsideTerms", noticeEnd, earliest, latest);
    a.granted();
    provider.status = "Countersigned";
    provider.noticeEnd = noticeEnd;
    a.tell("providers", "ProviderCountersigned", { provider: id, noticeEnd, by: a.by });
  },

  decline(a: Act, id: bigint, reason: string): void {
    demandStatus(a, id, "Proposed", "Countersigned");
    demandDuty(a, homeOf(id), "bureau");
    a.granted();
    setStatus(a, id, "Declined", reason);
  },

  admit(a: Act, id: bigint): void {
    const provider = demandStatus(a, id, "Countersigned");
    a.demand(a.today > provider.noticeEnd, "NoticeRunning", provider.noticeEnd);
    demandActive(a, homeOf(id));
    a.demand(!isBlacklisted(a.town, provider.party), "PartyBlacklisted", provider.party);
    demandValidity(a, provider.validFrom, provider.validThrough, provider.classes);
    demandNoObjection(a, "providers", subjectOf(id), ADMISSION.resolveDays);
    a.granted();
    setStatus(a, id, "Admitted", ZERO);
    a.tell("providers", "Transfer", { from: NOBODY, to: holderOf("tongdui.provider", id), tokenId: id });
    a.tell("providers", "Locked", { tokenId: id });
  },

  renew(a: Act, id: bigint, validThrough: Day, classes: bigint): void {
    const provider = demandStatus(a, id, "Admitted");
    demandDuty(a, CONSORTIUM, "operator");
    demandValidity(a, provider.validFrom, validThrough, classes);
    propose(a, "providers", "renew", [id, validThrough, classes]);
  },

  confirmRenew(a: Act, id: bigint, validThrough: Day, classes: bigint): void {
    const provider = demandStatus(a, id, "Admitted");
    demandDuty(a, homeOf(id), "bureau");
    demandActive(a, homeOf(id));
    demandValidity(a, provider.validFrom, validThrough, classes);
    const close = seconded(a, "providers", "renew", [id, validThrough, classes]);
    a.granted();
    close();
    provider.validThrough = validThrough;
    provider.classes = classes;
    a.tell("providers", "ProviderRenewed", { provider: id, validThrough, classes, by: a.by });
  },

  suspend(a: Act, id: bigint, reason: string): void {
    demandStatus(a, id, "Admitted");
    demandDuty(a, homeOf(id), "bureau");
    a.granted();
    setStatus(a, id, "Suspended", reason);
  },

  reinstate(a: Act, id: bigint, reason: string): void {
    demandStatus(a, id, "Suspended");
    demandDuty(a, homeOf(id), "bureau");
    propose(a, "providers", "reinstate", [id, reason]);
  },

  confirmReinstate(a: Act, id: bigint, reason: string): void {
    demandStatus(a, id, "Suspended");
    demandDuty(a, homeOf(id), "approver");
    const close = seconded(a, "providers", "reinstate", [id, reason]);
    a.granted();
    close();
    setStatus(a, id, "Admitted", reason);
  },

  end(a: Act, id: bigint, status: number, reason: string): void {
    demandEnding(a, id, status);
    demandDuty(a, homeOf(id), "bureau");
    propose(a, "providers", "end", [id, status, reason]);
  },

  confirmEnd(a: Act, id: bigint, status: number, reason: string): void {
    demandEnding(a, id, status);
    demandDuty(a, homeOf(id), "approver");
    const close = seconded(a, "providers", "end", [id, status, reason]);
    a.granted();
    close();
    setStatus(a, id, PROVIDER_STATUSES[status]!, reason);
  },

  changeProfile(a: Act, id: bigint, profile: string): void {
    const provider = knownOf(a, id);
    demandDuty(a, homeOf(id), "bureau");
    a.granted();
    provider.profile = profile;
    a.tell("providers", "ProviderProfileChanged", { provider: id, profile, by: a.by });
  },

  ...objecting("providers", hearingOf),
  ...rotating("providers", "ProviderUnknown"),
  withdrawProposal: withdrawProposal("providers"),
};

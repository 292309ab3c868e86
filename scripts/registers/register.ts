/** The two registers of parties, and what they have in common: enterprises, who hold vouchers, and providers, who are paid. */
import { formatEnterprise, formatProvider, parseEnterprise, parseProvider } from "../../client/ids.ts";
import type { Ledger } from "../../client/ledger.ts";
import { ENTERPRISE_STATUS, PROVIDER_STATUS } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";

export type Register = "enterprise" | "provider";

interface Form {
  readonly noun: Text;
  readonly format: (id: bigint) => string;
  /** @throws TongduiError `EnterpriseIdUnreadable`, `ProviderIdUnreadable`. */
  readonly parse: (typed: string) => bigint;
  /** What the ledger's numbers of a status mean. */
  readonly statuses: readonly Text[];
}

export const REGISTERS: Readonly<Record<Register, Form>> = {
  enterprise: {
    noun: { en: "enterprise", zh: "企业" },
    format: formatEnterprise,
    parse: parseEnterprise,
    statuses: ENTERPRISE_STATUS,
  },
  provider: {
    noun: { en: "provider", zh: "服务机构" },
    format: formatProvider,
    parse: parseProvider,
    statuses: PROVIDER_STATUS,
  },
};

/** contracts/Enterprises.sol, Status. */
export const ENTERPRISE = { active: 1n, frozen: 2n, merged: 3n, closed: 4n, blacklisted: 5n } as const;

/** contracts/Providers.sol, Status. */
export const PROVIDER = {
  proposed: 1n,
  countersigned: 2n,
  declined: 3n,
  admitted: 4n,
  suspended: 5n,
  removed: 6n,
  blacklisted: 7n,
} as const;

/** What the ledger says of a party in either register. */
export interface Standing {
  readonly status: bigint;
  readonly wallet: string;
  /** Whether its wallet is stopped, because another one is proposed. */
  readonly stopped: boolean;
  /** The number of its group. */
  readonly group: bigint;
  /** Its mark. */
  readonly party: string;
  /** The commitment of its profile. */
  readonly profile: string;
}

/** @throws the ledger's `EnterpriseUnknown` or `ProviderUnknown`. */
export async function standingOf(ledger: Ledger, register: Register, id: bigint): Promise<Standing> {
  return register === "enterprise" ? ledger.enterprises.enterpriseOf(id) : ledger.providers.providerOf(id);
}

/** Under which id a mark is registered; 0 if it is not. */
export async function idOfParty(ledger: Ledger, register: Register, party: string): Promise<bigint> {
  return register === "enterprise"
    ? ledger.enterprises.enterpriseOfParty(party)
    : ledger.providers.providerOfParty(party);
}

/** Which register an id as people write it is of. @throws as {@link Form.parse}. */
export function partyOf(typed: string): { readonly register: Register; readonly id: bigint } {
  const register = /^\s*[pPｐＰ]/.test(typed) ? "provider" : "enterprise";
  return { register, id: REGISTERS[register].parse(typed) };
}

/** The contract that keeps a register. */
export function contractOf(ledger: Ledger, register: Register): Ledger["enterprises"] | Ledger["providers"] {
  return register === "enterprise" ? ledger.enterprises : ledger.providers;
}

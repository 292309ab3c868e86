import { ZeroHash } from "ethers";
import type { BaseContract } from "ethers";
import type { InHand } from "./stages.ts";

/** Something that has happened to a party, and what the ledger says of it then. */
export interface Obstacle {
  readonly what: string;
  readonly happens: (s: InHand) => Promise<unknown>;
  readonly says: (s: InHand) => readonly [BaseContract, string, readonly unknown[]];
}

export const ENTERPRISE = { active: 1, frozen: 2, merged: 3, closed: 4, blacklisted: 5 } as const;
export const PROVIDER = { admitted: 4, suspended: 5, removed: 6, blacklisted: 7 } as const;

export async function endEnterprise({ w, enterprise }: InHand, status: number): Promise<void> {
  await w.enterprises.connect(w.wujin.bureau).end(enterprise.id, status, ZeroHash);
  await w.enterprises.connect(w.wujin.approver).confirmEnd(enterprise.id, status, ZeroHash);
}

export async function endProvider({ w, provider }: InHand, status: number): Promise<void> {
  await w.providers.connect(w.yangpu.bureau).end(provider.id, status, ZeroHash);
  await w.providers.connect(w.yangpu.approver).confirmEnd(provider.id, status, ZeroHash);
}

/** Under which an enterprise signs nothing at all. */
export const ENTERPRISE_SILENCED: Obstacle[] = [
  {
    what: "a frozen enterprise",
    happens: ({ w, enterprise }) => w.enterprises.connect(w.wujin.bureau).freeze(enterprise.id, ZeroHash),
    says: ({ w, enterprise }) => [w.enterprises, "EnterpriseIn", [enterprise.id, ENTERPRISE.frozen]],
  },
  {
    what: "a blacklisted enterprise",
    happens: (s) => endEnterprise(s, ENTERPRISE.blacklisted),
    says: ({ w, enterprise }) => [w.enterprises, "EnterpriseIn", [enterprise.id, ENTERPRISE.blacklisted]],
  },
  {
    what: "an enterprise whose wallet is stopped",
    happens: ({ w, enterprise }) => w.enterprises.connect(w.wujin.bureau).proposeRotation(enterprise.id, w.stranger),
    says: ({ w, enterprise }) => [w.enterprises, "WalletStopped", [enterprise.id]],
  },
];

/** Under which a provider signs nothing at all. */
export const PROVIDER_SILENCED: Obstacle[] = [
  {
    what: "a blacklisted provider",
    happens: (s) => endProvider(s, PROVIDER.blacklisted),
    says: ({ w, provider }) => [w.providers, "ProviderIn", [provider.id, PROVIDER.blacklisted]],
  },
  {
    what: "a provider whose wallet is stopped",
    happens: ({ w, provider }) => w.providers.connect(w.yangpu.bureau).proposeRotation(provider.id, w.stranger),
    says: ({ w, provider }) => [w.providers, "WalletStopped", [provider.id]],
  },
];

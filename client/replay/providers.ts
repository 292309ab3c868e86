/** The register of providers, rebuilt: contracts/Providers.sol. */
import { districtOf, providerId } from "../ids.ts";
import type { Day } from "../days.ts";
import type { EventOf } from "./events.ts";
import { gap, told } from "./faults.ts";
import { applyToMatters, type Matters } from "./matters.ts";
import { applyToObjections, type Objections } from "./objections.ts";
import { mapped, nameOf, numberOf } from "./stored.ts";
import type { Variables } from "./storageMap.ts";
import { applyToWallets, type Holder, type Rotations } from "./wallets.ts";

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

export type ProviderRecord = Holder & {
  readonly group: bigint;
  readonly validFrom: Day;
  validThrough: Day;
  /** 0 until the Bureau has countersigned. */
  noticeEnd: Day;
  status: (typeof PROVIDER_STATUSES)[number];
  /** Bit n for service class n. */
  classes: bigint;
  readonly party: string;
  profile: string;
};

export type ProvidersState = {
  readonly providers: Map<bigint, ProviderRecord>;
  /** 0 where the party was declined and may be proposed again. */
  readonly providerOfParty: Map<string, bigint>;
  readonly countOf: Map<bigint, bigint>;
  readonly proposerOf: Map<bigint, string>;
  readonly proposals: Matters;
  readonly objections: Objections;
  readonly rotations: Rotations;
};

export function begin(): ProvidersState {
  return {
    providers: new Map(),
    providerOfParty: new Map(),
    countOf: new Map(),
    proposerOf: new Map(),
    proposals: new Map(),
    objections: new Map(),
    rotations: new Map(),
  };
}

export function apply(state: ProvidersState, event: EventOf<"providers">): void {
  switch (event.name) {
    case "ProviderProposed":
      propose(state, event.args);
      break;
    case "ProviderCountersigned": {
      const provider = known(state, event.args.provider);
      provider.status = "Countersigned";
      provider.noticeEnd = Number(event.args.noticeEnd);
      break;
    }
    case "ProviderStatusChanged": {
      const provider = known(state, event.args.provider);
      provider.status = nameOf(PROVIDER_STATUSES, event.args.status);
      if (provider.status === "Declined") state.providerOfParty.set(provider.party, 0n);
      break;
    }
    case "ProviderRenewed": {
      const provider = known(state, event.args.provider);
      provider.validThrough = Number(event.args.validThrough);
      provider.classes = event.args.classes;
      break;
    }
    case "ProviderProfileChanged":
      known(state, event.args.provider).profile = event.args.profile;
      break;
    case "RotationProposed":
    case "RotationCancelled":
    case "WalletRotated":
      applyToWallets(state.rotations, state.providers, event);
      break;
    case "Objected":
    case "ObjectionEnded":
      applyToObjections(state.objections, event);
      break;
    case "MatterProposed":
    case "MatterConfirmed":
    case "MatterWithdrawn":
      applyToMatters(state.proposals, event);
      break;
    // What ERC-721 and ERC-5192 ask for, beside ProviderStatusChanged.
    case "Transfer":
    case "Locked":
    case "Unlocked":
    case "Approval":
    case "ApprovalForAll":
      break;
  }
}

export function storageOf(state: ProvidersState): Variables {
  const { providers, ...others } = state;
  return { ...others, providers: mapped(providers, (p) => ({ ...p, status: numberOf(PROVIDER_STATUSES, p.status) })) };
}

type Proposed = Extract<EventOf<"providers">, { name: "ProviderProposed" }>["args"];

function propose(state: ProvidersState, { provider, group, admission, by }: Proposed): void {
  const { wallet, classes, party, profile } = admission;
  state.providers.set(provider, {
    wallet,
    group,
    validFrom: Number(admission.validFrom),
    validThrough: Number(admission.validThrough),
    noticeEnd: 0,
    status: "Proposed",
    stopped: false,
    classes,
    party,
    profile,
  });
  state.providerOfParty.set(party, provider);
  state.proposerOf.set(provider, by);
  const home = districtOf(provider);
  const next = providerId(home, (state.countOf.get(home) ?? 0n) + 1n);
  state.countOf.set(home, provider & 0xffff_ffffn);
  if (provider !== next) throw gap("provider", next, provider);
}

function known(state: ProvidersState, provider: bigint): ProviderRecord {
  return told(state.providers, provider, "provider");
}

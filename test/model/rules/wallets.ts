import type { Act } from "./act.ts";
import { demandDuty, holds } from "./offices.ts";
import { NOBODY, SECONDS_A_DAY, type Town } from "./town.ts";

/** A change of wallet that waits for its confirmation. */
export interface Rotation {
  readonly wallet: string;
  readonly time: number;
  readonly by: string;
}

/** A party of either register, as far as its wallet is concerned. */
export interface Holder {
  wallet: string;
  stopped: boolean;
}

export const ROTATION_DAYS = 3;

type Register = "enterprises" | "providers";

export const homeOf = (party: bigint): number => Number(party >> 32n);

/** The three acts by which a party gets another wallet, in one of the registers. */
export function rotating(part: Register, unknown: string) {
  const party = (a: Act, id: bigint): Holder =>
    a.known<Holder>((a.town[part] as ReadonlyMap<bigint, Holder>).get(id), unknown, id);
  const open = (town: Town, id: bigint): Rotation | undefined => town.rotations.get(`${part} ${id}`);
  const end = (a: Act, id: bigint, holder: Holder): void => {
    a.town.rotations.delete(`${part} ${id}`);
    holder.stopped = false;
  };

  return {
    proposeRotation(a: Act, id: bigint, wallet: string): void {
      const holder = party(a, id);
      demandDuty(a, homeOf(id), "bureau");
      a.demand(wallet !== NOBODY, "WalletMissing");
      a.demand(open(a.town, id) === undefined, "RotationOpen", id);
      a.granted();
      a.town.rotations.set(`${part} ${id}`, { wallet, time: a.now, by: a.by });
      holder.stopped = true;
      a.tell(part, "RotationProposed", { party: id, wallet, by: a.by });
    },

    cancelRotation(a: Act, id: bigint): void {
      const holder = party(a, id);
      if (!holds(a.town, a.by, homeOf(id), "approver")) demandDuty(a, homeOf(id), "bureau");
      a.demand(open(a.town, id) !== undefined, "NoRotation", id);
      a.granted();
      end(a, id, holder);
      a.tell(part, "RotationCancelled", { party: id, by: a.by });
    },

    confirmRotation(a: Act, id: bigint, wallet: string): void {
      const holder = party(a, id);
      demandDuty(a, homeOf(id), "approver");
      const rotation = a.known(open(a.town, id), "NoRotation", id);
      const from = rotation.time + ROTATION_DAYS * SECONDS_A_DAY;
      a.demand(rotation.wallet === wallet, "OtherWalletProposed", id, rotation.wallet);
      a.demand(rotation.by !== a.by, "SameOfficer", a.by);
      a.demand(a.now >= from, "RotationTooEarly", id, from);
      a.granted();
      end(a, id, holder);
      holder.wallet = wallet;
      a.tell(part, "WalletRotated", { party: id, wallet, by: a.by });
    },
  };
}

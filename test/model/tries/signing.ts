import { dayOf, lastValidSecond } from "../../../client/days.ts";
import type { Signature } from "../rules/messages.ts";
import { ZERO, type Town } from "../rules/town.ts";
import { walletOf } from "../ledger/keys.ts";
import type { Dice } from "./dice.ts";
import type { Draw } from "./draw.ts";

const OTHERS_WALLET = walletOf("somebody else's wallet");

/** The wallet that signs for an enterprise: that of whatever it went into. */
export function buyersWallet({ enterprises }: Pick<Town, "enterprises">, id: bigint): string {
  const enterprise = enterprises.get(id);
  if (enterprise?.mergedInto !== undefined) return buyersWallet({ enterprises }, enterprise.mergedInto);
  return enterprise?.wallet ?? OTHERS_WALLET;
}

export const sellersWallet = ({ providers }: Town, id: bigint): string => providers.get(id)?.wallet ?? OTHERS_WALLET;

/** An enterprise that places orders, or whatever it went into. */
export function signs({ enterprises }: Pick<Town, "enterprises">, id: bigint): boolean {
  const { status, stopped, mergedInto } = enterprises.get(id)!;
  if (status === "Merged") return signs({ enterprises }, mergedInto!);
  return status === "Active" && !stopped;
}

/** Whether somebody looks first at who is able to sign; mostly they do. */
export const looks = (dice: Dice): boolean => !dice.chance(12);

/** The signature of a message by a wallet; the wrong one is somebody else's, or of another message. */
export function signed({ dice }: Draw, signer: string, digest: string): Signature {
  const wrong = [
    { signer: OTHERS_WALLET, digest },
    { signer, digest: ZERO },
  ];
  return dice.one([{ signer, digest }], wrong)!;
}

/** The end of a day to come, of few, so that what was taken back is tried again; the wrong one has just passed. */
export function deadline({ town, dice }: Draw): bigint {
  return BigInt(dice.or(lastValidSecond(dayOf(town.now) + 2 + dice.number(3)), town.now));
}

/** The Operator, or an Approver of one of the two districts. */
export function submitter(draw: Draw, home: number, provider: number): string {
  if (!draw.dice.chance(40)) return draw.officer(0, "operator");
  return draw.officer(draw.dice.chance(50) ? home : provider, "approver");
}

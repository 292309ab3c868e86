/** Wallets that are being replaced: contracts/base/Wallets.sol. */
import type { EventOf } from "./events.ts";
import { repeated, told } from "./faults.ts";

/** `time` in Unix seconds. */
export type Rotation = { readonly wallet: string; readonly time: number; readonly by: string };

/** By the party. */
export type Rotations = Map<bigint, Rotation>;

/** What a party's record says of its wallet. */
export type Holder = { wallet: string; stopped: boolean };

type RotationEvent = Extract<
  EventOf<"enterprises">,
  { name: "RotationProposed" | "RotationCancelled" | "WalletRotated" }
>;
type FromAnyPart = {
  [Name in RotationEvent["name"]]: {
    readonly name: Name;
    readonly args: Extract<RotationEvent, { name: Name }>["args"];
  };
}[RotationEvent["name"]] &
  Pick<RotationEvent, "origin">;

export function applyToWallets(rotations: Rotations, parties: ReadonlyMap<bigint, Holder>, event: FromAnyPart): void {
  const { party } = event.args;
  const holder = told(parties, party, "party");
  if (event.name === "RotationProposed") {
    if (rotations.has(party)) throw repeated("new wallet of party", party);
    rotations.set(party, { wallet: event.args.wallet, time: event.origin.time, by: event.args.by });
    holder.stopped = true;
    return;
  }
  told(rotations, party, "new wallet of party");
  rotations.delete(party);
  holder.stopped = false;
  if (event.name === "WalletRotated") holder.wallet = event.args.wallet;
}

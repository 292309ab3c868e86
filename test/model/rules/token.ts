import { id as keccakOf } from "ethers";

/** The address that holds what a party has: 14 bytes of a hash and the party's id, for which no key exists. */
export function holderOf(kind: "tongdui.enterprise" | "tongdui.provider", party: bigint): string {
  return keccakOf(kind).slice(0, 30) + party.toString(16).padStart(12, "0");
}

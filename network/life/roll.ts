/** Who is who in a network: its nodes by name, and which district an address that seals is of. */
import type { Text } from "../../client/text/text.ts";
import type { Hex } from "../../verifier/bytes.ts";
import type { Place } from "./look.ts";

/** A node as the network's file has it. */
export interface RollNode {
  readonly name: string;
  readonly district: { readonly slug: string; readonly name: Text };
  readonly isValidator: boolean;
  /** Public key, 64 bytes in hex without 0x. */
  readonly key: string;
  readonly address: Hex;
  /** `enode://KEY@HOST:PORT`, as Besu's lists have it. */
  readonly enode: string;
  readonly place: Place;
}

export interface Roll {
  /** In the order of the file; none where there is only a profile. */
  readonly nodes: readonly RollNode[];
  /** Those that have left and are named for the first block's sake. */
  readonly gone: readonly RollNode[];
  /** What people call the one who seals with this address: a node's name, or its district's; undefined where nobody knows. */
  readonly sealerOf: (address: Hex) => Sealer | undefined;
  /** Seconds between blocks, where the file says so. */
  readonly period: number | undefined;
  /** What the chain has to be, where something says so. */
  readonly chainId: number | undefined;
  /** Who seals from a block on without a vote, by the file; in ascending order of their blocks. */
  readonly transitions: readonly RollTransition[];
}

export interface RollTransition {
  readonly block: number;
  readonly validators: readonly Hex[];
}

export interface Sealer {
  readonly node: string | undefined;
  readonly district: Text;
}

/** One line about the whole network: whether blocks are made, and how much may still fail. */
import type { Hex } from "../../verifier/bytes.ts";
import { BLOCKS_BEHIND } from "./look.ts";
import type { Standing } from "./standing.ts";
import { moreMayFail } from "./sealing.ts";
import { toleranceOf } from "./tolerance.ts";

/** While blocks are made, the newest one is younger than so many periods and a second. */
const PERIODS_YOUNG = 2;

export type Verdict =
  /** No node answers. */
  | { readonly kind: "unreachable" }
  /** Nodes answer, and have no block but the first, which nobody seals. One with peers may have the others' still to fetch. */
  | { readonly kind: "notBegun"; readonly hasPeers: boolean }
  /** The node that is furthest fetches the others' blocks; of now nothing can be told. Its newest block's age, in seconds. */
  | { readonly kind: "catchingUp"; readonly age: number }
  /** Blocks are not sealed by validators, or could not be read. */
  | { readonly kind: "notSealed" }
  /** No block since then, in seconds since 1970. */
  | { readonly kind: "halted"; readonly since: number }
  /** Two nodes have another block of the same number: what must never be. */
  | { readonly kind: "forked" }
  /** Blocks are made, and not all is well. */
  | {
      readonly kind: "degraded";
      readonly silent: readonly Hex[];
      /** Validators that do not answer, are nobody's peer, and are in no block of this moment. */
      readonly unseen: readonly Hex[];
      /** Hosts of nodes that are behind. */
      readonly behind: readonly string[];
      /** 0: one more failure stops the chain. */
      readonly moreMayFail: number;
    }
  | { readonly kind: "healthy"; readonly moreMayFail: number };

/** @param notMet addresses of nodes that do not answer and are nobody's peer. */
export function verdictOf(standing: Standing, notMet: readonly Hex[]): Verdict {
  const { here, height, fork, sealing, pace } = standing;
  if (here.length === 0) return { kind: "unreachable" };
  if (fork) return { kind: "forked" };
  if (height === 0) return { kind: "notBegun", hasPeers: here.some(({ peers = 0 }) => peers > 0) };
  if (pace === "fetching") {
    return { kind: "catchingUp", age: Math.round(Math.min(...here.map(({ age }) => age))) };
  }
  if (pace === "still") {
    return { kind: "halted", since: Math.max(...here.map(({ newest }) => newest.time)) };
  }
  if (!sealing) return { kind: "notSealed" };
  const silent = sealing.validators.filter(({ isSilent }) => isSilent).map(({ address }) => address);
  const behind = here.filter((look) => height - look.height > BLOCKS_BEHIND).map(({ node }) => node.host);
  const isYoung = here.some(
    ({ age, height: own }) => own === height && age < PERIODS_YOUNG * (sealing.period ?? 1) + 1,
  );
  const unseen = sealing.validators
    .filter(({ isSilent, address, last }) => !isSilent && notMet.includes(address) && !(isYoung && last === height))
    .map(({ address }) => address);
  if (silent.length + unseen.length + behind.length > 0) {
    return { kind: "degraded", silent, unseen, behind, moreMayFail: moreMayFail(sealing) - unseen.length };
  }
  return { kind: "healthy", moreMayFail: toleranceOf(sealing.validators.length).mayFail };
}

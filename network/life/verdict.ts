/** One line about the whole network: whether blocks are made, and how much may still fail. */
import type { Hex } from "../../verifier/bytes.ts";
import { BLOCKS_BEHIND } from "./look.ts";
import type { Standing } from "./standing.ts";
import { moreMayFail } from "./sealing.ts";
import { toleranceOf } from "./tolerance.ts";

export type Verdict =
  /** No node answers. */
  | { readonly kind: "unreachable" }
  /** Nodes answer, and there is no block but the first, which nobody seals. */
  | { readonly kind: "notBegun" }
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
      /** Hosts of nodes that are behind. */
      readonly behind: readonly string[];
      /** 0: one more failure stops the chain. */
      readonly moreMayFail: number;
    }
  | { readonly kind: "healthy"; readonly moreMayFail: number };

export function verdictOf(standing: Standing): Verdict {
  const { here, height, fork, sealing, cameWhileWaiting } = standing;
  if (here.length === 0) return { kind: "unreachable" };
  if (fork) return { kind: "forked" };
  if (height === 0) return { kind: "notBegun" };
  if (cameWhileWaiting === false) {
    return { kind: "halted", since: Math.max(...here.map(({ newest }) => newest.time)) };
  }
  if (!sealing) return { kind: "notSealed" };
  const silent = sealing.validators.filter(({ isSilent }) => isSilent).map(({ address }) => address);
  const behind = here.filter((look) => height - look.height > BLOCKS_BEHIND).map(({ node }) => node.host);
  if (silent.length + behind.length > 0) {
    return { kind: "degraded", silent, behind, moreMayFail: moreMayFail(sealing) };
  }
  return { kind: "healthy", moreMayFail: toleranceOf(sealing.validators.length).mayFail };
}

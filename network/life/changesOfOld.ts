/** When validators changed long ago, found in a few headers: of many blocks only those are read that halve the way to a change. */
import type { Hex } from "../../verifier/bytes.ts";
import type { OneNode } from "./oneNode.ts";
import { sealedBlocks, type SealedBlock } from "./sealedBlock.ts";

interface End {
  readonly number: number;
  readonly validators: readonly Hex[];
}

/**
 * The blocks that are the first to name other validators than the one before, after `from` and up to `through`, in their order. Where
 * the two ends name the same, it is taken that nothing changed between them.
 *
 * @throws TongduiError `NodeContradictsItself`; NodeSilent, NodeRefusal.
 */
export async function changesOfOld(node: OneNode, from: End, through: SealedBlock): Promise<SealedBlock[]> {
  if (from.number >= through.number || isSame(from, through)) return [];
  if (from.number + 1 === through.number) return [through];
  const middle = from.number + Math.floor((through.number - from.number) / 2);
  const [block] = (await sealedBlocks(node, middle, middle)) ?? [];
  if (!block) return [];
  return [...(await changesOfOld(node, from, block)), ...(await changesOfOld(node, block, through))];
}

function isSame({ validators }: End, other: End): boolean {
  return validators.length === other.validators.length && validators.every((one) => other.validators.includes(one));
}

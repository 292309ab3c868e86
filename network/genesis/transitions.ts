/** Whether a genesis may take another's place: the first block stays, and only who seals later ones is said anew. */
import { z } from "zod";

const ENTRY = z.strictObject({ block: z.number(), validators: z.array(z.string()) });
const GENESIS = z.looseObject({
  config: z.looseObject({ transitions: z.strictObject({ qbft: z.array(ENTRY) }).optional() }),
});
type Genesis = z.infer<typeof GENESIS>;

export interface TransitionsChange {
  /** Blocks of transitions that the old file has, and the new one has no more, or otherwise. */
  readonly dropped: readonly number[];
  /** And the other way round. */
  readonly added: readonly number[];
}

/**
 * What becomes of the transitions of a genesis file where nothing but these changes.
 *
 * @returns undefined where anything else differs, so that it would be another chain, or where the old file is none of ours.
 */
export function transitionsChange(before: string, now: string): TransitionsChange | undefined {
  const [old, made] = [genesisIn(before), genesisIn(now)];
  if (!old || !made || rest(old) !== rest(made)) return undefined;
  return { dropped: without(old, made), added: without(made, old) };
}

function without(one: Genesis, other: Genesis): number[] {
  const known = new Set(entriesOf(other).map(({ said }) => said));
  return entriesOf(one).flatMap(({ block, said }) => (known.has(said) ? [] : [block]));
}

function genesisIn(text: string): Genesis | undefined {
  try {
    return GENESIS.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function rest(genesis: Genesis): string {
  return JSON.stringify({ ...genesis, config: { ...genesis.config, transitions: undefined } });
}

/** Whoever wrote one by hand may have had addresses in capitals, and in another order. */
function entriesOf({ config }: Genesis): { readonly block: number; readonly said: string }[] {
  const entries = config.transitions?.qbft ?? [];
  return entries.map(({ block, validators }) => ({
    block,
    said: `${String(block)} ${[...validators]
      .map((one) => one.toLowerCase())
      .sort()
      .join(" ")}`,
  }));
}

/** `trust-root check`: what a trust root says, what it changes, and who has signed it. */
import path from "node:path";
import { trustRootHash } from "../../../verifier/index.ts";
import type { Answer, Part } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { EXIT } from "../../cli/exit.ts";
import { previousOf, readRoot } from "./place.ts";
import { changesBetween, hashParts, rootGrid } from "./said.ts";
import { signersGrid, standingOf, standingText } from "./succession.ts";

export interface CheckInput {
  readonly file: string;
  readonly previous: string | undefined;
}

/** @throws TongduiError as readRoot, previousOf and standingOf. */
export async function checkRoot({ file, previous: named }: CheckInput, context: Context): Promise<Answer> {
  const root = await readRoot(file);
  const hash = trustRootHash(root);
  const own = { file: path.resolve(file), number: root.number, hash, consensus: root.consensus };
  const parts: Part[] = [rootGrid(root), ...hashParts(root.number, hash)];
  if (root.number === 0 && named === undefined) {
    return { data: { ...own, signers: [], isEnough: null }, parts: [...parts, NOBODY_SIGNS] };
  }
  const previous = await previousOf(root, named, context);
  const changes = changesBetween(previous, root);
  const standing = standingOf(previous, root);
  return {
    data: {
      ...own,
      changes: changes.map(({ en, zh }) => ({ en, zh })),
      signers: standing.signers,
      needed: standing.needed,
      isEnough: standing.isEnough,
    },
    parts: [...parts, ...changes, signersGrid(previous, standing), standingText(standing)],
    exit: standing.isEnough ? EXIT.done : EXIT.mendable,
  };
}

const NOBODY_SIGNS: Part = {
  en: "Nobody signs the first trust root: compare its hash with what the districts publish.",
  zh: "首个信任根无需签名，请与各区公布的哈希比对。",
};

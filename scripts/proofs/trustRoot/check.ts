/** `trust-root check`: what a trust root says, what it changes, and who has signed it. */
import path from "node:path";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { trustRootHash, type TrustRoot } from "../../../verifier/index.ts";
import type { Answer, Part } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { EXIT } from "../../cli/exit.ts";
import { previousOf, readRoot } from "./place.ts";
import { changedSince, changesBetween } from "./changes.ts";
import { hashParts, rootGrid } from "./said.ts";
import { signersGrid, standingOf, standingText } from "./succession.ts";

export interface CheckInput {
  readonly file: string;
  readonly previous: string | undefined;
}

/**
 * Shows the root whatever is known of the one before it. Ends with `done` only for a first root and for one that enough have signed, so
 * that nobody publishes what was not checked.
 *
 * @throws TongduiError as readRoot, previousOf and standingOf.
 */
export async function checkRoot({ file, previous: named }: CheckInput, context: Context): Promise<Answer> {
  const root = await readRoot(file);
  const hash = trustRootHash(root);
  const own = { file: path.resolve(file), number: root.number, hash, consensus: root.consensus };
  const parts: Part[] = [rootGrid(root), ...hashParts(root.number, hash)];
  if (root.number === 0 && named === undefined) {
    return { data: { ...own, signers: [], isEnough: null }, parts: [...parts, NOBODY_SIGNS] };
  }
  const previous = named === undefined ? await ownPrevious(root, context) : await previousOf(root, named, context);
  if (!previous) {
    return {
      data: { ...own, signers: null, isEnough: null },
      parts: [...parts, notChecked(root.number)],
      exit: EXIT.mendable,
    };
  }
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
    parts: [
      ...parts,
      changedSince(previous.number),
      ...changes,
      signersGrid(previous, standing),
      standingText(standing),
    ],
    exit: standing.isEnough ? EXIT.done : EXIT.mendable,
  };
}

/** The profile's root, if there is one and it is the one before. Nobody asked for it, so that its absence is no error. */
async function ownPrevious(root: TrustRoot, context: Context): Promise<TrustRoot | undefined> {
  return previousOf(root, undefined, context).catch((error: unknown) => {
    if (error instanceof TongduiError) return undefined;
    throw error;
  });
}

function notChecked(number: number): Part {
  return {
    en: `The signatures of trust root ${number} were not checked: the root before it was not given. Name it with --previous FILE; or compare the hash above on the sites of two districts.`,
    zh: `第 ${number} 号信任根的签名未核对：未提供前一个信任根。请用 --previous 指定，或将上列哈希与两个区官方网站公布的比对。`,
  };
}

const NOBODY_SIGNS: Part = {
  en: "Nobody signs the first trust root: compare its hash on the sites of two districts, or with a printed certificate that did not come with the file.",
  zh: "首个信任根无需签名，请将其哈希与两个区官方网站公布的比对，或与并非随文件一同收到的纸质证书比对。",
};

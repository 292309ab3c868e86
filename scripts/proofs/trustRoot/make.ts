/** `trust-root make`: the first trust root of a ledger, and the file of the next one. */
import path from "node:path";
import type { Text } from "../../../client/text/text.ts";
import { trustRootHash, trustRootText, type TrustRoot } from "../../../verifier/index.ts";
import { reading, type Reading } from "../../chain/reading.ts";
import type { Answer, Part } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { disk } from "../../../client/files/disk.ts";
import { shown } from "../../../client/files/secretFile.ts";
import { newFile } from "../../tables/newFile.ts";
import { draftOf, firstRoot } from "./draft.ts";
import { rootPlace } from "./place.ts";
import { hashParts, rootGrid } from "./said.ts";
import { readValidatorsFile, type NamedSet } from "./validatorsFile.ts";

export interface MakeInput {
  readonly validators: string | undefined;
  readonly out: string | undefined;
}

/**
 * Writes root 0. Made again, it is the same.
 *
 * @throws TongduiError `FileExists`; as draftOf, readValidatorsFile and newFile.
 */
export async function makeRoot({ validators, out }: MakeInput, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const root = firstRoot(await draftOf(open, await setsIn(validators, open)));
    const file = path.resolve(out ?? rootPlace(open.profile, open.deployment.network));
    const end = await writeRoot(root, file, context);
    return rootAnswer(root, { file, end, next: PUBLISH });
  });
}

/** The validators that a file names; none where none is given. */
export async function setsIn(file: string | undefined, { deployment }: Reading): Promise<NamedSet[] | undefined> {
  return file === undefined ? undefined : readValidatorsFile(file, deployment);
}

type End = "done" | "before" | "tried";

/** Writes a root under a new name. A file that says the same already stays. @throws TongduiError `FileExists`, `FileUnwritable`. */
export async function writeRoot(root: TrustRoot, file: string, { dryRun }: Pick<Context, "dryRun">): Promise<End> {
  const text = trustRootText(root);
  if ((await disk.read(file)) === text) return "before";
  if (dryRun) return "tried";
  await newFile(file, false, async (add) => add(text));
  return "done";
}

const ENDS: Readonly<Record<End, (file: string) => Text>> = {
  done: (file) => ({ en: `✓ Written: ${file}`, zh: `✓ 已写入：${file}` }),
  before: (file) => ({ en: `✓ ${file} says this already.`, zh: `✓ ${file} 已有相同内容。` }),
  tried: (file) => ({ en: `· It would be written to ${file}.`, zh: `· 将写入 ${file}。` }),
};

/** What a root says, its hash, and what comes next. */
export function rootAnswer(
  root: TrustRoot,
  { file, end, next }: { readonly file: string; readonly end: End; readonly next: readonly Part[] },
): Answer {
  const hash = trustRootHash(root);
  return {
    data: { file, end, number: root.number, hash, consensus: root.consensus },
    parts: [rootGrid(root), ...hashParts(root.number, hash), ENDS[end](shown(file)), ...next],
  };
}

const PUBLISH: readonly Part[] = [
  {
    en: "Every district makes it for itself through its own node, and compares the hash. Then each publishes file and hash on its own site, and the hash stands on certificates: a reader compares it on the sites of two districts or with a printed certificate that did not come with the file, never with what the sender of a file says.",
    zh: "请各区分别通过本区节点生成并比对哈希；一致后，各区在官方网站公布文件和哈希，证书上也印该哈希。读者应与两个区的官方网站比对，或与并非随文件一同收到的纸质证书比对，切勿以文件发送人的说法为准。",
  },
];

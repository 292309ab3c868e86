/** `prove`: a proof of a voucher, provider, program or payment, checked before it is written. */
import path from "node:path";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { codeText } from "../../client/proof/link.ts";
import { subjectText, trustRootHash, verifyProof, type Refusal, type TrustRoot } from "../../verifier/index.ts";
import { reading, type Reading } from "../chain/reading.ts";
import type { Answer, Part } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { shown } from "../../client/files/secretFile.ts";
import { proofOf, sourceOf } from "./making.ts";
import { MAKE_IT, readRoot, rootPlace } from "./trustRoot/place.ts";
import { hashParts } from "./trustRoot/said.ts";
import { listed, type Subject } from "./said.ts";
import { pictureOf } from "./sheet/picture.ts";
import { sheetPage } from "./sheet/page.ts";
import { dataOf } from "./verify.ts";
import { writeAll } from "./writing.ts";

export interface ProveInput {
  readonly subject: Subject;
  readonly out: string | undefined;
  readonly sheet: string | undefined;
  /** Where the proof can be fetched. */
  readonly link: string | undefined;
  readonly trustRoot: string | undefined;
  readonly overwrite: boolean;
}

/**
 * @throws TongduiError `LinkWithoutSheet`, `FileExists`, `TrustRootOfOther`, `ProofRefused`; as reading, readRoot, client/proof and
 * writeAll.
 */
export async function prove(input: ProveInput, context: Context): Promise<Answer> {
  const { subject } = input;
  if (input.link !== undefined && input.sheet === undefined) throw linkWithoutSheet();
  const out = path.resolve(input.out ?? `${subject.kind}-${subject.id}.proof.json.gz`);
  const sheet = input.sheet === undefined ? undefined : path.resolve(input.sheet);

  return reading(context, async (open) => {
    const rootFile = input.trustRoot ?? rootPlace(open.profile, open.deployment.network);
    const root = await readRoot(rootFile, MAKE_IT);
    demandOfThis(root, open, rootFile);
    const proof = await proofOf(subject, sourceOf(open, root));
    const verdict = await verifyProof(proof.bytes, root);
    if (!verdict.valid) throw refused(verdict.refusal);

    const encoder = new TextEncoder();
    const bytes = out.endsWith(".gz") ? proof.bytes : encoder.encode(proof.text);
    const trustRoot = { number: root.number, hash: trustRootHash(root) };
    const page =
      sheet === undefined
        ? undefined
        : sheetPage({
            ...verdict,
            subject,
            picture: await pictureOf(open, subject, proof.anchor.number),
            trustRoot,
            code: codeText({ subject, chainId: root.chainId, hash: proof.hash }, input.link),
          });
    const { end, lines } = await writeAll({
      proof: { file: out, bytes },
      sheet: sheet === undefined || page === undefined ? undefined : { file: sheet, bytes: encoder.encode(page) },
      subject,
      root,
      overwrite: input.overwrite,
      dryRun: context.dryRun,
    });
    return {
      data: {
        ...dataOf(verdict),
        trustRoot,
        file: out,
        sheet: sheet ?? null,
        bytes: bytes.length,
        end,
      },
      parts: [
        ...factParts(verdict.facts, subject),
        ...listed({ en: "Before you pass it on:", zh: "转交前请注意：" }, verdict.warnings),
        { en: `Proof ${proof.hash}, checked.`, zh: `证明 ${proof.hash}，已核验。` },
        ...hashParts(root.number, trustRoot.hash),
        ...lines,
        checkedBy(out, path.resolve(rootFile)),
      ],
    };
  });
}

/** The trust root has to be this ledger's; otherwise nothing made under it would hold. */
function demandOfThis(root: TrustRoot, { deployment }: Reading, file: string): void {
  const { chainId, genesis, contracts } = deployment;
  const edition = contracts.edition.address.toLowerCase();
  const isOfThis = root.chainId === chainId && root.genesis === genesis;
  if (isOfThis && root.editions.some((one) => one.edition.address === edition)) return;
  throw new TongduiError(
    "TrustRootOfOther",
    {
      en: `${shown(path.resolve(file))} is the trust root of another ledger, or does not know this edition yet.`,
      zh: `${shown(path.resolve(file))} 不是本账本的信任根，或尚未收录本版次。`,
    },
    {
      hint: {
        en: "Name the right one with --trust-root; a new edition is added with tongdui trust-root next.",
        zh: "请用 --trust-root 指定正确的信任根；新版次用 tongdui trust-root next 加入。",
      },
    },
  );
}

/** What of the facts says most in a few lines; the rest is in the file. */
const IN_SHORT: readonly string[] = [
  ...["development", "voucher", "figures", "standing", "history", "provider", "certificate", "program", "budget"],
  "moment",
];

function factParts(
  facts: readonly ({ readonly kind: string } & Record<"en" | "zh", string>)[],
  subject: Subject,
): Part[] {
  const kinds = subject.kind === "payment" ? [...IN_SHORT, "payment"] : IN_SHORT;
  const { en, zh } = subjectText(subject);
  return listed(
    { en: `Proved of ${en}, among others:`, zh: `${zh} 已证明的主要内容：` },
    facts.filter(({ kind }) => kinds.includes(kind)),
  );
}

/** A line that works where the person stands. */
function checkedBy(out: string, rootFile: string): Part {
  const [file, root] = [shown(out), shown(rootFile)].map((name) => (/^[\w./-]+$/.test(name) ? name : `"${name}"`));
  return {
    en: `Whoever has it and the trust root checks it without a node: npx tongdui verify ${file} --trust-root ${root}`,
    zh: `持有该文件和信任根的人无需节点即可核验：npx tongdui verify ${file} --trust-root ${root}`,
  };
}

function refused({ code, en, zh }: Refusal): TongduiError {
  return new TongduiError(
    "ProofRefused",
    {
      en: `The proof that was made does not hold: ${en} Nothing was written.`,
      zh: `生成的证明未通过核验：${zh}未写入任何文件。`,
    },
    { hint: code === "OtherValidators" ? VALIDATORS_CHANGED : ASK_ANOTHER },
  );
}

const VALIDATORS_CHANGED = {
  en: "If the validators have changed, the next trust root has to say so: tongdui trust-root next --validators FILE",
  zh: "验证节点如有变更，须由下一信任根载明：tongdui trust-root next --validators 文件",
};
const ASK_ANOTHER = {
  en: "The node may be wrong, or the trust root another ledger's. Try another district's node, and tell whoever runs this one.",
  zh: "可能是节点有误，或信任根不属于本账本。请改用其他区的节点，并告知该节点的维护单位。",
};

function linkWithoutSheet(): TongduiError {
  return new TongduiError("UsageWrong", {
    en: "--link needs --sheet: it goes into the page's QR code.",
    zh: "--link 须与 --sheet 一同使用：该网址写入页面的二维码。",
  });
}

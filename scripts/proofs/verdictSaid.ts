/** What was found of a proof, in lines to read. That it holds is never said without the trust root under which it does. */
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import type { Refusal, Verdict } from "../../verifier/index.ts";
import type { Part } from "../cli/answer.ts";
import { hashParts } from "./trustRoot/said.ts";
import { listed, subjectText } from "./said.ts";

/** The trust root that a proof was checked under. */
export interface Under {
  readonly number: number;
  readonly hash: string;
  /** Whether it has the hash that the reader gave. */
  readonly compared: boolean;
}

type Valid = Extract<Verdict, { readonly valid: true }>;

export function partsOfValid(verdict: Valid, under: Under): Part[] {
  const { hash, development, facts, notProved, warnings } = verdict;
  // That nobody has sealed the blocks comes before everything else.
  const first = facts.filter(({ kind }) => kind === "development");
  const proved = facts.filter(({ kind }) => kind !== "development");
  return [
    development ? consistent(verdict, under) : valid(verdict, under),
    ...(development ? first.map((fact) => ({ en: `! ${fact.en}`, zh: `! ${fact.zh}` })) : []),
    { en: `Hash of the proof: ${hash}`, zh: `证明哈希：${hash}` },
    ...listed({ en: "Proved:", zh: "已证明：" }, proved),
    ...listed({ en: "Not proved:", zh: "未证明：" }, notProved),
    ...listed({ en: "Before you pass it on:", zh: "转交前请注意：" }, warnings),
    ...hashParts(under.number, under.hash),
    under.compared ? COMPARED : COMPARE,
    ...(under.number > 0 ? [signaturesNotChecked(under.number)] : []),
  ];
}

/** A file that was refused says nothing, so that nothing is said of what it rests on. */
export function partsOfRefused({ en, zh }: Pick<Refusal, "en" | "zh">, hint: Text | undefined, under: Under): Part[] {
  const { number, hash } = under;
  return [
    { en: `✗ REFUSED: ${en}`, zh: `✗ 核验不通过：${zh}` },
    ...(hint ? [hint] : []),
    {
      en: `Rely on nothing in this file. It was checked under trust root ${number}, hash ${hash}.`,
      zh: `该文件内容不得采信。核验所依据的是第 ${number} 号信任根，哈希 ${hash}。`,
    },
  ];
}

function valid({ subject }: Valid, under: Under): Text {
  const [what, root] = [subjectText(subject), underText(under)];
  return {
    en: `✓ VALID under ${root.en}: ${what.en}`,
    zh: `✓ 核验通过，依据${root.zh}：${what.zh}`,
  };
}

/** Without a tick, which somebody could take for proof. */
function consistent({ subject }: Valid, under: Under): Text {
  const [what, root] = [subjectText(subject), underText(under)];
  return {
    en: `! CONSISTENT, BUT SEALED BY NOBODY, so no proof for anybody: ${what.en}, under ${root.en}`,
    zh: `! 内容自洽，但区块无人签章，不能作为证明：${what.zh}，依据${root.zh}`,
  };
}

function underText({ number, hash, compared }: Under): Text {
  const short = shortHex(hash);
  return compared
    ? {
        en: `trust root ${number}, hash ${short}, the one that you gave`,
        zh: `第 ${number} 号信任根（哈希 ${short}，与您提供的一致）`,
      }
    : {
        en: `trust root ${number}, hash ${short}, NOT compared yet`,
        zh: `第 ${number} 号信任根（哈希 ${short}，尚未比对）`,
      };
}

const COMPARED: Text = {
  en: "✓ This is the hash that you gave.",
  zh: "✓ 与您提供的哈希一致。",
};

const COMPARE: Text = {
  en: "! All of this rests on that hash. Compare it on the sites of two districts, or with a printed certificate that did not come with the file; never with what the sender of the file says. You can give it with --trust-root-hash.",
  zh: "! 以上结论均以该哈希为前提。请与两个区官方网站公布的哈希比对，或与并非随文件一同收到的纸质证书比对，切勿以文件发送人的说法为准。可用 --trust-root-hash 提供该哈希。",
};

/** What the verifier says to be unproved, with the way to look into it. */
function signaturesNotChecked(number: number): Text {
  return {
    en: `The signatures of trust root ${number} are not checked here; what counts is that its hash was compared with the published one. To check them: npx tongdui trust-root check FILE --previous OLD`,
    zh: `此处不核对第 ${number} 号信任根的签名，关键在于其哈希已与公布的比对。如需核对签名：npx tongdui trust-root check 文件 --previous 前一个文件`,
  };
}

/**
 * What a check came to, as it is said first and last. That a proof holds is never said without the trust root under which it does, and
 * of one without seals not at all.
 */
import type { Hex } from "../bytes.ts";
import type { Subject } from "../proofFile.ts";
import type { Text } from "../refusal.ts";
import { short } from "./words.ts";

/** The trust root that a proof was checked under. */
export interface Under {
  readonly number: number;
  readonly hash: Hex;
  /** Whether it has the hash that the reader gave. */
  readonly compared: boolean;
}

/** What can be proved, by name. */
const KIND: Readonly<Record<Subject["kind"], Text>> = {
  voucher: { en: "voucher", zh: "双创券" },
  provider: { en: "provider", zh: "服务机构" },
  program: { en: "program", zh: "项目" },
  payment: { en: "payment", zh: "拨付批次" },
};

/** `voucher 3-000017` */
export function subjectText({ kind, id }: Subject): Text {
  const { en, zh } = KIND[kind];
  return { en: `${en} ${id}`, zh: `${zh} ${id}` };
}

/** Of a proof that holds. */
export function heldText({ subject, development }: { subject: Subject; development: boolean }, under: Under): Text {
  const [what, root] = [subjectText(subject), underText(under)];
  if (development) {
    return {
      en: `CONSISTENT, BUT SEALED BY NOBODY, so no proof for anybody: ${what.en}, under ${root.en}`,
      zh: `内容自洽，但区块无人签章，不能作为证明：${what.zh}，依据${root.zh}`,
    };
  }
  return {
    en: `VALID under ${root.en}: ${what.en}`,
    zh: `核验通过，依据${root.zh}：${what.zh}`,
  };
}

/** Of a file that is refused. */
export function refusedText({ en, zh }: Text): Text {
  return { en: `REFUSED: ${en}`, zh: `核验不通过：${zh}` };
}

/** A file that was refused says nothing, so that nothing is said of what it rests on. */
export function relyOnNothing({ number, hash }: Omit<Under, "compared">): Text {
  return {
    en: `Rely on nothing in this file. It was checked under trust root ${number}, hash ${hash}.`,
    zh: `该文件内容不得采信。核验所依据的是第 ${number} 号信任根，哈希 ${hash}。`,
  };
}

/** Above the lists of a verdict. */
export const VERDICT_HEADING = {
  facts: { en: "Proved:", zh: "已证明：" },
  notProved: { en: "Not proved:", zh: "未证明：" },
  warnings: { en: "Before you pass it on:", zh: "转交前请注意：" },
} as const satisfies Readonly<Record<string, Text>>;

/** What all of a verdict rests on, and who can vouch for it. */
export function comparedText(compared: boolean): Text {
  return compared ? COMPARED : COMPARE;
}

const COMPARED: Text = {
  en: "This is the hash that you gave.",
  zh: "与您提供的哈希一致。",
};
const COMPARE: Text = {
  en: "All of this rests on that hash. Compare it on the sites of two districts, or with a printed certificate that did not come with the file; never with what the sender of the file says.",
  zh: "以上结论均以该哈希为前提。请与两个区官方网站公布的哈希比对，或与并非随文件一同收到的纸质证书比对，切勿以文件发送人的说法为准。",
};

/** Of a root after the first; the verifier says in each verdict that this is unproved. */
export function signaturesNotChecked(number: number): Text {
  return {
    en: `The signatures of trust root ${number} are not checked here; what counts is that its hash was compared with the published one.`,
    zh: `此处不核对第 ${number} 号信任根的签名，关键在于其哈希已与公布的比对。`,
  };
}

function underText({ number, hash, compared }: Under): Text {
  return compared
    ? {
        en: `trust root ${number}, hash ${short(hash)}, the one that you gave`,
        zh: `第 ${number} 号信任根（哈希 ${short(hash)}，与您提供的一致）`,
      }
    : {
        en: `trust root ${number}, hash ${short(hash)}, NOT compared yet`,
        zh: `第 ${number} 号信任根（哈希 ${short(hash)}，尚未比对）`,
      };
}

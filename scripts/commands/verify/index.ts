import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { defineCommand, needed, optional, type Declaration } from "../../cli/define.ts";

/** A trust root's hash, as it is printed: groups and capitals do no harm. @throws TongduiError `HashUnreadable`. */
function rootHash(typed: string): string {
  const hash = typed
    .toLowerCase()
    .replaceAll(/\s/g, "")
    .replace(/^(0x)?/, "0x");
  if (/^0x[0-9a-f]{64}$/.test(hash)) return hash;
  throw new TongduiError("HashUnreadable", {
    en: `"${typed}" is not a hash: 0x and 64 digits.`,
    zh: `“${typed}”不是哈希：应为 0x 加 64 位十六进制字符。`,
  });
}

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "",
    text: {
      en: "check a proof; needs no node, no profile and no network",
      zh: "核验证明文件，无需节点、配置文件和网络",
    },
    more: {
      en: `Says what the proof proves and what it does not. All that has to be trusted is the trust root, and of that the hash: compare it
on the sites of two districts, or with a printed certificate that did not come with the file; not with what whoever sent the file says. A
proof of a development chain, which nobody seals, proves nothing to others; the first line says so. Exit code 0: what is in the
file holds under this trust root. Exit code 5: it is refused,
with the reason, or the trust root is not the one whose hash was given.`,
      zh: `说明该证明证明了什么、未证明什么。核验只以信任根为依据，而信任根凭其哈希辨认：请与两个区官方网站公布的哈希比对，
或与并非随文件一同收到的纸质证书比对，切勿以文件发送人的说法为准。开发用链的区块无人签章，其证明对他人不构成证明，第一行即予说明。
退出码 0 表示文件内容在该信任根下成立；退出码 5 表示不通过（附理由），或信任根的哈希与所提供的不符。`,
    },
    arguments: {
      file: needed("FILE", { en: "the proof, or - for the first input", zh: "证明文件，或 - 表示标准输入" }),
    },
    options: {
      trustRoot: optional("--trust-root <file>", {
        en: "the trust root (default: the profile's, if there is one)",
        zh: "信任根文件（默认为配置文件所用的信任根，如有）",
      }),
      trustRootHash: optional(
        "--trust-root-hash <hash>",
        { en: "what its hash must be, as it was published", zh: "已公布的信任根哈希，须与之一致" },
        rootHash,
      ),
    },
    examples: [
      {
        line: "tongdui verify voucher-3-000017.proof.json.gz --trust-root pilot.trust-root.json",
        text: { en: "A proof that came by mail:", zh: "核验收到的证明文件：" },
      },
    ],
    work: async () => (await import("../../proofs/verify.ts")).verifyFile,
  }),
];

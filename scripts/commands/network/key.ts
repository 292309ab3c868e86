import { defineCommand, needed } from "../../cli/define.ts";

export const key = defineCommand({
  words: "key",
  text: { en: "make a node's key, on the node's own machine", zh: "在节点本机生成节点密钥" },
  more: {
    en: `The private key is written to FOLDER/node-key, for its owner alone, and is never shown. What is printed is the public key, as the
line that goes into network.yaml, and the address under which the node seals. A key that is there is never replaced: the
command then shows its public part again.`,
    zh: `私钥写入 FOLDER/node-key，仅属主可读，从不显示。命令显示公钥（即写入 network.yaml 的一行）和节点出块所用的地址。已有的密钥不会被替换，
此时命令再次显示其公钥。`,
  },
  options: {
    out: needed("--out <folder>", { en: "where the key is kept", zh: "密钥所在文件夹" }),
  },
  examples: [
    { line: "tongdui network key --out node-key", text: { en: "On the machine of the node:", zh: "在节点本机执行：" } },
  ],
  acts: true,
  asks: false,
  work: async () => (await import("../../network/key.ts")).nodeKey,
});

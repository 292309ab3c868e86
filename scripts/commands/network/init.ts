import { defineCommand, flag, needed } from "../../cli/define.ts";
import { DESCRIPTION_SHOWN } from "./description.ts";

export const init = defineCommand({
  words: "init",
  text: { en: "make every node's files from network.yaml", zh: "由 network.yaml 生成各节点的全部文件" },
  more: {
    en: `One small file that holds nothing secret describes the network, and everybody who has it makes the same files of it, to the byte:
the genesis, and for each node Besu's configuration, who may connect, compose.yaml, what watches it, and a checklist. All are
written or none. The network hash at the end is what the districts compare before anything is started.

${DESCRIPTION_SHOWN}

Kinds: a validator seals blocks; an operator node serves a district's officers; a public one is for reading and takes no
transactions. In a network that runs, a validator that joins has joined: 2027-03-01, and one that goes left: 2027-06-01.
A folder that is there is compared first; what differs is shown, and replaced only with --overwrite. The genesis never is, but for its
transitions: they say who seals from a block on where too few are left to vote (docs/network-operations.md).`,
    zh: `网络由一个不含任何秘密的小文件描述，任何人据此生成的文件逐字节相同：创世文件，以及每个节点的 Besu 配置、准入名单、compose.yaml、
监控配置和核对清单。要么全部写入，要么都不写。最后显示的网络哈希，各区须在启动前核对。

${DESCRIPTION_SHOWN}

类别：validator 为验证节点，负责出块；operator 为业务节点，供本区工作人员使用；public 为公众只读节点，不接受交易。网络运行后，新增的验证节点写
joined: 2027-03-01，退出的写 left: 2027-06-01。文件夹已存在时先行比较并列出不同之处，加 --overwrite 才替换；创世文件从不替换，
仅 transitions 除外：剩余验证节点不足以投票时，用其指定自某一区块起的验证节点（见 docs/network-operations.zh-CN.md）。`,
  },
  arguments: { file: needed("FILE", { en: "the description, network.yaml", zh: "描述文件 network.yaml" }) },
  options: {
    out: needed("--out <folder>", { en: "the network's folder", zh: "生成的网络文件夹" }),
    overwrite: flag("--overwrite", {
      en: "replace the files that differ in a folder that is there",
      zh: "替换已有文件夹中不同的文件",
    }),
  },
  examples: [
    {
      line: "tongdui network init network.yaml --out consortium",
      text: { en: "Each district by itself, from the same file:", zh: "各区用同一文件分别执行：" },
    },
  ],
  acts: true,
  asks: false,
  work: async () => (await import("../../network/init.ts")).initNetwork,
});

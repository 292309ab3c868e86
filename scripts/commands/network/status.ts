import { defineCommand, optional, several } from "../../cli/define.ts";

export const status = defineCommand({
  words: "status",
  text: { en: "say how the network stands: nodes, validators, verdict", zh: "查看网络状态：节点、验证节点、总体结论" },
  more: {
    en: `Asks every node of the network's file, or of the profile, for itself: block, peers, waiting transactions, disk, program. A node that does
not answer is a line. A validator answers to its own machine alone, so most lines say so; whether it works, the blocks tell: of the
last 100 it says who proposed and sealed them, and whose turn passed in vain. The disk is told where the node's metrics can be
reached. The last line is the verdict. Exit code 0: all validators seal. Exit code 5: blocks are made, and a validator does not seal,
a node is behind, or two nodes have different blocks. Exit code 4: no blocks are made, or no node answers.`,
    zh: `逐一询问网络文件（或配置文件）中的每个节点：区块、对等节点、待处理交易、磁盘、程序。无应答的节点只占一行。验证节点只应答本机，因此多数会显示无应答；
其是否正常由区块得知：列明最近 100 个区块由谁提议、由谁签章、谁轮值未提议。能访问节点监控指标的，一并显示磁盘占用。末行为总体结论。
退出码 0 表示全部验证节点均在签章；5 表示链在出块，但有验证节点未签章、有节点落后或节点间区块不同；4 表示链未出块或没有节点应答。`,
  },
  arguments: {
    file: optional("FILE", {
      en: "the network's file, network.yaml; the profile's nodes without it",
      zh: "网络文件 network.yaml；不指定时使用配置文件中的节点",
    }),
  },
  options: {
    node: several("--node <url>", {
      en: "ask there besides, as on a machine whose node has another address; can be given several times",
      zh: "另外询问该地址的节点，例如地址与文件不同的本机节点；可多次给出",
    }),
  },
  examples: [
    { line: "tongdui network status network.yaml", text: { en: "On a node's machine:", zh: "在节点机器上：" } },
    {
      line: "tongdui network status --profile wujin/bureau.json",
      text: { en: "From an office, through its own nodes:", zh: "在办公室，通过本单位配置的节点：" },
    },
  ],
  work: async () => (await import("../../network/status.ts")).networkStatus,
});

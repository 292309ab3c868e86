import { defineCommand, needed } from "../../cli/define.ts";

export const check = defineCommand({
  words: "check",
  text: { en: "check network.yaml, or the folder made from it", zh: "核对 network.yaml，或由其生成的文件夹" },
  more: {
    en: `Of a file it says whether it describes a network, and what it would cost. Of a folder every file is made again from the network.yaml
in it and compared; the exit code is 5 where one differs. Both print the genesis' hash and the network hash.`,
    zh: `给出文件时，检查其所描述的网络是否无误，并提示风险。给出文件夹时，由其中的 network.yaml 重新生成全部文件逐一比较，有不同则退出码为 5。
两者均显示创世区块哈希和网络哈希。`,
  },
  arguments: {
    place: needed("PLACE", { en: "network.yaml, or the network's folder", zh: "network.yaml 或网络文件夹" }),
  },
  examples: [
    { line: "tongdui network check network.yaml", text: { en: "Before anything is made:", zh: "生成之前：" } },
    { line: "tongdui network check consortium", text: { en: "Before a node is started:", zh: "启动节点之前：" } },
  ],
  work: async () => (await import("../../network/check.ts")).checkNetwork,
});

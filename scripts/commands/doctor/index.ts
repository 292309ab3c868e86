import { defineCommand, type Declaration } from "../../cli/define.ts";

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "",
    text: { en: "check nodes, chain, contracts, clock and rights", zh: "检查节点、链、合约、时钟与权限" },
    more: {
      en: `Looks at each node of the profile by itself: does it answer, is it on the chain of the deployment's file, how far is it,
has it the same blocks and the right contracts? Then at the clock, the profile's folders and files, the holiday calendar, and
what your key may do. Nothing is sent or changed, and no password is asked. It ends with 5 if anything is wrong, and with 4 if
no node answers. A whole check of the ledger's code and rights: tongdui deploy verify`,
      zh: `逐一检查配置中的各节点：是否应答、是否在部署文件所对应的链上、区块高度、区块与合约代码是否一致；再检查时钟、配置的文件夹和文件、节假日文件，以及您的密钥的权限。
不发送、不更改任何内容，也不询问密码。发现问题时退出码为 5，所有节点均无应答时为 4。完整核验账本代码与权限：tongdui deploy verify`,
    },
    examples: [
      { line: "tongdui doctor", text: { en: "Is all well with this profile?", zh: "检查本配置是否一切正常：" } },
      {
        line: "tongdui doctor --json",
        text: { en: "The same for a program that watches:", zh: "供监控程序读取：" },
      },
    ],
    work: async () => (await import("../../doctor/doctor.ts")).doctor,
  }),
];

import { defaulting, defineCommand, needed, type Declaration } from "../../cli/define.ts";
import { count } from "../options.ts";

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "start",
    text: { en: "start a ledger to practise on", zh: "启动练习账本" },
    more: {
      en: "Deploys the ledger with four districts on a chain of this machine, and writes a folder with a profile and a key for everybody: operator, auditor, each district's officers and officials, two firms and a provider in each district. A program, a calendar and a table of each kind to begin with lie there too. The ledger's calendar begins today and is moved on with tongdui practice pass. Keys and passwords lie in the open: for practice only. The ledger ends with Ctrl+C and nothing of it is kept.",
      zh: "在本机的链上部署四个区的账本，并生成一个文件夹，其中运营机构、审计机构、各区经办人和负责人、两家企业、每区一家服务机构各有配置文件和密钥。文件夹中另有项目文件、节假日文件和各类名单样例。账本日历从今天开始，用 tongdui practice pass 推进。密钥和密码均公开存放，仅供练习。按 Ctrl+C 结束，记录不保留。",
    },
    arguments: { folder: needed("FOLDER", { en: "a new folder", zh: "新文件夹" }) },
    options: {
      port: defaulting(
        "--port <number>",
        {
          en: "where the node listens; 0 takes any free port (default: 8545)",
          zh: "节点端口；0 表示任意空闲端口（默认 8545）",
        },
        8545,
        count(0, 65_535),
      ),
    },
    examples: [
      {
        line: "tongdui practice start practice",
        text: { en: "In the folder practice:", zh: "在 practice 文件夹中：" },
      },
    ],
    work: async () => (await import("../../practice/start.ts")).startPractice,
  }),
  defineCommand({
    words: "pass",
    text: { en: "let days go by on a practice ledger", zh: "让练习账本的日期前进" },
    arguments: { days: needed("DAYS", { en: "how many", zh: "天数" }, count(1, 1_000)) },
    examples: [
      {
        line: "tongdui practice pass 8 --profile wujin/bureau.json",
        text: { en: "Until a public notice is over:", zh: "等到公示期满：" },
      },
    ],
    acts: true,
    work: async () => (await import("../../practice/pass.ts")).passDays,
  }),
];

import { defineCommand, type Declaration } from "../../cli/define.ts";

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "",
    text: { en: "say which account this is and what it may do", zh: "显示当前账户及其权限" },
    examples: [
      {
        line: "tongdui whoami",
        text: { en: "The account of this profile, and its duties", zh: "本配置的账户及其职责" },
      },
    ],
    work: async () => (await import("../../whoami/whoami.ts")).whoami,
  }),
];

import { defineCommand, needed, several } from "../../cli/define.ts";
import { count } from "../options.ts";

export const create = defineCommand({
  words: "create",
  text: { en: "make a Safe for a district that is to join", zh: "为拟加入的区建立多签账户" },
  more: {
    en: "Anyone may send it. Its address follows from key, officials and number, so making it again finds the same one. Then: tongdui district add",
    zh: "任何人均可发送。地址由代号、官员和门限得出，重复建立会找到同一账户。之后运行 tongdui district add。",
  },
  options: {
    key: needed("--key <key>", { en: "the district's short name, as in suzhou", zh: "区代号，例如 suzhou" }),
    official: several(
      "--official <account>",
      { en: "an official's account; give each", zh: "官员账户，逐一给出" },
      (typed) => typed,
      "needed",
    ),
    threshold: needed(
      "--threshold <number>",
      { en: "how many of them must sign: more than half", zh: "须签署的人数，应超过半数" },
      count(1, 1_000),
    ),
  },
  examples: [
    {
      line: "tongdui safe create --key suzhou --official 0x52908400098527886E0F7030069857D2E4169EE7 --official 0x8617E340B3D01FA5F11F306F4090FD50E238070D --threshold 2",
      text: { en: "Two officials, both must sign:", zh: "两名官员，均须签署：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../safe/newSafe.ts")).createSafe,
});

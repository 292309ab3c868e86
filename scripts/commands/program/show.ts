import { defineCommand } from "../../cli/define.ts";
import { program } from "./options.ts";

export const show = defineCommand({
  words: "show",
  text: { en: "show a program's terms, budget and open proposals", zh: "查看项目条款、预算和待确认事项" },
  arguments: { program },
  examples: [{ line: "tongdui program show 3", text: { en: "All about program 3:", zh: "查看第 3 号项目：" } }],
  work: async () => (await import("../../programs/show.ts")).showProgram,
});

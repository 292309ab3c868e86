import { defineCommand } from "../../cli/define.ts";
import { secondOfficer } from "../options.ts";
import { program } from "./options.ts";

export const restart = defineCommand({
  words: "restart",
  text: { en: "start a stopped program again (two officers)", zh: "重新启用已停用的项目（两人办理）" },
  arguments: { program },
  options: secondOfficer,
  examples: [
    { line: "tongdui program restart 3", text: { en: "Finance or the Bureau proposes:", zh: "财政局或科技局提出：" } },
    { line: "tongdui program restart 3 --confirm", text: { en: "The Approver confirms:", zh: "审批人确认：" } },
  ],
  acts: true,
  work: async () => (await import("../../programs/opening.ts")).restartProgram,
});

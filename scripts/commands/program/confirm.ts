import { defineCommand } from "../../cli/define.ts";
import { secondOfficer } from "../options.ts";
import { program } from "./options.ts";

export const confirm = defineCommand({
  words: "confirm",
  text: { en: "open a proposed program (Approver)", zh: "确认并开放项目（审批人）" },
  arguments: { program },
  options: { takeBack: secondOfficer.takeBack },
  examples: [
    {
      line: "tongdui program confirm 3",
      text: { en: "Read its terms once more, and open it:", zh: "再次核对条款并开放：" },
    },
    {
      line: "tongdui program confirm 3 --take-back",
      text: { en: "Whoever proposed it takes it back:", zh: "提出人撤回：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../programs/opening.ts")).confirmProgram,
});

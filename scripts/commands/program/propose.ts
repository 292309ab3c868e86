import { parseProgram } from "../../../client/ids.ts";
import { defineCommand, needed, optional } from "../../cli/define.ts";

export const propose = defineCommand({
  words: "propose",
  text: { en: "propose a program from a policy's file (Bureau)", zh: "按政策文件提出项目（科技局）" },
  more: {
    en: `The file is a policy as in policies/sample-program.yaml, with the district, the districts whose approval each issue also needs, the
last day of issue, and where the policy is published. Every field is checked, and all terms are shown before anything is sent:
they never change afterwards. The ledger keeps the file's SHA-256, so publish the file just as it is. Run again, it finds the
program that it proposed.`,
    zh: `文件格式见 policies/sample-program.yaml：政策内容，加上所属区、每次发放须一并批准的联合发放区、最后发放日以及政策公布地址。发送前逐项检查，并显示全部条款：
条款此后不可更改。账本记录该文件的 SHA-256，公布时请保持文件原样。重复运行时会找到已提出的项目。`,
  },
  arguments: { file: needed("FILE", { en: "the program's file", zh: "项目文件" }) },
  options: {
    beside: optional(
      "--beside <program>",
      {
        en: "a second program beside this one, which has the same terms",
        zh: "在此项目之外，再设立一个条款相同的项目",
      },
      parseProgram,
    ),
  },
  examples: [
    {
      line: "tongdui program propose policies/sample-program.yaml --dry-run",
      text: { en: "Read the terms and send nothing:", zh: "只查看条款，不发送：" },
    },
    {
      line: "tongdui program propose wujin-2026.yaml",
      text: { en: "Propose; then the Approver confirms:", zh: "提出项目，随后由审批人确认：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../programs/propose.ts")).proposeProgram,
});

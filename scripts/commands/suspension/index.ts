import { parseProvider } from "../../../client/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import { defineCommand, needed, optional, word, type Declaration } from "../../cli/define.ts";
import { ID, id, inWords, paperOf, seen } from "../applying.ts";
import { atOffice } from "../options.ts";

const PROVIDER = "--profile parties/provider-1.json";
const APPROVER = "--profile wujin/approver.json";

const paper = (name: string, en: string, zh: string) => optional(`--${name} <file>`, { en, zh });

const DECIDES: Text = {
  en: `The whole of it is shown before you are asked. With --yes nothing is shown: then --seen says what you have seen, and where something has
come since, nothing is decided. What is granted waits for the Bureau and you: provider reinstate, and its --confirm.`,
  zh: `询问之前显示申诉全文。使用 --yes 时不再显示，须用 --seen 注明已查看到第几步；其后如有变动则不办理。
支持申诉后，由科技局提出恢复（provider reinstate），再由审批人加 --confirm 确认。`,
};

export const commands: readonly Declaration[] = [
  defineCommand({
    words: "list",
    text: {
      en: "suspensions that you are under, and appeals that you may see",
      zh: "查看本机构的暂停和您可查看的申诉",
    },
    options: atOffice,
    examples: [{ line: `tongdui suspension list ${PROVIDER}`, text: { en: "As a provider:", zh: "以服务机构身份：" } }],
    work: async () => (await import("../../applications/suspensions.ts")).listSuspensions,
  }),
  defineCommand({
    words: "appeal",
    text: {
      en: "appeal against a suspension, once, within sixty days (provider)",
      zh: "就暂停提出申诉（服务机构，限一次，六十日内）",
    },
    more: {
      en: `It is begun, its papers added and handed in, in one run; run it again after an interruption, and nothing is done twice. The Approver
decides. Papers are PDF, PNG or JPEG, at most 4 MiB each; those that are not named are removed.`,
      zh: `一次完成填写、上传材料和提交；中断后重新运行，不会重复办理。申诉由审批人办理。
材料为 PDF、PNG 或 JPEG，每份不超过 4 MiB；未列出的材料将删除。`,
    },
    arguments: {
      provider: needed("PROVIDER", { en: "the provider, as P2-1", zh: "服务机构编号，例如 P2-1" }, parseProvider),
    },
    options: {
      ...inWords,
      qualification: paper("qualification", "proof of qualification for the services", "服务资质证明"),
      licence: paper("licence", "business licence", "营业执照"),
      pledge: paper("pledge", "signed pledge of honest service", "诚信服务承诺书"),
      other: paper("other", "another paper", "其他材料"),
      ...atOffice,
    },
    examples: [
      {
        line: `tongdui suspension appeal P2-1 --reason-file appeal.txt --qualification renewed.pdf ${PROVIDER}`,
        text: { en: "With a paper:", zh: "附材料：" },
      },
    ],
    acts: true,
    work: async () => (await import("../../applications/suspensions.ts")).appealSuspension,
  }),
  defineCommand({
    words: "withdraw",
    text: { en: "take an appeal back (provider)", zh: "撤回申诉（服务机构）" },
    more: {
      en: "What was handed in was the one appeal. What was never handed in is erased, and another may be begun.",
      zh: "已提交的申诉撤回后不得再次提出；从未提交的即行删除，可重新填写。",
    },
    arguments: { id },
    options: { ...inWords, ...atOffice },
    examples: [{ line: `tongdui suspension withdraw ${ID} ${PROVIDER}`, text: { en: "Take it back:", zh: "撤回：" } }],
    acts: true,
    work: async () => (await import("../../applications/steps.ts")).suspensionStep("withdraw"),
  }),
  defineCommand({
    words: "show",
    text: { en: "an appeal in full: suspension, papers, what happened so far", zh: "查看申诉：暂停、材料和办理经过" },
    arguments: { id },
    options: atOffice,
    examples: [{ line: `tongdui suspension show ${ID} ${APPROVER}`, text: { en: "One in full:", zh: "查看一份：" } }],
    work: async () => (await import("../../applications/look.ts")).showSuspensionAppeal,
  }),
  paperOf("suspension", "renewed.pdf", async () => (await import("../../applications/look.ts")).saveSuspensionPaper),
  defineCommand({
    words: "decide-appeal",
    text: { en: "decide an appeal (Approver)", zh: "办理申诉（审批人）" },
    more: DECIDES,
    arguments: { id },
    options: {
      decision: needed(
        "--decision <word>",
        {
          en: "grant: the suspension is to be lifted; uphold: it stays",
          zh: "grant 表示支持申诉、应予恢复；uphold 表示维持暂停",
        },
        word("grant", "uphold"),
      ),
      ...inWords,
      seen,
      ...atOffice,
    },
    examples: [
      {
        line: `tongdui suspension decide-appeal ${ID} --decision grant --reason "Renewed in time" ${APPROVER}`,
        text: { en: "Grant it:", zh: "支持申诉：" },
      },
    ],
    acts: true,
    work: async () => (await import("../../applications/steps.ts")).decideSuspensionAppeal,
  }),
];

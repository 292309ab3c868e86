/** What `application` and `admission` have in common: the same steps, with other words and other people. */
import { APPLICATION_STATES, type StepName } from "../../client/applications.ts";
import { parseYuan } from "../../client/money.ts";
import type { Text } from "../../client/text/text.ts";
import { applicationId } from "../applications/id.ts";
import type { ListInput, PaperInput, ShowInput } from "../applications/look.ts";
import type { AppealInput, StepWork } from "../applications/steps.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { defineCommand, flag, needed, optional, word, type Declaration, type Parameter } from "../cli/define.ts";
import { atOffice, count } from "./options.ts";

export const id = needed(
  "ID",
  { en: "the application's id, as list shows it", zh: "申请编号，见 list" },
  applicationId,
);

/** In examples. */
export const ID = "3f2a9c1b-5d0e-4a7f-9b21-6c8d7e4f1a90";

export const overwrite = flag("--overwrite", { en: "replace the file if it is there", zh: "覆盖已有文件" });

/** Of what takes words. */
export const inWords = {
  reason: optional("--reason <text>", {
    en: "why, in words that the other side reads",
    zh: "理由，对方可见",
  }),
  reasonFile: optional("--reason-file <file>", {
    en: "or a text file with these words",
    zh: "或写有理由的文本文件",
  }),
};

/** Of whoever decides. */
export const seen = optional(
  "--seen <number>",
  {
    en: "how many steps of it you have seen, as show numbers them: it is left if more have come; needed with --yes",
    zh: "您已查看到第几步（见 show 的步骤序号）：其后如有变动则不办理；使用 --yes 时必填",
  },
  count(1, 10_000),
);

export const amount = optional(
  "--amount <yuan>",
  { en: "what is accepted (default: all that was asked for)", zh: "通过金额（元），默认为申请券额" },
  parseYuan,
);

export const decision = needed(
  "--decision <word>",
  {
    en: "grant: the appeal is right, and the application accepted; uphold: the refusal stands",
    zh: "grant 表示支持申诉、申请通过；uphold 表示维持不予通过",
  },
  word("grant", "uphold"),
);

/** The words of one of the two groups. */
export interface Group {
  readonly name: "application" | "admission";
  /** Who answers, and who decides an appeal. */
  readonly reviewer: Text;
  readonly appeal: Text;
  /** Who applies, and the profile of one in examples; and those of the two who answer. */
  readonly applicant: Text;
  readonly profiles: Readonly<Record<"applicant" | "reviewer" | "appeal", string>>;
}

type Work<Input> = () => Promise<(input: Input, context: Context) => Promise<Answer>>;
type StepWorks = (step: StepName) => () => Promise<StepWork>;
type Some = Readonly<Record<string, Parameter<unknown>>>;

export interface Looking {
  readonly list: Work<ListInput>;
  readonly show: Work<ShowInput>;
  readonly paper: Work<PaperInput>;
}

/** What both groups look at. */
export function lookingOf({ name, profiles }: Group, works: Looking): readonly Declaration[] {
  const shared = {
    state: optional(
      "--state <word>",
      {
        en: `only those in a state: ${APPLICATION_STATES.join(", ")}`,
        zh: `仅限某一状态：${APPLICATION_STATES.join("、")}`,
      },
      word(...APPLICATION_STATES),
    ),
    waiting: flag("--waiting", { en: "only what waits for you", zh: "仅限待您办理的申请" }),
  };
  const program = optional("--program <id>", { en: "only of a program", zh: "仅限某一项目" }, count(1, 65_535));
  const more: Some = name === "application" ? { program } : {};
  return [
    defineCommand({
      words: "list",
      text: { en: "the applications that you may see", zh: "查看您可查看的申请" },
      options: { ...more, ...shared, ...atOffice },
      examples: [
        {
          line: `tongdui ${name} list --waiting --profile ${profiles.reviewer}`,
          text: { en: "What waits for you:", zh: "待您办理的申请：" },
        },
      ],
      work: works.list,
    }),
    defineCommand({
      words: "show",
      text: {
        en: "one in full: what is asked for, papers, what happened so far",
        zh: "查看一份申请的内容、材料和办理经过",
      },
      arguments: { id },
      options: atOffice,
      examples: [{ line: `tongdui ${name} show ${ID}`, text: { en: "One in full:", zh: "查看一份申请：" } }],
      work: works.show,
    }),
    paperOf(name, "licence.pdf", works.paper),
  ];
}

/** Saves a paper of one. @param file what it is called in the example. */
export function paperOf(name: string, file: string, work: Looking["paper"]): Declaration {
  return defineCommand({
    words: "paper",
    text: { en: "save a paper of one as a file", zh: "保存申请材料" },
    more: {
      en: "It is held against the hash that the office tells of it, and saved for your eyes alone.",
      zh: "保存前与办公系统所载摘要核对；文件仅本人可读。",
    },
    arguments: {
      id,
      number: needed(
        "NUMBER",
        { en: "the paper's number, as show lists it", zh: "材料序号，见 show" },
        count(1, 1_000),
      ),
    },
    options: { out: needed("--out <file>", { en: "the new file", zh: "新文件" }), overwrite, ...atOffice },
    examples: [
      { line: `tongdui ${name} paper ${ID} 1 --out ${file}`, text: { en: "The first paper:", zh: "第 1 份材料：" } },
    ],
    acts: true,
    asks: false,
    work,
  });
}

/** What whoever applies does with one. */
export function applicantsOf({ name, reviewer, appeal, profiles }: Group, works: StepWorks): readonly Declaration[] {
  return [
    defineCommand({
      words: "hand-in",
      text: { en: "hand in a draft, or what was asked back", zh: "提交申请，或补正后重新提交" },
      more: {
        en: `The ${reviewer.en} sees it from then on. Papers that are missing are named, and it stays with you.`,
        zh: `提交后由${reviewer.zh}审核；材料不齐的列出所缺材料，不予提交。`,
      },
      arguments: { id },
      options: atOffice,
      examples: [
        {
          line: `tongdui ${name} hand-in ${ID} --profile ${profiles.applicant}`,
          text: { en: "Hand in:", zh: "提交：" },
        },
      ],
      acts: true,
      work: works("submit"),
    }),
    defineCommand({
      words: "withdraw",
      text: { en: "take it back", zh: "撤回申请" },
      more: {
        en: "What was never handed in is erased with its papers. A withdrawn application is not taken up again; apply anew.",
        zh: "从未提交的申请，其内容和材料即时删除。撤回后不能恢复，如有需要请重新申请。",
      },
      arguments: { id },
      options: { ...inWords, ...atOffice },
      examples: [{ line: `tongdui ${name} withdraw ${ID}`, text: { en: "Take it back:", zh: "撤回：" } }],
      acts: true,
      work: works("withdraw"),
    }),
    defineCommand({
      words: "appeal",
      text: { en: "appeal against its refusal, once, within sixty days", zh: "对不予通过提出申诉（限一次，六十日内）" },
      more: { en: `The ${appeal.en} decides.`, zh: `申诉由${appeal.zh}办理。` },
      arguments: { id },
      options: { ...inWords, ...atOffice },
      examples: [
        {
          line: `tongdui ${name} appeal ${ID} --reason-file appeal.txt`,
          text: { en: "With the words of a file:", zh: "以文件内容为申诉理由：" },
        },
      ],
      acts: true,
      work: works("appeal"),
    }),
  ];
}

const DECIDES: Text = {
  en: `The whole of it is shown before you are asked. With --yes nothing is shown: then --seen says what you have seen, and where something has
come since, nothing is decided.`,
  zh: "询问之前显示申请全文。使用 --yes 时不再显示，须用 --seen 注明已查看到第几步；其后如有变动则不办理。",
};

/** What whoever answers does with one. */
export function answersOf(
  { name, reviewer, appeal, applicant, profiles }: Group,
  works: StepWorks,
  decideAppeal: Work<AppealInput>,
): readonly Declaration[] {
  const face: Some = name === "application" ? { amount } : {};
  const by = { en: `(${reviewer.en})`, zh: `（${reviewer.zh}）` };
  return [
    defineCommand({
      words: "ask-back",
      text: { en: `ask for what is missing ${by.en}`, zh: `退回补正${by.zh}` },
      more: DECIDES,
      arguments: { id },
      options: { ...inWords, seen, ...atOffice },
      examples: [
        {
          line: `tongdui ${name} ask-back ${ID} --reason "The licence cannot be read" --profile ${profiles.reviewer}`,
          text: { en: `Ask the ${applicant.en}:`, zh: `请${applicant.zh}补正：` },
        },
      ],
      acts: true,
      work: works("askBack"),
    }),
    defineCommand({
      words: "accept",
      text: { en: `accept it ${by.en}`, zh: `通过申请${by.zh}` },
      more: DECIDES,
      arguments: { id },
      options: { ...face, ...inWords, seen, ...atOffice },
      examples: [
        {
          line: `tongdui ${name} accept ${ID} --profile ${profiles.reviewer}`,
          text: { en: "Accept it:", zh: "通过：" },
        },
        {
          line: `tongdui ${name} accept ${ID} --seen 2 --yes --profile ${profiles.reviewer}`,
          text: { en: "In a script, by what was seen with show:", zh: "在脚本中，依据 show 所查看的内容：" },
        },
      ],
      acts: true,
      work: works("accept"),
    }),
    defineCommand({
      words: "refuse",
      text: { en: `refuse it, with the reason ${by.en}`, zh: `不予通过并说明理由${by.zh}` },
      more: DECIDES,
      arguments: { id },
      options: { ...inWords, seen, ...atOffice },
      examples: [
        {
          line: `tongdui ${name} refuse ${ID} --reason "This service is excluded" --profile ${profiles.reviewer}`,
          text: { en: "Refuse it:", zh: "不予通过：" },
        },
      ],
      acts: true,
      work: works("refuse"),
    }),
    defineCommand({
      words: "decide-appeal",
      text: { en: `decide an appeal (${appeal.en})`, zh: `办理申诉（${appeal.zh}）` },
      more: DECIDES,
      arguments: { id },
      options: { decision, ...face, ...inWords, seen, ...atOffice },
      examples: [
        {
          line: `tongdui ${name} decide-appeal ${ID} --decision grant --reason "It is research" --profile ${profiles.appeal}`,
          text: { en: "Grant it:", zh: "支持申诉：" },
        },
      ],
      acts: true,
      work: decideAppeal,
    }),
  ];
}

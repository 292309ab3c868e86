/** The kinds of applications, an appeal against a suspension among them: the same steps, with other fields and other people. */
import type { z } from "zod";
import {
  ADMISSION_PAPERS,
  VOUCHER_PAPERS,
  type AdmissionWanted,
  type ApplicationState,
  type PaperKind,
  type Wanted,
} from "../../client/applications.ts";
import { formatFen } from "../../client/money.ts";
import type { Suspension } from "../../client/suspensionAppeals.ts";
import {
  ADMISSION_STATES,
  STEP_DOES,
  STEP_DONE,
  SUSPENSION_DOES,
  SUSPENSION_DONE,
  SUSPENSION_STATES,
  VOUCHER_STATES,
  type Steps,
} from "../../client/text/applicationWords.ts";
import type { Text } from "../../client/text/text.ts";
import { indented } from "./indented.ts";
import {
  admissionsListed,
  admissionTold,
  applicationsListed,
  applicationTold,
  suspensionsListed,
  suspensionTold,
  type ListedPage,
  type Told,
} from "./told.ts";

/** What it is, and how it stands. */
export type Fact = readonly [what: Text, is: string | Text];

/** @typeParam W what is asked for. */
export interface Kind<W> {
  /** As the command calls it. */
  readonly word: "application" | "admission" | "suspension";
  /** At an office. */
  readonly path: "/applications" | "/admissions" | "/suspensions";
  readonly papers: readonly [PaperKind, ...PaperKind[]];
  readonly states: Readonly<Record<ApplicationState, Text>>;
  /** What its steps are called, as something to do and as done. */
  readonly does: Steps;
  readonly done: Steps;
  readonly told: z.ZodType<Told<W>>;
  readonly listed: z.ZodType<ListedPage>;
  /** The headings of what a list says beside id, owner and state, and which of these are figures. */
  readonly columns: readonly Text[];
  readonly figures: readonly number[];
  readonly owner: Text;
  /** In which states one waits for whom. */
  readonly waiting: Readonly<Record<string, readonly ApplicationState[]>>;
  /** `enterprise 2-15's application` */
  readonly named: (owner: string, wanted: W) => Text;
  readonly facts: (wanted: W) => readonly Fact[];
  /** What is said in several lines. */
  readonly words: (wanted: W) => readonly Text[];
  /** Fen that are asked for, where it is about an amount. */
  readonly faceOf: (wanted: W) => bigint | undefined;
}

/** In the place of what was erased. */
const ERASED = "–";
const yuan = (fen: string): string => formatFen(BigInt(fen));

const STEPS = { does: STEP_DOES, done: STEP_DONE };
const purposeSaid = ({ purpose }: { readonly purpose: string }): Text[] => [
  indented({ en: "What it is for:", zh: "服务内容和用途：" }, purpose),
];

export const VOUCHER: Kind<Wanted> = {
  word: "application",
  path: "/applications",
  papers: VOUCHER_PAPERS,
  states: VOUCHER_STATES,
  ...STEPS,
  told: applicationTold,
  listed: applicationsListed.transform(({ items, next }) => ({
    next,
    items: items.map(({ id, enterprise: owner, state, since, program, wanted, granted }) => {
      const asked = wanted === null ? [ERASED, ERASED] : [wanted.contractValue, wanted.face].map(yuan);
      const amounts = [...asked, ...(granted === null ? [] : [yuan(granted)])];
      return { id, owner, state, since, what: [String(program), ...amounts] };
    }),
  })),
  columns: [
    { en: "Program", zh: "项目" },
    { en: "Contract", zh: "合同金额" },
    { en: "Asked for", zh: "申请券额" },
    { en: "Accepted", zh: "通过金额" },
  ],
  figures: [0, 1, 2, 3],
  owner: { en: "Enterprise", zh: "企业" },
  waiting: { bureau: ["submitted"], approver: ["appealed"], party: ["draft", "back"] },
  named: (owner) => ({ en: `the application of enterprise ${owner}`, zh: `企业 ${owner} 的用券申请` }),
  facts: ({ program, serviceClass, contractValue, face, provider }) => [
    [{ en: "Program", zh: "项目" }, String(program)],
    [{ en: "Service class", zh: "服务类别" }, String(serviceClass)],
    [{ en: "Value of the contract", zh: "合同金额" }, formatFen(BigInt(contractValue))],
    [{ en: "Asked for", zh: "申请券额" }, formatFen(BigInt(face))],
    [{ en: "Provider", zh: "服务机构" }, provider ?? { en: "none chosen yet", zh: "尚未选定" }],
  ],
  words: purposeSaid,
  faceOf: ({ face }) => BigInt(face),
};

export const ADMISSION: Kind<AdmissionWanted> = {
  word: "admission",
  path: "/admissions",
  papers: ADMISSION_PAPERS,
  states: ADMISSION_STATES,
  ...STEPS,
  told: admissionTold,
  listed: admissionsListed.transform(({ items, next }) => ({
    next,
    items: items.map(({ id, account: owner, state, since, name, serviceClasses }) => {
      return { id, owner, state, since, what: [name ?? ERASED, serviceClasses?.join(" ") ?? ERASED] };
    }),
  })),
  columns: [
    { en: "Institution", zh: "机构" },
    { en: "Service classes", zh: "服务类别" },
  ],
  figures: [],
  owner: { en: "Account", zh: "账户" },
  waiting: { operator: ["submitted"], bureau: ["appealed"], applicant: ["draft", "back"] },
  named: (_, { name }) => ({ en: `the application of ${name} for admission`, zh: `${name}的入库申请` }),
  facts: ({ name, englishName, creditCode, controller, address, serviceClasses }) => [
    [{ en: "Institution", zh: "机构" }, name],
    ...(englishName === null ? [] : [[{ en: "In English", zh: "英文名称" }, englishName] as const]),
    [{ en: "Credit code", zh: "统一社会信用代码" }, creditCode],
    [{ en: "Actual controller", zh: "实际控制人标识" }, controller],
    [{ en: "Registered address", zh: "注册地址" }, address],
    [{ en: "Service classes", zh: "服务类别" }, serviceClasses.join(" ")],
  ],
  words: purposeSaid,
  faceOf: () => undefined,
};

/** What an appeal is against. */
export interface Suspended extends Suspension {
  /** Null where the office has no words for it. */
  readonly why: string | null;
  /** Whether it is not lifted yet. */
  readonly stands: boolean;
}

export const SUSPENSION: Kind<Suspended> = {
  word: "suspension",
  path: "/suspensions",
  papers: ADMISSION_PAPERS,
  states: SUSPENSION_STATES,
  does: SUSPENSION_DOES,
  done: SUSPENSION_DONE,
  told: suspensionTold,
  listed: suspensionsListed.transform(({ appeals }) => ({
    next: null,
    items: appeals.map(({ id, provider: owner, state, since, suspendedOn }) => {
      return { id, owner, state, since, what: [suspendedOn ?? ERASED] };
    }),
  })),
  columns: [{ en: "Suspended on", zh: "暂停日期" }],
  figures: [],
  owner: { en: "Provider", zh: "服务机构" },
  waiting: { approver: ["appealed"], party: ["refused"] },
  named: (owner) => ({
    en: `the appeal of provider ${owner} against its suspension`,
    zh: `服务机构 ${owner} 的暂停申诉`,
  }),
  facts: ({ on, by, reason, stands }) => [
    [{ en: "Suspended on", zh: "暂停日期" }, on],
    [{ en: "Suspended by", zh: "暂停经办账户" }, by],
    [{ en: "Commitment of the reason", zh: "理由承诺值" }, reason],
    [{ en: "The suspension", zh: "该次暂停" }, stands ? { en: "stands", zh: "有效" } : { en: "is over", zh: "已结束" }],
  ],
  words: ({ why }) => [
    why === null
      ? { en: "The office has no words for why: ask the Bureau.", zh: "办公系统没有理由原文，请向科技局索取。" }
      : indented({ en: "Why:", zh: "理由：" }, why),
  ],
  faceOf: () => undefined,
};

/** A policy's file, as policies/sample.yaml shows it. */
import { z } from "zod";
import { both, day, rate, text, whole, words, yuan } from "../../client/yaml/fields.ts";

const FIELDS = {
  title: text,
  share: rate,
  yearlyCap: yuan,
  greatestFace: yuan,
  leastContract: yuan,
  useByDays: whole(1, 3_660),
  claimByDays: whole(0, 3_660),
  extensionDays: whole(0, 3_660),
  noticeFloorDays: whole(1, 255),
  noticeCeilingDays: whole(1, 255),
  graceDays: whole(1, 255),
  resolveDays: whole(1, 255),
  serviceClasses: z.record(z.string(), text),
};

/** For offices and reviewers; the ledger does not see them. */
const BESIDE = { noticeWorkingDays: whole(1, 60), rotationDays: whole(1, 255), excluded: text };

/** The fields of a policy that holds for a whole ledger. */
export const POLICY = z.strictObject({ ...FIELDS, ...BESIDE });

export type Policy = z.infer<typeof POLICY>;

const NO_DISTRICT = both({ en: "is no district of this ledger", zh: "不是本账本的区" });
const A_LIST_OF_DISTRICTS = both({
  en: "must be a list of at most 8 districts' numbers, such as [1, 3]",
  zh: "应为至多 8 个区编号的列表，例如 [1, 3]",
});
const PAST = both({ en: "is over already", zh: "已经过去" });
const NOT_ZERO = both({ en: "must not be zero", zh: "不得为零" });
const ABOVE_CAP = both({ en: "must not be above the yearly cap", zh: "不得高于年度上限" });
const BELOW_FLOOR = both({ en: "must not be below noticeFloorDays", zh: "不得小于 noticeFloorDays" });
const ITSELF = both({ en: "is the home district itself", zh: "即本区自身" });
const TWICE = both({ en: "is named twice", zh: "重复" });
const NO_CLASS = both({ en: "must name at least one class", zh: "至少应有一个类别" });
const CLASS_NUMBER = both({ en: "must be a number from 1 to 255", zh: "应为 1 至 255 的编号" });

function isClass(number: string): boolean {
  return /^[1-9]\d{0,2}$/.test(number) && Number(number) <= 255;
}

/** What a program needs beside its policy. Numbers of districts and days are held against the ledger. */
export function programFile({ districts, today }: { readonly districts: readonly number[]; readonly today: number }) {
  const district = whole(1, 65_535).refine((number) => districts.includes(number), NO_DISTRICT);
  return z
    .strictObject({
      ...FIELDS,
      noticeWorkingDays: BESIDE.noticeWorkingDays.optional(),
      rotationDays: BESIDE.rotationDays.optional(),
      excluded: BESIDE.excluded.optional(),
      district,
      joint: z.array(district, A_LIST_OF_DISTRICTS).max(8, A_LIST_OF_DISTRICTS).default([]),
      lastIssueDay: day.refine((number) => number >= today, PAST),
      uri: words,
    })
    .superRefine((file, context) => {
      const refuse = (message: string, ...path: (string | number)[]): void => {
        context.addIssue({ code: "custom", message, path });
      };
      if (file.greatestFace === 0n) refuse(NOT_ZERO, "greatestFace");
      if (file.yearlyCap === 0n) refuse(NOT_ZERO, "yearlyCap");
      if (file.greatestFace > file.yearlyCap) refuse(ABOVE_CAP, "greatestFace");
      if (file.noticeCeilingDays < file.noticeFloorDays) refuse(BELOW_FLOOR, "noticeCeilingDays");
      file.joint.forEach((number, i) => {
        if (number === file.district) refuse(ITSELF, "joint", i);
        if (file.joint.indexOf(number) !== i) refuse(TWICE, "joint", i);
      });
      const classes = Object.keys(file.serviceClasses);
      if (classes.length === 0) refuse(NO_CLASS, "serviceClasses");
      for (const number of classes) if (!isClass(number)) refuse(CLASS_NUMBER, "serviceClasses", number);
    });
}

export type ProgramFile = z.infer<ReturnType<typeof programFile>>;

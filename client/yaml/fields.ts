import { z } from "zod";
import { ledgerDayOfIso } from "../days.ts";
import { creditCode as checkedCreditCode } from "../documents/creditCode.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import { parseYuan } from "../money.ts";
import type { Text } from "../text/text.ts";

/** A schema's message holds one text; ours come in two languages, so they travel on two lines. */
export const both = ({ en, zh }: Text): string => `${en}\n${zh}`;

/** What a schema complained of, in both languages. */
export function complaintOf(message: string): Text {
  const [en = message, zh = en] = message.split("\n");
  return { en, zh };
}

/** Turns the complaint of one of our own parsers into the schema's. */
export function parsed<T>(allowed: Text, parse: (text: string) => T) {
  const must = { en: `must be ${allowed.en}`, zh: `应为${allowed.zh}` };
  return z.string(both(must)).transform((text, context): T => {
    try {
      return parse(text);
    } catch (cause) {
      if (!(cause instanceof TongduiError)) throw cause;
      const { en, zh } = cause.sentence;
      const message = both({ en: `${must.en}: ${en.replace(/\.$/, "")}`, zh: `${must.zh}：${zh.replace(/。$/, "")}` });
      context.addIssue({ code: "custom", message });
      return z.NEVER;
    }
  });
}

/** Yuan as written, in fen. */
export const yuan = parsed({ en: "an amount in yuan such as 5,000.00", zh: "以元计的金额，例如 5,000.00" }, parseYuan);

/** A date, as a Shanghai day number. */
export const day = parsed({ en: "a date such as 2019-12-13", zh: "日期，例如 2019-12-13" }, ledgerDayOfIso);

export const yesOrNo = z
  .enum(["yes", "no"], both({ en: "must be yes or no", zh: "应为 yes 或 no" }))
  .transform((said) => said === "yes");

export const creditCode = parsed(
  { en: "a unified social credit code of 18 characters", zh: "18 位统一社会信用代码" },
  checkedCreditCode,
);

const A_RATE = both({
  en: "must be a rate from 0.01 % to 100 %, such as 50 %",
  zh: "应为 0.01 % 至 100 % 的比例，例如 50 %",
});

/** `50 %`, in basis points. */
export const rate = z
  .string(A_RATE)
  .regex(/^\d{1,3}(\.\d{1,2})? ?%$/, A_RATE)
  .transform((text) => Math.round(Number(text.replace("%", "")) * 100))
  .refine((points) => points >= 1 && points <= 10_000, A_RATE);

export function whole(least: number, most: number) {
  const allowed = both({
    en: `must be a whole number from ${String(least)} to ${String(most)}`,
    zh: `应为 ${String(least)} 至 ${String(most)} 的整数`,
  });
  return z
    .string(allowed)
    .regex(/^\d+$/, allowed)
    .transform(Number)
    .refine((number) => number >= least && number <= most, allowed);
}

const SOME_TEXT = both({ en: "must be text", zh: "应为文字" });

export const words = z.string(SOME_TEXT).trim().min(1, SOME_TEXT);

/** What people see comes in English and Chinese. */
export const text = z.strictObject({ en: words, zh: words }, both({ en: "must have en and zh", zh: "应有 en 和 zh" }));

/** A list of `least` to `most` entries. */
export function list<T extends z.ZodType>(entry: T, least: number, most: number) {
  const allowed = both({
    en: `must be a list of ${String(least)} to ${String(most)} entries`,
    zh: `应为 ${String(least)} 至 ${String(most)} 项的列表`,
  });
  return z.array(entry, allowed).min(least, allowed).max(most, allowed);
}

/** One of the names that another file or list defines. */
export function oneOf(named: Readonly<Record<string, unknown>>) {
  const names = Object.keys(named);
  return z.enum(names, both({ en: `must be one of ${names.join(", ")}`, zh: `应为以下之一：${names.join("、")}` }));
}

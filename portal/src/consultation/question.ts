/** What was typed, as the index is asked for it. */
import { MAX_FEN, parseYuan } from "../../../client/money.ts";
import { parseProvider, formatProvider } from "../../../client/ids.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Text } from "../../../client/text/text.ts";

export const QUESTION = ["district", "size", "serviceClass", "value", "issued", "provider"] as const;
export type QuestionField = (typeof QUESTION)[number];
export type Typed = Readonly<Record<QuestionField, string>>;

export interface Read {
  /** Of the index; undefined while something is missing or wrong. */
  readonly path: string | undefined;
  /** By field; nothing is said of what is still empty. */
  readonly errors: Readonly<Partial<Record<QuestionField, Text>>>;
}

export function readQuestion({ district, serviceClass, value, issued, provider }: Typed): Read {
  const errors: Partial<Record<QuestionField, Text>> = {};
  const read = <T>(field: QuestionField, typed: string, parse: (typed: string) => T): T | undefined => {
    if (typed.trim() === "") return undefined;
    try {
      return parse(typed);
    } catch (error) {
      if (!(error instanceof TongduiError)) throw error;
      errors[field] = said(error);
      return undefined;
    }
  };
  const contract = read("value", value, parseYuan);
  const already = read("issued", issued, parseYuan) ?? 0n;
  const from = read("provider", provider, parseProvider);
  const isWhole = district !== "" && serviceClass !== "" && contract !== undefined && contract <= MAX_FEN;
  if (!isWhole || Object.keys(errors).length > 0) return { path: undefined, errors };
  const query = new URLSearchParams({
    limit: "200",
    ...(already === 0n ? {} : { issued: String(already) }),
    ...(from === undefined ? {} : { provider: formatProvider(from) }),
  });
  return { path: `/eligibility/${district}/${serviceClass}/${contract}?${query.toString()}`, errors };
}

function said({ sentence, hint }: TongduiError): Text {
  return hint ? { en: `${sentence.en} ${hint.en}`, zh: `${sentence.zh}${hint.zh}` } : sentence;
}

import type { Text } from "../../client/text/text.ts";

export type RefusalStatus = 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 429 | 502 | 503;

/** What an office does not do, and why, for whoever asked. */
export class Refusal extends Error {
  readonly status: RefusalStatus;
  readonly code: string;
  readonly sentence: Text;
  /** Of what was handed over, where it is wrong. */
  readonly field: string | undefined;

  constructor(status: RefusalStatus, code: string, sentence: Text, field?: string) {
    super(sentence.en);
    this.status = status;
    this.code = code;
    this.sentence = sentence;
    this.field = field;
  }
}

export function notFound(): Refusal {
  return new Refusal(404, "NotFound", { en: "There is nothing at this address.", zh: "此地址没有内容。" });
}

export function notSignedIn(): Refusal {
  return new Refusal(401, "NotSignedIn", { en: "Sign in first.", zh: "请先登录。" });
}

export function notYours(): Refusal {
  return new Refusal(403, "NotYours", {
    en: "The duties that this account holds on the ledger do not go so far.",
    zh: "该账户在账本上的职责不包括此项。",
  });
}

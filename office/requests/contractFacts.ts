/** What is said beside an order of its contract: the contract's mark is made of it, so mistyped credit codes are refused. */
import { z } from "zod";
import { creditCode } from "../../client/documents/creditCode.ts";
import type { Json } from "../../client/documents/canonical.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { LedgerRefusal } from "./ledgerRefusal.ts";
import type { Message } from "./messages.ts";

const besideSchema = z.object({
  contract: z.object({ enterprise: z.string().optional(), provider: z.string().optional() }),
});

/** @returns what is wrong with the credit codes, at `contract.enterprise` or `contract.provider`; undefined where none is given. */
export function contractFactsWrong(kind: Message["kind"], beside: Json): LedgerRefusal | undefined {
  const said = besideSchema.safeParse(beside);
  if (kind !== "order" || !said.success) return undefined;
  const codes: string[] = [];
  for (const party of ["enterprise", "provider"] as const) {
    const typed = said.data.contract[party];
    if (typed === undefined) continue;
    try {
      codes.push(creditCode(typed));
    } catch (error) {
      if (!(error instanceof TongduiError)) throw error;
      return { code: error.code, sentence: error.sentence, field: `contract.${party}` };
    }
  }
  if (codes.length < 2 || codes[0] !== codes[1]) return undefined;
  const sentence = {
    en: `Both parties of the contract have the credit code ${codes[0]}.`,
    zh: `合同双方的统一社会信用代码均为 ${codes[0]}。`,
  };
  return { code: "SameParty", sentence, field: "contract.provider" };
}

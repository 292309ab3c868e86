/** What can be wrong when a proof is made. */
import { fillIn, type Sentence } from "../errors/catalogue.ts";
import { LEDGER_SENTENCES } from "../errors/sentences.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import type { Text } from "../text/text.ts";

/** What a node said does not agree with what it said itself, or with the hash that stands for it. */
export function contradiction(what: Text): TongduiError {
  return new TongduiError(
    "NodeContradictsItself",
    {
      en: `The node contradicts itself: ${what.en}. No proof was made.`,
      zh: `节点的回答自相矛盾：${what.zh}。未生成证明。`,
    },
    {
      hint: {
        en: "Ask another district's node; whoever runs this one has to look at it.",
        zh: "请改用其他区的节点，并请该节点的维护单位查明原因。",
      },
    },
  );
}

/** A node keeps states for a while only, and the search took longer than that; or the block has not reached it yet. */
export function stateMissing(block: number): TongduiError {
  return new TongduiError(
    "StateNotKept",
    { en: `The node does not give the state of block ${block}.`, zh: `节点未提供区块 ${block} 的状态。` },
    {
      hint: {
        en: "Make the proof again: it starts from the newest block. If it is the same then, ask another district's node.",
        zh: "请重新生成证明，将从最新区块开始。如仍未成功，请改用其他区的节点。",
      },
    },
  );
}

/** A voucher changed so often, in batches so large, that no verifier takes its proof. */
export function tooLarge(): TongduiError {
  return new TongduiError("ProofTooLarge", {
    en: "The proof would be larger than a proof may be: 8 MiB of text, 4 MiB packed.",
    zh: "该证明将超过上限（文本 8 MiB、压缩后 4 MiB），无法生成。",
  });
}

/** The subject does not exist: in the ledger's own words. */
export function unknown(
  name: "VoucherUnknown" | "ProviderUnknown" | "ProgramUnknown" | "PaymentUnknown",
  values: Readonly<Record<string, bigint>>,
): TongduiError {
  const sentence = LEDGER_SENTENCES[name] as Sentence;
  return new TongduiError(name, { en: fillIn(sentence, values, "en"), zh: fillIn(sentence, values, "zh") });
}

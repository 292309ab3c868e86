/**
 * Explains any error that sending, calling or reading can raise, in one sentence for a person.
 */
import { AbiCoder, Interface, type BytesLike } from "ethers";
import { quoted } from "../text/quoted.ts";
import type { Lang, Text } from "../text/text.ts";
import { fillIn, sentenceOf, type Sentences } from "./catalogue.ts";
import { FOREIGN_ERRORS, FOREIGN_SENTENCES, PANIC_CODES, SAFE_CODES } from "./foreignSentences.ts";
import { NETWORK_SENTENCES } from "./networkSentences.ts";
import { chain, findRevertData } from "./revertData.ts";
import { LEDGER_SENTENCES } from "./sentences.ts";
import { TongduiError } from "./tongduiError.ts";

export type Explanation = {
  /** The custom error's name, a code of {@link TongduiError} or of ethers, or `Unknown…`. Inside a batch, the item's. */
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly sentence: string;
  readonly hint?: string;
  /** The index of the item of the batch, counted from 0 as on the ledger; the sentence counts from 1. */
  readonly item?: number;
  /** False for what can only be a defect, of which a programmer wants the stack. */
  readonly expected: boolean;
};

export type Explain = (error: unknown, lang: Lang) => Explanation;

/** Wraps what the item of a batch was reverted with. */
const ITEM_FAILED = new Interface(["error ItemFailed(uint256 item, bytes reason)"]);

const SELECTOR_OF_ERROR = "0x08c379a0";
const SELECTOR_OF_PANIC = "0x4e487b71";

/**
 * Makes the function that explains.
 *
 * @param interfaces of the contracts whose custom errors may come back; OpenZeppelin's are known already.
 * @param sentences by name, in place of the ledger's own.
 */
export function explainer(interfaces: readonly Interface[], sentences: Sentences = LEDGER_SENTENCES): Explain {
  const known = [...interfaces, FOREIGN_ERRORS];
  const said: Sentences = { ...FOREIGN_SENTENCES, ...sentences };

  function explain(error: unknown, lang: Lang): Explanation {
    const ours = chain(error).find((link) => link instanceof TongduiError);
    if (ours) return explainOurs(ours, lang);
    const data = findRevertData(error);
    if (data !== undefined && data !== "0x") return explainRevert(data, lang);
    return explainNetwork(error, lang) ?? explainUnknown(error, data, lang);
  }

  /** Our sentence says what was being done, the cause why it failed. */
  function explainOurs(error: TongduiError, lang: Lang): Explanation {
    const ours = { name: error.code, args: {}, sentence: error.sentence[lang], expected: true };
    const hint = error.hint ? { hint: error.hint[lang] } : {};
    if (error.cause === undefined) return { ...ours, ...hint };
    const cause = explain(error.cause, lang);
    if (!cause.expected) return { ...ours, ...hint };
    return { ...cause, ...hint, sentence: ours.sentence + (lang === "en" ? " " : "") + cause.sentence };
  }

  function explainRevert(data: string, lang: Lang): Explanation {
    const selector = data.slice(0, 10);
    if (selector === SELECTOR_OF_ERROR) return explainString(data, lang);
    if (selector === SELECTOR_OF_PANIC) return explainPanic(data, lang);

    const batch = decode(ITEM_FAILED, data);
    if (batch) return explainItem(Number(batch.args["item"]), batch.args["reason"] as string, lang);

    for (const candidate of known) {
      const found = decode(candidate, data);
      if (found) return { ...found, sentence: sentenceFor(found.name, found.args, lang), expected: true };
    }
    return unknownRevert(data, lang);
  }

  function explainItem(item: number, reason: string, lang: Lang): Explanation {
    const inner = reason === "0x" ? withoutReason(lang) : explainRevert(reason, lang);
    const prefix = { en: `Item ${item + 1} of the batch: `, zh: `批次第 ${item + 1} 项：` }[lang];
    return { ...inner, item, sentence: prefix + inner.sentence };
  }

  function sentenceFor(name: string, args: Readonly<Record<string, unknown>>, lang: Lang): string {
    const sentence = sentenceOf(said, name, Object.keys(args));
    if (sentence) return fillIn(sentence, args, lang);
    const values = Object.entries(args).map(([argument, value]) => `${argument} ${String(value)}`);
    const call = `${name}(${values.join(", ")})`;
    return { en: `The contract refused: ${call}.`, zh: `合约拒绝：${call}。` }[lang];
  }

  return explain;
}

type Decoded = { name: string; args: Readonly<Record<string, unknown>> };

function decode(candidate: Interface, data: BytesLike): Decoded | undefined {
  try {
    const found = candidate.parseError(data);
    const values = found?.fragment.inputs.map((input, i) => [input.name || `argument${i + 1}`, found.args[i]] as const);
    return found && values ? { name: found.name, args: Object.fromEntries(values) } : undefined;
  } catch {
    // The selector is known but the data does not fit it: for this interface it is unknown.
    return undefined;
  }
}

function explainString(data: string, lang: Lang): Explanation {
  const reason = decodeOne("string", data) as string | undefined;
  if (reason === undefined) return unknownRevert(data, lang);
  const safe = SAFE_CODES.get(reason);
  if (safe) return { name: reason, args: {}, sentence: safe[lang], expected: true };
  const sentence = { en: `The contract refused: ${quoted(reason)}`, zh: `合约拒绝：${quoted(reason)}` }[lang];
  return { name: "Error", args: { reason }, sentence, expected: true };
}

function explainPanic(data: string, lang: Lang): Explanation {
  const code = decodeOne("uint256", data) as bigint | undefined;
  if (code === undefined) return unknownRevert(data, lang);
  const what: Text = PANIC_CODES.get(code) ?? { en: "an unknown fault", zh: "未知故障" };
  const hex = `0x${code.toString(16)}`;
  const sentence = {
    en: `The contract stopped at a fault of its own: ${what.en} (panic ${hex}).`,
    zh: `合约因自身故障而停止：${what.zh}（panic ${hex}）。`,
  }[lang];
  return { name: "Panic", args: { code }, sentence, expected: false };
}

function decodeOne(type: string, data: string): unknown {
  try {
    return AbiCoder.defaultAbiCoder().decode([type], `0x${data.slice(10)}`)[0] as unknown;
  } catch {
    return undefined;
  }
}

/** What went wrong between us and the contract, by the first code in the chain that has a sentence. */
function explainNetwork(error: unknown, lang: Lang): Explanation | undefined {
  for (const { code } of chain(error)) {
    const text = typeof code === "string" ? NETWORK_SENTENCES.get(code) : undefined;
    if (text) return { name: code as string, args: {}, sentence: text[lang], expected: true };
  }
  return undefined;
}

function explainUnknown(error: unknown, data: string | undefined, lang: Lang): Explanation {
  // ethers' CALL_EXCEPTION without data is what waiting for a transaction ends in when it was included and failed.
  if (data !== undefined || chain(error).some(({ code }) => code === "CALL_EXCEPTION")) return withoutReason(lang);
  const message = error instanceof Error ? error.message : String(error);
  const sentence = { en: `Unexpected error: ${message}`, zh: `意外错误：${message}` }[lang];
  return { name: "Unknown", args: {}, sentence, expected: false };
}

function withoutReason(lang: Lang): Explanation {
  const sentence = {
    en: "The contract refused without a reason; it may have run out of gas.",
    zh: "合约拒绝，未给出原因；可能是燃料不足。",
  }[lang];
  return { name: "UnknownReason", args: {}, sentence, expected: false };
}

function unknownRevert(data: string, lang: Lang): Explanation {
  const start = data.slice(0, 10);
  const sentence = {
    en: `The contract refused with an error that this program does not know (${start}).`,
    zh: `合约拒绝，本程序无法识别该错误（${start}）。`,
  }[lang];
  return { name: "UnknownRevert", args: { data }, sentence, expected: false };
}

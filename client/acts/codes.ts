/**
 * Codes in full, each with what it stands for. In sentences they are cut short, and somebody could make another that is like one when
 * it is short.
 */
import type { Text } from "../text/text.ts";
import type { Spoken } from "./form.ts";

export interface Code {
  readonly name: Text;
  /** 32 bytes. */
  readonly hash: string;
}

/** Each once, in the order of the sentences; zero is none. */
export function codesIn(spoken: readonly Spoken[]): Code[] {
  const found = new Map<string, Code>();
  for (const one of spoken) {
    // What is counted is told item by item.
    if (one.kind === "count") continue;
    for (const hash of hashesIn(one.value)) if (!found.has(hash)) found.set(hash, { name: nameOf(one), hash });
  }
  return [...found.values()];
}

function hashesIn(value: unknown): string[] {
  if (typeof value === "string") return /^0x[0-9a-f]{64}$/.test(value) && !isSmall(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(hashesIn);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(hashesIn) : [];
}

/** None, or a provider's number where it is objected to. */
function isSmall(hash: string): boolean {
  return BigInt(hash) >> 48n === 0n;
}

function nameOf({ name, kind }: Spoken): Text {
  if (typeof kind === "string" && kind in OF_KIND) return OF_KIND[kind as keyof typeof OF_KIND];
  const own = name.replace(/^(claim|order|admission|proposed|demand|offer|match|terms)_/, "");
  return OF_NAME[own] ?? { en: own, zh: own };
}

const OF_KIND = {
  order: { en: "The order", zh: "订单" },
  list: { en: "The list", zh: "名单" },
  demand: { en: "The demand", zh: "需求" },
  answered: { en: "The demand", zh: "需求" },
  offer: { en: "The offer", zh: "供给" },
  match: { en: "The match", zh: "对接" },
  subject: { en: "What is objected to", zh: "异议对象" },
  invoices: { en: "Mark of an invoice", zh: "发票查重码" },
} as const;

/** By arguments. */
const OF_NAME: Readonly<Record<string, Text>> = {
  chain: { en: "The list's content", zh: "名单内容" },
  next: { en: "What comes after this part of the list", zh: "名单其后部分" },
  decision: { en: "The decision on which it rests", zh: "所依据的决定" },
  reason: { en: "The reason", zh: "理由" },
  receipt: { en: "The bank's receipt", zh: "银行回单" },
  matter: { en: "The proposal", zh: "提议" },
  party: { en: "Mark of the firm", zh: "主体查重码" },
  group: { en: "Mark of the actual controller", zh: "实际控制人查重码" },
  profile: { en: "The profile", zh: "档案" },
  policy: { en: "The policy's document", zh: "政策文件" },
  contractCommitment: { en: "The contract", zh: "合同" },
  contractNullifier: { en: "The contract's mark", zh: "合同查重码" },
  referenceTo: { en: "The reference", zh: "关联" },
  evidence: { en: "Proof of delivery", zh: "交付证明" },
  invoices: { en: "Mark of an invoice", zh: "发票查重码" },
  message: { en: "What was signed", zh: "原签署内容" },
  content: { en: "The text", zh: "正文" },
  post: { en: "The demand or offer", zh: "需求或供给" },
};

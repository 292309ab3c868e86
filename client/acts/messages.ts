/** What enterprises and providers sign, in words, from the very message (EIP-712) that a wallet is asked to sign. */
import { TypedDataEncoder, type TypedDataField } from "ethers";
import { TongduiError } from "../errors/tongduiError.ts";
import { domainSeparatorOf, MESSAGE_TYPES, type LedgerDomain } from "../messages.ts";
import { districtText } from "../text/ids.ts";
import type { Text } from "../text/text.ts";
import { programOf } from "../ids.ts";
import { codesIn, type Code } from "./codes.ts";
import { sayWith, spokenIn, type Saying, type Spoken, type Values } from "./form.ts";

export type MessageName = keyof typeof MESSAGE_TYPES;

/** Typed data as wallets are given it (`eth_signTypedData_v4`). */
export type TypedData = {
  readonly domain: Readonly<Record<string, unknown>>;
  readonly types: Readonly<Record<string, readonly TypedDataField[]>>;
  readonly primaryType: string;
  readonly message: Readonly<Record<string, unknown>>;
};

export type Said<Name> = {
  readonly name: Name;
  readonly title: Text;
  readonly lines: readonly Text[];
  /** The message with numbers as `bigint`, as the ledger reads it. */
  readonly message: Record<string, unknown>;
  /** What is signed; an order's is its id. */
  readonly digest: string;
  readonly spoken: readonly Spoken[];
  /** And what is signed itself. */
  readonly codes: readonly Code[];
};

export type MessageSaid = Said<MessageName>;

export type MessageWords = Saying & { readonly title: Text };

/** One of the messages that a contract takes. */
type OfContract<Name> = {
  readonly name: Name;
  readonly types: Record<string, TypedDataField[]>;
  readonly words: MessageWords;
};

const CLAIM = {
  order: "order",
  round: "number",
  invoices: "invoices",
  evidence: "hash",
  deadline: "moment",
} as const;

export const MESSAGES: Readonly<Record<MessageName, MessageWords>> = {
  Order: {
    title: { en: "Sign an order", zh: "签署订单" },
    args: {
      voucher: "voucher",
      provider: "provider",
      amount: "fen",
      contractValue: "fen",
      contractDay: "day",
      serviceClass: "serviceClass",
      deliverBy: "day",
      contractCommitment: "hash",
      referenceTo: "reference",
      deadline: "moment",
    },
    en: "Enterprise and provider agree: voucher {voucher}, provider {provider}, up to {amount} of the voucher for a contract of {contractValue} of {contractDay}, service class {serviceClass}, to be delivered by {deliverBy}. Contract kept as {contractCommitment}; reference {referenceTo}. It can be placed until {deadline}.",
    zh: "企业与服务机构约定：双创券 {voucher}，服务机构 {provider}，使用券额不超过 {amount}，合同金额 {contractValue}，签订日 {contractDay}，服务类别 {serviceClass}，交付期限 {deliverBy}。合同以 {contractCommitment} 留存；关联 {referenceTo}。可登记至 {deadline}。",
  },
  Claim: {
    title: { en: "Sign a claim", zh: "签署核销申请" },
    args: CLAIM,
    en: "The provider claims payment for order {order}, round {round}: {invoices}. Proof of delivery kept as {evidence}. Good until {deadline}.",
    zh: "服务机构就订单 {order} 第 {round} 轮申请核销：{invoices}。交付证明以 {evidence} 留存。有效至 {deadline}。",
  },
  Acceptance: {
    title: { en: "Accept a claim", zh: "确认核销申请" },
    args: {
      claim_order: "order",
      claim_round: "number",
      claim_invoices: "invoices",
      claim_evidence: "hash",
      claim_deadline: "moment",
      deadline: "moment",
    },
    en: "The enterprise confirms that what was ordered was delivered and invoiced: order {claim_order}, round {claim_round}, {claim_invoices}. Proof of delivery {claim_evidence}. The claim is good until {claim_deadline}, this acceptance until {deadline}.",
    zh: "企业确认服务已交付、发票属实：订单 {claim_order} 第 {claim_round} 轮，{claim_invoices}。交付证明 {claim_evidence}。申请有效至 {claim_deadline}，本确认有效至 {deadline}。",
  },
  Refusal: {
    title: { en: "Refuse a claim", zh: "拒绝核销申请" },
    args: { order: "order", round: "number", reason: "hash", deadline: "moment" },
    en: "The enterprise refuses the claim for order {order}, round {round}. The reason is kept as {reason}. Good until {deadline}.",
    zh: "企业拒绝订单 {order} 第 {round} 轮的核销申请。理由以 {reason} 留存。有效至 {deadline}。",
  },
  Cancellation: {
    title: { en: "Give an order up", zh: "同意取消订单" },
    args: { order: "order", deadline: "moment" },
    en: "Order {order} is given up, if the other party signs so too. Good until {deadline}.",
    zh: "同意取消订单 {order}，须对方同样签署。有效至 {deadline}。",
  },
  Withdrawal: {
    title: { en: "Take a signature back", zh: "撤回签名" },
    args: { message: "hash" },
    en: "What you signed as {message} is taken back; it can no longer be used.",
    zh: "撤回您对 {message} 的签名，此后不得使用。",
  },
};

/**
 * Says what a message to Orders means.
 *
 * @throws TongduiError `MessageUnknown` for whatever is not exactly one: another domain, other types, other fields.
 */
export function messageOf(typed: TypedData, domain: LedgerDomain): MessageSaid {
  const name = (Object.keys(MESSAGE_TYPES) as MessageName[]).find((one) => one === typed.primaryType);
  if (!name) throw messageUnknown();
  const said = readMessage(typed, domain, { name, types: MESSAGE_TYPES[name], words: MESSAGES[name] });
  return { ...said, lines: [...whose(name, said.message), ...said.lines] };
}

/** @throws TongduiError `MessageUnknown` where it is not exactly this message, for this domain. */
export function readMessage<Name extends string>(
  typed: TypedData,
  domain: LedgerDomain,
  { name, types, words }: OfContract<Name>,
): Said<Name> {
  if (!isDomain(typed, domain) || !isOfTypes(typed, types)) throw messageUnknown();
  try {
    const payload = TypedDataEncoder.getPayload(domain, types, typed.message) as { message: Record<string, unknown> };
    const message = numbered(payload.message, types, name);
    const digest = TypedDataEncoder.hash(domain, types, typed.message);
    const values = apart(message);
    const spoken = spokenIn(words, values);
    return {
      name,
      title: words.title,
      lines: [sayWith(words, values)],
      message,
      digest,
      spoken,
      codes: [...codesIn(spoken), { name: name === "Order" ? THE_ORDER : SIGNED, hash: digest }],
    };
  } catch {
    throw messageUnknown();
  }
}

/** An order's number is what is signed of it. */
const THE_ORDER: Text = { en: "What is signed, the order's number", zh: "所签内容，即订单编号" };
const SIGNED: Text = { en: "What is signed", zh: "所签内容" };

/** A message as wallets are given it. */
export function typedDataOf(name: MessageName, message: Record<string, unknown>, domain: LedgerDomain): TypedData {
  return TypedDataEncoder.getPayload(domain, MESSAGE_TYPES[name], message) as TypedData;
}

function whose(name: MessageName, message: Record<string, unknown>): Text[] {
  if (name !== "Order") return [];
  const program = programOf(message["voucher"] as bigint);
  const home = (message["provider"] as bigint) >> 32n;
  return [
    {
      en: `Program ${program}; the provider is of ${districtText(home, "en")}.`,
      zh: `项目 ${program}；服务机构属${districtText(home, "zh")}。`,
    },
  ];
}

function isDomain({ domain: given }: TypedData, domain: LedgerDomain): boolean {
  const names = ["name", "version", "chainId", "verifyingContract", "salt"];
  if (Object.keys(given).some((key) => !names.includes(key))) return false;
  try {
    return TypedDataEncoder.hashDomain(given) === domainSeparatorOf(domain);
  } catch {
    return false;
  }
}

/** The types must be ours and nothing else: a wallet signs by those that it is given. */
function isOfTypes({ types }: TypedData, ours: Record<string, readonly TypedDataField[]>): boolean {
  const rest = Object.fromEntries(Object.entries(types).filter(([one]) => one !== "EIP712Domain"));
  const plain = (some: readonly TypedDataField[]): string =>
    some.map(({ type, name: field }) => `${type} ${field}`).join();
  const names = Object.keys(rest);
  if (names.length !== Object.keys(ours).length) return false;
  return names.every((one) => {
    const [given, own] = [rest[one], ours[one]];
    return Array.isArray(given) && own !== undefined && plain(given as TypedDataField[]) === plain(own);
  });
}

function numbered(message: unknown, types: Record<string, TypedDataField[]>, type: string): Record<string, unknown> {
  const given = message as Record<string, unknown>;
  return Object.fromEntries(
    (types[type] ?? []).map(({ name, type: kind }) => [name, numberedOne(given[name], types, kind)]),
  );
}

function numberedOne(value: unknown, types: Record<string, TypedDataField[]>, kind: string): unknown {
  if (kind.endsWith("[]")) return (value as unknown[]).map((one) => numberedOne(one, types, kind.slice(0, -2)));
  if (kind in types) return numbered(value, types, kind);
  return kind.startsWith("uint") ? BigInt(value as string) : value;
}

function apart(message: Record<string, unknown>): Values {
  const { claim, ...rest } = message;
  if (claim === undefined) return message;
  const inner = Object.entries(claim as Record<string, unknown>).map(([name, value]) => [`claim_${name}`, value]);
  return { ...rest, ...(Object.fromEntries(inner) as Values) };
}

export function messageUnknown(): TongduiError {
  return new TongduiError(
    "MessageUnknown",
    {
      en: "This is no message of this ledger, and is not signed.",
      zh: "这不是本账本的签署内容，不予签署。",
    },
    { hint: { en: "If a page asked you for it, do not trust that page.", zh: "如有网页要求您签署，请勿信任该网页。" } },
  );
}

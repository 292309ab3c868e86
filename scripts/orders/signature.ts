/** A party's signature in a file: what was signed, in a form that people can read, for which ledger, by whom. */
import { getAddress, isHexString, recoverAddress, Signature } from "ethers";
import { z } from "zod";
import type { LedgerDomain } from "../../client/messages.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { shown } from "../../client/files/secretFile.ts";
import { both } from "../../client/yaml/fields.ts";
import { readFields } from "./sources.ts";
import { account, readableTold, told, type Told } from "./told.ts";
import { creditCode, hash, words } from "./messages/fields.ts";
import type { KindName, Messages } from "./messages/kind.ts";
import { KINDS } from "./messages/kinds.ts";

/** The contract behind an order: what its mark on the ledger is made of. */
export interface ContractFacts {
  readonly number: string;
  /** Credit codes. */
  readonly enterprise: string;
  readonly provider: string;
}

/** An invoice of a claim: what its mark on the ledger is made of. */
export interface InvoiceFacts {
  readonly mark: string;
  /** The seller's credit code. */
  readonly seller: string;
  /** Empty for one that has none. */
  readonly code: string;
  readonly number: string;
}

/** What travels along with a signature and is not signed itself. Whoever submits it checks it against the marks. */
export interface Beside {
  readonly contract?: ContractFacts | undefined;
  readonly invoices?: readonly InvoiceFacts[] | undefined;
  readonly told?: Told | undefined;
}

export interface SignatureOf<K extends KindName> {
  readonly kind: K;
  readonly message: Messages[K];
  /** What was signed: the EIP-712 digest of the message; an order's is its id. */
  readonly digest: string;
  /** The wallet that it speaks for. */
  readonly signer: string;
  readonly signature: string;
  readonly beside: Beside;
}

export type AnySignature = { readonly [K in KindName]: SignatureOf<K> }[KindName];

/** A signature that was read, and where from. */
export type Read<K extends KindName = KindName> = { readonly [N in K]: SignatureOf<N> }[K] & {
  readonly file: string;
  /** It is the signer's own. Where it is not, the signer may be a contract, which only the ledger can ask. */
  readonly isPlain: boolean;
};

export const contractFacts = z.strictObject({ number: words, enterprise: creditCode, provider: creditCode });

export const invoiceFacts = {
  seller: creditCode,
  code: z.string().default(""),
  number: words,
};

const beside = z.strictObject({
  contract: contractFacts.optional(),
  invoices: z.array(z.strictObject({ mark: hash, ...invoiceFacts })).optional(),
  told: told.optional(),
});

const SOME_BYTES = both({ en: "must be 0x and hexadecimal digits", zh: "应为 0x 加十六进制数字" });
export const bytes = z.string(SOME_BYTES).refine((text) => isHexString(text, true), SOME_BYTES);
export const NO_SIGNATURE = both({
  en: "must say signature: this is not a file that sign made",
  zh: "应为 signature：本文件不是签名文件",
});
const CHAIN = both({ en: "must be the number of a chain", zh: "应为链编号" });
export const chain = z.string(CHAIN).regex(/^\d{1,15}$/, CHAIN);

const fileOf = <K extends KindName>(kind: K) =>
  z.strictObject({
    file: z.literal("signature", NO_SIGNATURE),
    kind: z.literal(kind),
    message: KINDS[kind].schema,
    beside: beside.default({}),
    digest: hash,
    ledger: z.strictObject({ chain, orders: account, salt: hash }),
    signer: account,
    signature: bytes,
  });

const NO_KIND = both({
  en: `must be one of ${Object.keys(KINDS).join(", ")}`,
  zh: `应为以下之一：${Object.keys(KINDS).join("、")}`,
});

const fileSchema = z.discriminatedUnion(
  "kind",
  [
    fileOf("order"),
    fileOf("claim"),
    fileOf("acceptance"),
    fileOf("refusal"),
    fileOf("cancellation"),
    fileOf("withdrawal"),
  ],
  NO_KIND,
);

/**
 * Reads a signature's file and checks all that can be checked without a node.
 *
 * @throws TongduiError as {@link readFields}; `OtherLedger` if it was signed for another ledger; `SignatureFileChanged` if what it
 * says is not what its digest is of.
 */
export async function readSignature(file: string, domain: LedgerDomain): Promise<Read> {
  const { ledger, digest, ...rest } = await readFields(file, fileSchema);
  const isOurs =
    BigInt(ledger.chain) === domain.chainId &&
    ledger.orders === getAddress(domain.verifyingContract) &&
    ledger.salt === domain.salt.toLowerCase();
  if (!isOurs) throw otherLedger(file, ledger.chain);
  const signed = { ...rest, digest } as AnySignature;
  if (digestOf(domain, signed) !== digest) throw changed(file);
  return { ...signed, file, isPlain: isPlain(signed) };
}

/** Makes a signature whole again from its kind: the compiler knows no other way to tell message and kind belong together. */
export function digestOf<K extends KindName>(
  domain: LedgerDomain,
  { kind, message }: Pick<SignatureOf<K>, "kind" | "message">,
): string {
  return KINDS[kind].digest(domain, message);
}

/** The order that a signature is about. */
export function orderOf<K extends KindName>({
  kind,
  message,
  digest,
}: Omit<SignatureOf<K>, "signature">): string | undefined {
  return KINDS[kind].orderOf(message, digest);
}

/** The text of a signature's file. */
export function signatureText<K extends KindName>(signed: SignatureOf<K>, domain: LedgerDomain): string {
  const {
    kind,
    message,
    digest,
    signer,
    signature,
    beside: { told: tale, ...facts },
  } = signed;
  const along = { ...facts, ...(tale ? { told: readableTold(tale) } : {}) };
  const file = {
    file: "signature",
    kind,
    message: KINDS[kind].readable(message),
    ...(Object.keys(along).length > 0 ? { beside: along } : {}),
    digest,
    ledger: { chain: String(domain.chainId), orders: getAddress(domain.verifyingContract), salt: domain.salt },
    signer,
    signature,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/**
 * The name of a signature's file: its kind, the order, what it says where the order does not tell, and the signer. One signer's
 * signature of one message has one name.
 */
export function signatureFileName<K extends KindName>(signed: Omit<SignatureOf<K>, "signature">): string {
  const { kind, digest, signer } = signed;
  const parts = [kind, ...new Set([orderOf(signed) ?? digest, digest].map((hex) => hex.slice(2, 10)))];
  return `${parts.join("-")}-by-${signer.slice(2, 8)}.json`;
}

/** As the ledger reads a plain signature: 65 bytes, in the one form that it takes. */
export function isPlain({ signature, digest, signer }: Pick<AnySignature, "signature" | "digest" | "signer">): boolean {
  try {
    if (!isHexString(signature, 65) || Signature.from(signature).serialized !== signature.toLowerCase()) return false;
    return recoverAddress(digest, signature) === signer;
  } catch {
    return false;
  }
}

/** @throws TongduiError `OtherLedger`. */
export function otherLedger(file: string, chainId: string): TongduiError {
  return new TongduiError(
    "OtherLedger",
    {
      en: `${shown(file)} was signed for another ledger (on chain ${chainId}); it is worth nothing on this one.`,
      zh: `${shown(file)} 是为另一账本（链 ${chainId}）签署的，在本账本上无效。`,
    },
    {
      hint: {
        en: "Sign it with the deployment file of this ledger.",
        zh: "请使用本账本的部署文件重新签署。",
      },
    },
  );
}

/** @throws TongduiError `SignatureFileChanged`. */
export function changed(file: string): TongduiError {
  return new TongduiError(
    "SignatureFileChanged",
    {
      en: `${shown(file)} was changed: what it says is not what was signed.`,
      zh: `${shown(file)} 已被改动：其内容与所签内容不符。`,
    },
    { hint: SIGN_AGAIN },
  );
}

const SIGN_AGAIN: Text = { en: "Get it once more from the signer.", zh: "请向签署方重新获取。" };

/** @throws TongduiError `SignatureNotTheirs`. */
export function notTheirs({ file, signer }: Pick<Read, "file" | "signer">): TongduiError {
  return new TongduiError(
    "SignatureNotTheirs",
    {
      en: `The signature in ${shown(file)} is not that of ${signer} for what it says.`,
      zh: `${shown(file)} 中的签名不是 ${signer} 对所载内容的签名。`,
    },
    { hint: SIGN_AGAIN },
  );
}

/** A party's signature about demands and offers in a file. It is as those of orders (scripts/orders/signature.ts), but for Matching. */
import { getAddress } from "ethers";
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { DOCUMENT_KIND } from "../../client/documents/record.ts";
import type { LedgerDomain } from "../../client/messages.ts";
import type { Text } from "../../client/text/text.ts";
import { shown } from "../../client/files/secretFile.ts";
import { hash, words } from "../orders/messages/fields.ts";
import { bytes, chain, changed, isPlain, NO_SIGNATURE, otherLedger } from "../orders/signature.ts";
import { readFields, sourcesOf, type Source } from "../orders/sources.ts";
import { account } from "../orders/told.ts";
import { KINDS, MATCH_KINDS, type MatchKind, type MatchMessages } from "./kinds.ts";

/** What travels along for people to read, and is not signed itself. */
export interface Beside {
  /** The public part of the text that a demand or an offer is of. */
  readonly title?: string | undefined;
  readonly text?: string | undefined;
  /** What a match is of. */
  readonly demandTitle?: string | undefined;
  readonly offerTitle?: string | undefined;
}

export interface SignatureOf<K extends MatchKind> {
  readonly kind: K;
  readonly message: MatchMessages[K];
  /** What was signed; the id of a demand, an offer or a match. */
  readonly digest: string;
  readonly signer: string;
  readonly signature: string;
  readonly beside: Beside;
}

/** A signature that was read, and where from. */
export type Read<K extends MatchKind = MatchKind> = { readonly [N in K]: SignatureOf<N> }[K] & {
  readonly file: string;
  /** It is the signer's own. Where it is not, the signer may be a contract, which only the ledger can ask. */
  readonly isPlain: boolean;
};

const beside = z.strictObject({
  title: words.optional(),
  text: words.optional(),
  demandTitle: words.optional(),
  offerTitle: words.optional(),
});

const fileOf = <K extends MatchKind>(kind: K) =>
  z.strictObject({
    file: z.literal("signature", NO_SIGNATURE),
    kind: z.literal(kind),
    message: KINDS[kind].schema,
    beside: beside.default({}),
    digest: hash,
    ledger: z.strictObject({ chain, matching: account, salt: hash }),
    signer: account,
    signature: bytes,
  });

const fileSchema = z.discriminatedUnion("kind", [
  fileOf("demand"),
  fileOf("offer"),
  fileOf("match"),
  fileOf("post-withdrawal"),
  fileOf("signature-withdrawal"),
]);

/**
 * Reads a signature's file and checks all that can be checked without a node.
 *
 * @throws TongduiError as readFields; `OtherLedger`; `SignatureFileChanged`.
 */
export async function readMatchSignature(file: string, domain: LedgerDomain): Promise<Read> {
  const { ledger, ...signed } = await readFields(file, fileSchema);
  const isOurs =
    BigInt(ledger.chain) === domain.chainId &&
    ledger.matching === getAddress(domain.verifyingContract) &&
    ledger.salt === domain.salt.toLowerCase();
  if (!isOurs) throw otherLedger(file, ledger.chain);
  if (KINDS[signed.kind].digest(domain, signed.message as never) !== signed.digest) throw changed(file);
  return { ...signed, file, isPlain: isPlain(signed) };
}

/** The text of a signature's file. */
export function matchSignatureText<K extends MatchKind>(signed: SignatureOf<K>, domain: LedgerDomain): string {
  const { kind, message, digest, signer, signature, beside: along } = signed;
  const file = {
    file: "signature",
    kind,
    message: KINDS[kind].readable(message),
    ...(Object.keys(along).length > 0 ? { beside: along } : {}),
    digest,
    ledger: { chain: String(domain.chainId), matching: getAddress(domain.verifyingContract), salt: domain.salt },
    signer,
    signature,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** One signer's signature of one message has one name. */
export function matchSignatureFileName({
  kind,
  digest,
  signer,
}: Pick<SignatureOf<MatchKind>, "kind" | "digest" | "signer">): string {
  return `${kind}-${digest.slice(2, 10)}-by-${signer.slice(2, 8)}.json`;
}

/** A file that is no use here, and why. */
export interface Unfit {
  readonly file: string;
  readonly error: TongduiError;
}

export interface Gathered<K extends MatchKind> {
  readonly signatures: readonly Read<K>[];
  readonly unfit: readonly Unfit[];
  /** Everything that was named or lies in a folder that was. */
  readonly sources: readonly Source[];
}

export function isMatchKind(kind: string | undefined): kind is MatchKind {
  return (MATCH_KINDS as readonly (string | undefined)[]).includes(kind);
}

/**
 * Reads the signatures of some kinds. Of a folder, files that hold something else are passed over; a file that was named and holds
 * something else is unfit, as is every one that cannot be read.
 *
 * @param takesTexts whether documents with their salts may be named too.
 * @throws TongduiError as sourcesOf; `NothingFound` where there is no such signature, and nothing that is unfit.
 */
export async function gatherMatch<K extends MatchKind>(
  names: readonly string[],
  domain: LedgerDomain,
  kinds: readonly K[],
  takesTexts = false,
): Promise<Gathered<K>> {
  const signatures: Read<K>[] = [];
  const unfit: Unfit[] = [];
  const sources = await sourcesOf(names);
  for (const source of sources) {
    const { file, what, kind, isNamed } = source;
    const isWanted = what === "signature" && (kinds as readonly (string | undefined)[]).includes(kind);
    const isText = kind === DOCUMENT_KIND;
    if (!isWanted && (isNamed ? isText && takesTexts : isText || what !== undefined)) continue;
    try {
      if (!isWanted) throw notForMatching(source, kinds);
      signatures.push((await readMatchSignature(file, domain)) as Read<K>);
    } catch (error) {
      if (!(error instanceof TongduiError)) throw error;
      unfit.push({ file, error });
    }
  }
  if (signatures.length + unfit.length === 0) throw nothingFound(names, kinds);
  return { signatures, unfit, sources };
}

/** The same, where a file that is unfit stops everything. @throws TongduiError as {@link gatherMatch}; the first unfit file's. */
export async function gatherAllMatch<K extends MatchKind>(
  names: readonly string[],
  domain: LedgerDomain,
  kinds: readonly K[],
): Promise<readonly Read<K>[]> {
  const { signatures, unfit } = await gatherMatch(names, domain, kinds);
  const [first] = unfit;
  if (first) throw first.error;
  return signatures;
}

function kindsText(kinds: readonly MatchKind[]): Text {
  return {
    en: kinds.map((kind) => KINDS[kind].title.en).join(" or "),
    zh: kinds.map((kind) => KINDS[kind].title.zh).join("或"),
  };
}

/** @throws TongduiError `NotForThis`, of a text `NotSignedYet`. */
export function notForMatching({ file, what, kind }: Source, kinds: readonly MatchKind[]): TongduiError {
  const wanted = kindsText(kinds);
  if (what === "demand" || what === "offer") {
    return new TongduiError(
      "NotSignedYet",
      {
        en: `${shown(file)} is the text of ${KINDS[what].title.en}, which nobody has signed in it; wanted here is the signature of ${wanted.en}.`,
        zh: `${shown(file)} 是尚未签署的${KINDS[what].title.zh}正文，此处需要${wanted.zh}的签名文件。`,
      },
      {
        hint: {
          en: `Sign it with: tongdui sign ${what} ${shown(file)}`,
          zh: `请先签署：tongdui sign ${what} ${shown(file)}`,
        },
      },
    );
  }
  const is = what === "signature" ? (kind ?? "") : (what ?? "");
  return new TongduiError("NotForThis", {
    en: `${shown(file)} is of the kind "${is}"; wanted here is the signature of ${wanted.en}.`,
    zh: `${shown(file)} 的类型为“${is}”，此处需要${wanted.zh}的签名文件。`,
  });
}

function nothingFound(names: readonly string[], kinds: readonly MatchKind[]): TongduiError {
  const wanted = kindsText(kinds);
  return new TongduiError("NothingFound", {
    en: `There is no signature of ${wanted.en} in ${names.map(shown).join(", ")}.`,
    zh: `${names.map(shown).join("、")} 中没有${wanted.zh}的签名文件。`,
  });
}

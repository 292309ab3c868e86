/** The signatures in files and folders that a person names. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { LedgerDomain } from "../../client/messages.ts";
import type { Text } from "../../client/text/text.ts";
import { shown } from "../keys/secretFile.ts";
import type { KindName } from "./messages/kind.ts";
import { KINDS } from "./messages/kinds.ts";
import { readSignature, type Read } from "./signature.ts";
import { sourcesOf, type Source } from "./sources.ts";

/** A file that is no use here, and why. */
export interface Unfit {
  readonly file: string;
  readonly error: TongduiError;
}

export interface Gathered<K extends KindName> {
  readonly signatures: readonly Read<K>[];
  readonly unfit: readonly Unfit[];
  /** Files of folders that hold something else. */
  readonly passedOver: number;
}

/**
 * Reads the signatures of some kinds. Of a folder, files that hold something else are passed over; a file that was named and
 * holds something else is unfit, as is every one that cannot be read.
 *
 * @throws TongduiError as {@link sourcesOf}.
 */
export async function gather<K extends KindName>(
  names: readonly string[],
  domain: LedgerDomain,
  kinds: readonly K[],
): Promise<Gathered<K>> {
  const signatures: Read<K>[] = [];
  const unfit: Unfit[] = [];
  let passedOver = 0;
  for (const source of await sourcesOf(names)) {
    const isWanted = source.what === "signature" && (kinds as readonly (string | undefined)[]).includes(source.kind);
    if (!isWanted && !source.isNamed && source.what !== undefined) {
      passedOver += 1;
      continue;
    }
    try {
      if (source.what !== undefined && !isWanted) throw notForThis(source, kinds);
      const signed = await readSignature(source.file, domain);
      if (!isOneOf(signed, kinds)) throw notForThis(source, kinds);
      signatures.push(signed);
    } catch (error) {
      if (!(error instanceof TongduiError)) throw error;
      unfit.push({ file: source.file, error });
    }
  }
  return { signatures, unfit, passedOver };
}

/** The same, where a file that is unfit stops everything. @throws TongduiError as {@link gather}; the first unfit file's. */
export async function gatherAll<K extends KindName>(
  names: readonly string[],
  domain: LedgerDomain,
  kinds: readonly K[],
): Promise<readonly Read<K>[]> {
  const { signatures, unfit } = await gather(names, domain, kinds);
  const [first] = unfit;
  if (first) throw first.error;
  if (signatures.length === 0) throw nothingFound(names, kinds);
  return signatures;
}

function isOneOf<K extends KindName>(signed: Read, kinds: readonly K[]): signed is Read & Read<K> {
  return (kinds as readonly KindName[]).includes(signed.kind);
}

export function kindsText(kinds: readonly KindName[]): Text {
  return {
    en: kinds.map((kind) => KINDS[kind].title.en).join(" or "),
    zh: kinds.map((kind) => KINDS[kind].title.zh).join("或"),
  };
}

/** @throws TongduiError `NotForThis`. */
export function notForThis({ file, what, kind }: Source, kinds: readonly KindName[]): TongduiError {
  const is = what === "signature" ? (kind ?? "") : (what ?? "");
  const wanted = kindsText(kinds);
  return new TongduiError("NotForThis", {
    en: `${shown(file)} is of the kind "${is}"; wanted here is the signature of ${wanted.en}.`,
    zh: `${shown(file)} 的类型为“${is}”，此处需要${wanted.zh}的签名文件。`,
  });
}

/** @throws TongduiError `NothingFound`. */
export function nothingFound(names: readonly string[], kinds: readonly KindName[]): TongduiError {
  const wanted = kindsText(kinds);
  return new TongduiError("NothingFound", {
    en: `There is no signature of ${wanted.en} in ${names.map(shown).join(", ")}.`,
    zh: `${names.map(shown).join("、")} 中没有${wanted.zh}的签名文件。`,
  });
}

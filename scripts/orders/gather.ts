/** The signatures in files and folders that a person names. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { LedgerDomain } from "../../client/messages.ts";
import type { Text } from "../../client/text/text.ts";
import { shown } from "../../client/files/secretFile.ts";
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
  /** The drafts among the files, which nobody has signed. */
  readonly drafts: readonly string[];
}

/**
 * Reads the signatures of some kinds. Of a folder, files that hold something else are passed over; a file that was named and
 * holds something else is unfit, as is every one that cannot be read.
 *
 * @param isElsewhere of files that somebody else reads.
 * @throws TongduiError as {@link sourcesOf}.
 */
export async function gather<K extends KindName>(
  names: readonly string[],
  domain: LedgerDomain,
  kinds: readonly K[],
  isElsewhere: (source: Source) => boolean = () => false,
): Promise<Gathered<K>> {
  const signatures: Read<K>[] = [];
  const unfit: Unfit[] = [];
  const drafts: string[] = [];
  for (const source of await sourcesOf(names)) {
    if (isElsewhere(source)) continue;
    if (isDraft(source)) drafts.push(source.file);
    const isWanted = source.what === "signature" && (kinds as readonly (string | undefined)[]).includes(source.kind);
    if (!isWanted && !source.isNamed && source.what !== undefined) continue;
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
  return { signatures, unfit, drafts };
}

/**
 * Something has to be there for a command that hands signatures in.
 *
 * @throws TongduiError `NothingSigned` where all is drafts, `NothingFound` where there is nothing of the kind at all.
 */
export function demandSome<K extends KindName>(
  { signatures, unfit, drafts }: Gathered<K>,
  names: readonly string[],
  kinds: readonly KindName[],
): void {
  if (signatures.length > 0 || unfit.some(({ error }) => error.code !== "NotSignedYet")) return;
  throw drafts.length > 0 ? nothingSigned(drafts, names, kinds) : nothingFound(names, kinds);
}

function isDraft({ what }: Source): boolean {
  return what === "order" || what === "claim";
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

/** @throws TongduiError `NotForThis`, of a draft `NotSignedYet`. */
export function notForThis(source: Source, kinds: readonly KindName[]): TongduiError {
  const { file, what, kind } = source;
  if (isDraft(source)) return notSignedYet(file, what ?? "", kinds);
  const is = what === "signature" ? (kind ?? "") : (what ?? "");
  const wanted = kindsText(kinds);
  return new TongduiError("NotForThis", {
    en: `${shown(file)} is of the kind "${is}"; wanted here is the signature of ${wanted.en}.`,
    zh: `${shown(file)} 的类型为“${is}”，此处需要${wanted.zh}的签名文件。`,
  });
}

function notSignedYet(file: string, what: string, kinds: readonly KindName[]): TongduiError {
  const wanted = kindsText(kinds);
  const is = { order: { en: "an order", zh: "订单" }, claim: { en: "a claim", zh: "核销申请" } }[what];
  return new TongduiError(
    "NotSignedYet",
    {
      en: `${shown(file)} is the draft of ${is?.en ?? what}, which nobody has signed in it; wanted here is ${wanted.en}.`,
      zh: `${shown(file)} 是尚未签署的${is?.zh ?? what}草稿，此处需要${wanted.zh}。`,
    },
    {
      hint: {
        en: `Sign it with: tongdui sign ${what} ${shown(file)}`,
        zh: `请先签署：tongdui sign ${what} ${shown(file)}`,
      },
    },
  );
}

function nothingSigned(drafts: readonly string[], names: readonly string[], kinds: readonly KindName[]): TongduiError {
  const kind = kinds.includes("claim") ? "claim" : "order";
  const line = `tongdui sign ${kind} ${names.map(shown).join(" ")}`;
  const count = drafts.length;
  return new TongduiError(
    "NothingSigned",
    {
      en: `Nothing here is signed yet: ${count} ${count === 1 ? "draft" : "drafts"} in ${names.map(shown).join(", ")}.`,
      zh: `此处尚无任何签名：${names.map(shown).join("、")} 中有 ${count} 份草稿。`,
    },
    {
      hint: {
        en: `Next, ${kind === "claim" ? "the provider signs" : "the enterprise, then the provider, signs"}: ${line}`,
        zh: `下一步${kind === "claim" ? "由服务机构" : "由企业、服务机构先后"}签署：${line}`,
      },
    },
  );
}

/** @throws TongduiError `NothingFound`. */
export function nothingFound(names: readonly string[], kinds: readonly KindName[]): TongduiError {
  const wanted = kindsText(kinds);
  return new TongduiError("NothingFound", {
    en: `There is no signature of ${wanted.en} in ${names.map(shown).join(", ")}.`,
    zh: `${names.map(shown).join("、")} 中没有${wanted.zh}的签名文件。`,
  });
}

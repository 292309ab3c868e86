/** The part of `sign check` that is about demands, offers and matches. */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { shown } from "../../../client/files/secretFile.ts";
import type { LedgerDomain } from "../../../client/messages.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Data, Part } from "../../cli/answer.ts";
import { linesText } from "../../orders/sign/lines.ts";
import { verdictOf } from "../../orders/sign/verdict.ts";
import { sourcesOf, type Source } from "../../orders/sources.ts";
import { KINDS } from "../kinds.ts";
import { isMatchKind, readMatchSignature, type Unfit } from "../signature.ts";
import { linesBeside } from "./signing.ts";

export function isAboutPosts({ what, kind }: Source): boolean {
  return what === "signature" && isMatchKind(kind);
}

export interface Checked {
  readonly data: readonly Data[];
  readonly parts: readonly Part[];
  readonly unfit: readonly Unfit[];
  /** Whether each is its signer's own. */
  readonly isGood: boolean;
}

/** Says what was signed, and whether it is good, as far as that can be said without a node. */
export async function checkPosts(names: readonly string[], domain: LedgerDomain, now: number): Promise<Checked> {
  const data: Data[] = [];
  const parts: Part[] = [];
  const unfit: Unfit[] = [];
  let isGood = true;
  for (const source of (await sourcesOf(names)).filter(isAboutPosts)) {
    const { file } = source;
    try {
      const signed = await readMatchSignature(file, domain);
      const { kind, message, digest, signer, isPlain, beside } = signed;
      const { title, lines, readable, deadlineOf } = KINDS[kind];
      const id = shortHex(digest);
      parts.push(
        { en: `${shown(file)}: ${title.en}, ${id}`, zh: `${shown(file)}：${title.zh}，${id}` },
        linesText([...linesBeside(beside), ...lines(message as never)]),
        verdictOf(signed, deadlineOf(message as never), now),
      );
      data.push({ file, kind, digest, signer, isPlain, message: readable(message as never) });
      isGood &&= isPlain;
    } catch (error) {
      if (!(error instanceof TongduiError)) throw error;
      unfit.push({ file, error });
    }
  }
  return { data, parts, unfit, isGood };
}

import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Answer, Part } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { EXIT } from "../../cli/exit.ts";
import { shown } from "../../../client/files/secretFile.ts";
import { gather } from "../gather.ts";
import type { KindName } from "../messages/kind.ts";
import { KINDS } from "../messages/kinds.ts";
import { checkPosts, isAboutPosts } from "../../matching/sign/checkPosts.ts";
import { orderOf } from "../signature.ts";
import { deadlineOf, linesOf, linesText } from "./lines.ts";
import { verdictOf } from "./verdict.ts";
import { domainFor } from "./signing.ts";

const ALL = Object.keys(KINDS) as KindName[];

/**
 * Says what signatures are of and whether they are good, as far as that can be said without a node.
 *
 * @throws TongduiError as {@link gather} and {@link domainFor}.
 */
export async function checkSignatures(
  input: { readonly files: string[]; readonly deployment: string | undefined },
  context: Context,
): Promise<Answer> {
  const { domain, matching } = await domainFor(input.deployment, context);
  const { signatures, unfit: unread } = await gather(input.files, domain, ALL, isAboutPosts);
  const posts = await checkPosts(input.files, matching, context.now());
  const unfit = [...unread, ...posts.unfit];
  const parts: Part[] = [...posts.parts];
  for (const signed of signatures) {
    const about = KINDS[signed.kind].title;
    const id = shortHex(orderOf(signed) ?? signed.digest);
    parts.push({ en: `${shown(signed.file)}: ${about.en}, ${id}`, zh: `${shown(signed.file)}：${about.zh}，${id}` });
    try {
      parts.push(linesText(linesOf(signed.kind, signed.message as never, signed.beside, domain)));
      parts.push(verdictOf(signed, deadlineOf(signed), context.now()));
    } catch (error) {
      if (!(error instanceof TongduiError)) throw error;
      unfit.push({ file: signed.file, error });
    }
  }
  for (const { file, error } of unfit) {
    parts.push({ en: `✗ ${shown(file)}: ${error.say("en")}`, zh: `✗ ${shown(file)}：${error.say("zh")}` });
  }
  const isGood = unfit.length === 0 && posts.isGood && signatures.every(({ isPlain }) => isPlain);
  return {
    data: {
      signatures: signatures.map((signed) => ({
        file: signed.file,
        kind: signed.kind,
        order: orderOf(signed) ?? null,
        digest: signed.digest,
        signer: signed.signer,
        isPlain: signed.isPlain,
        message: KINDS[signed.kind].readable(signed.message as never),
      })),
      posts: posts.data,
      unfit: unfit.map(({ file, error }) => ({ file, code: error.code, sentence: error.sentence })),
    },
    parts,
    exit: isGood ? EXIT.done : EXIT.difference,
  };
}

import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Answer, Part } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { EXIT } from "../../cli/exit.ts";
import { shown } from "../../../client/files/secretFile.ts";
import { gather } from "../gather.ts";
import type { KindName } from "../messages/kind.ts";
import { KINDS } from "../messages/kinds.ts";
import { sayMoment } from "../moment.ts";
import { orderOf, type Read } from "../signature.ts";
import { deadlineOf, linesOf, linesText } from "./lines.ts";
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
  const domain = await domainFor(input.deployment, context);
  const { signatures, unfit: unread } = await gather(input.files, domain, ALL);
  const unfit = [...unread];
  const parts: Part[] = [];
  for (const signed of signatures) {
    const about = KINDS[signed.kind].title;
    const id = shortHex(orderOf(signed) ?? signed.digest);
    parts.push({ en: `${shown(signed.file)}: ${about.en}, ${id}`, zh: `${shown(signed.file)}：${about.zh}，${id}` });
    try {
      parts.push(linesText(linesOf(signed.kind, signed.message as never, signed.beside, domain)));
      parts.push(verdictOf(signed, context.now()));
    } catch (error) {
      if (!(error instanceof TongduiError)) throw error;
      unfit.push({ file: signed.file, error });
    }
  }
  for (const { file, error } of unfit) {
    parts.push({ en: `✗ ${shown(file)}: ${error.say("en")}`, zh: `✗ ${shown(file)}：${error.say("zh")}` });
  }
  const isGood = unfit.length === 0 && signatures.every(({ isPlain }) => isPlain);
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
      unfit: unfit.map(({ file, error }) => ({ file, code: error.code, sentence: error.sentence })),
    },
    parts,
    exit: isGood ? EXIT.done : EXIT.difference,
  };
}

function verdictOf(signed: Read, now: number): Text {
  const { signer, isPlain } = signed;
  if (!isPlain) {
    return {
      en: `  ✗ This is no plain signature of ${signer}. If that is a wallet with a contract of its own, only the ledger can tell.`,
      zh: `  ✗ 这不是 ${signer} 的普通签名。若该账户为合约钱包，只有账本能够验证。`,
    };
  }
  const deadline = deadlineOf(signed);
  if (deadline !== undefined && deadline * 1_000n <= BigInt(now)) {
    return {
      en: `  ! Signed by ${signer}, and good only through ${sayMoment(deadline)}: that is over by this computer's clock.`,
      zh: `  ! 由 ${signer} 签署，有效期至 ${sayMoment(deadline)}，按本机时钟已过期。`,
    };
  }
  return { en: `  ✓ Signed by ${signer}.`, zh: `  ✓ 由 ${signer} 签署。` };
}

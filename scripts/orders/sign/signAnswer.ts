/** What the enterprise says to a claim. */
import path from "node:path";
import type { Day } from "../../../client/days.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { commitReason } from "../../documents/reason.ts";
import { gatherAll } from "../gather.ts";
import { deadlineFrom } from "../moment.ts";
import type { Read } from "../signature.ts";
import { openDesk, signAll, type SigningInput, type ToSign } from "./signing.ts";

type AnswerInput = SigningInput & { readonly files: string[]; readonly through: Day | undefined };

/**
 * Accepts claims, as the enterprise: each in the very words that the provider signed.
 *
 * @throws TongduiError as {@link signAll} and {@link gatherAll}.
 */
export async function signAcceptances(input: AnswerInput, context: Context): Promise<Answer> {
  const desk = await openDesk(input, context);
  const deadline = deadlineFrom(input.through, context.now());
  const claims = await gatherAll(input.files, desk.domain, ["claim"]);
  const items = claims.map((claim): ToSign<"acceptance"> => ({
    ...answering(claim),
    kind: "acceptance",
    message: { claim: claim.message, deadline },
  }));
  return signAll(items, desk, input, context);
}

/**
 * Refuses claims, as the enterprise. The reason in words stays in its own store of documents.
 *
 * @throws TongduiError `ReasonMissing`; as {@link signAll} and {@link gatherAll}.
 */
export async function signRefusals(
  input: AnswerInput & { readonly reason: string },
  context: Context,
): Promise<Answer> {
  const desk = await openDesk(input, context);
  const deadline = deadlineFrom(input.through, context.now());
  const items: ToSign<"refusal">[] = [];
  for (const claim of await gatherAll(input.files, desk.domain, ["claim"])) {
    const { order, round } = claim.message;
    const matter = { purpose: "refuse", subject: `order ${order} round ${round}`, reason: input.reason };
    const commit = async (): Promise<string> => commitReason({ profile: desk, context }, matter);
    const reason = await commit();
    const isForShow = context.dryRun && reason !== (await commit());
    items.push({
      ...answering(claim),
      kind: "refusal",
      message: { order, round, reason, deadline },
      reason: input.reason,
      about: { title: { en: "The claim that is refused", zh: "所拒绝的核销申请" }, signed: claim },
      isForShow,
    });
  }
  return signAll(items, desk, input, context);
}

function answering({
  file,
  beside,
  signer,
  isPlain,
}: Read<"claim">): Pick<ToSign<"claim">, "beside" | "folder" | "other"> {
  return { beside, folder: path.dirname(file), other: { signer, isPlain, isNamed: true } };
}

/** `sign post-withdrawal`: whoever posted a demand or an offer takes it back. */
import path from "node:path";
import { isHexString } from "ethers";
import type { Day } from "../../../client/days.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { readHash } from "../../orders/messages/fields.ts";
import { deadlineFrom } from "../../orders/moment.ts";
import { openDesk, type SigningInput } from "../../orders/sign/signing.ts";
import { gatherAllMatch } from "../signature.ts";
import { signAllMatch, type ToSign } from "./signing.ts";

/** @throws TongduiError `HashUnreadable`; as gatherAllMatch and signAllMatch. */
export async function signPostWithdrawals(
  input: SigningInput & { readonly posts: string[]; readonly through: Day | undefined },
  context: Context,
): Promise<Answer> {
  const desk = await openDesk(input, context);
  const deadline = deadlineFrom(input.through, context.now());
  const items = new Map<string, ToSign<"post-withdrawal">>();
  for (const typed of input.posts) {
    if (isHexString(typed)) {
      const post = readHash(typed);
      items.set(post, { kind: "post-withdrawal", message: { post, deadline }, beside: {}, folder: "." });
      continue;
    }
    for (const { digest, beside, file } of await gatherAllMatch([typed], desk.matching, ["demand", "offer"])) {
      const folder = path.dirname(file);
      items.set(digest, { kind: "post-withdrawal", message: { post: digest, deadline }, beside, folder });
    }
  }
  return signAllMatch([...items.values()], desk, input, context);
}

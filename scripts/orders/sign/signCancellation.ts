import path from "node:path";
import { isHexString } from "ethers";
import type { Day } from "../../../client/days.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { gatherAll } from "../gather.ts";
import { readHash } from "../messages/fields.ts";
import { deadlineFrom } from "../moment.ts";
import type { Beside } from "../signature.ts";
import { openDesk, signAll, type SigningInput, type ToSign } from "./signing.ts";

type Item = ToSign<"cancellation">;

/**
 * Gives orders up, as one of the two parties: by an order's id, by a file in which it was signed, or by the file in which the other
 * party has given it up, so that both sign the same bytes.
 *
 * @throws TongduiError `HashUnreadable`; as {@link signAll} and {@link gatherAll}.
 */
export async function signCancellations(
  input: SigningInput & { readonly orders: string[]; readonly through: Day | undefined },
  context: Context,
): Promise<Answer> {
  const desk = await openDesk(input, context);
  const deadline = deadlineFrom(input.through, context.now());
  const items = new Map<string, Item>();
  const begin = (order: string, folder: string, beside: Beside = {}): void => {
    if (!items.has(order)) items.set(order, { kind: "cancellation", message: { order, deadline }, beside, folder });
  };
  for (const typed of input.orders) {
    if (isHexString(typed)) {
      begin(readHash(typed), ".");
      continue;
    }
    for (const found of await gatherAll([typed], desk.domain, ["order", "cancellation"])) {
      const { kind, message, signer, isPlain, file, beside } = found;
      const folder = path.dirname(file);
      if (kind === "order") begin(found.digest, folder, { ...beside, told: { ...beside.told, order: message } });
      else items.set(message.order, { kind, message, beside, folder, other: { signer, isPlain, isNamed: true } });
    }
  }
  return signAll([...items.values()], desk, input, context);
}

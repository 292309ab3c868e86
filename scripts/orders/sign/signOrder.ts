import path from "node:path";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { gatherAll, notForThis } from "../gather.ts";
import { sourcesOf } from "../sources.ts";
import { readTerms } from "../terms.ts";
import { openDesk, signAll, type SigningInput, type ToSign } from "./signing.ts";

/**
 * Signs orders: from their terms, or from the file in which the other party has signed, so that both sign the same bytes.
 *
 * @throws TongduiError as {@link signAll}, {@link readTerms} and {@link gatherAll}.
 */
export async function signOrders(
  input: SigningInput & { readonly files: string[] },
  context: Context,
): Promise<Answer> {
  const desk = await openDesk(input, context);
  const items: ToSign<"order">[] = [];
  for (const source of await sourcesOf(input.files)) {
    const { file, what, kind, isNamed } = source;
    const folder = path.dirname(file);
    if (what === "order" || (what === undefined && isNamed)) {
      const { order, beside, isForShow } = await readTerms(file, { profile: desk, context });
      items.push({ kind: "order", message: order, beside, folder, isForShow });
    } else if (what === "signature" && kind === "order") {
      for (const { message, beside, signer, isPlain } of await gatherAll([file], desk.domain, ["order"])) {
        items.push({ kind: "order", message, beside, folder, other: { signer, isPlain, isNamed } });
      }
    } else if (isNamed) throw notForThis(source, ["order"]);
  }
  return signAll(items, desk, input, context);
}

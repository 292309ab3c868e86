import path from "node:path";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { readClaimTerms } from "../claimTerms.ts";
import { notForThis } from "../gather.ts";
import { sourcesOf } from "../sources.ts";
import { openDesk, signAll, type SigningInput, type ToSign } from "./signing.ts";

/**
 * Signs claims, as the provider.
 *
 * @throws TongduiError as {@link signAll} and {@link readClaimTerms}.
 */
export async function signClaims(
  input: SigningInput & { readonly files: string[] },
  context: Context,
): Promise<Answer> {
  const desk = await openDesk(input, context);
  const items: ToSign<"claim">[] = [];
  for (const source of await sourcesOf(input.files)) {
    const { file, what, isNamed } = source;
    if (what === "claim" || (what === undefined && isNamed)) {
      const { claim, beside } = await readClaimTerms(file);
      items.push({ kind: "claim", message: claim, beside, folder: path.dirname(file) });
    } else if (isNamed) throw notForThis(source, ["claim"]);
  }
  return signAll(items, desk, input, context);
}

import path from "node:path";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { accountOf } from "../../keys/account.ts";
import { isAboutPosts } from "../../matching/sign/checkPosts.ts";
import { withdrawPostSignatures } from "../../matching/sign/withdrawSignatures.ts";
import { gatherAll } from "../gather.ts";
import { KINDS } from "../messages/kinds.ts";
import type { Read } from "../signature.ts";
import { sourcesOf } from "../sources.ts";
import { notOwn } from "./notOwn.ts";
import { openDesk, signAll, type SigningInput, type ToSign } from "./signing.ts";

/** A withdrawal itself cannot be taken back. */
const WITHDRAWABLE = ["order", "claim", "acceptance", "refusal", "cancellation"] as const;

/**
 * Takes signatures back that were given and not used yet. Whoever signed sends the file to an office, which submits it.
 *
 * @throws TongduiError `NotOwnSignature`; as {@link signAll} and {@link gatherAll}.
 */
export async function signWithdrawals(
  input: SigningInput & { readonly files: string[] },
  context: Context,
): Promise<Answer> {
  const desk = await openDesk(input, context);
  const account = await accountOf(desk.key);
  const sources = await sourcesOf(input.files);
  // Those about demands and offers are for another contract.
  if (sources.length > 0 && sources.every(isAboutPosts)) return withdrawPostSignatures(input, desk, account, context);
  const items: ToSign<"withdrawal">[] = [];
  for (const signed of await gatherAll(input.files, desk.domain, WITHDRAWABLE)) {
    if (signed.signer !== account) throw notOwn(signed, account);
    const message = { message: signed.digest };
    items.push({ kind: "withdrawal", message, beside: {}, folder: path.dirname(signed.file), about: aboutOf(signed) });
  }
  return signAll(items, desk, input, context);
}

function aboutOf(signed: Read): NonNullable<ToSign<"withdrawal">["about"]> {
  const { en, zh } = KINDS[signed.kind].title;
  return { title: { en: `What is taken back, ${en}`, zh: `撤回的内容（${zh}）` }, signed };
}

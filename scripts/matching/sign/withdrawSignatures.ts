/** The part of `sign withdrawal` that is about demands, offers and matches: a signature that was given and not used is taken back. */
import path from "node:path";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { notOwn } from "../../orders/sign/notOwn.ts";
import type { Desk, SigningInput } from "../../orders/sign/signing.ts";
import { gatherAllMatch } from "../signature.ts";
import { signAllMatch, type ToSign } from "./signing.ts";

/** A withdrawal itself cannot be taken back. */
const WITHDRAWABLE = ["demand", "offer", "match", "post-withdrawal"] as const;

/** @throws TongduiError `NotOwnSignature`; as gatherAllMatch and signAllMatch. */
export async function withdrawPostSignatures(
  input: SigningInput & { readonly files: readonly string[] },
  desk: Desk,
  account: string,
  context: Context,
): Promise<Answer> {
  const items: ToSign<"signature-withdrawal">[] = [];
  for (const signed of await gatherAllMatch(input.files, desk.matching, WITHDRAWABLE)) {
    if (signed.signer !== account) throw notOwn(signed, account);
    const { digest, beside, file } = signed;
    items.push({ kind: "signature-withdrawal", message: { message: digest }, beside, folder: path.dirname(file) });
  }
  return signAllMatch(items, desk, input, context);
}

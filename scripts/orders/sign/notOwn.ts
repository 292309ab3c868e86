import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { shown } from "../../../client/files/secretFile.ts";
import type { Read } from "../signature.ts";

/** @throws TongduiError `NotOwnSignature`. */
export function notOwn({ file, signer }: Pick<Read, "file" | "signer">, account: string): TongduiError {
  return new TongduiError("NotOwnSignature", {
    en: `${shown(file)} holds the signature of ${signer}, and you sign as ${account}: only the signer can take it back.`,
    zh: `${shown(file)} 是 ${signer} 的签名，而您以 ${account} 的身份签署：只有签署方本人可以撤回。`,
  });
}

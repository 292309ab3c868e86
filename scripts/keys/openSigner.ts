import type { Provider, Signer } from "ethers";
import { ExternalSigner } from "./externalSigner.ts";
import { readKeystore } from "./folder.ts";
import { openKeystore } from "./keystore.ts";
import { passwordFor, type Asking } from "./password.ts";
import { shown } from "../../client/files/secretFile.ts";
import type { KeySettings } from "./settings.ts";
import { SignerCalls } from "./signerCalls.ts";

/**
 * Opens the key that a profile names.
 *
 * @param key with paths as they are to be opened.
 * @param asking the person who knows the password, where no file holds it; and what the signer is to send through.
 * @throws TongduiError `KeystoreMissing`, `KeystoreUnreadable`, `PasswordWrong`, `SignerLacksAccount`; as {@link passwordFor} and
 * {@link SignerCalls.ask}.
 */
export async function openSigner(key: KeySettings, asking: Asking & { provider?: Provider }): Promise<Signer> {
  const { provider } = asking;
  if ("signer" in key) {
    const signer = new ExternalSigner(new SignerCalls(key.signer), key.account, provider);
    await signer.demandAccount();
    return signer;
  }
  const text = await readKeystore(key.keystore);
  const name = shown(key.keystore);
  const password = await passwordFor({ en: name, zh: name }, asking, key.passwordFile);
  const { wallet } = await openKeystore(text, password, name);
  return provider ? wallet.connect(provider) : wallet;
}

import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { folderOf, keep, onlySaid, today, type NewKey } from "./create.ts";
import { demandNew, prepareFolder, readKeystore } from "./folder.ts";
import { openKeystore, PrivateKey } from "./keystore.ts";
import { newPassword, passwordFor } from "./password.ts";
import { readSecretFile, shown } from "../../client/files/secretFile.ts";

export type KeyFromElsewhere = NewKey & {
  /** A file whose first line is the private key. */
  readonly keyFile: string | undefined;
  /** A keystore that another program wrote. */
  readonly keystore: string | undefined;
  readonly keystorePasswordFile: string | undefined;
};

/**
 * Saves a key that was made elsewhere, sealed with a new password: typed unseen, from a file, or from another keystore.
 *
 * @param scryptCost lower only in tests.
 * @throws TongduiError `UsageWrong`, `PrivateKeyInvalid`, `KeyAlreadyThere`; as {@link openKeystore}, {@link newPassword} and
 * {@link readSecretFile}.
 */
export async function importKey(input: KeyFromElsewhere, context: Context, scryptCost?: number): Promise<Answer> {
  const folder = await folderOf(input.folder, context);
  const key = await keyOf(input, context);
  const { address } = key;
  await demandNew(folder, address);
  if (context.dryRun) {
    return onlySaid(
      { en: `The key of ${address} would be saved`, zh: `账户 ${address} 的密钥将保存` },
      folder,
      address,
    );
  }
  await prepareFolder(folder);
  const password = await newPassword(context.io, input.passwordFile);
  return keep(key, { folder, password, day: today(context), scryptCost });
}

async function keyOf(input: KeyFromElsewhere, { io }: Context): Promise<PrivateKey> {
  const { keyFile, keystore, keystorePasswordFile } = input;
  if (keystore === undefined && keystorePasswordFile !== undefined) {
    throw new TongduiError("UsageWrong", {
      en: "--keystore-password-file needs --keystore.",
      zh: "--keystore-password-file 须与 --keystore 一同使用。",
    });
  }
  if (keystore !== undefined && keyFile !== undefined) {
    throw new TongduiError("UsageWrong", {
      en: "Give either --key-file or --keystore, not both.",
      zh: "--key-file 与 --keystore 只能使用其中之一。",
    });
  }
  if (keystore !== undefined) {
    const text = await readKeystore(keystore);
    const name = shown(keystore);
    const password = await passwordFor({ en: name, zh: name }, io, keystorePasswordFile);
    return openKeystore(text, password, name);
  }
  if (keyFile !== undefined) return PrivateKey.parse(await readSecretFile(keyFile));
  return PrivateKey.parse(
    await io.askSecret({ en: "Private key, 64 hexadecimal digits", zh: "私钥（64 位十六进制数字）" }),
  );
}

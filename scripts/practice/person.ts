/** Somebody on a ledger to practise on: a profile and a key. The password lies beside it, so none of it is ever to be used for real. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { PrivateKey } from "../keys/keystore.ts";
import type { ProfileFile } from "../profile/profile.ts";

/** Long enough to be taken, and known to everybody. */
export const PASSWORD = "practice-only-practice";
/** The password lies beside the key, so a costly seal would only make everybody wait. */
export const WEAK_SEAL = 1_024;

/**
 * Writes the profile, the key and the password.
 *
 * @param place of the office; its people share what else is in it.
 * @param profile without the key, with paths from the office's folder.
 */
export async function writePerson(
  place: string,
  name: string,
  { privateKey }: { readonly privateKey: string },
  profile: Omit<ProfileFile, "key">,
): Promise<void> {
  const keys = path.join(place, "keys");
  await mkdir(keys, { recursive: true, mode: 0o700 });
  const sealed = await PrivateKey.parse(privateKey).seal(PASSWORD, WEAK_SEAL);
  await writeFile(path.join(keys, `${name}.json`), sealed, { mode: 0o600 });
  await writeFile(path.join(place, "password"), PASSWORD, { mode: 0o600 });
  const whole: ProfileFile = { ...profile, key: { keystore: `keys/${name}.json`, passwordFile: "password" } };
  await writeFile(path.join(place, `${name}.json`), `${JSON.stringify(whole, null, 2)}\n`, { mode: 0o600 });
}

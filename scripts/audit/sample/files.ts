/**
 * The files of a sample, in the folder `audit` beside the profile:
 *
 *     <half-year>.commitment.json   published before the named blocks
 *     <half-year>.secret            the secret, for the owner alone
 *     <half-year>.sample.json       published when it is drawn
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { isHexString } from "ethers";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { disk } from "../../../client/files/disk.ts";
import { readSecretFile } from "../../../client/files/secretFile.ts";
import { newFile } from "../../tables/newFile.ts";

export interface Places {
  readonly folder: string;
  readonly commitment: string;
  readonly secret: string;
  readonly sample: string;
}

/** @param folder the profile's. */
export function placesOf(folder: string, halfYear: string): Places {
  const own = path.join(folder, "audit");
  const at = (end: string): string => path.join(own, `${halfYear}.${end}`);
  return { folder: own, commitment: at("commitment.json"), secret: at("secret"), sample: at("sample.json") };
}

/**
 * Keeps a new secret; one that a run left before its commitment was written is taken instead.
 *
 * @returns the secret that is kept.
 * @throws TongduiError `CommittedBefore`; as {@link readSecret}.
 */
export async function keepSecret(places: Places, secret: string): Promise<string> {
  await disk.makeFolder(places.folder);
  if ((await disk.read(places.commitment)) !== undefined) throw committedBefore(places.commitment);
  if ((await disk.read(places.secret)) !== undefined) return readSecret(places);
  await disk.write(places.secret, `${secret}\n`);
  await disk.sync(places.folder);
  return secret;
}

/** @throws TongduiError `SecretFileUnreadable`, `SecretFileOpenToOthers`, `SecretFileEmpty`, `SecretUnfit`. */
export async function readSecret({ secret: file }: Places): Promise<string> {
  const secret = await readSecretFile(file);
  if (isHexString(secret, 32)) return secret;
  throw new TongduiError("SecretUnfit", {
    en: `${file} does not hold a secret that tongdui audit commit made.`,
    zh: `${file} 中没有由 tongdui audit commit 生成的密值。`,
  });
}

/**
 * Writes what is to be published. The same text may be there already.
 *
 * @throws TongduiError `FileExists`, `FileUnwritable`.
 */
export async function keepPublished(file: string, text: string): Promise<void> {
  const there = await readFile(file, "utf8").catch(() => undefined);
  if (there !== text) await newFile(file, false, async (add) => add(text));
}

function committedBefore(file: string): TongduiError {
  return new TongduiError(
    "CommittedBefore",
    { en: `This half-year is committed to already, in ${file}.`, zh: `该半年度已作出承诺，见 ${file}。` },
    {
      hint: {
        en: "A second commitment would leave a choice between two samples. Draw the sample of this one.",
        zh: "再次承诺将使样本可以挑选。请按已有承诺抽取样本。",
      },
    },
  );
}

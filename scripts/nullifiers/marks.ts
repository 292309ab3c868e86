/** Marks under the current key, and under the others that the ledger may hold the same matter by. */
import type { NullifierKey } from "../../client/documents/nullifierKey.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { passwordFor, type Asking } from "../keys/password.ts";
import { shown } from "../../client/files/secretFile.ts";
import { NullifierKeyFolder } from "./keyFolder.ts";

/** Opened keys. They hide their secrets. */
export interface NullifierKeys {
  /** For new marks. */
  readonly current: NullifierKey;
  /** By rising number: earlier ones, and one that other districts may use already. */
  readonly others: readonly NullifierKey[];
}

export interface Mark {
  /** The key's number. */
  readonly key: number;
  /** 32 bytes as `0x…`. */
  readonly nullifier: string;
}

export interface Marks {
  /** What is registered, 32 bytes as `0x…`. */
  readonly current: string;
  /** What the ledger is asked for as well, by rising key number. */
  readonly others: readonly Mark[];
}

/**
 * One matter's marks: `marksOf(keys, (key) => partyNullifier(key, creditCode))`. Errors are those of `compute`.
 */
export function marksOf(keys: NullifierKeys, compute: (key: NullifierKey) => string): Marks {
  return {
    current: compute(keys.current),
    others: keys.others.map((key) => ({ key: key.number, nullifier: compute(key) })),
  };
}

/**
 * Opens the keys of a folder that are not retired, with one password.
 *
 * @param folder the profile's `nullifierKeys`.
 * @throws TongduiError `NoNullifierKey`, `NullifierKeyUnreadable`, `PasswordWrong`, and as {@link passwordFor}.
 */
export async function openNullifierKeys(folder: string, asking: Asking, passwordFile?: string): Promise<NullifierKeys> {
  const held = (await new NullifierKeyFolder(folder).held()).filter(({ use }) => use !== "retired");
  const isCurrent = held.findIndex(({ use }) => use === "current");
  if (isCurrent < 0) throw noKey(folder);
  const password = await passwordFor({ en: "the nullifier keys", zh: "查重密钥" }, asking, passwordFile);
  const keys: NullifierKey[] = [];
  // One after the other: each takes 128 MiB for half a second.
  for (const { key, file } of held) keys.push(await key.open(password, shown(file)));
  const [current] = keys.splice(isCurrent, 1) as [NullifierKey];
  return { current, others: keys };
}

function noKey(folder: string): TongduiError {
  return new TongduiError(
    "NoNullifierKey",
    {
      en: `There is no current nullifier key in ${shown(folder)}.`,
      zh: `${shown(folder)} 中没有当前查重密钥。`,
    },
    {
      hint: {
        en: "Take in the consortium's key with: tongdui nullifier key import FILE",
        zh: "请用 tongdui nullifier key import FILE 导入联盟的查重密钥。",
      },
    },
  );
}

/**
 * The consortium's nullifier keys, as the office holds them: sealed with a password that only the office's own key makes, opened when it
 * starts, and never given out. New marks are made under the current one.
 */
import { NullifierKey } from "../../client/documents/nullifierKey.ts";
import { SealedKey } from "../../client/documents/sealedKey.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Database } from "../database/database.ts";
import { Refusal } from "../http/refusal.ts";
import type { Vault } from "../vault/vault.ts";

/** The password is 32 random bytes: there is nothing to try. */
const COST = 1_024;

export interface NullifierKeys {
  /** For new marks; undefined where none was taken in. */
  readonly current: NullifierKey | undefined;
  readonly others: readonly NullifierKey[];
}

/** A key's file, as `tongdui nullifier key export` writes it, and what opens it. */
export interface HandedKey {
  readonly text: string;
  readonly password: string;
  /** Make it the one for new marks, in place of the one that was. The first one is so anyway. */
  readonly current?: boolean;
}

export interface Marks {
  readonly key: number;
  readonly nullifier: string;
  /** What the ledger may have the same matter under as well. */
  readonly others: readonly { readonly key: number; readonly nullifier: string }[];
}

/**
 * Takes a key in. Taking in the same again changes nothing.
 *
 * @throws TongduiError `NullifierKeyUnreadable`, `PasswordWrong`, `NullifierKeyDiffers`.
 */
export async function takeKey(database: Database, vault: Vault, handed: HandedKey): Promise<void> {
  const key = SealedKey.parse(handed.text, "the nullifier key");
  const own = await key.reseal(handed.password, vault.nullifierPassword(), "the nullifier key", COST);
  await database.transaction(async (within) => {
    const { rows } = await within.query<{ number: number; fingerprint: string }>(
      "SELECT number, fingerprint FROM nullifier_keys FOR UPDATE",
    );
    const there = rows.find(({ number }) => number === key.number);
    if (there && there.fingerprint !== own.fingerprint) throw differs(key.number);
    if (!there) {
      await within.query("INSERT INTO nullifier_keys VALUES ($1, $2, 'other', $3)", [
        key.number,
        own.fingerprint,
        own.text(),
      ]);
    }
    if (rows.length > 0 && handed.current !== true) return;
    await within.query("UPDATE nullifier_keys SET use = 'other' WHERE use = 'current'");
    await within.query("UPDATE nullifier_keys SET use = 'current' WHERE number = $1", [key.number]);
  });
}

/** Errors as {@link SealedKey.open}. */
export async function openKeys(database: Pick<Database, "query">, vault: Vault): Promise<NullifierKeys> {
  const { rows } = await database.query<{ number: number; use: string; sealed: string }>(
    "SELECT number, use, sealed FROM nullifier_keys WHERE use <> 'retired' ORDER BY number",
  );
  let current: NullifierKey | undefined;
  const others: NullifierKey[] = [];
  for (const { number, use, sealed } of rows) {
    const name = `nullifier key ${number}`;
    const key = await SealedKey.parse(sealed, name).open(vault.nullifierPassword(), name);
    if (use === "current") current = key;
    else others.push(key);
  }
  return { current, others };
}

/** One matter's marks. @throws Refusal 503 where there is no key; errors are those of `compute`. */
export function marksOf({ current, others }: NullifierKeys, compute: (key: NullifierKey) => string): Marks {
  if (!current) {
    throw new Refusal(503, "NoNullifierKey", {
      en: "This office was given no nullifier key.",
      zh: "该办公系统尚未导入查重密钥。",
    });
  }
  return {
    key: current.number,
    nullifier: compute(current),
    others: others.map((key) => ({ key: key.number, nullifier: compute(key) })),
  };
}

function differs(number: number): TongduiError {
  return new TongduiError(
    "NullifierKeyDiffers",
    {
      en: `This office holds another nullifier key ${number}.`,
      zh: `该办公系统已有另一把 ${number} 号查重密钥。`,
    },
    {
      hint: {
        en: "Ask the other districts which fingerprint theirs has.",
        zh: "请与其他各区核对密钥指纹。",
      },
    },
  );
}

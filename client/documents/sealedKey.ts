/**
 * A nullifier key in a file: sealed with a password (see sealed.ts), with a fingerprint by which districts see that they hold the same
 * key. Number and fingerprint are authenticated with the secret, so that neither can be changed in the file.
 *
 *     fingerprint = first 8 bytes of HMAC-SHA-256(secret, "tongdui.nullifierKey.fingerprint" ‖ number in 4 bytes, big-endian)
 *
 * No nullifier's message begins like that: where those have the length of a word, this one has the letters "dui.".
 */
import { randomBytes } from "node:crypto";
import { concat, getBytes, toBeHex, toUtf8Bytes } from "ethers";
import { z } from "zod";
import { TongduiError } from "../errors/tongduiError.ts";
import { NullifierKey } from "./nullifierKey.ts";
import { seal, SCRYPT_COST, sealedSchema, unseal } from "./sealed.ts";

const fileSchema = z.strictObject({
  kind: z.literal("nullifier key"),
  number: z.int().min(1).max(0xffff_ffff),
  fingerprint: z.string().regex(/^[0-9a-f]{4}(-[0-9a-f]{4}){3}$/),
  ...sealedSchema.shape,
});

type SealedFile = z.infer<typeof fileSchema>;

export class SealedKey {
  readonly number: number;
  /** Four groups of four hexadecimal digits. */
  readonly fingerprint: string;
  readonly #sealed: SealedFile;

  private constructor(file: SealedFile) {
    this.number = file.number;
    this.fingerprint = file.fingerprint;
    this.#sealed = file;
  }

  /**
   * Draws a new key.
   *
   * @param number from 1.
   * @param scryptCost lower only in tests, which have no half second to lose.
   */
  static async make(number: number, password: string, scryptCost = SCRYPT_COST): Promise<SealedKey> {
    return SealedKey.#seal(number, randomBytes(32), password, scryptCost);
  }

  /**
   * Reads a file. Nothing vouches for what it says before it is opened.
   *
   * @param shownName names the file in errors.
   * @throws TongduiError `NullifierKeyUnreadable`; the file is never quoted.
   */
  static parse(text: string, shownName: string): SealedKey {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      // No cause: a parser's message quotes what it could not read.
      throw unreadable(shownName);
    }
    const result = fileSchema.safeParse(value);
    if (result.success) return new SealedKey(result.data);
    throw unreadable(shownName);
  }

  text(): string {
    return `${JSON.stringify(this.#sealed, null, 2)}\n`;
  }

  /** @throws TongduiError `PasswordWrong`. */
  async open(password: string, shownName: string): Promise<NullifierKey> {
    return keyOf(this.number, await this.#secret(password, shownName));
  }

  /** The same key under another password. Errors as {@link open}. */
  async reseal(password: string, newPassword: string, shownName: string, scryptCost = SCRYPT_COST): Promise<SealedKey> {
    return SealedKey.#seal(this.number, await this.#secret(password, shownName), newPassword, scryptCost);
  }

  static async #seal(number: number, secret: Uint8Array, password: string, cost: number): Promise<SealedKey> {
    const fingerprint = fingerprintOf(keyOf(number, secret));
    const sealed = await seal(secret, password, vouchedFor(number, fingerprint), cost);
    return new SealedKey({ kind: "nullifier key", number, fingerprint, ...sealed });
  }

  async #secret(password: string, shownName: string): Promise<Uint8Array> {
    return unseal(this.#sealed, password, vouchedFor(this.number, this.fingerprint), shownName);
  }
}

/** What districts compare: it says nothing about the key. */
export function fingerprintOf(key: NullifierKey): string {
  const message = concat([toUtf8Bytes("tongdui.nullifierKey.fingerprint"), toBeHex(key.number, 4)]);
  return (key.mac(getBytes(message)).slice(2, 18).match(/.{4}/g) ?? []).join("-");
}

function keyOf(number: number, secret: Uint8Array): NullifierKey {
  return new NullifierKey(number, `0x${Buffer.from(secret).toString("hex")}`);
}

function vouchedFor(number: number, fingerprint: string): string {
  return `nullifier key ${number} ${fingerprint}`;
}

function unreadable(shownName: string): TongduiError {
  return new TongduiError(
    "NullifierKeyUnreadable",
    {
      en: `${shownName} is not the file of a nullifier key, or is damaged.`,
      zh: `${shownName} 不是查重密钥文件，或已损坏。`,
    },
    {
      hint: {
        en: "Such files are made by tongdui nullifier key export.",
        zh: "此类文件由 tongdui nullifier key export 生成。",
      },
    },
  );
}

/**
 * A nullifier key in a file: sealed with a password, with a fingerprint by which districts see that they hold the same key.
 *
 * FORMAT. JSON. The sealing key is scrypt(password in UTF-8 NFC, salt) of 32 bytes; the secret's 32 bytes are enciphered
 * with AES-256-GCM under a random nonce; number and fingerprint are authenticated with it, so that neither can be changed in
 * the file. Node's own cryptography does both.
 *
 *     fingerprint = first 8 bytes of HMAC-SHA-256(secret, "tongdui.nullifierKey.fingerprint" ‖ number in 4 bytes, big-endian)
 *
 * No nullifier's message begins like that: where those have the length of a word, this one has the letters "dui.".
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { concat, getBytes, toBeHex, toUtf8Bytes } from "ethers";
import { z } from "zod";
import { NullifierKey } from "../../client/documents/nullifierKey.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";

/** What it costs to try one password: about half a second and 128 MiB. */
const SCRYPT_COST = 131_072;
const BLOCK_SIZE = 8;
/** Beyond this a file asks for more memory than any of ours does: 1 GiB. */
const MOST_COST = 1_048_576;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

const sealed = z.strictObject({
  kind: z.literal("nullifier key"),
  number: z.int().min(1).max(0xffff_ffff),
  fingerprint: z.string().regex(/^[0-9a-f]{4}(-[0-9a-f]{4}){3}$/),
  scrypt: z.strictObject({
    cost: z
      .int()
      .min(2)
      .max(MOST_COST)
      .refine((cost) => (cost & (cost - 1)) === 0),
    salt: hex(32),
  }),
  aes256gcm: z.strictObject({ nonce: hex(12), tag: hex(16), text: hex(32) }),
});

type Sealed = z.infer<typeof sealed>;

export class SealedKey {
  readonly number: number;
  /** Four groups of four hexadecimal digits. */
  readonly fingerprint: string;
  readonly #sealed: Sealed;

  private constructor(file: Sealed) {
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
    const result = sealed.safeParse(value);
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
    const salt = randomBytes(32);
    const nonce = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", await sealingKey(password, salt, cost), nonce);
    cipher.setAAD(vouchedFor(number, fingerprint));
    const text = Buffer.concat([cipher.update(secret), cipher.final()]);
    return new SealedKey({
      kind: "nullifier key",
      number,
      fingerprint,
      scrypt: { cost, salt: salt.toString("hex") },
      aes256gcm: { nonce: nonce.toString("hex"), tag: cipher.getAuthTag().toString("hex"), text: text.toString("hex") },
    });
  }

  async #secret(password: string, shownName: string): Promise<Uint8Array> {
    const { scrypt: derivation, aes256gcm } = this.#sealed;
    const key = await sealingKey(password, Buffer.from(derivation.salt, "hex"), derivation.cost);
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(aes256gcm.nonce, "hex"), { authTagLength: 16 });
    decipher.setAAD(vouchedFor(this.number, this.fingerprint));
    decipher.setAuthTag(Buffer.from(aes256gcm.tag, "hex"));
    try {
      return Buffer.concat([decipher.update(Buffer.from(aes256gcm.text, "hex")), decipher.final()]);
    } catch {
      throw new TongduiError("PasswordWrong", {
        en: `The password does not open ${shownName}, or the file was changed.`,
        zh: `密码不正确，或文件已被改动，无法打开 ${shownName}。`,
      });
    }
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

function vouchedFor(number: number, fingerprint: string): Buffer {
  return Buffer.from(`nullifier key ${number} ${fingerprint}`);
}

async function sealingKey(password: string, salt: Uint8Array, cost: number): Promise<Buffer> {
  const maxmem = 256 * BLOCK_SIZE * cost;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFC"), salt, 32, { N: cost, r: BLOCK_SIZE, p: 1, maxmem }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
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

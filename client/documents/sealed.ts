/**
 * A secret sealed with a password, as files hold it. The sealing key is scrypt(password in UTF-8 NFC, salt) of 32 bytes; the secret
 * is enciphered with AES-256-GCM under a random nonce, and what it is of is authenticated with it. Node's own cryptography does both.
 */
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from "node:crypto";
import { z } from "zod";
import { TongduiError } from "../errors/tongduiError.ts";

/** What it costs to try one password: about half a second and 128 MiB. */
export const SCRYPT_COST = 131_072;
const BLOCK_SIZE = 8;
/** Beyond this a file asks for more memory than any of ours does: 1 GiB. */
const MOST_COST = 1_048_576;

const hex = (bytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${bytes * 2}}$`));

/** A sealed secret of 32 bytes. */
export const sealedSchema = z.strictObject({
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

export type Sealed = z.infer<typeof sealedSchema>;

/**
 * Seals 32 bytes.
 *
 * @param of says what they are; they are opened only as that.
 * @param cost lower than {@link SCRYPT_COST} only in tests, or where the password is itself 32 random bytes.
 */
export async function seal(secret: Uint8Array, password: string, of: string, cost = SCRYPT_COST): Promise<Sealed> {
  const salt = randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", await sealingKey(password, salt, cost), nonce);
  cipher.setAAD(Buffer.from(of));
  const text = Buffer.concat([cipher.update(secret), cipher.final()]);
  return {
    scrypt: { cost, salt: salt.toString("hex") },
    aes256gcm: { nonce: nonce.toString("hex"), tag: cipher.getAuthTag().toString("hex"), text: text.toString("hex") },
  };
}

/**
 * @param shownName names the file in errors.
 * @throws TongduiError `PasswordWrong`.
 */
export async function unseal(sealed: Sealed, password: string, of: string, shownName: string): Promise<Buffer> {
  const { scrypt: derivation, aes256gcm } = sealed;
  const key = await sealingKey(password, Buffer.from(derivation.salt, "hex"), derivation.cost);
  const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(aes256gcm.nonce, "hex"), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(of));
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

async function sealingKey(password: string, salt: Uint8Array, cost: number): Promise<Buffer> {
  const maxmem = 256 * BLOCK_SIZE * cost;
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFC"), salt, 32, { N: cost, r: BLOCK_SIZE, p: 1, maxmem }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

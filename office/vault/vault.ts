/**
 * The office's key, and what is enciphered under it.
 *
 * FORMAT. A random key of 32 bytes lies in `office.key.json`, sealed with the office's password (client/documents/sealed.ts). From it
 * HKDF-SHA-256 makes a key for each use. What is sealed is version (1 byte) ‖ nonce (12) ‖ AES-256-GCM text ‖ tag (16); the name
 * of the row that it belongs to is authenticated with it, so that no row's content can be put into another's.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { TongduiError } from "../../client/errors/tongduiError.ts";

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

type Use = "rows" | "likeness" | "access log" | "challenges" | "nullifier keys" | "backups";

export class Vault {
  readonly #keys = new Map<Use, Buffer>();
  readonly #secret: Uint8Array;

  /** @param secret 32 bytes. */
  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** @param row which row it will be in: `documents 0x3f…`. */
  seal(row: string, content: Uint8Array | string): Uint8Array {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv("aes-256-gcm", this.#key("rows"), nonce);
    cipher.setAAD(Buffer.from(row));
    const text = Buffer.concat([cipher.update(content), cipher.final()]);
    return Buffer.concat([Buffer.of(VERSION), nonce, text, cipher.getAuthTag()]);
  }

  /** @throws TongduiError `RowDamaged` where it was changed, or is another row's. */
  open(row: string, sealed: Uint8Array): Buffer {
    try {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== VERSION || bytes.length < 1 + NONCE_BYTES + TAG_BYTES) throw new Error("not sealed here");
      const nonce = bytes.subarray(1, 1 + NONCE_BYTES);
      const decipher = createDecipheriv("aes-256-gcm", this.#key("rows"), nonce, { authTagLength: TAG_BYTES });
      decipher.setAAD(Buffer.from(row));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch {
      throw rowDamaged(row);
    }
  }

  /** A keyed hash: 64 hexadecimal digits that say nothing to who has not the key. */
  mac(use: "likeness" | "access log" | "challenges", message: string): string {
    return createHmac("sha256", this.#key(use)).update(message).digest("hex");
  }

  /** The password under which nullifier keys lie in the database: 32 bytes in hexadecimal digits. */
  nullifierPassword(): string {
    return this.#key("nullifier keys").toString("hex");
  }

  /** Under which backups are enciphered. */
  backupKey(): Buffer {
    return this.#key("backups");
  }

  #key(use: Use): Buffer {
    const key =
      this.#keys.get(use) ??
      Buffer.from(hkdfSync("sha256", this.#secret, new Uint8Array(), `tongdui office ${use}`, 32));
    this.#keys.set(use, key);
    return key;
  }

  toJSON(): string {
    return "[vault]";
  }

  /** What Node's `console.log` and `util.inspect` ask for. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return "[vault]";
  }
}

function rowDamaged(row: string): TongduiError {
  return new TongduiError(
    "RowDamaged",
    {
      en: `What the office keeps as ${row} was changed, or is not under this key.`,
      zh: `办公系统保存的 ${row} 已被改动，或不属于该密钥。`,
    },
    { hint: { en: "Restore it from a backup.", zh: "请从备份中恢复。" } },
  );
}

import { computeHmac, getBytes, isHexString } from "ethers";
import { TongduiError } from "../errors/tongduiError.ts";

/** The greatest key number: it is written in four bytes. */
const MAX_NUMBER = 0xffff_ffff;

/**
 * A numbered key of the consortium, shared by the districts and kept from the public. It hides itself: printing, logging or
 * serialising it shows its number only, and nothing here gives the secret back.
 *
 * ASSUMPTION. A matter has another nullifier under each key. When the consortium changes keys, whoever registers something new
 * also computes its nullifier under the earlier keys and asks the ledger for those.
 */
export class NullifierKey {
  /** From 1; part of every message, so that a mistaken number gives another nullifier and not a silent match. */
  readonly number: number;
  readonly #secret: Uint8Array;

  /**
   * @param secret 32 bytes as `0x…`.
   * @throws TongduiError `NullifierKeyInvalid`; what was given is never in the message.
   */
  constructor(number: number, secret: string) {
    if (!Number.isInteger(number) || number < 1 || number > MAX_NUMBER || !isHexString(secret, 32)) {
      throw new TongduiError("NullifierKeyInvalid", {
        en: "A nullifier key is a number from 1 and a secret of 32 bytes.",
        zh: "查重密钥须由不小于 1 的编号和 32 字节的密钥值组成。",
      });
    }
    this.number = number;
    this.#secret = getBytes(secret);
  }

  /** HMAC-SHA-256 of a message under this key, 32 bytes as `0x…`. */
  mac(message: Uint8Array): string {
    return computeHmac("sha256", this.#secret, message);
  }

  toString(): string {
    return `[nullifier key ${this.number}]`;
  }

  toJSON(): string {
    return this.toString();
  }

  /** What Node's `console.log` and `util.inspect` ask for. */
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return this.toString();
  }
}

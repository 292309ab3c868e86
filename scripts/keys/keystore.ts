/**
 * Private keys sealed with a password, in the format that wallets share (Web3 Secret Storage, version 3).
 *
 * No error here has a cause: the messages of the parsers below quote what they could not read, and that may be a key that
 * somebody took for a keystore.
 */
import { scrypt as nodeScrypt } from "node:crypto";
import {
  N,
  decryptKeystoreJson,
  encryptKeystoreJson,
  getAddress,
  hexlify,
  isError,
  randomBytes,
  scrypt,
  Wallet,
} from "ethers";
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";

/** What it costs to try one password: about half a second and 128 MiB. */
const SCRYPT_COST = 131_072;

/** Beyond this a file asks for more memory than any wallet's does. */
const MOST_MEMORY = 1_100_000_000;

// Node's own scrypt gives its memory back at once; the one that ethers brings leaves 128 MiB with the process.
scrypt.register(async (password, salt, cost, blockSize, lanes, length) => {
  return new Promise((resolve, reject) => {
    const options = { N: cost, r: blockSize, p: lanes, maxmem: MOST_MEMORY };
    nodeScrypt(password, salt, length, options, (error, key) => {
      if (error) reject(error);
      else resolve(hexlify(key));
    });
  });
});

const keystoreFile = z.looseObject({
  version: z.literal([3, "3"]),
  address: z
    .string()
    .regex(/^(0x)?[0-9a-f]{40}$/i)
    .optional(),
});

/** A private key. It hides itself, as ethers' wallet does: printing, logging or serialising it shows its address only. */
export class PrivateKey {
  readonly address: string;
  /** Signs with this key. */
  readonly wallet: Wallet;

  private constructor(wallet: Wallet) {
    this.wallet = wallet;
    this.address = wallet.address;
  }

  static random(): PrivateKey {
    return PrivateKey.parse(hexlify(randomBytes(32)));
  }

  /**
   * @param text 64 hexadecimal digits, with or without `0x`.
   * @throws TongduiError `PrivateKeyInvalid`; what was given is never in the message.
   */
  static parse(text: string): PrivateKey {
    const digits = /^(?:0x)?([0-9a-f]{64})$/i.exec(text.trim())?.[1];
    const number = digits === undefined ? 0n : BigInt(`0x${digits}`);
    if (digits !== undefined && number > 0n && number < N) return new PrivateKey(new Wallet(`0x${digits}`));
    throw new TongduiError("PrivateKeyInvalid", digits === undefined ? NO_KEY : OUT_OF_RANGE);
  }

  /**
   * The text of a keystore file.
   *
   * @param scryptCost lower only in tests, which have no half second to lose.
   */
  async seal(password: string, scryptCost = SCRYPT_COST): Promise<string> {
    const { address, privateKey } = this.wallet;
    const json = await encryptKeystoreJson({ address, privateKey }, password, { scrypt: { N: scryptCost } });
    return `${JSON.stringify(JSON.parse(json), null, 2)}\n`;
  }
}

/**
 * The address that a keystore names, in its checksummed form, or undefined where it names none. Nothing vouches for it
 * before the keystore was opened.
 *
 * @throws TongduiError `KeystoreUnreadable`.
 */
export function addressIn(text: string, shownName: string): string | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw unreadable(shownName);
  }
  const result = keystoreFile.safeParse(value);
  if (!result.success) throw unreadable(shownName);
  const { address } = result.data;
  return address === undefined ? undefined : getAddress(address.toLowerCase().replace(/^(0x)?/, "0x"));
}

/**
 * Opens a keystore.
 *
 * @param shownName names the file in errors.
 * @throws TongduiError `KeystoreUnreadable`, `PasswordWrong`.
 */
export async function openKeystore(text: string, password: string, shownName: string): Promise<PrivateKey> {
  addressIn(text, shownName);
  try {
    // Refuses a keystore that names another address than its key's.
    const { privateKey } = await decryptKeystoreJson(text, password);
    return PrivateKey.parse(privateKey);
  } catch (error) {
    if (isError(error, "INVALID_ARGUMENT") && error.argument === "password") throw wrongPassword(shownName);
    throw unreadable(shownName);
  }
}

const NO_KEY: Text = {
  en: "This is not a private key: it must be 64 hexadecimal digits.",
  zh: "这不是有效的私钥：应为 64 位十六进制数字。",
};
const OUT_OF_RANGE: Text = {
  en: "This has the form of a private key, but is none: it is zero, or greater than any key can be.",
  zh: "形式上像私钥，但不是有效的私钥：其值为零，或超出私钥的范围。",
};

function wrongPassword(shownName: string): TongduiError {
  return new TongduiError("PasswordWrong", {
    en: `The password does not open ${shownName}.`,
    zh: `密码不正确，无法打开 ${shownName}。`,
  });
}

function unreadable(shownName: string): TongduiError {
  return new TongduiError(
    "KeystoreUnreadable",
    {
      en: `${shownName} is not a keystore that can be read, or is damaged.`,
      zh: `${shownName} 不是可读取的密钥文件，或已损坏。`,
    },
    {
      hint: {
        en: "A keystore is a JSON file of version 3, as this command and Ethereum wallets write it.",
        zh: "密钥文件应为第 3 版 JSON 格式，由本命令或以太坊钱包生成。",
      },
    },
  );
}

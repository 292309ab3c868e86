/**
 * What a person signs to sign in at an office (EIP-4361): a text in one form, made by the office and read by whoever signs it, so that
 * nothing else can be signed under its guise.
 */
import { getAddress } from "ethers";

export type SignIn = {
  /** Of the portal: `https://voucher.example.org`. */
  readonly origin: string;
  /** Checksummed. */
  readonly account: string;
  /** Of the office; 0 is the operator's. */
  readonly district: number;
  readonly chainId: number;
  /** 8 to 64 letters and digits, used once. */
  readonly nonce: string;
  /** Unix milliseconds, in whole seconds. */
  readonly issuedAt: number;
  readonly expiresAt: number;
};

const LONGEST_MILLISECONDS = 10 * 60_000;

/** The text that is signed. */
export function signInText({ origin, account, district, chainId, nonce, issuedAt, expiresAt }: SignIn): string {
  return [
    `${new URL(origin).host} wants you to sign in with your Ethereum account:`,
    getAddress(account),
    "",
    `Sign in to the office of district ${district}. Nothing is sent to the ledger.`,
    "",
    `URI: ${origin}`,
    "Version: 1",
    `Chain ID: ${chainId}`,
    `Nonce: ${nonce}`,
    `Issued At: ${new Date(issuedAt).toISOString()}`,
    `Expiration Time: ${new Date(expiresAt).toISOString()}`,
  ].join("\n");
}

const FORM =
  /^\S+ wants you to sign in with your Ethereum account:\n(0x[0-9a-fA-F]{40})\n\nSign in to the office of district (\d{1,5})\. Nothing is sent to the ledger\.\n\nURI: (\S+)\nVersion: 1\nChain ID: (\d{1,15})\nNonce: ([0-9A-Za-z]{8,64})\nIssued At: (\S+)\nExpiration Time: (\S+)$/;

/** Reads the text; undefined for any that is not letter for letter in this form, or holds for more than ten minutes. */
export function readSignIn(text: string): SignIn | undefined {
  const [, account = "", district, origin = "", chainId, nonce = "", issued = "", expires = ""] = FORM.exec(text) ?? [];
  const read = {
    origin,
    account,
    district: Number(district),
    chainId: Number(chainId),
    nonce,
    issuedAt: Date.parse(issued),
    expiresAt: Date.parse(expires),
  };
  const span = read.expiresAt - read.issuedAt;
  try {
    const isOurs = new URL(origin).origin === origin && span > 0 && span <= LONGEST_MILLISECONDS;
    return isOurs && signInText(read) === text ? read : undefined;
  } catch {
    // An origin, an account or a time that is none.
    return undefined;
  }
}

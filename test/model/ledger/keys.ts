import { id, SigningKey, computeAddress } from "ethers";
import type { Signature } from "../rules/messages.ts";

const keys = new Map<string, SigningKey>();
const wallets = new Map<string, string>();

/** The address of a wallet, whose key is made of its label. */
export function walletOf(label: string): string {
  const known = wallets.get(label);
  if (known !== undefined) return known;
  const key = new SigningKey(id(`key of ${label}`));
  const wallet = computeAddress(key).toLowerCase();
  keys.set(wallet, key);
  wallets.set(label, wallet);
  return wallet;
}

/** The bytes of a signature. */
export function bytesOf({ signer, digest }: Signature): string {
  const key = keys.get(signer);
  if (key === undefined) throw new Error(`The key of ${signer} is not known.`);
  return key.sign(digest).serialized;
}

import { Signature, type TypedDataDomain, type Wallet } from "ethers";
import { MESSAGE_TYPES } from "../../client/messages.ts";
import { ethers, networkHelpers, SALT, type World } from "./world.ts";

export async function domainOf(w: Pick<World, "orders">, salt = SALT): Promise<TypedDataDomain> {
  const { chainId } = await ethers.provider.getNetwork();
  return { name: "Tongdui", version: "1", chainId, verifyingContract: await w.orders.getAddress(), salt };
}

export type Kind = keyof typeof MESSAGE_TYPES;

export async function sign(
  w: Pick<World, "orders">,
  key: Wallet,
  kind: Kind,
  message: Record<string, unknown>,
): Promise<string> {
  return key.signTypedData(await domainOf(w), MESSAGE_TYPES[kind], message);
}

export const soon = async (): Promise<number> => (await networkHelpers.time.latest()) + 30 * 86_400;

/** The same signature with s mirrored: valid mathematics, refused by the ledger. */
export function highS(signature: string): string {
  const { r, s, v } = Signature.from(signature);
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  const mirrored = (order - BigInt(s)).toString(16).padStart(64, "0");
  return `${r}${mirrored}${v === 27 ? "1c" : "1b"}`;
}

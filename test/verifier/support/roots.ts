import { Wallet } from "ethers";
import { PARTS, trustRootHash, type Edition, type TrustRoot } from "../../../verifier/trustRoot.ts";
import { successionMessage } from "../../../verifier/succession.ts";
import type { Hex } from "../../../verifier/bytes.ts";

/** Keys of validators that exist in tests alone, in ascending order of their addresses. */
export const VALIDATORS = Array.from(
  { length: 7 },
  (_, i) => new Wallet(`0x${(i + 1).toString(16).padStart(64, "0")}`),
).sort((a, b) => (addressOf(a) < addressOf(b) ? -1 : 1));

export function addressOf(wallet: { address: string }): Hex {
  return wallet.address.toLowerCase() as Hex;
}

/** An edition that is made up; its addresses are `first`, `first + 1` and so on. */
export function madeUpEdition(first: number): Edition {
  const hex = (n: number, bytes: number) => `0x${n.toString(16).padStart(2 * bytes, "0")}`;
  const entries = PARTS.map((name, i) => [name, { address: hex(first + i, 20), codeHash: hex(0xc0de00 + i, 32) }]);
  return Object.fromEntries(entries) as Edition;
}

export function range(from: number, through: number | null, members: readonly { address: string }[]) {
  return { from, through, members: members.map((wallet) => ({ district: 1, address: addressOf(wallet) })) };
}

/** Root 0 of a chain with the first four validators. */
export function firstRoot(): TrustRoot {
  return {
    format: "tongdui trust root",
    version: 1,
    number: 0,
    ancestors: [],
    chainId: 20260,
    genesis: `0x${"6e".repeat(32)}`,
    consensus: "qbft",
    districts: [
      { id: 1, en: "Yangpu", zh: "杨浦" },
      { id: 2, en: "Wujin", zh: "武进" },
    ],
    editions: [madeUpEdition(0x1000)],
    validators: [range(0, null, VALIDATORS.slice(0, 4))],
    signatures: [],
  };
}

/** The root after this one, with changes, not signed yet. */
export function nextRoot(previous: TrustRoot, changes: Partial<TrustRoot> = {}): TrustRoot {
  const ancestors = [...previous.ancestors, trustRootHash(previous)];
  return { ...structuredClone(previous), number: previous.number + 1, ancestors, signatures: [], ...changes };
}

/** The root with signatures of these. */
export function signedBy(root: TrustRoot, signers: readonly Wallet[]): TrustRoot {
  const signatures = signers.map((wallet) => wallet.signMessageSync(successionMessage(root)) as Hex);
  return { ...root, signatures };
}

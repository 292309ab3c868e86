import { concat, id, Interface, toBeHex, zeroPadBytes, zeroPadValue, ZeroHash } from "ethers";
import type { InHand } from "./stages.ts";
import { ethers, networkHelpers } from "./world.ts";

/** Makes a wallet and gives its address. */
export type Make = (s: InHand) => Promise<string>;

/** What a wallet answers to ERC-1271 where it agrees: four bytes in front of a word. */
export const MAGIC = "0x1626ba7e";
const MAGIC_WORD = zeroPadBytes(MAGIC, 32);

/** A contract of `test/solidity/wallets`. */
export const hostile =
  (contract: string, ...args: unknown[]): Make =>
  async ({ w }) => {
    const wallet = await (await ethers.deployContract(contract, args, w.deployer)).getAddress();
    await networkHelpers.setBalance(wallet, 1n); // so that none fails for want of something to pay
    return wallet;
  };

const answers = (bytes: string): Make => hostile("Parrot", bytes, false);
const reverts = (bytes: string): Make => hostile("Parrot", bytes, true);

/** An account whose code is set, where no compiler would make it. */
const coded =
  (code: string): Make =>
  async ({ w }) => {
    const wallet = await (await ethers.deployContract("Liar", w.deployer)).getAddress();
    await networkHelpers.setCode(wallet, code);
    return wallet;
  };

const ledgersOwn = new Interface(["error OrderUnknown(bytes32)", "error ItemFailed(uint256,bytes)"]);
const DEEDS = ["stores", "stores for the moment", "emits an event", "makes a contract", "makes one by CREATE2", "pays"];

/** Wallets that must not be taken to agree, each in its way. */
export const SIGNS_NOTHING: Readonly<Record<string, Make>> = {
  "answers another value": answers(zeroPadBytes("0xffffffff", 32)),
  "answers zero": answers(ZeroHash),
  "answers one, as a truth value": answers(toBeHex(1, 32)),
  "answers the value of an older ERC-1271": answers(zeroPadBytes("0x20c13b0b", 32)),
  "answers the value at the word's other end": answers(zeroPadValue(MAGIC, 32)),
  "answers the value with dirt behind it": answers(concat([MAGIC, toBeHex(1, 28)])),
  "answers the value, but one bit": answers(zeroPadBytes("0x1626ba7f", 32)),
  "answers the value in a second word": answers(concat([ZeroHash, MAGIC_WORD])),
  "answers nothing": answers("0x"),
  "answers four bytes": answers(MAGIC),
  "answers a byte too few": answers(MAGIC_WORD.slice(0, -2)),
  "answers at as great a length as its gas buys": hostile("Flood", ZeroHash, false),
  "reverts at as great a length as its gas buys, with the value in front": hostile("Flood", MAGIC_WORD, true),
  "reverts without a word": reverts("0x"),
  "reverts with the value": reverts(MAGIC_WORD),
  "reverts with an error of the ledger's": reverts(ledgersOwn.encodeErrorResult("OrderUnknown", [id("order")])),
  "reverts with a batch's error": reverts(ledgersOwn.encodeErrorResult("ItemFailed", [7, "0x"])),
  "burns all its gas in a circle": hostile("Circle"),
  "burns all its gas by asking itself": hostile("Echo"),
  "burns all its gas at once": hostile("Broken"),
  "agrees after more work than it is given gas for": hostile("Slow", 120_000),
  ...Object.fromEntries(DEEDS.map((deed, i) => [`${deed} before it agrees`, hostile("Writer", i)])),
  "ends itself": coded("0x33ff"),
  "has no code any more": coded("0x"),
  "has code that no compiler makes": coded("0xfe"),
};

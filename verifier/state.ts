/**
 * What a block's state holds: a contract's program, and its slots.
 *
 * RULES: an account stands in the state's trie under the hash of its address, a slot in the account's own trie under the hash of its
 * number. An account is four fields. A slot's value is a number of 1 to 32 bytes without leading zero; a slot that is proved to be
 * absent is 0. Where a node is missing, nothing is proved.
 */
import { bigNumber, bytesOf, decodeRlp, hexOf, isBytes, isList, keccak, smallNumber, word, type Hex } from "./bytes.ts";
import type { Header } from "./header.ts";
import { refuse } from "./refusal.ts";
import { MISSING, type Nodes } from "./tries.ts";
import type { Edition, PartName } from "./trustRoot.ts";

export interface Account {
  readonly storageRoot: Uint8Array;
  readonly codeHash: Hex;
}

/** The account of a contract. @throws Refusal */
export async function accountAt(nodes: Nodes, { number, stateRoot }: Header, address: Hex): Promise<Account> {
  const value = await nodes.get(stateRoot, keccak(bytesOf(address)));
  if (value === MISSING) return refuse("AccountNotProved", number, address);
  if (value === undefined) return refuse("AccountAbsent", number, address);
  const account = decodeRlp(value);
  if (!isList(account, 4)) return refuse("AccountUnreadable", number, address);
  const [nonce, balance, storageRoot, codeHash] = account;
  if (smallNumber(nonce) === undefined || !isBytes(balance)) refuse("AccountUnreadable", number, address);
  if (!isBytes(storageRoot, 32) || !isBytes(codeHash, 32)) return refuse("AccountUnreadable", number, address);
  return { storageRoot, codeHash: hexOf(codeHash) };
}

/** A contract of the ledger in the state of one block. */
export class ContractState {
  readonly #nodes: Nodes;
  readonly #block: number;
  readonly #part: PartName;
  readonly #storageRoot: Uint8Array;

  private constructor(nodes: Nodes, block: number, part: PartName, storageRoot: Uint8Array) {
    this.#nodes = nodes;
    this.#block = block;
    this.#part = part;
    this.#storageRoot = storageRoot;
  }

  /** Demands that the contract is there with the program that the trust root names. @throws Refusal */
  static async of(nodes: Nodes, header: Header, edition: Edition, part: PartName): Promise<ContractState> {
    const { address, codeHash } = edition[part];
    const account = await accountAt(nodes, header, address);
    if (account.codeHash !== codeHash) refuse("CodeDiffers", header.number, part, address);
    return new ContractState(nodes, header.number, part, account.storageRoot);
  }

  /** What a slot holds; 0 where it is proved that it holds nothing. @throws Refusal */
  async slot(slot: bigint): Promise<bigint> {
    const value = await this.#nodes.get(this.#storageRoot, keccak(word(slot)));
    if (value === MISSING) return refuse("SlotNotProved", this.#block, this.#part, hexOf(word(slot)));
    if (value === undefined) return 0n;
    const number = decodeRlp(value);
    if (!isBytes(number) || number.length === 0 || number.length > 32 || number[0] === 0)
      return refuse("SlotUnreadable", this.#block, this.#part, hexOf(word(slot)));
    return bigNumber(number);
  }
}

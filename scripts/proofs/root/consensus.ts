/** How a chain's blocks are sealed, and by whom, as its headers say. */
import { decodeRlp } from "ethers";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { OneNode } from "../../chain/agreement.ts";
import type { NamedSet } from "./validatorsFile.ts";

export type Consensus = "qbft" | "development";

/** In each header of a chain that is sealed by validators: "ctical byzantine fault tolerance", as Istanbul's makers cut it. */
const SEALED = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";

/** Clients that make a chain of one node, for development, whose blocks nobody seals. */
const DEVELOPMENT = /hardhat|anvil/i;

interface RawHeader {
  readonly number: string;
  readonly mixHash: string;
  readonly extraData: string;
}

/**
 * What kind of chain it is.
 *
 * @throws TongduiError `ConsensusUnknown` for a chain whose blocks are sealed in a way that no proof can show.
 */
export async function consensusOf({ nodes }: Pick<OneNode, "nodes">): Promise<Consensus> {
  const header = await headerAt({ nodes }, "latest");
  if (header.mixHash === SEALED && validatorsIn(header)) return "qbft";
  const client = String(await nodes.send("web3_clientVersion", []));
  if (DEVELOPMENT.test(client)) return "development";
  throw new TongduiError(
    "ConsensusUnknown",
    {
      en: `The blocks of this chain (${client}) are not sealed as QBFT seals them, so that nothing of it can be proved.`,
      zh: `该链（${client}）的区块不是按 QBFT 共识签章的，无法为其生成证明。`,
    },
    { hint: { en: "Proofs need a consortium chain with QBFT.", zh: "证明须基于采用 QBFT 共识的联盟链。" } },
  );
}

/**
 * The validators that a block's own header lists, ascending, in small letters.
 *
 * @throws TongduiError `HeaderUnreadable`.
 */
export async function validatorsAt(node: Pick<OneNode, "nodes">, block: number | "latest"): Promise<string[]> {
  const header = await headerAt(node, block);
  const validators = header.mixHash === SEALED ? validatorsIn(header) : undefined;
  if (validators) return validators;
  throw new TongduiError("HeaderUnreadable", {
    en: `Block ${Number(header.number)} does not say who its validators are.`,
    zh: `区块 ${Number(header.number)} 未载明验证节点。`,
  });
}

/**
 * Holds the named sets against the chain: the last one against the newest header, and each change against the headers before and
 * after it.
 *
 * @param sets in the order of their first blocks, the first from block 0.
 * @throws TongduiError `ValidatorsDiffer`, `ValidatorsAhead`.
 */
export async function demandAsSealed(node: Pick<OneNode, "nodes">, sets: readonly NamedSet[]): Promise<void> {
  const newest = await node.nodes.getBlockNumber();
  const places: { block: number; set: NamedSet }[] = [];
  for (const [i, set] of sets.entries()) {
    if (set.from > newest) throw ahead(set.from, newest);
    // Block 0 is sealed by nobody.
    const first = Math.max(set.from, 1);
    const last = (sets[i + 1]?.from ?? newest + 1) - 1;
    if (first <= last) places.push({ block: first, set });
    if (last > first) places.push({ block: last, set });
  }
  for (const { block, set } of places) {
    const found = await validatorsAt(node, block);
    const named = set.members.map(({ address }) => address);
    const unnamed = found.filter((address) => !named.some((one) => one === address));
    const absent = named.filter((address) => !found.includes(address));
    if (unnamed.length > 0) throw nobodyNamed(block, unnamed);
    if (absent.length > 0) throw notThere(block, absent);
  }
}

async function headerAt({ nodes }: Pick<OneNode, "nodes">, block: number | "latest"): Promise<RawHeader> {
  const tag = block === "latest" ? block : `0x${block.toString(16)}`;
  const header = (await nodes.send("eth_getBlockByNumber", [tag, false])) as RawHeader | null;
  if (header) return header;
  throw new TongduiError("BlockMissing", {
    en: `The node has no block ${block}.`,
    zh: `节点没有区块 ${block}。`,
  });
}

/** QBFT's extra data is RLP of vanity, validators, vote, round and seals. */
function validatorsIn({ extraData }: RawHeader): string[] | undefined {
  try {
    const parts = decodeRlp(extraData);
    const validators = Array.isArray(parts) && parts.length === 5 ? parts[1] : undefined;
    if (!Array.isArray(validators) || !validators.every(isAddress)) return undefined;
    return validators.map((address) => address.toLowerCase()).sort();
  } catch {
    return undefined;
  }
}

function isAddress(value: unknown): value is string {
  return typeof value === "string" && /^0x[0-9a-f]{40}$/i.test(value);
}

function nobodyNamed(block: number, unnamed: readonly string[]): TongduiError {
  return new TongduiError(
    "ValidatorsDiffer",
    {
      en: `Nobody is named for the validator ${unnamed.join(", ")} of block ${block}.`,
      zh: `区块 ${block} 的验证节点 ${unnamed.join("、")} 未注明所属区。`,
    },
    { hint: FILE_HINT },
  );
}

function notThere(block: number, absent: readonly string[]): TongduiError {
  return new TongduiError(
    "ValidatorsDiffer",
    {
      en: `${absent.join(", ")} is no validator of block ${block}, though the file says so.`,
      zh: `${absent.join("、")} 不是区块 ${block} 的验证节点，与文件所写不符。`,
    },
    { hint: FILE_HINT },
  );
}

const FILE_HINT = {
  en: "Ask the districts which validator is whose and when the set changed, and correct the file.",
  zh: "请向各区核实验证节点的归属和变更区块，并更正文件。",
};

function ahead(from: number, newest: number): TongduiError {
  return new TongduiError("ValidatorsAhead", {
    en: `A set of validators is said to hold from block ${from}, and the newest block is ${newest}.`,
    zh: `文件称某组验证节点自区块 ${from} 起生效，而最新区块为 ${newest}。`,
  });
}

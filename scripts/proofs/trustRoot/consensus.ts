/** How a chain's blocks are sealed, and by whom, as its headers say. */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { headerOf, type Consensus } from "../../../client/proof/header.ts";
import { blockOf, newestOf, type RawBlock } from "../../../client/proof/node.ts";
import type { Rpc } from "../../../client/replay/logs.ts";
import type { Text } from "../../../client/text/text.ts";
import { hexOf } from "../../../verifier/bytes.ts";
import { readHeader, type Header } from "../../../verifier/header.ts";
import { Refusal, type Hex, type TrustRoot } from "../../../verifier/index.ts";
import { demandSealed } from "../../../verifier/seals.ts";

/** In each header of a chain that is sealed by validators: "ctical byzantine fault tolerance", as Istanbul's makers cut it. */
const SEALED = "0x63746963616c2062797a616e74696e65206661756c7420746f6c6572616e6365";

/** Clients that make a chain of one node, for development, whose blocks nobody seals. */
const DEVELOPMENT = /hardhat|anvil/i;

/**
 * What kind of chain it is.
 *
 * @throws TongduiError `ConsensusUnknown` for a chain whose blocks are sealed in a way that no proof can show.
 */
export async function consensusOf(rpc: Rpc): Promise<Consensus> {
  const block = await blockOf(rpc, await newestOf(rpc));
  if (block["mixHash"] === SEALED && sealedHeader(block)) return "qbft";
  const client = String(await rpc.send("web3_clientVersion", []));
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
 * Holds the validators that a root names against the chain: the newest set against the newest header, and each change against the
 * headers before and after it. Each of these headers has to bear the seals of two thirds of them.
 *
 * @throws TongduiError `ValidatorsDiffer`, `ValidatorsAhead`, `HeaderUnreadable`, `NodeContradictsItself`.
 */
export async function demandAsSealed(rpc: Rpc, root: TrustRoot): Promise<void> {
  const newest = await newestOf(rpc);
  const late = root.validators.find(({ from }) => from > newest);
  if (late) throw ahead(late.from, newest);
  for (const { from, through, members } of root.validators) {
    // Block 0 is sealed by nobody.
    const first = Math.max(from, 1);
    const last = through ?? newest;
    for (const number of new Set([first, last].filter((block) => block >= first))) {
      const { header, validators: found } = await sealedAt(rpc, number);
      const unnamed = found.filter((address) => !members.some((one) => one.address === address));
      const absent = members.map(({ address }) => address).filter((address) => !found.includes(address));
      if (unnamed.length + absent.length > 0) {
        const hint = hintOf(await changeWithin(rpc, first, last));
        throw unnamed.length > 0 ? nobodyNamed(number, unnamed, hint) : notThere(number, absent, hint);
      }
      demandSeals(header, root);
    }
  }
}

interface Change {
  readonly block: number;
  readonly validators: readonly string[];
}

/**
 * A block with which the validators changed, and who they are from there on; of several changes, one. Undefined where the last
 * block has the validators of the first.
 */
async function changeWithin(rpc: Rpc, first: number, last: number): Promise<Change | undefined> {
  const at = async (number: number) => (await sealedAt(rpc, number)).validators;
  const before = String(await at(first));
  let [low, high, validators] = [first, last, await at(last)];
  if (String(validators) === before) return undefined;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    const found = await at(middle);
    if (String(found) === before) low = middle;
    else [high, validators] = [middle, found];
  }
  return { block: high, validators };
}

/** A header with its validators in ascending order, as it lists them. @throws TongduiError `HeaderUnreadable`. */
async function sealedAt(rpc: Rpc, number: number): Promise<{ header: Header; validators: Hex[] }> {
  const header = sealedHeader(await blockOf(rpc, number));
  if (!header?.consensus) throw unreadable(number);
  return { header, validators: header.consensus.validators.map(hexOf) };
}

/** The header of a block of the consortium, or undefined for any other. @throws TongduiError `NodeContradictsItself`. */
function sealedHeader(block: RawBlock): Header | undefined {
  try {
    return readHeader(headerOf(block, "qbft").bytes, 0, "qbft");
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function demandSeals(header: Header, root: TrustRoot): void {
  try {
    demandSealed(header, root);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new TongduiError("HeaderUnreadable", { en: error.en, zh: error.zh }, { hint: ASK_ANOTHER });
  }
}

function unreadable(block: number): TongduiError {
  return new TongduiError(
    "HeaderUnreadable",
    { en: `Block ${block} does not say who its validators are.`, zh: `区块 ${block} 未载明验证节点。` },
    { hint: ASK_ANOTHER },
  );
}

const ASK_ANOTHER = {
  en: "Ask another district's node; whoever runs this one has to look at it.",
  zh: "请改用其他区的节点，并请该节点的维护单位查明原因。",
};

function nobodyNamed(block: number, unnamed: readonly string[], hint: Text): TongduiError {
  return new TongduiError(
    "ValidatorsDiffer",
    {
      en: `Nobody is named for the validator ${unnamed.join(", ")} of block ${block}.`,
      zh: `区块 ${block} 的验证节点 ${unnamed.join("、")} 未注明所属区。`,
    },
    { hint },
  );
}

function notThere(block: number, absent: readonly string[], hint: Text): TongduiError {
  return new TongduiError(
    "ValidatorsDiffer",
    {
      en: `${absent.join(", ")} is no validator of block ${block}, though the file says so.`,
      zh: `${absent.join("、")} 不是区块 ${block} 的验证节点，与文件所写不符。`,
    },
    { hint },
  );
}

function hintOf(change: Change | undefined): Text {
  if (!change) {
    return {
      en: "Ask the districts which validator is whose and when the set changed, and correct the file.",
      zh: "请向各区核实验证节点的归属和变更区块，并更正文件。",
    };
  }
  const { block, validators } = change;
  return {
    en: `The set changed with block ${block}; from there on it is ${validators.join(", ")}. Name it in a file of validators with from: ${block}, below the one before it.`,
    zh: `验证节点自区块 ${block} 起变更，此后为 ${validators.join("、")}。请在验证节点文件中前一组的下方列出该组，写明 from: ${block}。`,
  };
}

function ahead(from: number, newest: number): TongduiError {
  return new TongduiError("ValidatorsAhead", {
    en: `A set of validators is said to hold from block ${from}, and the newest block is ${newest}.`,
    zh: `文件称某组验证节点自区块 ${from} 起生效，而最新区块为 ${newest}。`,
  });
}

/** Draws the sample that a commitment names, from the chain as it was after the last of its blocks. */
import { dayOf, firstSecondOf, type Day } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { addressesOf, type LedgerState } from "../../../client/replay/replay.ts";
import { quantity } from "../../../client/replay/logs.ts";
import type { Reading } from "../../chain/reading.ts";
import { replayProgress } from "../../replay/progress.ts";
import { replayLedger } from "../../replay/replayLedger.ts";
import { choose, seedOf, type Choice } from "./choose.ts";
import { demandOpens, type PublishedCommitment, type SampledLedger } from "./commitment.ts";
import { FlagBook } from "./flags.ts";
import { parseHalfYear, type HalfYear } from "./halfYear.ts";

export interface Drawn {
  readonly choice: Choice;
  readonly blockHashes: readonly string[];
  /** The ledger after the last of the named blocks, and of when that is. */
  readonly state: LedgerState;
  readonly block: number;
  readonly today: Day;
}

/**
 * @param secret 32 bytes, as it was committed to.
 * @throws TongduiError `OtherLedger`, `SecretDiffers`, `BlocksNotYet`, `MadeOnOtherChain`, `HalfYearNotOver`, `LedgerUnsound`.
 */
export async function draw(open: Reading, commitment: PublishedCommitment, secret: string): Promise<Drawn> {
  const { nodes, ledger, deployment, context } = open;
  demandSameLedger(ledgerOf(open), commitment.ledger);
  demandOpens(commitment, secret);
  const halfYear = parseHalfYear(commitment.halfYear);
  const { last, blockHashes } = await blocksOf(open, commitment);
  demandOver(halfYear, last.time);

  const fromBlock = deployment.contracts.edition.block;
  const progress = replayProgress(context, last.number - fromBlock + 1);
  const flags = new FlagBook();
  try {
    const { rebuilt, unreadable } = await replayLedger(
      { rpc: nodes, addresses: await addressesOf(ledger) },
      { fromBlock, toBlock: last.number },
      { hear: (event) => flags.hear(event), passed: progress.passed },
    );
    if (rebuilt.faults.length + unreadable.length > 0) throw unsound();
    const seed = seedOf(secret, blockHashes);
    return {
      choice: choose(flags.orders(), halfYear, commitment.share, seed),
      blockHashes,
      state: rebuilt.state,
      block: last.number,
      today: dayOf(last.time),
    };
  } finally {
    progress.end();
  }
}

/** What a commitment says of the ledger. */
export function ledgerOf({ deployment }: Pick<Reading, "deployment">): SampledLedger {
  const { chainId, genesis, contracts } = deployment;
  return { chainId, genesis, edition: contracts.edition.address };
}

/** @throws TongduiError `HalfYearNotOver` where a half-year has not ended at a moment, in Unix seconds. */
export function demandOver({ name, through }: HalfYear, time: number): void {
  if (time >= firstSecondOf(through + 1)) return;
  throw new TongduiError(
    "HalfYearNotOver",
    {
      en: `By the chain's own time the half-year ${name} is not over.`,
      zh: `按链上时间，半年度 ${name} 尚未结束。`,
    },
    {
      hint: {
        en: "A sample is committed to and drawn when all of the half-year is there.",
        zh: "须待半年度结束后，方可承诺并抽取样本。",
      },
    },
  );
}

interface Head {
  readonly number: number;
  readonly time: number;
  readonly hash: string;
}

async function blocksOf(
  { nodes }: Reading,
  { blocks, madeAfter }: PublishedCommitment,
): Promise<{ last: Head; blockHashes: string[] }> {
  const at = async (number: number): Promise<Head | undefined> => {
    const block = (await nodes.send("eth_getBlockByNumber", [quantity(number), false])) as {
      hash: string;
      timestamp: string;
    } | null;
    return block ? { number, time: Number(block.timestamp), hash: block.hash } : undefined;
  };
  if ((await at(madeAfter.number))?.hash !== madeAfter.hash) throw otherChain(madeAfter.number);
  const heads = await Promise.all(blocks.map(at));
  const there = heads.filter((head) => head !== undefined);
  const last = there.at(-1);
  if (!last || there.length < blocks.length) throw notYet(blocks.at(-1) ?? 0, await nodes.getBlockNumber());
  return { last, blockHashes: there.map(({ hash }) => hash) };
}

function demandSameLedger(own: SampledLedger, other: SampledLedger): void {
  const isSame =
    own.chainId === other.chainId &&
    own.genesis === other.genesis &&
    own.edition.toLowerCase() === other.edition.toLowerCase();
  if (isSame) return;
  throw new TongduiError("OtherLedger", {
    en: "The commitment is about another ledger than this profile's.",
    zh: "该承诺所指的账本与本配置的账本不同。",
  });
}

function otherChain(number: number): TongduiError {
  return new TongduiError("MadeOnOtherChain", {
    en: `The commitment was made when block ${number} was another one than this chain has.`,
    zh: `承诺作出时所记载的区块 ${number} 与本链不同。`,
  });
}

function notYet(needed: number, height: number): TongduiError {
  return new TongduiError(
    "BlocksNotYet",
    {
      en: `Block ${needed} is not there yet; the chain is at block ${height}.`,
      zh: `区块 ${needed} 尚未产生，目前链高为 ${height}。`,
    },
    { hint: { en: "Run the same command again when it is.", zh: "待该区块产生后再运行同一命令。" } },
  );
}

function unsound(): TongduiError {
  return new TongduiError(
    "LedgerUnsound",
    {
      en: "The node's events contradict each other, so nothing can be drawn from them.",
      zh: "节点给出的事件互相矛盾，无法据此抽样。",
    },
    {
      hint: {
        en: "Run tongdui audit: it says what is wrong, and where.",
        zh: "请运行 tongdui audit，查明问题及其位置。",
      },
    },
  );
}

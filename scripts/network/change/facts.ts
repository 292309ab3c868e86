/** What chain, node and ledger say of a change of districts at this moment; nothing of it is a note of ours. */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { readNetwork } from "../../../network/description.ts";
import { filesOf, networkHash } from "../../../network/files.ts";
import { nodesUnreachable } from "../unreachable.ts";
import { lookAt, type Look } from "../../../network/life/look.ts";
import type { OneNode } from "../../../network/life/oneNode.ts";
import type { Roll, RollNode } from "../../../network/life/roll.ts";
import type { SealedBlock, Vote } from "../../../network/life/sealedBlock.ts";
import { blocksToTell, sealingOf, type Sealing } from "../../../network/life/sealing.ts";
import { paceOf } from "../../../network/life/pace.ts";
import { isSilence } from "../../../network/life/standing.ts";
import { ballotsOf, blocksWithVotes, firstOfEpoch, pendingVotes, type Ballot } from "../../../network/life/votes.ts";
import { allowList } from "../../../network/life/allowList.ts";
import { openReading, type Reading } from "../../chain/reading.ts";
import type { Context } from "../../cli/context.ts";
import { rollOfNetwork } from "../roll.ts";

export type Direction = "add" | "retire";

/** The node of the party that runs the command. */
export interface OwnNode {
  readonly look: Look;
  readonly known: RollNode;
  /** Whether it seals now. */
  readonly seals: boolean;
  /** What it is going to vote; undefined where it does not tell. */
  readonly pending: readonly Vote[] | undefined;
  /** The enodes that it lets in; undefined where it does not tell. */
  readonly letsIn: readonly string[] | undefined;
}

export interface Facts {
  readonly direction: Direction;
  readonly file: string;
  readonly roll: Roll;
  /** SHA-256 of network.json, in hex. */
  readonly networkHash: string;
  /** The nodes that come or go: the district's, or only one of them. */
  readonly district: readonly RollNode[];
  /** Where it was read. */
  readonly node: OneNode;
  readonly own: OwnNode | undefined;
  /** Where the party's own node was asked and none of this network answered; undefined where one did. */
  readonly absentAt: string | undefined;
  /** The highest block that any of the nodes asked has. */
  readonly height: number;
  readonly makesBlocks: boolean;
  /** Of this epoch. */
  readonly blocks: readonly SealedBlock[];
  readonly sealing: Sealing;
  /** On each validator of the district. */
  readonly ballots: readonly Ballot[];
  /** The ledger, where there is a profile. */
  readonly open: Reading | undefined;
}

export interface Asked {
  readonly file: string;
  /** The district's slug. */
  readonly district: string;
  /** Only this one of its nodes: the district itself stays as it is. */
  readonly only: string | undefined;
  /** The party's own node. */
  readonly node: string;
}

/**
 * Gathers the facts; whoever is given them closes `open`.
 *
 * @param watchSeconds for how long a chain that seems to stand still is watched; shorter only in tests.
 * @throws TongduiError `DistrictSlugUnknown`, `NodeNameUnknown`, `NodesUnreachable`, `OtherChain`, `NotSealed`; as readNetwork and openReading, but that there need
 * be no profile.
 */
export async function factsOf(
  direction: Direction,
  { file, district: slug, only, node: url }: Asked,
  context: Context,
  watchSeconds: number | undefined,
): Promise<Facts> {
  const network = await readNetwork(file);
  const { roll } = rollOfNetwork(network);
  // Who goes may stand there as one that has left already.
  const known = direction === "add" ? roll.nodes : [...roll.nodes, ...roll.gone];
  const all = known.filter((one) => one.district.slug === slug);
  if (all.length === 0) throw slugUnknown(slug, file, roll);
  const district = only === undefined ? all : all.filter(({ name }) => name === only);
  if (district.length === 0) throw nodeUnknown(only ?? "", slug, all);
  const open = await ledgerOf(context);
  try {
    const looks = await Promise.all(
      [url, ...(open?.profile.nodes ?? [])].map(async (place) =>
        lookAt({ url: place, metrics: undefined }, context.now),
      ),
    );
    const [ownLook] = looks;
    const answering = looks.filter((look): look is Look => !isSilence(look) && look.chainId === roll.chainId);
    const best = answering.find((look) => look === ownLook) ?? answering[0];
    if (!best) throw nodesUnreachable(looks);
    const { node } = best;
    const height = Math.max(...answering.map((look) => look.height));
    const progress = context.io.progress(
      { en: "Reading blocks", zh: "读取区块" },
      best.height - firstOfEpoch(best.height) + 1,
    );
    const blocks = await blocksWithVotes(node, best.height, progress.add).finally(progress.end);
    if (blocks.length === 0) throw notSealed(node.host);
    const sealing = sealingOf(blocks.slice(-1 - blocksToTell(blocks.at(-1)?.validators.length ?? 0)));
    const pace = await paceOf(best, answering, {
      period: roll.period ?? sealing.usual,
      longest: sealing.longest,
      now: context.now,
      ...(watchSeconds === undefined ? {} : { watchSeconds }),
    });
    const own = { ...best, isSyncing: pace === "fetching" };
    const votes = district
      .filter(({ isValidator }) => isValidator)
      .map(({ address }): Vote => ({ on: address, toCome: direction === "add" }));
    return {
      direction,
      file,
      roll,
      networkHash: networkHash(await filesOf(network)),
      district,
      node,
      own: best === ownLook ? await ownNode(own, roll, sealing) : undefined,
      absentAt: best === ownLook ? undefined : ownLook?.node.host,
      height,
      makesBlocks: pace !== "still",
      blocks,
      sealing,
      ballots: ballotsOf(
        blocks,
        votes,
        roll.transitions.map(({ block }) => block),
      ),
      open,
    };
  } catch (error) {
    open?.close();
    throw error;
  }
}

async function ownNode(look: Look, { nodes, gone }: Roll, { validators }: Sealing): Promise<OwnNode | undefined> {
  const known = [...nodes, ...gone].find(({ key }) => key === look.key);
  if (!known) return undefined;
  return {
    look,
    known,
    seals: validators.some(({ address }) => address === known.address),
    // A node of another kind serves no QBFT, and votes on nothing.
    pending: known.isValidator ? await pendingVotes(look.node) : [],
    letsIn: await allowList(look.node),
  };
}

/** An engineer at a node's machine may have no profile. */
async function ledgerOf(context: Context): Promise<Reading | undefined> {
  return openReading(context).catch((error: unknown) => {
    if (error instanceof TongduiError && error.code === "ProfileMissing") return undefined;
    throw error;
  });
}

function slugUnknown(slug: string, file: string, { nodes }: Roll): TongduiError {
  const known = [...new Set(nodes.map(({ district }) => district.slug))];
  return new TongduiError(
    "DistrictSlugUnknown",
    { en: `${file} has no district "${slug}".`, zh: `${file} 中没有区“${slug}”。` },
    {
      hint: {
        en: `It has ${known.join(", ")}. One that is to come is written into the file first, one that goes stays in it until it is gone.`,
        zh: `其中有：${known.join("、")}。拟加入的区须先写入文件，退出的区在退出完成前应保留在文件中。`,
      },
    },
  );
}

function nodeUnknown(only: string, slug: string, nodes: readonly RollNode[]): TongduiError {
  const names = nodes.map(({ name }) => name);
  return new TongduiError(
    "NodeNameUnknown",
    { en: `The district "${slug}" has no node "${only}".`, zh: `区“${slug}”没有节点“${only}”。` },
    { hint: { en: `It has ${names.join(", ")}.`, zh: `其中有：${names.join("、")}。` } },
  );
}

function notSealed(host: string): TongduiError {
  return new TongduiError("NotSealed", {
    en: `The node ${host} has no block that validators sealed.`,
    zh: `节点 ${host} 没有由验证节点签章的区块。`,
  });
}

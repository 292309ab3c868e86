/** Who is who, and where nodes are asked: by the network's file, or by the profile and its trust root. */
import { networkInterfaces } from "node:os";
import { lookAt, type Place } from "../../network/life/look.ts";
import type { Roll, RollNode } from "../../network/life/roll.ts";
import { isSilence } from "../../network/life/standing.ts";
import { enodeOf, nodesOf, readNetwork, type Network, type NetworkNode } from "../../network/description.ts";
import type { TrustRoot } from "../../verifier/index.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Context } from "../cli/context.ts";
import type { Text } from "../../client/text/text.ts";
import { districtNames } from "../../client/text/districtName.ts";

export interface RollAndPlaces {
  readonly roll: Roll;
  /** One for each node of the roll, where it has nodes. */
  readonly places: readonly Place[];
}

/** @throws TongduiError as readNetwork; without a file as readProfile and readDeployment. */
export async function rollFor(file: string | undefined, context: Context): Promise<RollAndPlaces> {
  return file === undefined ? rollOfProfile(context) : rollOfNetwork(await readNetwork(file));
}

export function rollOfNetwork(network: Network): RollAndPlaces {
  const own = ownAddresses();
  const nodes = nodesOf(network).map((node) => rollNode(node, network, own));
  const gone = network.districts
    .flatMap((district) => district.nodes)
    .filter(({ left }) => left !== undefined)
    .map((node) => rollNode(node, network, own));
  const roll: Roll = {
    nodes,
    gone,
    sealerOf: (address) => {
      const node = [...nodes, ...gone].find((one) => one.address === address);
      return node && { node: node.name, district: node.district.name };
    },
    period: network.blockPeriodSeconds,
    chainId: network.chainId,
    transitions: network.transitions.map(({ block, validators }) => ({
      block,
      validators: validators.map(({ address }) => address),
    })),
  };
  return { roll, places: nodes.map(({ place }) => place) };
}

function rollNode(node: NetworkNode, { districts }: Network, own: ReadonlySet<string>): RollNode {
  const { name, kind, publicKey, address, district } = node;
  return {
    name,
    district: {
      slug: district,
      name: districts.find(({ slug }) => slug === district)?.name ?? districtNames(district),
    },
    isValidator: kind === "validator",
    key: publicKey.slice(2),
    address,
    enode: enodeOf(node),
    place: placeOf(node, own),
  };
}

/** A node answers to its own machine alone, unless its district opens more; from elsewhere it is asked all the same. */
function placeOf({ host, rpcPort, metricsPort }: NetworkNode, own: ReadonlySet<string>): Place {
  const at = own.has(host) ? "127.0.0.1" : host;
  return { url: `http://${at}:${rpcPort}`, metrics: `http://${at}:${metricsPort}/metrics` };
}

/**
 * Where nodes of the file answer on this machine though no node's `host` is one of its addresses, as behind a router that translates
 * them. Only a node's key tells that it is one of the file's.
 *
 * @param now milliseconds since 1970.
 */
export async function placesBehindNat({ roll, places }: RollAndPlaces, now: () => number): Promise<Place[]> {
  // The machine's own node is asked there already.
  if (places.some(({ url }) => onThisMachine(url) === url)) return [];
  const near = new Map<string, Place>();
  for (const { url, metrics } of places) {
    const own = { url: onThisMachine(url), metrics: metrics === undefined ? undefined : onThisMachine(metrics) };
    if (roll.nodes.length > 0) near.set(own.url, own);
  }
  const looks = await Promise.all([...near.values()].map(async (place) => ({ place, look: await lookAt(place, now) })));
  return looks.flatMap(({ place, look }) =>
    !isSilence(look) && roll.nodes.some(({ key }) => key === look.key) ? [place] : [],
  );
}

function onThisMachine(url: string): string {
  return url.replace(/^(http:\/\/)[^:/]+/, "$1127.0.0.1");
}

function ownAddresses(): ReadonlySet<string> {
  return new Set(Object.values(networkInterfaces()).flatMap((some) => (some ?? []).map(({ address }) => address)));
}

/** Nodes have no names there; who seals, the trust root says, where there is one. */
async function rollOfProfile(context: Context): Promise<RollAndPlaces> {
  const { readProfile } = await import("../profile/profile.ts");
  const { readDeployment } = await import("../../client/deploy/fileStore.ts");
  const profile = await readProfile(context.profile).catch((error: unknown) => {
    if (!(error instanceof TongduiError) || error.code !== "ProfileMissing") throw error;
    throw new TongduiError(error.code, error.sentence, { hint: FILE_OR_PROFILE, cause: error });
  });
  const { network, chainId } = await readDeployment(profile.deployment);
  const { readRoot, rootPlace } = await import("../proofs/trustRoot/place.ts");
  const root = await readRoot(rootPlace(profile, network)).catch(() => undefined);
  return {
    roll: { nodes: [], gone: [], sealerOf: sealersIn(root), period: undefined, chainId, transitions: [] },
    places: profile.nodes.map((url) => ({ url, metrics: undefined })),
  };
}

const FILE_OR_PROFILE: Text = {
  en: "On a node's machine, name the network's file: tongdui network status network.yaml. In an office, run it where the profile is, or name it with --profile.",
  zh: "在节点机器上请指定网络文件：tongdui network status network.yaml。在办公室请在配置文件所在文件夹运行，或用 --profile 指定。",
};

function sealersIn(root: TrustRoot | undefined): Roll["sealerOf"] {
  const members = root?.validators.flatMap((range) => range.members) ?? [];
  return (address) => {
    const member = members.findLast((one) => one.address === address);
    const named = member && root?.districts.find(({ id }) => id === member.district);
    return named && { node: undefined, district: { en: named.en, zh: named.zh } };
  };
}

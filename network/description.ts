/**
 * The network as people describe it, in one file that holds nothing secret: districts, their nodes, and what the chain is to be
 * like. Everything else is made from it, by anybody, to the byte.
 */
import type { Day } from "../client/days.ts";
import { both } from "../client/yaml/fields.ts";
import { readYaml } from "../client/yaml/readYaml.ts";
import type { Text } from "../client/text/text.ts";
import type { Hex } from "../verifier/index.ts";
import type { BesuVersionName } from "./besu/versions.ts";
import { demandWhole } from "./demands.ts";
import { addressOf } from "./publicKey.ts";
import { PORTS, WRITTEN, type Kind } from "./written.ts";

export type { Kind } from "./written.ts";

export interface NetworkNode {
  /** Once in the network: names its folder, its containers and its line on a dashboard. */
  readonly name: string;
  readonly kind: Kind;
  /** The slug of its district. */
  readonly district: string;
  /** The IPv4 address at which the other nodes reach it. */
  readonly host: string;
  /** Between nodes. */
  readonly port: number;
  /** JSON-RPC, and figures for Prometheus: both for its own machine only. */
  readonly rpcPort: number;
  readonly metricsPort: number;
  readonly publicKey: Hex;
  readonly address: Hex;
  /** The day on which it joined; undefined for one that was there from the beginning. A founding validator stands in the genesis. */
  readonly joined: Day | undefined;
  /** The day on which it left: it is listed for the genesis' sake, and for nothing else. */
  readonly left: Day | undefined;
}

export interface NetworkDistrict {
  readonly slug: string;
  readonly name: Text;
  readonly nodes: readonly NetworkNode[];
}

/** Who seals from a block on, whoever did before, and without a vote: the way out where too few are left to vote. */
export interface Transition {
  readonly block: number;
  /** Nodes of the file, in its order; they may have left since. */
  readonly validators: readonly NetworkNode[];
}

export interface Network {
  readonly name: string;
  readonly chainId: number;
  readonly blockPeriodSeconds: number;
  readonly gasLimit: number;
  readonly besu: BesuVersionName;
  /** The version that some nodes still run, while the network passes from it to {@link besu}. */
  readonly upgradingFrom: BesuVersionName | undefined;
  /** The day, in Shanghai, before which there is no block. */
  readonly startsAt: Day;
  readonly districts: readonly NetworkDistrict[];
  /** In ascending order of their blocks. */
  readonly transitions: readonly Transition[];
}

const SCHEMA = WRITTEN.superRefine((file, context) => {
  demandWhole(file, (complaint, ...path) => {
    context.addIssue({ code: "custom", message: both(complaint), path });
  });
}).transform(({ districts: written, transitions = [], ...file }): Network => {
  const districts = written.map(({ slug, name, nodes }) => ({
    slug,
    name,
    nodes: nodes.map((one) => ({
      ...one,
      port: one.port ?? PORTS.port,
      rpcPort: one.rpcPort ?? PORTS.rpcPort,
      metricsPort: one.metricsPort ?? PORTS.metricsPort,
      joined: one.joined,
      left: one.left,
      kind: one.kind as Kind,
      district: slug,
      address: addressOf(one.publicKey),
    })),
  }));
  const all = districts.flatMap(({ nodes }) => nodes);
  return {
    ...file,
    besu: file.besu as BesuVersionName,
    upgradingFrom: file.upgradingFrom as BesuVersionName | undefined,
    districts,
    transitions: transitions.map(({ block, validators }) => ({
      block,
      validators: all.filter(({ name }) => validators.includes(name)),
    })),
  };
});

/**
 * Reads a description.
 *
 * @throws TongduiError as readYaml, with line and column of the first thing that does not fit.
 */
export async function readNetwork(file: string): Promise<Network> {
  return readYaml(file, SCHEMA);
}

/** The nodes that are in the network, in the order of the file. */
export function nodesOf({ districts }: Pick<Network, "districts">): NetworkNode[] {
  return districts.flatMap(({ nodes }) => nodes).filter(({ left }) => left === undefined);
}

/** Those of them that seal, or are to be voted in. */
export function validatorsOf(network: Pick<Network, "districts">): NetworkNode[] {
  return nodesOf(network).filter(({ kind }) => kind === "validator");
}

/** The addresses of those that sealed the first blocks, whether they still do or not, in ascending order as the chain keeps them. */
export function foundersOf({ districts }: Pick<Network, "districts">): Hex[] {
  const all = districts.flatMap(({ nodes }) => nodes);
  return all
    .filter(({ kind, joined }) => kind === "validator" && joined === undefined)
    .map(({ address }) => address)
    .sort();
}

/** How Besu names a node. */
export function enodeOf({ publicKey, host, port }: NetworkNode): string {
  return `enode://${publicKey.slice(2)}@${host}:${port}`;
}

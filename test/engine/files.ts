/**
 * The papers of the suite's consortium, as its districts make theirs: each node its key, and from the network's file everything else, by
 * the command. Four validators, one that joins them later, and a node for the public.
 *
 * Two nodes reach each other at addresses that are for these two alone, where the line between them can be cut. So the file of each node's
 * engineer names the other nodes at addresses of its own, as behind routers that translate them; all else in it is the same.
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { isoOfDay, type Day } from "../../client/days.ts";
import { enodeOf, type NetworkNode } from "../../network/description.ts";
import { demandFree } from "../../scripts/scenario/ports.ts";
import type { Hex } from "../../verifier/index.ts";
import { tongdui, tongduiData } from "./command.ts";
import type { Engine } from "./engine.ts";
import { HOST } from "./node.ts";

/** The smallest: nobody has to wait for long. */
const BLOCK_SECONDS = 1;
/** Four validators share a few processors here, and no block should keep them busy for longer than its time. */
const GAS_LIMIT = 30_000_000;
const DISTRICTS = ["yangpu", "wujin", "nanhu", "hefei"] as const;

export const VALIDATORS = ["yangpu-1", "wujin-1", "nanhu-1", "hefei-1"] as const;
/** Seals only once it is voted in; at the beginning nobody knows of it. */
export const FIFTH = "wujin-2";
export const PUBLIC = "yangpu-public";

/** One node, and what its engineer has. */
export interface Member extends Omit<NetworkNode, "host" | keyof Days> {
  readonly keyFile: string;
  /** The network's file, network.yaml. */
  readonly description: string;
  /** The folder of the node's files. */
  readonly files: string;
}

/** Since when a node is in the network, and from when no more; nothing of one that was there from the beginning. */
export interface Days {
  readonly joined?: Day;
  readonly left?: Day;
}

/** Who stands in the network's file. */
export type Roster = ReadonlyMap<string, Days>;

/** Below those that the system gives to whoever asks for any: no other listener of the suite gets one before its node has it. */
const FIRST_PORT = 21_000;
const PORTS = 11_000;
const NODE = { name: { en: "A node", zh: "节点" }, option: "" };

/** So many ports that nobody listens on, in the order of their numbers, from a place that differs from run to run. */
export async function quietPorts(count: number): Promise<number[]> {
  const found: number[] = [];
  for (let port = FIRST_PORT + Math.floor(Math.random() * PORTS); found.length < count; port += 1) {
    const isFree = await demandFree(port, NODE).then(
      () => true,
      () => false,
    );
    if (isFree) found.push(port);
  }
  return found;
}

/** Makes everybody's key in a folder. */
export async function makeMembers(folder: string): Promise<Member[]> {
  const nodes = [
    ...DISTRICTS.map((district) => ({ district, name: `${district}-1`, kind: "validator" as const })),
    { district: "wujin", name: FIFTH, kind: "validator" as const },
    { district: "yangpu", name: PUBLIC, kind: "public" as const },
  ];
  const ports = await quietPorts(3 * nodes.length);
  return Promise.all(
    nodes.map(async (node, i): Promise<Member> => {
      const own = path.join(folder, node.name);
      const { file, publicKey, address } = await makeKey(path.join(own, "node-key"));
      const [port = 0, rpcPort = 0, metricsPort = 0] = ports.slice(3 * i);
      const files = path.join(own, "consortium/nodes", node.name);
      const places = { port, rpcPort, metricsPort, keyFile: file, description: path.join(own, "network.yaml"), files };
      return { ...node, ...places, publicKey, address };
    }),
  );
}

/** A node's key in a folder, by the command. */
export async function makeKey(
  folder: string,
): Promise<{ readonly file: string; readonly publicKey: Hex; readonly address: Hex }> {
  return tongduiData("network", "key", "--out", folder);
}

export interface Agreed {
  readonly members: readonly Member[];
  readonly roster: Roster;
  /** The day before which the chain has no block. */
  readonly begin: Day;
}

/** Writes the network's file for each node in the network, and makes the node's files of it anew. */
export async function makeFiles({ version }: Engine, agreed: Agreed): Promise<void> {
  const { members, roster, begin } = agreed;
  await Promise.all(
    members.map(async (member) => {
      if (roster.get(member.name)?.left !== undefined || !roster.has(member.name)) return;
      const own = path.dirname(member.description);
      await mkdir(own, { recursive: true });
      await writeFile(member.description, descriptionFor(member, agreed, version, begin));
      await tongdui("network", "init", member.description, "--out", path.join(own, "consortium"), "--overwrite");
    }),
  );
}

function descriptionFor(reader: Member, { members, roster }: Agreed, version: string, begin: Day): string {
  const lineOf = (member: Member): string => {
    const { name, kind, port, rpcPort, metricsPort, publicKey } = member;
    const days = Object.entries(roster.get(name) ?? {}).map(([what, day]) => `, ${what}: ${isoOfDay(day as Day)}`);
    const host = hostFor(reader, member, members);
    const places = `host: ${host}, port: ${port}, rpcPort: ${rpcPort}, metricsPort: ${metricsPort}`;
    return `      - { name: ${name}, kind: ${kind}${days.join("")}, ${places}, publicKey: "${publicKey}" }`;
  };
  const present = members.filter(({ name }) => roster.has(name));
  return [
    "name: suite",
    "chainId: 20260917",
    `blockPeriodSeconds: ${BLOCK_SECONDS}`,
    `gasLimit: ${GAS_LIMIT}`,
    `besu: ${/\/v25\./.test(version) ? "25.12.0" : "26.9.0"}`,
    `startsAt: ${isoOfDay(begin)}`,
    "districts:",
    ...DISTRICTS.flatMap((slug) => [
      `  - slug: ${slug}`,
      `    name: { en: ${slug}, zh: ${slug} }`,
      "    nodes:",
      ...present.filter(({ district }) => district === slug).map(lineOf),
    ]),
    "",
  ].join("\n");
}

/** The address at which one node reaches another, and from which that one comes to it. */
export function hostFor(reader: Member, other: Member, members: readonly Member[]): string {
  if (reader === other) return HOST;
  return `127.${members.indexOf(reader) + 1}.${members.indexOf(other) + 1}.1`;
}

/** How one node calls another. */
export function enodeFor(reader: Member, other: Member, members: readonly Member[]): string {
  return enodeOf({ ...other, host: hostFor(reader, other, members), joined: undefined, left: undefined });
}

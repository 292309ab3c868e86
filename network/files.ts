/** All files of a network, made from its description: the same bytes wherever and by whomever they are made. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { isoOfDay, type Day } from "../client/days.ts";
import { permissionsOf, staticNodesOf } from "./besu/peers.ts";
import { tomlOf } from "./besu/toml.ts";
import { composeOf } from "./compose/compose.ts";
import { environmentOf } from "./compose/environment.ts";
import { nodesOf, validatorsOf, type Network, type NetworkNode } from "./description.ts";
import { genesisHash, genesisText } from "./genesis/genesis.ts";
import { checklistOf } from "./handover/checklist.ts";
import { nginxOf } from "./handover/nginx.ts";
import { prometheusOf } from "./monitoring/prometheus.ts";
import { jsonText } from "./text.ts";

/** Files by their names in the network's folder, `/` between the parts. */
export type Files = ReadonlyMap<string, string>;

/** What names all others and their hashes. */
export const INDEX = "network.json";
/** What the index says of itself. */
export const FORMAT = "tongdui network";
/** A copy of what all is made from; its remarks are its owner's, so its bytes are nobody else's matter. */
export const DESCRIPTION = "network.yaml";

export async function filesOf(network: Network): Promise<Files> {
  const genesis = genesisText(network);
  const files = new Map([["genesis.json", genesis]]);
  const fixed = await fixedFiles();
  for (const node of nodesOf(network)) {
    for (const [name, text] of [...ownFiles(network, node, genesis), ...fixedFor(node, fixed)]) {
      files.set(`nodes/${node.name}/${name}`, text);
    }
  }
  return new Map([[INDEX, indexOf(network, files)], ...files]);
}

function ownFiles(network: Network, node: NetworkNode, genesis: string): [string, string][] {
  const nginx = nginxOf(network, node);
  return [
    ["genesis.json", genesis],
    ["besu.toml", tomlOf(network, node)],
    ["permissions_config.toml", permissionsOf(network, node)],
    ["static-nodes.json", staticNodesOf(network, node)],
    ["compose.yaml", composeOf(network, node)],
    [".env.example", environmentOf(network, node)],
    ["CHECKLIST.md", checklistOf(network, node, "en")],
    ["CHECKLIST.zh-CN.md", checklistOf(network, node, "zh")],
    ["monitoring/prometheus.yml", prometheusOf(node)],
    ...(nginx === undefined ? [] : [["nginx.example.conf", nginx] satisfies [string, string]]),
  ];
}

const MONITORING = path.join(import.meta.dirname, "monitoring");
const DATABASES = path.join(import.meta.dirname, "compose/databases.sh");

/** What is the same for every network: alerts and dashboards as they lie in network/monitoring/, and the database's first script. */
async function fixedFiles(): Promise<[string, string][]> {
  const names = (await readdir(MONITORING, { recursive: true })).filter((name) => /\.(yml|json)$/.test(name)).sort();
  const monitoring = names.map(async (name): Promise<[string, string]> => [
    `monitoring/${name.split(path.sep).join("/")}`,
    await readFile(path.join(MONITORING, name), "utf8"),
  ]);
  return Promise.all([
    ...monitoring,
    readFile(DATABASES, "utf8").then((text): [string, string] => ["databases.sh", text]),
  ]);
}

function fixedFor({ kind }: NetworkNode, fixed: readonly [string, string][]): [string, string][] {
  return fixed.filter(([name]) => kind !== "validator" || name !== "databases.sh");
}

/** What two districts hold against each other: the SHA-256 of this file is the network hash. */
function indexOf(network: Network, files: Files): string {
  const { name, chainId, besu, districts } = network;
  const validators = validatorsOf(network).map(({ name: node, district, address }) => ({ node, district, address }));
  return jsonText({
    format: FORMAT,
    name,
    chainId,
    besu,
    genesis: genesisHash(network),
    validators,
    districts: districts.map(({ slug, name: called, nodes }) => ({
      slug,
      name: called,
      nodes: nodes.map(comingAndGoing),
    })),
    files: Object.fromEntries([...files].map(([file, text]) => [file, sha256(text)])),
  });
}

/** What a description says of a node that stands in no other file: those that left have none. */
function comingAndGoing({ name, kind, address, joined, left }: NetworkNode) {
  const day = (one: Day | undefined) => (one === undefined ? undefined : isoOfDay(one));
  return { node: name, kind, address, joined: day(joined), left: day(left) };
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** What people read to each other. `sha256sum network.json` says the same. */
export function networkHash(files: Files): string {
  return sha256(files.get(INDEX) ?? "");
}

/**
 * The files of the suite's consortium, as its districts make theirs: each its key, and from one network.yaml everything else, by the
 * command. Four validators, one that joins them later, and a node for the public.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { demandFree } from "../../scripts/scenario/ports.ts";
import { isoOfDay, type Day } from "../../client/days.ts";
import { enodeOf, nodesOf, readNetwork, type NetworkNode } from "../../network/description.ts";
import { tongdui, tongduiData } from "./command.ts";
import type { Engine } from "./engine.ts";

/** The smallest: nobody has to wait for long. */
const BLOCK_SECONDS = 1;
/** Four validators share a few processors here, and no block should keep them busy for longer than its time. */
const GAS_LIMIT = 30_000_000;
const DISTRICTS = ["yangpu", "wujin", "nanhu", "hefei"] as const;

export const VALIDATORS = ["yangpu-1", "wujin-1", "nanhu-1", "hefei-1"] as const;
/** Seals only once it is voted in. */
export const FIFTH = "wujin-2";
export const PUBLIC = "yangpu-public";

/** What one node is started with. */
export interface Member extends NetworkNode {
  readonly keyFile: string;
  /** The folder of its files. */
  readonly files: string;
}

export { enodeOf };

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

/** Makes keys and files in a folder. @param begin the day before which the chain has no block. */
export async function makeMembers({ version }: Engine, folder: string, begin: Day): Promise<Member[]> {
  const entries = [
    ...DISTRICTS.map((district) => ({ district, name: `${district}-1`, rest: "kind: validator" })),
    { district: "wujin", name: FIFTH, rest: `kind: validator, joined: ${isoOfDay(begin + 365)}` },
    { district: "yangpu", name: PUBLIC, rest: "kind: public" },
  ];
  const ports = await quietPorts(3 * entries.length);
  const lines = new Map<string, string[]>();
  for (const { district, name, rest } of entries) {
    const keys = path.join(folder, "keys", name);
    const { publicKey } = await makeKey(keys);
    const [port = 0, rpcPort = 0, metricsPort = 0] = ports.splice(0, 3);
    const places = `host: 127.0.0.1, port: ${port}, rpcPort: ${rpcPort}, metricsPort: ${metricsPort}`;
    const line = `      - { name: ${name}, ${rest}, ${places}, publicKey: "${publicKey}" }`;
    lines.set(district, [...(lines.get(district) ?? []), line]);
  }
  const description = path.join(folder, "network.yaml");
  await mkdir(folder, { recursive: true });
  await writeFile(
    description,
    [
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
        ...(lines.get(slug) ?? []),
      ]),
      "",
    ].join("\n"),
  );
  const made = path.join(folder, "network");
  await tongdui("network", "init", description, "--out", made);
  await tongdui("network", "check", made);
  return nodesOf(await readNetwork(description)).map((node) => ({
    ...node,
    keyFile: path.join(folder, "keys", node.name, "node-key"),
    files: path.join(made, "nodes", node.name),
  }));
}

/** A node's key in a folder, by the command. */
export async function makeKey(folder: string): Promise<{ readonly file: string; readonly publicKey: string }> {
  return tongduiData("network", "key", "--out", folder);
}

/** Puts other addresses of its peers into what a node's files say: those at which it reaches them here. */
export async function leadThrough({ files }: Member, through: readonly string[]): Promise<void> {
  await writeFile(path.join(files, "static-nodes.json"), JSON.stringify(through));
  const permissions = path.join(files, "permissions_config.toml");
  const text = await readFile(permissions, "utf8");
  const list = through.map((one) => `  ${JSON.stringify(one)},\n`).join("");
  await writeFile(permissions, text.replace("nodes-allowlist=[\n", `nodes-allowlist=[\n${list}`));
}

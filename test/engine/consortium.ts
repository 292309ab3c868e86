/** A consortium of real nodes on this machine, with lines between them that can be cut and a calendar that can be turned. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { hexlify, randomBytes, SigningKey } from "ethers";
import { firstSecondOf, type Day } from "../../client/days.ts";
import { freePorts } from "../../scripts/scenario/ports.ts";
import { Calendar } from "./calendar.ts";
import type { Engine } from "./engine.ts";
import { enode, writeFiles, type Member } from "./files.ts";
import { Link } from "./links.ts";
import { BesuNode } from "./node.ts";

export const VALIDATORS = ["yangpu-1", "wujin-1", "nanhu-1", "hefei-1"] as const;
/** Known to all from the beginning; becomes a validator later. */
export const FIFTH = "tianning-1";
export const PUBLIC = "yangpu-public";

const TEN_O_CLOCK = 10 * 3_600;
const STORES = ["rocksdb", "memory"] as const;
/** Besu looks for its static peers once a minute, and a chain that stood still takes its time. */
export const RECOVERY_SECONDS = 240;

export class Consortium {
  readonly engine: Engine;
  readonly folder: string;
  readonly calendar: Calendar;
  readonly members: ReadonlyMap<string, Member>;
  store: (typeof STORES)[number] = "rocksdb";
  readonly #links: readonly Link[];
  readonly #nodes = new Map<string, BesuNode>();

  private constructor(engine: Engine, folder: string, calendar: Calendar, members: readonly Member[], links: Link[]) {
    this.engine = engine;
    this.folder = folder;
    this.calendar = calendar;
    this.members = new Map(members.map((member) => [member.name, member]));
    this.#links = links;
  }

  /** Makes everybody's files and starts the four validators. @param begin the day on which the chain begins. */
  static async open(engine: Engine, begin: Day): Promise<Consortium> {
    const folder = await mkdtemp(path.join(tmpdir(), "tongdui-network-"));
    const calendar = await Calendar.begin(engine, folder, firstSecondOf(begin) + TEN_O_CLOCK);
    const names = [...VALIDATORS, FIFTH, PUBLIC];
    const ports = await freePorts(2 * names.length);
    const members = names.map((name, i): Member => {
      const kind = name === PUBLIC ? "public" : name === FIFTH ? "operator" : "validator";
      const [port = 0, rpcPort = 0] = ports.slice(2 * i);
      return { name, kind, key: new SigningKey(hexlify(randomBytes(32))), port, rpcPort };
    });
    await writeFiles(path.join(folder, "network"), members, firstSecondOf(begin));
    const pairs = members.flatMap((one) =>
      members.filter((other) => other !== one).map((other) => [one, other] as const),
    );
    const links = await Promise.all(pairs.map(async ([one, other]) => Link.open(one.name, other.name, other.port)));
    const consortium = new Consortium(engine, folder, calendar, members, links);
    await consortium.#leadThroughLinks();
    consortium.store = await consortium.#storeThatWorks();
    await Promise.all(VALIDATORS.map(async (name) => consortium.start(name)));
    await consortium.allTogether();
    return consortium;
  }

  node(name: string): BesuNode {
    const node = this.#nodes.get(name);
    if (!node) throw new RangeError(`There is no node ${name}.`);
    return node;
  }

  member(name: string): Member {
    const member = this.members.get(name);
    if (!member) throw new RangeError(`There is no member ${name}.`);
    return member;
  }

  get running(): BesuNode[] {
    return [...this.#nodes.values()].filter(({ isRunning }) => isRunning);
  }

  /** Starts a member's node, for the first time or again, and waits until it answers. */
  async start(name: string): Promise<BesuNode> {
    return this.#startOf(this.member(name), path.join(this.folder, "network/nodes", name), this.store);
  }

  /** Starts a node that nobody has allowed, with files as those of a member that it is not. */
  async startOutsider(name: string, like: string): Promise<BesuNode> {
    const [port = 0, rpcPort = 0] = await freePorts(2);
    const outsider: Member = {
      ...this.member(like),
      name,
      port,
      rpcPort,
      key: new SigningKey(hexlify(randomBytes(32))),
    };
    return this.#startOf(outsider, path.join(this.folder, "network/nodes", like), this.store);
  }

  /** All lines between two sides. */
  cut(...sides: readonly (readonly string[])[]): void {
    for (const link of this.#between(sides)) link.cut();
  }

  /** Opens all lines again, and tells each running node of the others: by itself it looks for them once a minute. */
  async heal(): Promise<void> {
    for (const link of this.#links) link.heal();
    const running = this.running;
    for (const node of running) {
      for (const other of running.filter((one) => one !== node)) {
        const address = enode({ ...this.member(other.name), port: this.#link(node.name, other.name).port });
        await node.ask("admin_addPeer", address).catch(() => undefined);
      }
    }
  }

  /** Waits until all running nodes know each other and make blocks together. @returns the seconds that it took. */
  async allTogether(seconds = RECOVERY_SECONDS): Promise<number> {
    const began = Date.now();
    const all = this.running;
    const start = await this.highest();
    await until(seconds, `all of ${all.length} nodes have their peers and make blocks`, async () => {
      const peers = await Promise.all(all.map(async (node) => node.peers().catch(() => 0)));
      const heights = await Promise.all(all.map(async (node) => node.height().catch(() => 0)));
      return peers.every((count) => count === all.length - 1) && Math.min(...heights) > start + 1;
    });
    return (Date.now() - began) / 1_000;
  }

  async highest(): Promise<number> {
    return Math.max(...(await Promise.all(this.running.map(async (node) => node.height().catch(() => 0)))));
  }

  /** Lets time pass until ten o'clock of a day, on all nodes at once, and waits for a block of that day. */
  async goTo(day: Day): Promise<void> {
    const wanted = firstSecondOf(day) + TEN_O_CLOCK;
    await this.calendar.goTo(wanted);
    const [node] = this.running;
    await until(RECOVERY_SECONDS, "the chain goes on after the calendar was turned", async () => {
      const block = await node?.ask<{ timestamp: string }>("eth_getBlockByNumber", "latest", false);
      return Number(block?.timestamp ?? 0) >= wanted;
    });
  }

  /** Ends all nodes; the files go, too, unless they are to be looked at. */
  async close({ keep = false } = {}): Promise<void> {
    await Promise.all([...this.#nodes.values()].map(async (node) => node.kill()));
    for (const link of this.#links) link.close();
    await this.calendar.close();
    if (!keep) await rm(this.folder, { recursive: true, force: true });
  }

  async #startOf(member: Member, files: string, store: string): Promise<BesuNode> {
    const own = path.join(this.folder, "data", member.name);
    await mkdir(own, { recursive: true });
    const key = path.join(own, "key");
    await writeFile(key, member.key.privateKey, { mode: 0o600 });
    const node = new BesuNode(this.engine, {
      name: member.name,
      rpcPort: member.rpcPort,
      log: path.join(own, "log"),
      javaOptions: [this.calendar.option],
      words: [
        `--config-file=${path.join(files, "besu.toml")}`,
        `--genesis-file=${path.join(this.folder, "network/genesis.json")}`,
        `--static-nodes-file=${path.join(files, "static-nodes.json")}`,
        `--permissions-nodes-config-file=${path.join(files, "permissions_config.toml")}`,
        ...(member.kind === "public"
          ? [`--permissions-accounts-config-file=${path.join(files, "permissions_config.toml")}`]
          : []),
        `--node-private-key-file=${key}`,
        `--data-path=${path.join(own, "data")}`,
        `--key-value-storage=${store}`,
        `--p2p-port=${member.port}`,
        `--rpc-http-port=${member.rpcPort}`,
      ],
    });
    this.#nodes.set(member.name, node);
    await node.start();
    await node.answers();
    return node;
  }

  /** The native store is a library that does not load on every machine; one node shows it. */
  async #storeThatWorks(): Promise<(typeof STORES)[number]> {
    const [first] = VALIDATORS;
    const reasons: string[] = [];
    for (const store of STORES) {
      try {
        await this.#startOf(this.member(first), path.join(this.folder, "network/nodes", first), store);
        await this.node(first).kill();
        await rm(path.join(this.folder, "data", first, "data"), { recursive: true, force: true });
        return store;
      } catch (error) {
        reasons.push((error as Error).message);
      }
    }
    throw new Error(reasons.join("\n"));
  }

  /** Each node meets the others through the lines, so these stand in its lists in place of the others' own ports. */
  async #leadThroughLinks(): Promise<void> {
    for (const { name } of this.members.values()) {
      const files = path.join(this.folder, "network/nodes", name);
      const others = [...this.members.values()].filter((other) => other.name !== name);
      const through = others.map((other) => enode({ ...other, port: this.#link(name, other.name).port }));
      await writeFile(path.join(files, "static-nodes.json"), JSON.stringify(through));
      const permissions = path.join(files, "permissions_config.toml");
      const text = await readFile(permissions, "utf8");
      const list = through.map((one) => JSON.stringify(one)).join(",");
      await writeFile(permissions, text.replace("nodes-allowlist=[", `nodes-allowlist=[${list},`));
    }
  }

  #link(from: string, to: string): Link {
    const link = this.#links.find((one) => one.from === from && one.to === to);
    if (!link) throw new RangeError(`No line leads from ${from} to ${to}.`);
    return link;
  }

  #between(sides: readonly (readonly string[])[]): Link[] {
    const sideOf = (name: string): number => sides.findIndex((side) => side.includes(name));
    return this.#links.filter(({ from, to }) => sideOf(from) !== sideOf(to));
  }
}

/** @throws Error with what did not come about. */
export async function until(seconds: number, what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`Not within ${seconds} s: ${what}.`);
    await pause(250);
  }
}

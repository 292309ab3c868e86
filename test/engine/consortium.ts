/** A consortium of real nodes on this machine, with lines between them that can be cut and a calendar that can be turned. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { firstSecondOf, type Day } from "../../client/days.ts";
import { Calendar } from "./calendar.ts";
import type { Engine } from "./engine.ts";
import { enodeOf, leadThrough, makeKey, makeMembers, quietPorts, VALIDATORS, type Member } from "./files.ts";
import { Link } from "./links.ts";
import { BesuNode } from "./node.ts";

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
    const members = await makeMembers(engine, folder, begin);
    const pairs = members.flatMap((one) =>
      members.filter((other) => other !== one).map((other) => [one, other] as const),
    );
    const links = await Promise.all(pairs.map(async ([one, other]) => Link.open(one.name, other.name, other.port)));
    const consortium = new Consortium(engine, folder, calendar, members, links);
    for (const member of members) await leadThrough(member, consortium.#othersThroughLinks(member));
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
    return this.#startOf(this.member(name), this.store);
  }

  /** Starts a node that nobody has allowed, with files as those of a member that it is not. */
  async startOutsider(name: string, like: string): Promise<BesuNode> {
    const [port = 0, rpcPort = 0, metricsPort = 0] = await quietPorts(3);
    const { file } = await makeKey(path.join(this.folder, "keys", name));
    return this.#startOf({ ...this.member(like), name, port, rpcPort, metricsPort, keyFile: file }, this.store);
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
        const address = this.#throughLink(node.name, this.member(other.name));
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

  async #startOf(member: Member, store: string): Promise<BesuNode> {
    const { name, files, kind, port, rpcPort, metricsPort } = member;
    const own = path.join(this.folder, "data", name);
    await mkdir(own, { recursive: true });
    const at = (file: string): string => path.join(files, file);
    const node = new BesuNode(this.engine, {
      name,
      rpcPort,
      log: path.join(own, "log"),
      javaOptions: [this.calendar.option],
      words: [
        `--config-file=${at("besu.toml")}`,
        // What lies elsewhere in a container, and what is this machine's own.
        `--genesis-file=${at("genesis.json")}`,
        `--static-nodes-file=${at("static-nodes.json")}`,
        `--permissions-nodes-config-file=${at("permissions_config.toml")}`,
        ...(kind === "public" ? [`--permissions-accounts-config-file=${at("permissions_config.toml")}`] : []),
        `--node-private-key-file=${member.keyFile}`,
        `--data-path=${path.join(own, "data")}`,
        `--key-value-storage=${store}`,
        "--p2p-interface=127.0.0.1",
        `--p2p-port=${port}`,
        `--rpc-http-port=${rpcPort}`,
        `--metrics-port=${metricsPort}`,
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
        await this.#startOf(this.member(first), store);
        await this.node(first).kill();
        await rm(path.join(this.folder, "data", first, "data"), { recursive: true, force: true });
        return store;
      } catch (error) {
        reasons.push((error as Error).message);
      }
    }
    throw new Error(reasons.join("\n"));
  }

  /** Each node meets the others through the lines, so these stand in its lists beside the others' own addresses. */
  #othersThroughLinks({ name }: Member): string[] {
    const others = [...this.members.values()].filter((other) => other.name !== name);
    return others.map((other) => this.#throughLink(name, other));
  }

  #throughLink(from: string, to: Member): string {
    return enodeOf({ ...to, port: this.#link(from, to.name).port });
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

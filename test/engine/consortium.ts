/** A consortium of real nodes on this machine, with lines between them that can be cut and a calendar that can be turned. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { firstSecondOf, type Day } from "../../client/days.ts";
import { Calendar } from "./calendar.ts";
import { tongdui } from "./command.ts";
import type { Engine } from "./engine.ts";
import {
  enodeFor,
  FIFTH,
  hostFor,
  makeFiles,
  makeKey,
  makeMembers,
  PUBLIC,
  quietPorts,
  VALIDATORS,
  type Days,
  type Member,
} from "./files.ts";
import { Link, type Ends } from "./links.ts";
import { BesuNode, HOST } from "./node.ts";

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
  readonly #begin: Day;
  readonly #roster: Map<string, Days>;
  readonly #links: readonly Link[];
  readonly #nodes = new Map<string, BesuNode>();

  private constructor(
    engine: Engine,
    folder: string,
    calendar: Calendar,
    begin: Day,
    members: readonly Member[],
    links: Link[],
  ) {
    this.engine = engine;
    this.folder = folder;
    this.calendar = calendar;
    this.members = new Map(members.map((member) => [member.name, member]));
    this.#begin = begin;
    this.#roster = new Map(members.filter(({ name }) => name !== FIFTH).map(({ name }) => [name, {}]));
    this.#links = links;
  }

  /** Makes everybody's files and starts the four validators. @param begin the day on which the chain begins. */
  static async open(engine: Engine, begin: Day): Promise<Consortium> {
    const folder = await mkdtemp(path.join(tmpdir(), "tongdui-network-"));
    const calendar = await Calendar.begin(engine, folder, firstSecondOf(begin) + TEN_O_CLOCK);
    const members = await makeMembers(path.join(folder, "members"));
    const links = members.flatMap((from) =>
      members.filter((to) => to !== from).map((to) => new Link(endsOf(from, to, members))),
    );
    const consortium = new Consortium(engine, folder, calendar, begin, members, links);
    await consortium.#makeFiles();
    await tongdui("network", "check", path.join(consortium.member(PUBLIC).files, "../.."));
    consortium.store = await consortium.#storeThatWorks();
    await Promise.all(VALIDATORS.map(async (name) => consortium.start(name)));
    await consortium.allTogether();
    return consortium;
  }

  /** All districts agree on a node's days: a line in the network's file, of which everybody makes the nodes' files anew. */
  async agree(name: string, days: Days): Promise<void> {
    this.#roster.set(name, days);
    await this.#makeFiles();
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
    const { file } = await makeKey(path.join(this.folder, "members", name));
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
        const enode = enodeFor(this.member(node.name), this.member(other.name), [...this.members.values()]);
        await node.ask("admin_addPeer", enode).catch(() => undefined);
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
    await this.goToSecond(firstSecondOf(day) + TEN_O_CLOCK);
  }

  /** As {@link goTo}, until a second since 1970. */
  async goToSecond(wanted: number): Promise<void> {
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
      port,
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
        `--p2p-interface=${HOST}`,
        `--p2p-port=${port}`,
        `--rpc-http-port=${rpcPort}`,
        `--metrics-port=${metricsPort}`,
      ],
    });
    this.#nodes.set(member.name, node);
    // Before it starts, Besu wants its port to be free at every address.
    const links = this.#links.filter(({ to }) => to === name);
    for (const link of links) link.shut();
    await node.start();
    await node.listens();
    for (const link of links) await link.open();
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

  async #makeFiles(): Promise<void> {
    const members = [...this.members.values()];
    await makeFiles(this.engine, { members, roster: this.#roster, begin: this.#begin });
  }

  #between(sides: readonly (readonly string[])[]): Link[] {
    const sideOf = (name: string): number => sides.findIndex((side) => side.includes(name));
    return this.#links.filter(({ from, to }) => sideOf(from) !== sideOf(to));
  }
}

/** The line by which one node calls another: the callee knows the caller by the address from which it comes. */
function endsOf(from: Member, to: Member, members: readonly Member[]): Ends {
  return {
    from: from.name,
    to: to.name,
    at: { host: hostFor(from, to, members), port: to.port },
    target: { host: HOST, port: to.port },
    source: hostFor(to, from, members),
  };
}

/** @throws Error with what did not come about. */
export async function until(seconds: number, what: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + seconds * 1_000;
  while (!(await holds().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(`Not within ${seconds} s: ${what}.`);
    await pause(250);
  }
}

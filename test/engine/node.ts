/** A node of Besu as a process. */
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { open, readFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Engine } from "./engine.ts";

export interface NodeStart {
  readonly name: string;
  /** Where it speaks to other nodes, and to its own machine. */
  readonly port: number;
  readonly rpcPort: number;
  /** What follows the program's name. */
  readonly words: readonly string[];
  /** What its Java is started with besides. */
  readonly javaOptions: readonly string[];
  readonly log: string;
}

/** Four of them fit beside everything else on a small machine, and their code need not be fast for long. */
const SMALL = ["-Xms64m", "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"];
const LAST_LINES = 12;
const LONGEST_START_SECONDS = 240;
/** Where it listens, and where its own machine reaches it. */
export const HOST = "127.0.0.1";

export class BesuNode {
  readonly name: string;
  readonly url: string;
  readonly #start: NodeStart;
  readonly #engine: Engine;
  #child: ChildProcess | undefined;

  constructor(engine: Engine, start: NodeStart) {
    this.#engine = engine;
    this.#start = start;
    this.name = start.name;
    this.url = `http://${HOST}:${start.rpcPort}`;
  }

  get isRunning(): boolean {
    const child = this.#child;
    return child !== undefined && child.exitCode === null && child.signalCode === null;
  }

  /** Comes back at once; {@link answers} waits for it. */
  async start(): Promise<void> {
    const { words, javaOptions, log } = this.#start;
    const output = await open(log, "a");
    const quoted = [...SMALL, ...javaOptions].map((option) => `"${option}"`).join(" ");
    this.#child = spawn(this.#engine.besu, words, {
      // The node ends when its input does, and with this process that closes.
      stdio: ["pipe", output.fd, output.fd],
      env: { ...process.env, JAVA_HOME: this.#engine.javaHome, BESU_OPTS: quoted },
      // Ctrl+C is for the suite, which then ends its nodes.
      detached: true,
    });
    this.#child.stdin?.on("error", () => undefined);
    await output.close();
  }

  /** Waits until it answers. @throws Error with its last lines if it ends instead. */
  async answers(): Promise<void> {
    await this.#until("answer", async () => (await this.height().catch(() => undefined)) !== undefined);
  }

  /** Waits until other nodes can call it, which is earlier. @throws as {@link answers}. */
  async listens(): Promise<void> {
    await this.#until("listen", async () => {
      const socket = createConnection(this.#start.port, HOST);
      const isThere = await once(socket, "connect").then(
        () => true,
        () => false,
      );
      socket.destroy();
      return isThere;
    });
  }

  async #until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const deadline = Date.now() + LONGEST_START_SECONDS * 1_000;
    while (!(await holds())) {
      if (!this.isRunning) throw new Error(`The node ${this.name} has ended:\n${await this.lastLines()}`);
      if (Date.now() > deadline) throw new Error(`The node ${this.name} does not ${what}:\n${await this.lastLines()}`);
      await pause(100);
    }
  }

  /** As a power cut ends it. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async stop(): Promise<void> {
    await this.#end("SIGTERM");
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (!child || !this.isRunning) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill(signal);
    const late = setTimeout(() => child.kill("SIGKILL"), 20_000);
    await gone;
    clearTimeout(late);
  }

  /** Asks the node. @throws Error if it refuses or does not answer. */
  async ask<T>(method: string, ...params: unknown[]): Promise<T> {
    const answer = await fetch(this.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
      signal: AbortSignal.timeout(10_000),
    });
    const { result, error } = (await answer.json()) as { result?: T; error?: { message: string } };
    if (error) throw new Error(`${this.name} refuses ${method}: ${error.message}`);
    return result as T;
  }

  async height(): Promise<number> {
    return Number(await this.ask<string>("eth_blockNumber"));
  }

  async peers(): Promise<number> {
    return Number(await this.ask<string>("net_peerCount"));
  }

  async lastLines(): Promise<string> {
    return (await readFile(this.#start.log, "utf8").catch(() => "")).split("\n").slice(-LAST_LINES).join("\n");
  }
}

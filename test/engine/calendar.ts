/** The calendar that all nodes of the suite share, and the agent by which they have it and end with the suite. */
import { execFile } from "node:child_process";
import { open, writeFile, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import type { Engine } from "./engine.ts";

const run = promisify(execFile);
const SOURCE = path.join(import.meta.dirname, "NodeKeeper.java");

/** The oldest Java that Besu runs on. */
const JAVA_RELEASE = "21";
/** However the suite ends, no node outlives this. */
const LONGEST_SECONDS = 3_000;

export class Calendar {
  /** What a node's Java is started with. */
  readonly option: string;
  readonly #file: FileHandle;
  #ahead = 0;

  private constructor(option: string, file: FileHandle) {
    this.option = option;
    this.#file = file;
  }

  /** Makes the agent in a folder, and a calendar that stands at a second since 1970. */
  static async begin({ javaHome }: Engine, folder: string, second: number): Promise<Calendar> {
    const [classes, manifest] = [path.join(folder, "keeper"), path.join(folder, "keeper.manifest")];
    const [jar, shared] = [path.join(folder, "keeper.jar"), path.join(folder, "calendar")];
    await run(path.join(javaHome, "bin/javac"), ["--release", JAVA_RELEASE, "-d", classes, SOURCE]);
    await writeFile(manifest, "Premain-Class: NodeKeeper\n");
    await run(path.join(javaHome, "bin/jar"), ["cfm", jar, manifest, "-C", classes, "."]);
    const calendar = new Calendar(`-javaagent:${jar}=${shared},${LONGEST_SECONDS}`, await open(shared, "w"));
    await calendar.#turn(second);
    return calendar;
  }

  /** The nodes' time, in seconds since 1970. */
  get now(): number {
    return Math.floor(Date.now() / 1_000) + this.#ahead;
  }

  /** Goes on to a second; a calendar goes never back. */
  async goTo(second: number): Promise<void> {
    if (second > this.now) await this.#turn(second);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }

  async #turn(second: number): Promise<void> {
    this.#ahead = second - Math.floor(Date.now() / 1_000);
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64BE(BigInt(this.#ahead));
    await this.#file.write(bytes, 0, bytes.length, 0);
  }
}

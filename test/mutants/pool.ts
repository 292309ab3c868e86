import { fork, type ChildProcess } from "node:child_process";
import path from "node:path";
import type { Answer, Order, Ready } from "./worker.ts";

/** A worker's process, started anew when it hangs or dies. */
class Worker {
  readonly #folder: string;
  readonly #flags: readonly string[];
  #process: ChildProcess | undefined;
  tests: readonly string[] = [];

  constructor(folder: string, flags: readonly string[]) {
    this.#folder = folder;
    this.#flags = flags;
  }

  async start(): Promise<void> {
    const file = path.join(this.#folder, "test/mutants/worker.ts");
    this.#process = fork(file, this.#flags, { cwd: this.#folder, stdio: ["ignore", "ignore", "inherit", "ipc"] });
    ({ tests: this.tests } = (await this.#message(120_000)) as Ready);
  }

  /** @returns the answer, or undefined where there was none in time */
  async ask(order: Order, ms: number): Promise<Answer | undefined> {
    if (this.#process === undefined) await this.start();
    this.#process!.send(order);
    try {
      return (await this.#message(ms)) as Answer;
    } catch {
      this.stop();
      return undefined;
    }
  }

  stop(): void {
    this.#process?.kill("SIGKILL");
    this.#process = undefined;
  }

  async #message(ms: number): Promise<unknown> {
    const child = this.#process!;
    return new Promise((resolve, reject) => {
      const fail = (): void => end(() => reject(new Error("The worker gave no answer.")));
      const timer = setTimeout(fail, ms);
      const tell = (message: unknown): void => end(() => resolve(message));
      const end = (then: () => void): void => {
        clearTimeout(timer);
        child.off("exit", fail);
        child.off("message", tell);
        then();
      };
      child.once("message", tell);
      child.once("exit", fail);
    });
  }
}

export type Ask = Worker["ask"];

/** Does jobs with so many workers, each taking the next one as soon as it is free. */
export async function withWorkers<Job>(
  folder: string,
  { workers, flags }: { workers: number; flags: readonly string[] },
  plan: (tests: readonly string[]) => Promise<readonly Job[]>,
  work: (job: Job, ask: Ask) => Promise<void>,
): Promise<void> {
  const team = Array.from({ length: workers }, () => new Worker(folder, flags));
  try {
    await Promise.all(team.map(async (worker) => worker.start()));
    const jobs = [...(await plan(team[0]!.tests))];
    const each = team.map(async (worker) => {
      for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await work(job, worker.ask.bind(worker));
    });
    await Promise.all(each);
  } finally {
    for (const worker of team) worker.stop();
  }
}

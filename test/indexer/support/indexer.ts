/** The indexer as a process of its own, as `npm run index` starts it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const START = fileURLToPath(new URL("../../../indexer/start.ts", import.meta.url));

export interface Indexer {
  /** Of its HTTP interface, once there is one. */
  readonly url: () => Promise<string>;
  /** Waits until the tables hold a block. */
  readonly through: (block: number) => Promise<void>;
  /** Ends it, and waits until it has. */
  readonly end: (signal: "SIGTERM" | "SIGKILL") => Promise<void>;
}

export interface Start {
  readonly deployment: string;
  readonly nodes: readonly string[];
  readonly data: string;
}

/** Ponder takes the next one that is free. */
const somePort = (): string => String(20_000 + Math.floor(Math.random() * 20_000));

export function startIndexer({ deployment, nodes, data }: Start): Indexer {
  const words = [
    "--deployment",
    deployment,
    ...nodes.flatMap((node) => ["--node", node]),
    "--data",
    data,
    "--port",
    somePort(),
  ];
  const environment = { ...process.env };
  delete environment["DATABASE_URL"];
  const child = spawn(process.execPath, [START, ...words], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...environment, TONGDUI_RATE: "100000" },
  });
  const ended = once(child, "exit");
  const said: string[] = [];
  const port = new Promise<number>((resolve, reject) => {
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      said.push(line);
      if (line.includes("Created HTTP server")) resolve((JSON.parse(line) as { port: number }).port);
    });
    child.stderr.on("data", (text: Buffer) => {
      said.push(String(text));
    });
    child.once("exit", (code, signal) => {
      reject(new Error(`The indexer ended (${code ?? signal}): ${said.slice(-8).join("\n")}`));
    });
  });
  // Whoever ends it early does not ask for its address.
  port.catch(() => undefined);
  const url = async (): Promise<string> => `http://127.0.0.1:${await port}`;

  return {
    url,
    through: async (block) => {
      const address = await url();
      for (;;) {
        const status = (await (await fetch(`${address}/status`)).json()) as { ledger?: { block: { number: number } } };
        if ((status.ledger?.block.number ?? 0) >= block) return;
        if (child.exitCode !== null) throw new Error(`The indexer ended: ${said.slice(-8).join("\n")}`);
        await pause(100);
      }
    },
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      await ended;
    },
  };
}

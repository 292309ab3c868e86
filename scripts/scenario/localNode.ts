import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { JsonRpcProvider } from "ethers";
import type { network } from "hardhat";
import { firstSecondOf, type Day } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";

const HOST = "127.0.0.1";
const TEN_O_CLOCK = 10 * 3_600;

/** A chain of one node on this machine, with a calendar that the story turns. */
export interface LocalNode {
  readonly url: string;
  readonly provider: JsonRpcProvider;
  /** Lets time pass until ten o'clock of a day; does nothing if that has passed. */
  readonly goTo: (day: Day) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Starts the node.
 *
 * @param begin the day on which the chain begins
 * @param port 0 for any free one
 * @throws TongduiError `PortTaken`.
 */
export async function startLocalNode(begin: Day, port: number): Promise<LocalNode> {
  const initialDate = new Date((firstSecondOf(begin) + TEN_O_CLOCK) * 1_000);
  await demandFree(port);
  const network = await localNetwork();
  const server = await network.createServer({ network: "node", override: { initialDate } }, HOST, port);
  const listening = await server.listen();
  const url = `http://${HOST}:${String(listening.port)}`;
  const provider = new JsonRpcProvider(url, undefined, {
    cacheTimeout: -1,
    pollingInterval: 50,
    staticNetwork: true,
    batchMaxCount: 1,
  });

  const goTo = async (day: Day): Promise<void> => {
    const wanted = firstSecondOf(day) + TEN_O_CLOCK;
    const latest = await provider.getBlock("latest");
    if (latest && latest.timestamp >= wanted) return;
    await provider.send("evm_setNextBlockTimestamp", [wanted]);
    await provider.send("evm_mine", []);
  };
  const close = async (): Promise<void> => {
    provider.destroy();
    await server.close();
  };
  return { url, provider, goTo, close };
}

/** Hardhat looks for its settings from the folder in which it is started, which may be anybody's. */
async function localNetwork(): Promise<typeof network> {
  process.env["HARDHAT_CONFIG"] ??= fileURLToPath(new URL("../../hardhat.config.ts", import.meta.url));
  return (await import("hardhat")).network;
}

/** The node's own server does not report a taken port to whoever starts it, so it is tried first. */
async function demandFree(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", (cause) => {
      reject(portTaken(port, cause));
    });
    probe.listen(port, HOST, () => {
      probe.close(() => {
        resolve();
      });
    });
  });
}

function portTaken(port: number, cause: unknown): TongduiError {
  return new TongduiError(
    "PortTaken",
    { en: `The local node cannot listen on port ${String(port)}.`, zh: `本地节点无法监听端口 ${String(port)}。` },
    {
      hint: {
        en: "Another program may hold it: stop that one, or give --port with another number (0: any free one).",
        zh: "该端口可能被其他程序占用：请停止该程序，或用 --port 指定其他端口（0 表示任意空闲端口）。",
      },
      cause,
    },
  );
}

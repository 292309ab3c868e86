import { JsonRpcProvider } from "ethers";
import { firstSecondOf, type Day } from "../../client/days.ts";
import { hardhat } from "./hardhat.ts";
import { demandFree } from "./ports.ts";

const HOST = "127.0.0.1";
const NODE = { name: { en: "The local node", zh: "本地节点" }, option: "--port" };
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
  await demandFree(port, NODE);
  const { network } = await hardhat();
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

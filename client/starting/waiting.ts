/** Whoever starts a server is told what it waits for, and when that is there; and later what it has lost, and when that is back. */
import { setTimeout as pause } from "node:timers/promises";
import { TongduiError } from "../errors/tongduiError.ts";
import type { ChainIdentity } from "../nodeWords.ts";
import { Nodes } from "../nodes.ts";
import type { Text } from "../text/text.ts";

const PAUSE_MS = 2_000;
/** Between two looks at what is there. */
const LOOK_MS = 5_000;
const REQUEST_SECONDS = 5;

/**
 * Waits until a node answers, for as long as it takes; tells once that none does, and once that one does then.
 *
 * @throws TongduiError `OtherChain`.
 */
export async function nodeAnswers(urls: readonly string[], chain: ChainIdentity): Promise<void> {
  const nodes = new Nodes({ urls, chain, requestSeconds: REQUEST_SECONDS, patienceSeconds: 0 });
  try {
    await untilThere(async () => nodeMissing(nodes), NODE_THERE);
  } finally {
    nodes.destroy();
  }
}

/** That no node answers, as a sentence; undefined where one does. @throws TongduiError `OtherChain`. */
export async function nodeMissing(nodes: Nodes): Promise<Text | undefined> {
  try {
    await nodes.getBlockNumber();
    return undefined;
  } catch (error) {
    if (error instanceof TongduiError && error.code === "NodesUnreachable") return error.sentence;
    throw error;
  }
}

export const NODE_THERE: Text = { en: "A node answers now.", zh: "节点已有应答。" };

/**
 * @param missing what is not there yet, as a sentence.
 * @param there is told once it is, where it was missing before.
 */
export async function untilThere(missing: () => Promise<Text | undefined>, there: Text): Promise<void> {
  for (let isTold = false; ; isTold = true) {
    const what = await missing();
    if (what === undefined) {
      if (isTold) tell(there);
      return;
    }
    if (!isTold) tell(tryingAgain(what));
    await pause(PAUSE_MS, undefined, { ref: false });
  }
}

/** As {@link untilThere}, and whenever it is missing again, until the process ends. */
export async function fromNowOn(missing: () => Promise<Text | undefined>, there: Text): Promise<never> {
  for (;;) {
    await untilThere(missing, there);
    await pause(LOOK_MS, undefined, { ref: false });
  }
}

export function tryingAgain({ en, zh }: Text): Text {
  return { en: `${en} Trying again…`, zh: `${zh}正在重试……` };
}

export function tell({ en, zh }: Text): void {
  process.stderr.write(`${en}\n${zh}\n`);
}

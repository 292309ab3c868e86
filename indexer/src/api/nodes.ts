/**
 * Whether a node of the chain answers. While none does the tables stand still, and look as if nothing happened on the ledger: so whoever
 * reads the index's log, its `/ready` or its pages is told.
 */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { sayValue } from "../../../client/errors/values.ts";
import { Nodes } from "../../../client/nodes.ts";
import { NODE_THERE, nodeMissing, tell, tryingAgain } from "../../../client/starting/waiting.ts";
import type { Text } from "../../../client/text/text.ts";
import { indexLog } from "../../ponderLog.ts";
import { readSettings } from "../../settings.ts";
import { indexedBlock, type Height } from "./height.ts";

const EVERY_MILLISECONDS = 3_000;
const REQUEST_SECONDS = 5;
/** A node that is started anew is back before this. */
const PATIENCE_SECONDS = 10;

/** That no node answers. */
export interface Away {
  /** Unix seconds. */
  readonly since: number;
  /** At which the tables stand; undefined before they have any. */
  readonly at: Height | undefined;
}

let away: Away | undefined;

/** Undefined while a node answers. */
export function nodesAway(): Away | undefined {
  return away;
}

const settings = await readSettings();
const { nodes: urls, log: isLogging } = settings;
const log = indexLog(settings);

/** Looks again and again until the process ends, and tells once that the nodes are lost, and once that one is back. */
export function keepWatching(): void {
  const { chainId, genesis } = settings.deployment;
  const chain = { chainId, genesis };
  const nodes = new Nodes({ urls, chain, requestSeconds: REQUEST_SECONDS, patienceSeconds: PATIENCE_SECONDS });
  const again = async (): Promise<void> => {
    const asked = Math.floor(Date.now() / 1_000);
    const missing = await whatIsMissing(nodes);
    if (missing && !away) {
      away = { since: asked, at: await indexedBlock().catch(() => undefined) };
      tellLost(missing, away);
    } else if (!missing && away) {
      tellBack(away);
      away = undefined;
    }
    setTimeout(() => void again(), EVERY_MILLISECONDS).unref();
  };
  void again();
}

/** A node of another chain is as good as none. */
async function whatIsMissing(nodes: Nodes): Promise<Text | undefined> {
  try {
    return await nodeMissing(nodes);
  } catch (error) {
    if (error instanceof TongduiError) return error.sentence;
    return { en: "The nodes give no answer that can be read.", zh: "节点的应答无法读取。" };
  }
}

function tellLost(missing: Text, { at }: Away): void {
  const [en, zh] = [standing(at, "en"), standing(at, "zh")];
  if (isLogging) log.error("nodes away", { block: at?.block });
  else tell(tryingAgain({ en: `${missing.en} ${en}`, zh: `${missing.zh}${zh}` }));
}

function tellBack({ since }: Away): void {
  if (isLogging) log.info("node back", { ms: Date.now() - since * 1_000 });
  else tell(NODE_THERE);
}

/** At which block the tables stand. */
export function standing(at: Height | undefined, lang: "en" | "zh"): string {
  if (at === undefined) return { en: "There are no tables yet.", zh: "尚无数据。" }[lang];
  const time = sayValue("moment", BigInt(at.time), lang);
  return { en: `The tables stand at block ${at.block} of ${time}.`, zh: `数据停留在区块 ${at.block}（${time}）。` }[
    lang
  ];
}

/**
 * Where money is paid, or a second officer says yes, on what a node tells, one node is not believed alone: every node of the profile
 * is asked by itself, and they must tell the same.
 */
import { connectLedger } from "../../client/ledger.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { hostOf, Nodes } from "../../client/nodes.ts";
import type { Reading } from "./reading.ts";

export type OneNode = Pick<Reading, "nodes" | "ledger" | "deployment">;

interface Told<T> {
  readonly host: string;
  /** What can be compared. */
  readonly words: string;
  readonly value: () => T;
}

/** A node that is a block behind is waited for. */
const MOST_TRIES = 10;
const PAUSE_MILLISECONDS = 1_000;
const PATIENCE_SECONDS = 5;

/**
 * What all nodes of the profile that answer tell alike. One that does not answer is named, and goes without.
 *
 * @param what is read, for the sentence.
 * @throws TongduiError `NodesDisagree`, `NodesUnreachable`, `OtherChain`; as `read`.
 */
export async function agreed<T>(open: Reading, what: Text, read: (node: OneNode) => Promise<T>): Promise<T> {
  const { nodes: urls } = open.profile;
  if (urls.length === 1) return read(open);
  for (let tries = 1; ; tries += 1) {
    const told = await Promise.all(urls.map(async (url) => tellOf(open, url, read)));
    const [first, ...others] = told.filter((one) => one !== undefined);
    if (!first) return read(open);
    const other = others.find(({ words }) => words !== first.words);
    if (!other) {
      const silent = urls.filter((_, i) => told[i] === undefined).map(hostOf);
      if (silent.length > 0) open.context.io.note(withoutThem(silent, what));
      return first.value();
    }
    if (tries === MOST_TRIES || open.context.signal.aborted) throw disagree(what, first.host, other.host);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
}

/** Undefined where the node does not answer. */
async function tellOf<T>(
  { nodes: all, deployment, context }: Reading,
  url: string,
  read: (node: OneNode) => Promise<T>,
): Promise<Told<T> | undefined> {
  const { signal } = context;
  const nodes = new Nodes({ urls: [url], chain: all.chain, patienceSeconds: PATIENCE_SECONDS, signal });
  const host = hostOf(url);
  try {
    const value = await read({ nodes, deployment, ledger: connectLedger(deployment, nodes) });
    return { host, words: wordsOf(value), value: () => value };
  } catch (error) {
    if (!(error instanceof TongduiError) || error.code === "OtherChain") throw error;
    if (error.code === "NodesUnreachable") return undefined;
    // That there is no such thing is an answer as well.
    const refused = (): never => {
      throw error;
    };
    return { host, words: error.sentence.en, value: refused };
  } finally {
    nodes.destroy();
  }
}

function wordsOf(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => (typeof inner === "bigint" ? inner.toString() : inner));
}

function withoutThem(silent: readonly string[], what: Text): Text {
  return {
    en: `${silent.join(", ")} does not answer: ${what.en} is what the other nodes tell.`,
    zh: `${silent.join("、")} 无应答：${what.zh}以其余节点的记录为准。`,
  };
}

function disagree(what: Text, one: string, other: string): TongduiError {
  return new TongduiError(
    "NodesDisagree",
    {
      en: `The nodes ${one} and ${other} do not tell the same of ${what.en}.`,
      zh: `节点 ${one} 与 ${other} 关于${what.zh}的记录不一致。`,
    },
    {
      hint: {
        en: "Pay and confirm nothing on it. Ask the keepers of both nodes and the Auditor: tongdui audit through each tells which one is wrong.",
        zh: "请勿据此付款或确认。请联系两个节点的运维人员和审计机构：分别通过各节点运行 tongdui audit，即可判断哪一个有误。",
      },
    },
  );
}

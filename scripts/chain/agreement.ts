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
  /** The newest block that it has. */
  readonly height: number;
  /** What can be compared. */
  readonly words: string;
  readonly value: () => T;
}

/** A node that is a block behind is waited for. */
const MOST_TRIES = 10;
const PAUSE_MILLISECONDS = 1_000;
const PATIENCE_SECONDS = 5;

/**
 * What all nodes of the profile that answer tell alike. One that does not answer is named, and goes without; so does one that
 * stands still while the others go on, as long as two of these tell the same.
 *
 * @param what is read, for the sentence.
 * @throws TongduiError `NodesDisagree`, `NodeStandsStill`, `NodesUnreachable`, `OtherChain`; as `read`.
 */
export async function agreed<T>(open: Reading, what: Text, read: (node: OneNode) => Promise<T>): Promise<T> {
  const { nodes: urls } = open.profile;
  if (urls.length === 1) return read(open);
  const begun = new Map<string, number>();
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
    for (const { host, height } of [first, ...others]) if (!begun.has(host)) begun.set(host, height);
    if (tries === MOST_TRIES || open.context.signal.aborted) {
      const goingOn = [first, ...others].filter(({ host, height }) => height > (begun.get(host) ?? height));
      return withoutStanding(open, what, { all: [first, ...others], goingOn });
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
}

/** @throws TongduiError `NodesDisagree`, `NodeStandsStill`. */
function withoutStanding<T>(
  { context }: Reading,
  what: Text,
  { all, goingOn }: { readonly all: readonly Told<T>[]; readonly goingOn: readonly Told<T>[] },
): T {
  const [first, ...others] = goingOn;
  const [one, ...rest] = all;
  const standing = all.filter((told) => !goingOn.includes(told));
  const differing = (goingOn.length > 0 ? others : rest).find(({ words }) => words !== (first ?? one)?.words);
  if (differing || !first || !standing[0]) throw disagree(what, (first ?? one)?.host ?? "", differing?.host ?? "");
  // One node is not believed alone, though it be the only one that goes on.
  if (others.length === 0) throw standsStill(standing[0], first);
  context.io.note(withoutStill(standing[0], what));
  return first.value();
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
    return { host, height: await nodes.getBlockNumber(), words: wordsOf(value), value: () => value };
  } catch (error) {
    if (!(error instanceof TongduiError) || error.code === "OtherChain") throw error;
    if (error.code === "NodesUnreachable") return undefined;
    // That there is no such thing is an answer as well.
    const refused = (): never => {
      throw error;
    };
    return { host, height: await nodes.getBlockNumber(), words: error.sentence.en, value: refused };
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

interface Place {
  readonly host: string;
  readonly height: number;
}

function withoutStill({ host, height }: Place, what: Text): Text {
  return {
    en: `${host} stands still at block ${height}: ${what.en} is what the other nodes tell.`,
    zh: `${host} 停在区块 ${height}：${what.zh}以其余节点的记录为准。`,
  };
}

function standsStill(still: Place, other: Place): TongduiError {
  return new TongduiError(
    "NodeStandsStill",
    {
      en: `The node ${still.host} stands still at block ${still.height}, and ${other.host} is at block ${other.height}: what they tell cannot be compared.`,
      zh: `节点 ${still.host} 停在区块 ${still.height}，而 ${other.host} 已到区块 ${other.height}，两者的记录无法比对。`,
    },
    {
      hint: {
        en: "Run the command again when it has caught up, or name a third node in the profile: one node is not believed alone.",
        zh: "请待其同步后重新运行本命令，或在配置文件中增加第三个节点：不单凭一个节点的记录办理。",
      },
    },
  );
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

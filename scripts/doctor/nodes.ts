/** Each node for itself: whether it answers, on which chain it is, how far, and which codes it has. */
import type { Block } from "ethers";
import { isHolding } from "../../client/deploy/checks.ts";
import { verifyCodeHashes } from "../../client/deploy/verifyCodeHashes.ts";
import type { Deployment } from "../../client/deployment.ts";
import type { Text } from "../../client/text/text.ts";
import { Nodes, type ChainIdentity } from "../../client/nodes.ts";
import { isPractice, isSameChain, probe, WANTS_PASSWORD } from "../chain/probe.ts";
import type { Finding } from "./finding.ts";

/** A node that answers on the right chain. */
export interface LiveNode {
  readonly host: string;
  readonly nodes: Nodes;
  readonly newest: Block;
  /** Seconds between blocks, of late. */
  readonly period: number;
  readonly isPractice: boolean;
}

export interface NodesFound {
  readonly findings: readonly Finding[];
  /** The one that is furthest comes first. */
  readonly live: readonly LiveNode[];
  readonly answered: number;
}

/** Two nodes are never asked at the very same moment. */
const BLOCKS_BEHIND = 5;
const BLOCKS_OF_LATE = 20;

/** @param deployment null where its file cannot be read: then nodes are held against the first that answers. */
export async function lookAtNodes(urls: readonly string[], deployment: Deployment | null): Promise<NodesFound> {
  const probes = await Promise.all(urls.map(probe));
  const first = probes.find((found) => "chain" in found);
  const expected = deployment ?? (first && "chain" in first ? first.chain : null);
  const findings: Finding[] = [];
  const live: LiveNode[] = [];
  for (const found of probes) {
    const subject = nodeSubject(found.host);
    if (!("chain" in found)) findings.push(silent(subject, found.reason));
    else if (expected && !isSameChain(found.chain, expected)) findings.push(elsewhere(subject, expected, found.chain));
    else {
      const node = await lookAtNode(found.host, found.url, found.chain, found.program).catch(() => undefined);
      if (node) live.push(node);
      else findings.push(silent(subject, "no block"));
    }
  }
  live.sort((one, other) => other.newest.number - one.newest.number);
  for (const node of live) findings.push(await nodeFinding(node, live, expected?.chainId ?? 0));
  if (deployment) for (const node of live) findings.push(await codesFinding(node, deployment));
  return { findings, live, answered: probes.filter((found) => "chain" in found).length };
}

async function lookAtNode(host: string, url: string, chain: ChainIdentity, program: string): Promise<LiveNode> {
  const nodes = new Nodes({ urls: [url], chain, patienceSeconds: 0 });
  const newest = await nodes.getBlock("latest");
  if (!newest) throw new Error("no block");
  const earlier = await nodes.getBlock(Math.max(0, newest.number - BLOCKS_OF_LATE));
  const blocks = newest.number - (earlier?.number ?? newest.number);
  const period = blocks === 0 ? 0 : (newest.timestamp - (earlier?.timestamp ?? 0)) / blocks;
  return { host, nodes, newest, period, isPractice: isPractice(program) };
}

/** How far it is, and whether it has the same block as the others there. */
async function nodeFinding(
  { host, nodes, newest }: LiveNode,
  live: readonly LiveNode[],
  chainId: number,
): Promise<Finding> {
  const subject = nodeSubject(host);
  const best = live[0]?.newest.number ?? newest.number;
  const behind = best - newest.number;
  if (behind > BLOCKS_BEHIND) {
    return {
      state: "wrong",
      subject,
      found: {
        en: `block ${newest.number}, ${behind} behind the others`,
        zh: `区块 ${newest.number}，落后 ${behind} 块`,
      },
      advice: {
        en: "it is catching up or cut off; wait, and tell its operator if that goes on.",
        zh: "该节点正在同步或已断开；请稍候，如持续落后请联系节点运维。",
      },
    };
  }
  const common = Math.min(...live.map((node) => node.newest.number));
  const [own, other] = await Promise.all([nodes.getBlock(common), live[0]?.nodes.getBlock(common)]);
  if (own?.hash !== other?.hash) {
    return {
      state: "wrong",
      subject,
      found: {
        en: `another block ${common} than ${live[0]?.host ?? ""}`,
        zh: `区块 ${common} 与 ${live[0]?.host ?? ""} 不同`,
      },
      advice: {
        en: "one of the two is not to be trusted; use neither until their operators have found out which.",
        zh: "两个节点至少有一个不可信；在运维查明之前请都不要使用。",
      },
    };
  }
  const found = {
    en: `answers, chain ${chainId}, block ${newest.number}`,
    zh: `有应答，链 ${chainId}，区块 ${newest.number}`,
  };
  return { state: "right", subject, found };
}

async function codesFinding({ host, nodes, newest }: LiveNode, deployment: Deployment): Promise<Finding> {
  const subject = { en: `contracts on ${host}`, zh: `${host} 上的合约` };
  const checks = await verifyCodeHashes(nodes, deployment, newest.number);
  const wrong = checks.filter((check) => !isHolding(check)).map((check) => check.subject);
  if (wrong.length === 0) {
    return {
      state: "right",
      subject,
      found: { en: `${checks.length} codes as in the deployment's file`, zh: `${checks.length} 份代码与部署文件一致` },
    };
  }
  return {
    state: "wrong",
    subject,
    found: { en: `other code than recorded: ${wrong.join(", ")}`, zh: `代码与记录不符：${wrong.join("、")}` },
    advice: {
      en: "send nothing; ask for the right deployment's file, and have the node looked at.",
      zh: "请勿发送任何内容；请索取正确的部署文件，并检查该节点。",
    },
  };
}

function nodeSubject(host: string): Text {
  return { en: `node ${host}`, zh: `节点 ${host}` };
}

function silent(subject: Text, reason: string): Finding {
  if (reason === WANTS_PASSWORD) {
    return {
      state: "wrong",
      subject,
      found: { en: "asks for another user name or password", zh: "用户名或密码不对" },
      advice: {
        en: "write them into its address in the profile, as in https://name:password@…",
        zh: "请写入配置文件中该节点的地址，例如 https://用户名:密码@…",
      },
    };
  }
  return {
    state: "wrong",
    subject,
    found: { en: `no answer (${reason})`, zh: `无应答（${reason}）` },
    advice: {
      en: "check its address in the profile, the network, and whether the node runs.",
      zh: "请检查配置文件中的地址、网络连接以及节点是否在运行。",
    },
  };
}

function elsewhere(subject: Text, expected: ChainIdentity, found: ChainIdentity): Finding {
  const said = ({ chainId, genesis }: ChainIdentity): string => `${chainId} (${genesis.slice(0, 10)}…)`;
  return {
    state: "wrong",
    subject,
    found: {
      en: `on chain ${said(found)}, not ${said(expected)}`,
      zh: `所在链为 ${said(found)}，应为 ${said(expected)}`,
    },
    advice: {
      en: "take it out of the profile, or name this chain's deployment file.",
      zh: "请从配置文件中移除该节点，或改用该链的部署文件。",
    },
  };
}

/** A node's configuration as Besu reads it: TOML, in which each part says in both languages what it is for. */
import type { Text } from "../../client/text/text.ts";
import { nodesOf, type Kind, type Network, type NetworkNode } from "../description.ts";
import { PLACES } from "../places.ts";
import { BESU_VERSIONS } from "./versions.ts";

type Value = string | number | boolean | readonly string[];

interface Part {
  readonly why: Text;
  readonly settings: Readonly<Record<string, Value>>;
}

/**
 * A validator's own machine may change its peers and vote; nobody else gets at what does either. QBFT is the votes: any node that has it
 * takes as many as it is sent and keeps them all in memory.
 */
const APIS: Readonly<Record<Kind, readonly string[]>> = {
  validator: ["ETH", "NET", "WEB3", "QBFT", "TXPOOL", "ADMIN", "PERM"],
  operator: ["ETH", "NET", "WEB3", "TXPOOL"],
  public: ["ETH", "NET", "WEB3"],
};

/** Besu's own choice but for the last, which tells how much room the data takes. */
const FIGURES = [
  ...["JVM", "PROCESS", "BLOCKCHAIN", "ETHEREUM", "EXECUTORS", "SYNCHRONIZER", "NETWORK", "PEERS", "PERMISSIONING"],
  ...["RPC", "TRANSACTION_POOL", "BLOCK_PROCESSING", "KVSTORE_ROCKSDB"],
];

/** Besu turns the twenty-sixth peer away unless told otherwise. */
const FEWEST_PLACES = 25;

/** So many requests our programs send in one; without a limit, one is as much work as a caller likes. */
const MOST_REQUESTS = 100;

/** So many blocks our programs search for events at once. */
const MOST_BLOCKS = 5_000;

export function tomlOf(network: Network, node: NetworkNode): string {
  const head = [`# ${network.name}: ${node.name} (${node.kind}), Besu ${network.besu}`];
  return `${[head, ...partsOf(network, node).map(linesOf)].map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function partsOf(network: Network, node: NetworkNode): Part[] {
  const parts: Part[] = [
    {
      why: { en: "Which chain, and where things lie.", zh: "所在的链，以及各文件的位置。" },
      settings: {
        "genesis-file": PLACES.genesis,
        "network-id": network.chainId,
        "data-path": PLACES.data,
        "node-private-key-file": PLACES.key,
      },
    },
    {
      why: {
        en: "Every block is executed here, and every past state is kept: audits and proofs ask for them.",
        zh: "本节点逐块执行并保留全部历史状态，审计和证明须用到。",
      },
      settings: { "sync-mode": "FULL", "data-storage-format": "FOREST", "version-compatibility-protection": true },
    },
    {
      why: {
        en: "The other nodes: these, at these addresses, and nobody else. Nodes are not searched for.",
        zh: "只与名单内、地址相符的节点相连，不自动搜寻其他节点。",
      },
      settings: {
        "p2p-host": node.host,
        "p2p-port": node.port,
        "nat-method": "NONE",
        "discovery-enabled": false,
        "static-nodes-file": PLACES.staticNodes,
        "permissions-nodes-config-file-enabled": true,
        "permissions-nodes-config-file": PLACES.permissions,
        "max-peers": Math.max(FEWEST_PLACES, nodesOf(network).length + 5),
        "remote-connections-limit-enabled": false,
      },
    },
    {
      why: {
        en: "Transactions cost nothing. A node without these lines drops them and says nothing. One account may fill the pool.",
        zh: "交易免费。缺少以下设置的节点会直接丢弃交易而不提示。单个账户可占满交易池。",
      },
      settings: {
        "min-gas-price": 0,
        "tx-pool": "SEQUENCED",
        "tx-pool-min-gas-price": 0,
        "tx-pool-limit-by-account-percentage": 1,
        "target-gas-limit": network.gasLimit,
      },
    },
    {
      why: {
        en: "Requests and figures: from this machine only. Whoever else may ask comes through a proxy with TLS.",
        zh: "接口和监控指标只对本机开放，其他访问须经 TLS 代理。",
      },
      settings: {
        "rpc-http-enabled": true,
        "rpc-http-host": "127.0.0.1",
        "rpc-http-port": node.rpcPort,
        "rpc-http-api": APIS[node.kind],
        "rpc-http-max-batch-size": MOST_REQUESTS,
        "host-allowlist": ["localhost", "127.0.0.1"],
        "rpc-gas-cap": network.gasLimit,
        "rpc-max-logs-range": MOST_BLOCKS,
        "metrics-enabled": true,
        "metrics-host": "127.0.0.1",
        "metrics-port": node.metricsPort,
        "metrics-category": FIGURES,
      },
    },
    {
      why: { en: "What is logged.", zh: "日志。" },
      settings: { logging: "INFO", "color-enabled": false },
    },
  ];
  if (node.kind === "public") parts.push(READ_ONLY);
  if (network.upgradingFrom !== undefined && BESU_VERSIONS[network.besu].canWriteAsBefore) {
    parts.push(writeAsBefore(network.upgradingFrom));
  }
  return parts;
}

const READ_ONLY: Part = {
  why: {
    en: "Reading only: the list of accounts whose transactions this node takes is empty.",
    zh: "只读：允许提交交易的账户名单为空。",
  },
  settings: {
    "permissions-accounts-config-file-enabled": true,
    "permissions-accounts-config-file": PLACES.permissions,
  },
};

function writeAsBefore(version: string): Part {
  return {
    why: {
      en: `As long as some nodes still run ${version}: take upgradingFrom out of network.yaml once none does.`,
      zh: `仅在仍有节点运行 ${version} 期间使用；全部升级后，请从 network.yaml 删去 upgradingFrom。`,
    },
    settings: { "Xbft-legacy-protocol-encoding": true },
  };
}

function linesOf({ why, settings }: Part): string[] {
  const values = Object.entries(settings).map(([name, value]) => `${name}=${valueText(value)}`);
  return [`# ${why.en}`, `# ${why.zh}`, ...values];
}

/** Every text of ours is plain, so that JSON's quotes are TOML's. */
function valueText(value: Value): string {
  return JSON.stringify(value);
}

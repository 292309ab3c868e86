/** A network in words: what it is made of, what it costs, and the hash that the districts compare. */
import type { Day } from "../../client/days.ts";
import { inGroups } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { nodesOf, type Kind, type Network } from "../../network/description.ts";
import { networkHash, type Files } from "../../network/files.ts";
import { genesisHash } from "../../network/genesis/genesis.ts";
import { warningsOf } from "../../network/warnings.ts";
import type { Data, Part } from "../cli/answer.ts";
import type { Grid } from "../cli/grid.ts";

/** @param today in Shanghai. */
export function networkData(network: Network, files: Files, today: Day) {
  const { name, chainId, besu, transitions } = network;
  return {
    name,
    chainId,
    besu,
    genesis: genesisHash(network),
    networkHash: networkHash(files),
    nodes: nodesOf(network).map(({ name: node, kind, district, host, port, address }) => ({
      ...{ name: node, kind, district, host, port, address },
    })),
    transitions: transitions.map(({ block, validators }) => ({
      block,
      validators: validators.map(({ name }) => name),
    })),
    warnings: warningsOf(network, today).map(({ en, zh }) => ({ en, zh })),
  } satisfies Data;
}

/** The nodes, and what a careful reader should know of them. @param today in Shanghai. */
export function networkParts(network: Network, today: Day): Part[] {
  return [nodesGrid(network), ...warningsOf(network, today).map(({ en, zh }) => ({ en: `! ${en}`, zh: `！${zh}` }))];
}

function nodesGrid(network: Network): Grid {
  const districts = new Map(network.districts.map(({ slug, name }) => [slug, name]));
  return {
    head: [
      { en: "Node", zh: "节点" },
      { en: "District", zh: "区" },
      { en: "Kind", zh: "类别" },
      { en: "Address between nodes", zh: "节点间地址" },
      { en: "Seals as", zh: "出块地址" },
    ],
    rows: nodesOf(network).map(({ name, district, kind, host, port, address }) => [
      name,
      districts.get(district) ?? district,
      KIND[kind],
      `${host}:${port}`,
      kind === "validator" ? address : "–",
    ]),
  };
}

const KIND: Readonly<Record<Kind, Text>> = {
  validator: { en: "validator", zh: "验证节点" },
  operator: { en: "operator", zh: "业务节点" },
  public: { en: "public, reading only", zh: "公众只读节点" },
};

export function hashParts(network: Network, files: Files): Text[] {
  const [first = "", second = ""] = inGroups(`0x${networkHash(files)}`).map((line) => `    ${line}`);
  const genesis = genesisHash(network);
  return [
    {
      en: `Genesis, which each node must give as block 0: ${genesis}`,
      zh: `创世区块哈希（各节点的 0 号区块须与之一致）：${genesis}`,
    },
    {
      en: "Network hash, the SHA-256 of network.json, to compare with every other district before anything is started:",
      zh: "网络哈希（即 network.json 的 SHA-256），启动前须与其他各区逐一核对：",
    },
    { en: first, zh: first },
    { en: second, zh: second },
  ];
}

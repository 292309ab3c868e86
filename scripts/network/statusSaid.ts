/** A network's standing in tables and remarks. */
import type { Text } from "../../client/text/text.ts";
import type { Look } from "../../network/life/look.ts";
import type { Roll, RollNode } from "../../network/life/roll.ts";
import type { Sealing } from "../../network/life/sealing.ts";
import { isSilence, type Standing } from "../../network/life/standing.ts";
import { toleranceOf } from "../../network/life/tolerance.ts";
import type { Grid } from "../cli/grid.ts";
import { NOT_TOLD, type Asked } from "./status.ts";

/** Newest blocks may be this much ahead of a right clock. */
const SECONDS_AHEAD = 2;

/** A line a node, whether it answers or not. */
export function nodesGrid(asked: readonly Asked[], { height, here }: Standing): Grid {
  return {
    head: [
      { en: "Node", zh: "节点" },
      { en: "District", zh: "区" },
      { en: "Block", zh: "区块" },
      { en: "Behind", zh: "落后" },
      { en: "Block's age", zh: "区块时差" },
      { en: "Peers", zh: "对等节点" },
      { en: "Waiting", zh: "待处理交易" },
      { en: "Disk", zh: "磁盘" },
      { en: "Program, or why nothing is told", zh: "程序（或无法得知的原因）" },
    ],
    rows: asked.map(({ look, known }) => {
      const name = known ? `${known.name} (${look.node.host})` : look.node.host;
      const district = known?.district.name ?? "";
      if (isSilence(look)) return [name, district, "–", "", "", "", "", "", noAnswer(look.reason)];
      if (!here.includes(look)) return [name, district, "–", "", "", "", "", "", otherChain(look)];
      return [
        name,
        district,
        String(look.height),
        String(height - look.height),
        `${look.age.toFixed(1)} s`,
        look.peers === undefined ? NOT_TOLD : String(look.peers),
        look.waiting === undefined ? NOT_TOLD : String(look.waiting),
        look.store === undefined ? NOT_TOLD : sizeText(look.store),
        programOf(look),
      ];
    }),
    figures: [2, 3, 4, 5, 6, 7],
  };
}

/** Who made the last blocks. */
export function sealingGrid({ from, through, validators }: Sealing, roll: Roll): Grid {
  const { needed } = toleranceOf(validators.length);
  return {
    title: {
      en: `Blocks ${from} to ${through}: ${validators.length} validators, of whom ${needed} must seal each block`,
      zh: `区块 ${from} 至 ${through}：验证节点 ${validators.length} 个，每个区块须有其中 ${needed} 个签章`,
    },
    head: [
      { en: "", zh: "" },
      { en: "District", zh: "区" },
      { en: "Validator", zh: "验证节点" },
      { en: "Proposed", zh: "提议" },
      { en: "Sealed", zh: "签章" },
      { en: "Missed its turn", zh: "轮值未提议" },
      { en: "Last seen in block", zh: "最近参与区块" },
    ],
    rows: validators.map(({ address, proposed, sealed, missed, last, isSilent }) => {
      const sealer = roll.sealerOf(address);
      return [
        isSilent ? "✗" : "✓",
        sealer?.district ?? UNKNOWN,
        sealer?.node === undefined ? address : `${sealer.node} (${address})`,
        String(proposed),
        String(sealed),
        String(missed),
        last === undefined ? NEVER : String(last),
      ];
    }),
    figures: [3, 4, 5, 6],
  };
}

const UNKNOWN: Text = { en: "unknown", zh: "未知" };
const NEVER: Text = { en: "in none of these", zh: "均未参与" };

/** In which rounds they were sealed: a round after the first means that somebody's turn passed in vain. */
export function sealingNote({ rounds, period }: Sealing): Text {
  const said = (lang: "en" | "zh"): string =>
    rounds
      .map(({ round, blocks }) => ({ en: `round ${round}: ${blocks}`, zh: `第 ${round} 轮 ${blocks} 个` })[lang])
      .join({ en: ", ", zh: "、" }[lang]);
  const pace = period === undefined ? "–" : period.toFixed(1);
  return {
    en: `Blocks by round: ${said("en")}. A block every ${pace} s on average.`,
    zh: `按轮次：${said("zh")}。平均每 ${pace} 秒一个区块。`,
  };
}

/** What to look at, beside the verdict: peers that are missing, by name, and clocks. */
export function remarksOf(asked: readonly Asked[], { here, pace }: Standing, roll: Roll): Text[] {
  const looks = asked.flatMap(({ look, known }) => (isSilence(look) || !here.includes(look) ? [] : [{ look, known }]));
  return [
    ...looks.flatMap(({ look, known }) => missingPeers(look, known?.name ?? look.node.host, known?.key, roll)),
    ...looks.flatMap(({ look, known }) => surplusPeers(look, known?.name ?? look.node.host, roll)),
    ...looks.filter(({ look }) => look.age < -SECONDS_AHEAD).map(({ look }) => aheadText(look)),
    ...(pace === "steady" ? [CLOCK_BEHIND] : []),
    ...(pace === "still" ? seenText(looks, roll) : []),
  ];
}

/** Of a chain that stands still: which of the file's validators answer, or are peers of one that does. */
function seenText(looks: readonly { readonly look: Look; readonly known: RollNode | undefined }[], roll: Roll): Text[] {
  const validators = roll.nodes.filter(({ isValidator }) => isValidator);
  if (validators.length === 0) return [];
  const keys = new Set(looks.flatMap(({ look, known }) => [known?.key, ...(look.peerKeys ?? [])]));
  const missing = validators.filter(({ key }) => !keys.has(key)).map(({ name }) => name);
  const { needed } = toleranceOf(validators.length);
  const seen = validators.length - missing.length;
  const names = { en: missing.join(", "), zh: missing.join("、") };
  return [
    {
      en: `Of ${validators.length} validators ${needed} must seal, and ${seen} are seen from here.${missing.length > 0 ? ` Not seen: ${names.en}.` : ""}`,
      zh: `${validators.length} 个验证节点中须有 ${needed} 个签章，此处可见 ${seen} 个。${missing.length > 0 ? `不可见：${names.zh}。` : ""}`,
    },
  ];
}

/** Of a node that tells who its peers are. It is no peer of its own. */
function missingPeers({ peerKeys, key }: Look, name: string, known: string | undefined, roll: Roll): Text[] {
  if (!peerKeys) return [];
  const own = key ?? known;
  const missing = roll.nodes.filter((one) => one.key !== own && !peerKeys.includes(one.key)).map((one) => one.name);
  if (missing.length === 0) return [];
  return [
    {
      en: `${name} is not connected to: ${missing.join(", ")}.`,
      zh: `${name} 未与以下节点连通：${missing.join("、")}。`,
    },
  ];
}

/** Whom it has for a peer and the file does not. */
function surplusPeers({ peerKeys = [] }: Look, name: string, { nodes, gone }: Roll): Text[] {
  if (nodes.length === 0) return [];
  const others = peerKeys
    .filter((one) => !nodes.some(({ key }) => key === one))
    .map((one) => gone.find(({ key }) => key === one)?.name ?? `0x${one.slice(0, 16)}…`);
  if (others.length === 0) return [];
  return [
    {
      en: `${name} is connected to nodes that the file does not have: ${others.join(", ")}.`,
      zh: `${name} 与文件以外的节点连通：${others.join("、")}。`,
    },
  ];
}

function aheadText({ age, node }: Look): Text {
  const seconds = (-age).toFixed(1);
  return {
    en: `The newest block of ${node.host} is ${seconds} s ahead of this machine's clock: one of the two clocks is wrong.`,
    zh: `${node.host} 的最新区块比本机时钟快 ${seconds} 秒：本机或出块节点的时钟有误。`,
  };
}

const CLOCK_BEHIND: Text = {
  en: "Blocks come, and by this machine's clock they are old: set the clock of this machine, or of the validators.",
  zh: "链正在出块，但按本机时钟区块已旧：请校准本机或验证节点的时钟。",
};

function noAnswer(reason: string): Text {
  return { en: `no answer (${reason})`, zh: `无应答（${reason}）` };
}

function otherChain({ chainId, genesis }: Look): Text {
  return {
    en: `on another chain: ${chainId} (${genesis.slice(0, 10)}…)`,
    zh: `不在本网络的链上：${chainId}（${genesis.slice(0, 10)}…）`,
  };
}

/** `besu/v25.12.0` of `besu/v25.12.0/linux-x86_64/openjdk-java-25`. */
function programOf({ client }: Look): string {
  return client.split("/").slice(0, 2).join("/");
}

function sizeText(bytes: number): string {
  const gigabytes = bytes / 1_073_741_824;
  return gigabytes >= 1 ? `${gigabytes.toFixed(1)} GiB` : `${(bytes / 1_048_576).toFixed(1)} MiB`;
}

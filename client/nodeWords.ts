/** What is said of nodes that do not answer, are behind, or are on another chain. */
import { TongduiError } from "./errors/tongduiError.ts";
import type { Text } from "./text/text.ts";

/** Which chain it has to be. */
export interface ChainIdentity {
  readonly chainId: number;
  /** Hash of block 0. */
  readonly genesis: string;
}

export const NO_ANSWER: Text = {
  en: "No node answers; trying again…",
  zh: "所有节点均无应答，正在重试……",
};

/** How far a node is. */
interface Place {
  readonly host: string;
  readonly height: number;
}

export function leftBehind(one: Place, other: Place): Text {
  return {
    en: `The node ${one.host} is at block ${one.height} only; going on through ${other.host}, which is at block ${other.height}…`,
    zh: `节点 ${one.host} 仅到区块 ${one.height}，改由已到区块 ${other.height} 的节点 ${other.host} 继续……`,
  };
}

export function unreachable(reasons: ReadonlyMap<string, string>): TongduiError {
  const said = [...reasons].map(([host, reason]) => `${host} (${reason})`).join(", ");
  return new TongduiError(
    "NodesUnreachable",
    { en: `No node answers: ${said}.`, zh: `所有节点均无应答：${said}。` },
    {
      hint: {
        en: "Check the addresses in the profile and the network, then run the same command again: it goes on from there.",
        zh: "请检查配置文件中的节点地址和网络，然后重新运行同一命令，将从中断处继续。",
      },
    },
  );
}

export function otherChain(host: string, expected: ChainIdentity, found: ChainIdentity): TongduiError {
  const shown = ({ chainId, genesis }: ChainIdentity): string => `${chainId} (${genesis.slice(0, 10)}…)`;
  return new TongduiError(
    "OtherChain",
    {
      en: `The node ${host} is on chain ${shown(found)}, and the deployment is on chain ${shown(expected)}.`,
      zh: `节点 ${host} 所在的链为 ${shown(found)}，而部署文件对应的链为 ${shown(expected)}。`,
    },
    {
      hint: {
        en: "Name a node of this chain in the profile, or this chain's deployment file.",
        zh: "请在配置文件中填写该链的节点，或该链的部署文件。",
      },
    },
  );
}

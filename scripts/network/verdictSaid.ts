/** The verdict on a network in one line, and with which code the command ends. */
import { counted } from "../../client/text/counted.ts";
import type { Text } from "../../client/text/text.ts";
import type { Roll } from "../../network/life/roll.ts";
import type { Standing } from "../../network/life/standing.ts";
import type { Verdict } from "../../network/life/verdict.ts";
import type { Hex } from "../../verifier/bytes.ts";
import { EXIT, type ExitCode } from "../cli/exit.ts";

/** Blocks are not made: {@link EXIT.network}. They are, and something is for people to look at: {@link EXIT.difference}. */
export const EXITS: Readonly<Record<Verdict["kind"], ExitCode>> = {
  healthy: EXIT.done,
  degraded: EXIT.difference,
  catchingUp: EXIT.difference,
  forked: EXIT.difference,
  notSealed: EXIT.difference,
  halted: EXIT.network,
  notBegun: EXIT.network,
  unreachable: EXIT.network,
};

export function verdictText(verdict: Verdict, { fork }: Standing, roll: Roll): Text {
  switch (verdict.kind) {
    case "healthy": {
      const may = mayFailText(verdict.moreMayFail);
      return { en: `✓ Healthy: all validators seal. ${may.en}`, zh: `✓ 正常：全部验证节点均在签章。${may.zh}` };
    }
    case "degraded":
      return degradedText(verdict, roll);
    case "halted": {
      const since = momentText(verdict.since);
      return {
        en: `✗ Halted: no block since ${since} (Shanghai time). What was sent waits, and nothing is lost.`,
        zh: `✗ 已停止出块：自 ${since}（北京时间）起无新区块。已发送的内容会等待，不会丢失。`,
      };
    }
    case "forked":
      return {
        en: `✗ Forked: block ${fork?.block} of ${fork?.one} is not that of ${fork?.other}. Use neither until it is known which one is wrong.`,
        zh: `✗ 已分叉：${fork?.one} 与 ${fork?.other} 的区块 ${fork?.block} 不同。查明哪一个有误之前，两者均请勿使用。`,
      };
    case "catchingUp":
      return {
        en: `✗ Catching up: the newest block here is ${verdict.age} s old, and the blocks after it are still being fetched from the others. The node does not seal yet, and nothing can be told of the others. Ask again until it is there.`,
        zh: `✗ 正在同步：本处最新区块为 ${verdict.age} 秒前，仍在从其他节点获取区块。该节点尚未签章，其他节点的情况也无从判断。请稍后再次查看，直至同步完成。`,
      };
    case "notBegun":
      if (verdict.hasPeers) {
        return {
          en: "✗ No block but the first: the node has peers, and has not caught up with them, or the chain has not begun. Ask again in a minute; if it stays so, not enough validators run and see each other.",
          zh: "✗ 只有创世区块：节点已有对等节点，但尚未开始同步，或链尚未开始出块。请一分钟后再次查看；如仍如此，则运行并相互连通的验证节点不足。",
        };
      }
      return {
        en: "✗ The chain has not begun: there is no block but the first. Enough validators have to run and see each other.",
        zh: "✗ 链尚未开始出块：只有创世区块。须有足够的验证节点运行并相互连通。",
      };
    case "notSealed":
      return {
        en: "✗ Who seals the blocks cannot be read from them: this is no chain of the consortium's validators, or the node contradicts itself.",
        zh: "✗ 无法从区块中读出由谁签章：该链不是由联盟验证节点签章的链，或节点的回答自相矛盾。",
      };
    case "unreachable":
      if (roll.nodes.length === 0) return { en: "✗ No node of the network answers.", zh: "✗ 网络中没有节点应答。" };
      return {
        en: "✗ No node of the network answers. Nodes answer to their own machine alone: ask there, and where it answers at another place than the file says, name that place, as in --node http://127.0.0.1:8545.",
        zh: "✗ 网络中没有节点应答。节点只应答本机，请在节点机器上运行；实际应答地址与文件不同的，请指明，例如 --node http://127.0.0.1:8545。",
      };
  }
}

function degradedText(verdict: Extract<Verdict, { kind: "degraded" }>, roll: Roll): Text {
  const { silent, unseen, behind, moreMayFail } = verdict;
  const lost = unseen.map((address) => sealerText(address, roll));
  const names = silent.map((address) => sealerText(address, roll));
  const causes: Text[] = [
    ...(silent.length === 0
      ? []
      : [
          {
            en: `${counted(silent.length, "validator")} ${silent.length === 1 ? "does" : "do"} not seal: ${list(names, "en")}`,
            zh: `${silent.length} 个验证节点未签章：${list(names, "zh")}`,
          },
        ]),
    ...(unseen.length === 0
      ? []
      : [
          {
            en: `nobody answers or is connected at ${list(lost, "en")}`,
            zh: `既无应答也无人与之连通：${list(lost, "zh")}`,
          },
        ]),
    ...(behind.length === 0
      ? []
      : [{ en: `behind the others: ${behind.join(", ")}`, zh: `落后于其他节点：${behind.join("、")}` }]),
  ];
  const may = mayFailText(moreMayFail);
  return {
    en: `✗ Degraded: ${causes.map(({ en }) => en).join("; ")}. ${may.en}`,
    zh: `✗ 降级运行：${causes.map(({ zh }) => zh).join("；")}。${may.zh}`,
  };
}

/** What the chain still bears. */
export function mayFailText(more: number): Text {
  if (more < 0) return { en: "The chain is about to stop.", zh: "链即将停止出块。" };
  if (more === 0) return { en: "One more failure stops the chain.", zh: "再有一个验证节点故障，链即停止出块。" };
  return {
    en: `Blocks go on while no more than ${more} ${more === 1 ? "fails" : "fail"}.`,
    zh: `另有不超过 ${more} 个验证节点故障时，仍可出块。`,
  };
}

/** A validator by its node's name and district; by its address where nobody knows it. */
export function sealerText(address: Hex, roll: Roll): Text {
  const sealer = roll.sealerOf(address);
  if (!sealer) return { en: address, zh: address };
  const { node, district } = sealer;
  if (node === undefined) return district;
  return { en: `${node} (${district.en})`, zh: `${district.zh} ${node}` };
}

/** `2026-06-01 09:00:00`, Shanghai time. */
export function momentText(seconds: number): string {
  return new Date((seconds + SHANGHAI_SECONDS) * 1_000).toISOString().slice(0, 19).replace("T", " ");
}

const SHANGHAI_SECONDS = 8 * 3_600;

function list(texts: readonly Text[], lang: "en" | "zh"): string {
  return texts.map((one) => one[lang]).join({ en: ", ", zh: "、" }[lang]);
}

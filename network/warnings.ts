/** What a description may say, but at a price that whoever signs it should know. */
import { isoOfDay, type Day } from "../client/days.ts";
import type { Text } from "../client/text/text.ts";
import { nodesOf, validatorsOf, type Network, type Transition } from "./description.ts";
import { toleranceOf } from "./life/tolerance.ts";

/** Nobody makes a network's files that long before it begins. */
const DAYS_AHEAD = 366;

/** @param today in Shanghai. */
export function warningsOf(network: Network, today: Day): Text[] {
  const validators = validatorsOf(network);
  const { length: count } = validators;
  const { mayFail, mayLie } = toleranceOf(count);
  const warnings: Text[] = [];
  if (mayFail === 0) {
    warnings.push({
      en: `The network has only ${count} of the four validators that it should have: as soon as one of them stands still, no block comes and nothing can be issued or paid until it is back.`,
      zh: `网络只有 ${count} 个验证节点，不足四个，承受不了任何故障：其中任一节点停机，即不再出块，发放和拨付均须等其恢复。`,
    });
  } else if (mayLie === 0) {
    warnings.push({
      en: `The network has only ${count} of the four validators that it should have: ${mayFail} may stand still, but whoever holds one of them, and the lines between the others, can have two histories sealed.`,
      zh: `网络只有 ${count} 个验证节点，不足四个：可容许 ${mayFail} 个停机，但只要有人控制其中一个以及其余节点之间的线路，就可能签出两段历史。`,
    });
  }
  for (const { slug, name } of network.districts) {
    const own = validators.filter(({ district }) => district === slug).length;
    if (mayFail > 0 && own > mayFail) {
      warnings.push({
        en: `${name.en} (${slug}) runs ${own} of the ${count} validators; when it fails, or wishes to, no block comes: ${mayFail} may fail at once. One validator a district is usual.`,
        zh: `${name.zh}（${slug}）运行 ${count} 个验证节点中的 ${own} 个；该区故障或有意停机时即不再出块（至多可同时故障 ${mayFail} 个）。通常每区一个验证节点。`,
      });
    }
  }
  if (nodesOf(network).every(({ kind }) => kind !== "operator")) {
    warnings.push({
      en: "No node is of the kind operator: validators take transactions from their own machine only, so officers could reach the ledger from nowhere else.",
      zh: "没有 operator 类节点：验证节点只接受本机提交的交易，工作人员将无法从其他机器使用账本。",
    });
  }
  const elsewhere = nodesOf(network).filter(({ host }) => host.startsWith("127.") && host !== "127.0.0.1");
  if (elsewhere.length > 0) warnings.push(otherLoopback(elsewhere.map(({ name, host }) => `${name} (${host})`)));
  return [...warnings, ...network.transitions.map(transitionText), ...daysToCome(network, today)];
}

/** Whoever calls from a machine to itself comes from 127.0.0.1, unless it is told otherwise. */
function otherLoopback(names: readonly string[]): Text {
  return {
    en: `On one machine connections come from 127.0.0.1, and a node lets in only whom its list has at that address: ${names.join(", ")} will be refused. For a trial on one machine give all nodes the host 127.0.0.1, each with ports of its own.`,
    zh: `同一台机器上的连接来自 127.0.0.1，而节点按名单中的地址准入：${names.join("、")} 将被拒绝。单机试运行时，请将所有节点的 host 写为 127.0.0.1，各用不同端口。`,
  };
}

function transitionText({ block, validators }: Transition): Text {
  const names = validators.map(({ name }) => name);
  return {
    en: `From block ${block} on ${names.join(", ")} seal, without any vote. Every node of every district has to run with this genesis.json before that block: one with an older genesis stays behind there. The entry stays in the file for good.`,
    zh: `自区块 ${block} 起由 ${names.join("、")} 签章，不经投票。各区的每个节点均须在该区块之前换用此 genesis.json，否则将停在该处。该项须永久保留在文件中。`,
  };
}

/** Days that are probably others than were meant. */
function daysToCome({ startsAt, districts }: Network, today: Day): Text[] {
  const start = isoOfDay(startsAt);
  const late = {
    en: `The first block comes on ${start} and not before, more than a year from now. If the year is wrong, put it right: once the network runs it cannot be.`,
    zh: `首个区块须待 ${start}，距今一年以上。如年份有误，请立即更正：网络运行后不能更改。`,
  };
  const gone = districts
    .flatMap(({ nodes }) => nodes)
    .flatMap(({ name, left }) => (left !== undefined && left > today ? [leavesLater(name, isoOfDay(left))] : []));
  return [...(startsAt > today + DAYS_AHEAD ? [late] : []), ...gone];
}

function leavesLater(name: string, day: string): Text {
  return {
    en: `${name} leaves on ${day} only, and already now no file lets it in any more: hand the files out on that day and not before.`,
    zh: `${name} 的退出日期为 ${day}，尚未到，但生成的文件已不再允许其接入：请到当日再分发这些文件。`,
  };
}

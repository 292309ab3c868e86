/** Who lets whom in: each node has a list on its own disk, made by `network init`, and reads it anew when it is told to. */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Text } from "../../../client/text/text.ts";
import { addPeer, allowList, reloadAllowList, removePeer } from "../../../network/life/allowList.ts";
import { BLOCKS_BEHIND, keyIn } from "../../../network/life/look.ts";
import type { RollNode } from "../../../network/life/roll.ts";
import type { Facts, OwnNode } from "./facts.ts";
import { listed, type Step } from "./step.ts";

export function listsStep(facts: Facts): Step {
  const { direction, own, file } = facts;
  const isAdd = direction === "add";
  const title = isAdd
    ? { en: "Every node lets the new ones in", zh: "各节点允许新节点接入" }
    : { en: "No node lets the district's in any more", zh: "各节点不再允许该区节点接入" };
  const putIt = isAdd ? PUT_NEW(file) : PUT_OUT(file);
  if (!own || isOf(own.known, facts)) {
    // Whom a new node is connected to has let it in.
    const isMet = own !== undefined && (own.look.peers ?? 0) > 0;
    return { key: "lists", title, state: "unknown", found: EACH_ITS_OWN, ...(isMet ? {} : { next: putIt }) };
  }
  if (!own.letsIn) return { key: "lists", title, state: "unknown", found: NOT_TOLD(own), next: RESTART(own, file) };
  const wrong = wrongIn(own.letsIn, facts);
  if (!wrong) {
    const found = {
      en: `${own.known.name} has the list of ${file}. The others: each on its own machine.`,
      zh: `${own.known.name} 的名单与 ${file} 一致；其他节点请各自在本机查看。`,
    };
    return { key: "lists", title, state: "done", found };
  }
  const names = facts.district.map(({ name }) => name);
  const found = {
    en: `The list of ${own.known.name} is not that of ${file}: ${wrong.en}.`,
    zh: `${own.known.name} 的名单与 ${file} 不一致：${wrong.zh}。`,
  };
  const what = {
    en: `${own.known.name} reads its list anew, and ${isAdd ? "calls" : "hangs up on"} ${listed(names, "en")}. ${putIt.en}`,
    zh: `${own.known.name} 重新读取名单，并${isAdd ? "连接" : "断开"} ${listed(names, "zh")}。${putIt.zh}`,
  };
  return {
    key: "lists",
    title,
    state: "open",
    found,
    next: putIt,
    mine: { what, act: async () => reload(own, facts) },
  };
}

async function reload(own: OwnNode, facts: Facts) {
  const { node } = own.look;
  await reloadAllowList(node);
  const wrong = wrongIn((await allowList(node)) ?? [], facts);
  if (wrong) throw stillOld(own, wrong, facts);
  for (const { enode } of facts.district) {
    await (facts.direction === "add" ? addPeer(node, enode) : removePeer(node, enode));
  }
  return {
    data: { reloaded: own.known.name },
    parts: [
      {
        en: `✓ ${own.known.name} has the new list. static-nodes.json counts from its next start.`,
        zh: `✓ ${own.known.name} 已使用新名单。static-nodes.json 自下次启动起生效。`,
      },
    ],
  };
}

/** What the whole list lacks, or has beside what it should have; undefined where it is right. Somebody may have slipped in a node. */
function wrongIn(list: readonly string[], { direction, district, roll }: Facts): Text | undefined {
  const staying = roll.nodes.filter((node) => !district.includes(node));
  const wanted = direction === "add" ? [...staying, ...district] : staying;
  const lacking = wanted.filter(({ enode }) => !list.includes(enode)).map(({ name }) => name);
  const surplus = list
    .filter((enode) => !wanted.some((one) => one.enode === enode))
    .map((enode) => nameOf(enode, [...roll.nodes, ...roll.gone]));
  if (lacking.length + surplus.length === 0) return undefined;
  const said = (lang: "en" | "zh"): string =>
    [
      ...(lacking.length === 0 ? [] : [{ en: "it lacks ", zh: "缺少 " }[lang] + listed(lacking, lang)]),
      ...(surplus.length === 0
        ? []
        : [{ en: "it has, beside its nodes, ", zh: "多出 " }[lang] + listed(surplus, lang)]),
    ].join({ en: "; ", zh: "；" }[lang]);
  return { en: said("en"), zh: said("zh") };
}

/** A node of the file by its name, with the address where that is another one; anybody else by the key's beginning. */
function nameOf(enode: string, nodes: readonly RollNode[]): string {
  const node = nodes.find(({ key }) => key === keyIn(enode));
  if (node?.enode === enode) return node.name;
  return `${node?.name ?? `0x${(keyIn(enode) ?? enode).slice(0, 16)}…`}@${enode.slice(enode.indexOf("@") + 1)}`;
}

/** The new district's nodes run and are connected; or those of the one that goes are not any more. */
export function nodesStep(facts: Facts): Step {
  const { direction, own, district, makesBlocks } = facts;
  const isAdd = direction === "add";
  const key = isAdd ? "nodes" : "off";
  const title = isAdd
    ? { en: "The new nodes run and have caught up", zh: "新节点已运行并完成同步" }
    : { en: "The district's nodes are switched off", zh: "该区节点已停用" };
  const names = district.map(({ name }) => name);
  const next = isAdd ? START(names) : SWITCH_OFF(names);
  if (isAdd && own && isOf(own.known, facts)) {
    const { height, peers, isSyncing } = own.look;
    const behind = facts.height - height;
    const isUp = makesBlocks && !isSyncing && behind <= BLOCKS_BEHIND && (peers ?? 0) > 0;
    const said = (peers ?? 0).toString();
    const found = {
      en: `${own.known.name}: block ${height}, ${said} peers${isSyncing ? ", still fetching blocks" : ""}.`,
      zh: `${own.known.name}：区块 ${height}，对等节点 ${said} 个${isSyncing ? "，仍在同步" : ""}。`,
    };
    return { key, title, state: isUp ? "done" : "open", found, ...(isUp ? {} : { next }) };
  }
  const peerKeys = own?.look.peerKeys;
  if (!own || !peerKeys) return { key, title, state: "unknown", found: PEERS_NOT_TOLD, next };
  const connected = district.filter((one) => one.key !== own.known.key && peerKeys.includes(one.key));
  const wrong = isAdd ? district.filter((one) => !connected.includes(one)) : connected;
  if (wrong.length === 0) return { key, title, state: "done", found: isAdd ? CONNECTED(own) : NOT_CONNECTED(own) };
  const wrongNames = wrong.map(({ name }) => name);
  const found = isAdd
    ? {
        en: `${own.known.name} is not connected to ${listed(wrongNames, "en")}.`,
        zh: `${own.known.name} 未与 ${listed(wrongNames, "zh")} 连通。`,
      }
    : {
        en: `${own.known.name} is still connected to ${listed(wrongNames, "en")}.`,
        zh: `${own.known.name} 仍与 ${listed(wrongNames, "zh")} 连通。`,
      };
  return { key, title, state: "open", found, next };
}

export function isOf(node: RollNode, { district }: Facts): boolean {
  return district.includes(node);
}

const PUT_NEW = (file: string): Text => ({
  en: `First, on each node's machine: the files made anew from ${file}, where who comes has its day under joined (tongdui network init ${file} --out FOLDER --overwrite), take the place of the old ones, and the firewall lets the new address in (CHECKLIST.md).`,
  zh: `请先在各节点机器上：按 ${file}（其中新节点注明 joined 日期）用 tongdui network init ${file} --out 文件夹 --overwrite 重新生成文件并替换原有文件，防火墙放行新地址（见 CHECKLIST.zh-CN.md）。`,
});
const PUT_OUT = (file: string): Text => ({
  en: `First, on each node's machine: the files made anew from ${file}, where who goes has its day under left (tongdui network init ${file} --out FOLDER --overwrite), take the place of the old ones.`,
  zh: `请先在各节点机器上：按 ${file}（其中退出节点注明 left 日期）用 tongdui network init ${file} --out 文件夹 --overwrite 重新生成文件并替换原有文件。`,
});
const EACH_ITS_OWN: Text = {
  en: "Each node tells on its own machine alone.",
  zh: "仅能在各节点本机查看。",
};
const NOT_TOLD = ({ known }: OwnNode): Text => ({
  en: `${known.name} does not tell its list (it serves no PERM).`,
  zh: `${known.name} 不提供名单查询（未开放 PERM 接口）。`,
});
const RESTART = ({ known }: OwnNode, file: string): Text => ({
  en: `Put the files made from ${file} in place, and restart ${known.name}.`,
  zh: `请替换为按 ${file} 生成的文件，并重启 ${known.name}。`,
});
const START = (names: readonly string[]): Text => ({
  en: `The district starts ${listed(names, "en")}; tongdui network status on its machine says when it has caught up.`,
  zh: `请该区启动 ${listed(names, "zh")}；在其机器上用 tongdui network status 查看是否已同步。`,
});
const SWITCH_OFF = (names: readonly string[]): Text => ({
  en: `The district switches off ${listed(names, "en")}, and keeps the keys sealed: proofs of its time rest on them.`,
  zh: `请该区停用 ${listed(names, "zh")}，密钥封存保管：其在任期间的证明以此为据。`,
});
const PEERS_NOT_TOLD: Text = {
  en: "It is not told here who is connected; a validator's own machine tells.",
  zh: "此处无法得知连通情况；请在验证节点本机查看。",
};
const CONNECTED = ({ known }: OwnNode): Text => ({
  en: `${known.name} is connected to them. That they have caught up, their district tells.`,
  zh: `${known.name} 已与其连通。是否已同步，由该区告知。`,
});
const NOT_CONNECTED = ({ known }: OwnNode): Text => ({
  en: `${known.name} is connected to none of them.`,
  zh: `${known.name} 与其均已断开。`,
});

function stillOld({ known }: OwnNode, wrong: Text, { direction, file }: Facts): TongduiError {
  return new TongduiError(
    "AllowListOld",
    {
      en: `${known.name} read its list anew, and it is not that of ${file}: ${wrong.en}. The file on its machine is still the old one.`,
      zh: `${known.name} 已重新读取名单，但名单与 ${file} 不一致：${wrong.zh}。该机器上的文件仍是旧的。`,
    },
    { hint: direction === "add" ? PUT_NEW(file) : PUT_OUT(file) },
  );
}

import { defaulting, defineCommand, needed, optional } from "../../cli/define.ts";
import { commitment } from "../district/commitment.ts";
import { count } from "../options.ts";

const file = needed("FILE", {
  en: "the network's file, in which the district stands",
  zh: "网络文件，其中须有该区",
});
const district = needed("DISTRICT", { en: "its slug in the file, as in suzhou", zh: "文件中的区代号，例如 suzhou" });

const node = defaulting(
  "--node <url>",
  {
    en: "your own node (default: http://127.0.0.1:8545, on the node's machine)",
    zh: "本区节点（默认为节点本机的 http://127.0.0.1:8545）",
  },
  "http://127.0.0.1:8545",
  (typed) => typed,
);
const only = optional("--only <node>", {
  en: "only this one of its nodes, as in place of one whose key is lost; the district itself stays as it is",
  zh: "仅其中一个节点，例如更换密钥丢失的节点；该区本身不变",
});
const threshold = optional(
  "--threshold <number>",
  { en: "an office says: how many districts must agree from then on", zh: "由办公单位指定：此后须同意的区数" },
  count(1, 1_000),
);
const out = optional("--out <file>", {
  en: "the decision's new file (default: decision-consortium-NUMBER.json, here)",
  zh: "决定的新文件（默认为当前文件夹中的 decision-consortium-编号.json）",
});

export const addDistrict = defineCommand({
  words: "add-district",
  text: { en: "take a district and its nodes into the network, step by step", zh: "逐步吸收一个区及其节点加入网络" },
  more: {
    en: `Every party runs this same command, at its office or on its node's machine, as often as it likes. It asks chain, node and ledger how far
things are, shows the steps, does the first one that is yours after a question, and says who must do what next. It keeps no note of
its own: a run that was cut off is run again. The steps: the consortium adds the district on the ledger; every node lets the new ones
in; the new nodes run and have caught up; more than half of the validators vote, each on its own machine; votes that are decided are
taken back; two thirds of the present validators sign the next trust root. Nobody votes while a failure more would stop the chain.`,
    zh: `各方运行同一命令，可在办公单位，也可在节点机器上，次数不限。命令从链、节点和账本查明进展，列出步骤，经确认后办理属于本方的第一项，并说明接下来由谁办理什么。
程序不留自己的记录，中断后重新运行即可。步骤依次为：联盟在账本上登记该区；各节点允许新节点接入；新节点运行并完成同步；过半数验证节点各自在本机投票；
撤销已有结果的投票；现任验证节点三分之二以上签署下一信任根。若再有一个故障即会停链，则不予投票。`,
  },
  arguments: { file, district },
  options: {
    only,
    node,
    safe: optional("--safe <account>", {
      en: "an office says: the address of the district's Safe",
      zh: "由办公单位指定：该区多签账户地址",
    }),
    profile: optional(
      "--profile-commitment <commitment>",
      { en: "an office says: the commitment of its public profile", zh: "由办公单位指定：其公开资料的承诺值" },
      commitment,
    ),
    threshold,
    out,
  },
  examples: [
    {
      line: "tongdui network add-district network.yaml suzhou --dry-run",
      text: { en: "How far is it?", zh: "查看进展：" },
    },
    {
      line: "tongdui network add-district network.yaml suzhou",
      text: { en: "On a validator's machine, do what is its part:", zh: "在验证节点机器上办理本方事项：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../network/change/change.ts")).addDistrictToNetwork,
});

export const retireDistrict = defineCommand({
  words: "retire-district",
  text: { en: "let a district and its nodes leave the network, step by step", zh: "逐步办理一个区及其节点退出网络" },
  more: {
    en: `As add-district: every party runs it, it does the first step that is yours, and says who is next. The order matters: the consortium
retires the district on the ledger; more than half of the validators vote its validators out while they still run; votes are taken
back; two thirds of the validators of the present trust root sign the next one, those that go among them; no node lets the district's
in any more; and last its nodes are switched off. It says what the network bears before and after, and nobody votes where those who
stay would be too few to seal.`,
    zh: `与 add-district 相同：各方运行同一命令，办理属于本方的第一项，并说明接下来由谁办理。顺序不可颠倒：联盟在账本上办理退出；过半数验证节点在该区节点仍运行时投票移除；
撤销投票；现行信任根的验证节点（含退出方）三分之二以上签署下一信任根；各节点不再允许其接入；最后停用其节点。命令说明变更前后的容错能力；留任节点不足以签章的，不予投票。`,
  },
  arguments: { file, district },
  options: { only, node, threshold, out },
  examples: [
    {
      line: "tongdui network retire-district network.yaml suzhou --dry-run",
      text: { en: "What does it take?", zh: "查看所需步骤：" },
    },
    {
      line: "tongdui network retire-district network.yaml wujin --only wujin-1",
      text: { en: "A validator whose key is lost; the district stays:", zh: "移除密钥丢失的验证节点，该区不退出：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../network/change/change.ts")).retireDistrictFromNetwork,
});

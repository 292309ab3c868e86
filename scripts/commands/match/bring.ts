import { defineCommand, several } from "../../cli/define.ts";

const files = several(
  "FILE",
  { en: "signatures' files, or folders of them", zh: "签名文件或其所在文件夹" },
  (typed) => typed,
  "needed",
);

export const post = defineCommand({
  words: "post",
  text: {
    en: "post demands and offers that parties signed (Operator or Bureau)",
    zh: "发布当事方已签署的需求与供给（运营机构或科技局）",
  },
  more: {
    en: `Give the signatures' files with the texts' files, or folders of them. Each is held against the ledger first: wallet, class, admission,
district, last day. The public text is held against what was signed, shown, and kept in this office; what in it looks like personal data
is warned about. What would be refused is named and left, the rest is posted: demands first, then offers. Run it again after an
interruption: nothing is posted twice.`,
    zh: `请提供签名文件和正文文件，或其所在文件夹。发布前逐项与账本核对：签名钱包、服务类别、入库状态、区域、截止日。
公开正文与所签内容核对后显示并留存在本单位，其中疑似个人信息的会提示。账本不予受理的列出原因并搁置，其余照常发布，
先需求、后供给。中断后重新运行即可，不会重复发布。`,
  },
  arguments: { files },
  examples: [
    { line: "tongdui match post in/ --dry-run", text: { en: "See what could be posted:", zh: "查看可发布的内容：" } },
    { line: "tongdui match post in/", text: { en: "Post all of a folder:", zh: "发布文件夹中的全部内容：" } },
  ],
  acts: true,
  work: async () => (await import("../../matching/post.ts")).post,
});

export const accept = defineCommand({
  words: "accept",
  text: {
    en: "record matches that both parties signed (Operator or Bureau)",
    zh: "登记双方已签署的对接（运营机构或科技局）",
  },
  more: {
    en: `Give the two parties' files of each match, made by tongdui sign match, or folders of them. What lacks a half is left. The demand is
matched with that, and an offer that answers it too; an offer to everybody stays open.`,
    zh: `请提供每次对接的双方签名文件（由 tongdui sign match 生成）或其所在文件夹；缺少一方签名的搁置。
登记后该需求即已对接，专门应答它的供给也随之对接；面向所有企业的供给仍然开放。`,
  },
  arguments: { files },
  examples: [
    { line: "tongdui match accept in/", text: { en: "All matches of a folder:", zh: "登记文件夹中的全部对接：" } },
  ],
  acts: true,
  work: async () => (await import("../../matching/accept.ts")).acceptMatches,
});

export const withdraw = defineCommand({
  words: "withdraw",
  text: { en: "hand in that a demand or an offer is taken back (anyone)", zh: "提交需求或供给的撤回（任何人）" },
  more: {
    en: `The file is made by tongdui sign post-withdrawal; of what is not posted or matched yet, by tongdui sign withdrawal, and then that
signature is worth nothing. What was matched before stays matched.`,
    zh: `文件由 tongdui sign post-withdrawal 生成；尚未发布或对接的，由 tongdui sign withdrawal 生成，提交后原签名失效。
此前已对接的不受影响。`,
  },
  arguments: { files },
  examples: [
    {
      line: "tongdui match withdraw in/",
      text: { en: "All withdrawals of a folder:", zh: "文件夹中的全部撤回文件：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../matching/withdraw.ts")).withdrawPosts,
});

export const record = defineCommand({
  words: "record",
  text: {
    en: "record placed orders under the matches that they name (anyone)",
    zh: "将订单登记在其对接之下（任何人）",
  },
  more: {
    en: `Both parties signed the match's number as the order's reference; so anybody can record it. Without an order, all that name a match and
are not recorded yet.`,
    zh: "订单的关联编号即对接编号，双方均已签署，因此任何人都可登记。未指定订单时，登记全部关联了对接而尚未登记的订单。",
  },
  arguments: {
    orders: several("ORDER", {
      en: "orders as tongdui order show takes them (default: all that are to be recorded)",
      zh: "订单，写法同 tongdui order show（默认为全部待登记的订单）",
    }),
  },
  examples: [{ line: "tongdui match record", text: { en: "All that are placed:", zh: "登记全部：" } }],
  acts: true,
  work: async () => (await import("../../matching/record.ts")).recordOrders,
});

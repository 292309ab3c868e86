/** The commands' first words, in the order in which the help lists them. */
import type { Group } from "../cli/define.ts";

export const groups: readonly Group[] = [
  {
    name: "init",
    text: { en: "write the profile: nodes, deployment, key", zh: "生成配置文件：节点、部署文件、密钥" },
    load: async () => (await import("./init/index.ts")).commands,
  },
  {
    name: "doctor",
    text: { en: "check nodes, chain, contracts, clock and rights", zh: "检查节点、链、合约、时钟与权限" },
    load: async () => (await import("./doctor/index.ts")).commands,
  },
  {
    name: "whoami",
    text: { en: "say which account this is and what it may do", zh: "显示当前账户及其权限" },
    load: async () => (await import("./whoami/index.ts")).commands,
  },
  {
    name: "key",
    text: { en: "create, import and list keys", zh: "创建、导入、查看密钥" },
    load: async () => (await import("./key/index.ts")).commands,
  },
  {
    name: "deploy",
    text: { en: "deploy a ledger, and verify one", zh: "部署账本、核验部署" },
    load: async () => (await import("./deploy/index.ts")).commands,
  },
  {
    name: "district",
    text: { en: "districts of the consortium", zh: "联盟成员区" },
    load: async () => (await import("./district/index.ts")).commands,
  },
  {
    name: "officer",
    text: { en: "who holds which duty", zh: "人员与职责" },
    load: async () => (await import("./officer/index.ts")).commands,
  },
  {
    name: "safe",
    text: { en: "decisions that take several signatures", zh: "多签事项" },
    under: {
      decide: { en: "what the districts decide together (consortium)", zh: "须由各区共同决定的事项（联盟）" },
      signer: { en: "who signs for a Safe, and how many must", zh: "多签账户的签署人和签署门限" },
    },
    load: async () => (await import("./safe/index.ts")).commands,
  },
  {
    name: "program",
    text: { en: "programs: a policy with its budget", zh: "项目：政策及其预算" },
    load: async () => (await import("./program/index.ts")).commands,
  },
  {
    name: "budget",
    text: { en: "raise and lower a program's budget", zh: "增加、减少项目预算" },
    load: async () => (await import("./budget/index.ts")).commands,
  },
  {
    name: "policy",
    text: { en: "what an enterprise can get under which program", zh: "政策咨询：企业可获得哪些抵用" },
    load: async () => (await import("./policy/index.ts")).commands,
  },
  {
    name: "enterprise",
    text: { en: "the register of enterprises", zh: "企业登记" },
    load: async () => (await import("./enterprise/index.ts")).commands,
  },
  {
    name: "admission",
    text: { en: "apply for admission at a district's office, and answer", zh: "在办公系统申请入库及其审核" },
    load: async () => (await import("./admission/index.ts")).commands,
  },
  {
    name: "provider",
    text: { en: "admission of service providers", zh: "服务机构入库" },
    load: async () => (await import("./provider/index.ts")).commands,
  },
  {
    name: "suspension",
    text: { en: "appeal against a provider's suspension, and decide", zh: "服务机构暂停的申诉及其办理" },
    load: async () => (await import("./suspension/index.ts")).commands,
  },
  {
    name: "wallet",
    text: { en: "replace the wallet that signs for a party", zh: "更换企业或服务机构的签名钱包" },
    load: async () => (await import("./wallet/index.ts")).commands,
  },
  {
    name: "voucher",
    text: { en: "plan, announce, approve, issue and look after vouchers", zh: "双创券的编制、公示、审批、发放与管理" },
    load: async () => (await import("./voucher/index.ts")).commands,
  },
  {
    name: "application",
    text: { en: "apply for vouchers at a district's office, and answer", zh: "在办公系统申请双创券及其审核" },
    load: async () => (await import("./application/index.ts")).commands,
  },
  {
    name: "sign",
    text: { en: "sign as enterprise or provider; needs no node", zh: "以企业或服务机构身份签名，无需连接节点" },
    load: async () => (await import("./sign/index.ts")).commands,
  },
  {
    name: "match",
    text: { en: "demands, offers, and which go together", zh: "需求与供给的发布和对接" },
    load: async () => (await import("./match/index.ts")).commands,
  },
  {
    name: "order",
    text: {
      en: "draft, place, cancel and look up orders; unanswered claims",
      zh: "订单的生成、登记、取消、查询与未答复申请",
    },
    load: async () => (await import("./order/index.ts")).commands,
  },
  {
    name: "redeem",
    text: { en: "draft claims, and redeem what was delivered", zh: "生成核销申请、批量核销" },
    load: async () => (await import("./redeem/index.ts")).commands,
  },
  {
    name: "desk",
    text: { en: "the officers' desk in your browser", zh: "浏览器中的工作台" },
    load: async () => (await import("./desk/index.ts")).commands,
  },
  {
    name: "object",
    text: { en: "object during a public notice", zh: "公示期内提出异议" },
    load: async () => (await import("./object/index.ts")).commands,
  },
  {
    name: "resolve",
    text: { en: "end an objection", zh: "处理异议" },
    load: async () => (await import("./resolve/index.ts")).commands,
  },
  {
    name: "reject",
    text: { en: "reject a redemption", zh: "驳回核销" },
    load: async () => (await import("./reject/index.ts")).commands,
  },
  {
    name: "payment",
    text: { en: "open payments, export them to the bank, settle them", zh: "拨付批次的建立、导出银行与结算" },
    load: async () => (await import("./payment/index.ts")).commands,
  },
  {
    name: "claw-back",
    text: { en: "order money back and record it", zh: "追回资金及记录" },
    load: async () => (await import("./claw-back/index.ts")).commands,
  },
  {
    name: "document",
    text: { en: "documents behind commitments", zh: "承诺值对应的文件" },
    load: async () => (await import("./document/index.ts")).commands,
  },
  {
    name: "nullifier",
    text: { en: "marks against double funding, and their keys", zh: "查重码及其密钥" },
    under: {
      key: { en: "the keys under which the marks are made", zh: "计算查重码所用的密钥" },
      compute: { en: "make a mark anew, to compare it with the ledger's", zh: "重新计算查重码，与账本核对" },
    },
    load: async () => (await import("./nullifier/index.ts")).commands,
  },
  {
    name: "prove",
    text: { en: "write a proof that anybody can check without a node", zh: "生成证明文件，任何人无需节点即可核验" },
    load: async () => (await import("./prove/index.ts")).commands,
  },
  {
    name: "verify",
    text: {
      en: "check a proof; needs no node, no profile and no network",
      zh: "核验证明文件，无需节点、配置文件和网络",
    },
    load: async () => (await import("./verify/index.ts")).commands,
  },
  {
    name: "trust-root",
    text: {
      en: "what proofs are checked against: make, sign, compare",
      zh: "核验证明所依据的信任根：生成、签署、比对",
    },
    load: async () => (await import("./trust-root/index.ts")).commands,
  },
  {
    name: "report",
    text: { en: "reports as tables, CSV or Excel", zh: "报表（表格、CSV、Excel）" },
    load: async () => (await import("./report/index.ts")).commands,
  },
  {
    name: "audit",
    text: { en: "replay and prove the whole ledger; draw samples", zh: "重放并核验整个账本、抽取审计样本" },
    load: async () => (await import("./audit/index.ts")).commands,
  },
  {
    name: "network",
    text: {
      en: "the consortium's chain: set up its nodes, watch and mend them",
      zh: "联盟链网络：建立、查看和维护节点",
    },
    load: async () => (await import("./network/index.ts")).commands,
  },
  {
    name: "practice",
    text: { en: "a ledger on this machine to practise on", zh: "本机练习账本" },
    load: async () => (await import("./practice/index.ts")).commands,
  },
];

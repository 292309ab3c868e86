import { defineCommand, optional, several, word } from "../../cli/define.ts";
import { notice, nullifierPasswordFile, order, reason, secondOfficer } from "../options.ts";

const files = several(
  "FILE",
  { en: "signatures' files, or folders of them", zh: "签名文件或其所在文件夹" },
  (typed) => typed,
  "needed",
);

export const claim = defineCommand({
  words: "claim",
  text: {
    en: "record a claim that the enterprise has not accepted (Operator or Approver)",
    zh: "登记企业尚未确认的核销申请（运营机构或审批人）",
  },
  more: {
    en: `Where claim and acceptance are both there, tongdui redeem takes them at once. A claim alone holds the lock, and the enterprise may answer
within the program's grace period: tongdui order accept, tongdui order refuse. If it is silent, its Bureau and Approver decide in its
stead: tongdui order decide. The invoices' marks are computed anew and compared, as tongdui redeem does.`,
    zh: `申请和确认齐备时直接用 tongdui redeem 核销。仅有申请时由此登记，锁定券额保留，企业可在项目规定的宽限期内答复（tongdui order accept、
tongdui order refuse）；逾期不答复的，由所属区科技局和审批人代为决定（tongdui order decide）。发票查重码重新计算并比对，与 tongdui redeem 相同。`,
  },
  arguments: { files },
  options: { nullifierPasswordFile },
  examples: [{ line: "tongdui order claim in/", text: { en: "All claims of a folder:", zh: "文件夹中的全部申请：" } }],
  acts: true,
  work: async () => (await import("../../orders/claims/claim.ts")).claimOrders,
});

export const accept = defineCommand({
  words: "accept",
  text: {
    en: "hand in the acceptance of a recorded claim (Operator or Approver)",
    zh: "提交企业对已登记申请的确认（运营机构或审批人）",
  },
  more: {
    en: "The enterprise's acceptance (tongdui sign acceptance) of a claim that tongdui order claim recorded. The order is redeemed, and its public notice begins.",
    zh: "用于 tongdui order claim 已登记的申请：提交企业的确认文件（由 tongdui sign acceptance 生成），订单随即核销并开始公示。",
  },
  arguments: { files },
  options: { ...notice, nullifierPasswordFile },
  examples: [
    {
      line: "tongdui order accept in/ --notice-days 5",
      text: { en: "With a notice of five working days:", zh: "公示 5 个工作日：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../orders/claims/accept.ts")).acceptClaims,
});

export const refuse = defineCommand({
  words: "refuse",
  text: {
    en: "hand in the refusal of a recorded claim (Operator or Approver)",
    zh: "提交企业对已登记申请的拒绝（运营机构或审批人）",
  },
  more: {
    en: "The enterprise's refusal (tongdui sign refusal). The order is open again with its lock, and the provider can claim anew.",
    zh: "提交企业的拒绝文件（由 tongdui sign refusal 生成）。订单恢复、锁定保留，服务机构可重新申请。",
  },
  arguments: { files },
  examples: [
    { line: "tongdui order refuse in/", text: { en: "All refusals of a folder:", zh: "文件夹中的全部拒绝文件：" } },
  ],
  acts: true,
  work: async () => (await import("../../orders/claims/refuse.ts")).refuseClaims,
});

export const decide = defineCommand({
  words: "decide",
  text: {
    en: "decide on a claim in a silent enterprise's stead (Bureau, Approver)",
    zh: "企业逾期不答复时代为决定核销申请（科技局、审批人）",
  },
  more: {
    en: `Possible once the enterprise's grace period has passed. The home Bureau proposes to accept or to refuse, with the reason; the home Approver
confirms, and where the claim is accepted says when the public notice ends. Accepted, the order is redeemed; refused, it is open again
and the provider can claim anew.`,
    zh: `企业答复期过后方可办理。由所属区科技局提出接受或拒绝并写明理由，审批人确认；接受的，由审批人给出公示截止日。接受则订单核销，
拒绝则订单恢复，服务机构可重新申请。`,
  },
  arguments: { order },
  options: {
    decision: optional(
      "--decision <word>",
      { en: "accept or refuse", zh: "决定：accept 接受，refuse 拒绝" },
      word("accept", "refuse"),
    ),
    reason,
    ...secondOfficer,
    ...notice,
  },
  examples: [
    {
      line: 'tongdui order decide 0x3f2a9c1b --decision accept --reason "The report lies before us; the firm does not answer"',
      text: { en: "The Bureau proposes:", zh: "科技局提出：" },
    },
    {
      line: "tongdui order decide 0x3f2a9c1b --confirm --notice-days 5",
      text: { en: "The Approver confirms:", zh: "审批人确认：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../orders/claims/decide.ts")).decide,
});

export const withdraw = defineCommand({
  words: "withdraw",
  text: { en: "hand in what a signer took back (anyone)", zh: "提交签署方撤回的签名（任何人）" },
  more: {
    en: `The file is made by tongdui sign withdrawal. From then on the ledger does not take that signature: an order cannot be placed with it, a
claim, an acceptance, a refusal or a cancellation not be handed in. What was done with it before stays done.`,
    zh: `文件由 tongdui sign withdrawal 生成。提交后账本不再接受该签名：不能再用于登记订单，也不能再用于申请、确认、拒绝或取消。
此前已办理的不受影响。`,
  },
  arguments: { files },
  examples: [
    {
      line: "tongdui order withdraw in/",
      text: { en: "All withdrawals of a folder:", zh: "文件夹中的全部撤回文件：" },
    },
  ],
  acts: true,
  work: async () => (await import("../../orders/withdrawSignatures.ts")).withdrawSignatures,
});

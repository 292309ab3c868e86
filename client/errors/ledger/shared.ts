/** Errors that several contracts share: who may act, the second officer, objections, batches, new wallets, the edition. */
import { defineSentences } from "../catalogue.ts";

export const SHARED_SENTENCES = defineSentences({
  // contracts/base/LedgerPart.sol
  DutyMissing: {
    args: { account: "account", district: "district", duty: "duty" },
    en: "The account {account} does not hold the duty {duty} in {district}. Somebody who holds it has to do this.",
    zh: "账户 {account} 在{district}没有“{duty}”职责，须由具备该职责的人员办理。",
  },
  OnlyPart: {
    args: { account: "account", part: "account" },
    en: "Only the ledger itself ({part}) does this step, not the account {account}. Use the ordinary act that leads to it.",
    zh: "此步骤只能由账本自身（{part}）执行，账户 {account} 不能直接办理。请使用相应的正常功能。",
  },

  // contracts/base/Batches.sol
  OnlyItself: {
    args: { account: "account" },
    en: "This step runs only inside a batch; the account {account} cannot do it by itself. Send a batch of one item.",
    zh: "此步骤只能在批次内执行，账户 {account} 不能单独办理。请按只含一项的批次提交。",
  },
  BatchEmpty: {
    args: {},
    en: "The batch has no items. Put in at least one.",
    zh: "批次中没有任何项目，请至少填入一项。",
  },
  BatchTooLong: {
    args: { items: "number", most: "number" },
    en: "The batch has {items} items, and at most {most} go into one. Split it.",
    zh: "批次共 {items} 项，每批最多 {most} 项，请拆分后提交。",
  },

  // contracts/base/TwoOfficers.sol
  AlreadyProposed: {
    args: { matter: "unsaid", by: "account" },
    en: "The account {by} has already proposed exactly this. A second officer can confirm it now.",
    zh: "账户 {by} 已提出完全相同的事项，现可由另一名有权人员确认。",
  },
  NotProposed: {
    args: { matter: "unsaid" },
    en: "Nobody has proposed exactly this. Compare every entry with the proposal, or propose it first.",
    zh: "没有与此完全一致的提议。请逐项核对提议内容，或先行提出。",
  },
  ProposalLapsed: {
    args: { matter: "unsaid", lapsedAt: "moment" },
    en: "The proposal lapsed on {lapsedAt}, Shanghai time. Propose it again.",
    zh: "该提议已于北京时间 {lapsedAt} 失效，请重新提出。",
  },
  SameOfficer: {
    args: { account: "account" },
    en: "The account {account} has already acted on this. A second person has to take this step.",
    zh: "账户 {account} 已办理过此事的前一步，这一步须由另一人办理。",
  },
  NotTheProposer: {
    args: { account: "account", proposer: "account" },
    en: "Only {proposer}, who made the proposal, can take it back; {account} cannot.",
    zh: "只有提出人 {proposer} 可以撤回该提议，账户 {account} 不能撤回。",
  },

  // contracts/base/Objections.sol
  NoHearing: {
    args: { subject: "subject" },
    en: "{subject} is not at a stage at which anybody can object. Objections are taken while its public notice runs.",
    zh: "{subject} 当前不在可提出异议的阶段。异议须在公示期内提出。",
  },
  SeatIsHome: {
    args: { subject: "subject" },
    en: "For {subject} the provider's district is the home district, which has one voice. Object as the home district.",
    zh: "{subject} 的服务机构所在区就是所属区，只有一个异议席位，请以所属区名义提出。",
  },
  NoticeOver: {
    args: { subject: "subject", noticeEnd: "day" },
    en: "The public notice of {subject} ended with {noticeEnd}, and objections are no longer taken. Turn to its home Bureau.",
    zh: "{subject} 的公示期已于 {noticeEnd}（含当日）结束，不再受理异议。请联系发券区科技局。",
  },
  ObjectedBefore: {
    args: { subject: "subject", seat: "seat" },
    en: "The {seat} has already objected to {subject}, and may do so once only.",
    zh: "{seat}已对 {subject} 提出过异议，只能提出一次。",
  },
  NoOpenObjection: {
    args: { subject: "subject", seat: "seat" },
    en: "The {seat} has no open objection to {subject}. Check whose objection is meant.",
    zh: "{seat}对 {subject} 没有未了结的异议。请核对异议的提出方。",
  },
  NotADistrictsObjection: {
    args: { seat: "seat" },
    en: "A district cannot settle an objection of the {seat}: the {seat} withdraws it, or the consortium overrules it.",
    zh: "{seat}的异议不能由区处理，须由{seat}撤回，或由联盟裁定。",
  },
  ObjectionOpen: {
    args: { subject: "subject", seat: "seat" },
    en: "An objection of the {seat} to {subject} is open. It has to be settled first.",
    zh: "{seat}对 {subject} 的异议尚未了结，须先行处理。",
  },

  // contracts/base/Wallets.sol
  WalletMissing: {
    args: {},
    en: "The wallet is empty. Give the address that signs for the party.",
    zh: "签名账户为空，请填写代表该单位签名的地址。",
  },
  WalletStopped: {
    args: { party: "packed" },
    en: "Nobody signs for {party} now, because a new wallet was proposed for it. Wait until it is confirmed or cancelled.",
    zh: "{party} 正在更换签名账户，目前无人可代表其签名。请等待更换被确认或取消。",
  },
  RotationOpen: {
    args: { party: "packed" },
    en: "A new wallet was already proposed for {party}. Confirm or cancel that one first.",
    zh: "{party} 已有待确认的新签名账户，请先确认或取消。",
  },
  NoRotation: {
    args: { party: "packed" },
    en: "No new wallet was proposed for {party}. Propose one first.",
    zh: "{party} 没有待确认的新签名账户，请先提出。",
  },
  OtherWalletProposed: {
    args: { party: "packed", proposed: "account" },
    en: "For {party} another wallet was proposed: {proposed}. Compare it with what the party gave you.",
    zh: "为 {party} 提出的是另一签名账户：{proposed}。请与该单位提供的地址核对。",
  },
  RotationTooEarly: {
    args: { party: "packed", from: "moment" },
    en: "The new wallet of {party} can be confirmed from {from}, Shanghai time.",
    zh: "{party} 的新签名账户须自北京时间 {from} 起方可确认。",
  },

  // contracts/base/Soulbound.sol
  NotTransferable: {
    args: {},
    en: "Vouchers and certificates cannot be transferred. To change who signs, propose a new wallet.",
    zh: "双创券和入库证书均不可转让。如需更换签名人，请提出更换签名账户。",
  },
  TokenUnknown: {
    args: { tokenId: "packed" },
    en: "There is no voucher or certificate {tokenId}. Check the number.",
    zh: "编号为 {tokenId} 的双创券或入库证书不存在，请核对编号。",
  },
  NoHolder: {
    args: { account: "account" },
    en: "The account {account} can hold neither vouchers nor certificates. Ask for an enterprise or a provider.",
    zh: "账户 {account} 不能持有双创券或入库证书，请按企业或服务机构查询。",
  },

  // contracts/Edition.sol
  OnlyDeployer: {
    args: { account: "account" },
    en: "Only the account that began the deployment goes on with it, not {account}. Use that account.",
    zh: "只有启动部署的账户可以继续部署，账户 {account} 不可以。请改用原账户。",
  },
  PartOutOfOrder: {
    args: { asked: "number", expected: "number" },
    en: "Contract {asked} of the ledger was asked for where {expected} was expected. Run the deployment again: it goes on where it stopped.",
    zh: "账本合约序号应为 {expected}，收到的是 {asked}。请重新运行部署，将从中断处继续。",
  },
  PartUnknown: {
    args: { number: "number" },
    en: "The ledger has contracts 1 to 9, and no number {number}.",
    zh: "账本合约序号为 1 至 9，没有 {number} 号。",
  },
  PartNotCreated: {
    args: { number: "number" },
    en: "Contract {number} of the ledger could not be created. Compare its code with the build, then deploy again.",
    zh: "账本的第 {number} 个合约未能创建。请核对其代码与构建结果后重新部署。",
  },
});

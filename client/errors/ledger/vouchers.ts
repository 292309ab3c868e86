/** Errors about announced lists and vouchers. */
import { defineSentences } from "../catalogue.ts";

export const VOUCHER_SENTENCES = defineSentences({
  // contracts/vouchers/Issuing.sol
  BatchUnknown: {
    args: { batch: "hash" },
    en: "The list {batch} was never announced. Check the program and the file.",
    zh: "名单 {batch} 从未公示，请核对项目和文件。",
  },
  BatchIn: {
    args: { batch: "hash", stage: "listStage" },
    en: "The list {batch} is {stage}, so there is nothing more to do with it.",
    zh: "名单 {batch} 当前状态为“{stage}”，不能再办理此事。",
  },
  AnnouncedBefore: {
    args: { batch: "hash" },
    en: "This very list was announced before ({batch}), and a list is announced once only. Check that the file is not an old one.",
    zh: "同一份名单（{batch}）已经公示过，每份名单只能公示一次。请核对是否误用旧文件。",
  },
  NothingAnnounced: {
    args: {},
    en: "The list has no items or adds up to nothing. Check the file.",
    zh: "名单没有项目或合计为零，请核对文件。",
  },
  NotConcerned: {
    args: { batch: "hash", district: "district" },
    en: "The list {batch} does not need the approval of {district}. Approve it for the home district or a joint one.",
    zh: "名单 {batch} 无需{district}审批，只由所属区和联合发放区审批。",
  },
  ApprovedBefore: {
    args: { batch: "hash", district: "district" },
    en: "The list {batch} already has the approval of {district}.",
    zh: "名单 {batch} 已经得到{district}的审批，无需重复。",
  },
  ApprovalsMissing: {
    args: { batch: "hash", given: "number", needed: "number" },
    en: "The list {batch} has {given} of the {needed} approvals that it needs. Ask the missing districts.",
    zh: "名单 {batch} 需要 {needed} 个区审批，目前为 {given} 个。请联系尚未审批的区。",
  },
  BatchLapsed: {
    args: { batch: "hash", lastDay: "day" },
    en: "The list {batch} lapsed after {lastDay}. What was not issued has to be announced in a new list.",
    zh: "名单 {batch} 已于 {lastDay} 之后失效，未发放部分须以新名单重新公示。",
  },
  NotWhatWasAnnounced: {
    args: { batch: "hash", expected: "hash", given: "hash" },
    en: "These are not the next items of the list {batch}: {expected} is expected, {given} was given. Use the announced file and go on where it stopped.",
    zh: "这些不是名单 {batch} 接下来的项目：应为 {expected}，收到 {given}。请使用公示时的文件，并从中断处继续。",
  },
  CountDiffers: {
    args: { batch: "hash", announced: "itemCount", items: "number" },
    en: "The list {batch} was announced with {announced}, and this would make {items}. Withdraw it and announce it rightly.",
    zh: "名单 {batch} 公示为 {announced}，实际将达 {items} 项。请撤回后重新公示。",
  },
  TotalDiffers: {
    args: { batch: "hash", announced: "fen", items: "fen" },
    en: "The list {batch} was announced with {announced} in all, and its items add up to {items}. Withdraw it and announce it rightly.",
    zh: "名单 {batch} 公示合计 {announced}，各项合计为 {items}。请撤回后重新公示。",
  },

  // contracts/vouchers/VoucherStore.sol and contracts/Vouchers.sol
  VoucherUnknown: {
    args: { voucher: "voucher" },
    en: "There is no voucher {voucher}. Check the number.",
    zh: "双创券 {voucher} 不存在，请核对编号。",
  },
  VoucherIn: {
    args: { voucher: "voucher", status: "voucherStatus" },
    en: "Voucher {voucher} is {status}, which rules this out.",
    zh: "双创券 {voucher} 当前状态为“{status}”，不能办理此事。",
  },
  RemainingExceeded: {
    args: { voucher: "voucher", remaining: "fen", asked: "fen" },
    en: "Voucher {voucher} has {remaining} left, and {asked} is asked for. Lower the amount and sign again.",
    zh: "双创券 {voucher} 余额为 {remaining}，本次申请 {asked}。请降低金额后重新签名。",
  },
  SequenceExhausted: {
    args: { voucher: "voucher" },
    en: "Voucher {voucher} has had as many changes as it may have for this. Use another voucher; its home Bureau and Approver can revoke this one.",
    zh: "双创券 {voucher} 的变更次数已达上限，不能再办理此事项。请使用其他双创券；本券可由科技局提出、审批人确认后撤销。",
  },

  // contracts/vouchers/Lifetime.sol
  FreezeDaysUnfit: {
    args: { asked: "number", most: "number" },
    en: "A freeze of {asked} days is not possible. Choose 1 to {most} days.",
    zh: "不能冻结 {asked} 天，请在 1 至 {most} 天之间选择。",
  },
  VoucherFrozen: {
    args: { voucher: "voucher", until: "moment" },
    en: "Voucher {voucher} is frozen until {until}, Shanghai time. Wait, or ask whoever froze it.",
    zh: "双创券 {voucher} 已冻结至北京时间 {until}。请等待解冻，或联系冻结机关。",
  },
  VoucherNotFrozen: {
    args: { voucher: "voucher" },
    en: "Voucher {voucher} is not frozen, so there is nothing to end.",
    zh: "双创券 {voucher} 未被冻结，无需解冻。",
  },
  FrozenBefore: {
    args: { voucher: "voucher" },
    en: "Voucher {voucher} was frozen before. A further freeze has to be asked for and granted by the home Approver.",
    zh: "双创券 {voucher} 曾被冻结，再次冻结须提出申请并由所属区审批人确认。",
  },
  NeverFrozen: {
    args: { voucher: "voucher" },
    en: "Voucher {voucher} was never frozen. A first freeze needs no second officer: freeze it at once.",
    zh: "双创券 {voucher} 从未冻结，首次冻结无需第二人，请直接冻结。",
  },
  ExtendedBefore: {
    args: { voucher: "voucher" },
    en: "Each voucher is extended once, and voucher {voucher} has been: it is not extended again.",
    zh: "每张券只能延期一次，双创券 {voucher} 此前已延期，本次未办理。",
  },
  NoExtension: {
    args: { voucher: "voucher" },
    en: "The program of voucher {voucher} gives no extension.",
    zh: "双创券 {voucher} 所属项目不允许延期。",
  },
  UseByPassed: {
    args: { voucher: "voucher", useBy: "day" },
    en: "Voucher {voucher} could be used through {useBy}, and that day has passed.",
    zh: "双创券 {voucher} 的使用期限至 {useBy}（含当日），现已过期。",
  },
});

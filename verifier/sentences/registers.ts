/** A provider's admission, and a program with its budget. */
import type { FactKinds } from "../facts.ts";
import { dayText } from "../ledger/days.ts";
import { providerText } from "../ledger/ids.ts";
import type { ProgramStatus } from "../ledger/program.ts";
import type { ProviderStatus } from "../ledger/provider.ts";
import type { Text } from "../refusal.ts";
import type { Sentences } from "./facts.ts";
import { counted, listed, percent, yuan } from "./words.ts";

type Kinds = Pick<FactKinds, "provider" | "certificate" | "signing" | "program" | "terms" | "budget">;

const PROVIDER: Readonly<Record<ProviderStatus, Text>> = {
  proposed: { en: "proposed, and not admitted yet", zh: "已推荐，尚未入库" },
  countersigned: { en: "countersigned, and not admitted yet", zh: "已会签，尚未入库" },
  declined: { en: "declined: it is not admitted", zh: "不予入库" },
  admitted: { en: "admitted", zh: "已入库" },
  suspended: { en: "suspended: no new orders are placed with it", zh: "暂停，不得承接新订单" },
  removed: { en: "removed: no new orders are placed with it", zh: "已移出，不得承接新订单" },
  blacklisted: { en: "blacklisted", zh: "已列入黑名单" },
};

const PROGRAM: Readonly<Record<ProgramStatus, Text>> = {
  proposed: { en: "proposed and not open yet", zh: "已提出，尚未开放" },
  open: { en: "open", zh: "开放" },
  stopped: {
    en: "stopped: nothing is issued under it, and no order placed",
    zh: "已停用，不再发放双创券，也不再登记订单",
  },
};

export const REGISTER_SENTENCES: Sentences<Kinds> = {
  provider: ({ provider, district, status, noticeEnd }) => {
    const notice =
      status === "countersigned"
        ? { en: `, with public notice through ${dayText(noticeEnd)}`, zh: `，公示至 ${dayText(noticeEnd)}` }
        : { en: "", zh: "" };
    return {
      en: `Provider ${providerText(provider)} of ${district.en} is ${PROVIDER[status].en}${notice.en}.`,
      zh: `服务机构 ${providerText(provider)}（${district.zh}）：${PROVIDER[status].zh}${notice.zh}。`,
    };
  },

  certificate: ({ validFrom, validThrough, within, classes }) => {
    const today = within ? { en: "within", zh: "在该期限内" } : { en: "outside", zh: "不在该期限内" };
    return {
      en: `Its entry is for service classes ${classes.join(", ")}, with a term from ${dayText(validFrom)} through ${dayText(validThrough)}. The day of the proof is ${today.en} that term.`,
      zh: `登记的服务类别：${classes.join("、")}；登记期限 ${dayText(validFrom)} 至 ${dayText(validThrough)}，证明当日${today.zh}。`,
    };
  },

  signing: ({ wallet, stopped, profile }) => {
    const change = stopped
      ? { en: ", which is stopped while it is being replaced", zh: "（更换办理中，已停用）" }
      : { en: "", zh: "" };
    return {
      en: `It signs with the account ${wallet}${change.en}. Its profile has the commitment ${profile}.`,
      zh: `签署账户 ${wallet}${change.zh}。机构资料的承诺值 ${profile}。`,
    };
  },

  program: ({ program, home, joint, status }) => {
    const also = listed(joint);
    const together =
      joint.length === 0
        ? { en: "", zh: "" }
        : { en: ` Each issue also needs the approval of ${also.en}.`, zh: `每次发放还须${also.zh}审批。` };
    return {
      en: `Program ${program} of ${home.en} is ${PROGRAM[status].en}.${together.en}`,
      zh: `${home.zh}的项目 ${program}：${PROGRAM[status].zh}。${together.zh}`,
    };
  },

  terms: (t) => {
    const extension =
      t.extensionDays === 0
        ? { en: "no extension", zh: "不得延期" }
        : { en: `one extension of ${counted(t.extensionDays, "day")}`, zh: `可延期一次 ${t.extensionDays} 天` };
    return {
      en: `Its terms, which never change: a voucher covers ${percent(t.share)} of a contract of at least ${yuan(t.leastContract)}; at most ${yuan(t.greatestFace)} a voucher and ${yuan(t.yearlyCap)} a year for the firms of one controller; use within ${counted(t.useByDays, "day")}, claims within ${t.claimByDays} more, ${extension.en}; public notices of ${t.noticeFloor} to ${counted(t.noticeCeiling, "day")}; grace of ${counted(t.graceDays, "day")}; objections resolved within ${counted(t.resolveDays, "day")}; last day of issue ${dayText(t.lastIssueDay)}; service classes ${t.classes.join(", ")}; policy document ${t.policy} (SHA-256).`,
      zh: `条款（不再更改）：抵用合同金额的 ${percent(t.share)}，合同金额不低于 ${yuan(t.leastContract)}；单张最高 ${yuan(t.greatestFace)}，同一实际控制人名下企业每年最高 ${yuan(t.yearlyCap)}；下单期限 ${t.useByDays} 天，其后 ${t.claimByDays} 天内可申请核销，${extension.zh}；公示期 ${t.noticeFloor} 至 ${t.noticeCeiling} 天；宽限期 ${t.graceDays} 天；异议处理期限 ${t.resolveDays} 天；最后发放日 ${dayText(t.lastIssueDay)}；服务类别 ${t.classes.join("、")}；政策文件 SHA-256 ${t.policy}。`,
    };
  },

  budget: ({ approved, outstanding, redeemed, paid, recovered, available }) => ({
    en: `Its approved budget is ${yuan(approved)}: ${yuan(outstanding)} is on vouchers and not redeemed, ${yuan(redeemed)} is redeemed, ${yuan(available)} can still be issued. Of what is redeemed, ${yuan(paid)} is recorded as paid, and ${yuan(recovered)} of that as recovered.`,
    zh: `批准预算 ${yuan(approved)}：在券未核销 ${yuan(outstanding)}，已核销 ${yuan(redeemed)}，尚可发放 ${yuan(available)}。已核销金额中登记拨付 ${yuan(paid)}，其中登记追回 ${yuan(recovered)}。`,
  }),
};

/** What happened to a voucher, a change each, and who did it, in plain words. */
import { counted } from "../../../client/text/counted.ts";
import { DUTY, type Duty } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import { dutyText } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Change } from "../app/answers.ts";

/** @param provider the name of the one whose order it is, where the change is an order's. */
export function changeText({ action, amount }: Change, provider: Text | undefined): Text {
  const sum = amount === null ? undefined : formatFen(BigInt(amount));
  const days = amount === null ? undefined : BigInt(amount);
  const of: Text = provider ?? { en: "a provider", zh: "服务机构" };
  switch (action) {
    case "Issued":
      return withSum({ en: "Issued", zh: "发放" }, sum);
    case "Locked":
      return withSum({ en: `Order placed with ${of.en}`, zh: `向${of.zh}下单，锁定` }, sum);
    case "Unlocked":
      return withSum(
        { en: `Order with ${of.en} cancelled, its amount is free again`, zh: `${of.zh}的订单取消，解除锁定` },
        sum,
      );
    case "Redeemed":
      return withSum(
        { en: `Service of ${of.en} delivered, accepted and redeemed`, zh: `${of.zh}的服务已交付确认，核销` },
        sum,
      );
    case "Reopened":
      return withSum({ en: `Redemption for ${of.en} sent back for correction`, zh: `${of.zh}的核销退回补正` }, sum);
    case "Rejected":
      return withSum({ en: `Redemption for ${of.en} rejected for cause`, zh: `${of.zh}的核销被实质驳回` }, sum);
    case "Paid":
      return withSum({ en: `Recorded as paid to ${of.en}`, zh: `登记拨付给${of.zh}` }, sum);
    case "Recovered":
      return withSum({ en: `Recorded as paid back by ${of.en}`, zh: `${of.zh}退回款项，登记追回` }, sum);
    case "Frozen":
      return forDays({ en: "Frozen", zh: "冻结" }, { en: "for", zh: "" }, days);
    case "Unfrozen":
      return forDays({ en: "Freeze ended early", zh: "提前解冻" }, { en: "with", zh: "余" }, days, {
        en: "to go",
        zh: "",
      });
    case "Extended":
      return forDays({ en: "Last day moved on", zh: "延期" }, { en: "by", zh: "" }, days);
    case "Revoked":
      return withSum({ en: "Revoked, what was unused went back to the budget", zh: "撤销，未使用金额退回预算" }, sum);
    case "Expired":
      return withSum({ en: "Expired, what was unused went back to the budget", zh: "过期，未使用金额退回预算" }, sum);
    default:
      return { en: action, zh: action };
  }
}

function withSum({ en, zh }: Text, sum: string | undefined): Text {
  if (sum === undefined) return { en: `${en} (amount not published)`, zh: `${zh}（金额未公开）` };
  return { en: `${en}: ${sum}`, zh: `${zh} ${sum}` };
}

function forDays(what: Text, by: Text, days: bigint | undefined, end: Text = { en: "", zh: "" }): Text {
  if (days === undefined) return what;
  return {
    en: [what.en, by.en, counted(days, "day"), end.en].filter((part) => part !== "").join(" "),
    zh: `${what.zh}${by.zh === "" ? "" : `，${by.zh}`} ${days} 天`,
  };
}

/** Whose duty an act is; the district is the consortium where it is 0. */
export interface Holder {
  readonly district: number;
  readonly duty: Duty;
}

/**
 * Under which duty the account acted that a change names: as the index tells it, else as the ledger's rules leave only one. Undefined
 * where several may, or anybody.
 */
export function holderOf(
  { action, sequence, duty }: Change,
  home: number,
  changes: readonly Change[],
): Holder | undefined {
  if (duty) return duty;
  const ofHome = (name: Duty): Holder => ({ district: home, duty: name });
  switch (action) {
    case "Issued":
    case "Extended":
      return ofHome("bureau");
    case "Paid":
    case "Recovered":
      return ofHome("finance");
    case "Reopened":
    case "Rejected":
    case "Revoked":
      return ofHome("approver");
    case "Frozen":
      // Only the first one is a single officer's, of the Bureau or the Auditor's.
      return changes.some((one) => one.action === "Frozen" && one.sequence < sequence) ? ofHome("approver") : undefined;
    default:
      return undefined;
  }
}

/** `Bureau of Wujin`, `武进科技局`; the consortium's duties have no district. @param district its name. */
export function holderText({ district, duty }: Holder, name: Text): Text {
  const [en, zh] = [dutyText(BigInt(DUTY[duty]), "en"), dutyText(BigInt(DUTY[duty]), "zh")];
  return district === 0 ? { en, zh } : { en: `${en} of ${name.en}`, zh: `${name.zh}${zh}` };
}

/** Who may do what several may, in the ledger's rules. */
export function mayText(action: string): Text | undefined {
  switch (action) {
    case "Locked":
    case "Redeemed":
    case "Unlocked":
      return { en: "the Operator or an Approver", zh: "运营机构或审批人" };
    case "Frozen":
    case "Unfrozen":
      return { en: "the Auditor or the district's Bureau", zh: "审计机构或所属区科技局" };
    case "Expired":
      return { en: "anybody may record it", zh: "任何人均可办理" };
    default:
      return undefined;
  }
}

/** In one sentence, whether a voucher can be spent with a provider today. */
import type { Provider } from "../app/answers.ts";
import type { Text } from "../../../client/text/text.ts";
import { dayText } from "../ui/dayText.ts";

/** @param today the ledger's day, as 2019-12-13. */
export function standing({ status, validFrom, validThrough, noticeEnd }: Provider, today: string): Text {
  const on = (day: string): Text => ({ en: dayText(day, "en"), zh: dayText(day, "zh") });
  switch (status) {
    case "Admitted": {
      if (today < validFrom) {
        const day = on(validFrom);
        return {
          en: `Admitted; vouchers can be spent here from ${day.en}.`,
          zh: `已入库，自${day.zh}起可使用双创券。`,
        };
      }
      const day = on(validThrough);
      if (today > validThrough) {
        return {
          en: `The admission ended on ${day.en}. New orders cannot be placed; orders placed before are completed.`,
          zh: `入库资格已于${day.zh}到期，不能再登记新订单，此前登记的订单继续办理。`,
        };
      }
      return {
        en: `Vouchers of every member district can be spent here through ${day.en}.`,
        zh: `各成员区的双创券均可在此使用，至${day.zh}止。`,
      };
    }
    case "Proposed":
      return {
        en: "Proposed by the operator. Its district has not agreed yet; vouchers cannot be spent here.",
        zh: "已由运营机构推荐，尚待所在地区会签，目前不能使用双创券。",
      };
    case "Countersigned": {
      const day = on(noticeEnd ?? validFrom);
      return {
        en: `In public notice through ${day.en}. It is admitted afterwards unless somebody objects; vouchers cannot be spent here yet.`,
        zh: `公示至${day.zh}，期满无异议方可入库，目前不能使用双创券。`,
      };
    }
    case "Suspended":
      return {
        en: "Suspended: no new orders can be placed here at the moment.",
        zh: "已暂停，目前不能登记新订单。",
      };
    case "Declined":
      return { en: "It was not admitted; vouchers cannot be spent here.", zh: "未予入库，不能使用双创券。" };
    default:
      return {
        en: "No longer in the catalogue; vouchers cannot be spent here.",
        zh: "已不在名录内，不能使用双创券。",
      };
  }
}

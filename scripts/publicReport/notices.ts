/** What came into public notice in the period. */
import type { Text } from "../../client/text/text.ts";
import { amountText, numberText, paragraph, section, table } from "./html.ts";
import type { PublicNotice } from "./indexAnswers.ts";
import type { Telling } from "./telling.ts";

/** More would be no report; the portal has them all. */
const MOST_LISTED = 60;

const ABOUT: Readonly<Record<PublicNotice["about"], Text>> = {
  list: { en: "vouchers to be issued", zh: "拟发放双创券" },
  admission: { en: "provider to be admitted", zh: "拟入库服务机构" },
  order: { en: "order to be paid", zh: "拟拨付订单" },
};

export function noticesSection({ answers: { notices }, lang, say, name }: Telling): string {
  const title = say({ en: "Public notices of the period", zh: "本期公示" });
  const listed = notices.slice(0, MOST_LISTED);
  const left = notices.length - listed.length;
  if (listed.length === 0) return section(title, paragraph(say({ en: "None.", zh: "无。" })));
  return section(
    title,
    table(lang, {
      caption: { en: "What began in the period, the first to end first", zh: "本期开始的公示，先截止者在前" },
      columns: [
        { head: { en: "Matter", zh: "事项" }, cell: ({ about }) => say(ABOUT[about]) },
        {
          head: { en: "Number", zh: "编号" },
          cell: ({ list, voucher, provider }) => list ?? voucher ?? provider ?? "",
        },
        { head: { en: "District", zh: "地区" }, cell: ({ district }) => name(district) },
        {
          head: { en: "Vouchers", zh: "张数" },
          figure: true,
          cell: ({ count }) => (count === null ? "" : numberText(count)),
        },
        {
          head: { en: "Amount", zh: "金额" },
          figure: true,
          cell: ({ about, amount }) => (about === "admission" ? "" : amountText(amount, false, lang)),
        },
        { head: { en: "From", zh: "开始" }, cell: ({ since }) => since },
        { head: { en: "Through", zh: "截止" }, cell: ({ noticeEnd }) => noticeEnd },
        {
          head: { en: "Objected to", zh: "异议" },
          cell: ({ openObjections }) => (openObjections > 0 ? say({ en: "yes, open", zh: "有，待处理" }) : ""),
        },
      ],
      rows: listed,
    }),
    ...(left > 0
      ? [paragraph(say({ en: `… and ${numberText(left)} more.`, zh: `……另有 ${numberText(left)} 项。` }), "note")]
      : []),
  );
}

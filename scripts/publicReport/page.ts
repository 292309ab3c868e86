/** The public report as one page that needs nothing but itself: no script, no picture or letter from elsewhere. */
import { milestoneStory } from "../../client/publicity/stories.ts";
import { inLanguage } from "../../client/text/districtName.ts";
import { districtText } from "../../client/text/ids.ts";
import type { Lang, Text } from "../../client/text/text.ts";
import { stepsDownOption } from "../../portal/src/charts/stepsDownOption.ts";
import { matrixOption } from "../../portal/src/overview/matrixOption.ts";
import { escaped } from "../proofs/sheet/page.ts";
import { ON_PAPER, svgOf, WIDTH } from "./charts.ts";
import { figure, numberText, paragraph, section, table } from "./html.ts";
import { periodSection, totals } from "./inPeriod.ts";
import type { FunnelLine, IndexAnswers } from "./indexAnswers.ts";
import { noticesSection } from "./notices.ts";
import type { Period } from "./period.ts";
import { STYLE } from "./style.ts";
import { amountColumn, head, NOTHING, TOGETHER, type Telling } from "./telling.ts";

export interface PublicReport {
  readonly answers: IndexAnswers;
  readonly period: Period;
  readonly lang: Lang;
  /** How many figures were held against the ledger. */
  readonly reconciled: number;
  /** A chain of one machine, on which people practise. */
  readonly isPractice: boolean;
}

export function publicReport(report: PublicReport): string {
  const { answers, period, lang, reconciled, isPractice } = report;
  const say = (text: Text): string => text[lang];
  const names = new Map(answers.districts.map(({ district, name }) => [district, inLanguage(name, lang)]));
  const name = (district: number): string => names.get(district) ?? districtText(BigInt(district), lang);
  const telling: Telling = { answers, period, lang, say, name };
  const { day, block } = answers.head;
  const title = say({
    en: `Innovation vouchers: public report for ${period.text.en}`,
    zh: `双创券实施情况公开报告（${period.text.zh}）`,
  });
  const isOver = day.slice(0, 7) > period.through;
  const body = [
    `<h1>${escaped(title)}</h1>`,
    paragraph(
      say({
        en: `As of ${day}, block ${block}.${isOver ? "" : " The period is not over yet."}`,
        zh: `截至 ${day}（区块 ${block}）。${isOver ? "" : "报告期尚未结束。"}`,
      }),
      "as-of",
    ),
    ...(isPractice ? [paragraph(say(PRACTICE), "practice")] : []),
    totals(telling),
    periodSection(telling),
    funnelSection(telling),
    classSection(telling),
    crossingSection(telling),
    milestoneSection(telling),
    noticesSection(telling),
    section(
      say({ en: "Where these figures come from", zh: "数据来源" }),
      paragraph(
        say({
          en: `The figures are the index's of block ${block}. ${numberText(reconciled)} of them were held against what the ledger's own events add up to, and agree to the fen. Sums of a district that publishes no amounts, or none of small groups, move on with every fifth voucher only; they are marked “at least” and are no more than the ledger's.`,
          zh: `数据取自索引截至区块 ${block} 的内容，其中 ${numberText(reconciled)} 项已与账本事件的合计逐项核对，分毫不差。不公开金额或不公开小额合计的地区，合计每满五张券方才更新一次，以“不少于”标明，且不超过账本数额。`,
        }),
      ),
      paragraph(`${say({ en: "Ledger", zh: "账本" })} ${answers.head.edition} · ${answers.head.genesis}`, "note"),
    ),
  ];
  return `<!doctype html>
<html lang="${lang === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${body.join("\n")}
</body>
</html>
`;
}

const PRACTICE: Text = {
  en: "This ledger is for practice: nothing in this report was really issued or paid.",
  zh: "本报告出自练习用账本，其中的发放与拨付均非真实业务。",
};

const STAGES = ["approved", "issued", "ordered", "redeemed", "paid", "expired"] as const;

function fenAt(stage: string, line: FunnelLine): string | null {
  const { locked, redeemed } = line;
  if (stage === "ordered") {
    return locked === null || redeemed === null ? null : (BigInt(locked) + BigInt(redeemed)).toString();
  }
  return line[stage as "approved" | "issued" | "redeemed" | "paid" | "expired"];
}

function funnelSection({ answers: { byDistrict }, lang, say, name }: Telling): string {
  const sums = STAGES.map((stage) => byDistrict.reduce((sum, line) => sum + BigInt(fenAt(stage, line) ?? 0), 0n));
  const option = stepsDownOption({
    steps: STAGES.map((stage, i) => ({
      name: say(head(stage)),
      fen: (sums[i] ?? 0n).toString(),
      lost: stage === "expired",
    })),
    lang,
    colours: ON_PAPER,
  });
  const count = (figure: "vouchers" | "used" | "unused"): number =>
    byDistrict.reduce((sum, line) => sum + (line[figure] ?? 0), 0);
  return section(
    say({ en: "From the budget to the bank, to date", zh: "从预算到拨付（累计）" }),
    paragraph(
      say({
        en: `Vouchers issued so far: ${numberText(count("vouchers"))}; ordered with: ${numberText(count("used"))}; expired without an order: ${numberText(count("unused"))}.`,
        zh: `累计发放双创券 ${numberText(count("vouchers"))} 张，其中 ${numberText(count("used"))} 张已下单，${numberText(count("unused"))} 张到期未用。`,
      }),
    ),
    figure(svgOf(option, 250), say({ en: "A bar for each stage", zh: "每个环节一条" })),
    table(lang, {
      caption: { en: "By district", zh: "分地区" },
      columns: [
        { head: { en: "District", zh: "地区" }, cell: ({ district }) => name(district) },
        ...STAGES.map((stage) => amountColumn(stage, lang, byDistrict, (line) => fenAt(stage, line))),
      ],
      rows: byDistrict,
      sum: TOGETHER,
    }),
  );
}

function classSection({ answers: { byClass }, lang, say, name }: Telling): string {
  const title = say({ en: "By service class, to date", zh: "分服务类别（累计）" });
  if (byClass.length === 0) return section(title, paragraph(say(NOTHING)));
  return section(
    title,
    paragraph(
      say({
        en: "A voucher is of no class until it is ordered with: issued is what programs have issued that are open to the class, and stands in each of their classes.",
        zh: "双创券在下单之前不属于任何类别：发放金额为适用该类别的项目合计，在每个适用类别中均计入。",
      }),
      "note",
    ),
    table(lang, {
      caption: { en: "By district and class", zh: "分地区、分类别" },
      columns: [
        { head: { en: "District", zh: "地区" }, cell: ({ district }) => name(district) },
        {
          head: { en: "Class", zh: "类别" },
          figure: true,
          cell: ({ serviceClass }) => String(serviceClass ?? ""),
        },
        ...(["issued", "ordered", "redeemed", "paid"] as const).map((stage) => ({
          ...amountColumn(stage, lang, byClass, (line: FunnelLine) => fenAt(stage, line)),
          // It would count what is issued once for each class.
          sum: "",
        })),
        {
          head: { en: "Orders paid", zh: "已拨付订单" },
          figure: true,
          cell: ({ paidOrders }) => numberText(paidOrders),
        },
      ],
      rows: byClass,
    }),
  );
}

/** More would be too small to read; the table has them all. */
const MOST_DRAWN = 16;

function crossingSection({ answers: { crossings, districts }, lang, say, name }: Telling): string {
  const title = say({ en: "Across districts, to date", zh: "跨区使用（累计）" });
  if (crossings.length === 0) return section(title, paragraph(say(NOTHING)));
  const members = districts.slice(0, MOST_DRAWN).map(({ district }) => ({ district, name: name(district) }));
  const height = 90 + 48 * members.length;
  return section(
    title,
    figure(
      svgOf(matrixOption(members, crossings, lang, ON_PAPER, WIDTH), height),
      say({
        en: "Down the side the district that issued, along the top the provider's district; the darker the more was spent",
        zh: "纵向为发放地区，横向为服务机构所在地区；颜色越深金额越大",
      }),
    ),
    table(lang, {
      caption: { en: "Spent and paid between districts", zh: "跨区核销与拨付" },
      columns: [
        { head: { en: "Issued by", zh: "发放地区" }, cell: ({ district }) => name(district) },
        {
          head: { en: "Spent with providers of", zh: "服务机构所在地区" },
          cell: ({ providerDistrict }) => name(providerDistrict),
        },
        amountColumn("redeemed", lang, crossings, ({ redeemed }) => redeemed),
        amountColumn("paid", lang, crossings, ({ paid }) => paid),
      ],
      rows: crossings,
      sum: TOGETHER,
    }),
  );
}

function milestoneSection({ answers: { milestones }, lang, say, name }: Telling): string {
  const title = say({ en: "Milestones of the period", zh: "本期里程碑" });
  if (milestones.length === 0) return section(title, paragraph(say({ en: "None.", zh: "无。" })));
  const items = milestones.map(({ district, figure: of, size, voucher, on }) => {
    const known = district === null ? undefined : name(district);
    const who = known === undefined ? undefined : { en: known, zh: known };
    const story = milestoneStory({ figure: of, size: BigInt(size), district: who, voucher: voucher ?? "", on });
    return `<li>${escaped(`${on} · ${story.title[lang]}`)}</li>`;
  });
  return section(title, `<ul>${items.join("")}</ul>`);
}

import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { defineCommand, flag, needed, optional } from "../../cli/define.ts";
import { readMonth, readYear } from "../../publicReport/period.ts";

export const publicReport = defineCommand({
  words: "public",
  text: { en: "a month or a year for the public, as a web page", zh: "面向公众的月报或年报（网页）" },
  more: {
    en: "Makes one page that needs nothing but itself, with charts, for the site or for printing on A4: what was issued, spent and paid, by district and service class, across districts, how far vouchers come, milestones and notices. Its figures are what the index tells the public; before it is written, each is held against what the ledger's own events add up to. Where one differs, it is named, nothing is written, and the exit code is 5.",
    zh: "生成一个独立网页（含图表），可发布于网站或以 A4 打印：发放、核销、拨付情况，按地区和服务类别、跨区使用、使用漏斗、里程碑和公示。数据为索引对公众公开的内容；写入文件之前，逐项与账本事件的合计核对。如有不一致，列明差异，不生成文件，退出码为 5。",
  },
  options: {
    month: optional("--month <month>", { en: "the month, as in 2019-12", zh: "月份，例如 2019-12" }, readMonth),
    year: optional("--year <year>", { en: "or the year, as in 2019", zh: "或年份，例如 2019" }, readYear),
    index: needed("--index <url>", { en: "the index", zh: "索引的网址" }, indexAddress),
    out: needed("--out <file>", { en: "the page to write", zh: "要写入的网页文件" }),
    overwrite: flag("--overwrite", { en: "replace a file that is there", zh: "覆盖已有文件" }),
  },
  examples: [
    {
      line: "tongdui report public --month 2019-12 --index http://127.0.0.1:42069 --out december.html --lang en",
      text: { en: "A month, in English", zh: "月报（英文）" },
    },
    {
      line: "tongdui report public --year 2019 --index http://127.0.0.1:42069 --out 2019.html --lang zh",
      text: { en: "A year, in Chinese", zh: "年报（中文）" },
    },
  ],
  work: async () => (await import("../../publicReport/publicReport.ts")).reportPublic,
});

/** It may have a path, as behind a portal. @throws TongduiError `UsageWrong`. */
function indexAddress(typed: string): string {
  const url = URL.parse(typed);
  const isWhole =
    url !== null && ["http:", "https:"].includes(url.protocol) && url.username === "" && url.password === "";
  if (isWhole && url.search === "" && url.hash === "") return url.href.replace(/\/$/, "");
  throw new TongduiError("UsageWrong", {
    en: "This is not the address of an index, as in http://127.0.0.1:42069 or https://voucher.example.org/index.",
    zh: "这不是索引的网址，正确写法如 http://127.0.0.1:42069 或 https://voucher.example.org/index。",
  });
}

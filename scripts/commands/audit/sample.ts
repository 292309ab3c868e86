import { defaulting, defineCommand, needed } from "../../cli/define.ts";
import { parseHalfYear } from "../../audit/sample/halfYear.ts";
import { parseShare } from "../../audit/sample/share.ts";
import { count } from "../options.ts";
import { output } from "../report/options.ts";

const halfYear = needed(
  "HALF-YEAR",
  { en: "2026-H1 for January to June, 2026-H2 for July to December", zh: "2026-H1 为上半年，2026-H2 为下半年" },
  parseHalfYear,
);

export const commit = defineCommand({
  words: "commit",
  text: { en: "commit to an audit sample before it can be drawn", zh: "在抽样之前作出承诺" },
  more: {
    en: "Makes a secret, keeps it in the folder audit beside the profile, and writes a commitment to it that names blocks still to come. Publish the commitment before the first of them is there. The ledger has no place for it: what counts is the copy that others keep. Secret and blocks together will decide; neither the Auditor nor whoever makes the blocks can choose the sample alone.",
    zh: "生成密值并保存在配置文件旁的 audit 文件夹中，同时写出承诺文件，其中指定若干尚未产生的区块。请在首个指定区块产生之前公布承诺文件。账本不记录该承诺，以他人留存的公布件为准。样本由密值与区块共同决定，审计机构与出块方均无法单独左右。",
  },
  arguments: { halfYear },
  options: {
    share: defaulting(
      "--share <percent>",
      { en: "of the half-year's redeemed orders; 5 if not given", zh: "占该半年度核销订单的百分比，默认 5" },
      500,
      parseShare,
    ),
    ahead: defaulting(
      "--ahead <blocks>",
      { en: "how far ahead the first named block is; 100 if not given", zh: "首个指定区块距当前的区块数，默认 100" },
      100,
      count(2, 1_000_000),
    ),
    blocks: defaulting(
      "--blocks <number>",
      { en: "how many blocks are named, one after the other; 4 if not given", zh: "连续指定的区块数，默认 4" },
      4,
      count(1, 100),
    ),
  },
  examples: [
    {
      line: "tongdui audit commit 2026-H1",
      text: { en: "Five percent, and 100 blocks from now", zh: "抽取 5%，自 100 个区块之后起" },
    },
    {
      line: "tongdui audit commit 2026-H1 --share 10 --ahead 1000",
      text: { en: "Ten percent, and more time to publish", zh: "抽取 10%，并预留更多公布时间" },
    },
  ],
  acts: true,
  work: async () => (await import("../../audit/sample/commands.ts")).commitSample,
});

export const draw = defineCommand({
  words: "draw",
  text: { en: "draw the sample that was committed to", zh: "按承诺抽取样本" },
  more: {
    en: "Needs the named blocks to be there. Draws the share of the half-year's redeemed orders that was committed to, adds every flagged one (objected to, rejected, decided in the enterprise's stead, refused, returned by the bank, clawed back, of a frozen or revoked voucher), and writes the sample with the secret and the blocks' hashes to the folder audit beside the profile, to be published.",
    zh: "须待所指定的区块产生之后。按承诺的比例抽取该半年度核销订单，另加全部重点关注订单（有异议、被驳回、代企业决定、企业曾拒绝、银行退回、追回、券被冻结或撤销），并将样本连同密值、区块哈希写入配置文件旁的 audit 文件夹，供公布。",
  },
  arguments: { halfYear },
  options: output,
  examples: [
    { line: "tongdui audit draw 2026-H1", text: { en: "The table on the terminal", zh: "表格显示在终端" } },
    {
      line: "tongdui audit draw 2026-H1 --to sample.xlsx",
      text: { en: "The table for Excel", zh: "表格导出 Excel" },
    },
  ],
  acts: true,
  work: async () => (await import("../../audit/sample/commands.ts")).drawSample,
});

export const check = defineCommand({
  words: "check",
  text: { en: "draw a published sample again and compare", zh: "重新抽取并比对已公布的样本" },
  more: {
    en: "Anyone can do this. Take the commitment as you kept it when it was published, and the sample as it was published: the secret must be the one that was committed to, the hashes those of the chain, and the sample the one that they make. Exit code 5 where it is not.",
    zh: "任何人均可核验。请使用公布当时自行留存的承诺文件和已公布的样本文件：核对密值与承诺相符、哈希与链上一致、样本与推算结果一致；不一致时退出码为 5。",
  },
  arguments: {
    commitment: needed("COMMITMENT", { en: "the commitment's file, your own copy", zh: "您自行留存的承诺文件" }),
    sample: needed("SAMPLE", { en: "the published sample", zh: "已公布的样本文件" }),
  },
  examples: [
    {
      line: "tongdui audit check 2026-H1.commitment.json 2026-H1.sample.json",
      text: { en: "Both files as they were published", zh: "核验已公布的两份文件" },
    },
  ],
  work: async () => (await import("../../audit/sample/commands.ts")).checkSample,
});

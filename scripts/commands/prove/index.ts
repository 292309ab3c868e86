import { formatProvider, formatVoucher, parseProgram, parseProvider, parseVoucher } from "../../../client/ids.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { halfWidth } from "../../../client/text/width.ts";
import type { Text } from "../../../client/text/text.ts";
import { defineCommand, flag, needed, optional, type Declaration } from "../../cli/define.ts";
import { link } from "../../proofs/sheet/link.ts";
import type { Subject } from "../../proofs/said.ts";
import { count } from "../options.ts";

const voucher = (typed: string): Subject => ({ kind: "voucher", id: formatVoucher(parseVoucher(typed)) });
const provider = (typed: string): Subject => ({ kind: "provider", id: formatProvider(parseProvider(typed)) });
const program = (typed: string): Subject => ({ kind: "program", id: String(parseProgram(typed)) });
const payment = (typed: string): Subject => ({ kind: "payment", id: String(count(1, 4_294_967_295)(typed)) });

/** A voucher or a provider shows by its form which it is; a mere number could be a program's or a payment's. */
function named(typed: string): Subject {
  const tidy = halfWidth(typed).trim();
  if (/^p\s*\d/i.test(tidy)) return provider(typed);
  if (/^\d+\s*\D/.test(tidy)) return voucher(typed);
  if (!/^\d+$/.test(tidy)) throw neither(typed);
  const number = tidy;
  throw new TongduiError(
    "SubjectUnclear",
    {
      en: `"${number}" could be a program or a payment.`,
      zh: `“${number}”可能是项目，也可能是拨付批次。`,
    },
    {
      hint: {
        en: `Say which: npx tongdui prove program ${number}, or npx tongdui prove payment ${number}`,
        zh: `请指明：npx tongdui prove program ${number} 或 npx tongdui prove payment ${number}`,
      },
    },
  );
}

function neither(typed: string): TongduiError {
  return new TongduiError("SubjectUnclear", {
    en: `"${typed}" is neither a voucher, as in 3-000017, nor a provider, as in P2-1.`,
    zh: `“${typed}”既不是双创券编号（例如 3-000017），也不是服务机构编号（例如 P2-1）。`,
  });
}

/** A file's name that says what is in it, for whoever gets it. @throws TongduiError `FileNameUnfit`. */
function ending(...endings: readonly string[]): (typed: string) => string {
  return (typed) => {
    if (endings.some((one) => typed.endsWith(one))) return typed;
    throw new TongduiError("FileNameUnfit", {
      en: `"${typed}" must end in ${endings.join(" or ")}, as that is what is written.`,
      zh: `“${typed}”应以 ${endings.join(" 或 ")} 结尾，与所写入的格式一致。`,
    });
  };
}

const options = {
  out: optional(
    "--out <file>",
    {
      en: "the new file, .json.gz (default: here, named after what is proved); .json is written unpacked",
      zh: "新文件，以 .json.gz 结尾（默认在当前文件夹，按所证明的事项命名）；以 .json 结尾则不压缩",
    },
    ending(".json.gz", ".json"),
  ),
  sheet: optional(
    "--sheet <file>",
    {
      en: "also write a page to print, .html: picture, figures, hashes and a QR code",
      zh: "另生成可打印的页面（.html），含图样、金额、哈希和二维码",
    },
    ending(".html"),
  ),
  link: optional(
    "--link <address>",
    {
      en: "where the proof can be fetched, for the QR code; the proof's hash is put behind it",
      zh: "可取得该证明的网址，写入二维码，其后附证明哈希",
    },
    link,
  ),
  trustRoot: optional("--trust-root <file>", {
    en: "the trust root (default: the profile's)",
    zh: "信任根文件（默认为配置文件所用的信任根）",
  }),
  overwrite: flag("--overwrite", { en: "replace files that are there", zh: "覆盖已有文件" }),
};

const work = async () => (await import("../../proofs/prove.ts")).prove;

const of = (
  words: string,
  text: Text,
  subject: ReturnType<typeof needed<Subject>>,
  examples: Declaration["examples"],
  more?: Text,
): Declaration =>
  defineCommand({
    words,
    text,
    ...(more ? { more } : {}),
    arguments: { subject },
    options,
    examples,
    acts: true,
    asks: false,
    work,
  });

export const commands: readonly Declaration[] = [
  of(
    "",
    { en: "write a proof that anybody can check without a node", zh: "生成证明文件，任何人无需节点即可核验" },
    needed(
      "ID",
      { en: "a voucher, as in 3-000017, or a provider, as in P2-1", zh: "双创券（如 3-000017）或服务机构（如 P2-1）" },
      named,
    ),
    [
      { line: "tongdui prove 3-000017", text: { en: "A voucher's whole life:", zh: "一张双创券的全过程：" } },
      {
        line: "tongdui prove 3-000017 --sheet 3-000017.html --link https://voucher.example.gov/v/3-000017",
        text: { en: "With a page to print for the enterprise:", zh: "另附供企业打印的页面：" },
      },
      { line: "tongdui prove program 3", text: { en: "A program's terms and budget:", zh: "一个项目的条款和预算：" } },
    ],
    {
      en: `Of a voucher its complete history and present state are proved, with its orders and their payments; of a provider, a program or a
payment the present state only. The proof is checked before it is written; one that does not hold is not written. Whoever has the file and
the trust root can check it for ever, without us: npx tongdui verify FILE --trust-root ROOT. The file discloses whole receipts, and with them other vouchers
and amounts of the same batches: hand it to the holder and to the Auditor; publish it only where the district publishes amounts.`,
      zh: `双创券证明其完整历史和当前状态，含各订单及其拨付；服务机构、项目、拨付批次只证明当前状态。证明在写入前先行核验，核验不通过则不写入。
持有该文件和信任根的人可随时自行核验，无需我方：npx tongdui verify 文件 --trust-root 信任根。文件含完整的交易回执，其中有同批的其他双创券及金额：请仅交持券企业和审计机构，
所在区公布金额的方可公开。`,
    },
  ),
  of(
    "voucher",
    { en: "a voucher: its whole history and its present state", zh: "双创券：完整历史和当前状态" },
    needed("VOUCHER", { en: "the voucher, as in 3-000017", zh: "双创券编号，例如 3-000017" }, voucher),
    [
      {
        line: "tongdui prove voucher 3-000017",
        text: { en: "Voucher 17 of program 3:", zh: "第 3 号项目第 17 张双创券：" },
      },
    ],
  ),
  of(
    "provider",
    { en: "a provider's certificate, as it is now", zh: "服务机构证书的当前状态" },
    needed("PROVIDER", { en: "the provider, as in P2-1", zh: "服务机构编号，例如 P2-1" }, provider),
    [
      {
        line: "tongdui prove provider P2-1 --sheet P2-1.html",
        text: { en: "With a page to print:", zh: "另附打印页面：" },
      },
    ],
  ),
  of(
    "program",
    { en: "a program's terms and budget, as they are now", zh: "项目条款和预算的当前状态" },
    needed("PROGRAM", { en: "the program's number", zh: "项目编号" }, program),
    [{ line: "tongdui prove program 3", text: { en: "Program 3:", zh: "第 3 号项目：" } }],
  ),
  of(
    "payment",
    { en: "a payment's sums, as they are now", zh: "拨付批次金额的当前状态" },
    needed("PAYMENT", { en: "the payment's number", zh: "拨付批次号" }, payment),
    [{ line: "tongdui prove payment 12", text: { en: "Payment 12:", zh: "第 12 号拨付批次：" } }],
  ),
];

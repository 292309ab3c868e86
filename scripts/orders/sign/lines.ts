/** Messages in words, for a person to read before signing or believing them. */
import { isoOfDay } from "../../../client/days.ts";
import { formatProvider, formatVoucher } from "../../../client/ids.ts";
import type { Claim, LedgerDomain, Order } from "../../../client/messages.ts";
import { formatFen, formatRate, shareOf } from "../../../client/money.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Lang, Text } from "../../../client/text/text.ts";
import { oneLine } from "../../cli/harmless.ts";
import { invoicedOf } from "../messages/claim.ts";
import type { KindName, Line, Messages } from "../messages/kind.ts";
import { KINDS } from "../messages/kinds.ts";
import type { Beside, InvoiceFacts, SignatureOf } from "../signature.ts";
import { termsBehind, type PartyTold, type Told } from "../told.ts";

/** A line a thing. */
export function linesText(lines: readonly Line[]): Text {
  const said = (lang: Lang): string => {
    const colon = { en: ": ", zh: "：" }[lang];
    return lines
      .map(([name, value]) => `    ${name[lang]}${colon}${oneLine(typeof value === "string" ? value : value[lang])}`)
      .join("\n");
  };
  return { en: said("en"), zh: said("zh") };
}

/**
 * What a message says: first what a person decides, with what is known besides, then the hashes in it.
 *
 * @throws TongduiError `DraftChanged` where what is told besides is not of this message.
 */
export function linesOf<K extends KindName>(
  kind: K,
  message: Messages[K],
  beside: Beside,
  domain: LedgerDomain,
): readonly Line[] {
  const { told = {} } = beside;
  const terms = termsBehind(kind, message, told, domain);
  const claim = claimIn(kind, message);
  return [
    ...(terms ? orderLines(terms, beside, kind === "order") : orderUnknown(kind, message)),
    ...(claim ? claimLines(claim, beside, terms) : []),
    ...KINDS[kind].lines(message),
    ...marksOf(kind, message),
  ];
}

/** The last second at which the ledger takes it. */
export function deadlineOf<K extends KindName>({
  kind,
  message,
}: Pick<SignatureOf<K>, "kind" | "message">): bigint | undefined {
  return KINDS[kind].deadlineOf(message);
}

/** `enterprise 2-15 …`, as people know it. */
export function partyText({ id, name }: PartyTold): string {
  return name === undefined ? id : `${id} ${name}`;
}

function claimIn<K extends KindName>(kind: K, message: Messages[K]): Claim | undefined {
  if (kind === "claim") return message as Messages["claim"];
  return kind === "acceptance" ? (message as Messages["acceptance"]).claim : undefined;
}

function orderLines(terms: Order, { contract, told = {} }: Beside, isNew: boolean): Line[] {
  const { parties, className } = told;
  const provider = formatProvider(terms.provider);
  const number = contract?.number;
  return [
    [{ en: "Voucher", zh: "双创券" }, formatVoucher(terms.voucher)],
    ...(parties ? [[ENTERPRISE, asDrafted(partyText(parties.enterprise))] satisfies Line] : []),
    [PROVIDER, parties?.provider.name === undefined ? provider : asDrafted(partyText(parties.provider))],
    ...(number === undefined ? [] : [[{ en: "Contract number", zh: "合同编号" }, asDrafted(number)] satisfies Line]),
    [{ en: "Contract value", zh: "合同金额" }, formatFen(terms.contractValue)],
    [{ en: "Contract dated", zh: "合同日期" }, isoOfDay(terms.contractDay)],
    [
      isNew
        ? { en: "Locked on the voucher, and drawn at most", zh: "锁定券额（最多使用）" }
        : { en: "Locked on the voucher", zh: "锁定券额" },
      formatFen(terms.amount),
    ],
    [
      { en: "Service class", zh: "服务类别" },
      className === undefined ? String(terms.serviceClass) : asDrafted(`${terms.serviceClass} ${className}`),
    ],
    [{ en: "Deliver by", zh: "交付期限" }, isoOfDay(terms.deliverBy)],
    ...(isNew && contract ? codeLines(contract) : []),
  ];
}

function codeLines({ enterprise, provider }: NonNullable<Beside["contract"]>): Line[] {
  return [
    [{ en: "Enterprise's credit code", zh: "企业统一社会信用代码" }, asDrafted(enterprise)],
    [{ en: "Provider's credit code", zh: "服务机构统一社会信用代码" }, asDrafted(provider)],
  ];
}

/** A withdrawal names no order, and what it takes back is shown by itself. */
function orderUnknown<K extends KindName>(kind: K, message: Messages[K]): Line[] {
  const order = kind === "withdrawal" ? undefined : KINDS[kind].orderOf(message, "");
  if (order === undefined) return [];
  return [
    [
      { en: "Order", zh: "订单" },
      {
        en: `${shortHex(order)}; the file does not tell its terms. Compare it with the order that you signed.`,
        zh: `${shortHex(order)}，文件未载明其条款，请与您签署的订单核对。`,
      },
    ],
  ];
}

function claimLines(claim: Claim, { invoices = [], told = {} }: Beside, terms: Order | undefined): Line[] {
  const { proof } = told;
  return [
    ...claim.invoices.map(({ nullifier, amount }): Line => {
      const facts = invoices.find(({ mark }) => mark === nullifier);
      const paid = formatFen(amount);
      if (!facts) return [{ en: "Invoice with the mark", zh: "发票，查重码" }, `${shortHex(nullifier)}  ${paid}`];
      const said = asDrafted(invoiceText(facts));
      return [
        { en: "Invoice", zh: "发票" },
        { en: `${said.en}: ${paid}`, zh: `${said.zh}：${paid}` },
      ];
    }),
    ...(terms ? drawnLine(claim, terms, told) : []),
    ...(proof === undefined ? [] : [[{ en: "Proof of delivery", zh: "交付证明" }, asDrafted(proof)] satisfies Line]),
  ];
}

function drawnLine(claim: Claim, { amount }: Order, { share }: Told): Line[] {
  if (share === undefined) return [];
  const [invoiced, rate] = [invoicedOf(claim), formatRate(share)];
  const covered = shareOf(invoiced, share);
  const drawn = formatFen(covered < amount ? covered : amount);
  return [
    [
      { en: "Will be drawn on the voucher", zh: "将核销券额" },
      {
        en: `${drawn}: ${rate} of ${formatFen(invoiced)} (the share as the draft says), at most the ${formatFen(amount)} locked`,
        zh: `${drawn}：${formatFen(invoiced)} 的 ${rate}（比例据草稿），以锁定的 ${formatFen(amount)} 为限`,
      },
    ],
  ];
}

function invoiceText({ seller, code, number }: InvoiceFacts): Text {
  return {
    en: `${code === "" ? "" : `${code} `}${number} of the seller ${seller}`,
    zh: `${code === "" ? "" : `${code} `}${number}，销售方 ${seller}`,
  };
}

function marksOf<K extends KindName>(kind: K, message: Messages[K]): Line[] {
  return KINDS[kind].marks(message).map(([name, value]): Line => [{ en: `  ${name.en}`, zh: `  ${name.zh}` }, value]);
}

/** What the draft says and nothing that is signed shows. */
function asDrafted(said: string | Text): Text {
  const { en, zh } = typeof said === "string" ? { en: said, zh: said } : said;
  return { en: `${en} (as the draft says)`, zh: `${zh}（据草稿）` };
}

const ENTERPRISE: Text = { en: "Enterprise", zh: "企业" };
const PROVIDER: Text = { en: "Provider", zh: "服务机构" };

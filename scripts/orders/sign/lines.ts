/** Messages in words, for a person to read before signing or believing them. */
import { shortHex } from "../../../client/text/ids.ts";
import type { Lang, Text } from "../../../client/text/text.ts";
import { oneLine } from "../../cli/harmless.ts";
import type { KindName, Line, Messages } from "../messages/kind.ts";
import { KINDS } from "../messages/kinds.ts";
import type { Beside, SignatureOf } from "../signature.ts";

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

/** What a message says, and what is known besides. */
export function linesOf<K extends KindName>(
  kind: K,
  message: Messages[K],
  { contract, invoices = [] }: Beside,
): Line[] {
  const ofContract: Line[] = contract
    ? [
        [{ en: "Contract number", zh: "合同编号" }, contract.number],
        [{ en: "Enterprise's credit code", zh: "企业统一社会信用代码" }, contract.enterprise],
        [{ en: "Provider's credit code", zh: "服务机构统一社会信用代码" }, contract.provider],
      ]
    : [];
  const ofInvoices = invoices.map(({ mark, seller, code, number }): Line => [
    { en: `Invoice ${shortHex(mark)}`, zh: `发票 ${shortHex(mark)}` },
    [seller, code, number].filter((part) => part !== "").join(" "),
  ]);
  return [...KINDS[kind].lines(message), ...ofContract, ...ofInvoices];
}

/** The last second at which the ledger takes it. */
export function deadlineOf<K extends KindName>({
  kind,
  message,
}: Pick<SignatureOf<K>, "kind" | "message">): bigint | undefined {
  return KINDS[kind].deadlineOf(message);
}

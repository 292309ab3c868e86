/** What somebody who typed into the search box means. */
import {
  formatEnterprise,
  formatProvider,
  formatVoucher,
  parseEnterprise,
  parseProvider,
  parseVoucher,
} from "../../../client/ids.ts";
import { halfWidth } from "../../../client/text/width.ts";

export type Meant =
  /** @param enterprise the firm that the same digits name, where they are not written out as a voucher's number. */
  | { readonly kind: "voucher"; readonly id: string; readonly guessed: boolean; readonly enterprise?: string }
  | { readonly kind: "provider"; readonly id: string }
  | { readonly kind: "program"; readonly id: string }
  | { readonly kind: "words"; readonly words: string }
  | { readonly kind: "nothing" };

/** What stands before a number on paper. */
const LABELS = /^(voucher|provider|certificate|number|no\.?|双创券|服务券|券号|证书|编号|机构)\s*[:#]?\s*/i;

/** Reads a number as people write and mistype it; a whole address is taken for the voucher or provider that it names. */
export function readSearch(typed: string): Meant {
  const text = halfWidth(typed).trim();
  const inAddress = /\/(?:v|providers)\/([^/?#\s]+)/.exec(text)?.[1];
  let words = inAddress ?? text;
  while (LABELS.test(words)) words = words.replace(LABELS, "");
  if (words === "") return { kind: "nothing" };

  const program = /^(?:program(?:me)?|项目|第)?\s*#?(\d{1,5})\s*(?:号项目|号)?$/i.exec(words)?.[1];
  if (program !== undefined && Number(program) > 0) return { kind: "program", id: String(Number(program)) };
  const provider = read(words, parseProvider, formatProvider);
  if (provider !== undefined) return { kind: "provider", id: provider };
  const voucher = read(words, parseVoucher, formatVoucher);
  if (voucher !== undefined) {
    const enterprise = /\d{6}$/.test(words.trim()) ? undefined : read(words, parseEnterprise, formatEnterprise);
    return { kind: "voucher", id: voucher, guessed: false, ...(enterprise !== undefined && { enterprise }) };
  }
  return mistyped(words) ?? { kind: "words", words };
}

/** Letters that look like digits, another sign than the hyphen, or none. */
function mistyped(words: string): Meant | undefined {
  const digits = words
    .replaceAll(/[oO]/g, "0")
    .replaceAll(/[lI|]/g, "1")
    .replaceAll(/[\s_.,;:/~#]+/g, "-");
  const provider = /^[pP]-?(\d+)-(\d+)$/.exec(digits);
  if (provider) return { kind: "provider", id: `P${Number(provider[1])}-${Number(provider[2])}` };
  const parts = /^(\d{1,5})-(\d{1,9})$/.exec(digits) ?? /^(\d{1,4})(\d{6})$/.exec(digits);
  const id = parts && read(`${parts[1]}-${parts[2]}`, parseVoucher, formatVoucher);
  return id ? { kind: "voucher", id, guessed: true } : undefined;
}

function read(text: string, parse: (text: string) => bigint, format: (id: bigint) => string): string | undefined {
  try {
    return format(parse(text));
  } catch {
    return undefined;
  }
}

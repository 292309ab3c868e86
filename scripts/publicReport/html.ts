/** Pieces of a page. Whatever comes from outside goes through {@link escaped}, or is a figure. */
import type { Lang, Text } from "../../client/text/text.ts";
import { formatFen } from "../../client/money.ts";
import { escaped } from "../proofs/sheet/page.ts";

export interface Column<Row> {
  readonly head: Text;
  /** Stands to the right. */
  readonly figure?: boolean;
  /** Plain text. */
  readonly cell: (row: Row) => string;
  /** Of all rows, below them. */
  readonly sum?: string;
}

export function table<Row>(
  lang: Lang,
  {
    caption,
    columns,
    rows,
    sum,
  }: {
    readonly caption: Text;
    readonly columns: readonly Column<Row>[];
    readonly rows: readonly Row[];
    /** What the line of sums is called; none without. */
    readonly sum?: Text;
  },
): string {
  const looks = (figure: boolean | undefined): string => (figure ? ' class="figure"' : "");
  const head = columns.map((column) => `<th scope="col"${looks(column.figure)}>${escaped(column.head[lang])}</th>`);
  const line = (row: Row): string => {
    const cells = columns.map(({ figure, cell }, i) => {
      const text = escaped(cell(row));
      return i === 0 ? `<th scope="row">${text}</th>` : `<td${looks(figure)}>${text}</td>`;
    });
    return `<tr>${cells.join("")}</tr>`;
  };
  const sums = columns.slice(1).map((column) => `<td${looks(column.figure)}>${escaped(column.sum ?? "")}</td>`);
  const foot = sum && `<tfoot><tr><th scope="row">${escaped(sum[lang])}</th>${sums.join("")}</tr></tfoot>`;
  return [
    `<div class="wide"><table><caption>${escaped(caption[lang])}</caption>`,
    `<thead><tr>${head.join("")}</tr></thead>`,
    `<tbody>${rows.map(line).join("\n")}</tbody>`,
    ...(foot ? [foot] : []),
    "</table></div>",
  ].join("\n");
}

/** @param svg as our own charts are drawn. */
export function figure(svg: string, label: string): string {
  return `<figure role="img" aria-label="${escaped(label)}">${svg}</figure>`;
}

export function section(title: string, ...pieces: readonly string[]): string {
  return [`<section><h2>${escaped(title)}</h2>`, ...pieces, "</section>"].join("\n");
}

export function paragraph(text: string, kind?: string): string {
  return `<p${kind === undefined ? "" : ` class="${kind}"`}>${escaped(text)}</p>`;
}

/** An amount as far as it is told. @param byGroups it moves on only with every fifth voucher. */
export function amountText(fen: string | null, byGroups: boolean, lang: Lang): string {
  if (fen === null) return { en: "not published", zh: "未公开" }[lang];
  const amount = formatFen(BigInt(fen));
  return byGroups ? { en: `at least ${amount}`, zh: `不少于 ${amount}` }[lang] : amount;
}

/** A sum of amounts of which some may not be told, or not to the last voucher. */
export function sumText(
  lines: readonly { readonly fen: string | null; readonly byGroups: boolean }[],
  lang: Lang,
): string {
  const sum = lines.reduce((all, { fen }) => all + BigInt(fen ?? 0), 0n);
  return amountText(
    sum.toString(),
    lines.some(({ fen, byGroups }) => fen === null || byGroups),
    lang,
  );
}

export function numberText(count: number): string {
  return count.toLocaleString("en");
}

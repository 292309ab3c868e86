/** A table which on a phone becomes a card a row, each figure beside the name of its column. */
import type { ReactNode } from "react";

export interface Column<Row> {
  readonly key: string;
  readonly head: string;
  /** Figures stand to the right. */
  readonly figure?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

/** More columns than this stand closer. */
const MANY = 6;

interface Props<Row> {
  /** Says what the table is; shown above it unless hidden. */
  readonly caption: string;
  readonly captionHidden?: boolean;
  /** The first one names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** Says what the sums below stand for; a column without a sum stays empty. */
  readonly sum?: { readonly head: string; readonly cells: Readonly<Record<string, ReactNode>> };
}

// Roles are written out: a browser forgets them where cells are no table cells any more, as on a phone.
export function Table<Row>({ caption, captionHidden = false, columns, rows, rowKey, sum }: Props<Row>) {
  const [first, ...others] = columns;
  const looks = (figure: boolean | undefined) => (figure ? "figure" : undefined);
  return (
    <table className={columns.length > MANY ? "table table-dense" : "table"} role="table">
      <caption className={captionHidden ? "visually-hidden" : undefined}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ key, head, figure }) => (
            <th key={key} scope="col" role="columnheader" className={looks(figure)}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row">
            <th scope="row" role="rowheader" data-head={first?.head}>
              {first?.cell(row)}
            </th>
            {others.map(({ key, head, figure, cell }) => (
              <td key={key} role="cell" data-head={head} className={looks(figure)}>
                <span>{cell(row)}</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {sum && (
        <tfoot role="rowgroup">
          <tr role="row">
            <th scope="row" role="rowheader">
              {sum.head}
            </th>
            {others.map(({ key, head, figure }) => (
              <td key={key} role="cell" data-head={head} className={looks(figure)}>
                {sum.cells[key] !== undefined && <span>{sum.cells[key]}</span>}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </table>
  );
}

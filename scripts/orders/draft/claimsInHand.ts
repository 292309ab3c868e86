/** From rows of invoices to claims: the rows of one order make one. */
import path from "node:path";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Reading } from "../../chain/reading.ts";
import { MOST_INVOICES } from "../messages/claim.ts";
import { OrderFinder, type WhichOrder } from "../whichOrder.ts";
import type { Field, InvoiceRow } from "./invoiceRows.ts";

/** What is to be claimed of one order. */
export interface ClaimInHand extends WhichOrder {
  /** One to ten. */
  readonly rows: readonly InvoiceRow[];
  /** Files of the proof of delivery, each with the row that first names it. Without any there is a reason. */
  readonly evidence: readonly { readonly file: string; readonly row: InvoiceRow }[];
  readonly reason: string | undefined;
  readonly deadline: bigint | undefined;
}

/** Finds the orders; what is wrong is complained of at its row, and left out here. */
export async function claimsInHand(open: Reading, rows: readonly InvoiceRow[]): Promise<ClaimInHand[]> {
  const finder = new OrderFinder(open);
  const named = new Map<string, Promise<WhichOrder>>();
  const groups = new Map<string, { readonly which: WhichOrder; readonly rows: InvoiceRow[] }>();
  for (const row of rows) {
    const file = path.resolve(row.folder, row.order);
    const which = await orComplaint(row, "order", async () => {
      const asked = named.get(file) ?? finder.find(row.order, file);
      named.set(file, asked);
      return asked;
    });
    if (!which) continue;
    const group = groups.get(which.order) ?? { which, rows: [] };
    groups.set(which.order, group);
    group.rows.push(row);
  }
  return [...groups.values()].flatMap((group) => claimOf(group.which, group.rows));
}

/** What some work gives; undefined where it fails, which is then said at the row. */
export async function orComplaint<T>(
  row: InvoiceRow,
  field: Field,
  work: () => T | Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TongduiError)) throw error;
    row.complain(field, error);
    return undefined;
  }
}

function claimOf(which: WhichOrder, rows: readonly InvoiceRow[]): ClaimInHand[] {
  const [first] = rows;
  if (!first) return [];
  if (rows.length > MOST_INVOICES) rows[MOST_INVOICES]?.complain("number", tooMany(which.order));
  const named = rows.flatMap((row) => row.evidence.map((file) => ({ file: path.resolve(row.folder, file), row })));
  const evidence = named.filter(({ file }, i) => named.findIndex((other) => other.file === file) === i);
  const reason = agreed(rows, "reason", { en: "reasons", zh: "交付说明" });
  const deadline = agreed(rows, "deadline", { en: "last days", zh: "有效期" });
  if (evidence.length === 0 && reason === undefined) first.complain("evidence", evidenceMissing(which.order));
  return [{ ...which, rows, evidence, reason, deadline }];
}

/** A claim says one thing only. */
function agreed<F extends "reason" | "deadline">(rows: readonly InvoiceRow[], field: F, what: Text): InvoiceRow[F] {
  const [first, ...others] = rows.filter((row) => row[field] !== undefined);
  for (const other of others) if (other[field] !== first?.[field]) other.complain(field, disagreed(what));
  return first?.[field];
}

function disagreed({ en, zh }: Text): TongduiError {
  return new TongduiError("ClaimRowsDiffer", {
    en: `The rows of this order give different ${en}; one claim has one.`,
    zh: `同一订单各行的${zh}不一致，一份申请只能有一个。`,
  });
}

function tooMany(order: string): TongduiError {
  return new TongduiError(
    "InvoicesUnfit",
    {
      en: `The order ${shortHex(order)} has more than ${MOST_INVOICES} invoices here; a claim takes ${MOST_INVOICES} at most.`,
      zh: `订单 ${shortHex(order)} 的发票超过 ${MOST_INVOICES} 张，一份申请最多 ${MOST_INVOICES} 张。`,
    },
    {
      hint: {
        en: "An order is claimed once: choose its ten greatest.",
        zh: "每笔订单只申请一次，请选取金额最大的十张。",
      },
    },
  );
}

function evidenceMissing(order: string): TongduiError {
  return new TongduiError(
    "EvidenceMissing",
    {
      en: `Nothing shows that the order ${shortHex(order)} was delivered.`,
      zh: `缺少订单 ${shortHex(order)} 的交付证明。`,
    },
    {
      hint: {
        en: "Give the file that shows it under evidence, or say it in words under reason.",
        zh: "请在“交付证明”列填写证明文件，或在“交付说明”列用文字说明。",
      },
    },
  );
}

/** What an operator has in hand of what was delivered: a table with an invoice a row, or a YAML file for one order. */
import path from "node:path";
import { z } from "zod";
import { lastValidSecond } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Text } from "../../../client/text/text.ts";
import { shown } from "../../../client/files/secretFile.ts";
import { amount, code, creditCode, day, text } from "../../tables/cells.ts";
import { column, optional } from "../../tables/column.ts";
import { complaintsError, type Complaint } from "../../tables/complaint.ts";
import { readTable } from "../../tables/readTable.ts";
import { list } from "../../../client/yaml/fields.ts";
import { readYaml } from "../../../client/yaml/readYaml.ts";
import { invoiceAmount, MOST_INVOICES } from "../messages/claim.ts";
import { creditCode as creditCodeField, moment, words } from "../messages/fields.ts";

const COLUMNS = {
  order: column(["订单", "订单编号", "双创券编号", "order", "voucher"], text),
  number: column(["发票号码", "invoice number", "invoice"], code),
  code: optional(["发票代码", "invoice code"], code),
  seller: optional(["销售方信用代码", "销售方统一社会信用代码", "seller", "seller's credit code"], creditCode),
  amount: column(["发票金额", "价税合计", "金额", "invoice amount", "amount"], amount),
  evidence: optional(["交付证明", "交付证明文件", "evidence", "proof of delivery"], text),
  reason: optional(["交付说明", "说明", "reason", "delivered"], text),
  deadline: optional(["申请有效期至", "有效期至", "claim through", "deadline"], day),
};

export type Field = keyof typeof COLUMNS;

/** An invoice, and what its row says of the claim. */
export interface InvoiceRow {
  /** An order's id or its beginning, a voucher, or a signed order's file. */
  readonly order: string;
  /** What files are relative to. */
  readonly folder: string;
  readonly number: string;
  /** Empty for an invoice that has none. */
  readonly code: string;
  readonly seller: string | undefined;
  /** Fen. */
  readonly amount: bigint;
  /** Files of the proof of delivery. */
  readonly evidence: readonly string[];
  readonly reason: string | undefined;
  /** The last second at which the claim is good. */
  readonly deadline: bigint | undefined;
  readonly complain: (field: Field, error: TongduiError) => void;
}

export interface InvoiceRows {
  readonly rows: readonly InvoiceRow[];
  /** @throws TongduiError `FileHasComplaints`, or the first complaint of a YAML file, if there was any. */
  readonly demandNone: () => void;
}

const TABLE = /\.(csv|tsv|txt|xlsx?)$/i;

const claimSchema = z.strictObject({
  order: words,
  invoices: list(
    z.strictObject({
      number: words,
      code: z.string().default(""),
      seller: creditCodeField.optional(),
      amount: invoiceAmount,
    }),
    1,
    MOST_INVOICES,
  ),
  evidence: z.union([words.transform((one) => [one]), list(words, 1, 100)]).default([]),
  reason: words.optional(),
  deadline: moment.optional(),
});

/**
 * @param note is told what a person should know of a table.
 * @throws TongduiError as readTable and readYaml.
 */
export async function readInvoices(names: readonly string[], note: (text: Text) => void): Promise<InvoiceRows> {
  const found = await Promise.all(names.map(async (name) => (TABLE.test(name) ? ofTable(name, note) : ofYaml(name))));
  return {
    rows: found.flatMap(({ rows }) => rows),
    demandNone: () => {
      for (const { demandNone } of found) demandNone();
    },
  };
}

async function ofTable(name: string, note: (text: Text) => void): Promise<InvoiceRows> {
  const table = await readTable(name, COLUMNS);
  for (const said of table.notes) note(said);
  const complaints: Complaint[] = [];
  const complain = (complaint: Complaint): void => void complaints.push(complaint);
  const rows: InvoiceRow[] = [];
  for await (const row of table.rows(complain)) {
    rows.push({
      order: row.order,
      folder: path.dirname(name),
      number: row.number,
      code: row.code ?? "",
      seller: row.seller,
      amount: row.amount,
      evidence: (row.evidence ?? "")
        .split(/[;；\n]/)
        .map((one) => one.trim())
        .filter((one) => one !== ""),
      reason: row.reason,
      deadline: row.deadline === undefined ? undefined : BigInt(lastValidSecond(row.deadline)),
      complain: (field, error) => complain(table.complaint(row.line, field, error)),
    });
  }
  return {
    rows,
    demandNone: () => {
      if (complaints.length > 0)
        throw complaintsError(
          name,
          complaints.sort((a, b) => a.line - b.line),
        );
    },
  };
}

async function ofYaml(name: string): Promise<InvoiceRows> {
  const { order, invoices, evidence, reason, deadline } = await readYaml(name, claimSchema);
  const errors: TongduiError[] = [];
  const folder = path.dirname(name);
  const complain = (_: Field, { code, sentence, hint }: TongduiError): void => {
    const said = { en: `${shown(name)}: ${sentence.en}`, zh: `${shown(name)}：${sentence.zh}` };
    errors.push(new TongduiError(code, said, hint ? { hint } : {}));
  };
  return {
    rows: invoices.map((invoice) => ({
      ...invoice,
      seller: invoice.seller,
      order,
      folder,
      evidence,
      reason,
      deadline,
      complain,
    })),
    demandNone: () => {
      const [first] = errors;
      if (first) throw first;
    },
  };
}

/** A table with a service contract a row, each of which becomes an order. */
import path from "node:path";
import { lastValidSecond, type Day } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Text } from "../../../client/text/text.ts";
import { amount, creditCode, day, text, voucher, whole } from "../../tables/cells.ts";
import { column, optional } from "../../tables/column.ts";
import { complaintsError, type Complaint } from "../../tables/complaint.ts";
import { readTable } from "../../tables/readTable.ts";

/** The ledger's own bound on a policy's periods is tighter; this keeps a mistyped number from being a day beyond all calendars. */
const MOST_DAYS = 3_650;

const COLUMNS = {
  voucher: column(["双创券编号", "双创券", "券号", "voucher"], voucher),
  provider: column(["服务机构编号", "服务机构", "provider"], text),
  amount: column(["使用券额", "券额", "amount"], amount),
  contractValue: column(["合同金额", "contract value"], amount),
  contractDay: optional(["合同日期", "签订日期", "contract day", "contract date"], day),
  serviceClass: column(["服务类别", "service class"], whole(0, 255)),
  className: optional(["服务类别名称", "service class's name", "name of the service class"], text),
  deliverBy: optional(["交付期限", "交付截止日", "deliver by"], day),
  deliverDays: optional(["交付天数", "days to deliver"], whole(1, MOST_DAYS)),
  deadline: optional(["登记期限", "签署有效期至", "deadline"], day),
  contractNumber: column(["合同编号", "contract number"], text),
  contractFile: column(["合同文件", "合同", "contract file", "contract"], text),
  enterpriseCode: optional(["企业信用代码", "企业统一社会信用代码", "enterprise's credit code"], creditCode),
  providerCode: optional(["服务机构信用代码", "服务机构统一社会信用代码", "provider's credit code"], creditCode),
  match: optional(["对接编号", "对接", "match"], text),
};

export type Field = keyof typeof COLUMNS;

/** A contract as its row has it. Amounts in fen. */
export interface OrderRow {
  readonly voucher: bigint;
  /** An id, or a credit code that the directory knows. */
  readonly provider: string;
  readonly amount: bigint;
  readonly contractValue: bigint;
  readonly contractDay: Day | undefined;
  readonly serviceClass: number;
  /** What the policy calls it. */
  readonly className: string | undefined;
  /** One of the two is given. */
  readonly deliverBy: Day | undefined;
  readonly deliverDays: number | undefined;
  /** The last second at which the order can be placed. */
  readonly deadline: bigint | undefined;
  readonly contractNumber: string;
  readonly contractFile: string;
  readonly enterpriseCode: string | undefined;
  readonly providerCode: string | undefined;
  /** The match that it comes of, by its number. */
  readonly match: string | undefined;
  readonly folder: string;
  readonly complain: (field: Field, error: TongduiError) => void;
}

export interface OrderRows {
  readonly rows: readonly OrderRow[];
  /** @throws TongduiError `FileHasComplaints` if there was one. */
  readonly demandNone: () => void;
}

/**
 * @param note is told what a person should know of the table.
 * @throws TongduiError as readTable.
 */
export async function readOrders(name: string, note: (text: Text) => void): Promise<OrderRows> {
  const table = await readTable(name, COLUMNS);
  for (const said of table.notes) note(said);
  const complaints: Complaint[] = [];
  const complain = (complaint: Complaint): void => void complaints.push(complaint);
  const rows: OrderRow[] = [];
  for await (const { line, ...row } of table.rows(complain)) {
    const at = (field: Field, error: TongduiError): void => complain(table.complaint(line, field, error));
    if ((row.deliverBy === undefined) === (row.deliverDays === undefined)) at("deliverBy", deliveryUnsaid());
    rows.push({
      ...row,
      deadline: row.deadline === undefined ? undefined : BigInt(lastValidSecond(row.deadline)),
      contractFile: path.resolve(path.dirname(name), row.contractFile),
      folder: path.dirname(name),
      complain: at,
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

function deliveryUnsaid(): TongduiError {
  return new TongduiError("DeliveryUnsaid", {
    en: "Say until when it is delivered: a day under deliver by, or a number under days to deliver, not both.",
    zh: "请填写“交付期限”（日期）或“交付天数”，二者择一。",
  });
}

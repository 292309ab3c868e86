/** Who is paid where: a table that Finance keeps, never on the ledger. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatProvider } from "../../client/ids.ts";
import { code, provider, text } from "../tables/cells.ts";
import { column, optional, type ReadCell } from "../tables/column.ts";
import { complaintsError, type Complaint } from "../tables/complaint.ts";
import { readTable } from "../tables/readTable.ts";

/** No bank's account is shorter. */
const LEAST_DIGITS = 8;

/** The number of a bank account: digits alone. @throws TongduiError `NumberLosesDigits`, `AccountUnreadable`. */
const account: ReadCell<string> = (cell) => {
  const number = code(cell);
  if (new RegExp(`^\\d{${LEAST_DIGITS},}$`).test(number)) return number;
  throw new TongduiError(
    "AccountUnreadable",
    { en: `"${number}" is not a bank account's number.`, zh: `“${number}”不是银行账号。` },
    {
      hint: {
        en: `It has digits only, at least ${LEAST_DIGITS} of them: copy it from what the payee's bank confirmed.`,
        zh: `账号应全部为数字，至少 ${LEAST_DIGITS} 位，请按开户资料核对。`,
      },
    },
  );
};

export const PAYEES = {
  provider: column(["服务机构编号", "Provider", "Provider id"], provider),
  name: column(["收款人户名", "户名", "Payee", "Account name"], text),
  account: column(["收款账号", "账号", "Account", "Account number"], account),
  bank: column(["开户行", "开户银行", "Bank"], text),
  bankCode: optional(["联行号", "行号", "Bank code"], code),
};

export interface Payee {
  readonly name: string;
  readonly account: string;
  readonly bank: string;
  readonly bankCode: string | undefined;
}

/** The payees by their providers' ids. @throws TongduiError `FileHasComplaints`; as readTable. */
export async function readPayees(file: string): Promise<Map<bigint, Payee>> {
  const table = await readTable(file, PAYEES);
  const complaints: Complaint[] = [];
  const payees = new Map<bigint, Payee>();
  for await (const row of table.rows((complaint) => void complaints.push(complaint))) {
    if (payees.has(row.provider)) complaints.push(table.complaint(row.line, "provider", payeeTwice(row.provider)));
    payees.set(row.provider, row);
  }
  if (complaints.length > 0) throw complaintsError(file, complaints);
  return payees;
}

function payeeTwice(id: bigint): TongduiError {
  const written = formatProvider(id);
  return new TongduiError("PayeeTwice", {
    en: `The provider ${written} is in the file twice.`,
    zh: `服务机构 ${written} 在文件中重复出现。`,
  });
}

/** Tables of parties as offices have them: what their columns are called, and what must not occur in one twice. */
import { ZeroAddress } from "ethers";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { address, creditCode, day, text } from "../tables/cells.ts";
import { column, optional, type Columns, type Row } from "../tables/column.ts";
import type { Complaint } from "../tables/complaint.ts";
import { readTable } from "../tables/readTable.ts";
import { controller, serviceClasses } from "./cells.ts";

const CREDIT_CODE = ["统一社会信用代码", "信用代码", "社会信用代码", "credit code"] as const;

/** What tables of both registers have. The name's headings differ. */
const SHARED = {
  creditCode: column(CREDIT_CODE, creditCode),
  wallet: column(["钱包地址", "钱包", "账户地址", "wallet", "wallet address"], (cell) => {
    const wallet = address(cell);
    if (wallet !== ZeroAddress) return wallet;
    throw new TongduiError("WalletMissing", {
      en: "The address is all zeros, which is no wallet.",
      zh: "地址全为零，不是有效的钱包。",
    });
  }),
  controller: column(
    [
      "实际控制人标识",
      "实际控制人证件号码",
      "实际控制人证件号",
      "实际控制人统一社会信用代码",
      "实际控制人",
      "controller",
      "actual controller",
      "controller's identifier",
    ],
    controller,
  ),
  englishName: optional(["英文名称", "英文名", "english name"], text),
  address: optional(["注册地址", "住所", "地址", "address", "registered address"], text),
  industry: optional(["所属行业", "行业", "industry"], text),
  founded: optional(["成立日期", "成立时间", "founded", "date of establishment"], day),
};

export const ENTERPRISE_COLUMNS = {
  name: column(["企业名称", "名称", "单位名称", "enterprise", "enterprise name", "name"], text),
  ...SHARED,
} satisfies Columns;

export const PROVIDER_COLUMNS = {
  name: column(["服务机构名称", "机构名称", "服务机构", "名称", "单位名称", "provider", "provider name", "name"], text),
  ...SHARED,
  district: column(["所属区", "所在区", "区", "district"], text),
  classes: column(["服务类别", "类别", "service classes", "classes"], serviceClasses),
  validFrom: column(["有效期起", "有效期自", "生效日期", "valid from"], day),
  validThrough: column(["有效期止", "有效期至", "截止日期", "valid through"], day),
} satisfies Columns;

/** What both kinds of row have. */
export type PartyRow = Row<typeof ENTERPRISE_COLUMNS>;
export type ProviderRow = Row<typeof PROVIDER_COLUMNS>;

/** A table that was read to its end. */
export interface PartyTable<R extends PartyRow> {
  readonly file: string;
  readonly notes: readonly Text[];
  readonly rows: readonly R[];
  readonly complaints: Complaint[];
  /** A complaint about a row, at one of its columns. */
  readonly complaint: (row: PartyRow, name: keyof ProviderRow, error: TongduiError) => Complaint;
}

/**
 * Reads a table of parties. A credit code or a wallet that stands in it twice is a complaint.
 *
 * @throws TongduiError as readTable.
 */
export async function readParties<C extends typeof ENTERPRISE_COLUMNS>(
  file: string,
  columns: C,
): Promise<PartyTable<Row<C> & PartyRow>> {
  const table = await readTable(file, columns);
  const complaints: Complaint[] = [];
  const rows: (Row<C> & PartyRow)[] = [];
  const codes = new Map<string, number>();
  const wallets = new Map<string, number>();
  const complaint = (row: PartyRow, name: string, error: TongduiError): Complaint =>
    table.complaint(row.line, name as keyof C & string, error);
  for await (const read of table.rows((one) => complaints.push(one))) {
    const row = read as Row<C> & PartyRow;
    const [sameCode, sameWallet] = [codes.get(row.creditCode), wallets.get(row.wallet)];
    if (sameCode !== undefined) complaints.push(complaint(row, "creditCode", twice(CODE_TWICE, sameCode)));
    else if (sameWallet !== undefined) complaints.push(complaint(row, "wallet", twice(WALLET_TWICE, sameWallet)));
    else rows.push(row);
    codes.set(row.creditCode, sameCode ?? row.line);
    wallets.set(row.wallet, sameWallet ?? row.line);
  }
  return { file, notes: table.notes, rows, complaints, complaint };
}

const CODE_TWICE = {
  code: "PartyTwice",
  what: { en: "This credit code", zh: "该统一社会信用代码" },
  hint: { en: "Keep one of the two rows.", zh: "请只保留其中一行。" },
};
const WALLET_TWICE = {
  code: "WalletTwice",
  what: { en: "This wallet", zh: "该钱包地址" },
  hint: { en: "Each party signs with a wallet of its own.", zh: "每个单位应使用各自的钱包。" },
};

function twice({ code: name, what, hint }: typeof CODE_TWICE, line: number): TongduiError {
  return new TongduiError(
    name,
    { en: `${what.en} stands on line ${line} already.`, zh: `${what.zh}已出现在第 ${line} 行。` },
    { hint },
  );
}

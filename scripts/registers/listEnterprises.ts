/** Lists the register of enterprises, with the names that the office knows. */
import { getAddress, toBeHex } from "ethers";
import { enterpriseId, formatEnterprise } from "../../client/ids.ts";
import { ENTERPRISE_STATUSES } from "../../client/replay/enterprises.ts";
import { decodeEnterprise, enterpriseSlot } from "../../client/slots.ts";
import { ENTERPRISE_STATUS } from "../../client/text/states.ts";
import { reading, type Reading } from "../chain/reading.ts";
import { readWords } from "../chain/words.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { ReportFile } from "../tables/reportFile.ts";
import { dataOf, defineSheet, type Entry } from "../tables/sheet.ts";
import { gridOf } from "../tables/terminal.ts";
import { Directory } from "./directory.ts";
import { tellDamaged } from "./tellDamaged.ts";

export interface ListInput {
  /** Only of one district. */
  readonly district: number | undefined;
  readonly status: string | undefined;
  readonly report: string | undefined;
}

const SHEET = defineSheet({
  title: { en: "Enterprises", zh: "企业名录" },
  columns: {
    id: { heading: { en: "Id", zh: "编号" }, kind: "text" },
    name: { heading: { en: "Name", zh: "企业名称" }, kind: "text" },
    creditCode: { heading: { en: "Credit code", zh: "统一社会信用代码" }, kind: "text" },
    status: { heading: { en: "Status", zh: "状态" }, kind: "text" },
    wallet: { heading: { en: "Wallet", zh: "钱包地址" }, kind: "hash" },
    group: { heading: { en: "Group", zh: "所属集团" }, kind: "count" },
    vouchers: { heading: { en: "Vouchers", zh: "累计获发" }, kind: "count" },
  },
});

/** @throws TongduiError as Directory.open, ReportFile.plan. */
export async function listEnterprises(input: ListInput, context: Context): Promise<Answer> {
  const report = input.report === undefined ? undefined : await ReportFile.plan(input.report);
  return reading(context, async (open) => {
    const directory = await Directory.open(open);
    tellDamaged(directory, context);
    const rows = (await entriesOf(open, directory, input.district)).filter(
      ({ status }) => input.status === undefined || status === input.status,
    );
    const entries = rows.map(({ entry }) => entry);
    const told = { en: `${rows.length} enterprises`, zh: `共 ${rows.length} 家企业` };
    const parts = report ? [told, await report.write(SHEET, entries, context.lang)] : [gridOf(SHEET, entries), told];
    return {
      data: rows.map(({ entry, status }) => ({ ...dataOf(SHEET, entry), status })),
      parts,
    };
  });
}

interface Listed {
  readonly status: string;
  readonly entry: Entry<typeof SHEET>;
}

async function entriesOf(open: Reading, directory: Directory, district: number | undefined): Promise<Listed[]> {
  const { ledger, nodes, deployment } = open;
  const districts =
    district === undefined
      ? Array.from({ length: Number(await ledger.districts.count()) }, (_, i) => i + 1)
      : [district];
  const counts = await Promise.all(districts.map(async (number) => ledger.enterprises.countOf(number)));
  const ids = districts.flatMap((number, i) =>
    Array.from({ length: Number(counts[i] ?? 0) }, (_, k) => enterpriseId(number, k + 1)),
  );
  const words = await readWords(nodes, deployment.contracts.enterprises.address, ids.map(enterpriseSlot));
  return ids.map((id, i) => {
    const { wallet, group, status, vouchers } = decodeEnterprise(words[i] ?? 0n);
    const known = directory.byId("enterprise", id);
    const said = ENTERPRISE_STATUS[ENTERPRISE_STATUSES.indexOf(status)];
    return {
      status: status.toLowerCase(),
      entry: {
        id: formatEnterprise(id),
        name: known?.name,
        creditCode: known?.creditCode,
        status: said,
        wallet: getAddress(toBeHex(wallet, 20)),
        group: Number(group),
        vouchers,
      },
    };
  });
}

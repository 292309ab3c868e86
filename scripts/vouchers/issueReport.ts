/** The report of an issue, a row an item: its voucher, or why it was passed over. */
import { formatEnterprise, formatVoucher, voucherId } from "../../client/ids.ts";
import type { Lang } from "../../client/text/text.ts";
import type { Directory } from "../registers/directory.ts";
import { defineSheet, type Entry } from "../tables/sheet.ts";
import { writeTable } from "../tables/writeTable.ts";
import type { IssuedItems } from "./issuedItems.ts";
import type { Plan } from "./planFile.ts";
import { formatOf } from "./planReport.ts";

const ISSUED_ROWS = defineSheet({
  title: { en: "Vouchers issued", zh: "双创券发放结果" },
  columns: {
    line: { heading: { en: "Line", zh: "行" }, kind: "count" },
    enterprise: { heading: { en: "Enterprise", zh: "企业编号" }, kind: "text" },
    name: { heading: { en: "Name", zh: "企业名称" }, kind: "text" },
    face: { heading: { en: "Face", zh: "面额" }, kind: "amount" },
    voucher: { heading: { en: "Voucher", zh: "券号" }, kind: "text" },
    passedOver: { heading: { en: "Passed over because", zh: "跳过原因" }, kind: "text" },
    note: { heading: { en: "Note", zh: "备注" }, kind: "text" },
  },
});

export interface ItemsIssued {
  readonly plan: Plan;
  readonly issued: IssuedItems;
  readonly directory: Directory;
}

/** @throws TongduiError `ReportKindUnknown`, `FileExists`, `FileUnwritable`. */
export async function writeIssueReport(file: string, found: ItemsIssued, lang: Lang): Promise<void> {
  await writeTable({ file }, ISSUED_ROWS, entriesOf(found), { format: formatOf(file), lang });
}

function* entriesOf({ plan, issued, directory }: ItemsIssued): Generator<Entry<typeof ISSUED_ROWS>> {
  const { items, program } = plan;
  for (let place = 0; place < items.length; place += 1) {
    const { enterprise = 0n, face = 0n } = items.at(place) ?? {};
    const serial = issued.serialOf(place);
    yield {
      line: items.lineOf(place),
      enterprise: formatEnterprise(enterprise),
      name: directory.byId("enterprise", enterprise)?.name,
      face,
      voucher: serial === undefined ? undefined : formatVoucher(voucherId(program, serial)),
      passedOver: issued.reasonOf(place),
      note: items.noteOf(place),
    };
  }
}

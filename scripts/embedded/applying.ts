/** The enterprise applies at its district's office with its papers, the Bureau accepts there, and takes the file of the list. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { ApplicationTold, PaperKind } from "../../client/applications.ts";
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import type { Item } from "../../client/list.ts";
import { formatFen } from "../../client/money.ts";
import { counted } from "../../client/text/counted.ts";
import type { Text } from "../../client/text/text.ts";
import { named } from "../scenario/cast.ts";
import type { Scenario } from "../scenario/files.ts";
import type { Applying } from "../scenario/play.ts";
import { complaintsError, type Complaint } from "../tables/complaint.ts";
import { readTable } from "../tables/readTable.ts";
import { LIST_COLUMNS } from "../vouchers/listFile.ts";
import { signIn } from "./offices.ts";
import { sheetOf } from "./sheet.ts";

export interface Offices {
  /** Their addresses, by their districts. */
  readonly offices: ReadonlyMap<number, string>;
  readonly origin: string;
  /** Where the file of the list is saved. */
  readonly folder: string;
}

/**
 * Both tell on the timeline what the office answered.
 *
 * @returns what the file names: whom to issue to, and how much.
 * @throws TongduiError `OfficeRefused`, `FileHasComplaints`.
 */
export async function applyAtOffice(
  { stage, enterprise, program, provider }: Applying,
  { offices, origin, folder }: Offices,
): Promise<readonly Item[]> {
  const { cast, scenario, node } = stage;
  const { story, parties } = scenario;
  const home = named(cast.districts, parties.enterprise.district);
  const office = offices.get(home.number) ?? "";
  const [number, written] = [Number(program), formatEnterprise(enterprise)];

  await node.goTo(story.application.apply);
  const firm = await signIn(office, origin, cast.enterprise);
  const { id } = (await firm.send("POST", "/applications", {
    ...{ enterprise: written, program: number, provider: formatProvider(provider) },
    ...{ serviceClass: story.order.serviceClass, face: String(story.voucher.face) },
    contractValue: String(story.application.quotation),
    purpose: inBoth(story.demand.title),
  })) as ApplicationTold;
  for (const paper of papersOf(scenario)) await firm.send("POST", `/applications/${id}/papers`, paper);
  const asked = (await firm.send("POST", `/applications/${id}/steps`, { step: "submit", after: 1 })) as ApplicationTold;
  const [face, papers] = [formatFen(story.voucher.face), asked.papers.length];
  await stage.elsewhere(
    { en: `Enterprise ${written}`, zh: `企业 ${written}` },
    {
      en: `applied at ${home.name.en}'s office for ${face} under program ${program}, with ${counted(papers, "paper")}`,
      zh: `在${home.name.zh}办公系统提交申请：项目 ${program}，${face}，材料 ${papers} 份`,
    },
  );

  await node.goTo(story.voucher.announce);
  const bureau = await signIn(office, origin, home.bureau);
  await bureau.send("POST", `/applications/${id}/steps`, { step: "accept", after: asked.steps.length });
  const made = { program: number, among: [id] };
  const { list } = (await bureau.send("POST", "/application-lists", made)) as { list: string };
  const file = path.join(folder, "accepted.csv");
  await writeFile(file, await bureau.read(`/application-lists/${list}`));
  const items = await itemsIn(file);
  const total = formatFen(items.reduce((sum, item) => sum + item.face, 0n));
  await stage.elsewhere(home.bureau.name, {
    en: `accepted the application there and took the file of the list: ${counted(items.length, "voucher")}, ${total}`,
    zh: `审核通过该申请，生成名单文件：双创券 ${items.length} 张，${total}`,
  });
  return items;
}

/** As `tongdui voucher plan` reads it. */
async function itemsIn(file: string): Promise<Item[]> {
  const table = await readTable(file, LIST_COLUMNS);
  const items: Item[] = [];
  const complaints: Complaint[] = [];
  for await (const { enterprise, face } of table.rows((complaint) => void complaints.push(complaint)))
    if (enterprise !== undefined) items.push({ enterprise, face });
  if (complaints.length > 0) throw complaintsError(file, complaints);
  return items;
}

function papersOf({ parties, story }: Scenario): { kind: PaperKind; name: string; content: string }[] {
  const { name, creditCode } = parties.enterprise;
  const seller = named(parties.providers, story.order.provider).name;
  const quotation = formatFen(story.application.quotation);
  const paper = (kind: PaperKind, file: string, lines: readonly string[]) => {
    return { kind, name: `${file}.pdf`, content: sheetOf(lines).toString("base64") };
  };
  return [
    paper("licence", "营业执照 licence", [
      "营业执照（示例）",
      "Business licence (example)",
      name.zh,
      name.en,
      creditCode,
    ]),
    paper("quotation", "报价单 quotation", [
      ...["报价单（示例）", "Quotation (example)", seller.zh, seller.en],
      ...[story.demand.title.zh, story.demand.title.en, quotation],
    ]),
  ];
}

function inBoth({ en, zh }: Text): string {
  return `${zh} ${en}`;
}

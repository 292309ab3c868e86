/** Proposes the providers of a table for admission, each once, in the Operator's name, and writes their ids into the directory. */
import { formatProvider } from "../../client/ids.ts";
import { halfWidth } from "../../client/text/width.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { performInBatches, type ItemOutcome } from "../chain/batches.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { districtsOf, type NamedDistrict } from "../districts/names.ts";
import { documentsOf } from "../documents/office.ts";
import { openNullifierKeys } from "../nullifiers/marks.ts";
import type { Complaint } from "../tables/complaint.ts";
import { ReportFile } from "../tables/reportFile.ts";
import { checkParties, type Fresh } from "./check.ts";
import { Directory } from "./directory.ts";
import { commitProfile } from "./papers.ts";
import { PROVIDER_COLUMNS, readParties, type PartyTable, type ProviderRow } from "./partyTable.ts";
import { recordParties } from "./record.ts";
import { remarksOn } from "./remarks.ts";
import { endOf, refuseTable, reportRows, type RowReport, type Words } from "./report.ts";

export interface ImportProvidersInput {
  readonly file: string;
  readonly report: string | undefined;
  readonly nullifierPasswordFile: string | undefined;
}

const WORDS: Words = {
  done: { en: "proposed", zh: "已推荐" },
  before: { en: "was proposed before", zh: "此前已推荐" },
  tried: { en: "can be proposed", zh: "可以推荐" },
};

/**
 * Checks every row; if all are right, proposes those that the ledger does not have. Run again after a kill, it goes on from there.
 *
 * @throws TongduiError as acting, readTable, openNullifierKeys, ReportFile.plan, performInBatches.
 */
export async function importProviders(input: ImportProvidersInput, context: Context): Promise<Answer> {
  const report = input.report === undefined ? undefined : await ReportFile.plan(input.report);
  const table = await readParties(input.file, PROVIDER_COLUMNS);
  for (const note of table.notes) context.io.note(note);
  if (table.complaints.length > 0) return refuseTable(context, table.file, table.complaints, table.rows, report);

  return acting(context, async (open) => {
    const homes = homesOf(table, await districtsOf(open));
    if (homes.complaints.length > 0) return refuseTable(context, table.file, homes.complaints, table.rows, report);
    const keys = await openNullifierKeys(open.profile.nullifierKeys, context.io, input.nullifierPasswordFile);
    const directory = await Directory.open(open);
    const checked = await checkParties(table, {
      ledger: open.ledger,
      register: "provider",
      directory,
      keys,
      today: await open.today(),
      home: ({ line }) => homes.byLine.get(line) ?? 0,
    });
    if (checked.complaints.length > 0) {
      return refuseTable(context, table.file, checked.complaints, table.rows, report);
    }
    const outcomes = await propose(open, checked.fresh);
    const proposed = checked.fresh.filter((_, i) => outcomes[i]?.end === "done" || outcomes[i]?.end === "before");
    if (!context.dryRun) await recordParties(open, directory, "provider", [...proposed, ...checked.known]);
    const idOf = ({ creditCode }: ProviderRow): string => {
      const party = directory.byCreditCode("provider", creditCode);
      return party ? formatProvider(party.id) : "";
    };
    const rows: RowReport[] = [
      ...checked.known.map((known): RowReport => ({
        row: known.row,
        end: "before",
        id: formatProvider(known.id),
        remarks: remarksOn("provider", known, directory),
      })),
      ...checked.fresh.map(({ row }, i): RowReport => ({ row, ...endOf(outcomes[i]), id: idOf(row), remarks: [] })),
    ];
    return reportRows(context, rows, WORDS, report);
  });
}

/** The ledger takes one proposal a transaction. */
async function propose(open: Acting, fresh: readonly Fresh<ProviderRow>[]): Promise<readonly ItemOutcome[]> {
  const { ledger } = open;
  const store = await documentsOf(open);
  const { outcomes } = await performInBatches(open, {
    title: { en: "Propose providers for admission", zh: "推荐服务机构入库" },
    items: fresh,
    size: 1,
    areDone: async (items) =>
      Promise.all(items.map(async ({ party }) => (await ledger.providers.providerOfParty(party)) !== 0n)),
    draft: async ([one]) => {
      if (!one) throw new RangeError("Nobody is proposed.");
      const { row, home, party, group } = one;
      const { wallet, validFrom, validThrough, classes } = row;
      const said = await commitProfile(store, "provider", row);
      return ledger.providers.propose.populateTransaction({
        ...{ home, wallet, validFrom, validThrough, classes, party, group },
        profile: said,
      });
    },
  });
  return outcomes;
}

/** The districts that the rows name, by number or by name. */
function homesOf(table: PartyTable<ProviderRow>, districts: readonly NamedDistrict[]) {
  const byLine = new Map<number, number>();
  const complaints: Complaint[] = [];
  for (const row of table.rows) {
    const found = districtsNamed(row.district, districts);
    const [one, second] = found;
    if (one && !second) byLine.set(row.line, one.number);
    else complaints.push(table.complaint(row, "district", districtUnclear(row.district, districts)));
  }
  return { byLine, complaints };
}

function districtsNamed(typed: string, districts: readonly NamedDistrict[]): NamedDistrict[] {
  const words = halfWidth(typed).trim().toLowerCase();
  const number = /^(?:第\s*)?(\d{1,5})(?:\s*区)?$/.exec(words)?.[1];
  if (number !== undefined) return districts.filter((one) => one.number === Number(number));
  return words.length < 2 ? [] : districts.filter(({ name }) => name.toLowerCase().includes(words));
}

function districtUnclear(typed: string, districts: readonly NamedDistrict[]): TongduiError {
  const names = districts.map(({ number, name }) => `${number} ${name}`);
  return new TongduiError(
    "DistrictUnknown",
    { en: `"${typed}" is not one district of the ledger.`, zh: `“${typed}”不能确定为账本上的某一个区。` },
    { hint: { en: `Write a number: ${names.join(", ")}.`, zh: `请填写编号：${names.join("、")}。` } },
  );
}

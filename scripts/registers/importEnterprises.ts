/** Registers the enterprises of a table, each once, and writes their ids into the directory. */
import type { Text } from "../../client/text/text.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { performInBatches, type ItemOutcome } from "../chain/batches.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { documentsOf } from "../documents/office.ts";
import { openNullifierKeys } from "../nullifiers/marks.ts";
import { ReportFile } from "../tables/reportFile.ts";
import { districtOfDuty } from "../whoami/districtOf.ts";
import { checkParties, type Fresh } from "./check.ts";
import { Directory } from "./directory.ts";
import type { ImportInput } from "./importInput.ts";
import { commitProfile } from "./papers.ts";
import { ENTERPRISE_COLUMNS, readParties, type PartyRow } from "./partyTable.ts";
import { recordParties } from "./record.ts";
import { remarksOn } from "./remarks.ts";
import { formatEnterprise } from "../../client/ids.ts";
import { tellDamaged } from "./tellDamaged.ts";
import { endOf, refuseTable, reportRows, type RowReport, type Words } from "./report.ts";

const WORDS: Words = {
  done: { en: "registered", zh: "已登记" },
  before: { en: "was registered before", zh: "此前已登记" },
  tried: { en: "can be registered", zh: "可以登记" },
};

/**
 * Checks every row against the file, the directory and the ledger; if all are right, registers those that the ledger does not have.
 * Run again after a kill, it goes on from there, and the directory gets what it lacks.
 *
 * @throws TongduiError as acting, readTable, openNullifierKeys, districtOfDuty, ReportFile.plan, performInBatches.
 */
export async function importEnterprises(input: ImportInput, context: Context): Promise<Answer> {
  const report = input.report === undefined ? undefined : await ReportFile.plan(input.report);
  const table = await readParties(input.file, ENTERPRISE_COLUMNS);
  for (const note of table.notes) context.io.note(note);
  if (table.complaints.length > 0) return refuseTable(context, table.file, table.complaints, table.rows, report);

  return acting(context, async (open) => {
    const { ledger, profile } = open;
    const home = await districtOfDuty(open, "bureau", input.district);
    const keys = await openNullifierKeys(profile.nullifierKeys, context.io, input.nullifierPasswordFile);
    const directory = await Directory.open(open);
    tellDamaged(directory, context);
    const checked = await checkParties(table, {
      ledger,
      register: "enterprise",
      directory,
      keys,
      today: await open.today(),
      home: () => home,
    });
    if (checked.complaints.length > 0) {
      return refuseTable(context, table.file, checked.complaints, table.rows, report);
    }
    const outcomes = await register(open, home, checked.fresh);
    const registered = checked.fresh.filter((_, i) => outcomes[i]?.end === "done" || outcomes[i]?.end === "before");
    if (!context.dryRun) {
      await recordParties(open, directory, "enterprise", [...registered, ...checked.known]);
    }
    const rows: RowReport[] = [
      ...checked.known.map((known): RowReport => ({
        row: known.row,
        end: "before",
        id: formatEnterprise(known.id),
        remarks: remarksOn("enterprise", known, directory),
      })),
      ...checked.fresh.map(({ row }, i): RowReport => ({
        row,
        ...endOf(outcomes[i]),
        id: idIn(directory, row),
        remarks: [],
      })),
    ];
    return reportRows(context, rows, WORDS, report, { district: home });
  });
}

/** An enterprise with a group of its own takes 180,000 gas, and a transaction has 16.8 million at most. */
const ROWS_A_BATCH = 70;

/** Registers what the ledger does not have. */
async function register(
  open: Acting,
  home: number,
  fresh: readonly Fresh<PartyRow>[],
): Promise<readonly ItemOutcome[]> {
  const { ledger } = open;
  const store = await documentsOf(open);
  const title: Text = { en: `Register enterprises in district ${home}`, zh: `在第 ${home} 区登记企业` };
  const { outcomes } = await performInBatches(open, {
    title,
    items: fresh,
    size: ROWS_A_BATCH,
    areDone: async (items) =>
      Promise.all(items.map(async ({ party }) => (await ledger.enterprises.enterpriseOfParty(party)) !== 0n)),
    draft: async (items) => {
      const profiles = await Promise.all(items.map(async ({ row }) => commitProfile(store, "enterprise", row)));
      return ledger.enterprises.register.populateTransaction(
        items.map(({ row, party, group }, i) => ({
          home,
          wallet: row.wallet,
          party,
          group,
          profile: profiles[i] ?? "",
        })),
      );
    },
  });
  return outcomes;
}

function idIn(directory: Directory, row: PartyRow): string {
  const party = directory.byCreditCode("enterprise", row.creditCode);
  return party ? formatEnterprise(party.id) : "";
}

/** Brings a table of parties onto the ledger, each row once, and writes their ids into the directory. */
import type { Draft } from "../../client/send.ts";
import type { Text } from "../../client/text/text.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { performInBatches, type ItemOutcome } from "../chain/batches.ts";
import type { Answer, Data } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { noteGrid } from "../cli/noteGrid.ts";
import { documentsOf } from "../documents/office.ts";
import { openNullifierKeys } from "../nullifiers/marks.ts";
import type { Complaint } from "../tables/complaint.ts";
import { ReportFile } from "../tables/reportFile.ts";
import { checkParties, type Fresh } from "./check.ts";
import { Directory } from "./directory.ts";
import type { ImportInput } from "./importInput.ts";
import { commitProfile } from "./papers.ts";
import type { PartyRow, PartyTable } from "./partyTable.ts";
import { recordParties } from "./record.ts";
import { idOfParty, REGISTERS, type Register } from "./register.ts";
import { remarksOn } from "./remarks.ts";
import { endOf, refuseTable, reportRows, type RowReport, type Words } from "./report.ts";
import { tellDamaged } from "./tellDamaged.ts";

export interface Import<R extends PartyRow> {
  readonly register: Register;
  readonly words: Words;
  readonly read: (file: string) => Promise<PartyTable<R>>;
  /** How the rows go onto the ledger. */
  readonly plan: (open: Acting, table: PartyTable<R>) => Promise<Plan<R>>;
}

export interface Plan<R extends PartyRow> {
  /** The district that a row is of. */
  readonly home: (row: R) => number;
  readonly complaints: readonly Complaint[];
  readonly title: Text;
  /** Most rows in one transaction. */
  readonly size: number;
  readonly draft: (parties: readonly Ready<R>[]) => Promise<Draft>;
  /** For programs. */
  readonly data: { readonly [key: string]: Data };
}

/** A row with everything that the ledger is given of it. */
export interface Ready<R extends PartyRow> extends Fresh<R> {
  /** The commitment of its profile. */
  readonly profile: string;
}

/**
 * Checks every row against the file, the directory and the ledger; if all are right, sends those that the ledger does not have. Run
 * again after a kill, it goes on from there, and the directory gets what it lacks.
 *
 * @throws TongduiError as acting, readTable, openNullifierKeys, ReportFile.plan, performInBatches.
 */
export async function importParties<R extends PartyRow>(
  { register, words, read, plan: planOf }: Import<R>,
  input: Omit<ImportInput, "district">,
  context: Context,
): Promise<Answer> {
  const report = input.report === undefined || context.dryRun ? undefined : await ReportFile.plan(input.report);
  const table = await read(input.file);
  for (const note of table.notes) context.io.note(note);
  const refuse = async (complaints: readonly Complaint[]): Promise<Answer> =>
    refuseTable(context, table.file, complaints, table.rows, report);
  if (table.complaints.length > 0) return refuse(table.complaints);

  return acting(context, async (open) => {
    const { ledger, profile } = open;
    const plan = await planOf(open, table);
    if (plan.complaints.length > 0) return refuse(plan.complaints);
    const keys = await openNullifierKeys(profile.nullifierKeys, context.io, input.nullifierPasswordFile);
    const directory = await Directory.open(open);
    tellDamaged(directory, context);
    const { home } = plan;
    const checked = await checkParties(table, { ledger, register, directory, keys, today: await open.today(), home });
    if (checked.complaints.length > 0) return refuse(checked.complaints);

    const { fresh, known } = checked;
    const outcomes = await send(open, register, plan, fresh);
    const registered = fresh.filter((_, i) => outcomes[i]?.end === "done" || outcomes[i]?.end === "before");
    if (!context.dryRun) await recordParties(open, directory, register, [...registered, ...known]);
    const { format } = REGISTERS[register];
    const idIn = ({ creditCode }: PartyRow): string => {
      const party = directory.byCreditCode(register, creditCode);
      return party ? format(party.id) : "";
    };
    const rows: RowReport[] = [
      ...known.map((one): RowReport => ({
        row: one.row,
        end: "before",
        id: format(one.id),
        remarks: remarksOn(register, one, directory),
      })),
      ...fresh.map(({ row }, i): RowReport => ({ row, ...endOf(outcomes[i]), id: idIn(row), remarks: [] })),
    ];
    return reportRows(context, rows, words, report, plan.data);
  });
}

/** Of codes that tell of persons no more is shown than what tells them apart. */
function noteParties<R extends PartyRow>(context: Context, fresh: readonly Fresh<R>[]): void {
  const end = (code: string): string => `…${code.slice(-6)}`;
  noteGrid(context, {
    title: { en: "To be registered, as the table says:", zh: "按名单拟登记：" },
    head: [
      { en: "Line", zh: "行" },
      { en: "Name", zh: "名称" },
      { en: "Credit code", zh: "统一社会信用代码" },
      { en: "Wallet", zh: "钱包" },
      { en: "Controller", zh: "实际控制人" },
    ],
    rows: fresh.map(({ row: { line, name, creditCode, wallet, controller } }) => [
      String(line),
      name,
      end(creditCode),
      wallet,
      end(controller),
    ]),
    figures: [0],
  });
}

/** What somebody else registers meanwhile counts as registered before. */
async function send<R extends PartyRow>(
  open: Acting,
  register: Register,
  { title, size, draft }: Plan<R>,
  fresh: readonly Fresh<R>[],
): Promise<readonly ItemOutcome[]> {
  const { ledger } = open;
  const store = await documentsOf(open);
  if (fresh.length > 0) noteParties(open.context, fresh);
  const { outcomes } = await performInBatches(open, {
    title,
    items: fresh,
    size,
    areDone: async (items) =>
      Promise.all(items.map(async ({ party }) => (await idOfParty(ledger, register, party)) !== 0n)),
    draft: async (items) =>
      draft(
        await Promise.all(
          items.map(async (one) => ({ ...one, profile: await commitProfile(store, register, one.row) })),
        ),
      ),
  });
  return outcomes;
}

/** Records new profiles of parties that are registered, from the same tables by which they are registered. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Text } from "../../client/text/text.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { performInBatches, type ItemOutcome } from "../chain/batches.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { documentsOf } from "../documents/office.ts";
import { openNullifierKeys } from "../nullifiers/marks.ts";
import type { Complaint } from "../tables/complaint.ts";
import { ReportFile } from "../tables/reportFile.ts";
import { districtOfDuty } from "../whoami/districtOf.ts";
import { checkParties, type Known } from "./check.ts";
import { Directory } from "./directory.ts";
import type { ImportInput } from "./importInput.ts";
import { commitProfile } from "./papers.ts";
import { ENTERPRISE_COLUMNS, PROVIDER_COLUMNS, readParties, type PartyRow, type PartyTable } from "./partyTable.ts";
import { contractOf, REGISTERS, standingOf, type Register } from "./register.ts";
import { endOf, refuseTable, reportRows, type RowReport, type Words } from "./report.ts";

const WORDS: Words = {
  done: { en: "recorded", zh: "已更新" },
  before: { en: "unchanged", zh: "无变化" },
  tried: { en: "can be recorded", zh: "可以更新" },
};

/** As {@link updateProfiles}, of enterprises. */
export async function updateEnterprises(input: ImportInput, context: Context): Promise<Answer> {
  return updateProfiles("enterprise", input, context);
}

/** As {@link updateProfiles}, of providers. */
export async function updateProviders(input: ImportInput, context: Context): Promise<Answer> {
  return updateProfiles("provider", input, context);
}

/**
 * Commits to every profile of a table anew and records those that differ from the ledger's. A row that is not registered, or whose
 * controller is another one on the ledger, is a complaint, and nothing is sent.
 *
 * @throws TongduiError as importEnterprises.
 */
async function updateProfiles(register: Register, input: ImportInput, context: Context): Promise<Answer> {
  const report = input.report === undefined || context.dryRun ? undefined : await ReportFile.plan(input.report);
  const table: PartyTable<PartyRow> =
    register === "enterprise"
      ? await readParties(input.file, ENTERPRISE_COLUMNS)
      : await readParties(input.file, PROVIDER_COLUMNS);
  for (const note of table.notes) context.io.note(note);
  if (table.complaints.length > 0) return refuseTable(context, table.file, table.complaints, table.rows, report);

  return acting(context, async (open) => {
    const { ledger, profile } = open;
    const home = await districtOfDuty(open, "bureau", input.district);
    const keys = await openNullifierKeys(profile.nullifierKeys, context.io, input.nullifierPasswordFile);
    const directory = await Directory.open(open);
    const today = await open.today();
    const checked = await checkParties(table, { ledger, register, directory, keys, today, home: () => home });
    const complaints: Complaint[] = [
      ...checked.complaints,
      ...checked.fresh.map(({ row }) => table.complaint(row, "creditCode", notRegistered())),
      ...checked.known.filter(({ sameGroup }) => !sameGroup).map((known) => otherGroup(table, register, known)),
    ];
    if (complaints.length > 0) return refuseTable(context, table.file, complaints, table.rows, report);

    const outcomes = await record(open, register, home, checked.known, directory);
    const rows = checked.known.map(({ row, id }, i): RowReport => ({
      row,
      ...endOf(outcomes[i]),
      id: REGISTERS[register].format(id),
      remarks: [],
    }));
    return reportRows(context, rows, WORDS, report, { district: home });
  });
}

/** A transaction each; the directory learns of what the ledger has. */
async function record(
  open: Acting,
  register: Register,
  home: number,
  known: readonly Known<PartyRow>[],
  directory: Directory,
): Promise<readonly ItemOutcome[]> {
  const { ledger, context } = open;
  const store = await documentsOf(open);
  const contract = contractOf(ledger, register);
  const noun = { enterprise: { en: "enterprises", zh: "企业" }, provider: { en: "providers", zh: "服务机构" } }[
    register
  ];
  const title: Text = {
    en: `Record profiles of ${noun.en} of district ${home}`,
    zh: `更新第 ${home} 区${noun.zh}的资料`,
  };
  const commitmentOf = async ({ row }: Known<PartyRow>): Promise<string> => commitProfile(store, register, row);
  const { outcomes } = await performInBatches(open, {
    title,
    items: known,
    size: 1,
    areDone: async (items) =>
      Promise.all(
        items.map(async (item) => {
          const [commitment, standing] = await Promise.all([commitmentOf(item), standingOf(ledger, register, item.id)]);
          return standing.profile === commitment;
        }),
      ),
    draft: async ([item]) => {
      if (!item) throw new TypeError("A batch has an item.");
      return contract.changeProfile.populateTransaction(item.id, await commitmentOf(item));
    },
  });
  if (!context.dryRun) {
    const recorded = known.filter((_, i) => outcomes[i]?.end === "done" || outcomes[i]?.end === "before");
    const parties = await Promise.all(
      recorded.map(async ({ row: { name, creditCode }, id }) => {
        const { wallet, profile: commitment } = await standingOf(ledger, register, id);
        return { register, id, name, creditCode, wallet, profile: commitment };
      }),
    );
    await directory.add(parties);
  }
  return outcomes;
}

function notRegistered(): TongduiError {
  return new TongduiError(
    "PartyNotRegistered",
    { en: "This party is not registered.", zh: "该单位尚未登记。" },
    { hint: { en: "Import the table first.", zh: "请先导入名单。" } },
  );
}

function otherGroup(table: PartyTable<PartyRow>, register: Register, { row, id }: Known<PartyRow>): Complaint {
  const hint =
    register === "enterprise"
      ? {
          en: `Change it first: tongdui enterprise regroup ${REGISTERS[register].format(id)}`,
          zh: `请先变更：tongdui enterprise regroup ${REGISTERS[register].format(id)}`,
        }
      : {
          en: "A provider's controller is fixed at its admission.",
          zh: "服务机构的实际控制人在入库时确定，不能变更。",
        };
  const error = new TongduiError(
    "ControllerDiffers",
    { en: "On the ledger it has another actual controller.", zh: "账本上的实际控制人与本行不同。" },
    { hint },
  );
  return table.complaint(row, "controller", error);
}

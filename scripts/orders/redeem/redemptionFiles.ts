/** The signatures to redeem by: files and folders of them, and tables that list a claim and its acceptance a row. */
import path from "node:path";
import type { Day } from "../../../client/days.ts";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { LedgerDomain } from "../../../client/messages.ts";
import { day, text } from "../../tables/cells.ts";
import { column, optional } from "../../tables/column.ts";
import { complaintsError, type Complaint } from "../../tables/complaint.ts";
import { readTable } from "../../tables/readTable.ts";
import { gather, gatherAll, type Gathered } from "../gather.ts";
import type { Read } from "../signature.ts";

const COLUMNS = {
  claim: column(["核销申请文件", "申请文件", "claim", "claim file"], text),
  acceptance: column(["核销确认文件", "确认文件", "acceptance", "acceptance file"], text),
  noticeEnd: optional(["公示截止日", "公示结束日", "公示至", "notice end"], day),
};

/** Everything that is not a JSON or YAML file or a folder is a table. */
const TABLE = /\.(csv|tsv|txt|xlsx?)$/i;

export interface RedemptionFiles extends Gathered<"claim" | "acceptance"> {
  /** The last days of notices, by the files of the rows in which they stand. */
  readonly noticeEnds: ReadonlyMap<string, Day>;
}

/**
 * Reads all signatures. A table with anything wrong in it stops everything: it is one list, made by the one who runs the command.
 *
 * @throws TongduiError `FileHasComplaints`; as gather and readTable.
 */
export async function redemptionFiles(names: readonly string[], domain: LedgerDomain): Promise<RedemptionFiles> {
  const tables = names.filter((name) => TABLE.test(name));
  const others = names.filter((name) => !TABLE.test(name));
  const noticeEnds = new Map<string, Day>();
  const signatures: Read<"claim" | "acceptance">[] = [];
  for (const table of tables) signatures.push(...(await listedIn(table, domain, noticeEnds)));
  const { signatures: more, ...rest } = await gather(others, domain, ["claim", "acceptance"]);
  return { ...rest, signatures: [...signatures, ...more], noticeEnds };
}

async function listedIn(
  name: string,
  domain: LedgerDomain,
  noticeEnds: Map<string, Day>,
): Promise<Read<"claim" | "acceptance">[]> {
  const table = await readTable(name, COLUMNS);
  const complaints: Complaint[] = [];
  const signatures: Read<"claim" | "acceptance">[] = [];
  const complain = (complaint: Complaint): void => void complaints.push(complaint);
  for await (const row of table.rows(complain)) {
    for (const kind of ["claim", "acceptance"] as const) {
      const file = path.resolve(path.dirname(name), row[kind]);
      try {
        signatures.push(...(await gatherAll([file], domain, [kind])));
      } catch (error) {
        if (!(error instanceof TongduiError)) throw error;
        complain(table.complaint(row.line, kind, error));
      }
      if (row.noticeEnd !== undefined) noticeEnds.set(file, row.noticeEnd);
    }
  }
  if (complaints.length > 0) throw complaintsError(name, complaints);
  return signatures;
}

/** What the ledger says about the rows of a table of parties, before anything is sent: which are new, and which it has already. */
import { yearOf } from "../../client/days.ts";
import { groupNullifier, partyNullifier } from "../../client/documents/nullifier.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { districtOf } from "../../client/ids.ts";
import type { Ledger } from "../../client/ledger.ts";
import type { Complaint } from "../tables/complaint.ts";
import { marksOf, type Marks, type NullifierKeys } from "../nullifiers/marks.ts";
import { groupMark } from "../nullifiers/unused.ts";
import type { Directory } from "./directory.ts";
import type { PartyRow, PartyTable } from "./partyTable.ts";
import { idOfParty, REGISTERS, standingOf, type Register, type Standing } from "./register.ts";

/** A row that the ledger does not have yet. */
export interface Fresh<R extends PartyRow> {
  readonly row: R;
  readonly home: number;
  /** The mark under which it is to be registered. */
  readonly party: string;
  /** The mark of its group. */
  readonly group: string;
}

/** A row that the ledger has. */
export interface Known<R extends PartyRow> {
  readonly row: R;
  readonly id: bigint;
  readonly standing: Standing;
  /** The mark of the group that the table says. */
  readonly group: string;
  /** Whether that is the ledger's. */
  readonly sameGroup: boolean;
}

export interface Checked<R extends PartyRow> {
  readonly fresh: readonly Fresh<R>[];
  readonly known: readonly Known<R>[];
  readonly complaints: readonly Complaint[];
}

export interface Checks<R extends PartyRow> {
  readonly ledger: Ledger;
  readonly register: Register;
  readonly directory: Directory;
  readonly keys: NullifierKeys;
  /** The ledger's today. */
  readonly today: number;
  /** The district that a row is of. */
  readonly home: (row: R) => number;
}

/** So many rows are asked for at a time. */
const ROWS_AT_ONCE = 100;

/** Asks the ledger about every row of a table. */
export async function checkParties<R extends PartyRow>(table: PartyTable<R>, checks: Checks<R>): Promise<Checked<R>> {
  const fresh: Fresh<R>[] = [];
  const known: Known<R>[] = [];
  const complaints: Complaint[] = [];
  for (let first = 0; first < table.rows.length; first += ROWS_AT_ONCE) {
    const rows = table.rows.slice(first, first + ROWS_AT_ONCE);
    const answers = await Promise.all(rows.map(async (row) => checkOne(table, row, checks)));
    for (const answer of answers) {
      if ("code" in answer) complaints.push(answer);
      else if ("id" in answer) known.push(answer);
      else fresh.push(answer);
    }
  }
  return { fresh, known, complaints };
}

async function checkOne<R extends PartyRow>(
  table: PartyTable<R>,
  row: R,
  checks: Checks<R>,
): Promise<Fresh<R> | Known<R> | Complaint> {
  const { ledger, register, keys, today, directory } = checks;
  const home = checks.home(row);
  const party = marksOf(keys, (key) => partyNullifier(key, row.creditCode));
  const groups = marksOf(keys, (key) => groupNullifier(key, row.controller));
  const [id, group] = await Promise.all([
    registeredAs(ledger, register, party),
    groupMark(ledger, groups, yearOf(today)),
  ]);
  if (id !== 0n) {
    if (Number(districtOf(id)) !== home) return table.complaint(row, "creditCode", elsewhere(register, id));
    const [standing, groupId] = await Promise.all([
      standingOf(ledger, register, id),
      ledger.enterprises.groupOf(group),
    ]);
    return { row, id, standing, group, sameGroup: groupId === standing.group };
  }
  if (await isBlacklisted(ledger, party)) return table.complaint(row, "creditCode", blacklisted());
  const wrong = walletOfOther(directory, row);
  return wrong ? table.complaint(row, "wallet", wrong) : { row, home, party: party.current, group };
}

/** The id under the mark of any key; 0 if there is none. */
async function registeredAs(ledger: Ledger, register: Register, { current, others }: Marks): Promise<bigint> {
  const marks = [current, ...others.map(({ nullifier }) => nullifier)];
  const ids = await Promise.all(marks.map(async (mark) => idOfParty(ledger, register, mark)));
  return ids.find((id) => id !== 0n) ?? 0n;
}

/** In either register, in this edition or before. */
async function isBlacklisted({ enterprises, providers }: Ledger, { current, others }: Marks): Promise<boolean> {
  const marks = [current, ...others.map(({ nullifier }) => nullifier)];
  const answers = await Promise.all(
    marks.flatMap((mark) => [enterprises.blacklisted(mark), providers.blacklisted(mark)]),
  );
  return answers.includes(true);
}

/** A wallet signs for one party: with two, nobody could tell for which. */
function walletOfOther(directory: Directory, row: PartyRow): TongduiError | undefined {
  const other = directory.byWallet(row.wallet).find(({ creditCode }) => creditCode !== row.creditCode);
  if (!other) return undefined;
  const named = directory.named(other.register, other.id);
  return new TongduiError(
    "WalletOfOther",
    { en: `This wallet is that of ${named.en}.`, zh: `该钱包地址属于${named.zh}。` },
    { hint: { en: "Ask the party for its own address.", zh: "请向该单位索取其自有地址。" } },
  );
}

function elsewhere(register: Register, id: bigint): TongduiError {
  const district = districtOf(id);
  const written = REGISTERS[register].format(id);
  return new TongduiError(
    "RegisteredElsewhere",
    {
      en: `It is registered in district ${district} already, as ${written}.`,
      zh: `该单位已在第 ${district} 区登记，编号为 ${written}。`,
    },
    {
      hint: {
        en: "A party is registered once in the whole ledger; ask that district.",
        zh: "一个单位在全账本只能登记一次，请与该区联系。",
      },
    },
  );
}

function blacklisted(): TongduiError {
  return new TongduiError("PartyBlacklisted", {
    en: "This party was blacklisted and is never registered again.",
    zh: "该单位已列入黑名单，不得再次登记。",
  });
}

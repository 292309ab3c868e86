/** An office's key and tables, open, without a face: for serving it, and for backup, restore and check. */
import path from "node:path";
import type { Deployment } from "../client/deployment.ts";
import { TongduiError } from "../client/errors/tongduiError.ts";
import type { Database } from "./database/database.ts";
import { disk } from "../client/files/disk.ts";
import { shown } from "../client/files/secretFile.ts";
import { migrate } from "./database/migrate.ts";
import { openPglite } from "./database/pglite.ts";
import { openPostgres } from "./database/postgres.ts";
import { keyFileIn, openKey, type OpenedKey } from "./vault/keyFile.ts";
import type { Vault } from "./vault/vault.ts";

export interface StoreOptions {
  /** Folder of the office's key, and of its tables where they are not on a server. */
  readonly data: string;
  /** PostgreSQL in place of PGlite. */
  readonly databaseUrl?: string | undefined;
  /** Opens the office's key; the first one that is given seals it. */
  readonly password: string;
  /** Lower only in tests. */
  readonly scryptCost?: number;
}

export interface Store {
  readonly database: Database;
  readonly key: OpenedKey;
}

/** @throws TongduiError `OfficeHeld`, `OfficeKeyUnreadable`, `PasswordWrong`, `OfficeNewer`. */
export async function openStore({ data, databaseUrl, password, scryptCost }: StoreOptions): Promise<Store> {
  const key = await openKey(path.resolve(data), password, scryptCost);
  return { key, database: await openTables({ data, databaseUrl }) };
}

/**
 * Opens one that was started before, for looking after it.
 *
 * @throws TongduiError `OfficeMissing`; as {@link openStore}.
 */
export async function openKeptStore(options: StoreOptions): Promise<Store> {
  if ((await disk.read(keyFileIn(path.resolve(options.data)))) === undefined) throw officeMissing(options.data);
  return openStore(options);
}

/** Errors as {@link openStore}. */
export async function openTables({ data, databaseUrl }: Pick<StoreOptions, "data" | "databaseUrl">): Promise<Database> {
  const database = await (databaseUrl === undefined ? openPglite(path.resolve(data)) : openPostgres(databaseUrl));
  try {
    await migrate(database);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}

/**
 * The tables belong to one district, one ledger and one key, for good.
 *
 * @throws TongduiError `OfficeOther`; `RowDamaged` where they are under another key.
 */
export async function demandOurs(
  { database, key: { vault } }: Store,
  { district, deployment }: { readonly district: number; readonly deployment: Deployment },
): Promise<void> {
  const ledger = `${deployment.chainId} ${deployment.contracts.edition.address}`;
  await database.query(
    "INSERT INTO office (district, ledger, key_check) VALUES ($1, $2, $3) ON CONFLICT (only_one) DO NOTHING",
    [district, ledger, vault.seal(nameOf(district, ledger), "")],
  );
  const own = await ownOf(database);
  if (own?.district !== district || own.ledger !== ledger) throw officeOther(own?.district ?? 0);
  demandKey(vault, own);
}

export interface Own {
  readonly district: number;
  readonly ledger: string;
  readonly key_check: Uint8Array;
}

/** Whose tables they are; undefined before the office was started. */
export async function ownOf(database: Pick<Database, "query">): Promise<Own | undefined> {
  return (await database.query<Own>("SELECT district, ledger, key_check FROM office")).rows[0];
}

/** @throws TongduiError `RowDamaged`. */
export function demandKey(vault: Vault, { district, ledger, key_check: check }: Own): void {
  vault.open(nameOf(district, ledger), check);
}

function nameOf(district: number, ledger: string): string {
  return `office ${district} ${ledger}`;
}

function officeMissing(data: string): TongduiError {
  return new TongduiError("OfficeMissing", {
    en: `There is no office in ${shown(data)}.`,
    zh: `${shown(data)} 中没有办公系统数据。`,
  });
}

function officeOther(district: number): TongduiError {
  return new TongduiError(
    "OfficeOther",
    {
      en: `These tables are those of district ${district}'s office, or of an office at another ledger.`,
      zh: `该数据表属于第 ${district} 区的办公系统，或属于另一账本的办公系统。`,
    },
    { hint: { en: "Name another folder or database.", zh: "请指定其他文件夹或数据库。" } },
  );
}

/** An office that is open: its key, its tables and its routes, at an address. Several can be open in one process. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { serve } from "@hono/node-server";
import type { Logger } from "pino";
import type { Deployment } from "../client/deployment.ts";
import { TongduiError } from "../client/errors/tongduiError.ts";
import type { Database } from "./database/database.ts";
import { migrate } from "./database/migrate.ts";
import { openPglite } from "./database/pglite.ts";
import { openPostgres } from "./database/postgres.ts";
import { wipe } from "./documents/wiping.ts";
import { officeApp } from "./http/app.ts";
import { openLedger } from "./ledger.ts";
import type { Office } from "./office.ts";
import { openKeys, takeKey, type HandedKey } from "./nullifiers/keys.ts";
import { Parties } from "./people/parties.ts";
import { routesOf } from "./routes/routes.ts";
import { openKey, type OpenedKey } from "./vault/keyFile.ts";
import type { Vault } from "./vault/vault.ts";

export interface OfficeOptions {
  /** 0 for the consortium's. */
  readonly district: number;
  readonly deployment: Deployment;
  /** JSON-RPC over HTTP. */
  readonly nodes: readonly string[];
  /** Folder of the office's key, and of its tables where they are not on a server. */
  readonly data: string;
  /** PostgreSQL in place of PGlite. */
  readonly databaseUrl?: string | undefined;
  readonly portalOrigin: string;
  readonly index?: { readonly url: string; readonly key: string } | undefined;
  /** The file of the trust root that proofs are made under; without it none are. */
  readonly trustRoot?: string | undefined;
  /** Opens the office's key; the first one that is given seals it. */
  readonly password: string;
  /** The consortium's nullifier key, to be taken in; one that is there already changes nothing. */
  readonly nullifierKey?: HandedKey | undefined;
  /** 127.0.0.1 where it is not said. */
  readonly host?: string;
  /** Any free one where it is not said. */
  readonly port?: number;
  readonly trustedProxy?: boolean;
  readonly log?: Logger | undefined;
  /** Lower only in tests. */
  readonly scryptCost?: number;
  readonly now?: () => number;
}

export interface OpenOffice {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** A store that is open, without a face: for backup, restore and check as well. */
export interface Store {
  readonly database: Database;
  readonly key: OpenedKey;
}

/**
 * Opens an office and serves it.
 *
 * @throws TongduiError `OfficeHeld`, `OfficeKeyUnreadable`, `PasswordWrong`, `OfficeOther`, `OfficeNewer`.
 */
export async function startOffice(options: OfficeOptions): Promise<OpenOffice> {
  const { database, key } = await openStore(options);
  try {
    await demandOurs(database, key.vault, options);
    await wipe(database);
    if (options.nullifierKey) await takeKey(database, key.vault, options.nullifierKey);
    const at = openLedger(options.deployment, options.nodes);
    const office: Office = {
      district: options.district,
      database,
      vault: key.vault,
      at,
      parties: new Parties(at),
      nullifierKeys: await openKeys(database, key.vault),
      index: options.index,
      trustRoot: options.trustRoot,
      portalOrigin: new URL(options.portalOrigin).origin,
      trustedProxy: options.trustedProxy ?? false,
      now: options.now ?? Date.now,
    };
    const server = serve({
      fetch: officeApp(office, routesOf(office), options.log).fetch,
      hostname: options.host ?? "127.0.0.1",
      port: options.port ?? 0,
      overrideGlobalObjects: false,
    });
    await once(server, "listening");
    const { address, port, family } = server.address() as AddressInfo;
    return {
      url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}`,
      close: async () => {
        server.close();
        if ("closeAllConnections" in server) server.closeAllConnections();
        at.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Errors as {@link startOffice}. */
export async function openStore({
  data,
  databaseUrl,
  password,
  scryptCost,
}: Pick<OfficeOptions, "data" | "databaseUrl" | "password" | "scryptCost">): Promise<Store> {
  const key = await openKey(path.resolve(data), password, scryptCost);
  const database = await (databaseUrl === undefined ? openPglite(path.resolve(data)) : openPostgres(databaseUrl));
  try {
    await migrate(database);
    return { database, key };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The tables belong to one district, one ledger and one key, for good. */
async function demandOurs(
  database: Database,
  vault: Vault,
  { district, deployment }: Pick<OfficeOptions, "district" | "deployment">,
): Promise<void> {
  const ledger = `${deployment.chainId} ${deployment.contracts.edition.address}`;
  const name = `office ${district} ${ledger}`;
  await database.query(
    "INSERT INTO office (district, ledger, key_check) VALUES ($1, $2, $3) ON CONFLICT (only_one) DO NOTHING",
    [district, ledger, vault.seal(name, name)],
  );
  const { rows } = await database.query<{ district: number; ledger: string; key_check: Uint8Array }>(
    "SELECT district, ledger, key_check FROM office",
  );
  const [own] = rows;
  if (own?.district !== district || own.ledger !== ledger) throw officeOther(own?.district ?? 0);
  vault.open(name, own.key_check);
}

function officeOther(district: number): TongduiError {
  return new TongduiError(
    "OfficeOther",
    {
      en: `These tables are those of district ${district}'s office, or of an office at another ledger.`,
      zh: `该数据表属于第 ${district} 区的办公服务，或属于另一账本的办公服务。`,
    },
    { hint: { en: "Name another folder or database.", zh: "请指定其他文件夹或数据库。" } },
  );
}

/** An office that is open: its key, its tables and its routes, at an address. Several can be open in one process. */
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Deployment } from "../client/deployment.ts";
import { serveFigures, type FiguresAt } from "../client/observing/figures.ts";
import { NO_LOG, type Log } from "../client/observing/log.ts";
import { IDLE_MILLISECONDS } from "../client/trustedProxy.ts";
import { Suspensions } from "./applications/suspensions.ts";
import { keepWiping, wipe } from "./documents/wiping.ts";
import { officeApp } from "./http/app.ts";
import { openLedger } from "./ledger.ts";
import { officeFigures } from "./observing/figures.ts";
import type { Office } from "./office.ts";
import { openKeys, takeKey, type HandedKey } from "./nullifiers/keys.ts";
import { Posts } from "./matching/posts.ts";
import { Parties } from "./people/parties.ts";
import { openMailer, type MailServer } from "./reminders/mail.ts";
import { keepReminding } from "./reminders/remind.ts";
import { Sellers } from "./requests/sellers.ts";
import { routesOf } from "./routes/routes.ts";
import { demandOurs, openStore, type StoreOptions } from "./store.ts";

export interface OfficeOptions extends StoreOptions {
  /** 0 for the consortium's. */
  readonly district: number;
  readonly deployment: Deployment;
  /** JSON-RPC over HTTP. */
  readonly nodes: readonly string[];
  readonly portalOrigin: string;
  readonly index?: { readonly url: string; readonly key: string } | undefined;
  /** The file of the trust root that proofs are made under; without it none are. */
  readonly trustRoot?: string | undefined;
  /** The consortium's nullifier key, to be taken in; one that is there already changes nothing. */
  readonly nullifierKey?: HandedKey | undefined;
  /** 127.0.0.1 where it is not said. */
  readonly host?: string;
  /** Any free one where it is not said. */
  readonly port?: number;
  readonly trustedProxy?: boolean;
  /** By which parties are reminded of their deadlines; without it nobody is. */
  readonly mail?: MailServer | undefined;
  readonly log?: Log | undefined;
  /** Where its figures are to be read; nowhere unless it is said. */
  readonly figures?: FiguresAt | undefined;
  readonly now?: () => number;
}

export interface OpenOffice {
  readonly url: string;
  /** Of its figures. */
  readonly figures: string | undefined;
  readonly close: () => Promise<void>;
}

/**
 * Opens an office and serves it.
 *
 * @throws TongduiError `OfficeHeld`, `OfficeKeyUnreadable`, `PasswordWrong`, `OfficeOther`, `OfficeNewer`, `MetricsNotServed`,
 * `MailServerWrong`.
 */
export async function startOffice(options: OfficeOptions): Promise<OpenOffice> {
  const store = await openStore(options);
  const { database, key } = store;
  const at = openLedger(options.deployment, options.nodes);
  const { log = NO_LOG } = options;
  const closing: (() => void | Promise<void>)[] = [];
  const shut = async (): Promise<void> => {
    for (const close of closing) await close();
    at.close();
    await database.close();
  };
  try {
    await demandOurs(store, options);
    await wipe(database);
    closing.push(keepWiping(database, log));
    if (options.nullifierKey) await takeKey(database, key.vault, options.nullifierKey);
    const office: Office = {
      district: options.district,
      database,
      vault: key.vault,
      at,
      parties: new Parties(at),
      posts: new Posts(at),
      suspensions: new Suspensions(at),
      sellers: new Sellers(at),
      nullifierKeys: await openKeys(database, key.vault),
      index: options.index,
      trustRoot: options.trustRoot,
      canRemind: options.mail !== undefined,
      portalOrigin: new URL(options.portalOrigin).origin,
      trustedProxy: options.trustedProxy ?? false,
      now: options.now ?? Date.now,
    };
    if (options.mail)
      closing.push(keepReminding(office, openMailer(options.mail), { log, every: options.mail.everyMilliseconds }));
    const observed = options.figures && officeFigures(office, log);
    if (observed) closing.push(observed.close);
    const served = options.figures && observed && (await serveFigures(options.figures, observed.text));
    if (served) closing.push(served.close);
    const server = serve({
      fetch: officeApp(office, routesOf(office), { log, figures: observed?.figures }).fetch,
      hostname: options.host ?? "127.0.0.1",
      port: options.port ?? 0,
      overrideGlobalObjects: false,
    });
    if ("keepAliveTimeout" in server) server.keepAliveTimeout = IDLE_MILLISECONDS;
    await once(server, "listening");
    const { address, port, family } = server.address() as AddressInfo;
    return {
      figures: served?.url,
      url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}`,
      close: async () => {
        server.close();
        if ("closeAllConnections" in server) server.closeAllConnections();
        await shut();
      },
    };
  } catch (error) {
    await shut();
    throw error;
  }
}

/**
 * The public's server: the built pages, and behind the same address the index and the offices. `npm run portal -- --index URL …`, or
 * from code with `startPortal`.
 */
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { namedText } from "../client/files/refused.ts";
import { openFigures, serveFigures, type FiguresAt } from "../client/observing/figures.ts";
import { NO_LOG, openLog, type Log } from "../client/observing/log.ts";
import { begin, both, serverCommand } from "../client/starting/begin.ts";
import { LINE_A_REQUEST, withListening } from "../client/starting/listening.ts";
import { demandGiven, httpAddress, officeAddresses } from "../client/starting/words.ts";
import { buildPortal, DIST } from "./build.ts";
import { portalApp } from "./server/app.ts";
import { demandTrustRoot, watchIndex } from "./server/behind.ts";
import { readSite } from "./server/site.ts";

/** After that it is worth a word that the index does not answer. */
const INDEX_PATIENCE_MS = 5_000;

export interface PortalOptions {
  /** The index's address. */
  readonly index: string;
  /** Offices' addresses by the numbers of their districts; 0 is the operator's. */
  readonly offices?: Readonly<Record<number, string>>;
  /** The trust root's file. */
  readonly trustRoot?: string;
  /** 0, unless given: any free one. */
  readonly port?: number;
  readonly host?: string;
  readonly log?: Log;
  /** Where its figures are to be read; nowhere unless it is said. */
  readonly figures?: FiguresAt;
  /** Requests that one address may make in a minute; 1,200 unless given. */
  readonly mostAMinute?: number;
}

export interface Portal {
  readonly url: string;
  /** Of its figures. */
  readonly figures: string | undefined;
  readonly close: () => Promise<void>;
}

/** Builds the pages if they are out of date, and serves them. @throws Error where the port is taken or the trust root is not there. */
export async function startPortal(options: PortalOptions): Promise<Portal> {
  const { index, offices = {}, trustRoot, port = 0, host = "127.0.0.1", log = NO_LOG, mostAMinute = 1_200 } = options;
  await buildPortal();
  const figures = options.figures && openFigures();
  const app = portalApp({
    site: await readSite(DIST),
    index,
    offices: new Map(Object.entries(offices).map(([district, url]) => [Number(district), url])),
    trustRoot: trustRoot === undefined ? undefined : await readFile(trustRoot),
    log,
    figures,
    mostAMinute,
  });
  const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer(
    { maxHeaderSize: 8_192, headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 10_000 },
    (request, response) => void answer(request, response),
  );
  server.maxConnections = 2_000;
  await listening(server, port, host);
  const served =
    options.figures && figures && (await serveFigures(options.figures, async () => figures.registry.metrics()));
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    figures: served?.url,
    close: async () => {
      await served?.close();
      await closed(server);
    },
  };
}

async function listening(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

async function closed(server: Server): Promise<void> {
  const done = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await done;
}

const COMMAND = serverCommand("portal", {
  en: "Serves the pages for the public and for officers, building them first if they are out of date.",
  zh: "运行门户网站（公众页面和工作台）；页面不是最新时先行构建。",
})
  .option("--index <url>", both({ en: "the index", zh: "索引服务的网址" }), httpAddress("--index"))
  .option(
    "--office <district=url>",
    both({
      en: "a district's office with its number, as in 2=http://127.0.0.1:8200; 0 is the operator's; an option for each",
      zh: "区的编号及其办公系统网址，如 2=http://127.0.0.1:8200；0 为运营方；每区一个选项",
    }),
    officeAddresses(0),
    {},
  )
  .option(
    "--trust-root <file>",
    both({ en: "the trust root against which proofs are checked", zh: "核验证明所依据的信任根" }),
  );

withListening(COMMAND, 8_080, LINE_A_REQUEST).action(run);

interface Words {
  readonly index?: string;
  readonly office: Readonly<Record<string, string>>;
  readonly trustRoot?: string;
  readonly port: number;
  readonly host: string;
  readonly log: boolean;
  readonly metrics?: FiguresAt;
}

async function run({ index, office, trustRoot, port, host, log, metrics }: Words): Promise<void> {
  demandGiven({ "--index": index });
  if (index === undefined) return;
  if (trustRoot !== undefined) demandTrustRoot(trustRoot, await namedText(trustRoot));
  const told = log ? openLog("portal") : undefined;
  const portal = await startPortal({
    ...{ index, offices: office, port, host },
    ...(told && { log: told }),
    ...(trustRoot !== undefined && { trustRoot }),
    ...(metrics && { figures: metrics }),
  });
  if (told) told.info("listening", { url: portal.url, figures: portal.figures });
  else process.stdout.write(`The portal is at ${portal.url}. Ctrl+C ends it.\n`);
  const end = (): void => {
    told?.info("ending");
    void portal.close();
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
  // Where all are started at once, the index is there a little later.
  setTimeout(() => void watchIndex(index), INDEX_PATIENCE_MS).unref();
}

if (import.meta.main) await begin(COMMAND);

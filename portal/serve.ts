/**
 * The public's server: the built pages, and behind the same address the index and the offices. `npm run portal -- --index URL …`, or
 * from code with `startPortal`.
 */
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import { getRequestListener } from "@hono/node-server";
import { figuresAt, openFigures, serveFigures, type FiguresAt } from "../client/observing/figures.ts";
import { NO_LOG, openLog, type Log } from "../client/observing/log.ts";
import { buildPortal, DIST } from "./build.ts";
import { portalApp } from "./server/app.ts";
import { readSite } from "./server/site.ts";

const USAGE = `npm run portal -- --index URL [--office 2=URL …] [--trust-root FILE] [--port 8080] [--host 127.0.0.1] \\
    [--log] [--metrics [HOST:]PORT]
  --index       the index, as http://127.0.0.1:42069
  --office      a district's office with its number; 0 is the operator's; may be given for each district
  --trust-root  the trust root against which proofs are checked
  --log         a line of JSON for each request, without whoever asked and what for
  --metrics     figures for Prometheus, at 127.0.0.1 unless a host is named: see docs/observability.md`;

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

/** @throws TypeError for wrong usage. */
function readOptions(): PortalOptions {
  const { values } = parseArgs({
    options: {
      index: { type: "string" },
      office: { type: "string", multiple: true, default: [] },
      "trust-root": { type: "string" },
      port: { type: "string", default: "8080" },
      host: { type: "string", default: "127.0.0.1" },
      log: { type: "boolean", default: false },
      metrics: { type: "string" },
    },
  });
  const { index, office, "trust-root": trustRoot, port, host, log } = values;
  if (index === undefined || !/^\d{1,5}$/.test(port)) throw new TypeError(USAGE);
  const offices = office.map((one): [number, string] => {
    const [, district, url] = /^(\d{1,5})=(https?:\/\/.+)$/.exec(one) ?? [];
    if (district === undefined || url === undefined) throw new TypeError(USAGE);
    return [Number(district), url];
  });
  const figures = values.metrics === undefined ? undefined : figuresAt(values.metrics);
  if (values.metrics !== undefined && figures === undefined) throw new TypeError(USAGE);
  return {
    ...{ index, offices: Object.fromEntries(offices), port: Number(port), host },
    ...(log && { log: openLog("portal") }),
    ...(trustRoot !== undefined && { trustRoot }),
    ...(figures && { figures }),
  };
}

if (import.meta.main) {
  try {
    const options = readOptions();
    const portal = await startPortal(options);
    if (options.log) options.log.info("listening", { url: portal.url, figures: portal.figures });
    else process.stdout.write(`The portal is at ${portal.url}. Ctrl+C ends it.\n`);
    const end = (): void => {
      options.log?.info("ending");
      void portal.close();
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, end);
  } catch (error) {
    const wrongUsage = error instanceof TypeError;
    process.stderr.write(`${wrongUsage ? error.message : String((error as Error).stack)}\n`);
    process.exitCode = wrongUsage ? 2 : 1;
  }
}

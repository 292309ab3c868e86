/**
 * The index's own HTTP server. Ponder's keeps `/ready` to itself, lets every page of the world read along, and takes the next port where
 * one is taken; so it stays behind (start.ts), and what it alone knows is asked of it here.
 */
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import type { Hono } from "hono";
import { serveFigures } from "../../../client/observing/figures.ts";
import type { Log } from "../../../client/observing/log.ts";
import { giveUp } from "../../../client/starting/begin.ts";
import { IDLE_MILLISECONDS } from "../../../client/trustedProxy.ts";
import type { Settings } from "../../settings.ts";

/** What Ponder keeps for its own virtual modules. */
interface Ponders {
  readonly PONDER_COMMON: {
    readonly metrics: { readonly getMetrics: () => Promise<string> };
    readonly apiShutdown: { readonly add: (end: () => Promise<void> | undefined) => void };
  };
}

const ponder = (globalThis as unknown as Ponders).PONDER_COMMON;

export interface Served {
  readonly app: Hono;
  readonly settings: Settings;
  readonly log: Log;
  /** Of ours; Ponder's own come after them. */
  readonly figures: () => Promise<string>;
}

/** Serves until the process ends; where it cannot, says why and ends it. */
export async function listen({ app, settings, log, figures }: Served): Promise<void> {
  const { host, port } = settings;
  const text = async (): Promise<string> => `${await figures()}\n${await ponder.metrics.getMetrics()}`;
  const served = settings.figures && (await serveFigures(settings.figures, text).catch(giveUp));
  if (served) ponder.apiShutdown.add(served.close);
  const server = serve({ fetch: app.fetch, hostname: host, port }, (info: AddressInfo) => {
    const url = `http://${info.family === "IPv6" ? `[${info.address}]` : info.address}:${info.port}`;
    const listening = { url, figures: served?.url };
    if (process.send) process.send(listening);
    else if (settings.log) log.info("listening", listening);
    else process.stdout.write(`The index answers at ${url}\n`);
  });
  if ("keepAliveTimeout" in server) server.keepAliveTimeout = IDLE_MILLISECONDS;
  server.once("error", giveUp);
  ponder.apiShutdown.add(async () => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      if ("closeAllConnections" in server) server.closeAllConnections();
    });
  });
}

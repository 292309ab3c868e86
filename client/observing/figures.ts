/**
 * Figures of a program that runs, as Prometheus reads them: at an address of their own, so that no proxy in front of the program passes
 * them on by mistake. They tell no names; those of the index tell what each budget holds.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";
import { TongduiError } from "../errors/tongduiError.ts";

export interface FiguresAt {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/** `9401`, or `0.0.0.0:9401` where others than this computer are to read them. Undefined for what is none. */
export function figuresAt(typed: string): FiguresAt | undefined {
  const [, bracketed, plain, port] = /^(?:(?:\[([0-9a-fA-F:.]+)\]|([^\s:[\]]+)):)?(\d{1,5})$/.exec(typed) ?? [];
  if (port === undefined || Number(port) > 65_535) return undefined;
  return { host: bracketed ?? plain ?? "127.0.0.1", port: Number(port) };
}

/** What all servers tell: how often they are asked, how long that takes, what goes wrong. */
export interface Figures {
  readonly registry: Registry;
  /** @param route one of the program's own, never what somebody asked for. */
  readonly answered: (route: string, status: number, milliseconds: number) => void;
  /** @param code of an error, of which there are so many and no more. */
  readonly failed: (code: string) => void;
}

const BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** @param common stand in each figure: which district. */
export function openFigures(common: Readonly<Record<string, string>> = {}): Figures {
  const registry = new Registry();
  registry.setDefaultLabels(common);
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: "tongdui_request_duration_seconds",
    help: "How long requests took, by route and status",
    labelNames: ["route", "status"],
    buckets: BUCKETS,
    registers: [registry],
  });
  const errors = new Counter({
    name: "tongdui_errors_total",
    help: "What went wrong, by the code of the error",
    labelNames: ["code"],
    registers: [registry],
  });
  return {
    registry,
    answered: (route, status, milliseconds) => durations.observe({ route, status }, milliseconds / 1_000),
    failed: (code) => errors.inc({ code }),
  };
}

export interface ServedFigures {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves figures at `/metrics`.
 *
 * @param text makes them anew at each request.
 * @throws TongduiError `MetricsNotServed`
 */
export async function serveFigures({ host, port }: FiguresAt, text: () => Promise<string>): Promise<ServedFigures> {
  const server = createServer((request, response) => {
    if (request.method !== "GET" || request.url !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    text().then(
      (figures) => response.writeHead(200, { "Content-Type": Registry.PROMETHEUS_CONTENT_TYPE }).end(figures),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(notServed(host, port, error.code ?? error.message)));
    server.listen(port, host, resolve);
  });
  const { port: taken, family, address } = server.address() as AddressInfo;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${taken}/metrics`,
    close: async () => {
      const done = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await done;
    },
  };
}

function notServed(host: string, port: number, why: string): TongduiError {
  return new TongduiError(
    "MetricsNotServed",
    {
      en: `The figures cannot be served at ${host}:${port} (${why}).`,
      zh: `无法在 ${host}:${port} 提供监控指标（${why}）。`,
    },
    { hint: { en: "Give another port after --metrics.", zh: "请在 --metrics 后指定其他端口。" } },
  );
}

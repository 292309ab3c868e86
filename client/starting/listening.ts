/** The options that every server of ours has: where it listens, and what it tells of itself. */
import type { Command } from "commander";
import type { Text } from "../text/text.ts";
import { both } from "./begin.ts";
import { readMetrics, readPort } from "./words.ts";

/**
 * @param port where it listens unless told otherwise.
 * @param log what a line of its log is.
 */
export function withListening(command: Command, port: number, log: Text): Command {
  return command
    .option("--port <number>", both({ en: `${port} unless given`, zh: `默认 ${port}` }), readPort, port)
    .option("--host <host>", both({ en: "127.0.0.1 unless given", zh: "默认 127.0.0.1" }), "127.0.0.1")
    .option("--log", both(log), false)
    .option(
      "--metrics <address>",
      both({
        en: "[host:]port of figures for Prometheus, at 127.0.0.1 unless a host is named: see docs/observability.md",
        zh: "供 Prometheus 采集指标的 [主机:]端口，未指明主机时在 127.0.0.1：见 docs/observability.zh-CN.md",
      }),
      readMetrics,
    );
}

export const LINE_A_REQUEST: Text = {
  en: "a line of JSON for each request, without whoever asked and what for",
  zh: "每个请求一行 JSON，不含请求者和内容",
};

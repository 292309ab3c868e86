/** Starts the bare index as indexer/start.ts starts ours, with the words that both need. */
import path from "node:path";
import { parseArgs } from "node:util";
import { handOn } from "../../../indexer/settings.ts";

const { values } = parseArgs({
  options: {
    deployment: { type: "string", default: "" },
    node: { type: "string", default: "" },
    data: { type: "string", default: "" },
  },
});
const nobody = { host: "127.0.0.1", port: 0, offices: {}, rate: 1, trustedProxy: false, log: false };
handOn({
  ...nobody,
  deployment: path.resolve(values.deployment),
  nodes: [values.node],
  data: path.resolve(values.data),
});
process.env["PONDER_TELEMETRY_DISABLED"] = "1";
const words = ["--root", import.meta.dirname, "--log-format", "json", "--log-level", "info", "start"];
process.argv.splice(2, Infinity, ...words, "--schema", "bare", "--port", "0", "--hostname", "127.0.0.1");
await import(new URL("bin/ponder.js", import.meta.resolve("ponder")).href);

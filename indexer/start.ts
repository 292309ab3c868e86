/** Starts the indexer: `npm run index -- --deployment FILE --node URL`. Goes on until it is ended; started again, it resumes. */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { TongduiError } from "../client/errors/tongduiError.ts";
import { readSecretFile } from "../client/files/secretFile.ts";
import { figuresAt } from "../client/observing/figures.ts";
import { trustsProxy, VISITORS_ALIKE } from "../client/trustedProxy.ts";
import { takeOverLog } from "./ponderLog.ts";
import { handOn, readSettings, type Settings, type Start } from "./settings.ts";
import { holdTables, prepareTables, tablesFolder } from "./tables.ts";

const HERE = import.meta.dirname;
const USAGE = `npm run index -- --deployment FILE --node URL [--node URL …] [--office D=URL …] [--full-key-file FILE] …
  --deployment     the deployment's file, as in deployments/pilot.json
  --node           a node of the chain; given more than once, another takes over where one does not answer
  --office         where the office of district D says what the district publishes, as in 2=http://office-b:4000
  --full-key-file  a file of mode 600 with the key to everything; of at least 32 characters
  --port, --host   42069 and 127.0.0.1 unless given
  --data           folder of the tables, run/index unless given; PostgreSQL, where DATABASE_URL says which
  --rate           requests of one address a minute, 600 unless given
  --log            what it does, a line of JSON each
  --metrics        [HOST:]PORT of figures for Prometheus, at 127.0.0.1 unless a host is named: see docs/observability.md`;

/** Fewer characters could be tried. */
const LEAST_KEY = 32;

/** What makes the tables: other sources, or another ledger, get tables of their own beside the old ones. */
const SOURCES = ["ponder.config.ts", "ponder.schema.ts", "schema/*.ts", "src/*.ts", "../client/**/*.ts"];

/** Ponder goes on with a schema only if the very same sources began it. */
function schemaName({ deployment }: Settings): string {
  const hash = createHash("sha256").update(`${deployment.genesis} ${deployment.contracts.edition.address}`);
  for (const file of globSync(SOURCES, { cwd: HERE }).sort()) hash.update(readFileSync(path.join(HERE, file)));
  return `tongdui_${hash.digest("hex").slice(0, 12)}`;
}

/** @throws TypeError for words that it does not know. */
function readWords(): Start {
  const { values } = parseArgs({
    options: {
      deployment: { type: "string" },
      node: { type: "string", multiple: true },
      office: { type: "string", multiple: true, default: [] },
      "full-key-file": { type: "string" },
      port: { type: "string", default: "42069" },
      host: { type: "string", default: "127.0.0.1" },
      data: { type: "string", default: path.join(HERE, "../run/index") },
      rate: { type: "string", default: "600" },
      log: { type: "boolean", default: false },
      metrics: { type: "string" },
    },
  });
  if (values.deployment === undefined || values.node === undefined) throw new TypeError(USAGE);
  const offices = values.office.map((one) => {
    const [, district, url] = /^([1-9]\d{0,4})=(https?:\/\/.+)$/.exec(one) ?? [];
    if (district === undefined || url === undefined) throw new TypeError(USAGE);
    return [district, url] as const;
  });
  const [port, rate] = [Number(values.port), Number(values.rate)];
  if (!(Number.isInteger(port) && port >= 0 && port <= 65_535 && Number.isInteger(rate) && rate > 0))
    throw new TypeError(USAGE);
  const figures = values.metrics === undefined ? undefined : figuresAt(values.metrics);
  if (values.metrics !== undefined && figures === undefined) throw new TypeError(USAGE);
  const { "full-key-file": fullKeyFile, log } = values;
  return {
    deployment: path.resolve(values.deployment),
    nodes: values.node,
    data: path.resolve(values.data),
    host: values.host,
    port,
    offices: Object.fromEntries(offices),
    ...(fullKeyFile !== undefined && { fullKeyFile: path.resolve(fullKeyFile) }),
    rate,
    trustedProxy: trustsProxy(),
    log,
    ...(figures && { figures }),
  };
}

async function main(): Promise<void> {
  const start = readWords();
  // Who opens it to others hears of it before anything is served.
  if (start.fullKeyFile !== undefined && (await readSecretFile(start.fullKeyFile)).length < LEAST_KEY)
    throw new TypeError(`The key in ${start.fullKeyFile} has fewer than ${LEAST_KEY} characters.`);
  if (!start.trustedProxy) process.stderr.write(`${VISITORS_ALIKE.en}\n`);
  handOn(start);
  process.env["PONDER_TELEMETRY_DISABLED"] = "1";
  // Whoever started it as a part of something larger has ended.
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  const settings = await readSettings();
  const name = schemaName(settings);
  if (!process.env["DATABASE_URL"]) {
    await holdTables(tablesFolder(settings));
    await prepareTables(tablesFolder(settings));
  }

  // Ponder's own server is not ours (src/api/server.ts): nobody but this computer gets at it, at a port that nobody is told.
  takeOverLog(start);
  const words = ["--root", HERE, "--log-format", "json", "--log-level", "error", "start"];
  process.argv.splice(2, Infinity, ...words, "--schema", name, "--port", "0", "--hostname", "127.0.0.1");
  await import(new URL("bin/ponder.js", import.meta.resolve("ponder")).href);
}

try {
  await main();
} catch (error) {
  const known = error instanceof TongduiError || error instanceof TypeError;
  process.stderr.write(`${known ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = error instanceof TypeError ? 2 : 1;
}

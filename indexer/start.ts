/** Starts the indexer: `npm run index -- --deployment FILE --node URL`. Goes on until it is ended; started again, it resumes. */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { TongduiError } from "../client/errors/tongduiError.ts";
import { ENV, readSettings, type Settings } from "./settings.ts";

const HERE = import.meta.dirname;
const USAGE = `npm run index -- --deployment FILE --node URL [--node URL …] [--port 42069] [--host 127.0.0.1] [--data run/index]
  --deployment  the deployment's file, as in deployments/pilot.json
  --node        a node of the chain; given more than once, another takes over where one does not answer
  --data        folder of the tables; or PostgreSQL, where DATABASE_URL says which`;

/** What makes the tables: other sources, or another ledger, get tables of their own beside the old ones. */
const SOURCES = ["ponder.config.ts", "ponder.schema.ts", "schema/*.ts", "src/*.ts", "../client/**/*.ts"];

/** Ponder goes on with a schema only if the very same sources began it. */
function schemaName({ deployment }: Settings): string {
  const hash = createHash("sha256").update(`${deployment.genesis} ${deployment.contracts.edition.address}`);
  for (const file of globSync(SOURCES, { cwd: HERE }).sort()) hash.update(readFileSync(path.join(HERE, file)));
  return `tongdui_${hash.digest("hex").slice(0, 12)}`;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      deployment: { type: "string" },
      node: { type: "string", multiple: true },
      port: { type: "string", default: "42069" },
      host: { type: "string", default: "127.0.0.1" },
      data: { type: "string", default: path.join(HERE, "../run/index") },
    },
  });
  if (values.deployment === undefined || values.node === undefined) throw new TypeError(USAGE);
  process.env[ENV.deployment] = path.resolve(values.deployment);
  process.env[ENV.nodes] = values.node.join(",");
  process.env[ENV.data] = path.resolve(values.data);
  process.env["PONDER_TELEMETRY_DISABLED"] = "1";
  const name = schemaName(await readSettings());

  const words = ["--root", HERE, "--log-format", "json", "start", "--schema", name];
  process.argv.splice(2, Infinity, ...words, "--port", values.port, "--hostname", values.host);
  await import(new URL("bin/ponder.js", import.meta.resolve("ponder")).href);
}

try {
  await main();
} catch (error) {
  const known = error instanceof TongduiError || error instanceof TypeError;
  process.stderr.write(`${known ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = error instanceof TypeError ? 2 : 1;
}

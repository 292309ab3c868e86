/** Starts the indexer: `npm run index -- --deployment FILE --node URL`. Goes on until it is ended; started again, it resumes. */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import type { TongduiError } from "../client/errors/tongduiError.ts";
import { readSecretFile, shown } from "../client/files/secretFile.ts";
import type { FiguresAt } from "../client/observing/figures.ts";
import { begin, both, serverCommand, usageWrong } from "../client/starting/begin.ts";
import { withListening } from "../client/starting/listening.ts";
import { demandGiven, httpAddresses, officeAddresses, wholeNumber } from "../client/starting/words.ts";
import { nodeAnswers, tell } from "../client/starting/waiting.ts";
import { trustsProxy, VISITORS_ALIKE } from "../client/trustedProxy.ts";
import { takeOverLog } from "./ponderLog.ts";
import { handOn, readSettings, type Settings, type Start } from "./settings.ts";
import { holdTables, prepareTables, tablesFolder } from "./tables.ts";

const HERE = import.meta.dirname;
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

const COMMAND = serverCommand("index", {
  en: "Makes tables of the ledger's events and answers over HTTP, until it is ended; started again, it resumes.",
  zh: "把账本事件整理成数据表并通过 HTTP 提供查询，直至结束；重新启动后从中断处继续。",
})
  .option(
    "--deployment <file>",
    both({ en: "the deployment's file, as in deployments/pilot.json", zh: "部署文件，如 deployments/pilot.json" }),
  )
  .option(
    "--node <url>",
    both({
      en: "a node of the chain; given more than once, another takes over where one does not answer",
      zh: "链的节点；可多次指定，前一个无应答时改用下一个",
    }),
    httpAddresses("--node"),
  )
  .option(
    "--office <district=url>",
    both({
      en: "where the office of a district says what the district publishes, as in 2=http://office-b:4000",
      zh: "某区办公系统的地址，由其说明该区公开哪些内容，如 2=http://office-b:4000",
    }),
    officeAddresses(1),
    {},
  )
  .option(
    "--full-key-file <file>",
    both({
      en: "a file of mode 600 with the key to everything, of at least 32 characters",
      zh: "权限为 600 的文件，内有至少 32 个字符的查询密钥",
    }),
  )
  .option(
    "--data <folder>",
    both({
      en: "folder of the tables, run/index unless given; PostgreSQL, where DATABASE_URL says which",
      zh: "数据表所在文件夹，默认 run/index；设有 DATABASE_URL 时改用该 PostgreSQL 数据库",
    }),
    path.join(HERE, "../run/index"),
  )
  .option(
    "--rate <number>",
    both({ en: "requests of one address a minute, 600 unless given", zh: "同一地址每分钟的请求次数，默认 600" }),
    wholeNumber("--rate", 1, 1_000_000),
    600,
  );

withListening(COMMAND, 42_069, { en: "what it does, a line of JSON each", zh: "运行日志，每行一条 JSON" }).action(run);

interface Words extends Pick<Start, "deployment" | "data" | "host" | "port" | "rate" | "log" | "fullKeyFile"> {
  readonly node: string[];
  readonly office: Record<string, string>;
  readonly metrics?: FiguresAt;
}

function startOf({ node, office, metrics, deployment, data, fullKeyFile, ...words }: Words): Start {
  return {
    ...words,
    deployment: path.resolve(deployment),
    nodes: node,
    data: path.resolve(data),
    offices: office,
    ...(fullKeyFile !== undefined && { fullKeyFile: path.resolve(fullKeyFile) }),
    trustedProxy: trustsProxy(),
    ...(metrics && { figures: metrics }),
  };
}

async function run(typed: Words): Promise<void> {
  demandGiven({ "--deployment": typed.deployment, "--node": typed.node });
  const start = startOf(typed);
  // Who opens it to others hears of it before anything is served.
  if (start.fullKeyFile !== undefined && (await readSecretFile(start.fullKeyFile)).length < LEAST_KEY)
    throw keyShort(start.fullKeyFile);
  if (!start.trustedProxy) tell(VISITORS_ALIKE);
  handOn(start);
  process.env["PONDER_TELEMETRY_DISABLED"] = "1";
  // Whoever started it as a part of something larger has ended.
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
  const settings = await readSettings();
  const name = schemaName(settings);
  if (!process.env["DATABASE_URL"]) {
    await holdTables(tablesFolder(settings));
    await prepareTables(tablesFolder(settings), name);
  }

  // Ponder asks for a minute without a word, and then ends.
  await nodeAnswers(settings.nodes, settings.deployment);
  // Ponder's own server is not ours (src/api/server.ts): nobody but this computer gets at it, at a port that nobody is told.
  takeOverLog(start);
  const words = ["--root", HERE, "--log-format", "json", "--log-level", "error", "start"];
  process.argv.splice(2, Infinity, ...words, "--schema", name, "--port", "0", "--hostname", "127.0.0.1");
  await import(new URL("bin/ponder.js", import.meta.resolve("ponder")).href);
}

function keyShort(file: string): TongduiError {
  return usageWrong({
    en: `The key in ${shown(file)} has fewer than ${LEAST_KEY} characters.`,
    zh: `${shown(file)} 中的查询密钥不足 ${LEAST_KEY} 个字符。`,
  });
}

await begin(COMMAND);

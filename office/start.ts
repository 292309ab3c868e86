/** A district's office as a process: `npm run office -- --district 2 …`; and what keeps it: backup, restore, check. */
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { readDeployment } from "../client/deploy/fileStore.ts";
import { TongduiError } from "../client/errors/tongduiError.ts";
import { readSecretFile, shown } from "../client/files/secretFile.ts";
import { figuresAt } from "../client/observing/figures.ts";
import { openLog } from "../client/observing/log.ts";
import type { Text } from "../client/text/text.ts";
import { trustsProxy, VISITORS_ALIKE } from "../client/trustedProxy.ts";
import { backUp } from "./keeping/backup.ts";
import { check } from "./keeping/check.ts";
import { restore } from "./keeping/restore.ts";
import { startOffice } from "./serve.ts";
import { openKeptStore, type Store } from "./store.ts";

const USAGE = `npm run office -- --district 2 --deployment FILE --node URL [--node URL …] --data DIR --password-file FILE \\
    --portal-origin https://voucher.example.gov [--index URL --index-key-file FILE] [--trust-root FILE] \\
    [--nullifier-key FILE --nullifier-password-file FILE [--nullifier-key-current]] [--port 8200] [--host 127.0.0.1] \\
    [--log] [--metrics [HOST:]PORT]
npm run office -- backup FILE --data DIR --password-file FILE
npm run office -- restore FILE --data DIR --password-file FILE
npm run office -- check --data DIR --password-file FILE

  --district       the district's number; 0 for the consortium's office
  --data           folder of the office's key and tables; tables on PostgreSQL, where OFFICE_DATABASE_URL says which
  --password-file  opens the office's key; what it holds at the first start seals it
  --portal-origin  where people sign in, as their browsers show it
  --trust-root     under which proofs of vouchers are made
  --index          the index, with --index-key-file, the key of its full face
  --nullifier-key  a file of "tongdui nullifier key export", to be taken in; with -current it is the one for new marks
  --log            a line of JSON for each request, without whoever asked and what for
  --metrics        figures for Prometheus, at 127.0.0.1 unless a host is named: see docs/observability.md
TONGDUI_TRUSTED_PROXY=1 where the portal in front tells who asks.`;

/** As those of the command: a check that finds a difference. */
const DIFFERENCE = 5;

const { values, positionals } = argumentsOf();

function argumentsOf() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        district: { type: "string" },
        deployment: { type: "string" },
        node: { type: "string", multiple: true },
        data: { type: "string" },
        "password-file": { type: "string" },
        "portal-origin": { type: "string" },
        index: { type: "string" },
        "index-key-file": { type: "string" },
        "trust-root": { type: "string" },
        "nullifier-key": { type: "string" },
        "nullifier-password-file": { type: "string" },
        "nullifier-key-current": { type: "boolean", default: false },
        port: { type: "string", default: "8200" },
        host: { type: "string", default: "127.0.0.1" },
        log: { type: "boolean", default: false },
        metrics: { type: "string" },
      },
    });
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n${USAGE}\n`);
    process.exit(2);
  }
}

async function main(): Promise<void> {
  const [command, file, ...more] = positionals;
  if (command === undefined) return serve();
  if (command === "check" && file === undefined) return kept(checked);
  if (file === undefined || more.length > 0) throw new TypeError(USAGE);
  switch (command) {
    case "backup":
      return kept(async (store) => {
        const { rows } = await backUp(store, file, Date.now());
        say({
          en: `Written and read back: ${shown(file)}, ${rows} rows. Keep the password apart from it.`,
          zh: `已写入并回读核对：${shown(file)}，共 ${rows} 行。请将密码与备份分开保存。`,
        });
      });
    case "restore": {
      const { header, rows } = await restore(file, await storeOptions(), Date.now());
      say({
        en: `Restored: ${rows} rows, as of ${header.made}. Now run check; everybody signs in anew.`,
        zh: `已恢复 ${rows} 行，截至 ${header.made}。请运行 check；所有人须重新登录。`,
      });
      return;
    }
    default:
      throw new TypeError(USAGE);
  }
}

async function checked(store: Store): Promise<void> {
  const { documents, erased, requests, log, faults } = await check(store);
  say({
    en: `${documents} documents open their commitments, ${erased} are erased; ${requests} requests; ${log.number} accesses.`,
    zh: `${documents} 份文件与承诺值相符，${erased} 份已删除；${requests} 项请求；${log.number} 条访问记录。`,
  });
  say({
    en: `The log's last hash, to be noted: ${log.number} ${log.hash}`,
    zh: `日志末条哈希，请留存备查：${log.number} ${log.hash}`,
  });
  for (const fault of faults) say(fault);
  if (faults.length > 0) process.exitCode = DIFFERENCE;
}

async function serve(): Promise<void> {
  const { district, deployment, node, index, host, port, log, "portal-origin": portalOrigin } = values;
  const { "index-key-file": indexKeyFile, "nullifier-key": nullifierKey } = values;
  const { "nullifier-password-file": nullifierPasswordFile, "nullifier-key-current": current } = values;
  if (deployment === undefined || node === undefined || portalOrigin === undefined) throw new TypeError(USAGE);
  if (!/^\d{1,5}$/.test(district ?? "") || !/^\d{1,5}$/.test(port)) throw new TypeError(USAGE);
  if ((index === undefined) !== (indexKeyFile === undefined)) throw new TypeError(USAGE);
  if ((nullifierKey === undefined) !== (nullifierPasswordFile === undefined)) throw new TypeError(USAGE);
  const figures = values.metrics === undefined ? undefined : figuresAt(values.metrics);
  if (values.metrics !== undefined && figures === undefined) throw new TypeError(USAGE);
  const told = log ? openLog("office", undefined, { district: Number(district) }) : undefined;
  if (!trustsProxy()) process.stderr.write(`${VISITORS_ALIKE.en} ${VISITORS_ALIKE.zh}\n`);
  const open = await startOffice({
    ...(await storeOptions()),
    district: Number(district),
    deployment: await readDeployment(deployment),
    nodes: node,
    portalOrigin,
    trustRoot: values["trust-root"],
    ...(index !== undefined && indexKeyFile !== undefined
      ? { index: { url: index, key: await readSecretFile(indexKeyFile) } }
      : {}),
    ...(nullifierKey !== undefined && nullifierPasswordFile !== undefined
      ? {
          nullifierKey: {
            text: await readFile(nullifierKey, "utf8"),
            password: await readSecretFile(nullifierPasswordFile),
            current,
          },
        }
      : {}),
    host,
    port: Number(port),
    trustedProxy: trustsProxy(),
    log: told,
    figures,
  });
  if (told) told.info("listening", { url: open.url, figures: open.figures });
  else process.stdout.write(`${open.url}\n`);
  const end = (): void => {
    told?.info("ending");
    void open.close().finally(() => process.exit(0));
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

async function storeOptions() {
  const { data, "password-file": passwordFile } = values;
  if (data === undefined || passwordFile === undefined) throw new TypeError(USAGE);
  return { data, databaseUrl: process.env["OFFICE_DATABASE_URL"], password: await readSecretFile(passwordFile) };
}

async function kept(work: (store: Store) => Promise<void>): Promise<void> {
  const store = await openKeptStore(await storeOptions());
  try {
    await work(store);
  } finally {
    await store.database.close();
  }
}

function say({ en, zh }: Text): void {
  process.stdout.write(`${en}\n${zh}\n`);
}

try {
  await main();
} catch (error) {
  const isUsage = error instanceof TypeError && error.message === USAGE;
  if (error instanceof TongduiError) process.stderr.write(`${error.say("en")}\n${error.say("zh")}\n`);
  else process.stderr.write(`${isUsage ? USAGE : String((error as Error).stack)}\n`);
  process.exitCode = isUsage ? 2 : 1;
}

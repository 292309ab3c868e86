/** A district's office as a process: `npm run office -- --district 2 …`. Goes on until it is ended. */
import { parseArgs } from "node:util";
import { pino, destination } from "pino";
import { readDeployment } from "../client/deploy/fileStore.ts";
import { TongduiError } from "../client/errors/tongduiError.ts";
import { readSecretFile } from "../client/files/secretFile.ts";
import { startOffice } from "./serve.ts";

const USAGE = `npm run office -- --district 2 --deployment FILE --node URL [--node URL …] --data DIR --password-file FILE \\
    --portal-origin https://voucher.example.gov [--index URL --index-key-file FILE] [--trust-root FILE] \\
    [--port 0] [--host 127.0.0.1] [--log]
  --district       the district's number; 0 for the consortium's office
  --data           folder of the office's key and tables; tables on PostgreSQL, where OFFICE_DATABASE_URL says which
  --password-file  opens the office's key; what it holds at the first start seals it
  --portal-origin  where people sign in, as their browsers show it
  --trust-root     under which proofs of vouchers are made
  --index          the index, with --index-key-file, the key of its full face
TONGDUI_TRUSTED_PROXY=1 where the portal in front tells who asks.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
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
      port: { type: "string", default: "0" },
      host: { type: "string", default: "127.0.0.1" },
      log: { type: "boolean", default: false },
    },
  });
  const { district, deployment, node, data, index, "portal-origin": portalOrigin, port, host } = values;
  const { "password-file": passwordFile, "index-key-file": indexKeyFile } = values;
  if (!deployment || !node || !data || !passwordFile || !portalOrigin) throw new TypeError(USAGE);
  if (!/^\d{1,5}$/.test(district ?? "") || !/^\d{1,5}$/.test(port)) throw new TypeError(USAGE);
  if ((index === undefined) !== (indexKeyFile === undefined)) throw new TypeError(USAGE);
  const open = await startOffice({
    district: Number(district),
    deployment: await readDeployment(deployment),
    nodes: node,
    data,
    databaseUrl: process.env["OFFICE_DATABASE_URL"],
    portalOrigin,
    ...(index && indexKeyFile ? { index: { url: index, key: await readSecretFile(indexKeyFile) } } : {}),
    trustRoot: values["trust-root"],
    password: await readSecretFile(passwordFile),
    host,
    port: Number(port),
    trustedProxy: process.env["TONGDUI_TRUSTED_PROXY"] === "1",
    log: values.log ? pino(destination(1)) : undefined,
  });
  process.stdout.write(`${open.url}\n`);
  const end = (): void => {
    void open.close().finally(() => process.exit(0));
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
}

try {
  await main();
} catch (error) {
  const wrong = error instanceof TypeError || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") === true;
  if (error instanceof TongduiError) process.stderr.write(`${error.say("en")}\n${error.say("zh")}\n`);
  else process.stderr.write(`${wrong ? (error as Error).message : String((error as Error).stack)}\n`);
  process.exitCode = wrong ? 2 : 1;
}

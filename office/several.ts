/**
 * Offices of several districts in one process, each with a key and tables of its own, for a machine that plays all of them:
 * `npm start`. A real district runs its own, with `npm run office`.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { readDeployment } from "../client/deploy/fileStore.ts";
import { readSecretFile } from "../client/files/secretFile.ts";
import { startOffice } from "./serve.ts";

/** The password lies beside the key, so a costly seal would only make everybody wait. */
const WEAK_SEAL = 1_024;

const { values } = parseArgs({
  options: {
    /** A district and its port: `2=40122`. */
    office: { type: "string", multiple: true, default: [] },
    deployment: { type: "string", default: "" },
    node: { type: "string", default: "" },
    /** Holds a folder for each district. */
    data: { type: "string", default: "" },
    "password-file": { type: "string", default: "" },
    "portal-origin": { type: "string", default: "" },
    index: { type: "string", default: "" },
    "index-key-file": { type: "string", default: "" },
    "trust-root": { type: "string", default: "" },
    "nullifier-key": { type: "string", default: "" },
    "nullifier-password-file": { type: "string", default: "" },
  },
});

const shared = {
  deployment: await readDeployment(values.deployment),
  nodes: [values.node],
  databaseUrl: undefined,
  portalOrigin: values["portal-origin"],
  index: { url: values.index, key: await readSecretFile(values["index-key-file"]) },
  password: await readSecretFile(values["password-file"]),
  trustRoot: values["trust-root"],
  nullifierKey: {
    text: await readFile(values["nullifier-key"], "utf8"),
    password: await readSecretFile(values["nullifier-password-file"]),
  },
  trustedProxy: true,
  scryptCost: WEAK_SEAL,
};
const offices = await Promise.all(
  values.office.map(async (one) => {
    const [district = "", port = ""] = one.split("=");
    return startOffice({
      ...shared,
      district: Number(district),
      port: Number(port),
      data: path.join(values.data, district),
    });
  }),
);
process.stdout.write(`${offices.map(({ url }) => url).join(" ")}\n`);
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void Promise.all(offices.map(async (one) => one.close())).finally(() => process.exit(0)));

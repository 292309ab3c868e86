/** The servers beside the ledger: the index, the districts' offices and the portal, each with the words that it is started with. */
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { PASSWORD } from "../practice/person.ts";
import { freePorts } from "../scenario/ports.ts";
import { startServer, type Server } from "./server.ts";

const LOCAL = "http://127.0.0.1";
/** Requests of one address a minute; here all readers are at the same one. */
const RATE = "6000";

export interface Ground {
  readonly node: string;
  readonly deployment: string;
  readonly trustRoot: string;
  /** The nullifier key, sealed. */
  readonly nullifierKey: string;
  /** Where the servers keep what is theirs. */
  readonly folder: string;
  readonly portalPort: number;
  /** Districts with an office, 0 for the Operator. */
  readonly offices: readonly number[];
}

export interface Servers {
  readonly index: string;
  /** The file of the key to the index's full face. */
  readonly indexKey: string;
  readonly offices: ReadonlyMap<number, string>;
  readonly portal: string;
  /** Once all of them listen. @throws TongduiError `ServerEnded`. */
  readonly listening: Promise<void>;
  /** Rejects as soon as one of them ends before it is to. */
  readonly failure: Promise<never>;
  readonly end: () => Promise<void>;
}

/** Starts all at once; they wait for each other where they must. */
export async function startServers(ground: Ground): Promise<Servers> {
  const { node, deployment, trustRoot, folder, portalPort } = ground;
  const [indexPort = 0, anyPortal = 0, ...officePorts] = await freePorts(2 + ground.offices.length);
  const index = `${LOCAL}:${indexPort}`;
  const portal = `${LOCAL}:${portalPort === 0 ? anyPortal : portalPort}`;
  const offices = new Map(ground.offices.map((district, i) => [district, `${LOCAL}:${officePorts[i] ?? 0}`]));
  const named = [...offices].flatMap(([district, url]) => ["--office", `${district}=${url}`]);
  // The consortium publishes nothing of its own.
  const districts = named.slice(2);
  const key = path.join(folder, "index.key");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const password = path.join(folder, "offices.password");
  for (const file of [key, password]) await writeFile(file, randomBytes(32).toString("hex"), { mode: 0o600 });
  const nullifierKey = path.join(folder, "nullifier-key.json");
  await writeFile(nullifierKey, ground.nullifierKey, { mode: 0o600 });
  const practice = path.join(folder, "nullifier-key.password");
  await writeFile(practice, PASSWORD, { mode: 0o600 });

  const all: Server[] = [
    startServer({
      name: { en: "The index", zh: "索引服务" },
      file: "indexer/start.ts",
      words: [
        ...["--deployment", deployment, "--node", node, "--data", path.join(folder, "index")],
        ...["--port", String(indexPort), "--rate", RATE, "--full-key-file", key, ...districts],
      ],
      // Here the tables always lie in the run's own folder.
      environment: { DATABASE_URL: undefined, TONGDUI_TRUSTED_PROXY: "1" },
    }),
    startServer({
      name: { en: "The offices' server", zh: "各区办公系统" },
      file: "office/several.ts",
      words: [
        ...["--deployment", deployment, "--node", node, "--data", path.join(folder, "offices")],
        ...["--index", index, "--index-key-file", key, "--password-file", password, "--portal-origin", portal],
        ...["--trust-root", trustRoot, "--nullifier-key", nullifierKey, "--nullifier-password-file", practice],
        ...[...offices].flatMap(([district, url]) => ["--office", `${district}=${new URL(url).port}`]),
      ],
    }),
    startServer({
      name: { en: "The portal", zh: "门户网站" },
      file: "portal/serve.ts",
      words: ["--index", index, ...named, "--trust-root", trustRoot, "--port", new URL(portal).port],
    }),
  ];
  const failure = Promise.race(all.map((server) => server.failure));
  failure.catch(() => undefined);
  return {
    index,
    indexKey: key,
    offices,
    portal,
    listening: Promise.all(all.map(async ({ urls }) => urls)).then(() => undefined),
    failure,
    end: async () => {
      await Promise.all(all.map(async (server) => server.end()));
    },
  };
}

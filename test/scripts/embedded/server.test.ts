import { once } from "node:events";
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { startServer, type Server } from "../../../scripts/embedded/server.ts";

const SERVER = fileURLToPath(new URL("../../../scripts/embedded/server.ts", import.meta.url));
const NAME = { en: "The index", zh: "索引服务" };

/** Listens, says where, and who it is. */
const LISTENS = `
  const server = require("node:http").createServer((_, response) => response.end(String(process.pid)));
  server.listen(0, "127.0.0.1", () => console.log("It is at http://127.0.0.1:" + server.address().port + "."));
`;
const STUBBORN = `process.on("SIGTERM", () => undefined); ${LISTENS}`;

describe("A server that npm start starts", () => {
  let folder: string;
  const started: Server[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "server-"));
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map(async (server) => server.end()));
    await rm(folder, { recursive: true });
  });

  async function start(source: string): Promise<Server> {
    const file = path.join(folder, "server.cjs");
    await writeFile(file, source);
    const server = startServer({ name: NAME, file, words: [] });
    started.push(server);
    return server;
  }

  async function pidAt([url = ""]: readonly string[]): Promise<number> {
    return Number(await (await fetch(url)).text());
  }

  function isAlive(pid: number): boolean {
    try {
      process.kill(pid, 0);
      return true;
    } catch {
      return false;
    }
  }

  async function gone(pid: number): Promise<boolean> {
    for (let i = 0; i < 100 && isAlive(pid); i++) await pause(50);
    return !isAlive(pid);
  }

  it("says where it listens", async () => {
    const server = await start(LISTENS);
    expect(isAlive(await pidAt(await server.urls))).to.be.true;
  });

  it("ends when it is told to", async () => {
    const server = await start(LISTENS);
    const pid = await pidAt(await server.urls);
    await server.end();
    expect(isAlive(pid)).to.be.false;
  });

  it("is ended where it does not end by itself", async () => {
    const server = await start(STUBBORN);
    const pid = await pidAt(await server.urls);
    await server.end();
    expect(isAlive(pid)).to.be.false;
  });

  it("that ends too early says what it said last", async () => {
    const server = await start(`console.error("The index finds no node."); process.exitCode = 1;`);
    const [failure, asked] = await Promise.all([wrong(server.failure), wrong(server.urls)]);
    expect(failure.say("en")).to.equal("The index has ended. It said: The index finds no node.");
    expect(failure.say("zh")).to.match(/^索引服务已退出/);
    expect(asked.code).to.equal("ServerEnded");
  });

  it("ends with its parent, even where that one is killed", async () => {
    const file = path.join(folder, "server.cjs");
    await writeFile(file, STUBBORN);
    const parent = path.join(folder, "parent.mjs");
    await writeFile(
      parent,
      `import { startServer } from ${JSON.stringify(SERVER)};
       const { urls } = startServer({ name: { en: "", zh: "" }, file: ${JSON.stringify(file)}, words: [] });
       console.log((await urls)[0]);`,
    );
    const child = spawn(process.execPath, [parent], { stdio: ["ignore", "pipe", "inherit"] });
    const [url] = (await once(child.stdout, "data")) as [Buffer];
    const pid = await pidAt([String(url).trim()]);
    child.kill("SIGKILL");
    expect(await gone(pid)).to.be.true;
  });
});

async function wrong(promise: Promise<unknown>): Promise<TongduiError> {
  const error: unknown = await promise.catch((reason: unknown) => reason);
  expect(error).to.be.instanceOf(TongduiError);
  return error as TongduiError;
}

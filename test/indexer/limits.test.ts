import { spawnSync } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { Hono } from "hono";
import { csvOf } from "../../client/text/csv.ts";
import { rateLimit, weightOf } from "../../indexer/src/api/limits.ts";

/** What of a connection is looked at. */
const connection = (remoteAddress: string): object => ({ incoming: { socket: { remoteAddress } } });

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

describe("The index's limits", () => {
  it("let an address ask 600 times a minute, and say when it may again", async () => {
    const app = new Hono().use(rateLimit(600, () => false)).get("/", (context) => context.text("here"));
    const ask = async (remoteAddress: string) => app.request("/", {}, connection(remoteAddress));
    const asked = await Promise.all(Array.from({ length: 1_300 }, async () => ask("10.0.0.1")));
    // A minute may have ended in between.
    const refused = asked.filter(({ status }) => status === 429);
    expect(refused).to.have.length.within(100, 700);
    expect(Number(refused[0]!.headers.get("Retry-After"))).to.be.within(1, 60);
    expect((await ask("10.0.0.2")).status).to.equal(200);
  });
});

describe("The index's limits on tables", () => {
  it("count a table as twenty pages, but for whoever has the key", async () => {
    const app = new Hono().use(rateLimit(100, () => false, weightOf)).get("/", (context) => context.text("here"));
    const ask = async (address: string, query: string, headers: Record<string, string> = {}) =>
      (await app.request(`/${query}`, { headers }, connection(address))).status;
    const tables = async (address: string, headers = {}): Promise<number[]> =>
      Promise.all(Array.from({ length: 12 }, async () => ask(address, "?format=csv", headers)));
    // A minute may have ended in between.
    expect((await tables("10.0.0.3")).filter((status) => status === 429).length).to.be.within(2, 7);
    const key = { Authorization: "Bearer the key" };
    expect((await tables("10.0.0.4", key)).every((status) => status === 200)).to.equal(true);
    expect(await ask("10.0.0.5", "?format=json")).to.equal(200);
  });
});

describe("The index's limits on what costs more than a page", () => {
  it("count suggestions as ten requests and a search as five, but for whoever has the key", async () => {
    const weight = async (address: string, headers: Record<string, string> = {}): Promise<number> => {
      let found = 0;
      const app = new Hono().get("*", (context) => {
        found = weightOf(context.req);
        return context.text("");
      });
      await app.request(address, { headers });
      return found;
    };
    const [demand, key] = [`0x${"12".repeat(32)}`, { Authorization: "Bearer the key" }];
    expect(await weight(`/suggestions/${demand}`)).to.equal(10);
    expect(await weight(`/suggestions/${demand}?after=20`)).to.equal(10);
    expect(await weight(`/suggestions/${demand}?format=csv`)).to.equal(20);
    expect(await weight(`/suggestions/${demand}`, key)).to.equal(1);
    expect(await weight("/demands?words=graphene")).to.equal(5);
    expect(await weight(`/demands/${demand}`)).to.equal(1);
  });
});

describe("The index's CSV", () => {
  it("quotes what would break a line, and disarms what a spreadsheet would reckon", () => {
    const rows = [{ name: 'a "b", c', formula: "=1+1", nothing: null, many: [1, 2], yes: true }];
    const csv = csvOf(["name", "formula", "nothing", "many", "yes"], rows);
    expect(csv).to.equal('\uFEFFname,formula,nothing,many,yes\r\n"a ""b"", c",\'=1+1,,1 2,true\r\n');
  });
});

describe("Starting the index", () => {
  it("takes no key that others of this computer can read, nor one that could be tried", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "index-"));
    const tried = async (key: string, mode: number): Promise<string> => {
      const file = path.join(folder, `${mode}`);
      await writeFile(file, key);
      await chmod(file, mode);
      const words = ["indexer/start.ts", "--deployment", "x", "--node", "http://127.0.0.1:9", "--full-key-file", file];
      return spawnSync(process.execPath, words, { cwd: ROOT, encoding: "utf8" }).stderr;
    };
    const key = "0123456789abcdef0123456789abcdef";
    const said = [await tried(key, 0o644), await tried("short", 0o600)];
    await rm(folder, { recursive: true });
    expect(said[0]).to.match(/^Other users of this computer can get at /);
    expect(said[1]).to.match(/ has fewer than 32 characters\.\n/);
    for (const text of said) expect(text).to.not.include(key.slice(0, 8)).and.not.include("short");
  });

  it("names a deployment's file that is not there", () => {
    const words = ["indexer/start.ts", "--deployment", "nowhere.json", "--node", "http://127.0.0.1:9"];
    const { status, stderr } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: "utf8" });
    expect(status).to.equal(1);
    expect(stderr).to.match(/^There is no deployment file nowhere\.json\.$/m);
  });
});

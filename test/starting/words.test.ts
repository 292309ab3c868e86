import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { openOffice, type Office } from "../scripts/support/office.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const FILES = { index: "indexer/start.ts", office: "office/start.ts", portal: "portal/serve.ts" };
type Server = keyof typeof FILES;

/** A port at which nothing answers. */
const DEAD = "http://127.0.0.1:48999";

/** Of what is to end by itself. */
const NEVER = /(?!)/;

describe("Starting the index, an office and the portal", function () {
  this.timeout(300_000);
  let practice: Office;
  let folder: string;

  before(async () => {
    practice = await openOffice();
    folder = await mkdtemp(path.join(tmpdir(), "starting-"));
    await writeFile(path.join(folder, "password"), "a password of the office", { mode: 0o600 });
    await writeFile(path.join(folder, "deployment.json"), JSON.stringify(practice.deployment));
  });
  after(async () => {
    await rm(folder, { recursive: true });
    await practice.close();
  });

  const started = (server: Server, words: readonly string[]): { status: number | null; out: string; said: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [FILES[server], ...words], {
      cwd: ROOT,
      encoding: "utf8",
    });
    return { status, out: stdout, said: stderr.replace(/^TONGDUI_TRUSTED_PROXY.*\n.*\n/, "") };
  };
  /** What is said until a sentence comes; then it is ended. */
  const saidUntil = async (server: Server, words: readonly string[], sentence: RegExp): Promise<string> => {
    const child = spawn(process.execPath, [FILES[server], ...words], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const output of [child.stdout, child.stderr])
      output.on("data", (text: Buffer) => {
        said += String(text);
        if (sentence.test(said)) child.kill("SIGKILL");
      });
    await once(child, "close");
    return said;
  };
  const officeWords = (node: string, district = "2"): string[] => [
    ...["--district", district, "--deployment", path.join(folder, "deployment.json"), "--node", node, "--port", "0"],
    ...["--data", path.join(folder, `office-${district}`), "--password-file", path.join(folder, "password")],
    ...["--portal-origin", "https://voucher.example.gov"],
  ];

  for (const server of ["index", "office", "portal"] as const)
    it(`the ${server} explains itself in both languages when asked for help`, () => {
      const { status, out } = started(server, ["--help"]);
      expect(status).to.equal(0);
      expect(out).to.include(`Usage: npm run ${server} -- [options]`).and.include("默认 127.0.0.1");
    });

  const WRONG: [Server, string, RegExp][] = [
    ["index", "", /^--deployment, --node: missing\.\n缺少 --deployment、--node。\n/],
    ["index", "--nod x", /^Unknown option '--nod' \(Did you mean --node\?\)\n没有这个选项：“--nod”/],
    ["index", "--deployment x --node notaurl", /^--node: "notaurl" is not an address/],
    ["index", "--office wujin=http://a", /^--office: "wujin=http:\/\/a" is not a district's number/],
    ["index", "--node ftp://clerk:secret@a", /^--node: "…@a" is not an address/],
    ["office", "chek --data x", /^There is no command "chek"; there are backup, restore, check\./],
    ["office", "check --password-file x", /^--data: missing\./],
    ["office", "--port 70000", /^--port: "70000" is not a whole number from 0 to 65535\./],
    ["office", "--portal-origin voucher.example", /^--portal-origin: "voucher\.example" is not an address/],
    [
      "office",
      "--data x --password-file y --index http://a",
      /^--district, .*, --portal-origin, --index-key-file: missing/,
    ],
    ["portal", "--index notaurl", /^--index: "notaurl" is not an address/],
    ["portal", "--index http://a --metrics here", /^--metrics: "here" is not a port/],
  ];
  for (const [server, words, sentence] of WRONG)
    it(`the ${server} says what is wrong with "${words}", and how it is called`, () => {
      const { status, said } = started(server, words.split(" ").filter(Boolean));
      expect(said).to.match(sentence).and.include("Usage: npm run").and.not.include("secret");
      expect(status).to.equal(2);
    });

  it("names files that are not what they are to be, without a stack", () => {
    const seen = [
      started("portal", ["--index", DEAD, "--trust-root", "package.json"]),
      started("portal", ["--index", DEAD, "--trust-root", "/nowhere"]),
      started("office", [...officeWords(DEAD), "--trust-root", "package.json"]),
      started("office", [
        ...officeWords(DEAD),
        ...["--nullifier-key", "/nowhere", "--nullifier-password-file", path.join(folder, "password")],
      ]),
      started("office", ["restore", folder, "--data", `${folder}/x`, "--password-file", path.join(folder, "password")]),
      started("office", ["backup", "/nowhere/b", "--data", `${folder}/x`, "--password-file", "y"]),
      started("index", ["--deployment", "/nowhere.json", "--node", DEAD]),
      started("index", ["--deployment", folder, "--node", DEAD]),
    ];
    expect(seen.map(({ said }) => said.split("\n")[0]?.replace(folder, "FOLDER"))).to.deep.equal([
      "package.json is not a trust root that can be used: The file is not a trust root of Tongdui. Get the file anew from where it is published.",
      "/nowhere: there is no such file.",
      "package.json is not a trust root that can be used: The file is not a trust root of Tongdui.",
      "/nowhere: there is no such file.",
      "FOLDER: it is a folder, not a file.",
      "There is no folder /nowhere for the backup. Make it first, or name another.",
      "There is no deployment file /nowhere.json.",
      "FOLDER: it is a folder, not a file.",
    ]);
    for (const { said, status } of seen) {
      expect(said).to.not.match(/^ +at /m);
      expect(status).to.equal(1);
    }
  });

  it("names a port that another program has", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    try {
      for (const { status, said } of [
        started("portal", ["--index", DEAD, "--port", `${port}`]),
        started("office", [...officeWords(DEAD, "0"), "--port", `${port}`]),
      ]) {
        expect(said).to.include(`Nothing can be served at 127.0.0.1:${port}: another program has that port.`);
        expect(said).to.not.match(/^ +at /m);
        expect(status).to.equal(1);
      }
      const words = ["--deployment", path.join(folder, "deployment.json"), "--node", practice.url];
      const own = [...words, "--data", path.join(folder, "index-port"), "--port", `${port}`];
      expect(await saidUntil("index", own, NEVER)).to.include(
        `Nothing can be served at 127.0.0.1:${port}: another program has that port. Give another one after --port or --host.\n无法在 127.0.0.1:${port} 提供服务：该端口已被其他程序占用。`,
      );
    } finally {
      server.close();
    }
  });

  it("opens no office of a district that the ledger does not have", async () => {
    const said = await saidUntil("office", officeWords(practice.url, "9"), /http:\/\/127/);
    expect(said).to.match(/^The ledger has no district 9; it has districts 1 to \d\./m);
    expect(said)
      .to.match(/^账本中没有编号为 9 的区/m)
      .and.not.include("http://127");
  });

  it("says of a node that is away, and of an index, that it waits for it", async () => {
    const node = /No node answers: 127\.0\.0\.1:48999 \(.*\)\. Trying again…/;
    expect(await saidUntil("office", officeWords(DEAD), node)).to.match(node);
    const words = ["--deployment", path.join(folder, "deployment.json"), "--node", DEAD, "--data", `${folder}/index`];
    expect(await saidUntil("index", [...words, "--port", "0"], node)).to.match(node);
    const index = /The index at 127\.0\.0\.1:48999 does not answer \(.*\)\. Trying again…/;
    expect(await saidUntil("portal", ["--index", DEAD, "--port", "0"], index)).to.match(index);
  });
});

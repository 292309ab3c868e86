import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { openOffice, tongdui, type Office } from "../support/office.ts";
import { openProxy, type Proxy } from "../support/proxy.ts";

describe("tongdui doctor", () => {
  let office: Office;
  let proxy: Proxy;
  before(async () => {
    office = await openOffice();
    proxy = await openProxy(office.url);
  });
  after(async () => {
    await proxy.close();
    await office.close();
  });
  afterEach(() => {
    proxy.fault = () => "pass";
  });

  /** Every test has a profile of its own, since the profiles' folders are looked at. */
  const doctor = async (name: string, over = {}, ...words: string[]) => {
    const profile = await office.profile(name, over);
    return { profile, said: await tongdui(["doctor", "--profile", profile, ...words]) };
  };
  /** A change of the answers to one method. */
  const changing = (method: string, change: (answer: string) => string) => () => {
    proxy.fault = (methods) => (methods.includes(method) ? { change } : "pass");
  };

  it("finds that all is well, and says what the key may do", async () => {
    const { said } = await doctor("wujin bureau");
    expect(said.err).to.deep.equal([]);
    expect(said.exit).to.equal(0);
    const text = said.out.join("\n");
    expect(text).to.include("Bureau of district 2").and.to.include("21 codes as in the deployment's file");
    expect(text).to.include("✓ All is well.").and.not.to.include("✗");
  });

  it("says it in Chinese", async () => {
    const { said } = await doctor("wujin bureau", {}, "--lang", "zh");
    expect(said.out.join("\n")).to.include("第 2 区科技局").and.to.include("✓ 一切正常。");
  });

  it("tells a profile without a key that it only reads", async () => {
    const { said } = await doctor("reader", { key: undefined });
    expect(said.exit).to.equal(0);
    expect(said.out.join("\n")).to.include("this profile reads and does not send");
  });

  it("looks at each node by itself", async () => {
    const gone = await openProxy(office.url);
    await gone.close();
    const { said } = await doctor("operator", { nodes: [office.url, gone.url] });
    expect(said.exit).to.equal(5);
    const text = said.out.join("\n");
    expect(text).to.match(/✓ +node 127.0.0.1:\d+ +answers, chain 31337/);
    expect(text).to.match(/✗ +node 127.0.0.1:\d+ +no answer \(ECONNREFUSED\)/);
  });

  it("ends with the code of the network when no node answers", async () => {
    proxy.fault = () => "busy";
    const { said } = await doctor("operator", { nodes: [proxy.url] });
    expect(said.exit).to.equal(4);
    expect(said.out.join("\n")).to.include("HTTP 503");
  });

  const wrongs: [what: string, spoil: () => void, found: RegExp][] = [
    [
      "is on another chain",
      changing("eth_chainId", (answer) => answer.replace("0x7a69", "0x1")),
      /✗ +node \S+ +on chain 1 /,
    ],
    [
      "began with another block",
      changing("eth_getBlockByNumber", (answer) => answer.replace(/"hash":"0x..../, '"hash":"0x9999')),
      /✗ +node \S+ +on chain 31337 \(0x9999/,
    ],
    [
      "is far behind",
      changing("eth_getBlockByNumber", (answer) => answer.replace(/"number":"0x\w+"/, '"number":"0x1"')),
      /✗ +node \S+ +block 1, \d+ behind the others/,
    ],
    [
      "has another block at the same height",
      changing("eth_getBlockByNumber", (answer) =>
        answer.includes('"number":"0x0"') ? answer : answer.replace(/"hash":"0x..../, '"hash":"0x9999'),
      ),
      /✗ +node \S+ +another block \d+ than/,
    ],
    [
      "has other code",
      changing("eth_getCode", (answer) => answer.replaceAll(/"result":"0x60/g, '"result":"0x61')),
      /✗ +contracts on \S+ +other code than recorded: safeSingleton, /,
    ],
  ];
  for (const [what, spoil, found] of wrongs) {
    it(`finds a node that ${what}`, async () => {
      spoil();
      const { said } = await doctor("operator", { nodes: [office.url, proxy.url] });
      expect(said.out.join("\n")).to.match(found);
      expect(said.exit).to.equal(5);
    });
  }

  it("finds the contract whose recorded code is another", async () => {
    const file = JSON.parse(await readFile(office.deploymentFile, "utf8")) as {
      contracts: { programs: { codeHash: string } };
    };
    file.contracts.programs.codeHash = `0x${"12".repeat(32)}`;
    const other = path.join(office.folder, "other.json");
    await writeFile(other, JSON.stringify(file));
    const { said } = await doctor("operator", { deployment: other });
    expect(said.out.join("\n")).to.include("other code than recorded: programs\n");
    expect(said.exit).to.equal(5);
  });

  it("says what to do about a folder that others can get at", async () => {
    const profile = await office.profile("auditor", {});
    const folder = path.join(path.dirname(profile), "documents");
    await mkdir(folder);
    await chmod(folder, 0o755);
    const said = await tongdui(["doctor", "--profile", profile]);
    expect(said.exit).to.equal(5);
    expect(said.out.join("\n")).to.include(`chmod 700 "${folder}"`);
    await chmod(folder, 0o700);
    expect((await tongdui(["doctor", "--profile", profile])).exit).to.equal(0);
  });

  it("finds a key's files that others can read, and a keystore that is gone", async () => {
    const profile = await office.profile("auditor", {});
    const keystore = path.join(path.dirname(profile), "key.json");
    await chmod(keystore, 0o644);
    const open = await tongdui(["doctor", "--profile", profile]);
    expect(open.out.join("\n")).to.include(`chmod 600 "${keystore}"`);
    await rm(keystore);
    const gone = await tongdui(["doctor", "--profile", profile]);
    expect(gone.exit).to.equal(5);
    expect(gone.out.join("\n")).to.match(/✗ +key +The keystore \S+ cannot be read/);
  });

  it("goes on without the deployment's file", async () => {
    const { said } = await doctor("operator", { deployment: "nowhere.json" });
    expect(said.exit).to.equal(5);
    const text = said.out.join("\n");
    expect(text).to.match(/✗ +deployment's file +There is no deployment file/);
    expect(text).to.match(/✓ +node \S+ +answers, chain 31337/);
  });

  it("says how far the holiday calendar reaches", async () => {
    const profile = await office.profile("operator", { holidays: "holidays.yaml" });
    const write = async (through: string): Promise<void> =>
      writeFile(
        path.join(path.dirname(profile), "holidays.yaml"),
        `source: none\nfrom: 2029-01-01\nthrough: ${through}\nholidays: []\nmakeUpDays: []\n`,
      );
    const said = async () => (await tongdui(["doctor", "--profile", profile])).out.join("\n");
    await write("2030-12-31");
    expect(await said()).to.match(/✓ +holiday calendar +through 2030-12-31/);
    await write("2030-03-31");
    expect(await said()).to.match(/· +holiday calendar +through 2030-03-31/);
    await write("2029-12-31");
    expect(await said()).to.match(/✗ +holiday calendar +through 2029-12-31/);
  });

  it("asks nothing and sends nothing", async () => {
    await office.answering([], "hefei finance", "doctor");
    expect(await office.provider.getTransactionCount(office.wallet("hefei finance").address)).to.equal(0);
  });
});

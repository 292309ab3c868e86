import { appendFile, readFile, stat, truncate } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { enterpriseId, providerId } from "../../../client/ids.ts";
import { Directory, type Party } from "../../../scripts/registers/directory.ts";
import { person } from "../../deploy/pilot.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { ownFolder } from "../documents/folder.ts";
import { refusal } from "../../client/refusal.ts";

const XIYUAN: Party = {
  register: "enterprise",
  id: enterpriseId(2, 15),
  name: "江苏江南烯元石墨烯科技有限公司",
  creditCode: "91320412MA1MAXYC3F",
  wallet: person("xiyuan").address,
  profile: `0x${"1".repeat(64)}`,
};
const INSTITUTE: Party = {
  register: "provider",
  id: providerId(2, 15),
  name: "江南石墨烯研究院",
  creditCode: "123204005781324569",
  wallet: person("institute").address,
  profile: `0x${"2".repeat(64)}`,
};

describe("The office's directory", () => {
  const own = ownFolder();
  const folder = (): string => path.join(own(), "directory");
  const ledgerOf = (address: string) =>
    ({ profile: { directory: folder() }, deployment: { chainId: 1, contracts: { edition: { address } } } }) as never;
  const opened = async (edition = "0x01"): Promise<Directory> => Directory.open(ledgerOf(edition));

  it("is empty before anything is in it", async () => {
    const directory = await opened();
    expect(directory.all("enterprise")).to.deep.equal([]);
    expect(directory.label("enterprise", XIYUAN.id)).to.equal("2-15");
  });

  it("finds a party by its id, its credit code and its wallet, when it is opened anew", async () => {
    await (await opened()).add([XIYUAN, INSTITUTE]);
    const directory = await opened();
    expect(directory.byId("enterprise", XIYUAN.id)).to.deep.equal(XIYUAN);
    expect(directory.byId("provider", INSTITUTE.id)).to.deep.equal(INSTITUTE);
    expect(directory.byCreditCode("enterprise", " 91320412ma1maxyc3f")).to.deep.equal(XIYUAN);
    expect(directory.byCreditCode("provider", XIYUAN.creditCode)).to.equal(undefined);
    expect(directory.byWallet(INSTITUTE.wallet.toLowerCase())).to.deep.equal([INSTITUTE]);
    expect(directory.label("provider", INSTITUTE.id)).to.equal("P2-15 江南石墨烯研究院");
  });

  it("takes an id or a credit code for the same party", async () => {
    const directory = await opened();
    await directory.add([XIYUAN]);
    expect(directory.idOf("enterprise", "2-15")).to.equal(XIYUAN.id);
    expect(directory.idOf("enterprise", "９１３２０４１２MA1MAXYC3F")).to.equal(XIYUAN.id);
    refusal(() => directory.idOf("enterprise", INSTITUTE.creditCode), "CreditCodeUnknown");
    refusal(() => directory.idOf("enterprise", "91320412MA1MAXYC3X"), "CreditCodeCheck");
    refusal(() => directory.idOf("enterprise", "P2-15"), "EnterpriseIdUnreadable");
    expect(refusal(() => directory.idOf("provider", "P11"), "ProviderIdUnreadable").message).to.include("as in P2-1");
    const named = refusal(() => directory.idOf("enterprise", XIYUAN.name), "EnterpriseIdUnreadable");
    expect(named.hint?.en).to.equal(`Did you mean 2-15 ${XIYUAN.name}?`);
  });

  it("keeps what was said last of an id, and of a credit code", async () => {
    await (await opened()).add([INSTITUTE]);
    const renamed = { ...INSTITUTE, name: "江南石墨烯研究院（新）", wallet: person("new").address };
    const again = { ...INSTITUTE, id: providerId(1, 2) };
    await (await opened()).add([renamed, again]);
    const directory = await opened();
    expect(directory.byId("provider", INSTITUTE.id)).to.deep.equal(renamed);
    expect(directory.byCreditCode("provider", INSTITUTE.creditCode)).to.deep.equal(again);
    expect(directory.byWallet(INSTITUTE.wallet)).to.deep.equal([again]);
  });

  it("does not write down again what it knows", async () => {
    await (await opened()).add([XIYUAN]);
    const file = path.join(folder(), "enterprises.jsonl");
    const { size } = await stat(file);
    await (await opened()).add([XIYUAN]);
    expect((await stat(file)).size).to.equal(size);
  });

  it("loses only the line that a power cut left half-written, tells of it, and takes it again", async () => {
    const next = { ...XIYUAN, id: enterpriseId(2, 16), creditCode: "91320412MA1MAXYC3J" };
    await (await opened()).add([XIYUAN, next]);
    const file = path.join(folder(), "enterprises.jsonl");
    await truncate(file, (await stat(file)).size - 30);
    const hurt = await opened();
    expect(hurt.all("enterprise")).to.deep.equal([XIYUAN]);
    expect(hurt.damaged).to.deep.equal([{ file, line: 3 }]);
    await hurt.add([next]);
    expect((await opened()).all("enterprise")).to.deep.equal([XIYUAN, next]);
  });

  it("keeps both entries of two that write at once", async () => {
    const [one, two] = [await opened(), await opened()];
    const many = Array.from({ length: 1_200 }, (_, i) => ({ ...XIYUAN, id: enterpriseId(2, i + 1) }));
    await Promise.all([one.add(many.slice(0, 600)), two.add(many.slice(600))]);
    const directory = await opened();
    expect(directory.damaged).to.deep.equal([]);
    expect(directory.all("enterprise").map(({ id }) => id)).to.deep.equal(many.map(({ id }) => id));
  });

  it("refuses to name the parties of another ledger", async () => {
    await (await opened()).add([XIYUAN]);
    await refusedWith(opened("0x02"), "DirectoryOfOtherLedger");
  });

  it("is readable by its owner alone", async () => {
    await (await opened()).add([XIYUAN]);
    expect((await stat(folder())).mode & 0o777).to.equal(0o700);
    expect((await stat(path.join(folder(), "enterprises.jsonl"))).mode & 0o777).to.equal(0o600);
  });

  it("passes over a line that names no id", async () => {
    await (await opened()).add([XIYUAN]);
    const file = path.join(folder(), "enterprises.jsonl");
    await appendFile(file, (await readFile(file, "utf8")).split("\n")[1]!.replace("2-15", "2-0"));
    expect((await opened()).damaged).to.deep.equal([{ file, line: 3 }]);
  });
});

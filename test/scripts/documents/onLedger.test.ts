import { expect } from "chai";
import { id } from "ethers";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { SIT, XIYUAN } from "../nullifiers/keys.ts";
import { openOffice, type Office } from "../support/office.ts";

/** Officers hold no coin. */
const FREE = { type: 0, gasPrice: 0n };

describe("A commitment", () => {
  let office: Office;
  let file: string;
  let profile: string;
  before(async () => {
    office = await openOffice();
    file = path.join(office.folder, "profile.yaml");
    await writeFile(file, "name: 江南烯元\n");
    const words = ["commit", file, "--purpose", "register", "--subject", "enterprise 2-1", "--json"];
    const said = await office.tongdui("wujin bureau", "document", ...words);
    profile = (said.json().data as { commitment: string }).commitment;
    const registration = {
      home: 2,
      wallet: office.wallet("firm").address,
      party: id("party"),
      group: id("group"),
      profile,
    };
    await (await office.as("wujin bureau").enterprises.register([registration], FREE)).wait();
    await (await office.as("wujin bureau").enterprises.freeze((2n << 32n) | 1n, profile, FREE)).wait();
  });
  after(async () => office.close());

  it("is found in every event of the ledger that bears it", async () => {
    const said = await office.tongdui("wujin bureau", "document", "verify", file, "--on-ledger", "--json");
    expect(said.exit).to.equal(0);
    const [verdict] = (
      said.json().data as { verdicts: { onLedger: { event: string; about: string; day: string }[] }[] }
    ).verdicts;
    expect(verdict!.onLedger.map(({ event, about, day }) => [event, about, day])).to.deep.equal([
      ["EnterpriseRegistered", "2-1", "2030-03-01"],
      ["EnterpriseStatusChanged", "2-1", "2030-03-01"],
    ]);
    const { out } = await office.tongdui("wujin bureau", "document", "verify", file, "--on-ledger", "--lang", "zh");
    expect(out.join("\n")).to.contain("企业登记").and.contain("企业状态变更");
  });

  it("is a difference where the ledger has it nowhere", async () => {
    const words = ["--reason", "never sent", "--purpose", "revoke", "--subject", "voucher 3-000017"];
    await office.tongdui("wujin bureau", "document", "commit", ...words);
    const reason = path.join(office.folder, "reason.txt");
    await writeFile(reason, "never sent");
    const said = await office.tongdui("wujin bureau", "document", "verify", reason, "--on-ledger");
    expect(said.exit).to.equal(5);
    expect(said.out.join("\n")).to.contain("nowhere");
  });

  it("and what has a mark are found by whoever has the key", async () => {
    const password = path.join(office.folder, "password");
    await writeFile(password, "correct horse battery staple\n", { mode: 0o600 });
    const tongdui = async (...words: string[]) =>
      office.tongdui("wujin bureau", "nullifier", ...words, "--password-file", password);
    await tongdui("key", "create");
    const computed = await tongdui("compute", "party", XIYUAN, "--json");
    const [{ nullifier: party }] = computed.json().data as [{ nullifier: string }];
    const registration = {
      home: 2,
      wallet: office.wallet("firm").address,
      party,
      group: id("group"),
      profile: id("p"),
    };
    await (await office.as("wujin bureau").enterprises.register([registration], FREE)).wait();

    const { out } = await tongdui("compute", "party", XIYUAN, "--on-ledger");
    expect(out.join("\n")).to.contain(party).and.contain("enterprise 2-2");
    expect((await tongdui("compute", "party", SIT, "--on-ledger")).out.join("\n")).to.contain("nothing");
  });
});

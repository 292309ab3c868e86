import { expect } from "chai";
import { toBeHex } from "ethers";
import { audit } from "../../../scripts/audit/audit.ts";
import { contextOf } from "../support/context.ts";
import { openOffice, type Office } from "../support/office.ts";

describe("tongdui audit", () => {
  let office: Office;
  before(async () => {
    office = await openOffice();
  });
  after(async () => office.close());

  it("proves the ledger and says so in its last line", async () => {
    const { exit, out } = await office.tongdui("auditor", "audit");
    expect(out.at(-1)).to.match(
      /^The ledger is sound: 0 changes of 0 vouchers, replayed from \d+ events through block \d+/,
    );
    expect(exit).to.equal(0);
    const chinese = await office.tongdui("auditor", "audit", "--lang", "zh");
    expect(chinese.out.at(-1)).to.match(/^账本核验无误/);
  });

  it("stops where the person asks it to", async () => {
    const signal = AbortSignal.abort();
    const stopped = await audit({}, contextOf(await office.profile("auditor"), { signal })).catch((e: unknown) => e);
    expect(stopped).to.have.property("code", "Interrupted");
  });

  it("ends with exit code 5 where the storage is not what the events make of it", async () => {
    const { address } = office.deployment.contracts.districts;
    await office.provider.send("hardhat_setStorageAt", [address, toBeHex(99n, 32), toBeHex(1n, 32)]);
    const { exit, json } = await office.tongdui("auditor", "audit", "--json");
    expect(exit).to.equal(5);
    expect(json()).to.have.property("ok", false);
    expect(json().data).to.deep.include({ sound: false });
    const { out } = await office.tongdui("auditor", "audit");
    expect(out.at(-1)).to.match(/^The ledger is NOT as it promises: 1 difference through/);
  });
});

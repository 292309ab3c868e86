import { expect } from "chai";
import { ZeroAddress, ZeroHash } from "ethers";
import { admitProvider, issueVouchers, openProgram, registerEnterprise } from "../support/acts.ts";
import { load } from "../support/load.ts";
import { founded, voucherId } from "./crowd.ts";
import { MOST_GAS } from "./gas.ts";

// A question with too little gas fails.
const [HALF, HUNDREDTH] = [{ gasLimit: MOST_GAS / 2 }, { gasLimit: Math.floor(MOST_GAS / 100) }];
const EVERY_OTHER = BigInt(`0x${"55".repeat(32)}`);

/** A voucher of nine districts with the longest names, and a certificate whose classes are told one by one. */
async function longest() {
  const { w, joint } = await founded();
  const firm = await registerEnterprise(w, w.wujin);
  const provider = await admitProvider(w, w.yangpu, "all", { classes: EVERY_OTHER });
  const ids = joint.map(({ id }) => id);
  const most = (1n << 48n) - 1n;
  const over = { joint: ids, classes: (1n << 256n) - 1n, yearlyCap: most, greatestFace: most, lastIssueDay: 60_000 };
  const program = await openProgram(w, w.wujin, over, most);
  const items = [{ enterprise: firm.id, face: most }];
  await issueVouchers(w, w.wujin, program, items, joint as never);
  await w.vouchers.connect(w.auditor).freeze(voucherId(program, 0), 30, ZeroHash);
  return { w, program, voucher: voucherId(program, 0), provider: provider.id };
}

describe("A question that the ledger answers at length", () => {
  it("about a voucher's picture fits into half a transaction", async () => {
    const { w, voucher } = await load(longest);
    expect((await w.vouchers.tokenURI(voucher, HALF)).length).to.be.greaterThan(5_000);
  });

  it("about a certificate's picture fits into half a transaction", async () => {
    const { w, provider } = await load(longest);
    expect((await w.providers.tokenURI(provider, HALF)).length).to.be.greaterThan(5_000);
  });

  it("about a program's terms and issuers, or whether a provider takes an order, fits into a hundredth", async () => {
    const { w, program, provider } = await load(longest);
    expect((await w.programs.termsOf(program, HUNDREDTH)).joint).to.not.include(0n);
    expect((await w.programs.issuersOf(program, HUNDREDTH)).joint).to.have.lengthOf(8);
    expect((await w.programs.demandIssue(program, HUNDREDTH)).home).to.equal(w.wujin.id);
    expect((await w.providers.signerForOrder(provider, 2, HUNDREDTH)).wallet).to.not.equal(ZeroAddress);
  });
});

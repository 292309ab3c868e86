import { expect } from "chai";
import { id } from "ethers";
import { atSecond } from "../support/clock.ts";
import { load } from "../support/load.ts";
import { inHand } from "../support/stages.ts";

const REASON = id("reason");

describe("A further freeze", () => {
  it("is the district's own where the Auditor's has ended, from the very second", async () => {
    const { w, voucher } = await load(inHand);
    const { bureau, approver } = w.wujin;
    await w.vouchers.connect(w.auditor).freeze(voucher, 30, REASON);
    const { until } = await w.vouchers.freezeOf(voucher);
    await w.vouchers.connect(bureau).freezeAgain(voucher, 10, REASON);
    await atSecond(Number(until));
    await w.vouchers.connect(approver).confirmFreezeAgain(voucher, 10, REASON, false);
    expect((await w.vouchers.freezeOf(voucher)).byAuditor).to.equal(false);
    await w.vouchers.connect(bureau).unfreeze(voucher, REASON);
  });
});

import { expect } from "chai";
import { measureAudit } from "../../../bench/command/audit.ts";
import { kindsOf } from "../../../bench/command/ledger/kinds.ts";

describe("The bench of the audit", () => {
  it("makes exactly as many changes as asked for, no voucher with two orders, extensions or freezes", () => {
    for (const changes of [100, 999, 1_000, 100_000]) {
      const { issued, orders, extended, frozen, expired } = kindsOf(changes);
      expect(issued + 3 * orders + extended + frozen + expired).to.equal(changes);
      expect(orders + extended + frozen).to.be.at.most(issued);
      expect(expired).to.be.at.most(issued);
    }
  });

  it("audits a sound ledger of as many changes, and measures it beside fetching", async () => {
    const measured = await measureAudit({ changes: 100 });
    expect(measured.changes).to.equal(100);
    expect(measured.events).to.be.greaterThan(200);
    expect(measured.auditRatio).to.equal(measured.auditSeconds / measured.fetchSeconds);
    expect(measured.fetchSeconds).to.be.greaterThan(0);
  });
});

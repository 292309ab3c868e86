import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { expiringWithin } from "../../../scripts/reports/expiring.ts";
import { issueVouchers, openProgram, registerEnterprise } from "../../support/acts.ts";
import { load } from "../../support/load.ts";
import { placed, revokeVoucher, voucherState, type Placed } from "../../support/stages.ts";
import { goToDay } from "../../support/world.ts";
import { viewNow } from "./viewing.ts";

const vouchersIn = async ({ w }: Placed, days: number) =>
  expiringWithin(await viewNow(w), days).map(({ voucher }) => voucher);

const useByOf = async ({ w, voucher }: Placed): Promise<number> => (await voucherState(w, voucher)).useBy;

describe("The report of vouchers about to expire", () => {
  it("tells of a voucher what its enterprise is to know", async () => {
    const s = await load(placed);
    const useBy = await useByOf(s);
    await goToDay(useBy - 10);
    const view = await viewNow(s.w, new Map([[s.enterprise.id, "江南烯元石墨烯科技"]]));
    expect(expiringWithin(view, 10)).to.deep.equal([
      {
        voucher: "1-000001",
        enterprise: "2-1",
        name: "江南烯元石墨烯科技",
        district: "常州武进 Wujin",
        program: "1",
        face: 5_000_000n,
        remaining: 2_000_000n,
        locked: 3_000_000n,
        useBy,
        daysLeft: 10,
        extendable: { en: "yes", zh: "是" },
        frozen: undefined,
      },
    ]);
  });

  it("begins with the first day that is near enough and ends with the last day of use", async () => {
    const s = await load(placed);
    const useBy = await useByOf(s);
    await goToDay(useBy - 11);
    expect(await vouchersIn(s, 10)).to.deep.equal([]);
    await goToDay(useBy);
    expect(await vouchersIn(s, 0)).to.deep.equal(["1-000001"]);
    await goToDay(useBy + 1);
    expect(await vouchersIn(s, 10)).to.deep.equal([]);
  });

  it("leaves out what has nothing left or has ended", async () => {
    const s = await load(placed);
    const spent = await registerEnterprise(s.w, s.w.wujin);
    await issueVouchers(s.w, s.w.wujin, s.program, [{ enterprise: spent.id, face: 1_000_000n }]);
    await goToDay(await useByOf(s));
    expect(await vouchersIn(s, 300)).to.deep.equal(["1-000001", "1-000002"]);
    await revokeVoucher(s);
    expect(await vouchersIn(s, 300)).to.deep.equal(["1-000002"]);
  });

  it("says of an extended voucher that it cannot be extended, and of a frozen one that it is frozen", async () => {
    const s = await load(placed);
    await s.w.vouchers.connect(s.w.wujin.bureau).extend(s.voucher, ZeroHash);
    await goToDay((await useByOf(s)) - 10);
    await s.w.vouchers.connect(s.w.auditor).freeze(s.voucher, 20, id("reason"));
    const [row] = expiringWithin(await viewNow(s.w), 60);
    expect(row).to.include({ extendable: undefined });
    expect(row?.frozen).to.deep.equal({ en: "yes", zh: "是" });
  });

  it("lists the first to expire first", async () => {
    const s = await load(placed);
    const short = await openProgram(s.w, s.w.wujin, { useByDays: 60n });
    await issueVouchers(s.w, s.w.wujin, short, [{ enterprise: s.enterprise.id, face: 1_000_000n }]);
    expect(await vouchersIn(s, 365)).to.deep.equal(["2-000001", "1-000001"]);
  });
});

import { expect } from "chai";
import fc from "fast-check";
import { id } from "ethers";
import {
  announce,
  issueVouchers,
  openProgram,
  placeOrder,
  admitProvider,
  registerEnterprise,
  type Item,
} from "../support/acts.ts";
import { atTheEndOf, atTheStartOf } from "../support/clock.ts";
import { load } from "../support/load.ts";
import { voucherState } from "../support/stages.ts";
import { dayOfIso } from "../../client/days.ts";
import { goToDay, world, type District, type World } from "../support/world.ts";
import { laterEdition } from "./laterEdition.ts";

const GROUP = id("one controller");
const CAP = 10_000_000n;
const SMALL_CAP = 6_000_000n;
const LAST_ISSUE_DAY = dayOfIso("2033-12-31");
const PASSED_OVER_YEARLY_CAP = 3n;

/** One controller's firms in two districts, and programs of both: two with one cap, one with a smaller one. */
async function family() {
  const w = await world();
  const terms = { yearlyCap: CAP, greatestFace: CAP, lastIssueDay: LAST_ISSUE_DAY, useByDays: 500n };
  const small = { ...terms, yearlyCap: SMALL_CAP, greatestFace: SMALL_CAP };
  return {
    w,
    firm: await registerEnterprise(w, w.wujin, "xiyuan", { group: GROUP }),
    sister: await registerEnterprise(w, w.wujin, "sister", { group: GROUP }),
    cousin: await registerEnterprise(w, w.nanhu, "cousin", { group: GROUP }),
    other: await registerEnterprise(w, w.wujin, "other"),
    ofWujin: await openProgram(w, w.wujin, terms),
    alsoOfWujin: await openProgram(w, w.wujin, terms),
    ofNanhu: await openProgram(w, w.nanhu, small),
  };
}

/** Issues one voucher, and says whether it came into being or was passed over for the cap. */
async function issue(w: World, home: District, program: bigint, enterprise: bigint, face: bigint): Promise<boolean> {
  const vouchers = await issueVouchers(w, home, program, [{ enterprise, face }]);
  if (vouchers.length === 1) return true;
  const [passed] = (await w.vouchers.queryFilter(w.vouchers.filters.ItemPassedOver)).slice(-1);
  expect(passed!.args.reason).to.equal(PASSED_OVER_YEARLY_CAP);
  return false;
}

async function revoke(w: World, voucher: bigint): Promise<void> {
  await w.vouchers.connect(w.wujin.bureau).revoke(voucher, GROUP);
  await w.vouchers.connect(w.wujin.approver).confirmRevoke(voucher, GROUP);
}

describe("Promise 6: no group is issued more in a calendar year than the cap of the program it draws on", () => {
  it("to the fen, over all its firms, programs and districts", async () => {
    const { w, firm, sister, cousin, other, ofWujin, alsoOfWujin, ofNanhu } = await load(family);
    expect(await issue(w, w.wujin, ofWujin, firm.id, 3_000_000n)).to.equal(true);
    expect(await issue(w, w.nanhu, ofNanhu, cousin.id, 3_000_001n)).to.equal(false);
    expect(await issue(w, w.nanhu, ofNanhu, cousin.id, 3_000_000n)).to.equal(true);
    expect(await issue(w, w.nanhu, ofNanhu, cousin.id, 1n)).to.equal(false);
    expect(await issue(w, w.wujin, alsoOfWujin, sister.id, 4_000_001n)).to.equal(false);
    expect(await issue(w, w.wujin, alsoOfWujin, sister.id, 4_000_000n)).to.equal(true);
    for (const program of [ofWujin, alsoOfWujin]) {
      for (const { id: enterprise } of [firm, sister]) {
        expect(await issue(w, w.wujin, program, enterprise, 1n)).to.equal(false);
      }
    }
    expect(await issue(w, w.wujin, ofWujin, other.id, CAP)).to.equal(true);
    expect(await w.enterprises.issuedIn(GROUP, 2030)).to.equal(CAP);
  });

  it("whatever list is issued, in whatever chunks: the ledger passes over exactly what would exceed the cap", async () => {
    const face = fc.bigInt({ min: 1n, max: 6_000_000n });
    const line = fc.tuple(fc.constantFrom("firm", "sister", "other"), face);
    const lists = fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 12 }), fc.nat(), async (lines, cut) => {
      const s = await load(family);
      const room = { firm: CAP, other: CAP };
      const expected: bigint[] = [];
      for (const [who, amount] of lines) {
        const group = who === "other" ? "other" : "firm";
        if (amount > room[group]) continue;
        room[group] -= amount;
        expected.push(amount);
      }
      const items = lines.map(([who, amount]): Item => ({ enterprise: s[who as "firm"].id, face: amount }));
      const issued = await issueInTwo(s.w, s.ofWujin, items, cut % items.length);
      expect(issued).to.deep.equal(expected);
      expect(await s.w.enterprises.issuedIn(GROUP, 2030)).to.equal(CAP - room.firm);
    });
    await fc.assert(lists, { numRuns: 10 });
  });

  describe("at the turn of the year in Shanghai", () => {
    const lastDay = dayOfIso("2030-12-31");

    /** The group's whole room of 2030 is used, and a list for it is approved. */
    const atTheTurn = async () => {
      const s = await load(family);
      const { w, firm, ofWujin } = s;
      await goToDay(lastDay - 20);
      expect(await issue(w, w.wujin, ofWujin, firm.id, CAP)).to.equal(true);
      const items = [{ enterprise: s.sister.id, face: CAP }];
      const { batch, chain } = await announce(w, w.wujin, s.alsoOfWujin, items);
      await w.vouchers.connect(w.wujin.approver).approveBatch(batch, w.wujin.id);
      return { ...s, issueNow: () => w.vouchers.connect(w.wujin.bureau).issue(batch, items, chain[1]!) };
    };

    it("the last second still counts to the old year", async () => {
      const { w, alsoOfWujin, issueNow } = await atTheTurn();
      await atTheEndOf(lastDay);
      await issueNow();
      expect(await w.vouchers.serialOf(alsoOfWujin)).to.equal(0n);
    });

    it("the first second begins a new year with its whole room", async () => {
      const { w, alsoOfWujin, sister, issueNow } = await atTheTurn();
      await atTheStartOf(lastDay + 1);
      await issueNow();
      expect(await w.vouchers.serialOf(alsoOfWujin)).to.equal(1n);
      expect(await w.enterprises.issuedIn(GROUP, 2031)).to.equal(CAP);
      expect(await issue(w, w.wujin, alsoOfWujin, sister.id, 1n)).to.equal(false);
    });
  });

  describe("room comes back", () => {
    const full = async () => {
      const s = await load(family);
      const items = [1, 2].map(() => ({ enterprise: s.firm.id, face: CAP / 2n }));
      const [voucher] = await issueVouchers(s.w, s.w.wujin, s.ofWujin, items);
      return { ...s, voucher: voucher! };
    };

    it("when a voucher is revoked in its year: what remained of it, and no fen more", async () => {
      const { w, voucher, ofWujin, sister, firm } = await full();
      const provider = await admitProvider(w, w.yangpu);
      await placeOrder(w, voucher, firm, provider, { amount: 1_000_000n });
      await revoke(w, voucher);
      expect(await issue(w, w.wujin, ofWujin, sister.id, 4_000_001n)).to.equal(false);
      expect(await issue(w, w.wujin, ofWujin, sister.id, 4_000_000n)).to.equal(true);
    });

    it("not when one of an earlier year is revoked", async () => {
      const { w, voucher, ofWujin, sister } = await full();
      await goToDay(dayOfIso("2031-01-10"));
      expect(await issue(w, w.wujin, ofWujin, sister.id, CAP)).to.equal(true);
      await revoke(w, voucher);
      expect(await w.enterprises.issuedIn(GROUP, 2031)).to.equal(CAP);
      expect(await issue(w, w.wujin, ofWujin, sister.id, 1n)).to.equal(false);
    });

    it("not when one expires", async () => {
      const s = await load(family);
      const { w, firm } = s;
      const brief = { yearlyCap: CAP, greatestFace: CAP, lastIssueDay: LAST_ISSUE_DAY, useByDays: 30n };
      const program = await openProgram(w, w.wujin, brief);
      const [voucher] = await issueVouchers(w, w.wujin, program, [{ enterprise: firm.id, face: CAP }]);
      await goToDay((await voucherState(w, voucher!)).useBy + 1);
      await w.vouchers.connect(w.stranger).expire([voucher!]);
      expect((await voucherState(w, voucher!)).status).to.equal("Expired");
      expect(await issue(w, w.wujin, program, firm.id, 1n)).to.equal(false);
    });

    it("not to another controller, when a firm changed hands after it was issued to", async () => {
      const { w, voucher, firm, ofWujin, other } = await full();
      const { group } = await w.enterprises.enterpriseOf(other.id);
      expect(await issue(w, w.wujin, ofWujin, other.id, CAP)).to.equal(true);
      await w.enterprises.connect(w.wujin.bureau).regroup(firm.id, id("group other"));
      await w.enterprises.connect(w.wujin.approver).confirmRegroup(firm.id, id("group other"));
      expect((await w.enterprises.enterpriseOf(firm.id)).group).to.equal(group);
      await revoke(w, voucher);
      expect(await issue(w, w.wujin, ofWujin, firm.id, 1n)).to.equal(false);
    });
  });

  it("a later edition counts what an earlier one issued in the year", async () => {
    const { w, firm, ofWujin } = await load(family);
    const provider = await admitProvider(w, w.yangpu, "sit");
    await issue(w, w.wujin, ofWujin, firm.id, 3_000_000n);
    const { next } = await laterEdition({ w, enterprise: firm, provider });
    expect(await next.enterprises.issuedIn(GROUP, 2030)).to.equal(8_000_000n);
    const terms = { yearlyCap: CAP, greatestFace: CAP };
    const program = await openProgram(next, next.wujin, terms);
    expect(await issue(next, next.wujin, program, firm.id, 2_000_001n)).to.equal(false);
    expect(await issue(next, next.wujin, program, firm.id, 2_000_000n)).to.equal(true);
  });
});

/** Issues a list in two chunks, the first of so many items, and says the faces of what came into being. */
async function issueInTwo(w: World, program: bigint, items: Item[], first: number): Promise<bigint[]> {
  const { batch, chain, noticeEnd } = await announce(w, w.wujin, program, items);
  await w.vouchers.connect(w.wujin.approver).approveBatch(batch, w.wujin.id);
  await goToDay(noticeEnd + 1);
  const bureau = w.vouchers.connect(w.wujin.bureau);
  if (first > 0) await bureau.issue(batch, items.slice(0, first), chain[first]!);
  await bureau.issue(batch, items.slice(first), chain[items.length]!);
  const serials = Number(await w.vouchers.serialOf(program));
  const ids = Array.from({ length: serials }, (_, i) => (program << 32n) | BigInt(i + 1));
  return (await Promise.all(ids.map((voucher) => voucherState(w, voucher)))).map(({ face }) => face);
}

import { expect } from "chai";
import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { id } from "ethers";
import { actorsOf, OPERATOR } from "../access/actors.ts";
import { callOf, expectByTable } from "../access/attempt.ts";
import { prepared } from "../access/prepared.ts";
import { isFor, ROWS } from "../access/rules.ts";
import { TRIALS } from "../access/trials.ts";
import { claimOf } from "../support/acts.ts";
import { sign } from "../support/messages.ts";
import { expectRefused } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { orderState, placed } from "../support/stages.ts";
import { passDays, today, type World } from "../support/world.ts";
import { ALLOWED } from "./operatorAllowed.ts";
import { everyDuty, TWO_PEOPLE } from "./twoPeople.ts";

const reason = id("reason");

/** What the table leaves to the Operator: by its duty, or as anyone may. */
const ITS = ROWS.filter((row) => OPERATOR.some((seat) => isFor(row, seat)));

describe("Promise 11: the Operator, with every key it has and no other, can neither issue, pay, raise, admit alone, nor redeem without both signatures (or the provider's and two home officers')", () => {
  it("knows every function that the table leaves to it", () => {
    const own = ITS.filter(({ contract }) => contract !== "manager");
    expect(Object.keys(ALLOWED)).to.have.members([...new Set(own.map((row) => `${row.contract}.${row.function}`))]);
    // It can give up its duty.
    expect(ITS.filter(({ contract }) => contract === "manager").map(({ key }) => key)).to.deep.equal([
      "manager.renounceRole",
    ]);
  });

  describe("is refused where another would succeed, and has no say over roles", () => {
    for (const row of ROWS.filter((one) => !ITS.includes(one))) {
      it(row.key, async () => {
        const s = await load(prepared);
        const actors = await actorsOf(s);
        const others = actors.filter(({ seats }) => seats.some((seat) => row.rule.may.includes(seat)));
        const operator = actors.filter(({ address }) => address === s.w.operator.address);
        for (const trial of TRIALS[row.key]!) {
          const call = await callOf(s, row, trial);
          expect(await expectByTable(s, row, operator, call)).to.deep.equal([]);
          if (others.length > 0) expect(await expectByTable(s, row, others, call)).to.not.be.empty;
        }
      });
    }
  });

  describe("neither finishes nor takes back what officers began", () => {
    for (const [act, matters] of Object.entries(TWO_PEOPLE)) {
      it(act, async () => {
        for (const { fixture, begin } of matters) {
          const s = await load(fixture);
          const { w } = s;
          const one = await everyDuty(w);
          const finish = await begin(s, one);
          const contract = w[act.split(".")[0] as "programs"];
          const refused = expect(finish(w.operator)).to.be.revertedWithCustomError(contract, "DutyMissing");
          await refused.withArgs(w.operator.address, anyValue, anyValue);
          for (const matter of await openMatters(contract)) {
            const takingBack = contract.connect(w.operator).withdrawProposal(matter);
            await expectRefused(takingBack, contract, "NotTheProposer", [w.operator.address, one.address]);
          }
        }
      });
    }
  });

  describe("may, with the parties' signatures or as anyone may", () => {
    for (const [act, holds] of Object.entries(ALLOWED)) it(act, holds);
  });

  it("cannot redeem with the provider's signature alone, however long the enterprise is silent", async () => {
    const { w, order, provider } = await load(placed);
    const claim = await claimOf(order);
    const operator = w.orders.connect(w.operator);
    await operator.claim(claim, await sign(w, provider.key, "Claim", { ...claim }));
    await passDays(16);
    const homeOfficer = [w.operator.address, w.wujin.id] as const;
    await expectRefused(operator.decide(claim, true, reason), w.orders, "DutyMissing", [...homeOfficer, 1]);
    await w.orders.connect(w.wujin.bureau).decide(claim, true, reason);
    const noticeEnd = (await today()) + 6;
    const confirming = operator.confirmDecide(claim, true, reason, noticeEnd);
    await expectRefused(confirming, w.orders, "DutyMissing", [...homeOfficer, 2]);
    expect((await orderState(w, order)).stage).to.equal("Claimed");
    await w.orders.connect(w.wujin.approver).confirmDecide(claim, true, reason, noticeEnd);
    expect((await orderState(w, order)).stage).to.equal("Redeemed");
  });
});

/** The matters that a contract was told of and that nobody has confirmed or taken back. */
async function openMatters(contract: World["programs"]): Promise<string[]> {
  const told = await contract.queryFilter(contract.filters.MatterProposed);
  const matters = told.map(({ args }) => args.matter);
  const open = await Promise.all(matters.map(async (matter) => (await contract.proposals(matter)).time !== 0n));
  return matters.filter((_, i) => open[i]);
}

import { expect } from "chai";
import { anyValue } from "@nomicfoundation/hardhat-ethers-chai-matchers/withArgs";
import { id, type BaseContract } from "ethers";
import { claimOf } from "../support/acts.ts";
import { sign } from "../support/messages.ts";
import { expectRefused, type Signer } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { orderState, placed } from "../support/stages.ts";
import { ethers, passDays, roleOf, today, world, type World } from "../support/world.ts";
import { actsOf, stateChanging, type ContractName } from "./acts.ts";
import { ALLOWED } from "./operatorAllowed.ts";
import { REFUSED } from "./operatorRefused.ts";
import { prepared } from "./prepared.ts";
import { everyDuty, TWO_PEOPLE } from "./twoPeople.ts";

const reason = id("reason");

/** Tries a function by its name, without doing it. */
async function attempt(w: World, act: string, by: Signer, args: readonly unknown[]): Promise<unknown> {
  const [contract, name] = act.split(".") as [ContractName, string];
  return (w[contract].connect(by) as BaseContract).getFunction(name).staticCall(...args);
}

describe("Promise 11: the Operator, with every key it has and no other, can neither issue, pay, raise, admit alone, nor redeem without both signatures (or the provider's and two home officers')", () => {
  it("knows every function that changes something", async () => {
    const known = [...Object.keys(REFUSED), ...Object.keys(TWO_PEOPLE), ...Object.keys(ALLOWED)];
    const own = actsOf(await load(world)).filter((act) => !act.endsWith(".withdrawProposal"));
    expect([...new Set(known)]).to.have.members(own);
  });

  describe("is refused where another person would succeed", () => {
    for (const [act, { args, may, says }] of Object.entries(REFUSED)) {
      it(act, async () => {
        const s = await load(prepared);
        const { w } = s;
        const given = await args(s);
        const [error, values] = says(s, w.operator.address);
        const contract = w[act.split(".")[0] as ContractName];
        await expectRefused(attempt(w, act, w.operator, given), contract, error, values);
        if (may) await attempt(w, act, may(w), given);
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

  it("has no say over roles", async () => {
    const w = await load(world);
    const ledger = await w.districts.getAddress();
    const bureau = roleOf(w.wujin.id, 1n);
    const close = w.districts.interface.encodeFunctionData("close");
    const account = ["AccessManagerUnauthorizedAccount", [w.operator.address, 0]] as const;
    const call = ["AccessManagerUnauthorizedCall", [w.operator.address, ledger, close.slice(0, 10)]] as const;
    const scheduled = await w.manager.hashOperation(w.safe, ledger, close);
    const acts: Record<string, readonly [args: unknown[], error: string, values: readonly unknown[]]> = {
      "manager.labelRole": [[bureau, "mine"], ...account],
      "manager.grantRole": [[roleOf(0, 0n), w.operator, 0], ...account],
      "manager.revokeRole": [[roleOf(0, 0n), w.safe], ...account],
      "manager.setRoleAdmin": [[bureau, roleOf(0, 4n)], ...account],
      "manager.setRoleGuardian": [[bureau, roleOf(0, 4n)], ...account],
      "manager.setGrantDelay": [[bureau, 0], ...account],
      "manager.setTargetFunctionRole": [[ledger, [close.slice(0, 10)], roleOf(0, 4n)], ...account],
      "manager.setTargetAdminDelay": [[ledger, 0], ...account],
      "manager.setTargetClosed": [[ledger, true], ...account],
      "manager.updateAuthority": [[ledger, w.operator], ...account],
      "manager.execute": [[ledger, close], ...call],
      "manager.schedule": [[ledger, close, 0], ...call],
      "manager.cancel": [[w.safe, ledger, close], "AccessManagerNotScheduled", [scheduled]],
      "manager.renounceRole": [[roleOf(0, 4n), w.safe], "AccessManagerBadConfirmation", []],
    };
    for (const [act, [args, error, values]] of Object.entries(acts)) {
      await expectRefused(attempt(w, act, w.operator, args), w.manager, error, values, act);
    }
    const forOthers = ["manager.consumeScheduledOp", "manager.multicall"];
    expect([...Object.keys(acts), ...forOthers]).to.have.members(stateChanging(w, "manager"));
    const consuming = w.manager.connect(w.operator).consumeScheduledOp(w.operator, close);
    await expect(consuming).to.be.revert(ethers);
    const grant = w.manager.interface.encodeFunctionData("grantRole", [bureau, w.operator.address, 0]);
    const together = w.manager.connect(w.operator).multicall([grant]);
    const administrator = roleOf(w.wujin.id, 0n);
    await expectRefused(together, w.manager, "AccessManagerUnauthorizedAccount", [w.operator.address, administrator]);
  });
});

/** The matters that a contract was told of and that nobody has confirmed or taken back. */
async function openMatters(contract: World["programs"]): Promise<string[]> {
  const told = await contract.queryFilter(contract.filters.MatterProposed);
  const matters = told.map(({ args }) => args.matter);
  const open = await Promise.all(matters.map(async (matter) => (await contract.proposals(matter)).time !== 0n));
  return matters.filter((_, i) => open[i]);
}

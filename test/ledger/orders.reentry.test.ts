import { expect } from "chai";
import { id, ZeroHash, type BaseContract } from "ethers";
import { stateChanging } from "../promises/acts.ts";
import { storageRoots } from "../promises/ledgerState.ts";
import { REFUSED } from "../promises/operatorRefused.ts";
import { prepared, type Prepared } from "../promises/prepared.ts";
import { claimOf, keyOf, orderOf, placementOf, redemptionOf } from "../support/acts.ts";
import { expectRefused } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { sign } from "../support/messages.ts";
import { digestOf } from "../support/signed.ts";
import { cancellation } from "../support/stages.ts";
import { DUTY, ethers, networkHelpers, roleOf, today, type World } from "../support/world.ts";

const WORD = "0x1234";
const reason = id("reason");

/** The enterprise's wallet is a contract that holds every duty of both districts and of the consortium, and is its Safe. */
async function almighty() {
  const s = await prepared();
  const { w, enterprise } = s;
  const model = await ethers.deployContract("Reenterer", w.deployer);
  const wallet = enterprise.key.address;
  await networkHelpers.setCode(wallet, await ethers.provider.getCode(model));
  for (const { id: district, administrator } of [w.wujin, w.yangpu]) {
    for (const duty of [DUTY.bureau, DUTY.approver, DUTY.finance]) {
      await w.manager.connect(administrator).grantRole(roleOf(district, duty), wallet, 0);
    }
  }
  for (const duty of [DUTY.operator, DUTY.auditor])
    await w.manager.connect(w.safe).grantRole(roleOf(0, duty), wallet, 0);
  await w.manager.connect(w.safe).grantRole(0, wallet, 0);
  return { ...s, wallet: await ethers.getContractAt("Reenterer", wallet, w.deployer) };
}
type Almighty = Awaited<ReturnType<typeof almighty>>;

/** What brings the ledger to ask the wallet: the enterprise is to agree that an order is cancelled. */
async function cancelling(s: Almighty) {
  const [order, deadline, , provider] = await cancellation({ ...s, order: s.placed });
  return [order, deadline, WORD, provider] as const;
}

type Args = (s: Prepared & { wallet: unknown }) => readonly unknown[] | Promise<readonly unknown[]>;

/** What the wallet could do at once as a party, a submitter or anybody, beside what it could do as an officer. */
const AS_A_PARTY: Record<string, Args> = {
  "orders.place": async ({ w, voucher, enterprise, provider }) => [
    [await placementOf(w, await orderOf(voucher, provider.id, { amount: 1n }), enterprise, provider)],
  ],
  "orders.redeem": async ({ w, placed, enterprise, provider }) => [
    [await redemptionOf(w, await claimOf(placed), enterprise, provider)],
  ],
  "orders.claim": async ({ w, placed, provider }) => {
    const claim = await claimOf(placed);
    return [claim, await sign(w, provider.key, "Claim", { ...claim })];
  },
  "orders.accept": async ({ w, claim, enterprise }) => {
    const { deadline } = claim;
    return [claim, deadline, await sign(w, enterprise.key, "Acceptance", { claim, deadline }), (await today()) + 6];
  },
  "orders.refuse": async ({ w, claim: { order, deadline }, enterprise }) => {
    return [order, reason, deadline, await sign(w, enterprise.key, "Refusal", { order, round: 0, reason, deadline })];
  },
  "orders.cancel": async (s) => cancellation({ ...s, order: s.placed }),
  "orders.withdrawMessage": ({ enterprise }) => [enterprise.key.address, ZeroHash, "0x"],
};

/** What needs a first person's proposal, or time, before it can be done: the calls are as they would be then. */
const NOT_YET: Record<string, Args> = {
  "orders.cancelOverdue": ({ placed }) => [placed],
  "orders.confirmDecide": ({ claim }) => [claim, false, reason, 0],
  "orders.confirmRejectForForm": ({ redeemed }) => [redeemed, reason, []],
  "orders.confirmRejectForCause": ({ redeemed }) => [redeemed, reason],
  "orders.confirmResolve": ({ redeemed }) => [redeemed, 1, reason],
  "orders.withdrawProposal": () => [ZeroHash],
  "vouchers.approveBatch": ({ w, issuable }) => [issuable.batch, w.wujin.id],
  "vouchers.confirmRevoke": ({ voucher }) => [voucher, reason],
  "vouchers.confirmFreezeAgain": ({ frozen }) => [frozen, 10, reason, true],
  "vouchers.confirmResolve": ({ announced }) => [announced.batch, 1, reason],
  "vouchers.withdrawProposal": () => [ZeroHash],
  "payments.confirmClawBack": ({ order }) => [order, 50n, reason],
  "payments.confirmWriteOff": ({ order }) => [order, 50n, reason],
  "payments.withdrawProposal": () => [ZeroHash],
};

const contractOf = (w: World, act: string): [BaseContract, string] => {
  const [contract, name] = act.split(".") as ["orders" | "vouchers" | "payments", string];
  return [w[contract], name];
};

describe("A wallet that re-enters the ledger while it is asked", () => {
  // The next fixture may begin on the chain as it is, with the same keys.
  after(async () => networkHelpers.setCode(keyOf("xiyuan").address, "0x"));

  /** Plans the call, and demands that it fails within the question; gives the call. */
  async function expectFutile(s: Almighty, act: string, args: readonly unknown[]) {
    const { w } = s;
    const [contract, name] = contractOf(w, act);
    const { to, data } = await contract.getFunction(name).populateTransaction(...args);
    const call = [to, data] as const;
    await s.wallet.getFunction("plan")(...call);
    const before = await storageRoots(w);
    const papers = await cancelling(s);
    const digest = await digestOf(w, "Cancellation", { order: papers[0], deadline: papers[1] });
    const cancel = w.orders.connect(w.operator).cancel(...papers);
    await expectRefused(cancel, w.orders, "SignatureWrong", [s.enterprise.key.address, digest], act);
    expect(await storageRoots(w), act).to.deep.equal(before);
    return call;
  }

  for (const part of ["orders", "vouchers", "payments"] as const) {
    const acts = { ...REFUSED, ...AS_A_PARTY };
    const ofPart = Object.keys(acts).filter((act) => act.startsWith(`${part}.`));

    it(`cannot do what it could do in a call of its own: all of ${part}`, async () => {
      const s = await load(almighty);
      let done = 0;
      for (const act of ofPart) {
        const { args, may } = act in REFUSED ? REFUSED[act]! : { args: AS_A_PARTY[act]!, may: true };
        const call = await expectFutile(s, act, await args(s));
        if (may === undefined) continue; // for the ledger's own contracts only
        const start = await networkHelpers.takeSnapshot();
        const before = await storageRoots(s.w);
        await s.wallet.getFunction("send")(...call);
        expect(await storageRoots(s.w), act).to.not.deep.equal(before);
        await start.restore();
        done += 1;
      }
      expect(done).to.be.at.least(4);
    });

    it(`cannot do anything else of ${part} either`, async () => {
      const s = await load(almighty);
      const others = stateChanging(s.w, part).filter((act) => !ofPart.includes(act) && act !== "vouchers.expire");
      expect(Object.keys(NOT_YET)).to.include.members(others);
      for (const act of others) await expectFutile(s, act, await NOT_YET[act]!(s));
    });
  }

  it("cannot expire what is due", async () => {
    const s = await load(almighty);
    await networkHelpers.time.increase(400 * 86_400);
    const call = await expectFutile(s, "vouchers.expire", [[s.voucher]]);
    await s.wallet.getFunction("send")(...call);
  });

  it("comes to nothing by bringing the very message that it is asked about", async () => {
    const s = await load(almighty);
    const call = await expectFutile(s, "orders.cancel", [...(await cancelling(s))]);
    expect(call[1]).to.include(WORD.slice(2));
  });

  it("may read the ledger like anybody, and agree", async () => {
    const s = await load(almighty);
    const { w } = s;
    await s.wallet.getFunction("plan")(w.orders, w.orders.interface.encodeFunctionData("wordOf", [s.placed]));
    await w.orders.connect(w.operator).cancel(...(await cancelling(s)));
  });
});

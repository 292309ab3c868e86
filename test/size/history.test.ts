import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import type { ContractTransactionResponse } from "ethers";
import * as acts from "../support/acts.ts";
import { sign, soon } from "../support/messages.ts";
import { load } from "../support/load.ts";
import { goToDay, today, world } from "../support/world.ts";
import { workOf } from "./gas.ts";

const ROUNDS = 24;
const SMALL = { amount: 100_000n, contractValue: 500_000n };

type Act = Promise<ContractTransactionResponse>;

/** What the same acts cost, again and again, on one voucher of one enterprise, with one provider, under one program. */
async function twoDozenRounds(): Promise<ReadonlyMap<string, readonly number[]>> {
  const costs = new Map<string, number[]>();
  const note = async (what: string, act: Act) => {
    costs.set(what, [...(costs.get(what) ?? []), await workOf(act)]);
  };
  const w = await world();
  const { bureau, approver, finance } = w.wujin;
  const enterprise = await acts.registerEnterprise(w, w.wujin, "xiyuan");
  const provider = await acts.admitProvider(w, w.yangpu, "sit", { validThrough: 60_000 });
  const program = await acts.openProgram(w, w.wujin, { useByDays: 2_000n, lastIssueDay: 60_000 });
  const [voucher] = await acts.issueVouchers(w, w.wujin, program, [{ enterprise: enterprise.id, face: 10_000_000n }]);
  const operator = w.orders.connect(w.operator);
  const contested = await acts.placeOrder(w, voucher!, enterprise, provider, {
    ...SMALL,
    deliverBy: (await today()) + 1_500,
  });
  const expired: bigint[] = [];

  for (let round = 0; round < ROUNDS; round += 1) {
    const label = `${round}`;
    const registration = {
      home: w.wujin.id,
      wallet: acts.keyOf(label).address,
      party: id(label),
      group: id(label),
      profile: id(label),
    };
    await note("register", w.enterprises.connect(bureau).register([registration]));

    // Another list, so another batch, of the same program for the same enterprise.
    const items = [{ enterprise: enterprise.id, face: BigInt(1_000 + round) }];
    const { batch, noticeEnd } = await acts.announce(w, w.wujin, program, items);
    await note("approve a list", w.vouchers.connect(approver).approveBatch(batch, w.wujin.id));
    await goToDay(noticeEnd + 1);
    await note("issue", w.vouchers.connect(bureau).issue(batch, items, ZeroHash));
    expired.push((program << 32n) | (await w.vouchers.serialOf(program)));

    const order = await acts.orderOf(voucher!, provider.id, SMALL);
    await note("place", operator.place([await acts.placementOf(w, order, enterprise, provider)]));
    const orderId = await w.orders.orderIdOf(order);
    const redemption = await acts.redemptionOf(w, await acts.claimOf(orderId), enterprise, provider);
    await note("redeem", operator.redeem([redemption]));
    await note("object", w.orders.connect(w.auditor).object(orderId, 0, ZeroHash));
    await note("end an objection", w.orders.connect(w.auditor).endAuditorsObjection(orderId, ZeroHash));

    const claim = await acts.claimOf(contested, { round });
    await note("claim", operator.claim(claim, await sign(w, provider.key, "Claim", { ...claim })));
    const refusal = { order: contested, round, reason: id("not delivered"), deadline: await soon() };
    const refused = await sign(w, enterprise.key, "Refusal", refusal);
    await note("refuse", operator.refuse(contested, refusal.reason, refusal.deadline, refused));

    await goToDay(redemption.noticeEnd + 1);
    await note("open a payment", w.payments.connect(bureau).open(w.wujin.id, [orderId]));
    const settlement = { order: orderId, paid: true, receipt: id("receipt") };
    await note("settle", w.payments.connect(finance).settle(await w.payments.count(), [settlement]));
    await w.payments.connect(bureau).clawBack(orderId, 1n, ZeroHash);
    await note("claw back", w.payments.connect(approver).confirmClawBack(orderId, 1n, ZeroHash));
    await note("recover", w.payments.connect(finance).recover(orderId, 1n, id("receipt")));
  }

  await goToDay(Number(await w.vouchers.claimBy(expired.at(-1)!)));
  for (const one of [...expired, voucher!]) await note("expire", w.vouchers.connect(w.stranger).expire([one]));
  return costs;
}

describe("A long history", function () {
  this.timeout(300_000); // the first of these plays the whole story

  const ACTS = [
    "register",
    "approve a list",
    "issue",
    "place",
    "redeem",
    "object",
    "end an objection",
    "claim",
    "refuse",
    "open a payment",
    "settle",
    "claw back",
    "recover",
    "expire",
  ];

  // The first of a kind makes what the others change, and so may cost another sum.
  for (const act of ACTS) {
    it(`makes it no dearer to ${act}`, async () => {
      const [, second, ...later] = (await load(twoDozenRounds)).get(act)!;
      expect(later).to.have.lengthOf.at.least(ROUNDS - 2);
      expect([...new Set(later)]).to.deep.equal([second]);
    });
  }
});

describe("A firm that went into another, which went into another", () => {
  /** What asking for its signer costs, after so many mergers. */
  async function askedAfter(mergers: number): Promise<number> {
    const { w, firms } = await load(aRowOfFirms);
    for (let i = 0; i < mergers; i += 1) {
      await w.enterprises.connect(w.wujin.bureau).merge(firms[i]!, firms[i + 1]!);
      await w.enterprises.connect(w.wujin.approver).confirmMerge(firms[i]!, firms[i + 1]!);
    }
    const { wallet } = await w.enterprises.signerOf(firms[0]!, true);
    expect(wallet).to.equal((await w.enterprises.enterpriseOf(firms[mergers]!)).wallet);
    return Number(await w.enterprises.signerOf.estimateGas(firms[0]!, true));
  }

  async function aRowOfFirms() {
    const w = await world();
    const firms: bigint[] = [];
    for (let i = 0; i < 12; i += 1) firms.push((await acts.registerEnterprise(w, w.wujin)).id);
    return { w, firms };
  }

  it("costs less than 10,000 gas more for each merger that its home's two officers recorded", async () => {
    const none = await askedAfter(0);
    const one = await askedAfter(1);
    const eleven = await askedAfter(11);
    expect(one - none).to.be.below(10_000);
    expect((eleven - one) / 10).to.be.below(10_000);
  });
});

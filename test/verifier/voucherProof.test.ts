import { expect } from "chai";
import { formatVoucher } from "../../client/ids.ts";
import { VOUCHER_STATUSES } from "../../client/voucherWord.ts";
import type { Fact, FactKinds } from "../../verifier/facts.ts";
import { ACTIONS } from "../../verifier/ledger/voucherChanged.ts";
import { story } from "../promises/story/story.ts";
import { load } from "../support/load.ts";
import { orderState, voucherState } from "../support/stages.ts";
import type { World } from "../support/world.ts";
import { proved } from "./support/chainEvidence.ts";

type Of<Kind extends keyof FactKinds> = Extract<Fact, { kind: Kind }>;

function all<Kind extends keyof FactKinds>(facts: readonly Fact[], kind: Kind): Of<Kind>[] {
  return facts.filter((fact): fact is Of<Kind> => fact.kind === kind);
}

/** Every voucher that the story's ledger has. */
async function vouchersOf(w: World): Promise<bigint[]> {
  const vouchers: bigint[] = [];
  for (let program = 1n; program <= (await w.programs.count()); program += 1n) {
    const last = await w.vouchers.serialOf(program);
    for (let serial = 1n; serial <= last; serial += 1n) vouchers.push((program << 32n) | serial);
  }
  return vouchers;
}

describe("A proof of each voucher of a long story", () => {
  it("says what the contracts say", async () => {
    const { w } = await load(story);
    const actions = new Set<string>();
    for (const voucher of await vouchersOf(w)) {
      const { facts } = await proved(w, voucher);
      const name = formatVoucher(voucher);
      const state = await voucherState(w, voucher);
      const [said] = all(facts, "voucher");
      const [figures] = all(facts, "figures");
      const [standing] = all(facts, "standing");
      expect(said, name).to.include({
        voucher,
        enterprise: state.enterprise,
        face: state.face,
        issuedOn: state.issuedOn,
      });
      expect(figures!.locked, name).to.equal(state.locked);
      expect(figures!.redeemed, name).to.equal(state.redeemed);
      expect(figures!.rest + figures!.locked + figures!.redeemed, name).to.equal(state.face);
      const index = VOUCHER_STATUSES.findIndex((it) => it.toLowerCase() === standing!.status);
      expect(VOUCHER_STATUSES[index], name).to.equal(state.status);
      expect(standing!.useBy, name).to.equal(state.useBy);
      const freeze = await w.vouchers.freezeOf(voucher);
      const [freezes] = all(facts, "freezes");
      expect(freezes!.until !== undefined, name).to.equal(await w.vouchers.frozen(voucher));
      expect([freezes!.count, freezes!.daysInAll].map(BigInt), name).to.deep.equal([freeze.count, freeze.daysInAll]);
      expect(all(facts, "history")[0]!.changes, name).to.equal(state.sequence);
      const changes = all(facts, "change");
      expect(changes.map(({ number }) => number)).to.deep.equal(changes.map((_, i) => i + 1));
      for (const { action } of changes) actions.add(action);
      await expectOrders(w, facts);
    }
    expect([...actions].sort()).to.deep.equal([...ACTIONS].sort());
  });
});

async function expectOrders(w: World, facts: readonly Fact[]): Promise<void> {
  const orders = all(facts, "order");
  const locked = new Set(
    all(facts, "change")
      .filter(({ action }) => action === "locked")
      .map(({ subject }) => subject),
  );
  expect(new Set(orders.map(({ order }) => order))).to.deep.equal(locked);
  for (const fact of orders) {
    const order = await orderState(w, fact.order);
    expect(fact).to.include({ provider: order.provider, amount: order.amount, deliverBy: order.deliverBy });
    expect(fact.stage).to.equal(order.stage.toLowerCase());
    expect(fact.payment).to.equal(BigInt(order.payment));
    const { ordered } = await w.payments.clawBackOf(fact.order);
    const clawBack = all(facts, "clawBack").find((it) => it.order === fact.order);
    expect(clawBack?.ordered ?? 0n).to.equal(ordered);
    if (order.payment === 0) continue;
    const payment = await w.payments.paymentOf(order.payment);
    const said = all(facts, "payment").find((it) => it.payment === fact.payment)!;
    expect([said.total, said.paid, BigInt(said.orders), BigInt(said.open)]).to.deep.equal([
      payment.total,
      payment.paid,
      payment.orders,
      payment.open,
    ]);
    expect(said.openedBy).to.equal(payment.openedBy.toLowerCase());
  }
}

import { expect } from "chai";
import { id, TypedDataEncoder, ZeroHash } from "ethers";
import {
  admission,
  admitProvider,
  announce,
  claimOf,
  issueVouchers,
  openProgram,
  orderOf,
  payOrders,
  registerEnterprise,
  type Party,
} from "../support/acts.ts";
import { domainOf, sign, type Kind } from "../support/messages.ts";
import { MESSAGE_TYPES } from "../../client/messages.ts";
import { expectItemRefused, expectRefused } from "../support/expect.ts";
import { endEnterprise, endProvider, ENTERPRISE, PROVIDER } from "../support/obstacles.ts";
import { cancellation, figures, orderState, placed, placement, redemption, voucherState } from "../support/stages.ts";
import { goToDay, makeEdition, name32, networkHelpers, today, type World } from "../support/world.ts";

const SALT = id("tongdui.test.second");
const YEARLY_CAP = 6_000_000n;

/** The first edition with one order placed and one redeemed; the second beside it, with the same districts. */
async function twoEditions() {
  const first = await placed();
  const { w } = first;
  const item = await placement(first, { amount: 1_000_000n });
  await w.orders.connect(w.operator).place([item]);
  const redeemedOrder = await w.orders.orderIdOf(item.order);
  const redeems = await redemption({ ...first, order: redeemedOrder });
  await w.orders.connect(w.operator).redeem([redeems]);

  const contracts = await makeEdition(w.deployer, await w.manager.getAddress(), SALT, await w.edition.getAddress());
  const second: World = { ...w, ...contracts };
  for (const { name } of [w.yangpu, w.wujin, w.nanhu, w.hefei]) {
    await second.districts.connect(w.safe).add(name32(name), id(`profile ${name}`));
  }
  const invoice = redeems.claim.invoices[0]!;
  return { first, second, used: { contract: item.contractNullifier, invoice, order: redeemedOrder } };
}
const editions = async () => networkHelpers.loadFixture(twoEditions);

/** The same firms in the second edition, with a voucher of it. */
async function movedOver() {
  const { first, second, used } = await twoEditions();
  const enterprise: Party = await registerEnterprise(second, second.wujin, "xiyuan");
  const provider: Party = await admitProvider(second, second.yangpu, "sit");
  const program = await openProgram(second, second.wujin);
  const items = [{ enterprise: enterprise.id, face: 5_000_000n }];
  const [voucher] = await issueVouchers(second, second.wujin, program, items);
  return { first, used, second: { w: second, enterprise, provider, program, voucher: voucher! } };
}
type Second = Awaited<ReturnType<typeof movedOver>>["second"];

const signThere = async ({ w }: Second, { key }: Party, kind: Kind, message: Record<string, unknown>) =>
  key.signTypedData(await domainOf(w, SALT), MESSAGE_TYPES[kind], message);

/** An order of the second edition, as its parties sign it there. */
async function placementThere(second: Second, contractNullifier = id("a new contract")) {
  const order = await orderOf(second.voucher, second.provider.id);
  const enterpriseSignature = await signThere(second, second.enterprise, "Order", order);
  const providerSignature = await signThere(second, second.provider, "Order", order);
  return { order, contractNullifier, enterpriseSignature, providerSignature };
}
const moved = async () => networkHelpers.loadFixture(movedOver);

describe("A second edition", () => {
  it("knows the first, and begins with nothing of its own", async () => {
    const { first, second } = await editions();
    expect(await second.edition.predecessor()).to.equal(await first.w.edition.getAddress());
    expect(await second.edition.salt()).to.equal(SALT);
    expect(await second.orders.domainSeparator()).to.not.equal(await first.w.orders.domainSeparator());
    expect(await second.enterprises.countOf(2)).to.equal(0n);
    expect(await second.districts.count()).to.equal(4n);
  });

  it("registers the parties of the first anew", async () => {
    const { second } = await moved();
    expect((await second.w.enterprises.enterpriseOf(second.enterprise.id)).status).to.equal(1n);
    expect((await second.w.providers.providerOf(second.provider.id)).status).to.equal(4n);
  });

  it("takes no contract that serves an order of the first", async () => {
    const { first, second, used } = await moved();
    expect(await second.w.orders.contractUsed(used.contract)).to.equal(true);
    expect(await second.w.orders.orderOfContract(used.contract)).to.equal(ZeroHash);
    for (const nullifier of [used.contract, first.contractNullifier]) {
      const act = second.w.orders.connect(second.w.operator).place([await placementThere(second, nullifier)]);
      await expectItemRefused(act, second.w.orders, 0, second.w.orders, "ContractUsed", [nullifier]);
    }
  });

  it("takes a contract whose order was cancelled in the first", async () => {
    const { first, second } = await moved();
    await first.w.orders.connect(first.w.operator).cancel(...(await cancellation(first)));
    await second.w.orders.connect(second.w.operator).place([await placementThere(second, first.contractNullifier)]);
  });

  it("takes no invoice that was redeemed in the first, until it is rejected for form there", async () => {
    const { first, second, used } = await moved();
    const { w } = second;
    const item = await placementThere(second);
    await w.orders.connect(w.operator).place([item]);
    const claim = await claimOf(await w.orders.orderIdOf(item.order), { invoices: [used.invoice] });
    const acceptance = { claim, deadline: claim.deadline };
    const redeems = {
      claim,
      providerSignature: await signThere(second, second.provider, "Claim", { ...claim }),
      acceptanceDeadline: claim.deadline,
      enterpriseSignature: await signThere(second, second.enterprise, "Acceptance", acceptance),
    };
    const { nullifier } = used.invoice;
    const redeem = async () => w.orders.connect(w.operator).redeem([{ ...redeems, noticeEnd: (await today()) + 5 }]);
    await expectItemRefused(redeem(), w.orders, 0, w.orders, "InvoiceUsed", [nullifier]);
    await first.w.orders.connect(w.wujin.bureau).reject(used.order, false, ZeroHash);
    await first.w.orders.connect(w.wujin.approver).confirmRejectForForm(used.order, ZeroHash, [nullifier]);
    await redeem();
  });

  it("does not take the first one's signatures", async () => {
    const { first, second } = await moved();
    const { w } = second;
    const item = await placementThere(second);
    const { order } = item;
    const digest = await w.orders.orderIdOf(order);
    for (const signer of ["enterprise", "provider"] as const) {
      const old = await sign(first.w, second[signer].key, "Order", order);
      const act = w.orders.connect(w.operator).place([{ ...item, [`${signer}Signature`]: old }]);
      const refusal = [second[signer].key.address, digest];
      await expectItemRefused(act, w.orders, 0, w.orders, "SignatureWrong", refusal);
    }
    const withdrawal = await sign(first.w, second.enterprise.key, "Withdrawal", { message: digest });
    const { address } = second.enterprise.key;
    const act = w.orders.connect(w.stranger).withdrawMessage(address, digest, withdrawal);
    const expected = TypedDataEncoder.hash(await domainOf(w, SALT), MESSAGE_TYPES.Withdrawal, { message: digest });
    await expectRefused(act, w.orders, "SignatureWrong", [address, expected]);
    await w.orders.connect(w.operator).place([item]);
  });

  it("does not know the first one's orders and vouchers", async () => {
    const { first, second } = await editions();
    await expectRefused(second.orders.wordOf(first.order), second.orders, "OrderUnknown", [first.order]);
    await expectRefused(second.vouchers.wordOf(first.voucher), second.vouchers, "VoucherUnknown", [first.voucher]);
  });
});

describe("Who was blacklisted in the first edition", () => {
  const ROLES = [
    [
      "an enterprise",
      async (first: Awaited<ReturnType<typeof placed>>) => endEnterprise(first, ENTERPRISE.blacklisted),
      "xiyuan",
    ],
    [
      "a provider",
      async (first: Awaited<ReturnType<typeof placed>>) => endProvider(first, PROVIDER.blacklisted),
      "sit",
    ],
  ] as const;
  for (const [as, blacklist, label] of ROLES) {
    it(`as ${as}, comes back neither as an enterprise nor as a provider`, async () => {
      const { first, second } = await editions();
      await blacklist(first);
      const party = id(`party ${label}`);
      const { enterprises, providers } = second;
      const registration = { home: 3, wallet: second.stranger, party, group: id("a new group"), profile: ZeroHash };
      const register = enterprises.connect(second.nanhu.bureau).register([registration]);
      await expectItemRefused(register, enterprises, 0, enterprises, "PartyBlacklisted", [party]);
      const application = await admission(second.hefei, "a new name", { party });
      const propose = providers.connect(second.operator).propose(application);
      await expectRefused(propose, providers, "PartyBlacklisted", [party]);
    });
  }
});

describe("A group's yearly room over two editions", () => {
  async function capped() {
    const { first, second, used } = await twoEditions();
    const enterprise = await registerEnterprise(second, second.wujin, "sister", { group: id("group xiyuan") });
    const program = await openProgram(second, second.wujin, { yearlyCap: YEARLY_CAP, greatestFace: YEARLY_CAP });
    return { first, second, used, enterprise, program };
  }

  it("counts what the first issued", async () => {
    const { second, enterprise, program } = await networkHelpers.loadFixture(capped);
    const year = 2030;
    expect(await second.enterprises.issuedIn(id("group xiyuan"), year)).to.equal(5_000_000n);
    const faces = [1_000_001n, 1_000_000n, 1n];
    const items = faces.map((face) => ({ enterprise: enterprise.id, face }));
    const issued = await issueVouchers(second, second.wujin, program, items);
    expect(issued).to.have.lengthOf(1);
    expect((await voucherState(second, issued[0]!)).face).to.equal(1_000_000n);
    expect(await second.enterprises.issuedIn(id("group xiyuan"), year)).to.equal(YEARLY_CAP);
  });

  it("is given back where the first revokes in the year of issue", async () => {
    const { first, second, enterprise, program } = await networkHelpers.loadFixture(capped);
    await first.w.vouchers.connect(first.w.wujin.bureau).revoke(first.voucher, ZeroHash);
    await first.w.vouchers.connect(first.w.wujin.approver).confirmRevoke(first.voucher, ZeroHash);
    // ¥30,000 are locked and ¥10,000 redeemed, so ¥10,000 came back.
    const items = [2_000_001n, 2_000_000n].map((face) => ({ enterprise: enterprise.id, face }));
    const issued = await issueVouchers(second, second.wujin, program, items);
    expect((await voucherState(second, issued[0]!)).face).to.equal(2_000_000n);
  });
});

describe("The first edition, once the Safe has closed it", () => {
  async function closed() {
    const { first, used } = await twoEditions();
    const { w, program, enterprise } = first;
    const items = [{ enterprise: enterprise.id, face: 100n }];
    const announced = await announce(w, w.wujin, program, items);
    await w.vouchers.connect(w.wujin.approver).approveBatch(announced.batch, w.wujin.id);
    await goToDay(announced.noticeEnd + 1);
    await w.districts.connect(w.safe).close();
    return { first, used, items, announced };
  }
  const ready = async () => networkHelpers.loadFixture(closed);

  it("is closed by nobody else, and for good", async () => {
    const { first } = await ready();
    const { w } = first;
    await expectRefused(w.districts.connect(w.safe).close(), w.districts, "EditionIsClosed");
    expect(await w.districts.closed()).to.equal(true);
  });

  it("announces, approves and issues nothing more", async () => {
    const { first, items, announced } = await ready();
    const { w, program } = first;
    const { batch, chain } = announced;
    const notice = (await today()) + 5;
    for (const act of [
      async () => w.vouchers.connect(w.wujin.bureau).announce(program, id("chain"), 1, 1, notice, ZeroHash),
      async () => w.vouchers.connect(w.wujin.approver).approveBatch(batch, w.wujin.id),
      async () => w.vouchers.connect(w.wujin.bureau).issue(batch, items, chain[1]!),
    ]) {
      await expectRefused(act(), w.districts, "EditionIsClosed");
    }
  });

  it("places nothing more", async () => {
    const { first } = await ready();
    const { w } = first;
    const act = w.orders.connect(w.operator).place([await placement(first, { amount: 1n })]);
    await expectItemRefused(act, w.orders, 0, w.districts, "EditionIsClosed");
  });

  it("still redeems, pays and claws back", async () => {
    const { first } = await ready();
    const { w, order } = first;
    const redeems = await redemption(first);
    await w.orders.connect(w.operator).redeem([redeems]);
    await goToDay(redeems.noticeEnd + 1);
    await payOrders(w, w.wujin, [order]);
    expect((await orderState(w, order)).stage).to.equal("Paid");
    await w.payments.connect(w.wujin.bureau).clawBack(order, 1, ZeroHash);
    await w.payments.connect(w.wujin.approver).confirmClawBack(order, 1, ZeroHash);
    await w.payments.connect(w.wujin.finance).recover(order, 1, id("receipt"));
  });

  it("still cancels, revokes and expires", async () => {
    const { first } = await ready();
    const { w } = first;
    await w.orders.connect(w.operator).cancel(...(await cancellation(first)));
    await goToDay((await voucherState(w, first.voucher)).useBy + 1);
    await w.vouchers.connect(w.stranger).expire([first.voucher]);
    expect(await figures(first)).to.deep.equal({
      locked: 0n,
      redeemed: 1_000_000n,
      outstanding: 0n,
      inBudget: 1_000_000n,
    });
  });
});

/** What the ledger would refuse is not asked for: the office says what is wrong, and at which field. */
import { expect } from "chai";
import { id } from "ethers";
import { formatEnterprise, formatVoucher } from "../../client/ids.ts";
import { openOffice, type Office } from "../scripts/support/office.ts";
import { openProxy } from "../scripts/support/proxy.ts";
import { placeOrders, redeemOrders, setScene, type Scene } from "../scripts/support/scene.ts";
import { openDistrict, type DistrictOffice, type Visitor } from "./support/district.ts";

describe("Requests that the ledger would refuse", () => {
  let practice: Office;
  let office: DistrictOffice;
  let scene: Scene;
  let operator: Visitor;
  let laboratory: Visitor;
  let today: number;

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 3 });
    today = await practice.today();
    office = await openDistrict(practice);
    operator = await office.as("operator");
    laboratory = await office.as(scene.providerKey);
  });
  after(async () => {
    await office.close();
    await practice.close();
  });

  const asked = (part: object) => ({
    kind: "order",
    message: {
      voucher: formatVoucher(scene.vouchers[0]!),
      provider: "P1-1",
      amount: "3000000",
      contractValue: "10000000",
      contractDay: today,
      serviceClass: 1,
      deliverBy: today + 60,
      contractCommitment: id("a contract"),
      deadline: (today + 30) * 86_400,
      ...part,
    },
  });

  it("are refused where the ledger would refuse them, with what is wrong and at which field", async () => {
    const wrong: [object, string, string][] = [
      [{ amount: "0" }, "AmountMissing", "amount"],
      [{ contractValue: "0" }, "ContractTooSmall", "contractValue"],
      [{ amount: "10000000" }, "ShareExceeded", "amount"],
      [{ serviceClass: 99 }, "ClassNotCovered", "serviceClass"],
      [{ deliverBy: 17_897 }, "DeliverByUnfit", "deliverBy"],
      [{ contractDay: today + 1 }, "ContractDayUnfit", "contractDay"],
    ];
    for (const [part, name, field] of wrong) {
      const { status, body } = await operator.post("/requests", asked(part));
      expect({ status, ...(body as object) }, name).to.deep.include({ status: 400, code: name, field });
    }
    const beside = { contract: { number: "HT-13", enterprise: "123", provider: "123" } };
    const { body } = await operator.post("/requests", { ...asked({}), beside });
    expect(body).to.deep.include({ code: "CreditCodeLength", field: "contract.enterprise" });
    const listed = (await operator.get("/requests?kind=order")).body as { requests: { message: { amount: string } }[] };
    expect(listed.requests.map(({ message }) => message.amount)).not.to.include("0");
  });

  it("do not tell a provider what is left of somebody's voucher, whose it is, or how its enterprise stands", async () => {
    const tooMuch = (of: string) =>
      asked({ amount: "900000000", contractValue: "9000000000", contractCommitment: id(of) });
    const reply = await laboratory.post("/requests", tooMuch("a great contract"));
    expect(reply.status).to.equal(200);
    const { id: which } = reply.body as { id: string };
    const wouldRefuse = async (who: Visitor): Promise<{ en: string } | null> =>
      ((await who.get(`/requests/${which}`)).body as { wouldRefuse: { en: string } | null }).wouldRefuse;
    expect(await wouldRefuse(laboratory)).to.equal(null);
    for (const who of [operator, await office.as(scene.enterprises[0]!.key)]) {
      expect((await wouldRefuse(who))?.en).to.include("left");
      expect((await who.post("/requests", tooMuch("another"))).body).to.deep.include({ code: "RemainingExceeded" });
    }
    const bureau = await office.as("wujin bureau");
    const settings = { enterprises: "none", amounts: true, smallCells: true, proofs: false };
    expect((await bureau.put("/settings", { version: 0, settings, programs: {} })).status).to.equal(200);
    expect((await laboratory.post("/requests", tooMuch("a third"))).body).to.deep.include({
      code: "RemainingExceeded",
    });

    const frozen = scene.enterprises[0]!.id;
    await (await practice.as("wujin bureau").enterprises.freeze(frozen, id("a reason"))).wait();
    const order = asked({ contractCommitment: id("a small contract") });
    const refused = await laboratory.post("/requests", order);
    expect(refused.body).to.deep.include({ code: "NotTogether", field: "voucher" });
    expect(JSON.stringify(refused.body))
      .not.to.include(formatEnterprise(frozen))
      .and.not.to.match(/frozen|冻结/);
    expect((await operator.post("/requests", order)).body).to.deep.include({ code: "EnterpriseIn" });
  });

  it("of a claim are refused for another round, an empty invoice, and an order that takes none", async () => {
    const [order = ""] = await placeOrders(practice, scene, [1]);
    const good = {
      order,
      round: 0,
      invoices: [{ nullifier: id("a claim's invoice"), amount: "10000000" }],
      evidence: id("the report"),
      deadline: (today + 30) * 86_400,
    };
    const ask = async (part: object) => operator.post("/requests", { kind: "claim", message: { ...good, ...part } });
    expect((await ask({ round: 7 })).body).to.deep.include({ code: "ClaimOfOtherRound", field: "round" });
    const empty = { invoices: [{ nullifier: id("nothing"), amount: "0" }] };
    expect((await ask(empty)).body).to.deep.include({ code: "InvoiceEmpty", field: "invoices" });
    const claim = (await ask({})).body as { id: string };
    const askedBefore = (await laboratory.get(`/requests/${claim.id}`)).body as object;
    expect(askedBefore).to.deep.include({ state: "open", wouldRefuse: null });
    await redeemOrders(practice, scene, [1], [order]);
    expect((await ask({ deadline: (today + 29) * 86_400 })).body).to.deep.include({ code: "OrderIn", field: "order" });
    const { wouldRefuse } = (await laboratory.get(`/requests/${claim.id}`)).body as { wouldRefuse: { zh: string } };
    expect(wouldRefuse.zh).to.contain("不能办理此事");
  });

  it("for proof do not search the ledger's history each time, and are taken 60 times a minute from one account", async () => {
    const proxy = await openProxy(practice.url);
    const searched = (): number => proxy.asked.filter((method) => method === "eth_getLogs").length;
    const near = await openDistrict(practice, { nodes: [proxy.url] });
    try {
      const firm = await near.as(scene.enterprises[2]!.key);
      const message = { voucher: formatVoucher(scene.vouchers[0]!), purpose: "To know it" };
      const ask = async (): Promise<number> => (await firm.post("/requests", { kind: "proof", message })).status;
      expect(await ask()).to.equal(403);
      const first = searched();
      const statuses = [];
      for (let time = 1; time < 61; time += 1) statuses.push(await ask());
      expect(searched(), "nothing has come").to.equal(first);
      expect([statuses[0], statuses.indexOf(429)]).to.deep.equal([403, 59]);
      const ofOwn = { ...message, voucher: formatVoucher(scene.vouchers[2]!) };
      expect((await firm.post("/requests", { kind: "proof", message: ofOwn })).status).to.equal(429);
      const seller = await near.as(scene.providerKey);
      const asked = { kind: "proof", message: ofOwn };
      expect((await seller.post("/requests", asked)).status).to.equal(403);
      await placeOrders(practice, scene, [2]);
      expect((await seller.post("/requests", asked)).status).to.equal(200);
    } finally {
      await near.close();
      await proxy.close();
    }
  });
});

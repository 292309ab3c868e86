import { expect } from "chai";
import { id, TypedDataEncoder, type TypedDataField, type Wallet } from "ethers";
import { formatEnterprise, formatVoucher } from "../../client/ids.ts";
import { orderIdOf, signOrder, signWithdrawal, type Order } from "../../client/messages.ts";
import { commitDocument } from "../../office/documents/documents.ts";
import type { Person } from "../../office/people/person.ts";
import { enterProfile } from "../../office/publication/profiles.ts";
import { contractIn } from "../../office/queue/contract.ts";
import { openRequests } from "../../office/requests/requests.ts";
import { openOffice, person, type Office } from "../scripts/support/office.ts";
import { domainOf, placeOrders, setScene, type Scene } from "../scripts/support/scene.ts";
import { code, type DistrictOffice, openDistrict, type Reply, type Visitor } from "./support/district.ts";

interface Told {
  readonly id: string;
  readonly state: string;
  readonly digest: string;
  readonly missing: string[];
  readonly signatures: { party: string; signature: string; holds: boolean }[];
  readonly typedData: { domain: object; types: Record<string, TypedDataField[]>; message: object };
}

describe("Requests of a district's office", () => {
  let practice: Office;
  let office: DistrictOffice;
  let scene: Scene;
  let bureau: Visitor;
  let operator: Visitor;
  let firm: Visitor;
  let neighbour: Visitor;
  let laboratory: Visitor;
  let today: number;
  let written: string;
  /** Milliseconds by which the office's clock is ahead. */
  let ahead = 0;

  before(async () => {
    practice = await openOffice();
    scene = await setScene(practice, { vouchers: 4 });
    today = await practice.today();
    office = await openDistrict(practice, { now: () => Date.now() + ahead });
    bureau = await office.as("wujin bureau");
    operator = await office.as("operator");
    firm = await office.as(scene.enterprises[0]!.key);
    neighbour = await office.as(scene.enterprises[1]!.key);
    laboratory = await office.as(scene.providerKey);
    written = formatEnterprise(scene.enterprises[0]!.id);
  });
  after(async () => {
    await office.close();
    await practice.close();
  });

  const told = ({ status, body }: Reply): Told => {
    expect(status, JSON.stringify(body)).to.equal(200);
    return body;
  };
  const orderOf = (voucher: bigint, contract: string): Order => ({
    voucher,
    provider: scene.provider,
    amount: 3_000_000n,
    contractValue: 10_000_000n,
    contractDay: today,
    serviceClass: 1,
    deliverBy: today + 60,
    contractCommitment: id(contract),
    referenceTo: `0x${"00".repeat(32)}`,
    deadline: BigInt((today + 30) * 86_400),
  });
  const asked = (order: Order) => ({
    kind: "order",
    message: {
      ...order,
      voucher: formatVoucher(order.voucher),
      provider: "P1-1",
      amount: String(order.amount),
      contractValue: String(order.contractValue),
      deadline: Number(order.deadline),
    },
  });
  const cancellation = (order: string) => ({
    kind: "cancellation",
    message: { order, deadline: (today + 30) * 86_400 },
  });
  /** Signs as a wallet does: from the typed data alone. */
  const sign = async (wallet: Wallet, { typedData: { domain, types, message } }: Told): Promise<string> => {
    const own = Object.fromEntries(Object.entries(types).filter(([name]) => name !== "EIP712Domain"));
    return wallet.signTypedData(domain, own, message);
  };

  it("have the digest that the ledger computes, and are one however often they are made", async () => {
    const order = orderOf(scene.vouchers[0]!, "contract 1");
    const first = told(await operator.post("/requests", { ...asked(order), beside: { number: "HT-1" } }));
    expect(first.digest).to.equal(orderIdOf(domainOf(practice), order));
    expect(first).to.deep.include({ state: "open", enterprise: written, missing: [written, "P1-1"] });
    const { domain, types, message } = first.typedData;
    const own = Object.fromEntries(Object.entries(types).filter(([name]) => name !== "EIP712Domain"));
    expect(TypedDataEncoder.hash(domain, own, message)).to.equal(first.digest);
    const again = await Promise.all([1, 2, 3].map(async () => bureau.post("/requests", asked(order))));
    expect(again.map((reply) => told(reply).id)).to.deep.equal([first.id, first.id, first.id]);
  });

  it("are signed by both parties, and the order is then placed with the signatures as they are", async () => {
    const order = orderOf(scene.vouchers[0]!, "contract 2");
    const request = told(await operator.post("/requests", asked(order)));
    const at = `/requests/${request.id}`;
    await firm.post(`${at}/signatures`, { signature: await sign(scene.enterprises[0]!.key, request) });
    const half = told(await laboratory.get(at));
    expect([half.state, half.missing]).to.deep.equal(["open", ["P1-1"]]);
    await laboratory.post(`${at}/signatures`, { signature: await sign(scene.providerKey, request) });
    const full = told(await operator.get(at));
    expect(full.state).to.equal("signed");
    const [enterpriseSignature, providerSignature] = [written, "P1-1"].map(
      (party) => full.signatures.find((one) => one.party === party)!.signature,
    );
    const contractNullifier = id("nullifier 2");
    const placement = { order, contractNullifier, enterpriseSignature, providerSignature } as never;
    await (await practice.as("operator").orders.place([placement])).wait();
    expect(told(await firm.get(at)).state).to.equal("used");
  });

  it("take no signature but that of the wallet of the moment, of this very message", async () => {
    const order = orderOf(scene.vouchers[0]!, "contract 3");
    const request = told(await operator.post("/requests", asked(order)));
    const other = orderOf(scene.vouchers[0]!, "contract 3, changed");
    const wrong = [
      await signOrder(scene.enterprises[1]!.key, domainOf(practice), order),
      await signOrder(scene.enterprises[0]!.key, domainOf(practice), other),
      await signOrder(scene.enterprises[0]!.key, { ...domainOf(practice), chainId: 1n }, order),
      "0x",
      "signed",
    ];
    for (const signature of wrong) {
      const reply = await firm.post(`/requests/${request.id}/signatures`, { signature });
      expect(code(reply)).to.deep.equal([400, "SignatureNotTheirs"]);
    }
    const providers = await signOrder(scene.providerKey, domainOf(practice), order);
    expect(code(await firm.post(`/requests/${request.id}/signatures`, { signature: providers }))).to.deep.equal([
      400,
      "SignatureNotTheirs",
    ]);
    expect(
      told(await operator.post(`/requests/${request.id}/signatures`, { signature: providers })).missing,
    ).to.deep.equal([written]);
  });

  it("are seen by their parties and by officers, and by no other party", async () => {
    const request = told(await operator.post("/requests", asked(orderOf(scene.vouchers[0]!, "contract 4"))));
    for (const one of [bureau, operator, firm, laboratory]) told(await one.get(`/requests/${request.id}`));
    expect((await neighbour.get(`/requests/${request.id}`)).status).to.equal(404);
    expect((await neighbour.get("/requests")).body).to.deep.equal({ requests: [] });
    const { requests } = (await firm.get("/requests?kind=order")).body as { requests: Told[] };
    expect(requests.map((one) => one.id)).to.include(request.id);
    expect((await neighbour.post(`/requests/${request.id}/signatures`, { signature: "0x" })).status).to.equal(404);
    expect((await neighbour.post(`/requests/${request.id}/withdraw`)).status).to.equal(404);
  });

  it("are not made by a party for others, nor by another district for this one, nor by the Auditor", async () => {
    const order = asked(orderOf(scene.vouchers[0]!, "contract 5"));
    expect(code(await neighbour.post("/requests", order))).to.deep.equal([403, "NotYours"]);
    const auditor = await office.as("auditor");
    expect(code(await auditor.post("/requests", order))).to.deep.equal([403, "NotYours"]);
    const yangpu = await openDistrict(practice, { district: 1 });
    try {
      const there = await yangpu.as("operator");
      expect(code(await there.post("/requests", order))).to.deep.equal([400, "OtherDistrict"]);
    } finally {
      await yangpu.close();
    }
  });

  it("are refused of what the ledger does not have, or whose deadline is over", async () => {
    const order = orderOf(scene.vouchers[0]!, "contract 6");
    const unknown = { ...order, voucher: order.voucher + 1_000n };
    expect(code(await operator.post("/requests", asked(unknown)))).to.deep.equal([400, "NotOnLedger"]);
    expect(code(await operator.post("/requests", cancellation(id("no order"))))).to.deep.equal([400, "NotOnLedger"]);
    const late = asked({ ...order, deadline: BigInt((today - 3) * 86_400) });
    expect(code(await operator.post("/requests", late))).to.deep.equal([400, "DeadlineOver"]);
  });

  it("of other messages take the signatures of those who have to sign them", async () => {
    const [order] = await placeOrders(practice, scene, [2]);
    const holder = formatEnterprise(scene.enterprises[2]!.id);
    const [round, deadline] = [0, (today + 30) * 86_400];
    const invoices = [{ nullifier: id("an invoice"), amount: "10000000" }];
    const claim = { order, round, invoices, evidence: id("the report"), deadline };
    const messages = {
      claim: [claim, ["P1-1"]],
      acceptance: [{ claim, deadline }, [holder]],
      refusal: [{ order, round, reason: id("why"), deadline }, [holder]],
      cancellation: [{ order, deadline }, [holder, "P1-1"]],
    } as const;
    for (const [kind, [message, signers]] of Object.entries(messages)) {
      const made = told(await operator.post("/requests", { kind, message }));
      expect(made.missing, kind).to.deep.equal(signers);
      for (const wallet of [scene.enterprises[2]!.key, scene.providerKey]) {
        await operator.post(`/requests/${made.id}/signatures`, { signature: await sign(wallet, made) });
      }
      expect(told(await bureau.get(`/requests/${made.id}`)).state, kind).to.equal("signed");
    }
  });

  it("no longer hold a signature that its signer took back on the ledger", async () => {
    const order = orderOf(scene.vouchers[3]!, "contract 7");
    const [key, request] = [scene.enterprises[3]!.key, told(await operator.post("/requests", asked(order)))];
    const signature = await sign(key, request);
    expect(told(await operator.post(`/requests/${request.id}/signatures`, { signature })).missing).to.have.length(1);
    const taking = await signWithdrawal(key, domainOf(practice), { message: request.digest });
    await (await practice.as("operator").orders.withdrawMessage(key.address, request.digest, taking)).wait();
    const after = told(await bureau.get(`/requests/${request.id}`));
    expect([after.missing.length, after.signatures[0]?.holds]).to.deep.equal([2, false]);
  });

  it("are withdrawn by who made them or the Bureau, and then signed by nobody", async () => {
    const request = told(await operator.post("/requests", asked(orderOf(scene.vouchers[0]!, "contract 8"))));
    expect(code(await firm.post(`/requests/${request.id}/withdraw`))).to.deep.equal([403, "NotYours"]);
    expect(told(await bureau.post(`/requests/${request.id}/withdraw`)).state).to.equal("withdrawn");
    const signature = await sign(scene.enterprises[0]!.key, request);
    const reply = await firm.post(`/requests/${request.id}/signatures`, { signature });
    expect(code(reply)).to.deep.equal([409, "RequestEnded"]);
  });

  it("for proof are granted by the Bureau", async () => {
    const message = { voucher: formatVoucher(scene.vouchers[0]!), purpose: "For our bank" };
    const request = told(await laboratory.post("/requests", { kind: "proof", message }));
    expect(request.state).to.equal("open");
    expect(code(await laboratory.post(`/requests/${request.id}/answer`, { granted: true }))).to.deep.equal([
      403,
      "NotYours",
    ]);
    expect(told(await bureau.post(`/requests/${request.id}/answer`, { granted: true })).state).to.equal("granted");
    expect(code(await bureau.post(`/requests/${request.id}/answer`, { granted: false }))).to.deep.equal([
      409,
      "RequestEnded",
    ]);
    expect((await neighbour.get(`/requests/${request.id}`)).status).to.equal(404);
  });

  it("do not tell a provider whose a voucher is, until that enterprise has signed", async () => {
    const holder = formatEnterprise(scene.enterprises[3]!.id);
    const request = told(await laboratory.post("/requests", asked(orderOf(scene.vouchers[3]!, "contract 12"))));
    expect(JSON.stringify(request)).not.to.include(`"${holder}"`);
    expect(request).to.deep.include({ enterprise: null, missing: ["enterprise", "P1-1"] });
    for (const one of [operator, await office.as(scene.enterprises[3]!.key)]) {
      expect(told(await one.get(`/requests/${request.id}`))).to.deep.include({ enterprise: holder });
    }
    const signature = await sign(scene.enterprises[3]!.key, request);
    told(await operator.post(`/requests/${request.id}/signatures`, { signature }));
    expect(told(await laboratory.get(`/requests/${request.id}`))).to.deep.include({ enterprise: holder });
  });

  it("for proof are not made by who has no part in the voucher", async () => {
    const message = { voucher: formatVoucher(scene.vouchers[1]!), purpose: "To know it" };
    for (const one of [laboratory, firm]) {
      expect(code(await one.post("/requests", { kind: "proof", message }))).to.deep.equal([403, "NotYours"]);
    }
    for (const one of [neighbour, operator]) told(await one.post("/requests", { kind: "proof", message }));
  });

  it("have beside them what an officer says, whatever a party said before, and not the other way round", async () => {
    const order = asked(orderOf(scene.vouchers[1]!, "contract 9"));
    const [chosen, true_] = [{ contract: { number: "chosen" } }, { contract: { number: "HT-9" } }];
    const beside = (reply: Reply): unknown => (told(reply) as unknown as { beside: unknown }).beside;
    expect(beside(await neighbour.post("/requests", { ...order, beside: chosen }))).to.deep.equal(chosen);
    expect(beside(await bureau.post("/requests", { ...order, beside: true_ }))).to.deep.equal(true_);
    expect(beside(await neighbour.post("/requests", { ...order, beside: chosen }))).to.deep.equal(true_);
  });

  it("give a contract's mark what somebody with a duty said, and the credit codes of the profiles that are here", async () => {
    const contract = { number: "HT-10", enterprise: "913204125AMPLE010W", provider: "123101105AMPLE001K" };
    const [own, officers] = ["contract 10", "contract 11"].map((name) => asked(orderOf(scene.vouchers[1]!, name)));
    const byParty = told(await neighbour.post("/requests", { ...own, beside: { contract } }));
    const byOfficer = told(await bureau.post("/requests", { ...officers, beside: { contract } }));
    const holder = formatEnterprise(scene.enterprises[1]!.id);
    await office.inTables(async ({ database, key: { vault } }) => {
      const at = { database, vault, now: Date.now };
      const by: Person = { account: person("wujin bureau").address, kinds: new Set(["bureau"]), parties: [] };
      const open = await openRequests(database, at, by, { limit: 500, at: today * 86_400 });
      expect(open.map(({ made }) => made)).to.deep.equal(open.map(({ made }) => made).toSorted((a, b) => +a - +b));
      expect(open.some(({ kind, ended }) => kind === "proof" || ended !== undefined)).to.equal(false);
      const of = (one: Told) =>
        contractIn(
          at,
          open.find(({ id: found }) => found === one.id)!,
        );
      expect([await of(byParty), await of(byOfficer)]).to.deep.equal([{}, contract]);
      const document = { kind: "enterprise", name: "常州一号", creditCode: "the kept code" };
      const commitment = await commitDocument(database, at, { purpose: "profile", subject: holder, document }, by);
      await enterProfile(database, at, { party: holder, commitment, by: by.account });
      expect(await of(byOfficer)).to.deep.equal({ ...contract, enterprise: "the kept code" });
    });
  });

  it("of one party are a hundred at most that are open; an officer's are not counted", async () => {
    const message = (i: number) => ({ kind: "proof", message: { voucher: own, purpose: `For bank ${i}` } });
    const own = formatVoucher(scene.vouchers[2]!);
    const holder = await office.as(scene.enterprises[2]!.key);
    const made: Told[] = [];
    for (let i = 0; i < 100; i += 1) {
      // So many are not taken within one minute.
      if (i === 50) ahead += 60_000;
      made.push(told(await holder.post("/requests", message(i))));
    }
    ahead += 60_000;
    expect(code(await holder.post("/requests", message(100)))).to.deep.equal([409, "TooManyOpen"]);
    told(await holder.post("/requests", message(7)));
    told(await operator.post("/requests", message(101)));
    await holder.post(`/requests/${made[0]!.id}/withdraw`);
    told(await holder.post("/requests", message(100)));
  });

  it("are no longer a party's from the moment at which its wallet is being replaced", async () => {
    const party = scene.enterprises[3]!;
    const visiting = await office.as(party.key);
    expect((await visiting.get("/requests")).status).to.equal(200);
    const { enterprises } = practice.as("wujin bureau");
    await (await enterprises.proposeRotation(party.id, person("a new wallet").address)).wait();
    expect(code(await visiting.get("/requests"))).to.deep.equal([403, "NotYours"]);
  });
});

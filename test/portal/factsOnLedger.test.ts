import { expect } from "chai";
import { id, TypedDataEncoder } from "ethers";
import { actOf, INTERFACES, type ActingPart } from "../../client/acts/acts.ts";
import { messageOf, typedDataOf } from "../../client/acts/messages.ts";
import { explainer } from "../../client/errors/explain.ts";
import { MATCH_MESSAGE_TYPES } from "../../client/matching/messages.ts";
import { ledgerDomain } from "../../client/messages.ts";
import { findRevertData } from "../../client/errors/revertData.ts";
import { domainOf, openProgram, payableOrders, placeOrders, setScene, type Scene } from "../scripts/support/scene.ts";
import { openOffice, person, type Office } from "../scripts/support/office.ts";
import { actAddresses } from "../../scripts/desk/signing.ts";
import { factsOnLedger, type Asked } from "../../portal/src/desk/factsOnLedger.ts";

describe("What the ledger says of an act before it is signed", () => {
  let office: Office;
  let scene: Scene;
  let wallet: Asked;
  let paid: string;
  let order: string;

  before(async () => {
    office = await openOffice();
    scene = await setScene(office, { vouchers: 21 });
    [order = ""] = await placeOrders(office, scene, [0]);
    [paid = ""] = await payableOrders(office, scene, [1]);
    await (await office.as("wujin bureau").payments.open(2, [paid])).wait();
    const explain = explainer(Object.values(INTERFACES));
    wallet = {
      request: async (method, params) => office.provider.send(method, [...params]) as Promise<unknown>,
      refusal: (error) =>
        findRevertData(error) === undefined
          ? undefined
          : { en: explain(error, "en").sentence, zh: explain(error, "zh").sentence },
    };
  });
  after(async () => office.close());

  const saidOf = async (part: ActingPart, name: string, args: readonly unknown[], by = wallet) => {
    const addresses = actAddresses(office.deployment);
    const act = actOf({ to: addresses[part], data: INTERFACES[part].encodeFunctionData(name, args) }, addresses);
    return factsOnLedger(by, act, addresses);
  };
  const en = async (part: ActingPart, name: string, ...args: unknown[]): Promise<string[]> =>
    (await saidOf(part, name, args)).map((text) => text.en);

  it("is read from the ledger for each kind of thing that it names", async () => {
    const [voucher, firm] = [scene.vouchers[0]!, person(`firm ${scene.program}-1`).address];
    const day = (on: bigint) => new Date(Number(on) * 86_400_000).toISOString().slice(0, 10);
    const { validFrom, validThrough } = await office.ledger.providers.providerOf(scene.provider);
    expect(await en("vouchers", "extend", voucher, id("reason"))).to.satisfy(([said]: string[]) =>
      /^Voucher 1-000001 of enterprise 2-1, program 1: active; ¥70,000\.00 of ¥100,000\.00 left, ¥30,000\.00 locked, ¥0\.00 redeemed; to be used by \d{4}-\d\d-\d\d\.$/.test(
        said!,
      ),
    );
    expect(await en("enterprises", "freeze", scene.enterprises[0]!.id, id("reason"))).to.deep.equal([
      `Enterprise 2-1 of district 2: active; ${firm} signs for it; was issued 1 voucher so far.`,
    ]);
    expect(await en("providers", "suspend", scene.provider, id("reason"))).to.deep.equal([
      `Provider P1-1 of district 1: admitted; service classes 1, 2; from ${day(validFrom)} through ${day(validThrough)}; ${scene.providerKey.address} signs for it.`,
    ]);
    expect(await en("programs", "lower", scene.program, 1n)).to.deep.equal([
      "Program 1 of district 2: open; budget ¥10,000,000.00, of which ¥7,900,000.00 is not issued.",
    ]);
    expect(await en("payments", "settle", 1, [[paid, true, id("receipt")]])).to.satisfy(([payment, one]: string[]) => {
      expect(payment).to.equal(
        "Payment 1 of district 2: 1 order, ¥30,000.00 in all; ¥0.00 paid so far; the bank has not answered for 1.",
      );
      return /voucher 1-000002, provider P1-1, ¥30,000\.00, in a payment\.$/.test(one!);
    });
    const list = office.ledger.vouchers.filters.BatchAnnounced();
    const [announced] = await office.ledger.vouchers.queryFilter(list);
    expect((await en("vouchers", "withdrawBatch", announced!.args.batch, id("reason")))[0]).to.match(
      /^Program 1: a list of 21 vouchers, ¥2,100,000\.00 in all, issued to its end;/,
    );
  });

  it("tells the terms of a program that is about to be opened, from the ledger and nobody else", async () => {
    const program = await openProgram(office, { home: "yangpu" });
    const [now, terms] = await saidOf("programs", "confirm", [program]);
    expect(now!.en).to.match(/^Program 2 of district 1: open; /);
    expect(terms!.en).to.match(
      /^Its terms: 50% of a contract, at most ¥300,000\.00 a group and year and ¥100,000\.00 a /,
    );
    expect(terms!.zh).to.match(/^其条款：抵用比例 50%，/);
  });

  it("is told of a message that a party is asked to sign as well", async () => {
    const message = { order, deadline: 1_900_000_000n };
    const said = messageOf(typedDataOf("Cancellation", message, domainOf(office)), domainOf(office));
    const facts = await factsOnLedger(wallet, said, actAddresses(office.deployment));
    expect(facts.map((text) => text.zh)).to.deep.equal([
      `订单 ${order.slice(0, 10)}…${order.slice(-4)}：双创券 1-000001，服务机构 P1-1，¥30,000.00，已登记订单。`,
    ]);
  });

  it("tells of demands and offers whose they are", async () => {
    const { chainId, contracts, plan } = office.deployment;
    const domain = ledgerDomain(chainId, contracts.matching.address, plan.salt);
    const today = await office.today();
    const [{ id: enterprise, key }] = scene.enterprises as [Scene["enterprises"][number]];
    const demand = { enterprise, content: id("text"), serviceClass: 1, district: 0, through: today + 30 };
    const signed = { ...demand, deadline: BigInt((today + 60) * 86_400) };
    const signature = await key.signTypedData(domain, MATCH_MESSAGE_TYPES.Demand, signed);
    await (await office.as("operator").matching.postDemand(signed, signature)).wait();
    const posted = TypedDataEncoder.hash(domain, MATCH_MESSAGE_TYPES.Demand, signed);
    const match = { demand: posted, offer: id("offer"), deadline: 1n };
    const [first, second] = await en("matching", "matchUp", match, "0x", "0x");
    expect(first).to.match(/^Demand 0x[0-9a-f…]+ of enterprise 2-1: open; service class 1, with a partner of any /);
    expect(second).to.be.a("string").and.not.include("Offer");
  });

  it("is the ledger's own sentence where it has no such thing, and the first twenty of many", async () => {
    expect(await en("vouchers", "extend", (1n << 32n) | 99n, id("reason"))).to.satisfy(
      ([said]: string[]) => /1-000099/.test(said!) && !/left/.test(said!),
    );
    const all = await en("vouchers", "expire", [...scene.vouchers]);
    expect(all).to.have.length(21);
    expect(all.at(-1)).to.equal("The first 20 of 21 are shown.");
  });

  it("is said to be missing where the ledger cannot be asked", async () => {
    const away: Asked = { ...wallet, request: async () => Promise.reject(new Error("disconnected")) };
    const [only, ...more] = await saidOf("vouchers", "extend", [scene.vouchers[0], id("reason")], away);
    expect(only!.en).to.match(/^The ledger could not be asked/);
    expect(more).to.deep.equal([]);
  });
});

import { expect } from "chai";
import { id } from "ethers";
import { ACTS, actOf, INTERFACES, type ActingPart } from "../../../client/acts/acts.ts";
import { messageOf, typedDataOf } from "../../../client/acts/messages.ts";
import { namedIn, writtenId } from "../../../client/acts/named.ts";
import { ledgerDomain } from "../../../client/messages.ts";
import { ADDRESSES, callOf, changing, PARTS, sample } from "./calls.ts";

describe("What stands beside the words of acts and messages", () => {
  it("gives every code in full beside the short ones, and says what it stands for", () => {
    const call = callOf("vouchers", "approveBatch", [id("list"), 2]);
    expect(actOf({ to: ADDRESSES.vouchers, data: call }, ADDRESSES).codes).to.deep.equal([
      { name: { en: "The list", zh: "名单" }, hash: id("list") },
    ]);
    for (const part of PARTS) {
      for (const fragment of changing(part).filter(({ name }) => Object.hasOwn(ACTS[part], name))) {
        const { codes } = actOf({ to: ADDRESSES[part], data: callOf(part, fragment.name) }, ADDRESSES);
        const isThere = fragment.format("full").includes("bytes32");
        expect(
          codes.map(({ hash }) => hash),
          `${part}.${fragment.name}`,
        ).to.deep.equal(isThere ? [id("something")] : []);
        for (const { name } of codes) expect(name.zh, `${part}.${fragment.name}`).to.match(/[\u4e00-\u9fff]/);
      }
    }
  });

  it("tells each code of a batch apart", () => {
    const items = [[id("one"), true, id("receipt")]];
    const { codes } = actOf({ to: ADDRESSES.payments, data: callOf("payments", "settle", [7, items]) }, ADDRESSES);
    expect(codes.map(({ name: { en }, hash }) => [en, hash])).to.deep.equal([
      ["The order", id("one")],
      ["The bank's receipt", id("receipt")],
    ]);
  });

  it("names what the ledger can be asked about, each once", () => {
    const named = (part: ActingPart, name: string, args?: readonly unknown[]): string[] => {
      const { spoken } = actOf({ to: ADDRESSES[part], data: callOf(part, name, args) }, ADDRESSES);
      return namedIn(spoken, part).map((one) => `${one.noun} ${writtenId(one)}`);
    };
    const provider = `0x${((1n << 32n) | 1n).toString(16).padStart(64, "0")}`;
    expect(named("providers", "object", [provider, 0, id("reason")])).to.deep.equal(["provider P1-1"]);
    expect(named("orders", "object", [id("order"), 0, id("reason")])).to.deep.equal([`order ${id("order")}`]);
    expect(named("vouchers", "expire", [[(1n << 32n) | 1n, (1n << 32n) | 2n]])).to.deep.equal([
      "voucher 1-000001",
      "voucher 1-000002",
    ]);
    expect(named("payments", "open", [2, [id("one"), id("one")]])).to.deep.equal(["district 2", `order ${id("one")}`]);
    expect(named("programs", "confirmRaise")).to.deep.equal(["program 3"]);
    expect(named("enterprises", "merge")).to.deep.equal(["enterprise 2-15"]);
    const [item] = INTERFACES.orders.getFunction("place")!.inputs.map(({ arrayChildren }) => sample(arrayChildren!));
    expect(named("orders", "place", [[item]])).to.deep.equal(["voucher 2-000015", "provider P2-15", "class 3"]);
  });

  it("gives what is signed of a message, too", () => {
    const domain = ledgerDomain(31_337, ADDRESSES.orders, id("salt"));
    const invoices = [{ nullifier: id("invoice"), amount: 15_000_000n }];
    const claim = { order: id("order"), round: 1, invoices, evidence: id("evidence"), deadline: 1_900_000_000n };
    const said = messageOf(typedDataOf("Claim", claim, domain), domain);
    expect(said.codes.map(({ name: { en }, hash }) => [en, hash])).to.deep.equal([
      ["The order", id("order")],
      ["Mark of an invoice", id("invoice")],
      ["Proof of delivery", id("evidence")],
      ["What is signed", said.digest],
    ]);
    const terms = {
      voucher: 1n,
      provider: 1n,
      amount: 1n,
      contractValue: 1n,
      contractDay: 1,
      serviceClass: 1,
      deliverBy: 1,
    };
    const rest = { contractCommitment: id("contract"), referenceTo: id("reference"), deadline: 1n };
    const order = messageOf(typedDataOf("Order", { ...terms, ...rest }, domain), domain);
    expect(order.codes.map(({ name: { en }, hash }) => [en, hash])).to.deep.equal([
      ["The contract", id("contract")],
      ["The reference", id("reference")],
      ["What is signed, the order's number", order.digest],
    ]);
  });
});

import { expect } from "chai";
import type { VoucherPageAnswer } from "../../portal/src/app/answers.ts";
import { compare } from "../../portal/src/proof/compare.ts";
import { verifyProof, type Fact } from "../../verifier/index.ts";
import { vectorFile, vectorRoot } from "../verifier/support/vectors.ts";
import { pageOf, withoutAmounts } from "./support/pageOf.ts";

async function factsOf(name: string, root = "root-0"): Promise<readonly Fact[]> {
  const verdict = await verifyProof(await vectorFile(`good/${name}.proof.json.gz`), await vectorRoot(root));
  if (!verdict.valid) throw verdict.refusal;
  return verdict.facts;
}

const facts = await factsOf("voucher");
const early = await factsOf("voucher-two-sets", "root-1");

describe("A voucher's page beside its proof", () => {
  const page = pageOf(facts);
  const [change] = page.changes;
  const [order] = page.orders;
  if (!change || !order) throw new Error("The vector has changes and orders.");

  it("agrees where both say the same, with amounts and without", () => {
    expect(compare(page, facts)).to.deep.equal({ differences: [], ahead: 0, withoutAmounts: false });
    const bare = { ...withoutAmounts(page), enterprise: null };
    expect(compare(bare, facts)).to.deep.equal({ differences: [], ahead: 0, withoutAmounts: true });
  });

  const changed = (over: object): VoucherPageAnswer => ({
    ...page,
    changes: [{ ...change, ...over }, ...page.changes.slice(1)],
  });
  const ordered = (over: object): VoucherPageAnswer => ({
    ...page,
    orders: [{ ...order, ...over }, ...page.orders.slice(1)],
  });
  const lies: readonly (readonly [what: string, page: VoucherPageAnswer])[] = [
    ["face", { ...page, face: "5000001" }],
    ["remaining", { ...page, remaining: "1000001" }],
    ["returned to the budget", { ...page, returned: "1" }],
    ["locked by orders", { ...page, locked: "1" }],
    ["redeemed", { ...page, redeemed: "4000001" }],
    ["recorded as paid", { ...page, paid: "3999999" }],
    ["recorded as recovered", { ...page, recovered: "0" }],
    ["state", { ...page, status: "Revoked" }],
    ["last day of use", { ...page, useBy: "2030-09-13" }],
    ["day of issue", { ...page, issuedOn: "2030-03-14" }],
    ["enterprise", { ...page, enterprise: "2-2" }],
    ["program", { ...page, program: 2 }],
    ["home district", { ...page, district: 1 }],
    ["number of orders", { ...page, orders: page.orders.slice(1) }],
    ["Change 1, what was done", changed({ action: "Locked" })],
    ["Change 1, amount", changed({ amount: "1" })],
    ["Change 1, block", changed({ block: 1 })],
    ["Change 1, time", changed({ time: 1 })],
    ["Change 1, what it refers to", changed({ subject: `0x${"00".repeat(32)}` })],
    [`Order ${order.order.slice(0, 10)}…, provider`, ordered({ provider: "P1-2" })],
    [`Order ${order.order.slice(0, 10)}…, amount`, ordered({ amount: "1" })],
    [`Order ${order.order.slice(0, 10)}…, state`, ordered({ stage: "Cancelled" })],
  ];
  for (const [what, lie] of lies) {
    it(`is shouted about when it differs: ${what}`, () => {
      const { differences } = compare(lie, facts);
      expect(differences.map((one) => one.what.en)).to.include(what);
      for (const { page: shown, proof } of differences) {
        expect(shown.en).to.not.equal(proof.en);
        expect(shown.zh).to.not.equal("");
      }
    });
  }

  it("may be newer: then all up to the proof's last change must agree, and no more is compared", () => {
    expect(compare(page, early)).to.deep.equal({ differences: [], ahead: 5, withoutAmounts: false });
    expect(compare(changed({ amount: "1" }), early).differences).to.have.length(1);
  });

  it("may be older: then all that it has must agree", () => {
    const older = { ...pageOf(early), status: "Active" };
    expect(compare(older, facts)).to.deep.equal({ differences: [], ahead: -5, withoutAmounts: false });
    expect(compare({ ...older, face: "1" }, facts).differences).to.have.length(1);
  });

  it("may show an order claimed or in a payment that the proof does not know of yet: no change of the voucher tells that", () => {
    const open = pageOf(early);
    const moved = open.orders.map((one) => ({
      ...one,
      stage: { Placed: "Claimed", Redeemed: "Paying" }[one.stage] ?? one.stage,
    }));
    expect(moved.map(({ stage }) => stage)).to.have.members(["Paying", "Claimed"]);
    expect(compare({ ...open, orders: moved }, early).differences).to.deep.equal([]);
  });
});

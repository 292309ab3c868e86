import { expect } from "chai";
import { id } from "ethers";
import { formatProvider } from "../../client/ids.ts";
import { classesOf } from "../../client/serviceClasses.ts";
import type { Basis } from "../../verifier/chainFacts.ts";
import type { Fact, FactKinds, Findings } from "../../verifier/facts.ts";
import { entrySlot, PLACES } from "../../verifier/ledger/layout.ts";
import { provePayment } from "../../verifier/paymentProof.ts";
import { proveProgram } from "../../verifier/programProof.ts";
import { proveProvider } from "../../verifier/providerProof.ts";
import { admission, joined, openProgram } from "../support/acts.ts";
import { load } from "../support/load.ts";
import { budgetState, paid, paying } from "../support/stages.ts";
import { today, world } from "../support/world.ts";
import { basisOf, withOtherSlot, type Slot } from "./support/chainEvidence.ts";
import { refused } from "./support/refused.ts";

function only<Kind extends keyof FactKinds>({ facts }: Findings, kind: Kind) {
  return facts.find((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind)!;
}

const kindsOf = ({ notProved }: Findings): string[] => notProved.map(({ kind }) => kind);

/** Refused with each of some bits of a slot turned. */
async function refusedBits(basis: Basis, slot: Slot, bits: readonly bigint[], prove: (basis: Basis) => unknown) {
  for (const bit of bits) {
    await refused("WordImpossible", () => prove(withOtherSlot(basis, slot, (word) => word ^ (1n << bit))));
  }
}

describe("A proof of a provider", () => {
  it("says what the register says, and that it tells no history", async () => {
    const { w, provider } = await load(paid);
    const findings = await proveProvider(await basisOf(w), formatProvider(provider.id));
    const held = await w.providers.providerOf(provider.id);
    expect(only(findings, "provider")).to.include({ provider: provider.id, status: "admitted" });
    expect(only(findings, "provider").district.zh).to.equal("杨浦");
    const certificate = only(findings, "certificate");
    expect([certificate.validFrom, certificate.validThrough].map(BigInt)).to.deep.equal([
      held.validFrom,
      held.validThrough,
    ]);
    expect(certificate.classes).to.deep.equal(classesOf(held.classes));
    expect(certificate.within).to.equal(true);
    const { wallet, profile, stopped } = only(findings, "signing");
    expect([wallet, profile, stopped]).to.deep.equal([held.wallet.toLowerCase(), held.profile, false]);
    expect(kindsOf(findings)).to.include("past");
  });

  it("tells each standing in other words", async () => {
    const w = await load(world);
    const sentences = new Set<string>();
    const say = async () => {
      const { en, zh, status } = only(await proveProvider(await basisOf(w), "P1-1"), "provider");
      sentences.add(en).add(zh);
      return status;
    };
    const { bureau } = w.yangpu;
    await w.providers
      .connect(w.operator)
      .propose(await admission(w.yangpu, "sit", { validThrough: (await today()) + 9 }));
    const first = (1n << 32n) | 1n;
    expect(await say()).to.equal("proposed");
    await w.providers.connect(bureau).countersign(first, (await today()) + 5);
    expect(await say()).to.equal("countersigned");
    await w.providers.connect(bureau).decline(first, id("reason"));
    expect(await say()).to.equal("declined");
    expect(sentences.size).to.equal(6);
  });

  it("says when it has been suspended, removed or blacklisted", async () => {
    const { w, provider } = await load(paid);
    const status = async () =>
      only(await proveProvider(await basisOf(w), formatProvider(provider.id)), "provider").status;
    const { bureau, approver } = w.yangpu;
    await w.providers.connect(bureau).suspend(provider.id, id("reason"));
    expect(await status()).to.equal("suspended");
    for (const [number, name] of [
      [6, "removed"],
      [7, "blacklisted"],
    ] as const) {
      await w.providers.connect(bureau).end(provider.id, number, id("reason"));
      await w.providers.connect(approver).confirmEnd(provider.id, number, id("reason"));
      expect(await status()).to.equal(name);
    }
  });

  it("is refused where there is no such provider, or none could be so", async () => {
    const { w, provider } = await load(paid);
    const basis = await basisOf(w);
    const text = formatProvider(provider.id);
    await refused("Unknown", () => proveProvider(basis, "P1-2"));
    for (const odd of ["P1-02", "1-1", "P0-1", "P1-0", "P65536-1", "P1-4294967296", "x".repeat(99)]) {
      await refused("SubjectUnreadable", () => proveProvider(basis, odd));
    }
    const slot: Slot = ["providers", entrySlot(PLACES.providers.providers, provider.id)];
    // Status beyond the last, stopped beyond yes, and no notice of an admitted one.
    await refusedBits(basis, slot, [243n, 249n, 255n], (it) => proveProvider(it, text));
    await refused("WordImpossible", () =>
      proveProvider(
        withOtherSlot(basis, slot, (it) => it & ~(0xffffn << 224n)),
        text,
      ),
    );
    await refused("WordImpossible", () =>
      proveProvider(
        withOtherSlot(basis, slot, () => 0n),
        text,
      ),
    );
  });
});

describe("A proof of a program", () => {
  it("says what the contract says of terms, standing and budget", async () => {
    const { w, program } = await load(paid);
    const findings = await proveProgram(await basisOf(w), String(program));
    const held = await w.programs.termsOf(program);
    expect(only(findings, "program")).to.include({ program, status: "open" });
    expect(only(findings, "program").home.id).to.equal(w.wujin.id);
    const terms = only(findings, "terms");
    const { share, yearlyCap, greatestFace, leastContract, useByDays, claimByDays, extensionDays } = held;
    expect([terms.yearlyCap, terms.greatestFace, terms.leastContract]).to.deep.equal([
      yearlyCap,
      greatestFace,
      leastContract,
    ]);
    const numbers = [terms.share, terms.useByDays, terms.claimByDays, terms.extensionDays, terms.lastIssueDay];
    expect(numbers.map(BigInt)).to.deep.equal([share, useByDays, claimByDays, extensionDays, held.lastIssueDay]);
    const { noticeFloor, noticeCeiling, graceDays, resolveDays } = held;
    const small = [terms.noticeFloor, terms.noticeCeiling, terms.graceDays, terms.resolveDays];
    expect(small.map(BigInt)).to.deep.equal([noticeFloor, noticeCeiling, graceDays, resolveDays]);
    expect([terms.classes, terms.policy]).to.deep.equal([classesOf(held.classes), held.policy]);
    const budget = await budgetState(w, program);
    const available = budget.approved - budget.outstanding - budget.redeemed;
    expect(only(findings, "budget")).to.include({ ...budget, available });
    expect(kindsOf(findings)).to.include.members(["past", "bank"]);
  });

  it("names the joint districts, and says when it is proposed or stopped", async () => {
    const w = await load(world);
    const program = await openProgram(w, w.wujin, { joint: joined(w.nanhu, w.hefei) });
    await w.programs.connect(w.wujin.bureau).stop(program);
    const fact = only(await proveProgram(await basisOf(w), String(program)), "program");
    expect(fact.joint.map((district) => district.id)).to.deep.equal([w.nanhu.id, w.hefei.id]);
    expect(fact.en).to.include("stopped").and.to.include("Nanhu and Hefei High-tech");
    expect(fact.zh).to.include("已停用").and.to.include("南湖、合肥高新");
  });

  it("is refused where there is no such program, or none could be so", async () => {
    const { w, program } = await load(paid);
    const basis = await basisOf(w);
    await refused("Unknown", () => proveProgram(basis, "9"));
    for (const odd of ["0", "01", "65536", "-1", "1.0", ""])
      await refused("SubjectUnreadable", () => proveProgram(basis, odd));
    const place = (name: keyof (typeof PLACES)["programs"], at = 0n): Slot => [
      "programs",
      entrySlot(PLACES.programs[name], program) + at,
    ];
    const prove = (it: Basis) => proveProgram(it, String(program));
    await refusedBits(basis, place("terms"), [31n], prove);
    await refusedBits(basis, place("terms", 1n), [16n, 255n], prove);
    // A joint district after a gap, the home district among them, and bits beyond the eight.
    await refusedBits(basis, place("terms", 2n), [16n, 1n, 128n], prove);
    await refusedBits(basis, place("statusOf"), [2n, 8n, 255n], prove);
    // More paid than redeemed, more recovered than paid, more committed than approved, and bits beyond.
    await refusedBits(basis, place("budgetOf"), [190n, 238n, 94n, 240n, 255n], prove);
  });
});

describe("A proof of a payment", () => {
  it("says what the contract says", async () => {
    for (const stage of [paying, paid]) {
      const { w, payment } = await load(stage);
      const findings = await provePayment(await basisOf(w), String(payment));
      const held = await w.payments.paymentOf(payment);
      const fact = only(findings, "payment");
      expect([fact.orders, fact.open].map(BigInt)).to.deep.equal([held.orders, held.open]);
      expect([fact.total, fact.paid, fact.openedBy]).to.deep.equal([
        held.total,
        held.paid,
        held.openedBy.toLowerCase(),
      ]);
      expect(fact.home.id).to.equal(w.wujin.id);
      expect(kindsOf(findings)).to.include.members(["past", "ordersInPayment", "bank"]);
    }
  });

  it("is refused where there is no such payment", async () => {
    const { w } = await load(paid);
    const basis = await basisOf(w);
    await refused("Unknown", () => provePayment(basis, "2"));
    for (const odd of ["0", "4294967296", "1 "]) await refused("SubjectUnreadable", () => provePayment(basis, odd));
  });
});

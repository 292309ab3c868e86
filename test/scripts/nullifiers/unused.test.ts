import { expect } from "chai";
import { id } from "ethers";
import { contractNullifier, groupNullifier } from "../../../client/documents/nullifier.ts";
import { yearOf } from "../../../client/days.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { marksOf, type Marks } from "../../../scripts/nullifiers/marks.ts";
import { standing, type MarkedKind } from "../../../scripts/nullifiers/standing.ts";
import { demandUnused, groupMark, usedUnder, type MarkKind } from "../../../scripts/nullifiers/unused.ts";
import { refusedWith } from "../../deploy/refusedWith.ts";
import { admitProvider, issueVouchers, openProgram, registerEnterprise } from "../../support/acts.ts";
import { load } from "../../support/load.ts";
import { endEnterprise, endProvider, ENTERPRISE, PROVIDER } from "../../support/obstacles.ts";
import { redeemed } from "../../support/stages.ts";
import { makeEdition, today, world } from "../../support/world.ts";
import { KEYS, partyMarks, SIT, XIYUAN } from "./keys.ts";

/** Marks of which the ledger knows the one under an earlier key. */
const under = (nullifier: string): Marks => ({
  current: id("current"),
  others: [
    { key: 1, nullifier },
    { key: 3, nullifier: id("to come") },
  ],
});

describe("Marks under several keys", () => {
  it("are one under each key, the current one first", () => {
    const marks = marksOf(KEYS, (key) => contractNullifier(key, XIYUAN, SIT, "HT-1"));
    expect(marks.current).to.equal(contractNullifier(KEYS.current, XIYUAN, SIT, "HT-1"));
    expect(marks.others.map(({ key }) => key)).to.deep.equal([1, 3]);
    expect(new Set([marks.current, ...marks.others.map(({ nullifier }) => nullifier)]).size).to.equal(3);
  });
});

describe("What the ledger has under another key", () => {
  const refused = async (kind: MarkKind, marks: Marks) => {
    const { w } = await load(redeemed);
    const { sentence, hint } = await refusedWith(demandUnused(w, kind, marks), "UsedUnderOtherKey");
    return `${sentence.en} ${hint!.en}`;
  };

  it("is a contract that an order was placed on, or an invoice that was redeemed", async () => {
    const { w, contractNullifier: contract, claim } = await load(redeemed);
    const invoice = claim.invoices[0]!.nullifier;
    expect(await refused("contract", under(contract)))
      .to.contain("key 1")
      .and.contain(contract);
    expect(await refused("invoice", under(invoice)))
      .to.contain("key 1")
      .and.contain(invoice);
    expect(await usedUnder(w, "contract", under(invoice))).to.equal(undefined);
    expect(await usedUnder(w, "invoice", under(contract))).to.equal(undefined);
  });

  it("is a party in the same register, and not in the other", async () => {
    const w = await load(world);
    await registerEnterprise(w, w.wujin, "xiyuan", { party: partyMarks(XIYUAN).others[0]!.nullifier });
    await admitProvider(w, w.yangpu, "sit", { party: partyMarks(SIT).others[1]!.nullifier });
    expect(await usedUnder(w, "enterprise", partyMarks(XIYUAN))).to.include({ key: 1 });
    expect(await usedUnder(w, "provider", partyMarks(SIT))).to.include({ key: 3 });
    await demandUnused(w, "provider", partyMarks(XIYUAN));
    await demandUnused(w, "enterprise", partyMarks(SIT));
  });

  it("is a party that was blacklisted in either register, also in the edition before", async () => {
    const s = await load(redeemed);
    const party = async (which: "enterprise" | "provider") =>
      which === "enterprise"
        ? (await s.w.enterprises.enterpriseOf(s.enterprise.id)).party
        : (await s.w.providers.providerOf(s.provider.id)).party;
    await endEnterprise(s, ENTERPRISE.blacklisted);
    await endProvider(s, PROVIDER.blacklisted);
    const second = await makeEdition(
      s.w.deployer,
      await s.w.manager.getAddress(),
      id("second"),
      await s.w.edition.getAddress(),
    );
    for (const which of ["enterprise", "provider"] as const) {
      for (const kind of ["enterprise", "provider"] as const) {
        expect(await usedUnder(s.w, kind, under(await party(which)))).to.include({ key: 1 });
        expect(await usedUnder(second, kind, under(await party(which)))).to.include({ key: 1 });
      }
    }
  });

  it("is nothing new, and the mark of the current key is left to the ledger", async () => {
    const { w, contractNullifier: contract } = await load(redeemed);
    for (const kind of ["contract", "invoice", "enterprise", "provider"] as const) {
      await demandUnused(w, kind, { ...under(id("new")), current: contract });
    }
  });
});

describe("What the ledger has under a mark", () => {
  it("is an order, the registers' ids, a group, or nothing", async () => {
    const s = await load(redeemed);
    const { w, contractNullifier: contract, claim } = s;
    const said = async (kind: MarkedKind, nullifier: string) => (await standing(w, kind, nullifier))?.en;
    const order = `used by order ${shortHex(s.order)}`;
    expect(await said("contract", contract)).to.equal(order);
    expect(await said("invoice", claim.invoices[0]!.nullifier)).to.equal(order);
    const { party } = await w.enterprises.enterpriseOf(s.enterprise.id);
    expect(await said("party", party)).to.equal("enterprise 2-1");
    await endEnterprise(s, ENTERPRISE.blacklisted);
    expect(await said("party", party)).to.equal("enterprise 2-1, blacklisted");
    const provider = await w.providers.providerOf(s.provider.id);
    expect(await said("party", provider.party)).to.equal("provider P1-1");
    expect(await said("group", id("group xiyuan"))).to.equal("group 1");
    for (const kind of ["contract", "invoice", "party", "group"] as const) {
      expect(await said(kind, id("new"))).to.equal(undefined);
    }
  });

  it("is an order of the edition before as well", async () => {
    const { w, contractNullifier: contract } = await load(redeemed);
    const edition = await w.edition.getAddress();
    const second = await makeEdition(w.deployer, await w.manager.getAddress(), id("second"), edition);
    expect((await standing(second, "contract", contract))?.en).to.equal("used in an edition before");
  });
});

describe("The mark of a group", () => {
  const CONTROLLER = "91310000XXXXXXXX";
  const marks = marksOf(KEYS, (key) => groupNullifier(key, CONTROLLER));
  const year = async () => yearOf(await today());

  it("is that of the current key for a new group", async () => {
    const w = await load(world);
    expect(await groupMark(w, marks, await year())).to.equal(marks.current);
  });

  it("stays the one under which the ledger knows the group, the oldest first", async () => {
    const w = await load(world);
    await registerEnterprise(w, w.wujin, "first firm", { group: marks.others[1]!.nullifier });
    expect(await groupMark(w, marks, await year())).to.equal(marks.others[1]!.nullifier);
    await registerEnterprise(w, w.wujin, "second firm", { group: marks.others[0]!.nullifier });
    expect(await groupMark(w, marks, await year())).to.equal(marks.others[0]!.nullifier);
  });

  it("counts what the group was issued this year in the edition before", async () => {
    const w = await load(world);
    const firm = await registerEnterprise(w, w.wujin, "first firm", { group: marks.others[0]!.nullifier });
    const program = await openProgram(w, w.wujin);
    await issueVouchers(w, w.wujin, program, [{ enterprise: firm.id, face: 5_000_000n }]);
    const second = await makeEdition(
      w.deployer,
      await w.manager.getAddress(),
      id("second"),
      await w.edition.getAddress(),
    );
    expect(await groupMark(second, marks, await year())).to.equal(marks.others[0]!.nullifier);
    expect(await groupMark(second, marks, (await year()) + 1)).to.equal(marks.current);
  });
});

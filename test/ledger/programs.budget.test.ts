import { expect } from "chai";
import type { BaseContract } from "ethers";
import type { Programs } from "../../typechain-types/index.ts";
import { openProgram, terms } from "../support/acts.ts";
import { expectDuty, expectEvents, expectOnly, expectRefused, type Signer } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { needsTwoOfficers } from "../support/twoOfficers.ts";
import { appoint, budgetState } from "../support/stages.ts";
import { DUTY, ethers, world } from "../support/world.ts";

const PROPOSED = 1n;
const UNKNOWN = 9n;
const MOST = (1n << 48n) - 1n; // fen
const UNDERFLOW = 0x11;

/** Speaks with a contract's own voice, which no person can. */
const voiceOf = async (part: BaseContract): Promise<Signer> => ethers.getImpersonatedSigner(await part.getAddress());

/** Approved 1,000; outstanding 300; redeemed 200; paid 100; recovered 40. */
const spent = async () => {
  const w = await world();
  const program = await openProgram(w, w.wujin, {}, 1_000n);
  const [vouchers, payments] = [await voiceOf(w.vouchers), await voiceOf(w.payments)];
  await w.programs.connect(vouchers).issue(program, 500);
  await w.programs.connect(vouchers).redeem(program, 200);
  await w.programs.connect(payments).pay(program, 100);
  await w.programs.connect(payments).recover(program, 40);
  return { w, d: w.wujin, program, vouchers, payments };
};
const FIGURES = { approved: 1_000n, outstanding: 300n, redeemed: 200n, paid: 100n, recovered: 40n };
type Scene = Awaited<ReturnType<typeof spent>>;

const RAISES = [
  {
    name: "Programs.raise",
    officers: ({ d }: Scene) => [d.finance],
    duty: DUTY.finance,
    act: ({ w }: Scene, by: Signer, program: bigint, from: number, to: number) =>
      w.programs.connect(by).raise(program, from, to),
  },
  {
    name: "Programs.confirmRaise",
    officers: ({ d }: Scene) => [d.approver, d.approver2],
    duty: DUTY.approver,
    act: ({ w }: Scene, by: Signer, program: bigint, from: number, to: number) =>
      w.programs.connect(by).confirmRaise(program, from, to),
  },
];

for (const { name, officers, duty, act } of RAISES) {
  describe(name, () => {
    it(`is for the home ${duty === DUTY.finance ? "Finance" : "Approver"} alone`, async () => {
      const s = await load(spent);
      await expectDuty(s.w, s.d.id, duty, officers(s), s.w.programs, (by) => act(s, by, s.program, 1_000, 2_000));
    });

    it("is refused for an unknown program, one that is only proposed, and a retired district's", async () => {
      const s = await load(spent);
      const [by] = officers(s) as [Signer];
      await expectRefused(act(s, by, UNKNOWN, 0, 1), s.w.programs, "ProgramUnknown", [UNKNOWN]);
      await s.w.programs.connect(s.d.bureau).propose(await terms(s.d), "");
      await expectRefused(act(s, by, 2n, 0, 1), s.w.programs, "ProgramIn", [2, PROPOSED]);
      await s.w.districts.connect(s.w.safe).retire(s.d.id);
      await expectRefused(act(s, by, s.program, 1_000, 2_000), s.w.districts, "DistrictNotActive", [s.d.id]);
    });

    const UNFIT: [what: string, from: number, to: number, error: string, args: number[]][] = [
      ["from a figure that is not the approved one", 999, 2_000, "BudgetMoved", [1_000, 999]],
      ["to the same figure", 1_000, 1_000, "NotARaise", [1_000, 1_000]],
      ["to a lower figure", 1_000, 999, "NotARaise", [1_000, 999]],
    ];
    for (const [what, from, to, error, args] of UNFIT) {
      it(`is refused ${what}`, async () => {
        const s = await load(spent);
        const [by] = officers(s) as [Signer];
        await expectRefused(act(s, by, s.program, from, to), s.w.programs, error, [s.program, ...args]);
      });
    }
  });
}

describe("Raising a budget", () => {
  it("begins from nothing", async () => {
    const w = await world();
    expect(await w.programs.budgetOf(await openProgram(w, w.wujin, {}, 0n))).to.equal(0n);
  });

  it("moves nothing until the Approver confirms, then only the approved figure", async () => {
    const { w, d, program } = await load(spent);
    await w.programs.connect(d.finance).raise(program, 1_000, 1_001);
    expect(await budgetState(w, program)).to.deep.equal(FIGURES);
    const act = w.programs.connect(d.approver).confirmRaise(program, 1_000, 1_001);
    await expect(act).to.emit(w.programs, "BudgetApproved").withArgs(program, 1_001, d.approver);
    expect(await budgetState(w, program)).to.deep.equal({ ...FIGURES, approved: 1_001n });
  });

  it("confirms the very figures that were proposed", async () => {
    const { w, d, program } = await load(spent);
    await w.programs.connect(d.finance).raise(program, 1_000, 1_001);
    const act = w.programs.connect(d.approver).confirmRaise(program, 1_000, 1_002);
    await expect(act).to.be.revertedWithCustomError(w.programs, "NotProposed");
  });

  it("is also possible while the program is stopped", async () => {
    const { w, d, program } = await load(spent);
    await w.programs.connect(d.bureau).stop(program);
    await w.programs.connect(d.finance).raise(program, 1_000, 1_001);
    await w.programs.connect(d.approver).confirmRaise(program, 1_000, 1_001);
    expect((await budgetState(w, program)).approved).to.equal(1_001n);
  });

  needsTwoOfficers(async () => {
    const { w, d, program } = await spent();
    const finance2 = w.stranger;
    await appoint(w, d, DUTY.finance, finance2);
    return {
      contract: w.programs,
      what: { types: ["string", "uint16", "uint48", "uint48"], values: ["raise", program, 1_000, 2_000] },
      propose: (by) => w.programs.connect(by).raise(program, 1_000, 2_000),
      confirm: (by) => w.programs.connect(by).confirmRaise(program, 1_000, 2_000),
      proposer: d.finance,
      otherProposer: finance2,
      confirmer: d.approver,
      giveBothDuties: () => appoint(w, d, DUTY.approver, d.finance),
    };
  });
});

describe("Programs.lower", () => {
  it("is for the home Finance alone", async () => {
    const { w, d, program } = await load(spent);
    await expectDuty(w, d.id, DUTY.finance, [d.finance], w.programs, async (by) =>
      w.programs.connect(by).lower(program, 500),
    );
  });

  it("happens at once, down to what is committed, and moves only the approved figure", async () => {
    const { w, d, program } = await load(spent);
    await expectEvents(w.programs.connect(d.finance).lower(program, 500), w.programs, [
      ["BudgetApproved", [program, 500, d.finance]],
    ]);
    expect(await budgetState(w, program)).to.deep.equal({ ...FIGURES, approved: 500n });
  });

  it("never goes below what is outstanding or redeemed", async () => {
    const { w, d, program } = await load(spent);
    const act = w.programs.connect(d.finance).lower(program, 499);
    await expectRefused(act, w.programs, "BudgetCommitted", [program, 500, 499]);
  });

  it("is refused for an unknown program, and to the same or a higher figure", async () => {
    const { w, d, program } = await load(spent);
    const lower = w.programs.connect(d.finance).lower;
    await expectRefused(lower(UNKNOWN, 0), w.programs, "ProgramUnknown", [UNKNOWN]);
    for (const to of [1_000, 1_001]) {
      await expectRefused(lower(program, to), w.programs, "NotLower", [program, 1_000, to]);
    }
  });

  it("stays possible in a retired district, since it only takes away", async () => {
    const { w, d, program } = await load(spent);
    await w.districts.connect(w.safe).retire(d.id);
    await w.programs.connect(d.finance).lower(program, 999);
    expect((await budgetState(w, program)).approved).to.equal(999n);
  });
});

type Move = "issue" | "giveBack" | "redeem" | "unredeem" | "pay" | "recover";
/** Who moves, the most that moves, and what it leaves. Of paying and recovering Payments itself keeps the limits. */
const MOVES: [move: Move, part: "vouchers" | "payments", most: bigint, left: Partial<typeof FIGURES>][] = [
  ["issue", "vouchers", 500n, { outstanding: 800n }],
  ["giveBack", "vouchers", 300n, { outstanding: 0n }],
  ["redeem", "vouchers", 300n, { outstanding: 0n, redeemed: 500n }],
  ["unredeem", "vouchers", 200n, { outstanding: 500n, redeemed: 0n }],
  ["pay", "payments", 100n, { paid: 200n }],
  ["recover", "payments", 60n, { recovered: 100n }],
];

for (const [move, part, most, left] of MOVES) {
  describe(`Programs.${move}`, () => {
    const by = (programs: Programs, who: Signer, program: bigint, amount: bigint) =>
      programs.connect(who)[move](program, amount);

    it(`is for ${part} alone, whatever a person's duty and whichever the other part`, async () => {
      const s = await load(spent);
      const owner = await s.w[part].getAddress();
      const act = (who: Signer) => by(s.w.programs, who, s.program, 1n);
      await expectOnly(s.w, [], act, s.w.programs, "OnlyPart", (who) => [who.address, owner]);
      for (const voice of [await voiceOf(s.w.orders), part === "vouchers" ? s.payments : s.vouchers]) {
        await expectRefused(act(voice), s.w.programs, "OnlyPart", [voice.address, owner]);
      }
    });

    it(`moves its figures, silently, up to ${most} fen of what there is`, async () => {
      const s = await load(spent);
      await expectEvents(by(s.w.programs, s[part], s.program, most), s.w.programs, []);
      expect(await budgetState(s.w, s.program)).to.deep.equal({ ...FIGURES, ...left });
    });
  });
}

describe("The figures of a budget", () => {
  it("stand beside one another to the last fen that each can hold", async () => {
    const { w, d, program: other, vouchers, payments } = await load(spent);
    const program = await openProgram(w, d, {}, MOST - 1n);
    const figures = { approved: MOST - 1n, outstanding: 0n, redeemed: 0n, paid: 0n, recovered: 0n };
    const [asVouchers, asPayments] = [w.programs.connect(vouchers), w.programs.connect(payments)];
    const move = async (act: Promise<unknown>, change: Partial<typeof figures>): Promise<void> => {
      await act;
      Object.assign(figures, change);
      expect(await budgetState(w, program)).to.deep.equal(figures);
    };
    await move(asVouchers.issue(program, 1), { outstanding: 1n });
    await w.programs.connect(d.finance).raise(program, MOST - 1n, MOST);
    await move(w.programs.connect(d.approver).confirmRaise(program, MOST - 1n, MOST), { approved: MOST });
    await move(asVouchers.redeem(program, 1), { outstanding: 0n, redeemed: 1n });
    await move(asVouchers.issue(program, MOST - 1n), { outstanding: MOST - 1n });
    await move(asVouchers.redeem(program, MOST - 1n), { outstanding: 0n, redeemed: MOST });
    await move(asPayments.pay(program, 1), { paid: 1n });
    await move(asVouchers.unredeem(program, 2), { outstanding: 2n, redeemed: MOST - 2n });
    await move(asPayments.recover(program, 1), { recovered: 1n });
    await move(asPayments.pay(program, MOST - 3n), { paid: MOST - 2n });
    await move(asPayments.recover(program, MOST - 3n), { recovered: MOST - 2n });
    expect(await budgetState(w, other)).to.deep.equal(FIGURES);
  });
});

describe("Vouchers cannot move", () => {
  it("more than is available into issue", async () => {
    const s = await load(spent);
    const act = s.w.programs.connect(s.vouchers).issue(s.program, 501);
    await expectRefused(act, s.w.programs, "BudgetExceeded", [s.program, 500, 501]);
  });

  for (const [move, most] of [
    ["giveBack", 300],
    ["redeem", 300],
    ["unredeem", 200],
  ] as const) {
    it(`a figure below zero by ${move}`, async () => {
      const s = await load(spent);
      const act = s.w.programs.connect(s.vouchers)[move](s.program, most + 1);
      await expect(act).to.be.revertedWithPanic(UNDERFLOW);
      expect(await budgetState(s.w, s.program)).to.deep.equal(FIGURES);
    });
  }
});

import { expect } from "chai";
import { AbiCoder, id, keccak256 } from "ethers";
import { openProgram, terms } from "../support/acts.ts";
import { expectDuty, expectEvents, expectRefused, type Signer } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { needsTwoOfficers } from "../support/twoOfficers.ts";
import { appoint, budgetState } from "../support/stages.ts";
import { DUTY, world } from "../support/world.ts";

const [NONE, PROPOSED, OPEN, STOPPED] = [0n, 1n, 2n, 3n];
const URI = "https://policy.example/1";
const UNKNOWN = 9n;

/** The words of a matter and its hash, as the ledger encodes them. */
function matterOf(types: string[], values: unknown[]) {
  const what = AbiCoder.defaultAbiCoder().encode(types, values);
  return { what, hash: keccak256(what) };
}

const proposedProgram = async () => {
  const w = await world();
  await w.programs.connect(w.wujin.bureau).propose(await terms(w.wujin), URI);
  return { w, program: 1n, d: w.wujin };
};
const openedProgram = async () => {
  const w = await world();
  return { w, program: await openProgram(w, w.wujin, {}, 1_000n), d: w.wujin };
};
const stoppedProgram = async () => {
  const s = await openedProgram();
  await s.w.programs.connect(s.d.finance).stop(s.program);
  return s;
};
type Scene = Awaited<ReturnType<typeof proposedProgram>>;

describe("Programs.propose, again and again", () => {
  it("is for at most 256 programs of a district, so that none uses up the numbers of all", async () => {
    const { w, d } = await load(proposedProgram);
    const proposed = await terms(d);
    for (let number = 2; number <= 256; number += 1) await w.programs.connect(d.bureau).propose(proposed, URI);
    const act = w.programs.connect(d.bureau).propose(proposed, URI);
    await expectRefused(act, w.programs, "TooManyPrograms", [d.id, 256]);
    await w.programs.connect(w.yangpu.bureau).propose(await terms(w.yangpu), URI);
    expect([await w.programs.countOf(d.id), await w.programs.count()]).to.deep.equal([256n, 257n]);
  });
});

describe("Programs.propose", () => {
  const fixture = async () => {
    const w = await world();
    return { w, d: w.wujin, proposed: (await terms(w.wujin)) as never };
  };

  it("begins with no program", async () => {
    const { w } = await load(fixture);
    expect([await w.programs.count(), await w.programs.statusOf(1)]).to.deep.equal([0n, NONE]);
    await expectRefused(w.programs.termsOf(1), w.programs, "ProgramUnknown", [1]);
  });

  it("is the home Bureau's alone", async () => {
    const { w, d, proposed } = await load(fixture);
    await expectDuty(w, d.id, DUTY.bureau, [d.bureau, d.bureau2], w.programs, async (by) =>
      w.programs.connect(by).propose(proposed, URI),
    );
  });

  it("tells the terms, the policy's address and the matter that waits for the Approver", async () => {
    const { w, d, proposed } = await load(fixture);
    const { what, hash } = matterOf(["string", "uint16"], ["open", 1]);
    const fields = w.programs.interface.getFunction("propose").inputs[0]?.components ?? [];
    const values = fields.map(({ name }) => (proposed as Record<string, unknown>)[name]);
    await expectEvents(w.programs.connect(d.bureau).propose(proposed, URI), w.programs, [
      ["ProgramProposed", [1, values, URI, d.bureau]],
      ["MatterProposed", [hash, d.bureau, what]],
    ]);
  });

  it("leaves a proposed program with its terms and no budget, under the next number", async () => {
    const { w, program } = await load(proposedProgram);
    expect([await w.programs.count(), await w.programs.statusOf(program)]).to.deep.equal([1n, PROPOSED]);
    const { home, share, yearlyCap, lastIssueDay, policy } = await w.programs.termsOf(program);
    expect([home, share, yearlyCap, policy]).to.deep.equal([2n, 5_000n, 30_000_000n, id("policy")]);
    expect(lastIssueDay).to.equal((await terms(w.wujin)).lastIssueDay);
    expect(await w.programs.budgetOf(program)).to.equal(0n);
  });

  it("is refused to a retired district, for itself and as a joint district", async () => {
    const { w, d, proposed } = await load(fixture);
    await w.districts.connect(w.safe).retire(w.nanhu.id);
    const joint = (await terms(d, { joint: [w.nanhu.id, 0, 0, 0, 0, 0, 0, 0] })) as never;
    await expectRefused(w.programs.connect(d.bureau).propose(joint, URI), w.districts, "DistrictNotActive", [3]);
    await w.districts.connect(w.safe).retire(d.id);
    await expectRefused(w.programs.connect(d.bureau).propose(proposed, URI), w.districts, "DistrictNotActive", [d.id]);
  });
});

const CONFIRMED = [
  {
    name: "Programs.confirm",
    fixture: proposedProgram,
    from: PROPOSED,
    matter: (program: bigint) => ({ types: ["string", "uint16"], values: ["open", program] }),
    propose: null,
    confirm: (s: Scene, by: Signer) => s.w.programs.connect(by).confirm(s.program),
  },
  {
    name: "Programs.confirmRestart",
    fixture: stoppedProgram,
    from: STOPPED,
    matter: (program: bigint) => ({ types: ["string", "uint16"], values: ["restart", program] }),
    propose: (s: Scene, by: Signer) => s.w.programs.connect(by).restart(s.program),
    confirm: (s: Scene, by: Signer) => s.w.programs.connect(by).confirmRestart(s.program),
  },
];

for (const { name, fixture, from, matter, propose, confirm } of CONFIRMED) {
  describe(name, () => {
    const ready = async () => {
      const s = await load(fixture);
      if (propose) await propose(s, s.d.bureau);
      return s;
    };

    it("finds a program that is not open", async () => {
      const { w, program } = await ready();
      expect(await w.programs.statusOf(program)).to.equal(from);
      await expectRefused(w.programs.demandIssue(program), w.programs, "ProgramIn", [program, from]);
    });

    it("is the home Approver's alone", async () => {
      const s = await ready();
      const { approver, approver2, id: home } = s.d;
      await expectDuty(s.w, home, DUTY.approver, [approver, approver2], s.w.programs, (by) => confirm(s, by));
    });

    it("tells that the matter is confirmed and the program open", async () => {
      const s = await ready();
      const { types, values } = matter(s.program);
      await expectEvents(confirm(s, s.d.approver), s.w.programs, [
        ["MatterConfirmed", [matterOf(types, values).hash, s.d.approver]],
        ["ProgramStatusChanged", [s.program, OPEN, s.d.approver]],
      ]);
    });

    it("leaves an open program that may issue", async () => {
      const s = await ready();
      await confirm(s, s.d.approver);
      expect(await s.w.programs.statusOf(s.program)).to.equal(OPEN);
      await s.w.programs.demandIssue(s.program);
    });

    it("is refused for a program that is unknown or open already", async () => {
      const s = await ready();
      await expectRefused(confirm({ ...s, program: UNKNOWN }, s.d.approver), s.w.programs, "ProgramUnknown", [UNKNOWN]);
      await confirm(s, s.d.approver);
      await expectRefused(confirm(s, s.d.approver), s.w.programs, "ProgramIn", [s.program, OPEN]);
    });

    it("is refused once the district has retired", async () => {
      const s = await ready();
      await s.w.districts.connect(s.w.safe).retire(s.d.id);
      await expectRefused(confirm(s, s.d.approver), s.w.districts, "DistrictNotActive", [s.d.id]);
    });
  });
}

describe("A program that is proposed", () => {
  it("is not opened by the officer who proposed it", async () => {
    const { w, d, program } = await load(proposedProgram);
    await appoint(w, d, DUTY.approver, d.bureau);
    await expectRefused(w.programs.connect(d.bureau).confirm(program), w.programs, "SameOfficer", [d.bureau]);
  });
});

describe("Programs.stop", () => {
  it("finds an open program", async () => {
    const { w, program } = await load(openedProgram);
    expect(await w.programs.statusOf(program)).to.equal(OPEN);
  });

  it("is for Finance and the Bureau of the home district", async () => {
    const { w, d, program } = await load(openedProgram);
    const allowed = [d.finance, d.bureau, d.bureau2];
    await expectDuty(w, d.id, DUTY.finance, allowed, w.programs, async (by) => w.programs.connect(by).stop(program));
  });

  for (const officer of ["finance", "bureau"] as const) {
    it(`happens at once at the word of ${officer} and leaves a program that issues nothing and takes no order`, async () => {
      const { w, d, program } = await load(openedProgram);
      const stopped = [program, STOPPED];
      await expectEvents(w.programs.connect(d[officer]).stop(program), w.programs, [
        ["ProgramStatusChanged", [...stopped, d[officer]]],
      ]);
      await expectRefused(w.programs.demandIssue(program), w.programs, "ProgramIn", stopped);
      await expectRefused(w.programs.demandOrder(program, 1, 500_000, 1), w.programs, "ProgramIn", stopped);
      expect((await budgetState(w, program)).approved).to.equal(1_000n);
    });
  }

  it("is refused for a program that is unknown, proposed or stopped already", async () => {
    const { w, d, program } = await load(openedProgram);
    const stop = w.programs.connect(d.finance).stop;
    await expectRefused(stop(UNKNOWN), w.programs, "ProgramUnknown", [UNKNOWN]);
    await stop(program);
    await expectRefused(stop(program), w.programs, "ProgramIn", [program, STOPPED]);
    await w.programs.connect(d.bureau).propose(await terms(d), URI);
    await expectRefused(stop(2), w.programs, "ProgramIn", [2, PROPOSED]);
  });
});

describe("Programs.restart", () => {
  it("finds a stopped program, and leaves it stopped until the Approver confirms", async () => {
    const { w, d, program } = await load(stoppedProgram);
    await w.programs.connect(d.finance).restart(program);
    expect(await w.programs.statusOf(program)).to.equal(STOPPED);
  });

  it("is for Finance and the Bureau of the home district", async () => {
    const { w, d, program } = await load(stoppedProgram);
    const allowed = [d.finance, d.bureau, d.bureau2];
    await expectDuty(w, d.id, DUTY.finance, allowed, w.programs, async (by) => w.programs.connect(by).restart(program));
  });

  it("is refused for a program that is unknown or not stopped", async () => {
    const { w, d, program } = await load(openedProgram);
    const restart = w.programs.connect(d.bureau).restart;
    await expectRefused(restart(UNKNOWN), w.programs, "ProgramUnknown", [UNKNOWN]);
    await expectRefused(restart(program), w.programs, "ProgramIn", [program, OPEN]);
  });

  describe("as a matter of two officers", () => {
    needsTwoOfficers(async () => {
      const { w, d, program } = await stoppedProgram();
      return {
        contract: w.programs,
        what: { types: ["string", "uint16"], values: ["restart", program] },
        propose: (by) => w.programs.connect(by).restart(program),
        confirm: (by) => w.programs.connect(by).confirmRestart(program),
        proposer: d.finance,
        otherProposer: d.bureau,
        confirmer: d.approver,
        giveBothDuties: () => appoint(w, d, DUTY.approver, d.finance),
      };
    });
  });
});

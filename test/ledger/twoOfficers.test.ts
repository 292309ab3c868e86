import { AbiCoder, id as hash, keccak256 } from "ethers";
import { admitProvider, registerEnterprise } from "../support/acts.ts";
import { expectRefused, type Signer } from "../support/expect.ts";
import { needsTwoOfficers, type Matter } from "../support/twoOfficers.ts";
import { DUTY, networkHelpers, roleOf, today, world, type World } from "../support/world.ts";

const REASON = hash("reason");
const OTHER_REASON = hash("another reason");
const OF_ONE = ["uint48", "bytes32"];
const ENDING = ["uint48", "uint8", "bytes32"];

interface TestMatter extends Matter {
  /** The same act with one argument changed, each in its turn. */
  readonly others: readonly ((by: Signer) => Promise<unknown>)[];
}

const stringAnd = (types: readonly string[]) => ["string", ...types];

/** What Bureau proposes and Approver confirms in Wujin. */
const inWujin = (w: World) => ({
  proposer: w.wujin.bureau,
  otherProposer: w.wujin.bureau2,
  confirmer: w.wujin.approver,
  giveBothDuties: async () =>
    w.manager.connect(w.wujin.administrator).grantRole(roleOf(w.wujin.id, DUTY.approver), w.wujin.bureau, 0),
});

async function withEnterprise() {
  const w = await world();
  const { id } = await registerEnterprise(w, w.wujin, "xiyuan");
  const { id: into } = await registerEnterprise(w, w.wujin, "into");
  const { id: other } = await registerEnterprise(w, w.wujin, "other");
  const as = (by: Signer) => w.enterprises.connect(by);
  return { w, id, into, other, as, contract: w.enterprises, ...inWujin(w) };
}

async function withProvider() {
  const w = await world();
  const { id } = await admitProvider(w, w.wujin, "institute");
  const as = (by: Signer) => w.providers.connect(by);
  return { w, id, as, contract: w.providers, ...inWujin(w) };
}

const MATTERS: Record<string, () => Promise<TestMatter>> = {
  "Ending the freeze of an enterprise": async function unfreezing() {
    const s = await withEnterprise();
    await s.as(s.proposer).freeze(s.id, REASON);
    return {
      ...s,
      what: { types: stringAnd(OF_ONE), values: ["unfreeze", s.id, REASON] },
      propose: (by) => s.as(by).unfreeze(s.id, REASON),
      confirm: (by) => s.as(by).confirmUnfreeze(s.id, REASON),
      others: [(by) => s.as(by).confirmUnfreeze(s.id, OTHER_REASON)],
    };
  },
  "Closing an enterprise": async function closing() {
    const s = await withEnterprise();
    return {
      ...s,
      what: { types: stringAnd(ENDING), values: ["end", s.id, 4, REASON] },
      propose: (by) => s.as(by).end(s.id, 4, REASON),
      confirm: (by) => s.as(by).confirmEnd(s.id, 4, REASON),
      others: [
        (by) => s.as(by).confirmEnd(s.other, 4, REASON),
        (by) => s.as(by).confirmEnd(s.id, 5, REASON),
        (by) => s.as(by).confirmEnd(s.id, 4, OTHER_REASON),
      ],
    };
  },
  "Putting an enterprise under another controller": async function regrouping() {
    const s = await withEnterprise();
    return {
      ...s,
      what: { types: stringAnd(OF_ONE), values: ["regroup", s.id, REASON] },
      propose: (by) => s.as(by).regroup(s.id, REASON),
      confirm: (by) => s.as(by).confirmRegroup(s.id, REASON),
      others: [(by) => s.as(by).confirmRegroup(s.other, REASON), (by) => s.as(by).confirmRegroup(s.id, OTHER_REASON)],
    };
  },
  "Merging two enterprises": async function merging() {
    const s = await withEnterprise();
    return {
      ...s,
      what: { types: stringAnd(["uint48", "uint48"]), values: ["merge", s.id, s.into] },
      propose: (by) => s.as(by).merge(s.id, s.into),
      confirm: (by) => s.as(by).confirmMerge(s.id, s.into),
      others: [(by) => s.as(by).confirmMerge(s.into, s.id), (by) => s.as(by).confirmMerge(s.id, s.other)],
    };
  },
  "Renewing a certificate": async function renewing() {
    const s = await withProvider();
    const end = (await today()) + 700;
    await s.w.manager.connect(s.w.safe).grantRole(roleOf(0, DUTY.operator), s.w.stranger, 0);
    return {
      ...s,
      proposer: s.w.operator,
      otherProposer: s.w.stranger,
      confirmer: s.w.wujin.bureau,
      giveBothDuties: async () =>
        s.w.manager.connect(s.w.wujin.administrator).grantRole(roleOf(s.w.wujin.id, DUTY.bureau), s.w.operator, 0),
      what: { types: stringAnd(["uint48", "uint16", "uint256"]), values: ["renew", s.id, end, 6] },
      propose: (by) => s.as(by).renew(s.id, end, 6),
      confirm: (by) => s.as(by).confirmRenew(s.id, end, 6),
      others: [(by) => s.as(by).confirmRenew(s.id, end + 1, 6), (by) => s.as(by).confirmRenew(s.id, end, 7)],
    };
  },
  "Ending the suspension of a provider": async function reinstating() {
    const s = await withProvider();
    await s.as(s.proposer).suspend(s.id, REASON);
    return {
      ...s,
      what: { types: stringAnd(OF_ONE), values: ["reinstate", s.id, REASON] },
      propose: (by) => s.as(by).reinstate(s.id, REASON),
      confirm: (by) => s.as(by).confirmReinstate(s.id, REASON),
      others: [(by) => s.as(by).confirmReinstate(s.id, OTHER_REASON)],
    };
  },
  "Removing a provider": async function removing() {
    const s = await withProvider();
    return {
      ...s,
      what: { types: stringAnd(ENDING), values: ["end", s.id, 6, REASON] },
      propose: (by) => s.as(by).end(s.id, 6, REASON),
      confirm: (by) => s.as(by).confirmEnd(s.id, 6, REASON),
      others: [(by) => s.as(by).confirmEnd(s.id, 7, REASON), (by) => s.as(by).confirmEnd(s.id, 6, OTHER_REASON)],
    };
  },
};

const anotherThan = (proposed: string) => (matter: string) => matter !== proposed;

for (const [name, prepare] of Object.entries(MATTERS)) {
  describe(name, () => {
    needsTwoOfficers(prepare);

    it("is another matter with other arguments, which nobody proposed", async () => {
      const { contract, what, propose, proposer, confirmer, others, confirm } =
        await networkHelpers.loadFixture(prepare);
      const proposed = keccak256(AbiCoder.defaultAbiCoder().encode(what.types, what.values));
      await propose(proposer);
      for (const act of others) await expectRefused(act(confirmer), contract, "NotProposed", [anotherThan(proposed)]);
      await confirm(confirmer);
    });
  });
}

import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { admitProvider, keyOf, registerEnterprise } from "../support/acts.ts";
import { expectOnly } from "../support/access.ts";
import { atSecond } from "../support/clock.ts";
import { expectEvents, expectRefused, type Signer } from "../support/expect.ts";
import { fieldsOf } from "../support/standing.ts";
import { DUTY, networkHelpers, roleOf, SETTINGS, world, type World } from "../support/world.ts";

const NEW = keyOf("new wallet").address;
const OTHER = keyOf("other wallet").address;
const WAITING = SETTINGS.rotationDays * 86_400;
const BUREAU = [2, DUTY.bureau] as const;
const APPROVER = [2, DUTY.approver] as const;

const PARTIES = {
  "an enterprise": {
    unknown: "EnterpriseUnknown",
    contractOf: (w: World) => w.enterprises,
    arrive: async (w: World) => registerEnterprise(w, w.wujin, "party"),
    stateOf: async (w: World, id: bigint) => fieldsOf(await w.enterprises.enterpriseOf(id)),
    signersOf: (w: World, id: bigint) => [w.enterprises.signerOf(id, true), w.enterprises.signerOf(id, false)],
  },
  "a provider": {
    unknown: "ProviderUnknown",
    contractOf: (w: World) => w.providers,
    arrive: async (w: World) => admitProvider(w, w.wujin, "party"),
    stateOf: async (w: World, id: bigint) => fieldsOf(await w.providers.providerOf(id)),
    signersOf: (w: World, id: bigint) => [w.providers.signerForOrder(id, 1), w.providers.signerOf(id)],
  },
};

for (const [noun, { unknown, contractOf, arrive, stateOf, signersOf }] of Object.entries(PARTIES)) {
  const beginning = async () => {
    const w = await world();
    const { id, key } = await arrive(w);
    const by = (who: Signer) => contractOf(w).connect(who);
    return { w, id, wallet: key.address, contract: contractOf(w), by, before: await stateOf(w, id) };
  };
  const underway = async () => {
    const s = await beginning();
    await s.by(s.w.wujin.bureau).proposeRotation(s.id, NEW);
    const proposed = await networkHelpers.time.latest();
    return { ...s, proposed, confirm: async (wallet = NEW) => s.by(s.w.wujin.approver).confirmRotation(s.id, wallet) };
  };
  const begin = async () => networkHelpers.loadFixture(beginning);
  const proposed = async () => networkHelpers.loadFixture(underway);
  const waited = async () => {
    const s = await proposed();
    await networkHelpers.time.increaseTo(s.proposed + WAITING);
    return s;
  };
  const strange = async (
    act: (id: bigint) => Promise<unknown>,
    { id, contract }: Awaited<ReturnType<typeof begin>>,
  ) => {
    for (const nobody of [0n, id + 1n, id + (1n << 32n)]) {
      await expectRefused(act(nobody), contract, unknown, [nobody]);
    }
  };

  describe(`proposeRotation, of a wallet of ${noun}`, () => {
    it("begins with no rotation and a wallet that signs", async () => {
      const { w, id, contract, wallet, before } = await begin();
      expect(await contract.rotations(id)).to.deep.equal([ZeroAddress, 0n, ZeroAddress]);
      expect([before.wallet, before.stopped]).to.deep.equal([wallet, false]);
      for (const signer of await Promise.all(signersOf(w, id))) expect([signer].flat()[0]).to.equal(wallet);
    });

    it("is the home Bureau's alone", async () => {
      const { w, id, by } = await begin();
      const act = async (who: Signer) => by(who).proposeRotation(id, NEW);
      await expectOnly(w, w.wujin, ["bureau", "bureau2"], BUREAU, act);
      await act(w.wujin.bureau2);
    });

    it("says the proposed wallet and who proposed it", async () => {
      const { w, id, contract, by } = await begin();
      const { bureau } = w.wujin;
      const act = by(bureau).proposeRotation(id, NEW);
      await expectEvents(act, contract, [["RotationProposed", [id, NEW, bureau]]]);
    });

    it("stops the old wallet at once and leaves everything else", async () => {
      const { w, id, contract, before, proposed: time } = await proposed();
      expect(await contract.rotations(id)).to.deep.equal([NEW, BigInt(time), w.wujin.bureau.address]);
      expect(await stateOf(w, id)).to.deep.equal({ ...before, stopped: true });
      for (const signer of signersOf(w, id)) await expectRefused(signer, contract, "WalletStopped", [id]);
    });

    it("refuses no wallet, a second rotation and an unknown party", async () => {
      const s = await begin();
      const bureau = s.by(s.w.wujin.bureau);
      await expectRefused(bureau.proposeRotation(s.id, ZeroAddress), s.contract, "WalletMissing");
      await strange(async (id) => bureau.proposeRotation(id, NEW), s);
      await bureau.proposeRotation(s.id, NEW);
      for (const wallet of [NEW, OTHER]) {
        await expectRefused(bureau.proposeRotation(s.id, wallet), s.contract, "RotationOpen", [s.id]);
      }
    });
  });

  describe(`cancelRotation, of a wallet of ${noun}`, () => {
    it("begins with nothing to cancel", async () => {
      const s = await begin();
      await expectRefused(s.by(s.w.wujin.bureau).cancelRotation(s.id), s.contract, "NoRotation", [s.id]);
      await strange(async (id) => s.by(s.w.wujin.bureau).cancelRotation(id), s);
    });

    it("is for the home Bureau and Approver alone", async () => {
      const { w, id, by } = await proposed();
      const act = async (who: Signer) => by(who).cancelRotation(id);
      await expectOnly(w, w.wujin, ["bureau", "bureau2", "approver", "approver2"], BUREAU, act);
    });

    for (const officer of ["bureau", "bureau2", "approver", "approver2"] as const) {
      it(`says that the ${officer} did it, and gives the old wallet back`, async () => {
        const { w, id, contract, by, before } = await proposed();
        const who = w.wujin[officer];
        await expectEvents(by(who).cancelRotation(id), contract, [["RotationCancelled", [id, who]]]);
        expect(await contract.rotations(id)).to.deep.equal([ZeroAddress, 0n, ZeroAddress]);
        expect(await stateOf(w, id)).to.deep.equal(before);
      });
    }

    it("is refused a second time, and leaves nothing to confirm", async () => {
      const { w, id, contract, by, confirm } = await waited();
      await by(w.wujin.bureau).cancelRotation(id);
      await expectRefused(by(w.wujin.bureau).cancelRotation(id), contract, "NoRotation", [id]);
      await expectRefused(confirm(), contract, "NoRotation", [id]);
    });
  });

  describe(`confirmRotation, of a wallet of ${noun}`, () => {
    it("begins with nothing to confirm", async () => {
      const s = await begin();
      const approver = s.by(s.w.wujin.approver);
      await expectRefused(approver.confirmRotation(s.id, NEW), s.contract, "NoRotation", [s.id]);
      await strange(async (id) => approver.confirmRotation(id, NEW), s);
    });

    it("is the home Approver's alone", async () => {
      const { w, id, by } = await waited();
      const act = async (who: Signer) => by(who).confirmRotation(id, NEW);
      await expectOnly(w, w.wujin, ["approver", "approver2"], APPROVER, act);
      await act(w.wujin.approver2);
    });

    it("is not the proposer's, whatever duties the proposer holds", async () => {
      const { w, id, contract, by } = await waited();
      const { administrator, bureau } = w.wujin;
      await w.manager.connect(administrator).grantRole(roleOf(w.wujin.id, DUTY.approver), bureau, 0);
      await expectRefused(by(bureau).confirmRotation(id, NEW), contract, "SameOfficer", [bureau.address]);
    });

    it("says the new wallet and who confirmed it", async () => {
      const { w, id, contract, confirm } = await waited();
      await expectEvents(confirm(), contract, [["WalletRotated", [id, NEW, w.wujin.approver]]]);
    });

    it("puts the new wallet in place and changes nothing else", async () => {
      const { w, id, contract, before, confirm } = await waited();
      await confirm();
      expect(await contract.rotations(id)).to.deep.equal([ZeroAddress, 0n, ZeroAddress]);
      expect(await stateOf(w, id)).to.deep.equal({ ...before, wallet: NEW });
      for (const signer of await Promise.all(signersOf(w, id))) expect([signer].flat()[0]).to.equal(NEW);
    });

    it("refuses another wallet than was proposed", async () => {
      const { id, contract, confirm } = await waited();
      for (const wallet of [OTHER, ZeroAddress]) {
        await expectRefused(confirm(wallet), contract, "OtherWalletProposed", [id, NEW]);
      }
    });

    it("refuses in the last second of the waiting time, and confirms in the first after it", async () => {
      const { w, id, contract, proposed: time, confirm } = await proposed();
      await atSecond(time + WAITING - 1);
      await expectRefused(confirm(), contract, "RotationTooEarly", [id, time + WAITING]);
      await atSecond(time + WAITING);
      await confirm();
      expect((await stateOf(w, id)).wallet).to.equal(NEW);
    });

    it("is done once, and another may follow", async () => {
      const { w, id, contract, by, confirm } = await waited();
      await confirm();
      await expectRefused(confirm(), contract, "NoRotation", [id]);
      await by(w.wujin.bureau).proposeRotation(id, OTHER);
      expect((await contract.rotations(id)).wallet).to.equal(OTHER);
    });
  });
}

describe("A rotation", () => {
  it("moves no certificate: its holder is the same address before, meanwhile and after", async () => {
    const w = await networkHelpers.loadFixture(world);
    const { id } = await admitProvider(w, w.wujin, "party");
    const holder = await w.providers.ownerOf(id);
    await w.providers.connect(w.wujin.bureau).proposeRotation(id, NEW);
    expect(await w.providers.ownerOf(id)).to.equal(holder);
    await networkHelpers.time.increase(WAITING);
    await w.providers.connect(w.wujin.approver).confirmRotation(id, NEW);
    expect([await w.providers.ownerOf(id), await w.providers.balanceOf(holder)]).to.deep.equal([holder, 1n]);
  });
});

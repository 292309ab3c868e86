import { expect } from "chai";
import { concat, id, type FunctionFragment, type ParamType } from "ethers";
import { MESSAGE_TYPES } from "../../client/messages.ts";
import { storageRoots } from "../promises/ledgerState.ts";
import { keyOf } from "../support/acts.ts";
import { atSecond } from "../support/clock.ts";
import { expectTold } from "../support/events.ts";
import { expectRefused } from "../support/expect.ts";
import { highS, sign, type Kind } from "../support/messages.ts";
import { digestOf, MESSAGES, ready, rotate, sampleOf, variants, WITHDRAWALS, type Signed } from "../support/signed.ts";
import { spoilt } from "../support/spoilt.ts";
import { claimed, inHand, refusal } from "../support/stages.ts";
import { ethers, networkHelpers } from "../support/world.ts";

type Ready = Awaited<ReturnType<typeof ready>>;
const prepared = async (one: Signed, deadline?: number) =>
  ready(one, await networkHelpers.loadFixture(one.fixture), deadline);

/** Nothing is done by what is refused, and nothing used up: the sound message is taken after it. */
async function expectInVain(one: Ready, attempts: () => Promise<void>): Promise<void> {
  const before = await storageRoots(one.s.w);
  await attempts();
  expect(await storageRoots(one.s.w)).to.deep.equal(before);
  await one.bring(await one.sign());
}

/** Every value of the domain, changed. */
const ELSEWHERE = {
  name: "Other",
  version: "2",
  chainId: 1n,
  verifyingContract: "0x00000000000000000000000000000000000000aa",
  salt: id("another edition"),
};

for (const one of [...MESSAGES, ...WITHDRAWALS]) {
  const article = /^[AEIOU]/.test(one.kind) ? "an" : "a";
  describe(`What the ${one.signer} signs under ${article} ${one.kind}, brought by ${one.by},`, () => {
    it("is taken as it was signed, once", async () => {
      const p = await prepared(one);
      const sound = await p.sign();
      await p.bring(sound);
      const after = await storageRoots(p.s.w);
      await p.expectRefusal(p.bring(sound), ...p.spent);
      expect(await storageRoots(p.s.w)).to.deep.equal(after);
    });

    it("is void where any of its fields was signed otherwise", async () => {
      const p = await prepared(one);
      await expectInVain(p, async () => {
        const changes = variants(one.kind, p.message);
        expect(changes.length).to.be.at.least(Object.keys(p.message).length);
        for (const [, changed] of changes) await p.expectWrong(p.bring(await p.sign({}, changed)));
      });
    });

    it("is void where any of its fields is brought otherwise, though everybody else signs that", async () => {
      const p = await prepared(one);
      await expectInVain(p, async () => {
        const sound = await p.sign();
        for (const [what, changed] of variants(one.kind, p.message)) {
          const caught = p.caught[what];
          if (caught === null) continue;
          const wrong = p.wrong(await digestOf(p.s.w, one.kind, changed));
          await p.expectRefusal(p.bring(sound, changed), ...(caught ?? wrong));
        }
      });
    });

    it("is void in another domain: by its name, version, chain, contract or salt, or without one of them", async () => {
      const p = await prepared(one);
      expect(ELSEWHERE).to.have.all.keys(p.domain);
      await expectInVain(p, async () => {
        for (const [what, other] of Object.entries(ELSEWHERE)) {
          await p.expectWrong(p.bring(await p.sign({ [what]: other })));
          await p.expectWrong(p.bring(await p.sign({ [what]: undefined })));
        }
      });
    });

    it("is void as a message of any other kind that says the same, or of a kind with another name", async () => {
      const p = await prepared(one);
      const { key, domain } = p;
      await expectInVain(p, async () => {
        for (const kind of Object.keys(MESSAGE_TYPES) as Kind[]) {
          if (kind === one.kind) continue;
          await p.expectWrong(p.bring(await sign(p.s.w, key, kind, sampleOf(kind, p.message))));
        }
        const { [one.kind as "Claim"]: itself, ...others } = MESSAGE_TYPES[one.kind] as (typeof MESSAGE_TYPES)["Claim"];
        const renamed = { ...others, [`${one.kind}s`]: itself };
        await p.expectWrong(p.bring(await key.signTypedData(domain, renamed, p.message)));
        await p.expectWrong(p.bring(await key.signMessage(p.digest)));
      });
    });

    it("is void in the hand of anybody else", async () => {
      const p = await prepared(one);
      const other = one.signer === "enterprise" ? p.s.provider.key : p.s.enterprise.key;
      await expectInVain(p, async () => {
        for (const key of [other, keyOf("nobody")]) {
          await p.expectWrong(p.bring(await sign(p.s.w, key, one.kind, p.message)));
        }
      });
    });

    it("is void in every form but r, s in the lower half, and v, in 65 bytes", async () => {
      const p = await prepared(one);
      await expectInVain(p, async () => {
        const forms = spoilt(await p.sign());
        for (const form of Object.values(forms)) await p.expectWrong(p.bring(form));
        expect(Object.values(forms).map((form) => form.length / 2 - 1)).to.include.members([0, 64, 65, 66, 130]);
      });
    });
  });
}

for (const one of MESSAGES) {
  describe(`The ${one.signer}'s ${one.kind}, brought by ${one.by},`, () => {
    it("is void by the old wallet once the party has a new one, which signs it", async () => {
      const s = await networkHelpers.loadFixture(one.fixture);
      const next = keyOf("the next wallet");
      await rotate(s, one.signer, next.address);
      const p = await ready(one, { ...s, [one.signer]: { ...s[one.signer], key: next } });
      await expectInVain(p, async () => {
        await p.expectWrong(p.bring(await sign(s.w, s[one.signer].key, one.kind, p.message)));
      });
    });

    it("holds through the very second of its deadline", async () => {
      const s = await networkHelpers.loadFixture(one.fixture);
      const deadline = (await networkHelpers.time.latest()) + 60;
      const p = await ready(one, s, deadline);
      const sound = await p.sign();
      const snapshot = await networkHelpers.takeSnapshot();
      await atSecond(deadline + 1);
      await p.expectRefusal(p.bring(sound), s.w.orders, "DeadlinePassed", [deadline]);
      await snapshot.restore();
      await atSecond(deadline);
      await p.bring(sound);
    });

    it("is void once its signer has withdrawn it", async () => {
      const p = await prepared(one);
      const signer = await ethers.getImpersonatedSigner(p.key.address);
      await p.s.w.orders.connect(signer).withdrawMessage(p.key.address, p.digest, "0x");
      const refused = [p.s.w.orders, "MessageIsWithdrawn", [p.key.address, p.digest]] as const;
      await p.expectRefusal(p.bring(await p.sign()), ...refused);
    });

    it("is void once anybody has brought its signer's withdrawal", async () => {
      const p = await prepared(one);
      const withdrawal = await sign(p.s.w, p.key, "Withdrawal", { message: p.digest });
      await p.s.w.orders.connect(p.s.w.stranger).withdrawMessage(p.key.address, p.digest, withdrawal);
      const refused = [p.s.w.orders, "MessageIsWithdrawn", [p.key.address, p.digest]] as const;
      await p.expectRefusal(p.bring(await p.sign()), ...refused);
    });

    it("is not touched by the withdrawal of somebody else", async () => {
      const p = await prepared(one);
      const { w } = p.s;
      for (const by of [w.stranger, w.operator]) await w.orders.connect(by).withdrawMessage(by, p.digest, "0x");
      await p.bring(await p.sign());
    });
  });
}

describe("The messages above", () => {
  const all = [...MESSAGES, ...WITHDRAWALS];

  it("are of every kind that there is", () => {
    expect(new Set(all.map(({ kind }) => kind))).to.have.all.keys(Object.keys(MESSAGE_TYPES));
  });

  it("are brought by every function that takes a signature, each of its signatures", async () => {
    const { w } = await networkHelpers.loadFixture(inHand);
    const signatures = (inputs: readonly ParamType[]): number =>
      inputs
        .flatMap(({ name, components, arrayChildren }) => [
          /signature/i.test(name) ? 1 : 0,
          signatures(components ?? arrayChildren?.components ?? []),
        ])
        .reduce((sum, n) => sum + n, 0);
    const taken = w.orders.interface.fragments
      .filter((fragment): fragment is FunctionFragment => fragment.type === "function")
      .filter(({ name }) => !name.endsWith("Item")) // for the contract itself
      .map(({ name, inputs }) => [name, signatures(inputs)] as const)
      .filter(([, count]) => count > 0);
    for (const [name, count] of taken) {
      const ways = all.filter(({ by, kind }) => by === name && kind !== "Withdrawal");
      if (name !== "withdrawMessage") expect(ways, name).to.have.lengthOf(count);
    }
    expect(new Set(all.map(({ by }) => by))).to.have.all.keys(taken.map(([name]) => name));
  });
});

describe("A signature under a refusal", () => {
  it("says nothing of the next round", async () => {
    const s = await networkHelpers.loadFixture(claimed);
    const papers = await refusal(s);
    await s.w.orders.connect(s.w.operator).refuse(...papers);
    const claim = { ...s.claim, round: 1 };
    await s.w.orders.connect(s.w.operator).claim(claim, await sign(s.w, s.provider.key, "Claim", claim));
    const [order, reason, deadline] = papers;
    const digest = await digestOf(s.w, "Refusal", { order, round: 1, reason, deadline });
    const again = s.w.orders.connect(s.w.operator).refuse(...papers);
    await expectRefused(again, s.w.orders, "SignatureWrong", [s.enterprise.key.address, digest]);
  });
});

describe("Orders.withdrawMessage", () => {
  const MESSAGE = id("a message");
  const hands = async () => {
    const { w, enterprise } = await networkHelpers.loadFixture(inHand);
    const { address } = enterprise.key;
    const self = await ethers.getImpersonatedSigner(address);
    const withdrawal = await sign(w, enterprise.key, "Withdrawal", { message: MESSAGE });
    return { w, address, self, withdrawal, key: enterprise.key };
  };

  it("begins with nothing withdrawn", async () => {
    const { w, address } = await hands();
    expect(await w.orders.withdrawn(address, MESSAGE)).to.equal(false);
  });

  it("is the signer's, or anybody's with its signature under this very withdrawal", async () => {
    const { w, address, key, withdrawal } = await hands();
    const digest = await digestOf(w, "Withdrawal", { message: MESSAGE });
    const other = await sign(w, key, "Withdrawal", { message: id("another message") });
    const stolen = await sign(w, keyOf("nobody"), "Withdrawal", { message: MESSAGE });
    for (const by of [w.operator, w.safe, w.wujin.bureau, w.stranger]) {
      for (const signature of ["0x", other, stolen, highS(withdrawal)]) {
        const act = w.orders.connect(by).withdrawMessage(address, MESSAGE, signature);
        await expectRefused(act, w.orders, "SignatureWrong", [address, digest]);
      }
      await w.orders.connect(by).withdrawMessage.staticCall(address, MESSAGE, withdrawal);
    }
  });

  it("is nobody's for the account without a key, whose signature anything that recovers to nothing would be", async () => {
    const { w, withdrawal } = await hands();
    const nobody = `0x${"00".repeat(20)}`;
    const digest = await digestOf(w, "Withdrawal", { message: MESSAGE });
    for (const signature of ["0x", concat([id("r"), id("s"), "0x1d"]), ...Object.values(spoilt(withdrawal))]) {
      const act = w.orders.connect(w.stranger).withdrawMessage(nobody, MESSAGE, signature);
      await expectRefused(act, w.orders, "SignatureWrong", [nobody, digest]);
    }
  });

  it("tells who withdrew what, in the same words by either way", async () => {
    const { w, address, self, withdrawal } = await hands();
    const told = [[w.orders, "MessageWithdrawn", [address, MESSAGE]]] as const;
    const snapshot = await networkHelpers.takeSnapshot();
    await expectTold(w.orders.connect(self).withdrawMessage(address, MESSAGE, "0x"), told);
    await snapshot.restore();
    await expectTold(w.orders.connect(w.stranger).withdrawMessage(address, MESSAGE, withdrawal), told);
  });

  it("leaves the message withdrawn for its signer, once", async () => {
    const { w, address, self, withdrawal } = await hands();
    await w.orders.connect(self).withdrawMessage(address, MESSAGE, "0x");
    expect(await w.orders.withdrawn(address, MESSAGE)).to.equal(true);
    expect(await w.orders.withdrawn(w.stranger, MESSAGE)).to.equal(false);
    const again = w.orders.connect(w.stranger).withdrawMessage(address, MESSAGE, withdrawal);
    await expectRefused(again, w.orders, "MessageIsWithdrawn", [address, MESSAGE]);
  });
});

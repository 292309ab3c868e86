import { expect } from "chai";
import { id, Signature } from "ethers";
import { keyOf } from "../support/acts.ts";
import { highS, sign } from "../support/messages.ts";
import { atSecond } from "../support/clock.ts";
import { expectTold } from "../support/events.ts";
import { expectItemRefused, expectRefused } from "../support/expect.ts";
import { digestOf, MESSAGES, ready, variants, type Signed } from "../support/signed.ts";
import {
  cancellation,
  claimed,
  inHand,
  placed,
  placement,
  redemption,
  refusal,
  stage,
  acceptance,
} from "../support/stages.ts";
import { ethers, networkHelpers } from "../support/world.ts";

const prepared = async (one: Signed, deadline?: number) =>
  ready(one, await networkHelpers.loadFixture(one.fixture), deadline);
const OTHER = "0x00000000000000000000000000000000000000aa";

for (const one of MESSAGES) {
  const article = /^[AEIOU]/.test(one.kind) ? "an" : "a";
  describe(`What the ${one.signer} signs under ${article} ${one.kind}`, () => {
    it("is taken as it was signed", async () => {
      const { bring, sign: signs } = await prepared(one);
      await bring(await signs());
    });

    it("is void with any of its fields changed", async () => {
      const { message, bring, sign: signs, expectWrong } = await prepared(one);
      for (const [, changed] of variants(one.kind, message)) await expectWrong(bring(await signs({}, changed)));
    });

    it("is void on another chain, for another contract, edition, name or version", async () => {
      const { bring, sign: signs, expectWrong } = await prepared(one);
      for (const over of [
        { chainId: 1n },
        { verifyingContract: OTHER },
        { salt: id("another edition") },
        { name: "Other" },
        { version: "2" },
      ]) {
        await expectWrong(bring(await signs(over)));
      }
    });

    it("is void in the hand of anybody else", async () => {
      const { s, message, bring, expectWrong } = await prepared(one);
      const other = one.signer === "enterprise" ? s.provider.key : s.enterprise.key;
      for (const key of [other, keyOf("nobody")]) await expectWrong(bring(await sign(s.w, key, one.kind, message)));
    });

    it("is void in the upper half of s, in another length, and with another v", async () => {
      const { bring, sign: signs, expectWrong } = await prepared(one);
      const sound = await signs();
      const { compactSerialized } = Signature.from(sound);
      const flipped = sound.slice(0, -2) + (sound.endsWith("1b") ? "1c" : "1b");
      const zero = `${sound.slice(0, -2)}00`;
      for (const wrong of [highS(sound), compactSerialized, `${sound}00`, "0x", flipped, zero]) {
        await expectWrong(bring(wrong));
      }
    });

    it("holds through the very second of its deadline", async () => {
      const s = await networkHelpers.loadFixture(one.fixture);
      const deadline = (await networkHelpers.time.latest()) + 60;
      const { bring, sign: signs, expectRefusal } = await ready(one, s, deadline);
      const sound = await signs();
      const snapshot = await networkHelpers.takeSnapshot();
      await atSecond(deadline + 1);
      await expectRefusal(bring(sound), "DeadlinePassed", [deadline]);
      await snapshot.restore();
      await atSecond(deadline);
      await bring(sound);
    });

    it("is void once its signer has withdrawn it", async () => {
      const { s, key, digest, bring, sign: signs, expectRefusal } = await prepared(one);
      const signer = await ethers.getImpersonatedSigner(key.address);
      await s.w.orders.connect(signer).withdrawMessage(key.address, digest, "0x");
      await expectRefusal(bring(await signs()), "MessageIsWithdrawn", [key.address, digest]);
    });

    it("is void once anybody has brought its signer's withdrawal", async () => {
      const { s, key, digest, bring, sign: signs, expectRefusal } = await prepared(one);
      const withdrawal = await sign(s.w, key, "Withdrawal", { message: digest });
      await s.w.orders.connect(s.w.stranger).withdrawMessage(key.address, digest, withdrawal);
      await expectRefusal(bring(await signs()), "MessageIsWithdrawn", [key.address, digest]);
    });

    it("is not touched by the withdrawal of somebody else", async () => {
      const { s, digest, bring, sign: signs } = await prepared(one);
      await s.w.orders.connect(s.w.stranger).withdrawMessage(s.w.stranger, digest, "0x");
      await bring(await signs());
    });
  });
}

describe("A signature serves once", () => {
  it("for an order", async () => {
    const s = await networkHelpers.loadFixture(inHand);
    const item = await placement(s, { amount: 1n });
    await s.w.orders.connect(s.w.operator).place([item]);
    const again = s.w.orders.connect(s.w.operator).place([{ ...item, contractNullifier: id("another") }]);
    const order = await s.w.orders.orderIdOf(item.order);
    await expectItemRefused(again, s.w.orders, 0, s.w.orders, "PlacedBefore", [order]);
  });

  it("for a redemption", async () => {
    const s = await networkHelpers.loadFixture(placed);
    const item = await redemption(s);
    await s.w.orders.connect(s.w.operator).redeem([item]);
    const again = s.w.orders.connect(s.w.operator).redeem([item]);
    await expectItemRefused(again, s.w.orders, 0, s.w.orders, "OrderIn", [s.order, stage("Redeemed")]);
  });

  it("for an acceptance", async () => {
    const s = await networkHelpers.loadFixture(claimed);
    const papers = await acceptance(s);
    await s.w.orders.connect(s.w.operator).accept(...papers);
    const again = s.w.orders.connect(s.w.operator).accept(...papers);
    await expectRefused(again, s.w.orders, "OrderIn", [s.order, stage("Redeemed")]);
  });

  it("for a refusal, whose signature says nothing of the next round", async () => {
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

  it("for a cancellation", async () => {
    const s = await networkHelpers.loadFixture(placed);
    const papers = await cancellation(s);
    await s.w.orders.connect(s.w.operator).cancel(...papers);
    const again = s.w.orders.connect(s.w.operator).cancel(...papers);
    await expectRefused(again, s.w.orders, "OrderIn", [s.order, stage("Cancelled")]);
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

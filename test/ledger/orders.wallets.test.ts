import { network } from "hardhat";
import { AbiCoder, concat, ZeroAddress, ZeroHash } from "ethers";
import {
  CompatibilityFallbackHandler__factory,
  Safe__factory,
  SafeProxyFactory__factory,
} from "../../typechain-types/index.ts";
import { keyOf, orderOf } from "../support/acts.ts";
import { sign } from "../support/messages.ts";
import { expectRefused } from "../support/expect.ts";
import { digestOf, rotate } from "../support/signed.ts";
import { cancellation, inHand, placed, type InHand } from "../support/stages.ts";
import { ethers, networkHelpers } from "../support/world.ts";

/** A wallet of the Safe's own making, of two people who sign both; signatures go in the order of their addresses. */
async function makeSafe(s: InHand) {
  const deployer = s.w.deployer;
  const owners = [keyOf("owner one"), keyOf("owner two")].sort((a, b) =>
    BigInt(a.address) < BigInt(b.address) ? -1 : 1,
  );
  const singleton = await new Safe__factory(deployer).deploy();
  const handler = await new CompatibilityFallbackHandler__factory(deployer).deploy();
  const factory = await new SafeProxyFactory__factory(deployer).deploy();
  const setup = singleton.interface.encodeFunctionData("setup", [
    owners.map(({ address }) => address),
    2,
    ZeroAddress,
    "0x",
    await handler.getAddress(),
    ZeroAddress,
    0,
    ZeroAddress,
  ]);
  const safe = await factory.createProxyWithNonce.staticCall(singleton, setup, 0);
  await factory.createProxyWithNonce(singleton, setup, 0);
  const { chainId } = await ethers.provider.getNetwork();
  const SafeMessage = [{ name: "message", type: "bytes" }];
  const signs = async (digest: string, by = owners) => {
    const message = { message: AbiCoder.defaultAbiCoder().encode(["bytes32"], [digest]) };
    const domain = { chainId, verifyingContract: safe };
    return concat(await Promise.all(by.map((owner) => owner.signTypedData(domain, { SafeMessage }, message))));
  };
  return { safe, owners, signs };
}

describe("An enterprise whose wallet is a Safe", () => {
  async function withSafe() {
    const s = await inHand();
    const wallet = await makeSafe(s);
    await rotate(s, "enterprise", wallet.safe);
    const order = await orderOf(s.voucher, s.provider.id);
    const digest = await s.w.orders.orderIdOf(order);
    const providerSignature = await sign(s.w, s.provider.key, "Order", order);
    const place = async (enterpriseSignature: string) =>
      s.w.orders
        .connect(s.w.operator)
        .place([{ order, contractNullifier: digest, enterpriseSignature, providerSignature }]);
    const expectWrong = async (signature: string) => {
      const reason = s.w.orders.interface.encodeErrorResult("SignatureWrong", [wallet.safe, digest]);
      await expectRefused(place(signature), s.w.orders, "ItemFailed", [0, reason]);
    };
    return { s, ...wallet, digest, place, expectWrong };
  }
  const hands = async () => networkHelpers.loadFixture(withSafe);

  it("places an order with its owners' signatures", async () => {
    const { signs, digest, place } = await hands();
    await place(await signs(digest));
  });

  it("places nothing with too few owners, with strangers, or with what they signed on something else", async () => {
    const { signs, owners, digest, expectWrong } = await hands();
    await expectWrong(await signs(digest, owners.slice(0, 1)));
    await expectWrong(await signs(digest, [keyOf("stranger one"), keyOf("stranger two")]));
    await expectWrong(await signs(ZeroHash));
    const bare = owners.map(({ signingKey }) => signingKey.sign(digest).serialized);
    await expectWrong(concat(bare));
  });

  it("withdraws what it signed, by its owners' signatures under the withdrawal", async () => {
    const { s, safe, signs, digest, place } = await hands();
    const withdrawal = await digestOf(s.w, "Withdrawal", { message: digest });
    await s.w.orders.connect(s.w.stranger).withdrawMessage(safe, digest, await signs(withdrawal));
    const reason = s.w.orders.interface.encodeErrorResult("MessageIsWithdrawn", [safe, digest]);
    await expectRefused(place(await signs(digest)), s.w.orders, "ItemFailed", [0, reason]);
  });
});

describe("A rotated wallet", () => {
  const next = keyOf("the next wallet");

  it("signs in the old one's place, for orders that were placed before", async () => {
    const s = await networkHelpers.loadFixture(placed);
    await rotate(s, "enterprise", next.address);
    const [order, deadline, old, provider] = await cancellation(s);
    const digest = await digestOf(s.w, "Cancellation", { order, deadline });
    const act = s.w.orders.connect(s.w.operator).cancel(order, deadline, old, provider);
    await expectRefused(act, s.w.orders, "SignatureWrong", [next.address, digest]);
    const papers = await cancellation(s, { enterprise: { ...s.enterprise, key: next } });
    await s.w.orders.connect(s.w.operator).cancel(...papers);
  });

  it("is the old one again when the rotation is cancelled", async () => {
    const s = await networkHelpers.loadFixture(placed);
    const { w, enterprise } = s;
    await w.enterprises.connect(w.wujin.bureau).proposeRotation(enterprise.id, next.address);
    const papers = await cancellation(s);
    const act = w.orders.connect(w.operator).cancel(...papers);
    await expectRefused(act, w.enterprises, "WalletStopped", [enterprise.id]);
    await w.enterprises.connect(w.wujin.approver).cancelRotation(enterprise.id);
    await w.orders.connect(w.operator).cancel(...papers);
  });
});

describe("A chain that forked off under another id", () => {
  it("takes no signature, for it does not even say what is to be signed", async () => {
    const s = await networkHelpers.loadFixture(inHand);
    const orders = await s.w.orders.getAddress();
    const fork = await network.create({ network: "default", override: { chainId: 31_338 } });
    await fork.networkHelpers.setCode(orders, await ethers.provider.getCode(orders));
    const there = s.w.orders.connect(fork.ethers.provider);
    const order = await orderOf(s.voucher, s.provider.id);
    await expectRefused(there.orderIdOf(order), s.w.orders, "OtherChain", [31_337, 31_338]);
  });
});

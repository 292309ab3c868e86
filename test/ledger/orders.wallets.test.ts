import { expect } from "chai";
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
import { digestOf, MESSAGES, ready } from "../support/signed.ts";
import { cancellation, inHand, placed, type InHand, type Placed } from "../support/stages.ts";
import { ethers, networkHelpers, passDays } from "../support/world.ts";

const WALLET_GAS = 100_000n;
/** What a party writes where its wallet judges by other means than a key. */
const WORD = "0x1234";

/** Small wallets, in the machine's own code, which answer the same whatever they are asked. */
const MAGIC = "631626ba7e60e01b5f52"; // the answer of ERC-1271, at the start of memory
const AGREES = `0x${MAGIC}60205ff3`; // returns the first word
const REFUSING = {
  lies: "0x63ffffffff60e01b5f5260205ff3", // another answer
  "answers with dirt behind the magic value": `0x${MAGIC}600160045360205ff3`,
  "answers the magic value in four bytes": `0x${MAGIC}60045ff3`,
  "answers nothing": "0x00",
  "answers thirty kilobytes of nothing": "0x6175305ff3",
  reverts: "0x5f5ffd",
  "reverts with the magic value": `0x${MAGIC}60205ffd`,
  "writes before it agrees": `0x60015f55${MAGIC}60205ff3`,
  "burns all the gas that it is given": "0x5b5f56", // jumps in a circle
  "is broken code": "0xfe",
};

/** The wallet of the party becomes a contract with this code. */
async function settle(s: InHand, code: string, signer: "enterprise" | "provider" = "enterprise"): Promise<void> {
  await networkHelpers.setCode(s[signer].key.address, code);
}
const cancel = async (s: Placed, signature: string) => {
  const [order, deadline, , provider] = await cancellation(s);
  const digest = await digestOf(s.w, "Cancellation", { order, deadline });
  const act = s.w.orders.connect(s.w.operator).cancel(order, deadline, signature, provider, { gasLimit: 5_000_000n });
  return { act, digest };
};

describe("A wallet that is a contract", () => {
  // The next fixture may begin on the chain as it is, with the same keys.
  afterEach(async () => {
    for (const label of ["xiyuan", "sit"]) await networkHelpers.setCode(keyOf(label).address, "0x");
  });

  for (const one of MESSAGES) {
    it(`signs under the ${one.kind} for the ${one.signer} when it agrees`, async () => {
      const s = await networkHelpers.loadFixture(one.fixture);
      const { bring, expectWrong } = await ready(one, s);
      await expectWrong(bring(WORD));
      await settle(s, AGREES, one.signer);
      await bring(WORD);
    });
  }

  for (const [what, code] of Object.entries(REFUSING)) {
    it(`signs nothing when it ${what}`, async () => {
      const s = await networkHelpers.loadFixture(placed);
      await settle(s, code);
      const { act, digest } = await cancel(s, WORD);
      await expectRefused(act, s.w.orders, "SignatureWrong", [s.enterprise.key.address, digest]);
    });

    it(`costs no more than its share of gas when it ${what}`, async () => {
      const s = await networkHelpers.loadFixture(placed);
      await settle(s, code);
      const { act } = await cancel(s, WORD);
      await expect(act).to.be.revert(ethers);
      const block = await ethers.provider.getBlock("latest");
      expect(block!.transactions).to.have.lengthOf(1);
      expect(block!.gasUsed).to.be.lessThan(WALLET_GAS + 150_000n);
    });
  }

  it("is not asked where its key has signed", async () => {
    const s = await networkHelpers.loadFixture(placed);
    await settle(s, REFUSING.reverts);
    await s.w.orders.connect(s.w.operator).cancel(...(await cancellation(s)));
  });

  it("is asked with a limited amount of gas", async () => {
    const { w } = await networkHelpers.loadFixture(inHand);
    expect(await w.orders.WALLET_GAS()).to.equal(WALLET_GAS);
  });

  it("agrees though it answers at length", async () => {
    const s = await networkHelpers.loadFixture(placed);
    await settle(s, `0x${MAGIC}6175305ff3`);
    await (
      await cancel(s, WORD)
    ).act;
  });

  it("withdraws a message, by itself and by what it agrees to", async () => {
    const s = await networkHelpers.loadFixture(inHand);
    await settle(s, AGREES);
    await s.w.orders.connect(s.w.stranger).withdrawMessage(s.enterprise.key, ZeroHash, WORD);
    expect(await s.w.orders.withdrawn(s.enterprise.key, ZeroHash)).to.equal(true);
  });
});

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

const rotate = async ({ w, enterprise }: InHand, wallet: string) => {
  await w.enterprises.connect(w.wujin.bureau).proposeRotation(enterprise.id, wallet);
  await passDays(4);
  await w.enterprises.connect(w.wujin.approver).confirmRotation(enterprise.id, wallet);
};

describe("An enterprise whose wallet is a Safe", () => {
  async function withSafe() {
    const s = await inHand();
    const wallet = await makeSafe(s);
    await rotate(s, wallet.safe);
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
    await rotate(s, next.address);
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

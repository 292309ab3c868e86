import { expect } from "chai";
import { concat, id, toBeHex, zeroPadBytes, ZeroHash, type Wallet } from "ethers";
import { storageRoots } from "../promises/ledgerState.ts";
import { orderOf, placementOf, registerEnterprise } from "../support/acts.ts";
import { expectItemRefused, expectRefused } from "../support/expect.ts";
import { hostile, MAGIC, SIGNS_NOTHING } from "../support/hostileWallets.ts";
import { load } from "../support/load.ts";
import { digestOf, MESSAGES, ready, rotate, WITHDRAWALS, type Signed } from "../support/signed.ts";
import { cancellation, inHand, placed, type InHand, type Placed } from "../support/stages.ts";
import { DUTY, ethers, networkHelpers, roleOf } from "../support/world.ts";

const WALLET_GAS = 100_000n;
/** What a party writes where its wallet judges by other means than a key. */
const WORD = "0x1234";

/** The party signs with a contract from now on. */
async function withWallet(one: Pick<Signed, "signer">, s: InHand, wallet: string): Promise<InHand> {
  await rotate(s, one.signer, wallet);
  const { id: party, key } = s[one.signer];
  // What the party writes is judged by the contract; its key still signs where nobody looks.
  const hand = { address: wallet, signTypedData: key.signTypedData.bind(key) } as unknown as Wallet;
  return { ...s, [one.signer]: { id: party, key: hand } };
}

const cancel = async (s: Placed, signature: string) => {
  const [order, deadline, , provider] = await cancellation(s);
  return s.w.orders.connect(s.w.operator).cancel(order, deadline, signature, provider, { gasLimit: 5_000_000n });
};

describe("A wallet that is a contract", () => {
  for (const one of [...MESSAGES, ...WITHDRAWALS]) {
    it(`signs under the ${one.signer}'s ${one.kind}, brought by ${one.by}, when it agrees to that very message`, async () => {
      const s = await load(one.fixture);
      const wallet = await ethers.deployContract("Notebook", s.w.deployer);
      const p = await ready(one, await withWallet(one, s, await wallet.getAddress()));
      await p.expectWrong(p.bring(WORD));
      await wallet.getFunction("note")(id("another message"), true);
      await p.expectWrong(p.bring(WORD));
      await wallet.getFunction("note")(p.digest, true);
      const taken = await networkHelpers.takeSnapshot();
      for (const signature of [WORD, "0x", `0x${"ff".repeat(3_000)}`]) {
        await p.bring(signature);
        await taken.restore();
      }
    });
  }

  it("is asked with a limited amount of gas", async () => {
    const { w } = await load(inHand);
    expect(await w.orders.WALLET_GAS()).to.equal(WALLET_GAS);
  });

  it("is not asked where its key has signed", async () => {
    const s = await load(placed);
    const before = await networkHelpers.takeSnapshot();
    await networkHelpers.setCode(s.enterprise.key.address, "0x5f5ffd"); // it reverts
    await s.w.orders.connect(s.w.operator).cancel(...(await cancellation(s)));
    await before.restore();
    await networkHelpers.setCode(s.enterprise.key.address, "0x");
  });

  it("withdraws what it agreed to, by a call of its own", async () => {
    const s = await load(inHand);
    const wallet = await ethers.deployContract("Liar", s.w.deployer);
    const data = s.w.orders.interface.encodeFunctionData("withdrawMessage", [
      await wallet.getAddress(),
      ZeroHash,
      "0x",
    ]);
    await wallet.getFunction("send")(s.w.orders, data);
    expect(await s.w.orders.withdrawn(wallet, ZeroHash)).to.equal(true);
  });
});

describe("A hostile wallet", () => {
  // In a batch and alone.
  const ways = [MESSAGES[0]!, WITHDRAWALS[1]!];

  for (const [what, make] of Object.entries(SIGNS_NOTHING)) {
    it(`that ${what} signs nothing and changes nothing`, async () => {
      for (const one of ways) {
        const s = await load(one.fixture);
        const party = await withWallet(one, s, await make(s));
        const p = await ready(one, party);
        const before = await storageRoots(s.w);
        for (const signature of [WORD, "0x"]) await p.expectWrong(p.bring(signature));
        expect(await storageRoots(s.w), one.kind).to.deep.equal(before);
      }
    });

    it(`that ${what} costs no more than its share of gas`, async () => {
      const s = await load(placed);
      const party = { ...s, ...(await withWallet({ signer: "enterprise" }, s, await make(s))) };
      const digest = await digestOf(s.w, "Cancellation", { order: s.order, deadline: (await cancellation(s))[1] });
      const wrong = [party.enterprise.key.address, digest] as const;
      await expectRefused(cancel(s, WORD), s.w.orders, "SignatureWrong", wrong);
      const block = await ethers.provider.getBlock("latest");
      expect(block!.transactions).to.have.lengthOf(1);
      expect(block!.gasUsed).to.be.lessThan(WALLET_GAS + 70_000n);
    });
  }

  it("would agree where it is watched by nobody or has gas enough: that is why it must not be believed then", async () => {
    const s = await load(inHand);
    const agreed = Object.entries(SIGNS_NOTHING).filter(([what]) => what.includes("agree") && !what.includes("value"));
    expect(agreed).to.have.lengthOf(7);
    for (const [what, make] of agreed) {
      const wallet = await ethers.getContractAt("Writer", await make(s), s.w.deployer);
      const asked = wallet.getFunction("isValidSignature");
      expect(await asked.staticCall(ZeroHash, WORD), what).to.equal(MAGIC);
      await asked(ZeroHash, WORD);
    }
  });

  it("that answers at as great a length as its gas buys is believed all the same, at the same cost", async () => {
    const s = await load(placed);
    await withWallet({ signer: "enterprise" }, s, await hostile("Flood", zeroPadBytes(MAGIC, 32), false)(s));
    const receipt = await (await cancel(s, WORD)).wait();
    expect(receipt!.gasUsed)
      .to.be.greaterThan(WALLET_GAS)
      .and.lessThan(WALLET_GAS + 95_000n);
  });

  it("has used nothing up: rotated away from, the party signs as ever", async () => {
    const s = await load(placed);
    await withWallet({ signer: "enterprise" }, s, await hostile("Circle")(s));
    await expect(cancel(s, WORD)).to.be.revertedWithCustomError(s.w.orders, "SignatureWrong");
    await rotate(s, "enterprise", s.enterprise.key.address);
    await s.w.orders.connect(s.w.operator).cancel(...(await cancellation(s)));
  });

  it("that agrees to everything signs for its own party and for nobody else", async () => {
    const s = await load(inHand);
    const { w, provider } = s;
    const other = await registerEnterprise(w, w.wujin, "neighbour");
    await withWallet({ signer: "enterprise" }, s, await hostile("Liar")(s));
    const order = await orderOf(s.voucher, provider.id);
    const item = { ...(await placementOf(w, order, s.enterprise, provider)), enterpriseSignature: WORD };
    const digest = await w.orders.orderIdOf(order);
    const operator = w.orders.connect(w.operator);
    const noProvider = operator.place([{ ...item, providerSignature: WORD }]);
    await expectItemRefused(noProvider, w.orders, 0, w.orders, "SignatureWrong", [provider.key.address, digest]);
    const signer = (await w.enterprises.enterpriseOf(s.enterprise.id)).wallet;
    for (const [who, message] of [
      [other.key.address, ZeroHash],
      [provider.key.address, digest],
    ] as const) {
      const of = await digestOf(w, "Withdrawal", { message });
      const act = w.orders.connect(w.stranger).withdrawMessage(who, message, WORD);
      await expectRefused(act, w.orders, "SignatureWrong", [who, of]);
    }
    await operator.place([item]);
    expect(signer).to.not.equal(s.enterprise.key.address);
    // That anybody can withdraw what such a wallet has signed is its party's own affair.
    await w.orders.connect(w.stranger).withdrawMessage(signer, ZeroHash, WORD);
  });

  it("that changes its answer within a batch brings the whole batch down, and the error names the item", async () => {
    const s = await load(inHand);
    const { w } = s;
    const fickle = await ethers.deployContract("Fickle", [w.vouchers, s.voucher], w.deployer);
    await withWallet({ signer: "enterprise" }, s, await fickle.getAddress());
    const item = async () => {
      const order = await orderOf(s.voucher, s.provider.id, { amount: 1n });
      return { ...(await placementOf(w, order, s.enterprise, s.provider)), enterpriseSignature: WORD };
    };
    const [one, two] = [await item(), await item()];
    const before = await storageRoots(w);
    const wrong = [await fickle.getAddress(), await w.orders.orderIdOf(two.order)] as const;
    const operator = w.orders.connect(w.operator);
    await expectItemRefused(operator.place([one, two]), w.orders, 1, w.orders, "SignatureWrong", wrong);
    expect(await storageRoots(w)).to.deep.equal(before);
    await operator.place([two]);
    const late = [await fickle.getAddress(), await w.orders.orderIdOf(one.order)] as const;
    await expectItemRefused(operator.place([one]), w.orders, 0, w.orders, "SignatureWrong", late);
  });

  it("that takes its word back later undoes nothing, and has to be asked anew for each further message", async () => {
    const s = await load(inHand);
    const { w } = s;
    const wallet = await ethers.deployContract("Notebook", w.deployer);
    await withWallet({ signer: "enterprise" }, s, await wallet.getAddress());
    const order = await orderOf(s.voucher, s.provider.id);
    const digest = await w.orders.orderIdOf(order);
    const item = { ...(await placementOf(w, order, s.enterprise, s.provider)), enterpriseSignature: WORD };
    await wallet.getFunction("note")(digest, true);
    await w.orders.connect(w.operator).place([item]);
    await wallet.getFunction("note")(digest, false);
    const again = w.orders.connect(w.operator).place([item]);
    await expectItemRefused(again, w.orders, 0, w.orders, "PlacedBefore", [digest]);
    await expect(cancel({ ...s, order: digest } as Placed, WORD)).to.be.revertedWithCustomError(
      w.orders,
      "SignatureWrong",
    );
  });

  it("that exists for one transaction only signs in it, and never again", async () => {
    const s = await load(inHand);
    const { w } = s;
    const conjurer = await ethers.deployContract("Conjurer", w.deployer);
    await w.manager.connect(w.safe).grantRole(roleOf(0, DUTY.operator), conjurer, 0);
    // Asked, it agrees; called without a word, it ends itself.
    const runtime = `0x3615601357631626ba7e60e01b5f5260205ff35b33ff`;
    const creation = concat([toBeHex(0x60 * 2 ** 8 + (runtime.length / 2 - 1)), "0x8060095f395ff3", runtime]);
    const wallet = ethers.getCreate2Address(await conjurer.getAddress(), ZeroHash, ethers.keccak256(creation));
    await withWallet({ signer: "enterprise" }, s, wallet);
    const item = async () => {
      const order = await orderOf(s.voucher, s.provider.id, { amount: 1n });
      return { ...(await placementOf(w, order, s.enterprise, s.provider)), enterpriseSignature: WORD };
    };
    const first = await item();
    const place = (items: unknown[]) => w.orders.interface.encodeFunctionData("place", [items] as never);
    const operator = w.orders.connect(w.operator);
    const wrong = async (one: typeof first) => [wallet, await w.orders.orderIdOf(one.order)];
    await expectItemRefused(operator.place([first]), w.orders, 0, w.orders, "SignatureWrong", await wrong(first));
    await conjurer.getFunction("conjure")(creation, w.orders, place([first]));
    expect(await ethers.provider.getCode(wallet)).to.equal("0x");
    const second = await item();
    await expectItemRefused(operator.place([second]), w.orders, 0, w.orders, "SignatureWrong", await wrong(second));
  });

  it("is as good as none where the wallet is one of the machine's own, or of the ledger's", async () => {
    const s = await load(placed);
    const { w } = s;
    const parts = [w.edition, w.manager, w.districts, w.enterprises, w.providers, w.programs, w.vouchers, w.orders];
    const precompiles = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => toBeHex(n, 20));
    const start = await networkHelpers.takeSnapshot();
    for (const wallet of [...precompiles, ...(await Promise.all(parts.map((part) => part.getAddress())))]) {
      await rotate(s, "enterprise", wallet);
      for (const signature of ["0x", WORD, concat([ZeroHash, ZeroHash, "0x1b"])]) {
        await expect(cancel(s, signature)).to.be.revertedWithCustomError(w.orders, "SignatureWrong");
      }
      await start.restore();
    }
  });
});

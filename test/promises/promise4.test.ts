import { expect } from "chai";
import { id, ZeroAddress, type Wallet } from "ethers";
import { keyOf, orderOf, registerEnterprise, type Party } from "../support/acts.ts";
import { sign, soon } from "../support/messages.ts";
import { everyone, expectItemRefused, expectRefused } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { claimed, inHand, placed, revokeVoucher, voucherState, type Claimed, type InHand } from "../support/stages.ts";
import { ethers, goToDay, passDays, SETTINGS, today } from "../support/world.ts";
import { story } from "./story/story.ts";

const reason = id("reason");
const newKey = keyOf("xiyuan, new");

const propose = async ({ w, enterprise }: InHand, to = newKey) =>
  w.enterprises.connect(w.wujin.bureau).proposeRotation(enterprise.id, to.address);

async function rotate(s: InHand, party: Party = s.enterprise, to = newKey): Promise<void> {
  await s.w.enterprises.connect(s.w.wujin.bureau).proposeRotation(party.id, to.address);
  await passDays(SETTINGS.rotationDays + 1);
  await s.w.enterprises.connect(s.w.wujin.approver).confirmRotation(party.id, to.address);
}

async function merge(s: InHand): Promise<Party> {
  const into = await registerEnterprise(s.w, s.w.wujin, "parent");
  await s.w.enterprises.connect(s.w.wujin.bureau).merge(s.enterprise.id, into.id);
  await s.w.enterprises.connect(s.w.wujin.approver).confirmMerge(s.enterprise.id, into.id);
  return into;
}

async function end({ w, enterprise }: InHand, status: number): Promise<void> {
  await w.enterprises.connect(w.wujin.bureau).end(enterprise.id, status, reason);
  await w.enterprises.connect(w.wujin.approver).confirmEnd(enterprise.id, status, reason);
}

async function expire({ w, voucher }: InHand): Promise<void> {
  await goToDay((await voucherState(w, voucher)).useBy + 1);
  await w.vouchers.connect(w.stranger).expire([voucher]);
}

/** All that can happen to a voucher and to its holder. */
const FATES: Record<string, (s: InHand) => Promise<unknown>> = {
  "its holder's wallet is rotated": rotate,
  "its holder's wallet is stopped": (s) => propose(s),
  "its holder is merged into another": merge,
  "its holder is frozen": ({ w, enterprise }) => w.enterprises.connect(w.wujin.bureau).freeze(enterprise.id, reason),
  "its holder is closed": (s) => end(s, 4),
  "its holder is blacklisted": (s) => end(s, 5),
  "its holder has another controller": async ({ w, enterprise }) => {
    await w.enterprises.connect(w.wujin.bureau).regroup(enterprise.id, reason);
    await w.enterprises.connect(w.wujin.approver).confirmRegroup(enterprise.id, reason);
  },
  "it is frozen": ({ w, voucher }) => w.vouchers.connect(w.auditor).freeze(voucher, 30, reason),
  "it is extended": ({ w, voucher }) => w.vouchers.connect(w.wujin.bureau).extend(voucher, reason),
  "it is revoked": revokeVoucher,
  "it has expired": expire,
};

describe("Promise 4: a voucher has one `Transfer`, its mint; `ownerOf` is constant; only the wallet of the moment signs for its holder", () => {
  it("in a life in which everything happens, each voucher is transferred once, from nobody to its holder, and locked once", async () => {
    const { w } = await load(story);
    const issued = (await w.vouchers.queryFilter(w.vouchers.filters.VoucherChanged)).filter(
      ({ args }) => args.action === 0n,
    );
    const transfers = await w.vouchers.queryFilter(w.vouchers.filters.Transfer);
    const holders = await Promise.all(issued.map(({ args }) => w.vouchers.ownerOf(args.voucher)));
    expect(transfers.map(({ args }) => [args.from, args.to, args.tokenId])).to.deep.equal(
      issued.map(({ args }, i) => [ZeroAddress, holders[i], args.voucher]),
    );
    const locks = await w.vouchers.queryFilter(w.vouchers.filters.Locked);
    expect(locks.map(({ args }) => args.tokenId)).to.deep.equal(issued.map(({ args }) => args.voucher));
    expect(await w.vouchers.queryFilter(w.vouchers.filters.Unlocked)).to.have.length(0);
    for (const holder of holders) expect(await ethers.provider.getCode(holder)).to.equal("0x");
  });

  describe("the holder is the same as before when", () => {
    for (const [what, happens] of Object.entries(FATES)) {
      it(what, async () => {
        const s = await load(inHand);
        const holder = await s.w.vouchers.ownerOf(s.voucher);
        await happens(s);
        expect(await s.w.vouchers.ownerOf(s.voucher)).to.equal(holder);
        expect(await s.w.vouchers.balanceOf(holder)).to.equal(1n);
        expect(await s.w.vouchers.locked(s.voucher)).to.equal(true);
      });
    }
  });

  it("nobody can move it or have it moved: not an officer, not the wallet, not the holder's own address", async () => {
    const { w, voucher, enterprise } = await load(inHand);
    const holder = await w.vouchers.ownerOf(voucher);
    const wallets = [holder, enterprise.key.address].map((address) => ethers.getImpersonatedSigner(address));
    for (const by of [...everyone(w), ...(await Promise.all(wallets))]) {
      const vouchers = w.vouchers.connect(by);
      const moves = [
        vouchers.transferFrom.staticCall(holder, by, voucher),
        vouchers["safeTransferFrom(address,address,uint256)"].staticCall(holder, by, voucher),
        vouchers["safeTransferFrom(address,address,uint256,bytes)"].staticCall(holder, by, voucher, "0x"),
        vouchers.approve.staticCall(by, voucher),
        vouchers.setApprovalForAll.staticCall(by, true),
      ];
      for (const move of moves) await expectRefused(move, w.vouchers, "NotTransferable");
    }
  });

  describe("only the wallet of the moment signs", () => {
    /** Each message that the holder signs, brought with a signature by a key. */
    const MESSAGES: Record<string, (s: Claimed, key: Wallet) => Promise<unknown>> = {
      order: async ({ w, voucher, provider }, key) => {
        const order = await orderOf(voucher, provider.id, { amount: 100_000n });
        const signatures = {
          enterpriseSignature: await sign(w, key, "Order", order),
          providerSignature: await sign(w, provider.key, "Order", order),
        };
        const { orders } = w;
        return orders.connect(w.operator).place.staticCall([{ order, contractNullifier: reason, ...signatures }]);
      },
      acceptance: async ({ w, claim }, key) => {
        const deadline = await soon();
        const signature = await sign(w, key, "Acceptance", { claim, deadline });
        const noticeEnd = (await today()) + 6;
        return w.orders.connect(w.operator).accept.staticCall(claim, deadline, signature, noticeEnd);
      },
      refusal: async ({ w, order }, key) => {
        const deadline = await soon();
        const signature = await sign(w, key, "Refusal", { order, round: 0, reason, deadline });
        return w.orders.connect(w.operator).refuse.staticCall(order, reason, deadline, signature);
      },
      cancellation: async ({ w, order, provider }, key) => {
        const deadline = await soon();
        const message = { order, deadline };
        const [buyers, sellers] = [
          await sign(w, key, "Cancellation", message),
          await sign(w, provider.key, "Cancellation", message),
        ];
        return w.orders.connect(w.operator).cancel.staticCall(order, deadline, buyers, sellers);
      },
    };

    const expectSigner = async (s: Claimed, keys: readonly Wallet[], signer: Wallet): Promise<void> => {
      for (const [message, bring] of Object.entries(MESSAGES)) {
        for (const key of keys) {
          if (key === signer) await bring(s, key);
          else await expectWrong(s, message, bring(s, key), signer);
        }
      }
    };
    const expectWrong = async ({ w }: Claimed, message: string, act: Promise<unknown>, signer: Wallet) => {
      const refusal = await act.then(
        () => undefined,
        (error: unknown) => String((error as { data?: string }).data ?? error),
      );
      const selector = w.orders.interface.getError("SignatureWrong")!.selector.slice(2);
      expect(refusal, message).to.include(selector).and.include(signer.address.slice(2).toLowerCase());
    };
    const expectNobody = async (s: Claimed, keys: readonly Wallet[]): Promise<void> => {
      const { orders, enterprises } = s.w;
      for (const key of keys) {
        for (const [message, bring] of Object.entries(MESSAGES)) {
          const stopped = ["WalletStopped", [s.enterprise.id]] as const;
          if (message === "order") await expectItemRefused(bring(s, key), orders, 0, enterprises, ...stopped);
          else await expectRefused(bring(s, key), enterprises, ...stopped);
        }
      }
    };

    it("before a rotation the old one, while it is proposed none, after it the new one", async () => {
      const s = await load(claimed);
      const keys = [s.enterprise.key, newKey, s.provider.key];
      await expectSigner(s, keys, s.enterprise.key);
      await propose(s);
      await expectNobody(s, keys);
      await passDays(SETTINGS.rotationDays + 1);
      await expectNobody(s, keys);
      await s.w.enterprises.connect(s.w.wujin.approver).confirmRotation(s.enterprise.id, newKey.address);
      await expectSigner(s, keys, newKey);
    });

    it("after a rotation that is cancelled the old one", async () => {
      const s = await load(claimed);
      await propose(s);
      await s.w.enterprises.connect(s.w.wujin.approver).cancelRotation(s.enterprise.id);
      await expectSigner(s, [s.enterprise.key, newKey], s.enterprise.key);
    });

    it("after a merger the wallet that the other enterprise has at the moment", async () => {
      const s = await load(claimed);
      const parent = await merge(s);
      const keys = [s.enterprise.key, parent.key, newKey];
      await expectSigner(s, keys, parent.key);
      await rotate(s, parent);
      await expectSigner(s, keys, newKey);
      await rotate(s, s.enterprise, s.enterprise.key);
      await expectSigner(s, keys, newKey);
    });
  });

  it("an order stays placed when its signer's wallet is rotated", async () => {
    const s = await load(placed);
    const before = await s.w.orders.wordOf(s.order);
    await rotate(s);
    expect(await s.w.orders.wordOf(s.order)).to.equal(before);
  });
});

import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { digestPostWithdrawal } from "../../client/matching/messages.ts";
import type { Party } from "../support/acts.ts";
import { everyone, expectEvents, expectRefused } from "../support/expect.ts";
import { load } from "../support/load.ts";
import { matchingDomain, matchBetween, matched, posted, signMatching, type Posted } from "../support/matching.ts";
import { soon } from "../support/messages.ts";
import { ethers, goToDay, networkHelpers, type World } from "../support/world.ts";

const OPEN = 1n;
const WITHDRAWN = 2n;
const MATCHED = 3;
const EXPIRED = 4;

type Signs = "enterprise" | "provider";

/** A demand is the enterprise's to withdraw, an offer the provider's. */
const SIDES = [
  ["a demand", "demand", "enterprise"],
  ["an offer", "offer", "provider"],
] as const satisfies readonly (readonly [string, keyof Posted, Signs])[];

const stateOf = async ({ matching }: World, name: "demand" | "offer", post: string) =>
  (await (name === "demand" ? matching.demandOf(post) : matching.offerOf(post))).state;

/** The withdrawal of a post as a party signs it. */
async function withdrawal(w: World, { key }: Party, post: string, deadline?: number) {
  const message = { post, deadline: deadline ?? (await soon()) };
  return [post, message.deadline, await signMatching(w, key, "PostWithdrawal", message)] as const;
}

/** The wallet of a party, sending by itself. */
const walletOf = async ({ key }: Party) => ethers.getImpersonatedSigner(key.address);

describe("Matching.withdrawPost", () => {
  it("has withdrawn nothing before", async () => {
    const s = await load(posted);
    for (const [, name] of SIDES) expect(await stateOf(s.w, name, s[name])).to.equal(OPEN);
  });

  for (const [what, name, signer] of SIDES) {
    describe(`of ${what}: who`, () => {
      it("takes it from anyone who has the party's signature", async () => {
        const s = await load(posted);
        for (const by of everyone(s.w)) {
          const before = await networkHelpers.takeSnapshot();
          await s.w.matching.connect(by).withdrawPost(...(await withdrawal(s.w, s[signer], s[name])));
          await before.restore();
        }
      });

      it("takes it from the party's own wallet without a signature", async () => {
        const s = await load(posted);
        await s.w.matching.connect(await walletOf(s[signer])).withdrawPost(s[name], 0, "0x");
        expect(await stateOf(s.w, name, s[name])).to.equal(WITHDRAWN);
      });

      it("takes it from nobody without the party's signature, the other party least of all", async () => {
        const s = await load(posted);
        const { w } = s;
        const other = signer === "enterprise" ? s.provider : s.enterprise;
        const [post, deadline, signature] = await withdrawal(w, other, s[name]);
        const digest = digestPostWithdrawal(await matchingDomain(w), { post, deadline: BigInt(deadline) });
        for (const by of [...everyone(w), await walletOf(other)]) {
          for (const wrong of [signature, "0x"]) {
            const act = w.matching.connect(by).withdrawPost(post, deadline, wrong);
            await expectRefused(act, w.matching, "SignatureWrong", [s[signer].key.address, digest]);
          }
        }
      });
    });

    describe(`of ${what}: what must hold`, () => {
      it("a deadline that has not passed, and a signature that was not taken back", async () => {
        const s = await load(posted);
        const { w } = s;
        const now = await networkHelpers.time.latest();
        const late = await withdrawal(w, s[signer], s[name], now);
        await expectRefused(w.matching.withdrawPost(...late), w.matching, "DeadlinePassed", [now]);
        const [post, deadline, signature] = await withdrawal(w, s[signer], s[name]);
        const message = digestPostWithdrawal(await matchingDomain(w), { post, deadline: BigInt(deadline) });
        await w.matching.connect(await walletOf(s[signer])).withdrawMessage(s[signer].key.address, message, "0x");
        const act = w.matching.withdrawPost(post, deadline, signature);
        await expectRefused(act, w.matching, "MessageIsWithdrawn", [s[signer].key.address, message]);
      });

      it("something that is open: not withdrawn, not past its last day", async () => {
        const s = await load(posted);
        const { w } = s;
        const again = await withdrawal(w, s[signer], s[name]);
        const before = await networkHelpers.takeSnapshot();
        await w.matching.withdrawPost(...again);
        await expectRefused(w.matching.withdrawPost(...again), w.matching, "PostIn", [s[name], WITHDRAWN]);
        await before.restore();
        const { through } = await (name === "demand" ? w.matching.demandOf(s[name]) : w.matching.offerOf(s[name]));
        await goToDay(Number(through) + 1);
        await expectRefused(w.matching.withdrawPost(...again), w.matching, "PostIn", [s[name], EXPIRED]);
      });

      it("a party that can sign: not with a wallet that is stopped", async () => {
        const s = await load(posted);
        const { w } = s;
        const [register, bureau] =
          signer === "enterprise" ? [w.enterprises, w.wujin.bureau] : [w.providers, w.yangpu.bureau];
        await register.connect(bureau).proposeRotation(s[signer].id, w.stranger);
        const act = w.matching.withdrawPost(...(await withdrawal(w, s[signer], s[name])));
        await expectRefused(act, register, "WalletStopped", [s[signer].id]);
      });
    });

    it(`of ${what} tells which, and who brought it`, async () => {
      const s = await load(posted);
      const { w } = s;
      const act = w.matching.connect(w.stranger).withdrawPost(...(await withdrawal(w, s[signer], s[name])));
      await expectEvents(act, w.matching, [["PostWithdrawn", [s[name], w.stranger]]]);
    });

    it(`of ${what} leaves it withdrawn and the other as it was`, async () => {
      const s = await load(posted);
      const [other] = SIDES.filter(([, it]) => it !== name).map(([, it]) => it);
      await s.w.matching.withdrawPost(...(await withdrawal(s.w, s[signer], s[name])));
      expect(await stateOf(s.w, name, s[name])).to.equal(WITHDRAWN);
      expect(await stateOf(s.w, other!, s[other!])).to.equal(OPEN);
    });
  }

  it("refuses what is no post", async () => {
    const s = await load(posted);
    for (const post of [ZeroHash, id("no post")]) {
      const act = s.w.matching.withdrawPost(...(await withdrawal(s.w, s.enterprise, post)));
      await expectRefused(act, s.w.matching, "PostUnknown", [post]);
    }
  });

  it("refuses what is matched, but for an offer to everybody, whose matches stay", async () => {
    const s = await load(matched);
    const { w } = s;
    for (const [signer, post] of [
      [s.enterprise, s.demand],
      [s.provider, s.answer],
    ] as const) {
      const act = w.matching.withdrawPost(...(await withdrawal(w, signer, post)));
      await expectRefused(act, w.matching, "PostIn", [post, MATCHED]);
    }
    await w.matching.withdrawPost(...(await withdrawal(w, s.provider, s.offer)));
    expect((await w.matching.matchOf(s.match)).provider).to.equal(s.provider.id);
  });

  it("lets a closed enterprise withdraw, and a suspended provider", async () => {
    const s = await load(posted);
    const { w } = s;
    await w.enterprises.connect(w.wujin.bureau).end(s.enterprise.id, 4, ZeroHash);
    await w.enterprises.connect(w.wujin.approver).confirmEnd(s.enterprise.id, 4, ZeroHash);
    await w.providers.connect(w.yangpu.bureau).suspend(s.provider.id, ZeroHash);
    const made = await matchBetween(w, s, s.demand, s.offer);
    await expectRefused(w.matching.connect(w.operator).matchUp(...made), w.enterprises, "EnterpriseIn", [
      s.enterprise.id,
      4,
    ]);
    await w.matching.withdrawPost(...(await withdrawal(w, s.enterprise, s.demand)));
    await w.matching.withdrawPost(...(await withdrawal(w, s.provider, s.offer)));
  });
});

import { expect } from "chai";
import fc from "fast-check";
import { id } from "ethers";
import { consultHeld, consultOne } from "../../../client/eligibility/consult.ts";
import type { AskerFacts, Wish } from "../../../client/eligibility/facts.ts";
import { heldVoucher, programFacts, providerFacts, standingOf } from "../../../client/eligibility/ledgerFacts.ts";
import { isoOfDay } from "../../../client/days.ts";
import { explainer } from "../../../client/errors/explain.ts";
import { ledgerInterfaces } from "../../../client/ledger.ts";
import {
  admitProvider,
  announce,
  issueVouchers,
  keyOf,
  openProgram,
  orderOf,
  placementOf,
  registerEnterprise,
} from "../../support/acts.ts";
import { load } from "../../support/load.ts";
import { PASSED_OVER_NAMES } from "./passedOver.ts";
import { goToDay, today, world } from "../../support/world.ts";

const RUNS = 60;
const GROUP = id("one controller");
const MOST_CLASS = 4;
const WEEKS_LATER = 20;

/** A firm with a sister, and room in the sister's program to use up some of the group's year. */
async function family() {
  const w = await world();
  const firm = await registerEnterprise(w, w.wujin, "xiyuan", { group: GROUP });
  const sister = await registerEnterprise(w, w.wujin, "sister", { group: GROUP });
  const elsewhere = await registerEnterprise(w, w.nanhu, "elsewhere", { group: GROUP });
  const provider = await admitProvider(w, w.yangpu, "institute", { classes: 0b0110n });
  const related = await admitProvider(w, w.yangpu, "related", { classes: 0b0110n, group: GROUP });
  const wide = { yearlyCap: 1_000_000_000n, greatestFace: 1_000_000_000n };
  return { w, firm, sister, elsewhere, provider, related, ofSister: await openProgram(w, w.wujin, wide, 10n ** 12n) };
}

type Family = Awaited<ReturnType<typeof family>>;

/** What may come in between, after the list was approved. */
const MISFORTUNES: Readonly<Record<string, (s: Family, program: bigint) => Promise<unknown>>> = {
  "the program is stopped": async ({ w }, program) => w.programs.connect(w.wujin.finance).stop(program),
  "the firm is frozen": async ({ w, firm }) => w.enterprises.connect(w.wujin.bureau).freeze(firm.id, id("reason")),
  "the firm's wallet is being replaced": async ({ w, firm }) =>
    w.enterprises.connect(w.wujin.bureau).proposeRotation(firm.id, keyOf("new").address),
  "the provider is suspended": async ({ w, provider }) =>
    w.providers.connect(w.yangpu.bureau).suspend(provider.id, id("reason")),
  "the provider's wallet is being replaced": async ({ w, provider }) =>
    w.providers.connect(w.yangpu.bureau).proposeRotation(provider.id, keyOf("new").address),
  "the provider's district retires": async ({ w }) => w.districts.connect(w.safe).retire(w.yangpu.id),
  "the firm's district retires": async ({ w }) => w.districts.connect(w.safe).retire(w.wujin.id),
  "the edition is closed": async ({ w }) => w.districts.connect(w.safe).close(),
};

const fen = (most: bigint) => fc.bigInt({ min: 1n, max: most });
/** Mostly the second, so that not everything goes wrong at once. */
const seldom = <A, B>(arbitrary: fc.Arbitrary<A>, mostly: B): fc.Arbitrary<A | B> =>
  fc.oneof({ weight: 1, arbitrary }, { weight: 5, arbitrary: fc.constant(mostly) });
const terms = fc
  .record({
    share: fc.integer({ min: 1, max: 10_000 }),
    yearlyCap: fen(50_000_000n),
    greatestFace: fen(50_000_000n),
    leastContract: seldom(fc.bigInt({ min: 0n, max: 60_000_000n }), 0n),
    classes: seldom(fc.bigInt({ min: 1n, max: 2n ** BigInt(MOST_CLASS) - 1n }), 0b1110n),
  })
  .map((all) => ({
    ...all,
    greatestFace: all.greatestFace < all.yearlyCap ? all.greatestFace : all.yearlyCap,
  }));
const situations = fc.record({
  terms,
  approved: fen(100_000_000n),
  issuedToSister: seldom(fen(40_000_000n), 0n),
  who: seldom(fc.constant("elsewhere" as const), "firm" as const),
  from: seldom(fc.constant("related" as const), "provider" as const),
  contractValue: fen(80_000_000n),
  serviceClass: seldom(fc.integer({ min: 0, max: MOST_CLASS }), 1),
  /** Of what is promised: all, one fen more, or any amount. */
  asked: fc.oneof(
    { weight: 3, arbitrary: fc.constant("as much as there is" as const) },
    { weight: 2, arbitrary: fc.constant("one fen more" as const) },
    { weight: 1, arbitrary: fen(60_000_000n) },
  ),
  misfortune: seldom(fc.constantFrom(...Object.keys(MISFORTUNES)), undefined),
  isTooLate: seldom(fc.constant(true), false),
});
type Situation = typeof situations extends fc.Arbitrary<infer T> ? T : never;

const explain = explainer(ledgerInterfaces());

/** The errors' names, a batch item's own in its place. */
async function refusalOf(act: Promise<unknown>): Promise<string | undefined> {
  try {
    await act;
    return undefined;
  } catch (error) {
    return explain(error, "en").name;
  }
}

async function factsOf({ w, ...s }: Family, program: bigint, { who, from, ...asked }: Situation) {
  const day = await today();
  const year = Number(isoOfDay(day).slice(0, 4));
  const asker: AskerFacts = {
    district: who === "firm" ? w.wujin.id : w.nanhu.id,
    standing: await standingOf(w, s[who].id),
    issuedThisYear: await w.enterprises.issuedIn(GROUP, year),
  };
  const wish: Wish = {
    day,
    serviceClass: asked.serviceClass,
    contractValue: asked.contractValue,
    provider: await providerFacts(w, s[from].id),
    isEditionClosed: await w.districts.closed(),
  };
  return { program: await programFacts(w, Number(program)), asker, wish };
}

describe("A policy consultation promises what the ledger takes, and refuses what it refuses", () => {
  it("of a new voucher and the order on it, to the fen", async () => {
    const seen = new Set<string>();
    const property = fc.asyncProperty(situations, async (situation) => {
      const s = await load(family);
      const { w } = s;
      const holder = s[situation.who];
      if (situation.issuedToSister > 0n)
        await issueVouchers(w, w.wujin, s.ofSister, [{ enterprise: s.sister.id, face: situation.issuedToSister }]);
      const lastIssueDay = (await today()) + (situation.isTooLate ? 5 : WEEKS_LATER);
      const program = await openProgram(w, w.wujin, { ...situation.terms, lastIssueDay }, situation.approved);

      // What is asked for has to be announced five days before: it is worked out on today's facts, which misfortune changes.
      const before = await factsOf(s, program, situation);
      const promised = consultOne(before.program, before.asker, before.wish).offer?.most ?? 1_000n;
      const amounts = { "as much as there is": promised, "one fen more": promised + 1n };
      const amount = typeof situation.asked === "bigint" ? situation.asked : amounts[situation.asked];
      const item = { enterprise: holder.id, face: amount };
      const { batch, chain, noticeEnd } = await announce(w, w.wujin, program, [item]);
      await w.vouchers.connect(w.wujin.approver).approveBatch(batch, w.wujin.id);
      await goToDay(noticeEnd + 1);
      if (situation.misfortune !== undefined) await MISFORTUNES[situation.misfortune]?.(s, program);

      const { program: facts, asker, wish } = await factsOf(s, program, situation);
      const { reasons, offer } = consultOne(facts, asker, { ...wish, amount });
      const codes: string[] = reasons.map(({ code }) => code);
      const refused = await issueAndPlace(s, situation, { program, batch, item, tail: chain[1] as string });
      seen.add(refused ?? "taken");
      if (refused === undefined) expect(codes, "refused without need").to.deep.equal([]);
      else expect(codes, "promised, and the ledger refuses").to.include(refused);
      expect(offer?.amount).to.equal(refused === undefined ? amount : undefined);
    });
    await fc.assert(property, { numRuns: RUNS, seed: 1 });
    expect([...seen]).to.include.members([
      "taken",
      "ClassNotCovered",
      "YearlyCap",
      "BudgetExceeded",
      "ContractTooSmall",
    ]);

    async function issueAndPlace(
      s: Family,
      situation: Situation,
      {
        program,
        batch,
        item,
        tail,
      }: { program: bigint; batch: string; item: { enterprise: bigint; face: bigint }; tail: string },
    ): Promise<string | undefined> {
      const { w } = s;
      const refusal = await refusalOf(w.vouchers.connect(w.wujin.bureau).issue(batch, [item], tail));
      if (refusal !== undefined) return refusal;
      const [passed] = await w.vouchers.queryFilter(w.vouchers.filters.ItemPassedOver(batch));
      if (passed) return PASSED_OVER_NAMES[Number(passed.args.reason)];
      return place(s, situation, (program << 32n) | 1n, item.face);
    }
  });

  it("of an order on a voucher that it holds", async () => {
    const property = fc.asyncProperty(situations, fen(20_000_000n), async (situation, face) => {
      const s = await load(family);
      const { w } = s;
      const { classes, share, leastContract } = situation.terms;
      const program = await openProgram(
        w,
        w.wujin,
        { classes, share, leastContract, greatestFace: face, yearlyCap: face },
        face,
      );
      const [voucher] = await issueVouchers(w, w.wujin, program, [{ enterprise: s.firm.id, face }]);
      if (situation.isTooLate) await goToDay((await today()) + 180 + (situation.serviceClass % 2));
      if (situation.misfortune !== undefined) await MISFORTUNES[situation.misfortune]?.(s, program);
      else if (situation.approved % 5n === 0n) await w.vouchers.connect(w.auditor).freeze(voucher!, 10, id("reason"));

      const own = { ...situation, who: "firm" as const };
      const { program: facts, asker, wish } = await factsOf(s, program, own);
      const held = await heldVoucher(w, voucher!);
      const promised = consultHeld(held, facts, asker, wish).offer?.most ?? 1_000n;
      const amounts = { "as much as there is": promised, "one fen more": promised + 1n };
      const amount = typeof situation.asked === "bigint" ? situation.asked : amounts[situation.asked];
      const { reasons, offer } = consultHeld(held, facts, asker, { ...wish, amount });
      const codes: string[] = reasons.map(({ code }) => code);
      const refused = await place(s, own, voucher!, amount);
      if (refused === undefined) expect(codes, "refused without need").to.deep.equal([]);
      else expect(codes, "promised, and the ledger refuses").to.include(refused);
      expect(offer?.amount).to.equal(refused === undefined ? amount : undefined);
    });
    await fc.assert(property, { numRuns: RUNS, seed: 2 });
  });

  async function place(s: Family, { who, from, ...situation }: Situation, voucher: bigint, amount: bigint) {
    const { w } = s;
    const { serviceClass, contractValue } = situation;
    const order = await orderOf(voucher, s[from].id, { amount, serviceClass, contractValue, deliverBy: await today() });
    const placement = await placementOf(w, order, s[who], s[from]);
    return refusalOf(w.orders.connect(w.operator).place([placement]));
  }
});

/**
 * What the ledger costs: gas a voucher, all in, that is the receipts' gasUsed with base and calldata, divided by the
 * vouchers or orders of the batch.
 *
 * The rule for every batch, the peers' too: it is the second. What belongs to the program or the token as a whole has been
 * written before; each holder, voucher and order in it is new.
 */
import type { Item } from "../../client/list.ts";
import { openProgram } from "../../test/support/acts.ts";
import { goToDay, today, world } from "../../test/support/world.ts";
import { NOTHING, type Figures, type Parts, type Result } from "./figures.ts";
import { issueList, issueMany, type Office } from "./issue.ts";
import { matchAndOrder } from "./matching.ts";
import { pay, place, redeem, type Parties } from "./orders.ts";
import { admitProviders, registerEnterprises, type Firm } from "./people.ts";
import { costOf, each, eachPart, sumOf, type Cost } from "./receipts.ts";

const FACE = 1_000_000n; // ¥10,000
const YEARLY_CAP = 10_000_000_000n; // room for the history
const BUDGET = 200_000_000_000_000n;

export type LedgerResult = Omit<Result, "peers"> & { readonly extras: { easAttest: null } };

/**
 * @param history vouchers to issue before at100k, 0 to leave it out
 * @param progress is told how many of them are issued
 */
export async function measureLedger(history: number, progress: (issued: number) => void): Promise<LedgerResult> {
  const w = await world();
  const firms = await registerEnterprises(w, w.wujin, 300);
  const providers = await admitProviders(w, w.yangpu, 51);
  const over = { joint: [w.yangpu.id, 0, 0, 0, 0, 0, 0, 0], yearlyCap: YEARLY_CAP };
  const office: Office = { home: w.wujin, joint: w.yangpu, program: await openProgram(w, w.wujin, over, BUDGET) };
  const [before, hundred, hundredLater, fifty] = [
    firms.slice(0, 50),
    firms.slice(50, 150),
    firms.slice(150, 250),
    firms.slice(250),
  ];
  const figures: Figures = { ...NOTHING };
  const floors: Record<string, Parts> = {};
  const note = (key: keyof Figures, { gas, floor }: Cost, items: number): void => {
    figures[key] = each(gas, items);
    floors[key] = eachPart(floor, items);
  };
  /** The vouchers' ids follow from the order of the lists. */
  let serial = 0;
  const issue = async (label: string, to: readonly Firm[]) => {
    const spent = await issueList(w, office, to.map(itemFor), label);
    const vouchers = to.map((_, n) => (office.program << 32n) | BigInt(serial + n + 1));
    serial += to.length;
    return { ...spent, vouchers };
  };
  const partiesOf = (vouchers: readonly bigint[], enterprises: readonly Firm[], from: number): Parties[] =>
    providers.slice(from, from + vouchers.length).map((provider, n) => {
      const [voucher, enterprise] = [vouchers[n], enterprises[n]];
      if (voucher === undefined || enterprise === undefined) throw new RangeError(`There is no enterprise ${n}.`);
      return { voucher, enterprise, provider };
    });

  const earlier = await issue("those before", before);
  const [, placedBefore] = await place(w, partiesOf(earlier.vouchers.slice(0, 1), before, 50), 1_000);
  await redeem(w, placedBefore, 1_000);
  await pay(w, w.wujin, placedBefore);

  const first = await issue("a hundred", hundred);
  note("issue100", first.issuing, 100);
  const again = await issue("the same hundred", hundred);
  const life = await issue("fifty", fifty);
  const [placing, placed] = await place(w, partiesOf(life.vouchers, fifty, 0), 0);
  note("place50", placing, 50);
  const redeeming = await redeem(w, placed, 0);
  note("redeem50", redeeming, 50);
  const [opening, settling] = await pay(w, w.wujin, placed);
  note("pay50", sumOf([opening, settling]), 50);
  note("life50", sumOf([life.issuing, placing, redeeming, opening, settling]), 50);

  const [earliest, second] = partiesOf(again.vouchers.slice(0, 2), hundred, 0) as [Parties, Parties];
  await matchAndOrder(w, earliest, 2_000);
  const matching = await matchAndOrder(w, second, 2_001);

  if (history > 0) {
    const all = Array.from({ length: history / before.length }, () => before.map(itemFor)).flat();
    await issueMany(w, office, all, "history", progress);
    note("at100k", (await issueList(w, office, hundredLater.map(itemFor), "a hundred later")).issuing, 100);
  }

  await goToDay((await today()) + 400);
  const expire = async (vouchers: readonly bigint[]) => costOf(w.vouchers.connect(w.stranger).expire([...vouchers]));
  await expire(earlier.vouchers.slice(1, 2));
  note("expire100", await expire(first.vouchers), 100);

  return {
    ...figures,
    extras: {
      announce100: each(first.announcing, 100),
      issueAgain100: each(again.issuing.gas, 100),
      issue50: each(life.issuing.gas, 50),
      open50: each(opening.gas, 50),
      settle50: each(settling.gas, 50),
      postDemand: each(matching.postDemand, 1),
      postOffer: each(matching.postOffer, 1),
      matchUp: each(matching.matchUp, 1),
      recordOrder: each(matching.recordOrder, 1),
      easAttest: null,
    },
    floors,
  };
}

const itemFor = ({ id }: Firm): Item => ({ enterprise: id, face: FACE });

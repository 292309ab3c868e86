import { expect } from "chai";
import { isoOfDay } from "../../../client/days.ts";
import { killAtRandom, MOMENTS, runKilled, storageRoots, type Killed, type Moment } from "../support/killing.ts";
import { openOffice, person, type Office } from "../support/office.ts";
import { placeOrders } from "../support/scene.ts";
import { invoiceOf, openMarket, signRedemption, type Market } from "./market.ts";

const ORDERS = 8;

describe("Redeeming that is killed", function () {
  this.timeout(240_000);
  let office: Office;
  let market: Market;
  let words: string[];
  let state: string;
  let undisturbed: { roots: Record<string, string>; sent: number; requests: number };

  const sent = async (): Promise<number> => office.provider.getTransactionCount(person("operator").address);
  const run = async (moment: Moment | undefined): Promise<Killed> =>
    runKilled(office, "operator", words, moment, market.keys);

  before(async () => {
    office = await openOffice();
    market = await openMarket(office, ORDERS);
    const places = Array.from({ length: ORDERS }, (_, i) => i);
    const orders = await placeOrders(office, market.scene, places);
    const folder = await market.folder();
    for (const place of places) {
      const invoices = [invoiceOf(market, place + 1, 5_000_000n + BigInt(place))];
      await signRedemption(market, folder, { place, order: orders[place]!, invoices });
    }
    words = ["redeem", folder, "--notice-end", isoOfDay((await office.today()) + 6), ...market.password];
    state = (await office.provider.send("evm_snapshot", [])) as string;
    const { requests, resumed } = await run(undefined);
    const { rows } = resumed.json().data as { rows: { end: string }[] };
    expect(rows.map(({ end }) => end)).to.deep.equal(places.map(() => "before"));
    undisturbed = { roots: await storageRoots(office), sent: await sent(), requests };
  });
  after(async () => office.close());
  beforeEach(async () => revert());

  const revert = async (): Promise<void> => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  };
  const goesOn = async (moment: Moment): Promise<Killed> => {
    const ended = await run(moment);
    const { resumed } = ended;
    expect(resumed.exit, resumed.err.join("\n")).to.equal(0);
    expect(await storageRoots(office), moment.name).to.deep.equal(undisturbed.roots);
    expect(await sent(), moment.name).to.equal(undisturbed.sent);
    return ended;
  };

  for (const moment of MOMENTS) {
    it(`goes on when it is killed ${moment.name}, and redeems nothing twice`, async () => {
      expect((await goesOn(moment)).killed).to.equal(true);
    });
  }

  it("goes on from twenty random moments, and redeems nothing twice", async () => {
    const { requests } = undisturbed;
    const killed = await killAtRandom(20_300_501, { runs: 20, requests }, async (moment) => {
      await revert();
      return goesOn(moment);
    });
    expect(killed).to.be.greaterThan(9);
  });
});

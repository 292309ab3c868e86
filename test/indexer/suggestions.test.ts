import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { id } from "ethers";
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import {
  enterpriseIn,
  postDemand,
  postOffer,
  providerIn,
  withdrawPost,
  wouldMatch,
  type Poster,
} from "../scripts/support/matching.ts";
import { openOffice, person, type Office } from "../scripts/support/office.ts";
import { nextFirm, payableOrders, registerFirms, setScene, type Scene } from "../scripts/support/scene.ts";
import { startIndexer, type Indexer } from "./support/indexer.ts";

const SECRET = "a key that opens everything, in tests";
const KEY = { Authorization: `Bearer ${SECRET}` };

type Found = Readonly<Record<string, unknown>>;

describe("Whom the index suggests for a demand", () => {
  let folder: string;
  let office: Office;
  let indexer: Indexer;
  /** Enterprises of Wujin, with a provider of Yangpu and one of Wujin. */
  let far: Scene;
  let near: Scene;
  /** It has the controller of Yangpu's provider. */
  let related: Poster;

  const asked = async (address: string, headers: Record<string, string> = {}) => {
    await indexer.through(await office.provider.getBlockNumber());
    return fetch(`${await indexer.url}${address}`, { headers });
  };
  const suggested = async (demand: string, query = "", headers?: Record<string, string>) => {
    const answer = (await (await asked(`/suggestions/${demand}${query}`, headers)).json()) as { items: Found[] };
    return answer.items;
  };
  const providersFor = async (...words: Parameters<typeof suggested>) =>
    (await suggested(...words)).map(({ provider }) => provider);
  const numberOf = ({ provider }: Scene): string => formatProvider(provider);

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "index-"));
    office = await openOffice();
    far = await setScene(office, { vouchers: 2 });
    near = await setScene(office, { vouchers: 1, providerIn: "wujin" });
    const firmName = nextFirm();
    const [firm = 0n] = await registerFirms(office, 1, `group ${far.providerKey.address}`);
    related = { id: firm, key: person(firmName) };
    const [data, fullKeyFile] = [path.join(folder, "data"), path.join(folder, "key")];
    await writeFile(fullKeyFile, `${SECRET}\n`, { mode: 0o600 });
    indexer = startIndexer({ deployment: office.deploymentFile, nodes: [office.url], data, fullKeyFile });
  });
  after(async () => {
    await indexer.end("SIGTERM");
    await office.close();
    await rm(folder, { recursive: true });
  });

  it("names whoever is admitted for the class, whoever is nearer first", async () => {
    const demand = await postDemand(office, enterpriseIn(far));
    expect(await suggested(demand)).to.deep.equal([
      { ...NOTHING_YET, provider: numberOf(near), district: 2, reasons: ["homeDistrict"] },
      { ...NOTHING_YET, provider: numberOf(far), district: 1, reasons: [] },
    ]);
  });

  it("names nobody outside of the district sought", async () => {
    const demand = await postDemand(office, enterpriseIn(far), { district: 1 });
    expect(await suggested(demand)).to.deep.equal([
      { ...NOTHING_YET, provider: numberOf(far), district: 1, reasons: ["soughtDistrict"] },
    ]);
  });

  it("puts before nearness what was paid for in this class, and says since when", async () => {
    const [order = ""] = await payableOrders(office, far, [0]);
    await sent(office.as("wujin bureau").payments.open(2, [order]));
    const payment = await office.ledger.payments.count();
    await sent(
      office.as("wujin finance").payments.settle(payment, [{ order, paid: true, receipt: id("a bank's receipt") }]),
    );
    const [first, second] = await suggested(await postDemand(office, enterpriseIn(far)));
    const paidOn = new Date((await office.today()) * 86_400_000).toISOString().slice(0, 10);
    expect(first).to.deep.equal({
      ...NOTHING_YET,
      provider: numberOf(far),
      district: 1,
      reasons: ["experience", "active"],
      paidOrders: 1,
      activeOn: paidOn,
    });
    expect(second).to.include({ provider: numberOf(near), paidOrders: 0 });
    const ofOtherClass = await suggested(await postDemand(office, enterpriseIn(far), { serviceClass: 2 }));
    expect(ofOtherClass.map(({ paidOrders }) => paidOrders)).to.deep.equal([0, 0]);
  });

  it("puts first whose open offer fits, and before that whose offer answers this very demand", async () => {
    const [demand, other] = [
      await postDemand(office, enterpriseIn(far)),
      await postDemand(office, enterpriseIn(far, 1)),
    ];
    const toAll = await postOffer(office, providerIn(near));
    for (const unfit of [{ serviceClass: 2 }, { district: 3 }, { demand: other }])
      await postOffer(office, providerIn(far), unfit);
    expect((await suggested(demand))[0]).to.deep.include({
      provider: numberOf(near),
      reasons: ["offer", "homeDistrict", "active"],
      offer: toAll,
      offers: 1,
    });
    const answer = await postOffer(office, providerIn(far), { demand });
    const [first] = await suggested(demand);
    expect(first).to.deep.include({ provider: numberOf(far), offer: answer, offers: 1 });
    expect((first as { reasons: string[] }).reasons.slice(0, 2)).to.deep.equal(["answers", "offer"]);
    await withdrawPost(office, providerIn(far), answer);
    await withdrawPost(office, providerIn(near), toAll);
    expect((await suggested(demand)).map(({ offers }) => offers)).to.deep.equal([0, 0]);
  });

  it("finds for a demand exactly the open offers that the ledger would match it with, page by page and by provider", async () => {
    const buyer = enterpriseIn(far);
    const through = (await office.today()) + 1;
    const [demand, inYangpu, other, over, short] = [
      await postDemand(office, buyer),
      await postDemand(office, buyer, { district: 1 }),
      await postDemand(office, enterpriseIn(far, 1)),
      await postDemand(office, buyer),
      await postDemand(office, buyer, { through }),
    ];
    const offers: { readonly by: Scene; readonly offer: string }[] = [];
    for (const by of [far, near])
      for (const over of [
        {},
        { demand },
        { demand: other },
        { serviceClass: 2 },
        { district: 2 },
        { district: 3 },
        { through },
      ])
        offers.push({ by, offer: await postOffer(office, providerIn(by), over) });
    const gone = await postOffer(office, providerIn(far));
    await withdrawPost(office, providerIn(far), gone);
    await withdrawPost(office, buyer, over);
    await office.goToDay(through + 1);
    for (const [one, most] of [
      [demand, 6],
      [inYangpu, 2],
      [over, 0],
      [short, 0],
    ] as const) {
      const accepted: string[] = [];
      for (const { by, offer } of [...offers, { by: far, offer: gone }])
        if (await wouldMatch(office, buyer, providerIn(by), { demand: one, offer })) accepted.push(offer);
      expect(accepted).to.have.length(most);
      const found: string[] = [];
      for (let after = ""; ;) {
        const page = (await (await asked(`/offers?fits=${one}&limit=4${after}`)).json()) as Offers;
        found.push(...page.items.map(({ offer }) => offer));
        if (page.next === null) break;
        after = `&after=${page.next}`;
      }
      expect(found.toSorted()).to.deep.equal(accepted.toSorted());
    }
    const ofOne = (await (await asked(`/offers?fits=${demand}&provider=${numberOf(near)}`)).json()) as Offers;
    expect(ofOne.items.map(({ provider }) => provider)).to.deep.equal(Array(3).fill(numberOf(near)));
    expect((await asked(`/offers?fits=0x${"12".repeat(32)}`)).status).to.equal(404);
    for (const { by, offer } of offers) {
      if (await wouldMatch(office, buyer, providerIn(by), { demand, offer }))
        await withdrawPost(office, providerIn(by), offer);
    }
  });

  it("tells only whoever has the key who is of the enterprise's group: to others, who is left out would tell who looks", async () => {
    const demand = await postDemand(office, related);
    expect(await providersFor(demand)).to.have.members([numberOf(far), numberOf(near)]);
    expect(await providersFor(demand, "", KEY)).to.deep.equal([numberOf(near)]);
    expect(JSON.stringify(await suggested(demand))).to.not.include(formatEnterprise(related.id));
  });

  it("goes on where the page before ended, and gives the same as CSV", async () => {
    const demand = await postDemand(office, enterpriseIn(far));
    const page = (await (await asked(`/suggestions/${demand}?limit=1`)).json()) as { items: Found[]; next: string };
    const rest = (await (await asked(`/suggestions/${demand}?after=${page.next}`)).json()) as typeof page;
    const all = await providersFor(demand);
    expect([...page.items, ...rest.items].map(({ provider }) => provider)).to.deep.equal(all);
    expect(rest.next).to.equal(null);
    const csv = await (await asked(`/suggestions/${demand}?format=csv`)).text();
    const rows = parse<Record<string, string>>(csv, { bom: true, columns: true });
    expect(rows.map(({ provider }) => provider)).to.deep.equal(all);
    expect(rows[0]!["reasons"]).to.equal("experience active");
  });

  it("names nobody for a demand that is over, or whose admission is suspended or over, and knows no other numbers", async () => {
    const [over, short, long] = [
      await postDemand(office, enterpriseIn(far)),
      await postDemand(office, enterpriseIn(far), { through: (await office.today()) + 1 }),
      await postDemand(office, enterpriseIn(far), { through: (await office.today()) + 300 }),
    ];
    await withdrawPost(office, enterpriseIn(far), over);
    expect(await suggested(over)).to.deep.equal([]);
    await sent(office.as("wujin bureau").providers.suspend(near.provider, id("a reason")));
    expect(await providersFor(long)).to.deep.equal([numberOf(far)]);
    await office.goToDay((await office.today()) + 2);
    expect(await suggested(short)).to.deep.equal([]);
    expect((await asked(`/suggestions/0x${"12".repeat(32)}`)).status).to.equal(404);
    expect((await asked("/suggestions/12")).status).to.equal(400);
  });
});

interface Offers {
  readonly items: readonly { readonly offer: string; readonly provider: string }[];
  readonly next: string | null;
}

const NOTHING_YET = { offer: null, offers: 0, words: [], paidOrders: 0, activeOn: null };

async function sent(transaction: Promise<{ wait: () => Promise<unknown> }>): Promise<void> {
  await (await transaction).wait();
}

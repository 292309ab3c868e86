import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import {
  enterpriseIn,
  matchUp,
  orderUnder,
  postDemand,
  postOffer,
  providerIn,
  withdrawPost,
} from "../scripts/support/matching.ts";
import { openOffice, type Office } from "../scripts/support/office.ts";
import { setScene, type Scene } from "../scripts/support/scene.ts";
import { startIndexer, type Indexer } from "./support/indexer.ts";

const SECRET = "a key that opens everything, in tests";
const KEY = { Authorization: `Bearer ${SECRET}` };

type Found = Readonly<Record<string, unknown>>;

describe("What the index tells of demands, offers and matches", () => {
  let folder: string;
  let office: Office;
  let scene: Scene;
  let indexer: Indexer;
  /** What Wujin's office says; the others say nothing. */
  let published: Found = { enterprises: "none", amounts: false, smallCells: true, proofs: false };
  const wujin: Server = createServer((_, response) => {
    response.end(JSON.stringify({ district: 2, settings: published }));
  });
  /** By what became of them. */
  const demands: Record<string, string> = {};
  const offers: Record<string, string> = {};
  let match: string;
  let order: string;

  const asked = async (address: string, headers: Record<string, string> = {}) =>
    fetch(`${await indexer.url}${address}`, { headers });
  const seen = async (address: string, headers?: Record<string, string>): Promise<Found> =>
    (await asked(address, headers)).json() as Promise<Found>;
  const items = async (address: string, headers?: Record<string, string>) =>
    (await seen(address, headers))["items"] as Found[];
  const idsOf = async (address: string, of: string) => (await items(address)).map((one) => one[of]);

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "index-"));
    await new Promise<void>((resolve) => wujin.listen(0, "127.0.0.1", resolve));
    office = await openOffice();
    scene = await setScene(office, { vouchers: 2 });
    const [enterprise, other, provider] = [enterpriseIn(scene), enterpriseIn(scene, 1), providerIn(scene)];
    demands["expired"] = await postDemand(office, other, { through: (await office.today()) + 1 });
    offers["expired"] = await postOffer(office, provider, { through: (await office.today()) + 1 });
    await office.goToDay((await office.today()) + 2);
    demands["matched"] = await postDemand(office, enterprise);
    demands["open"] = await postDemand(office, other, { district: 1, serviceClass: 2 });
    demands["withdrawn"] = await postDemand(office, other, { district: 3 });
    await withdrawPost(office, other, demands["withdrawn"]);
    offers["open"] = await postOffer(office, provider, { district: 2, serviceClass: 2 });
    offers["withdrawn"] = await postOffer(office, provider);
    await withdrawPost(office, provider, offers["withdrawn"]);
    const answer = await postOffer(office, provider, { demand: demands["matched"] });
    offers["matched"] = answer;
    match = await matchUp(office, enterprise, provider, { demand: demands["matched"], offer: answer });
    order = await orderUnder(office, scene, 0, match);
    const [data, fullKeyFile] = [path.join(folder, "data"), path.join(folder, "key")];
    await writeFile(fullKeyFile, `${SECRET}\n`, { mode: 0o600 });
    const offices = { 2: `http://127.0.0.1:${(wujin.address() as AddressInfo).port}` };
    indexer = startIndexer({ deployment: office.deploymentFile, nodes: [office.url], data, fullKeyFile, offices });
    await indexer.through(await office.provider.getBlockNumber());
  });
  after(async () => {
    await indexer.end("SIGTERM");
    await office.close();
    wujin.closeAllConnections();
    wujin.close();
    await rm(folder, { recursive: true });
  });

  it("finds demands and offers by what became of them; what is past its last day is not open", async () => {
    for (const state of ["open", "matched", "withdrawn", "expired"]) {
      const asks = `state=${state[0]!.toUpperCase()}${state.slice(1)}`;
      expect(await idsOf(`/demands?${asks}`, "demand"), state).to.deep.equal([demands[state]]);
      expect(await idsOf(`/offers?${asks}`, "offer"), state).to.deep.equal([offers[state]]);
    }
    expect(await seen(`/demands/${demands["expired"]!}`)).to.include({ state: "Expired", endedOn: null });
  });

  it("finds them by class, district and who could be the partner", async () => {
    expect(await idsOf("/demands?serviceClass=2", "demand")).to.deep.equal([demands["open"]]);
    expect(await idsOf("/demands?district=1", "demand")).to.deep.equal([]);
    expect(await idsOf("/demands?district=2", "demand")).to.have.members(Object.values(demands));
    const forNanhu = ["matched", "withdrawn", "expired"].map((one) => demands[one]);
    expect(await idsOf("/demands?partnerDistrict=3", "demand")).to.have.members(forNanhu);
    expect(await idsOf("/demands?partnerDistrict=1&state=Open", "demand")).to.deep.equal([demands["open"]]);
    expect(await idsOf("/offers?partnerDistrict=4&state=Open", "offer")).to.deep.equal([]);
    expect(await idsOf("/offers?partnerDistrict=2&state=Open", "offer")).to.deep.equal([offers["open"]]);
    const provider = formatProvider(scene.provider);
    expect(await idsOf(`/offers?provider=${provider}`, "offer")).to.have.members(Object.values(offers));
    expect(await idsOf("/offers?provider=P1-99", "offer")).to.deep.equal([]);
    expect(await idsOf(`/offers?demand=${demands["matched"]!}`, "offer")).to.deep.equal([offers["matched"]]);
  });

  it("leads from a demand to its answers and its match", async () => {
    const demand = await seen(`/demands/${demands["matched"]!}`);
    expect(demand).to.include({ state: "Matched", serviceClass: 1, sought: null, answers: 1, match });
    expect((demand["offers"] as Found[]).map(({ offer }) => offer)).to.deep.equal([offers["matched"]]);
    expect(await seen(`/offers/${offers["matched"]!}`)).to.include({ demand: demands["matched"], matches: 1 });
    for (const asks of ["district=2", "providerDistrict=1", "serviceClass=1", `offer=${offers["matched"]!}`])
      expect(await idsOf(`/matches?${asks}`, "match"), asks).to.deep.equal([match]);
    for (const asks of ["district=1", "providerDistrict=2", "serviceClass=2", `offer=${offers["open"]!}`])
      expect(await idsOf(`/matches?${asks}`, "match"), asks).to.deep.equal([]);
    expect(await seen(`/matches/${match}`)).to.include({ demand: demands["matched"], orders: 1 });
    for (const one of ["demands", "offers", "matches"])
      expect((await asked(`/${one}/0x${"12".repeat(32)}`)).status, one).to.equal(404);
  });

  it("goes on where the page before ended, and gives the same as CSV", async () => {
    for (const address of ["/demands", "/offers", "/offers?serviceClass=1", "/matches"]) {
      const all = await items(address);
      const mark = address.includes("?") ? "&" : "?";
      const paged: Found[] = [];
      for (let after = ""; ;) {
        const page = await seen(`${address}${mark}limit=1${after}`);
        paged.push(...(page["items"] as Found[]));
        if (page["next"] === null) break;
        after = `&after=${page["next"] as string}`;
      }
      expect(paged, address).to.deep.equal(all);
      const csv = await (await asked(`${address}${mark}format=csv`)).text();
      const cells = all.map((one) =>
        Object.fromEntries(
          Object.entries(one).map(([name, value]) => [name, value === null ? "" : String(value as string | number)]),
        ),
      );
      expect(parse(csv, { bom: true, columns: true }), address).to.deep.equal(cells);
    }
    const days = (await items("/demands")).map(({ postedOn }) => postedOn as string);
    expect(days).to.deep.equal(days.toSorted().toReversed());
  });

  it("tells nobody which enterprise of a district that publishes none looks for what, nor lets it be found out", async () => {
    const enterprise = formatEnterprise(scene.enterprises[0]!.id);
    const demand = await seen(`/demands/${demands["matched"]!}`);
    // By the text's commitment the demand's number could be tried against every enterprise.
    expect(demand).to.include({ enterprise: null, content: null, district: 2 });
    expect(await seen(`/matches/${match}`)).to.include({ enterprise: null, recorded: null });
    for (const address of [`/demands?enterprise=${enterprise}`, `/matches?enterprise=${enterprise}`]) {
      const refused = await asked(address);
      expect(refused.status, address).to.equal(400);
      const error = "District 2 does not publish which enterprise looks for what.";
      expect(await refused.json()).to.deep.equal({ error });
    }
    const told = JSON.stringify(await Promise.all(["/demands", "/offers", "/matches"].map(async (one) => seen(one))));
    for (const { id, key } of scene.enterprises) {
      expect(told).to.not.include(formatEnterprise(id));
      expect(told.toLowerCase()).to.not.include(key.address.toLowerCase());
    }
  });

  it("tells it whoever has the key, and everybody once the district publishes it, under another ETag", async () => {
    const enterprise = formatEnterprise(scene.enterprises[0]!.id);
    expect((await items(`/demands?enterprise=${enterprise}`, KEY))[0]).to.include({ enterprise, state: "Matched" });
    expect(await seen(`/matches/${match}`, KEY))
      .to.deep.include({ enterprise })
      .and.to.have.property("recorded");
    const address = `/demands/${demands["matched"]!}`;
    const tag = (await asked(address)).headers.get("etag")!;
    expect((await asked(address, { "If-None-Match": tag })).status).to.equal(304);
    published = { enterprises: "pseudonym", amounts: true, smallCells: false, proofs: false };
    for (let response = await asked(address, { "If-None-Match": tag }); response.status === 304;) {
      await pause(200);
      response = await asked(address, { "If-None-Match": tag });
    }
    const demand = await seen(address);
    expect(demand).to.include({ enterprise });
    expect(demand["content"]).to.match(/^0x[0-9a-f]{64}$/);
    const { recorded } = (await seen(`/matches/${match}`)) as { recorded: Found[] };
    expect(recorded.map(({ order: id }) => id)).to.deep.equal([order]);
    expect(await idsOf(`/matches?enterprise=${enterprise}`, "match")).to.deep.equal([match]);
    expect((await seen(`/orders/${order}`))["reference"]).to.equal(match);
  });
});

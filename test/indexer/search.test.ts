import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import fc from "fast-check";
import pg from "pg";
import { KeptDocument } from "../../client/documents/record.ts";
import { formatProvider } from "../../client/ids.ts";
import { openDistrict, type DistrictOffice } from "../office/support/district.ts";
import { enterpriseIn, providerIn, withdrawPost } from "../scripts/support/matching.ts";
import { openOffice, type Office } from "../scripts/support/office.ts";
import { setScene, type Scene } from "../scripts/support/scene.ts";
import { startPostgres, type Postgres } from "../support/postgres.ts";
import { word } from "./support/fuzz.ts";
import { startIndexer, type Indexer, type Start } from "./support/indexer.ts";
import { write, type Written } from "./support/texts.ts";

type Found = Readonly<Record<string, unknown>>;

/** What means something to a database that looks for words. */
const marks = fc.constantFrom(..."'\":*&|!()<->\\ %_aé石１");

/** What a stranger says in the place of Nanhu's office. */
interface Stranger {
  readonly server: Server;
  readonly url: string;
  answer: (path: string) => unknown;
}

async function openStranger(): Promise<Stranger> {
  const stranger: Pick<Stranger, "answer"> = { answer: () => ({}) };
  const server = createServer((request, response) => {
    const answer = stranger.answer(request.url ?? "");
    response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(stranger, { server, url: `http://127.0.0.1:${port}` });
}

for (const where of ["in memory", "in PostgreSQL"] as const) {
  describe(`Finding demands, offers and providers by words, kept ${where}`, function () {
    this.timeout(300_000);

    let folder: string;
    let practice: Office;
    let scene: Scene;
    /** Whose provider is of Nanhu. */
    let strange: Scene;
    let wujin: DistrictOffice;
    let yangpu: DistrictOffice;
    let nanhu: Stranger;
    let postgres: Postgres | undefined;
    let start: Start;
    let indexer: Indexer;
    let powder: Written;
    let sensor: Written;
    let furnace: Written;

    const seen = async (address: string): Promise<Found> =>
      (await fetch(`${await indexer.url}${address}`)).json() as Promise<Found>;
    const items = async (address: string): Promise<Found[]> => (await seen(address))["items"] as Found[];
    const demandsWith = async (words: string, more = "") =>
      (await items(`/demands?words=${encodeURIComponent(words)}${more}`)).map(({ demand }) => demand);
    const offersWith = async (words: string) =>
      (await items(`/offers?words=${encodeURIComponent(words)}`)).map(({ offer }) => offer);
    const providersWith = async (words: string) =>
      (await items(`/providers?words=${encodeURIComponent(words)}`)).map(({ provider }) => provider);
    const statusOf = async (list: string, words: string) =>
      (await fetch(`${await indexer.url}/${list}?words=${encodeURIComponent(words)}`)).status;
    const whose = async (): Promise<Record<string, unknown>> =>
      Object.fromEntries((await items("/texts")).map((one) => [String(one["district"]), [one["state"], one["texts"]]]));
    /** An office is asked every five seconds. */
    const becomes = async <T>(ask: () => Promise<T>, wanted: T): Promise<void> => {
      for (let tries = 0; tries < 600; tries += 1) {
        if (JSON.stringify(await ask()) === JSON.stringify(wanted)) return;
        await pause(200);
      }
      expect(await ask()).to.deep.equal(wanted);
    };

    before(async () => {
      folder = await mkdtemp(path.join(tmpdir(), "index-"));
      practice = await openOffice();
      scene = await setScene(practice, { vouchers: 2 });
      strange = await setScene(practice, { vouchers: 1, providerIn: "nanhu" });
      [wujin, yangpu] = [await openDistrict(practice), await openDistrict(practice, { district: 1 })];
      nanhu = await openStranger();
      powder = await write(practice, wujin, "demand", enterpriseIn(scene), {
        ...{ title: "石墨烯粉体制备工艺优化", text: "Finer graphene powders, in batches of ５０ｋｇ" },
      });
      sensor = await write(practice, wujin, "demand", enterpriseIn(scene, 1), {
        ...{ title: "Sensors for a powder line", text: "粉体输送的在线监测", serviceClass: 2, district: 1 },
      });
      furnace = await write(practice, yangpu, "offer", providerIn(scene), { title: "Furnace for graphene 高温炉" });
      await nameProvider();
      if (where === "in PostgreSQL") postgres = await startPostgres();
      const offices = { 1: yangpu.url, 2: wujin.url, 3: nanhu.url };
      start = {
        ...{ deployment: practice.deploymentFile, nodes: [practice.url], data: path.join(folder, "data"), offices },
        ...(postgres && { database: await postgres.database("words") }),
      };
      indexer = startIndexer(start);
      await indexer.through(await practice.provider.getBlockNumber());
      await becomes(async () => (await whose())["2"], ["Current", 2]);
      await becomes(async () => (await whose())["1"], ["Current", 1]);
    });
    after(async () => {
      await indexer.end("SIGTERM");
      await postgres?.close();
      await wujin.close();
      await yangpu.close();
      nanhu.server.closeAllConnections();
      nanhu.server.close();
      await practice.close();
      await rm(folder, { recursive: true });
    });

    /** Its profile is held against the ledger's commitment, and entered. */
    const nameProvider = async (): Promise<void> => {
      const document = { kind: "provider", name: "上海应用技术大学", englishName: "Shanghai Institute of Technology" };
      const written = formatProvider(scene.provider);
      const profile = KeptDocument.make({ purpose: "profile", subject: `provider ${written}`, document }, Date.now());
      const { providers } = practice.as("yangpu bureau");
      await (await providers.changeProfile(scene.provider, profile.commitment)).wait();
      const bureau = await yangpu.as("yangpu bureau");
      const { status } = await bureau.put(`/profiles/${written}`, { document: JSON.parse(profile.text()) as object });
      expect(status).to.equal(200);
    };

    const askServer = async (statement: string): Promise<unknown[]> => {
      const client = new pg.Client(start.database);
      await client.connect();
      const { rows } = await client.query<Record<string, unknown>>(statement);
      await client.end();
      return rows;
    };

    /** The server recovers from the death of any of its processes as from a power cut. */
    const cutOff = async (): Promise<void> => {
      const client = new pg.Client(start.database);
      const ended = once(client, "error");
      await client.connect();
      const { rows } = await client.query<{ of: number }>("select pg_backend_pid() as of");
      process.kill(rows[0]!.of, "SIGKILL");
      await ended;
      for (let tries = 0; tries < 100; tries += 1) {
        if (await askServer("select 1").catch(() => undefined)) return;
        await pause(20);
      }
    };

    it("finds them in Chinese and English, by each of the words, in any width, case and ending", async () => {
      for (const words of ["石墨烯", "粉体制备", "墨烯 工艺", "GRAPHENE", "powder 石墨", "50kg", "batch"])
        expect(await demandsWith(words), words).to.deep.equal([powder.post]);
      for (const words of ["粉体", "粉", "powder", "Powders ", "ｐｏｗ"])
        expect((await demandsWith(words)).toSorted(), words).to.deep.equal([powder.post, sensor.post].toSorted());
      for (const words of ["石墨粉", "graphene sensor", "owder", "furnace"])
        expect(await demandsWith(words), words).to.deep.equal([]);
      expect(await offersWith("graphene 高温")).to.deep.equal([furnace.post]);
    });

    it("narrows them down by all the rest, and goes on where the page before ended", async () => {
      expect(await demandsWith("powder", "&serviceClass=2")).to.deep.equal([sensor.post]);
      expect(await demandsWith("powder", "&district=1")).to.deep.equal([]);
      expect(await demandsWith("powder", "&partnerDistrict=3")).to.deep.equal([powder.post]);
      expect(await demandsWith("powder", "&state=Matched")).to.deep.equal([]);
      const all = await items("/demands?words=powder&state=Open");
      const first = await seen("/demands?words=powder&limit=1&state=Open");
      const second = await seen(`/demands?words=powder&limit=1&state=Open&after=${first["next"] as string}`);
      expect([...(first["items"] as Found[]), ...(second["items"] as Found[])]).to.deep.equal(all);
      expect(second["next"]).to.equal(null);
      expect(all).to.have.length(2);
      const csv = await (await fetch(`${await indexer.url}/demands?words=graphene&format=csv`)).text();
      expect(csv.trim().split("\r\n")).to.have.length(2);
    });

    it("finds a provider by its number, its names and what it offers, and says what it cannot look for", async () => {
      const provider = formatProvider(scene.provider);
      for (const words of [provider, ` ${provider.toLowerCase()}`, "应用技术", "institutes of technology", "furnace"])
        await becomes(async () => providersWith(words), [provider]);
      expect(await providersWith("nothing of the kind")).to.deep.equal([]);
      const error = 'The parameter "words" must be words of at most 80 characters, with a letter or a digit in them.';
      for (const words of ["", "，。", "x".repeat(81), "\u0000"])
        expect(await seen(`/demands?words=${encodeURIComponent(words)}`), words).to.deep.equal({ error });
      for (const words of ["the", "of the ", "':*&|!()\\ a", "<-> a", "x".repeat(80), "ﷺ".repeat(80)])
        expect(await statusOf("offers", words), words).to.equal(200);
      const anything = fc.oneof(
        word,
        fc.string({ unit: "grapheme", maxLength: 30 }),
        fc.string({ unit: marks, maxLength: 8 }),
      );
      const property = fc.asyncProperty(
        fc.constantFrom("demands", "offers", "providers"),
        anything,
        async (list, words) => {
          expect(await statusOf(list, words.toWellFormed())).to.be.oneOf([200, 400]);
        },
      );
      await fc.assert(property, { numRuns: 150 });
    });

    it("suggests first, of those who offer, whoever says it in the demand's words, and tells which", async () => {
      const silent = await write(practice, undefined, "offer", providerIn(strange), { title: "Nobody can read it" });
      await indexer.through(await practice.provider.getBlockNumber());
      const [first, second, ...others] = await items(`/suggestions/${powder.post}`);
      expect(first).to.deep.include({ provider: formatProvider(scene.provider), words: ["graphene"] });
      expect(first!["reasons"]).to.include.members(["offer", "words"]);
      expect(second).to.deep.include({ provider: formatProvider(strange.provider), offer: silent.post, words: [] });
      expect([second!["reasons"], others]).to.deep.equal([["offer", "active"], []]);
      const [near] = await items(`/suggestions/${sensor.post}`);
      expect(near).to.deep.include({ provider: formatProvider(scene.provider), words: [], offer: null });
    });

    it("takes in what is posted later, under another ETag, and forgets what is withdrawn or erased", async () => {
      const at = `${await indexer.url}/demands?words=kiln`;
      const tag = (await fetch(at)).headers.get("etag") ?? "";
      const [kiln, other] = [
        await write(practice, wujin, "demand", enterpriseIn(scene), { title: "A kiln" }),
        await write(practice, wujin, "demand", enterpriseIn(scene), { title: "Another kiln" }),
      ];
      await becomes(async () => (await demandsWith("kiln")).toSorted(), [kiln.post, other.post].toSorted());
      expect((await fetch(at, { headers: { "If-None-Match": tag } })).status).to.equal(200);
      await withdrawPost(practice, enterpriseIn(scene), kiln.post);
      const bureau = await wujin.as("wujin bureau");
      await bureau.post(`/documents/${other.commitment}/erase`, { reason: "The party asked for it" });
      await becomes(async () => demandsWith("kiln"), []);
      await becomes(async () => (await whose())["2"], ["Current", 2]);
    });

    it("takes from an office only what is of its own district and what the ledger says", async () => {
      const odd = [
        ...[{}, { kind: "demand" }, { serviceClass: 2 }, { district: 1 }, { through: "2030-01-01" }, { title: null }],
        ...[{ title: "x".repeat(201) }, { text: "长".repeat(10_001) }],
      ];
      const told = new Map<string, Found>();
      for (const over of odd) {
        const offer = await write(practice, undefined, "offer", providerIn(strange), { title: "Not handed in" });
        told.set(offer.post, { ...offer.told, post: offer.post, title: "Impostor", text: "冒名", ...over });
      }
      const [right] = told.keys();
      const [nobodys, theirs] = [`0x${"7".repeat(64)}`, powder.post];
      for (const post of [nobodys, theirs]) told.set(post, { ...powder.told, post, title: "Impostor", text: "冒名" });
      const publishes = {
        ...{ district: 3, settings: { enterprises: "none", amounts: false, smallCells: true, proofs: false } },
        providers: { [formatProvider(scene.provider)]: { zh: "冒名机构" }, "P3-x": { zh: "冒名" }, "2-1": 1 },
      };
      const list = { district: 3, posts: [...told.keys()], next: null };
      const honest = (at: string): unknown => {
        if (at === "/published") return publishes;
        if (at === "/posts") return list;
        return { texts: [5, ...[...told.values()]] };
      };
      nanhu.answer = honest;
      await becomes(async () => (await whose())["3"], ["Current", 1]);
      expect(await offersWith("impostor")).to.deep.equal([right]);
      expect(await demandsWith("impostor")).to.deep.equal([]);
      expect(await providersWith("冒名机构")).to.deep.equal([]);
      expect(await demandsWith("石墨烯")).to.deep.equal([powder.post]);

      const turning = { ...list, next: right };
      const answers = ["{", "x".repeat(5_000_000), { ...list, district: 2 }, turning, { ...list, posts: ["0x12"] }];
      // Each takes a round.
      for (const answer of where === "in memory" ? answers : []) {
        let rounds = 0;
        nanhu.answer = (at) => {
          rounds += at === "/posts" ? 1 : 0;
          return at === "/published" ? publishes : answer;
        };
        await becomes(async () => Promise.resolve(rounds > 1), true);
        expect((await whose())["3"]).to.deep.equal(["LastKnown", 1]);
      }
      nanhu.answer = () => ({ district: 3, posts: [], next: null });
      await becomes(async () => (await whose())["3"], ["Current", 0]);
    });

    if (where === "in PostgreSQL") {
      it("fetches all anew where the server was cut off, which empties the tables that it keeps no log of", async () => {
        const provider = formatProvider(scene.provider);
        const count = async () => askServer("select count(*)::int as of from texts.posts");
        expect(await providersWith("应用技术")).to.deep.equal([provider]);
        expect(await count()).to.not.deep.equal([{ of: 0 }]);
        await cutOff();
        expect(await count()).to.deep.equal([{ of: 0 }]);
        await becomes(async () => demandsWith("石墨烯"), [powder.post]);
        await becomes(async () => offersWith("furnace"), [furnace.post]);
        await becomes(async () => providersWith("应用技术"), [provider]);
        await becomes(async () => (await whose())["2"], ["Current", 2]);
      });
    }

    it("goes on finding what an office said last while it is away, says whose that is, and forgets whoever is asked no more", async () => {
      await wujin.stop();
      await becomes(async () => (await whose())["2"], ["LastKnown", 2]);
      expect(await demandsWith("石墨烯")).to.deep.equal([powder.post]);
      expect((await whose())["4"]).to.deep.equal(["Missing", 0]);
      await wujin.restart();
      await indexer.end("SIGTERM");
      indexer = startIndexer({ ...start, offices: { 2: wujin.url } });
      await indexer.through(await practice.provider.getBlockNumber());
      await becomes(async () => (await whose())["2"], ["Current", 2]);
      expect(await demandsWith("石墨烯")).to.deep.equal([powder.post]);
      expect((await whose())["1"]).to.deep.equal(["Missing", 0]);
      expect(await offersWith("furnace")).to.deep.equal([]);
    });

    if (where === "in PostgreSQL") {
      it("keeps the words and not the texts, in tables of which the server keeps no log", async () => {
        const rows = (await askServer("select posts::text as all from texts.posts")) as { readonly all: string }[];
        const logged = await askServer(
          "select relname from pg_class where relnamespace = 'texts'::regnamespace and relpersistence <> 'u' and relkind in ('r', 'i')",
        );
        expect(rows).to.have.length(2);
        for (const { all } of rows) expect(all).to.not.include("Finer graphene powders");
        expect(logged).to.deep.equal([]);
      });
    }
  });
}

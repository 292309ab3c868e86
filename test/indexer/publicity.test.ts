import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { id } from "ethers";
import fc from "fast-check";
import type { Browser } from "playwright-core";
import { cutList } from "../../client/list.ts";
import { atomOf } from "../../indexer/src/api/feed/atom.ts";
import { liveAYear, type Year } from "../scripts/reports/year.ts";
import { openOffice, type Office } from "../scripts/support/office.ts";
import { placeOrders, redeemOrders, setScene } from "../scripts/support/scene.ts";
import { faultsOfFeed, named, readXml, textOf, type Element } from "../support/atomReader.ts";
import { startBrowser } from "../support/chromium.ts";
import { startIndexer, type Indexer } from "./support/indexer.ts";

type Found = Readonly<Record<string, unknown>>;
const SECRET = "a key that opens everything, in tests";
const KEY = { Authorization: `Bearer ${SECRET}` };
const MOST_ENTRIES = 50;
/** In which the tests' chain begins. */
const YEAR = 2030;

describe("What the index tells the public of use and of results", () => {
  let folder: string;
  let office: Office;
  let year: Year;
  let indexer: Indexer;
  let url: string;
  /** Undefined where none starts. */
  let browser: Browser | undefined;

  /** With the key, unless other headers are given. */
  const get = async (address: string, headers: Record<string, string> = KEY) => fetch(`${url}${address}`, { headers });
  const items = async (address: string, headers?: Record<string, string>) =>
    ((await (await get(address, headers)).json()) as { items: Found[] }).items;
  const text = async (address: string, headers?: Record<string, string>) => (await get(address, headers)).text();
  /** A feed as a reader's program has it; undefined where no browser is there to read it. */
  const feed = async (address: string, headers?: Record<string, string>): Promise<Element | undefined> =>
    browser && readXml(browser, await text(address, headers));

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "index-"));
    office = await openOffice();
    year = await liveAYear(office);
    const [data, fullKeyFile] = [path.join(folder, "data"), path.join(folder, "key")];
    await writeFile(fullKeyFile, `${SECRET}\n`, { mode: 0o600 });
    indexer = startIndexer({ deployment: office.deploymentFile, nodes: [office.url], data, fullKeyFile });
    await indexer.through(await office.provider.getBlockNumber());
    url = await indexer.url;
    const started = await startBrowser();
    if ("why" in started)
      console.error(`\n!!! SKIPPED: THE FEED IS NOT READ, for no browser starts here: ${started.why}\n`);
    else browser = started;
  });
  after(async () => {
    await browser?.close();
    await indexer.end("SIGTERM");
    await office.close();
    await rm(folder, { recursive: true });
  });

  describe("the funnel", () => {
    it("says of each district how far its vouchers have come, so that what nobody uses is seen", async () => {
      const [yangpu, wujin] = await items("/funnel");
      expect(wujin).to.include({
        ...{ district: 2, approved: "2000000000", vouchers: 11, used: 8, unused: 1 },
        ...{ lockedOrders: 3, redeemedOrders: 5, paidOrders: 1 },
        ...{ issued: "110000000", locked: "9000000", redeemed: "14500000", paid: "3000000" },
        // What was never ordered, and the rest of the one that was.
        ...{ expired: "17000000", suppressed: false },
      });
      expect(yangpu).to.include({ district: 1, vouchers: 2, used: 2, unused: 0, expired: "0", paid: "3000000" });
    });

    it("adds up to the auditor's figures, to the fen, whichever way it is cut", async () => {
      const { sums } = (await office.tongdui("auditor", "audit", "--json")).json().data as {
        sums: Record<string, string>;
      };
      const adding = (lines: Found[], figures: readonly string[]) =>
        Object.fromEntries(
          figures.map((name) => [name, String(lines.reduce((all, line) => all + BigInt(line[name] as string), 0n))]),
        );
      const some = (figures: readonly string[]) => Object.fromEntries(figures.map((name) => [name, sums[name]]));
      const spent = ["locked", "redeemed", "paid"];
      for (const by of ["district", "year", "month"])
        expect(adding(await items(`/funnel?by=${by}`), ["issued", ...spent]), by).to.deep.equal(
          some(["issued", ...spent]),
        );
      expect(adding(await items("/funnel?by=class"), spent)).to.deep.equal(some(spent));
    });

    it("counts the same orders whichever way it is cut", async () => {
      const counts = async (by: string) => {
        const lines = await items(`/funnel?by=${by}`);
        return ["lockedOrders", "redeemedOrders", "paidOrders"].map((name) =>
          lines.reduce((all, line) => all + (line[name] as number), 0),
        );
      };
      for (const by of ["district", "class", "year", "month"]) expect(await counts(by), by).to.deep.equal([4, 6, 2]);
    });

    it("names the classes too that programs are open to and nobody spends on", async () => {
      const wujin = (await items("/funnel?by=class&district=2")).map((line) => [
        line["serviceClass"],
        line["redeemedOrders"],
      ]);
      expect(wujin).to.deep.equal([[1, 5], ...[2, 3, 4, 5, 6, 7].map((unused) => [unused, 0])]);
      const [first] = await items("/funnel?by=class&district=2");
      expect(first).to.include({ issued: "110000000", approved: "2000000000", used: null });
    });

    it("tells a program's figures of each day on which they moved, the last as they stand, page by page and from and through a day", async () => {
      const figures = ["approved", "issued", "outstanding", "redeemed", "paid", "recovered"];
      const pick = (one: Found | undefined): unknown[] => figures.map((name) => one?.[name]);
      for (const program of await items("/programs")) {
        const at = `/programs/${String(program["program"])}/days`;
        const all = await items(at);
        const days = all.map(({ day }) => day as string);
        expect(days).to.deep.equal([...new Set(days)].toSorted());
        expect(pick(all.at(-1))).to.deep.equal(pick(program));
        const paged: Found[] = [];
        for (let after = ""; paged.length < all.length; after = `&after=${String(paged.at(-1)?.["day"])}`)
          paged.push(...(await items(`${at}?limit=1${after}`)));
        expect(paged).to.deep.equal(all);
        const [first, last] = [days[0] ?? "", days.at(-1) ?? ""];
        expect(await items(`${at}?from=${last}`)).to.deep.equal(all.slice(-1));
        expect(await items(`${at}?through=${first}`)).to.deep.equal(all.slice(0, 1));
        expect(await items(`${at}?after=${last}`)).to.deep.equal([]);
      }
    });

    it("tells months and years of issue apart", async () => {
      const issued = (await items("/vouchers?district=2&limit=200")).map(({ issuedOn }) => issuedOn as string);
      const by = (letters: number) =>
        [...Map.groupBy(issued.toSorted(), (day) => day.slice(0, letters))].map(([period, all]) => [
          period,
          all.length,
        ]);
      const told = async (way: string) =>
        (await items(`/funnel?by=${way}&district=2`)).map(({ period, vouchers }) => [period, vouchers]);
      expect(await told("month"))
        .to.deep.equal(by(7))
        .and.to.have.length(2);
      expect(await told("year")).to.deep.equal(by(4));
      for (const [of, vouchers] of by(4)) {
        const [line] = await items(`/funnel?district=2&year=${of}`);
        expect(line).to.include({ vouchers, approved: null });
      }
      expect(await items("/funnel?by=year&year=1999")).to.deep.equal([]);
      expect((await get("/funnel?year=19")).status).to.equal(400);
    });

    it("tells whoever has no key counts, and sums by groups of five alone", async () => {
      const [yangpu, wujin] = await items("/funnel", {});
      expect(wujin).to.include({ vouchers: 11, issued: "50000000", locked: null, paid: null, suppressed: true });
      expect(yangpu).to.include({ vouchers: 2, issued: null, redeemed: null, paid: null });
      for (const line of [...(await items("/funnel?by=month", {})), ...(await items(`/funnel?year=${YEAR}`, {}))])
        expect([line["issued"], line["redeemed"], line["paid"], line["expired"]]).to.deep.equal([
          null,
          null,
          null,
          null,
        ]);
    });
  });

  describe("the feed", () => {
    it("is valid Atom in both languages, for everybody and for whoever has the key", async () => {
      for (const address of ["/feed.atom", "/feed.atom?lang=en", "/feed.atom?lang=zh"]) {
        const response = await get(address);
        expect(response.headers.get("content-type")).to.equal("application/atom+xml; charset=utf-8");
        for (const headers of [KEY, {}]) {
          const read = await feed(address, headers);
          if (read) expect(faultsOfFeed(read), address).to.deep.equal([]);
        }
      }
      const zh = await feed("/feed.atom?lang=zh");
      if (!zh) return;
      expect(zh.attributes["xml:lang"]).to.equal("zh-CN");
      for (const entry of named(zh, "entry")) expect(textOf(entry, "title")).to.match(/\p{Script=Han}/u);
      expect((await get("/feed.atom?lang=fr")).status).to.equal(400);
    });

    it("tells how to object to what stands in notice, and until when", async () => {
      const told = await text("/feed.atom?lang=en");
      const [notice] = await items("/notices?about=order");
      expect(told).to.include(`on voucher ${notice!["voucher"] as string} of`);
      expect(told).to.match(
        new RegExp(
          `Whoever objects writes or goes to the Science and Technology Bureau of .* or to the Auditor, through ${notice!["noticeEnd"] as string}`,
        ),
      );
    });

    it("tells the first voucher of each district, the first one paid for, round figures and payments", async () => {
      const read = await feed("/feed.atom?lang=en");
      if (!read) return;
      const titles = named(read, "entry").map((entry) => textOf(entry, "title"));
      const like = (pattern: RegExp) => titles.filter((title) => pattern.test(title)).length;
      expect([like(/the first voucher is issued/), like(/the first voucher is paid for/)]).to.deep.equal([2, 2]);
      // Wujin's, and all districts' together.
      expect(like(/: 10 vouchers issued/)).to.equal(2);
      expect(like(/^Payment \d+ of .* is settled: /)).to.equal(2);
      const times = named(read, "entry").map((entry) => textOf(entry, "updated"));
      expect(times).to.deep.equal(times.toSorted().toReversed());
      expect(textOf(read, "updated")).to.equal(times[0]);
    });

    it("has as milestones what can also be asked for by itself", async () => {
      const read = await feed("/feed.atom?lang=en");
      const milestones = await items("/milestones");
      expect(milestones[0]).to.have.keys("district", "figure", "size", "voucher", "on");
      const firsts = milestones.filter(({ figure, size }) => figure === "vouchers" && size === "1");
      expect(firsts.map(({ district, voucher }) => [district, voucher])).to.have.deep.members([
        [1, "3-000001"],
        [2, "1-000001"],
      ]);
      expect(milestones.filter(({ district }) => district === null)).to.have.length(1);
      if (!read) return;
      const entries = named(read, "entry").filter(
        (entry) => named(entry, "category")[0]?.attributes["term"] === "milestone",
      );
      expect(entries).to.have.length(milestones.length);
    });

    it("tells no amount of a district that hides them", async () => {
      expect(await text("/feed.atom", {})).not.to.include("¥");
      expect(await text("/feed.atom")).to.include("¥30,000.00");
    });

    it("gives an entry the same id at every time, and in each language another", async () => {
      const ids = async (lang: string) =>
        [...(await text(`/feed.atom?lang=${lang}`)).matchAll(/<id>(.*)<\/id>/g)].map(([, one]) => one);
      const before = await ids("en");
      const zh = await ids("zh");
      expect(before.filter((one) => zh.includes(one))).to.deep.equal([]);
      await office.provider.send("evm_mine", []);
      await indexer.through(await office.provider.getBlockNumber());
      expect(await ids("en")).to.deep.equal(before);
    });

    it("is not sent again until there is more to tell, and holds the newest only", async () => {
      const tag = (await get("/feed.atom")).headers.get("etag")!;
      await office.provider.send("evm_mine", []);
      await indexer.through(await office.provider.getBlockNumber());
      expect((await get("/feed.atom", { ...KEY, "If-None-Match": tag })).status).to.equal(304);

      const before = await text("/feed.atom");
      const { vouchers } = office.as("wujin bureau");
      for (let i = 0; i < MOST_ENTRIES; i += 1) {
        const list = cutList([{ enterprise: year.wujin.enterprises[0]!.id, face: BigInt(1_000 + i) }]);
        const announced = vouchers.announce(
          year.wujin.program,
          list.chain,
          list.count,
          list.total,
          year.today + 6,
          id("decision"),
        );
        await (await announced).wait();
      }
      await indexer.through(await office.provider.getBlockNumber());
      const after = await text("/feed.atom");
      expect(after).not.to.equal(before);
      expect(after.match(/<entry>/g)).to.have.length(MOST_ENTRIES);
      expect(after).not.to.include("is settled");
      expect((await get("/feed.atom", { ...KEY, "If-None-Match": tag })).status).to.equal(200);
    });

    it("calls no redemption the first that was undone", async () => {
      const scene = await setScene(office, { vouchers: 1, home: "nanhu" });
      const [order = ""] = await placeOrders(office, scene, [0]);
      const firsts = async () => {
        await indexer.through(await office.provider.getBlockNumber());
        const redemptions = (await items("/milestones?limit=200")).filter(({ figure }) => figure === "redemptions");
        return redemptions.map(({ district }) => district);
      };
      await redeemOrders(office, scene, [0], [order]);
      expect(await firsts()).to.have.members([1, 2, 3]);
      const reason = id("not as agreed");
      await (await office.as("nanhu bureau").orders.reject(order, false, reason)).wait();
      const { orders } = office.as("nanhu approver");
      await (await orders.confirmRejectForForm(order, reason, [id(`invoice ${order}`)])).wait();
      expect(await firsts()).to.have.members([1, 2]);
    });

    it("shows a name as it is, whatever is in it", async () => {
      const reader = browser;
      if (!reader) return;
      const property = fc.asyncProperty(fc.string({ unit: "binary", maxLength: 40 }), async (name) => {
        const entry = {
          id: "tag:a.invalid,2026:1",
          title: name,
          content: name,
          updated: 0,
          category: name,
          link: name,
        };
        const whole = { id: "tag:a.invalid,2026:0", title: name, subtitle: name, author: name, updated: 0 };
        const read = await readXml(reader, atomOf({ lang: "zh", ...whole, entries: [entry] }));
        expect(faultsOfFeed(read)).to.deep.equal([]);
        expect(textOf(read, "title")).to.equal(inXml(name));
        expect(textOf(named(read, "entry")[0]!, "content")).to.equal(inXml(name));
      });
      await fc.assert(property, { numRuns: 60, examples: [["<script>&\"'</title>]]>"], ["\u0000\ud800\ufffe\r\n"]] });
    });
  });
});

/** A text without the signs that no XML can have. */
function inXml(text: string): string {
  const isAllowed = (code: number): boolean =>
    [0x9, 0xa, 0xd].includes(code) ||
    (code >= 0x20 && code <= 0xfffd && !(code >= 0xd800 && code <= 0xdfff)) ||
    code > 0xffff;
  return [...text.toWellFormed()].filter((sign) => isAllowed(sign.codePointAt(0)!)).join("");
}

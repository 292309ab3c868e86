import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { startIndexer, type Indexer } from "../../indexer/support/indexer.ts";
import { expectAccessible, expectFits, PHONE } from "../../portal/browser/visitor.ts";
import { startBrowser } from "../../support/chromium.ts";
import { openOffice, type Office, type Said } from "../support/office.ts";
import { liveAYear } from "./year.ts";

const CLOSED = { enterprises: "none", amounts: false, smallCells: true, proofs: false };
const OPEN = { enterprises: "pseudonym", amounts: true, smallCells: false, proofs: false };
/** In which the tests' chain begins. */
const YEAR = "2030";

describe("The public report", () => {
  let folder: string;
  let office: Office;
  let indexer: Indexer;
  let index: string;
  let browser: Browser | undefined;
  const servers: Server[] = [];
  /** What both districts' offices say. */
  let published: object = OPEN;

  async function serve(answer: (url: string) => Promise<string>): Promise<string> {
    const server = createServer((request, response) => {
      void answer(request.url ?? "").then((body) => response.setHeader("content-type", "application/json").end(body));
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  /** The index, with something else in its answers. */
  const altered = async (alter: (text: string, url: string) => string): Promise<string> =>
    serve(async (url) => alter(await (await fetch(`${index}${url}`)).text(), url));
  const officeOf = async (district: number): Promise<string> =>
    serve(async () => Promise.resolve(JSON.stringify({ district, settings: published })));
  async function publish(settings: object): Promise<void> {
    published = settings;
    while (!(await (await fetch(`${index}/districts`)).text()).includes(JSON.stringify(settings))) await pause(200);
  }

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "public-"));
    office = await openOffice();
    await liveAYear(office);
    const offices = { 1: await officeOf(1), 2: await officeOf(2), 3: await officeOf(3), 4: await officeOf(4) };
    const data = path.join(folder, "data");
    indexer = startIndexer({ deployment: office.deploymentFile, nodes: [office.url], data, offices });
    await indexer.through(await office.provider.getBlockNumber());
    index = await indexer.url;
    const started = await startBrowser();
    if ("why" in started)
      console.error(`\n!!! SKIPPED: THE REPORT IS NOT LOOKED AT, for no browser starts here: ${started.why}\n`);
    else browser = started;
  });
  after(async () => {
    await browser?.close();
    await indexer.end("SIGTERM");
    for (const server of servers) {
      server.closeAllConnections();
      server.close();
    }
    await office.close();
    await rm(folder, { recursive: true });
  });

  const at = (name: string): string => path.join(folder, name);
  const report = async (name: string, ...words: string[]): Promise<Said> =>
    office.tongdui("auditor", "report", "public", "--out", at(name), ...words);
  /** Opens a page as anybody does who was sent the file. @returns it, and what it asked for or complained of. */
  async function opened(name: string): Promise<{ page: Page; heard: string[] } | undefined> {
    const page = await (await browser?.newContext())?.newPage();
    if (!page) return undefined;
    const heard: string[] = [];
    page.on("request", (request) => void heard.push(request.url()));
    page.on("console", (message) => void heard.push(message.text()));
    await page.goto(pathToFileURL(at(name)).href);
    return { page, heard };
  }

  it("says of a year what was issued, spent and paid, and agrees with the ledger to the fen", async () => {
    await publish(OPEN);
    const said = await report("year.html", "--year", YEAR, "--index", index, "--lang", "en");
    expect([said.exit, said.err], said.err.join()).to.deep.equal([0, []]);
    expect(said.out[0]).to.match(/^As of 2030-\d\d-\d\d, block \d+: \d{3} figures of the index agree with the ledger/);
    const html = await readFile(at("year.html"), "utf8");
    // What tongdui audit adds up.
    for (const sum of ["¥1,300,000.00", "¥60,000.00", "¥175,000.00", "¥170,000.00"]) expect(html).to.include(sum);
    expect(html).to.include("Vouchers issued so far: 13; ordered with: 10; expired without an order: 1.");
    expect(html)
      .to.include("the first voucher is paid for")
      .and.to.include("order to be paid")
      .and.to.include("This ledger is for practice");
    expect(html.match(/<svg /g)).to.have.length(3);
  });

  it("is one page that needs nothing but itself, on a desk, on a phone and on A4", async () => {
    const html = await readFile(at("year.html"), "utf8");
    expect(html).not.to.match(/<script|<link|<img|\son\w+=|url\(|@import/i);
    const seen = await opened("year.html");
    if (!seen) return;
    const { page, heard } = seen;
    expect(heard).to.deep.equal([pathToFileURL(at("year.html")).href]);
    await expectAccessible(page);
    const printed = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    // A4 in points.
    expect(printed).to.match(/\/MediaBox \[\s?0 0 59[45](\.\d+)? 84[12](\.\d+)?\s?\]/);
    expect(printed.match(/\/Type\s*\/Page\b/g)).to.have.length.within(2, 6);
    await page.setViewportSize(PHONE);
    await expectFits(page);
    await page.context().close();
  });

  it("tells a month in Chinese, with what moved in that month alone", async () => {
    const months = (await (await fetch(`${index}/totals/months?district=2`)).json()) as { items: { month: string }[] };
    const first = months.items[0]!.month;
    const said = await report("month.html", "--month", first, "--index", index, "--lang", "zh");
    expect(said.exit, said.err.join()).to.equal(0);
    const html = await readFile(at("month.html"), "utf8");
    expect(html).to.include(`双创券实施情况公开报告（2030 年 ${Number(first.slice(5))} 月）`);
    expect(html).to.include("<dt>发放张数</dt><dd>2</dd>").and.to.include("<dt>发放</dt><dd>¥200,000.00</dd>");
    expect(html).to.include('<html lang="zh-CN">');
  });

  it("writes nothing where the index has a fen more than the ledger, and names where", async () => {
    const lying = await altered((text, url) =>
      url === "/funnel" ? text.replace('"paid":"3000000"', '"paid":"3000001"') : text,
    );
    const said = await report("lie.html", "--year", YEAR, "--index", lying, "--lang", "en");
    expect(said.exit).to.equal(5);
    expect(said.out.join("\n"))
      .to.match(/district 1\s+paid\s+¥30,000\.01\s+¥30,000\.00/)
      .and.to.match(/1 difference\. No report is written\.$/);
    expect(existsSync(at("lie.html"))).to.equal(false);
    const { data } = (await report("lie.html", "--year", YEAR, "--index", lying, "--json")).json();
    expect(data).to.have.property("file", null);
    expect((data as { differences: object[] }).differences).to.deep.equal([
      {
        where: { en: "district 1", zh: "第 1 区" },
        ...{ figure: "paid", index: "3000001", ledger: "3000000" },
      },
    ]);
  });

  it("notices a line that the index leaves out, a class, a crossing, a month or a count that differs", async () => {
    const lies: readonly ((text: string, url: string) => string)[] = [
      (text, url) => (url === "/totals/crossings" ? text.replace(/\{"district[^}]*\},?/, "") : text),
      (text, url) => (url === "/funnel?by=class" ? text.replace('"redeemedOrders":5', '"redeemedOrders":4') : text),
      (text, url) =>
        url.startsWith("/totals/months") ? text.replace(/"returned":"[1-9]\d*"/, '"returned":"0"') : text,
      (text, url) => (url === "/funnel" ? text.replace('"unused":1', '"unused":0') : text),
    ];
    for (const lie of lies) {
      const said = await report("lie.html", "--year", YEAR, "--index", await altered(lie), "--lang", "en");
      expect(said.exit, lie.toString()).to.equal(5);
    }
    expect(existsSync(at("lie.html"))).to.equal(false);
  });

  it("has names as they are, whatever is in them", async () => {
    const name = `<script>alert(1)</script>"'&`;
    const strange = await altered((text, url) =>
      url.startsWith("/districts") ? text.replace(/"name":"[^"]*"/, `"name":${JSON.stringify(name)}`) : text,
    );
    const said = await report("names.html", "--year", YEAR, "--index", strange, "--lang", "en");
    expect(said.exit, said.err.join()).to.equal(0);
    expect(await readFile(at("names.html"), "utf8")).not.to.include("<script");
    const seen = await opened("names.html");
    if (!seen) return;
    expect(await seen.page.locator("body").innerText()).to.include(name);
    await seen.page.context().close();
  });

  it("tells no amount of districts that hide them but sums of five vouchers, and those as at least", async () => {
    await publish(CLOSED);
    const said = await report("closed.html", "--year", YEAR, "--index", index, "--lang", "en");
    expect(said.exit, said.err.join()).to.equal(0);
    const html = await readFile(at("closed.html"), "utf8");
    const amounts = new Set(html.match(/(?:at least )?¥[\d,]+\.\d\d/g));
    expect([...amounts].filter((amount) => !amount.startsWith("at least") && amount !== "¥0.00")).to.have.members([
      // The decided budgets.
      ...["¥10,000,000.00", "¥20,000,000.00", "¥30,000,000.00"],
    ]);
    expect(amounts).to.include("at least ¥500,000.00");
    expect(html).to.include("not published");
  });

  it("does not begin with a period, an index or a file that is none", async () => {
    const asked: readonly (readonly [exit: number, sentence: RegExp, words: readonly string[]])[] = [
      [2, /either --month 2019-12 or --year 2019/, ["--index", index]],
      [2, /either --month 2019-12 or --year 2019/, ["--index", index, "--year", YEAR, "--month", "2030-03"]],
      [2, /"2030-13" is not a month/, ["--index", index, "--month", "2030-13"]],
      [2, /2099 has not begun: the ledger's day is 2030-/, ["--index", index, "--year", "2099"]],
      [2, /is not the address of an index/, ["--index", "ftp://here", "--year", YEAR]],
      [4, /does not answer at the moment/, ["--index", "http://127.0.0.1:9", "--year", YEAR]],
      [1, /is no answer of an index/, ["--index", await serve(async () => Promise.resolve("{}")), "--year", YEAR]],
      [
        5,
        /is of another ledger/,
        ["--index", await altered((text) => text.replace(/"genesis":"0x../, '"genesis":"0x00')), "--year", YEAR],
      ],
    ];
    for (const [exit, sentence, words] of asked) {
      const said = await report("none.html", ...words, "--lang", "en");
      expect(said.err.join("\n")).to.match(sentence);
      expect(said.exit, words.join(" ")).to.equal(exit);
    }
    expect(existsSync(at("none.html"))).to.equal(false);
    const again = await report("year.html", "--year", YEAR, "--index", index, "--lang", "en");
    expect(again.err.join("\n")).to.match(/year\.html exists already\./);
    expect(again.exit).to.equal(1);
    expect((await report("dry.html", "--year", YEAR, "--index", index, "--dry-run")).exit).to.equal(0);
    expect(existsSync(at("dry.html"))).to.equal(false);
  });
});

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { formatVoucher } from "../../client/ids.ts";
import { liveAYear, type Year } from "../scripts/reports/year.ts";
import { findEachOther } from "../scripts/support/matching.ts";
import { openOffice, type Office } from "../scripts/support/office.ts";
import { word } from "./support/fuzz.ts";
import { startIndexer, type Indexer } from "./support/indexer.ts";

interface Description {
  readonly paths: Readonly<Record<string, { readonly get: Operation }>>;
}
interface Operation {
  readonly parameters: readonly { readonly name: string; readonly in: "path" | "query" }[];
  readonly responses: Readonly<Record<string, { content: Readonly<Record<string, { schema: object }>> }>>;
}
const SECRET = "a key that opens everything, in tests";
const KEY = { Authorization: `Bearer ${SECRET}` };

type Found = Readonly<Record<string, unknown>>;

describe("The index's HTTP interface", () => {
  let folder: string;
  let office: Office;
  let year: Year;
  let found: Awaited<ReturnType<typeof findEachOther>>;
  let indexer: Indexer;
  let url: string;
  let description: Description;

  /** With the key, unless other headers are given. */
  const get = async (address: string, headers: Record<string, string> = KEY) => fetch(`${url}${address}`, { headers });
  const json = async (address: string): Promise<Found> => (await get(address)).json() as Promise<Found>;
  const items = async (address: string) => (await json(address))["items"] as Found[];

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "index-"));
    office = await openOffice();
    year = await liveAYear(office);
    found = await findEachOther(office, year.wujin);
    // The first node does not answer: the other one takes over.
    const nodes = ["http://127.0.0.1:9", office.url];
    const [data, fullKeyFile] = [path.join(folder, "data"), path.join(folder, "key")];
    await writeFile(fullKeyFile, `${SECRET}\n`, { mode: 0o600 });
    indexer = startIndexer({ deployment: office.deploymentFile, nodes, data, fullKeyFile });
    await indexer.through(await office.provider.getBlockNumber());
    url = await indexer.url;
    description = (await json("/openapi.json")) as unknown as Description;
  });
  after(async () => {
    await indexer.end("SIGTERM");
    await office.close();
    await rm(folder, { recursive: true });
  });

  it("answers every address as its description says", async () => {
    const ajv = new Ajv2020({ strict: false });
    const there: Readonly<Record<string, string>> = {
      voucher: formatVoucher(year.wujin.vouchers[0]!),
      program: "2",
      provider: "P1-1",
      enterprise: "2-1",
      order: year.orders["2-1"]!,
      ...{ payment: "1", list: "L2-1", district: "2", serviceClass: "1", value: "16000000" },
      ...found,
    };
    expect(Object.keys(description.paths)).to.have.length.greaterThan(10);
    for (const [address, { get: operation }] of Object.entries(description.paths)) {
      const filled = address.replaceAll(/\{(\w+)\}/g, (_, name: string) => there[name] ?? "");
      const response = await get(filled);
      expect(response.status, filled).to.equal(200);
      const media = response.headers.get("content-type")!.split(";")[0]!;
      const answer: unknown = media === "application/json" ? await response.json() : await response.text();
      const valid = ajv.validate(operation.responses["200"]!.content[media]!.schema, answer);
      expect(valid, `${filled}: ${ajv.errorsText()}`).to.equal(true);
    }
  });

  it("shows a voucher with its changes, its order and what the bank did", async () => {
    const voucher = await json(`/vouchers/${formatVoucher(year.wujin.vouchers[0]!)}`);
    expect(voucher).to.include({
      status: "Active",
      face: "10000000",
      redeemed: "3000000",
      paid: "3000000",
      recovered: "500000",
    });
    const actions = (voucher["changes"] as Found[]).map(({ action }) => action);
    expect(actions).to.deep.equal(["Issued", "Locked", "Redeemed", "Paid", "Recovered"]);
    expect(voucher["orders"]).to.have.length(1);
    expect((voucher["orders"] as Found[])[0]).to.include({
      order: year.orders["2-1"],
      stage: "Paid",
      clawedBack: "2000000",
    });
    expect((voucher["payments"] as Found[])[0]).to.include({ payment: 1, amount: "3000000", paid: true });
    const list = await json(`/lists/${voucher["list"] as string}`);
    expect(list).to.include({ program: 2, count: 9, issued: 9, stage: "Done" });
    expect((voucher["changes"] as Found[])[0]).to.include({ subject: list["hash"] });
  });

  it("gives the ledger's own pictures, and none of what it does not draw", async () => {
    for (const address of [`/vouchers/${formatVoucher(year.wujin.vouchers[0]!)}`, "/providers/P1-1"]) {
      const response = await get(`${address}/picture`);
      expect(response.headers.get("content-type"), address).to.equal("image/svg+xml");
      expect(await response.text(), address).to.match(/^<svg .*<\/svg>$/s);
    }
    expect((await get("/providers/P9-9/picture")).status).to.equal(404);
    expect((await get("/vouchers/2-999999/picture")).status).to.equal(404);
  });

  it("tells the latest changes of all vouchers first, each once", async () => {
    const [all, first] = [await items("/changes?limit=200"), await json("/changes?limit=3")];
    const second = await items(`/changes?limit=3&after=${String(first["next"])}`);
    expect([...(first["items"] as Found[]), ...second]).to.deep.equal(all.slice(0, 6));
    const blocks = all.map((change) => change["block"] as number);
    expect(blocks).to.deep.equal(blocks.toSorted((a, b) => b - a));
  });

  it("finds orders by what they are asked for, and payments with what is in them", async () => {
    expect(await items("/orders?limit=200")).to.have.length(12);
    expect(await items("/orders?stage=Paid&district=2&providerDistrict=1")).to.have.length(1);
    expect(await items("/orders?voucher=2-9")).to.have.length(1);
    expect((await items("/payments?state=open")).map(({ payment }) => payment)).to.deep.equal([3]);
    const { items: paid } = (await json("/payments/1")) as { items: Found[] };
    expect(paid.map(({ order, paid: settled }) => [order, settled])).to.have.deep.members([
      [year.orders["2-1"], true],
      [year.orders["2-2"], false],
    ]);
  });

  it("says what an enterprise can get for a contract, and why not where not", async () => {
    const found = await items("/eligibility/2/1/16000000");
    const fitting = found.find(({ program }) => program === 2);
    expect(fitting).to.include({ fits: true, amount: "8000000", own: "8000000", limit: "share", budgetKnown: true });
    const abroad = found.find(({ program }) => program === 3);
    expect(abroad).to.include({ fits: false, amount: null });
    expect((abroad?.["reasons"] as Found[]).map(({ code }) => code)).to.deep.equal(["OtherDistrict"]);
    const [withOther] = await items("/eligibility/2/7/16000000?provider=P1-1&amount=9000000");
    const codes = (withOther?.["reasons"] as Found[]).map(({ code }) => code);
    expect(codes).to.include.members(["ClassNotAdmitted", "ShareExceeded"]);
    expect((await get("/eligibility/2/1/16000000?provider=P9-9")).status).to.equal(404);
    const hidden = await get("/eligibility/2/1/16000000", {});
    const [first] = ((await hidden.json()) as { items: Found[] }).items;
    expect(first).to.include({ budgetKnown: false, fits: true });
  });

  it("gives lists page by page, each item once", async () => {
    const all = (await items("/vouchers?limit=200")).map(({ voucher }) => voucher);
    const paged: unknown[] = [];
    for (let after = ""; ;) {
      const page = await json(`/vouchers?limit=3${after}`);
      paged.push(...(page["items"] as Found[]).map(({ voucher }) => voucher));
      if (page["next"] === null) break;
      after = `&after=${page["next"] as string}`;
    }
    expect(all).to.have.length(13);
    expect(paged).to.deep.equal(all);
    expect(await items("/vouchers?program=2&status=Revoked")).to.have.length(1);
    expect(await items("/providers?serviceClass=200")).to.have.length(0);
  });

  it("goes on in each list where the page before ended, and tells what was asked for alone", async () => {
    for (const address of [
      ...["/changes?", "/changes?district=2&", "/orders?", "/orders?stage=Paid&", "/orders?providerDistrict=1&"],
      ...["/notices?state=all&", "/lists?", "/proposals?state=all&", "/providers?"],
    ]) {
      const all = await items(`${address}limit=200`);
      const paged: Found[] = [];
      for (let after = ""; ;) {
        const page = await json(`${address}limit=2${after}`);
        paged.push(...(page["items"] as Found[]));
        if (page["next"] === null) break;
        after = `&after=${page["next"] as string}`;
      }
      expect(paged, address).to.deep.equal(all);
    }
    const all = await items("/changes?limit=200");
    const districts = new Set(all.map(({ district }) => district));
    expect(districts.size).to.be.greaterThan(1);
    for (const one of districts) {
      const some = all.filter(({ district }) => district === one);
      expect(await items(`/changes?limit=200&district=${String(one)}`), String(one)).to.deep.equal(some);
    }
    expect(await items("/changes?district=9")).to.deep.equal([]);
  });

  it("names what is in notice, and who objects", async () => {
    const [notice, ...others] = await items("/notices?about=order");
    expect(others).to.have.length(0);
    expect(notice).to.include({ order: year.orders["2-9"], openObjections: 2 });
    expect((notice!["objections"] as Found[]).map(({ seat }) => seat)).to.have.members(["Auditor", "Provider"]);
    expect(await items("/notices?state=all")).to.have.length.greaterThan(5);
  });

  it("exports the same as CSV", async () => {
    const response = await get("/vouchers?format=csv");
    expect(response.headers.get("content-type")).to.equal("text/csv; charset=utf-8");
    const rows = parse(await response.text(), { bom: true, columns: true }) as unknown as Record<string, string>[];
    const listed = await items("/vouchers?limit=200");
    expect(rows).to.deep.equal(
      listed.map((one) =>
        Object.fromEntries(
          Object.entries(one).map(([name, value]) => [
            name,
            value === null ? "" : String(value as string | number | boolean),
          ]),
        ),
      ),
    );
  });

  it("exports what adds up to the auditor's figures, to the fen", async () => {
    const { sums } = (await office.tongdui("auditor", "audit", "--json")).json().data as {
      sums: Record<string, string>;
    };
    const rows = async (address: string) =>
      parse(await (await get(`${address}?format=csv`)).text(), { bom: true, columns: true }) as unknown as Record<
        string,
        string
      >[];
    const sum = (of: Record<string, string>[], column: string, ...stages: string[]): string =>
      of
        .filter(({ stage = "" }) => stages.length === 0 || stages.includes(stage))
        .reduce((all, row) => all + BigInt(row[column]!), 0n)
        .toString();
    const vouchers = await rows("/vouchers");
    expect(
      Object.fromEntries(Object.keys(sums).map((name) => [name, sum(vouchers, name === "issued" ? "face" : name)])),
    ).to.deep.equal(sums);
    const orders = await rows("/orders");
    expect({
      locked: sum(orders, "amount", "Placed", "Claimed"),
      redeemed: sum(orders, "amount", "Redeemed", "Paying", "Paid"),
      paid: sum(orders, "amount", "Paid"),
      recovered: sum(orders, "recovered"),
    }).to.deep.equal({
      locked: sums["locked"],
      redeemed: sums["redeemed"],
      paid: sums["paid"],
      recovered: sums["recovered"],
    });
    expect(sum(await rows("/payments"), "paid")).to.equal(sums["paid"]);
    expect(sums).to.include({ issued: "130000000", paid: "6000000", recovered: "500000" });
  });

  it("says that nothing has changed until the next block", async () => {
    const tag = (await get("/programs")).headers.get("etag")!;
    expect((await get("/programs", { ...KEY, "If-None-Match": tag })).status).to.equal(304);
    await office.provider.send("evm_mine", []);
    await indexer.through(await office.provider.getBlockNumber());
    expect((await get("/programs", { ...KEY, "If-None-Match": tag })).status).to.equal(200);
  });

  it("says that it can be relied on once its figures were compared with the ledger's", async () => {
    let response = await get("/ready");
    for (let i = 0; i < 300 && response.status !== 200; i += 1) {
      await pause(100);
      response = await get("/ready");
    }
    expect(await response.json())
      .to.include({ ready: true })
      .and.to.have.property("faults").that.is.empty;
  });

  it("shows whoever has no key nothing of a district that published nothing", async () => {
    const seen = async (address: string) => (await get(address, {})).json() as Promise<Found>;
    const voucher = await seen(`/vouchers/${formatVoucher(year.wujin.vouchers[0]!)}`);
    expect(voucher).to.include({ enterprise: null, face: null, redeemed: null, paid: null, status: "Active" });
    for (const { amount, subject, action } of voucher["changes"] as Found[])
      expect([amount, subject === null]).to.deep.equal([null, action === "Issued"]);
    expect((await seen("/enterprises"))["items"]).to.deep.equal([]);
    expect((await get("/enterprises/2-1", {})).status).to.equal(404);
    expect((await get("/vouchers?enterprise=2-1", {})).status).to.equal(400);
    expect((await get("/proposals", {})).status).to.equal(401);
    expect((await fetch(`${url}/graphql`, { method: "POST" })).status).to.equal(401);
    expect((await get("/vouchers", { Authorization: `Bearer ${SECRET}!` })).status).to.equal(401);
  });

  it("answers questions in GraphQL", async () => {
    const body = JSON.stringify({ query: "{ vouchers(limit: 2) { items { id face } totalCount } }" });
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { ...KEY, "content-type": "application/json" },
      body,
    });
    expect(await response.json()).to.have.nested.property("data.vouchers.totalCount", 13);
    const long = JSON.stringify({ query: `{ vouchers { items { ${"id ".repeat(600)} } } }` });
    const refused = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { ...KEY, "content-type": "application/json" },
      body: long,
    });
    expect(await refused.json())
      .to.have.property("errors")
      .that.has.length(1);
  });

  it("says how many items there can be, the same for too few, too many and too many as CSV", async () => {
    const error = 'The parameter "limit" must be a whole number from 1 to 200, or to 10,000 with format=csv.';
    for (const query of ["limit=0", "limit=201", "limit=10001&format=csv", "limit=all"])
      expect(await json(`/vouchers?${query}`), query).to.deep.equal({ error });
    expect((await get("/vouchers?limit=10000&format=csv")).status).to.equal(200);
  });

  it("refuses what it cannot read in one sentence, and never fails", async () => {
    const routes = Object.entries(description.paths);
    const asked = fc.constantFrom(...routes).chain(([address, { get: operation }]) => {
      const names = operation.parameters.filter((one) => one.in === "query").map(({ name }) => name);
      const name = fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom("limit", ...names) },
        { weight: 1, arbitrary: word },
      );
      return fc.record({
        address: fc.constant(address),
        path: word,
        pairs: fc.array(fc.tuple(name, word), { maxLength: 4 }),
      });
    });
    const property = fc.asyncProperty(asked, async ({ address, path: filling, pairs }) => {
      const filled = address.replaceAll(/\{\w+\}/g, () => encodeURIComponent(filling.toWellFormed()));
      const query = new URLSearchParams(
        pairs.map((pair) => pair.map((part) => part.toWellFormed()) as [string, string]),
      );
      const response = await get(`${filled}?${query.toString()}`);
      const answer = await response.text();
      expect(response.status).to.be.oneOf([200, 400, 404]);
      if (response.status === 200) return;
      const { error } = JSON.parse(answer) as { error: string };
      expect(error).to.match(/^[A-Z].*\.$/s);
    });
    await fc.assert(property, { numRuns: 500 });
  });
});

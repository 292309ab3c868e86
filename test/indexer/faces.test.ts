import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { id } from "ethers";
import { parse } from "csv-parse/sync";
import { formatVoucher } from "../../client/ids.ts";
import { placeOrders, redeemOrders, setScene, type Scene } from "../scripts/support/scene.ts";
import { openOffice, type Office } from "../scripts/support/office.ts";
import { startIndexer, type Indexer, type Start } from "./support/indexer.ts";

type Found = Readonly<Record<string, unknown>>;

/** What is decided for all, or a year, and no sum of vouchers. */
const DECIDED = ["approved", "yearlyCap", "greatestFace", "leastContract", "period"];
const CLOSED = { enterprises: "none", amounts: false, smallCells: true, proofs: false };

describe("What the index shows to everybody", () => {
  let folder: string;
  let office: Office;
  let start: Start;
  let indexer: Indexer;
  /** Two programs of Wujin, eight vouchers and four. */
  let many: Scene;
  let few: Scene;
  /** What Wujin's office says. */
  let published: Found = CLOSED;
  const wujin: Server = createServer((_, response) => {
    response.end(JSON.stringify({ district: 2, settings: published }));
  });
  /** Digits that were shown, of every moment. */
  const shown = new Set<bigint>();

  const seen = async (address: string): Promise<Found> =>
    (await fetch(`${await indexer.url}${address}`)).json() as Promise<Found>;
  const items = async (address: string) => (await seen(address))["items"] as Found[];

  /** Reads everything that there is, and notes down all digits. */
  async function look(addresses: readonly string[] = SUMS): Promise<void> {
    await indexer.through(await office.provider.getBlockNumber());
    for (const address of addresses) note(await seen(address));
  }
  function note(answer: unknown, name = ""): void {
    if (typeof answer === "string" && /^\d+$/.test(answer) && !DECIDED.includes(name)) shown.add(BigInt(answer));
    if (typeof answer !== "object" || answer === null) return;
    for (const [key, value] of Object.entries(answer)) note(value, Array.isArray(answer) ? name : key);
  }
  const SUMS = [
    ...["/programs", "/programs/1", "/programs/2", "/programs/1/days", "/programs/2/days"],
    ...["/totals/districts", "/totals/months", "/totals/crossings"],
    ...["district", "class", "year", "month"].map((by) => `/funnel?by=${by}`),
    ...[2030, 2031].flatMap((year) => [`/funnel?year=${year}`, `/funnel?by=class&year=${year}`]),
  ];
  const things = (): string[] => [
    ...["/vouchers", "/changes", "/orders", "/payments", "/lists", "/notices?state=all", "/lists/L1-1", "/lists/L2-1"],
    ...[...many.vouchers, ...few.vouchers].flatMap((voucher) => {
      const one = `/vouchers/${formatVoucher(voucher)}`;
      return [one, `${one}/changes`];
    }),
    ...[1, 2, 3, 4, 5, 6].map((payment) => `/payments/${payment}`),
  ];

  async function pay(orders: readonly string[]): Promise<void> {
    await sent(office.as("wujin bureau").payments.open(2, [...orders]));
    const payment = await office.ledger.payments.count();
    const settled = orders.map((order) => ({ order, paid: true, receipt: id(`receipt ${order}`) }));
    await sent(office.as("wujin finance").payments.settle(payment, settled));
  }
  async function publish(settings: Found): Promise<void> {
    published = settings;
    for (;;) {
      const [, district] = await items("/districts");
      if (JSON.stringify(district!["published"]) === JSON.stringify(settings)) return;
      await pause(200);
    }
  }

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "index-"));
    await new Promise<void>((resolve) => wujin.listen(0, "127.0.0.1", resolve));
    office = await openOffice();
    const offices = { 2: `http://127.0.0.1:${(wujin.address() as AddressInfo).port}` };
    start = { deployment: office.deploymentFile, nodes: [office.url], data: path.join(folder, "data"), offices };
    indexer = startIndexer(start);
    // Each amount is a power of two, so that a sum tells what it is of: orders have the lower twelve bits, faces the upper twelve.
    many = await setScene(office, { vouchers: 8, face: (place) => 1n << BigInt(12 + place) });
    few = await setScene(office, { vouchers: 4, face: (place) => 1n << BigInt(20 + place), providerIn: "wujin" });
  });
  after(async () => {
    await indexer.end("SIGTERM");
    await office.close();
    wujin.close();
    await rm(folder, { recursive: true });
  });

  it("tells no amount of a district that hides them, and no sum of fewer than five vouchers, whatever is added and subtracted", async () => {
    await look();
    const all = [0, 1, 2, 3, 4, 5, 6, 7];
    const orders = await placeOrders(office, many, all, (place) => 1n << BigInt(place));
    const others = await placeOrders(office, few, [0, 1, 2, 3], (place) => 1n << BigInt(8 + place));
    await look();
    await redeemOrders(office, many, all, orders);
    await redeemOrders(office, few, [0, 1, 2, 3], others);
    await office.goToDay((await office.today()) + 6);
    // Two months, payments of one order and of more, and each time everybody looks.
    for (const some of [
      ...[orders.slice(0, 1), orders.slice(1, 4), others.slice(0, 3)],
      ...[orders.slice(4, 6), others.slice(3), orders.slice(6)],
    ]) {
      await pay(some);
      await look();
      await office.goToDay((await office.today()) + 9);
    }
    await look([...SUMS, ...things()]);

    // What every sum that was shown has both or neither of, nobody can tell apart.
    const told = Map.groupBy(
      Array.from({ length: 24 }, (_, bit) => bit),
      (bit) => [...shown].map((sum) => (sum >> BigInt(bit)) & 1n).join(""),
    );
    const groups = [...told].filter(([pattern]) => pattern.includes("1")).map(([, bits]) => bits);
    expect(groups).to.deep.equal([
      [0, 1, 2, 3, 4],
      [12, 13, 14, 15, 16],
    ]);
  });

  it("does not tell whose a voucher or an order is by a filter either", async () => {
    for (const address of ["/vouchers?enterprise=2-1", "/orders?enterprise=2-1"]) {
      const answer = await fetch(`${await indexer.url}${address}`);
      expect([answer.status, await answer.text()], address).to.deep.equal([
        400,
        JSON.stringify({ error: "District 2 does not publish whose a voucher is." }),
      ]);
    }
  });

  it("says where figures are left out", async () => {
    const [first, second] = await items("/programs");
    expect(first).to.include({ suppressed: true, vouchers: 8, issued: String(0b11111 << 12), paid: String(0b11111) });
    expect(second).to.include({ suppressed: true, vouchers: 4, issued: null, paid: null, redeemed: null });
    expect(await items("/totals/crossings")).to.deep.equal([
      { district: 2, providerDistrict: 1, redeemed: null, paid: "31", suppressed: true },
      { district: 2, providerDistrict: 2, redeemed: null, paid: null, suppressed: true },
    ]);
  });

  it("says no more in CSV", async () => {
    for (const address of [
      "/programs",
      "/totals/months",
      "/vouchers",
      "/orders",
      "/lists",
      "/totals/crossings",
      "/funnel",
    ]) {
      const listed = (await items(address)).map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, cell(value)])),
      );
      const csv = await (await fetch(`${await indexer.url}${address}?format=csv`)).text();
      expect(parse(csv, { bom: true, columns: true }), address).to.deep.equal(listed);
    }
  });

  it("shows what the district's office says from then on, each time under another ETag", async () => {
    const voucher = `/vouchers/${formatVoucher(many.vouchers[0]!)}`;
    const tag = async () => (await fetch(`${await indexer.url}${voucher}`)).headers.get("etag");
    const before = await tag();
    await publish({ enterprises: "pseudonym", amounts: true, smallCells: true, proofs: false });
    expect(await tag()).to.not.equal(before);
    expect(await seen(voucher)).to.include({ enterprise: "2-1", face: "4096", paid: "1" });
    expect(await items("/enterprises?district=2")).to.have.length(12);
    const own = (await items("/orders?limit=200")).filter(({ enterprise }) => enterprise === "2-1");
    expect(own).to.have.length(1);
    expect(await items("/orders?enterprise=2-1")).to.deep.equal(own);
    expect(await seen("/programs/2")).to.include({ suppressed: true, issued: null });
    await publish({ ...published, smallCells: false });
    expect(await seen("/programs/2")).to.include({ suppressed: false, issued: String(0b1111 << 20), paid: "3840" });
  });

  it("goes on showing it, started again while the office does not answer", async () => {
    await indexer.end("SIGTERM");
    wujin.closeAllConnections();
    wujin.close();
    indexer = startIndexer(start);
    await indexer.through(await office.provider.getBlockNumber());
    expect(await seen("/programs/2")).to.include({ suppressed: false, paid: "3840" });
  });
});

/** As a table has it. */
function cell(value: unknown): string {
  if (Array.isArray(value)) return value.join(" ");
  return value === null ? "" : `${value as string | number | boolean}`;
}

async function sent(transaction: Promise<{ wait: () => Promise<unknown> }>): Promise<void> {
  await (await transaction).wait();
}

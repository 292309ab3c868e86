import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { encodeBudget, type Budget } from "../../client/budgetWord.ts";
import { districtOf, programOf } from "../../client/ids.ts";
import { encodeOrder, type OrderState } from "../../client/orderWord.ts";
import type { PostRecord } from "../../client/replay/matching.ts";
import type { Rebuilt } from "../../client/replay/replay.ts";
import { classesOf } from "../../client/serviceClasses.ts";
import { encodeVoucher, remainingOf, returnedOf, type Voucher } from "../../client/voucherWord.ts";
import { rebuild } from "../promises/story/replaying.ts";
import { story } from "../promises/story/story.ts";
import { openOffice } from "../scripts/support/office.ts";
import { ethers } from "../support/world.ts";
import { startIndexer } from "./support/indexer.ts";
import { serveChain, writeDeployment } from "./support/served.ts";
import { readIndexes, readTables, type Row, type Tables } from "./support/tables.ts";

describe("The index of everything that the ledger can do", () => {
  let rebuilt: Rebuilt;
  let tables: Tables;
  let indexes: readonly string[];
  /** By the transaction. */
  const senders = new Map<unknown, string | undefined>();
  const rows = (name: string): readonly Row[] => tables[name] ?? [];
  const by = (name: string, key = "id") => new Map(rows(name).map((row) => [row[key], row]));

  before(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "index-"));
    const office = await openOffice();
    const { w } = await story();
    rebuilt = await rebuild(w);
    const node = await serveChain();
    const data = path.join(folder, "data");
    const indexer = startIndexer({ deployment: await writeDeployment(w, office, folder), nodes: [node.url], data });
    try {
      await indexer.through(rebuilt.toBlock);
      await indexer.end("SIGTERM");
      tables = await readTables(data);
      indexes = await readIndexes(data);
      for (const { transaction } of rows("changes"))
        senders.set(transaction, (await ethers.provider.getTransaction(transaction as string))?.from.toLowerCase());
    } finally {
      await indexer.end("SIGKILL");
      node.close();
      await office.close();
      await rm(folder, { recursive: true });
    }
  });

  it("finds what lists are narrowed down to without reading a whole table, in the order in which it is told", () => {
    expect(indexes).to.include.members([
      "changes: block, log_index",
      "changes: district, block, log_index",
      ...["district", "provider_district", "program", "stage"].map((one) => `orders: ${one}, placed_on, id`),
      ...["district", "program", "enterprise"].map((one) => `vouchers: ${one}, id`),
      ...["district", "service_class", "state", "enterprise"].map((one) => `demands: ${one}, posted_on, id`),
      ...["district", "service_class", "state", "provider", "demand"].map((one) => `offers: ${one}, posted_on, id`),
      ...["district", "provider_district", "service_class", "enterprise", "provider", "offer"].map(
        (one) => `matches: ${one}, made_on, id`,
      ),
      ...["offers: service_class, state, through", "experiences: service_class, district"],
    ]);
  });

  it("has each voucher's word as the replay of the events makes it", () => {
    const { vouchers } = rebuilt.state.vouchers;
    expect(vouchers.size).to.be.greaterThan(0);
    expect(rows("vouchers")).to.have.length(vouchers.size);
    for (const [id, { story: told }] of vouchers) {
      const row = by("vouchers").get(id)!;
      expect(encodeVoucher(row as unknown as Voucher)).to.equal(encodeVoucher(told.voucher));
      const draws = [...told.draws.values()];
      const sums = {
        paid: sum(draws.map(({ paid }) => paid)),
        recovered: sum(draws.map(({ recovered }) => recovered)),
      };
      expect(row).to.include({ ...sums, remaining: remainingOf(told.voucher), returned: returnedOf(told.voucher) });
    }
  });

  it("has every change, each with the account that made it", () => {
    const told = [...rebuilt.state.vouchers.vouchers].flatMap(([voucher, { history }]) =>
      history.map(({ sequence, action, amount, subject, word, day, origin }) => {
        const { block, time, transaction } = origin;
        return { voucher, sequence, action, amount, subject, word, day, block, time, transaction };
      }),
    );
    expect(rows("changes").map((row) => pick(row, told[0]!))).to.have.deep.members(told);
    // In this story every officer sends what it does itself.
    for (const { transaction, by: account, action, sequence, voucher } of rows("changes"))
      expect(account, `${String(action)} ${String(voucher)} ${String(sequence)}`).to.equal(senders.get(transaction));
    const revoked = rows("changes").filter(({ action }) => action === "Revoked");
    expect(revoked).to.have.length.greaterThan(0);
    for (const row of revoked)
      expect(row["proposedBy"])
        .to.match(/^0x[0-9a-f]{40}$/)
        .and.not.equal(row["by"]);
  });

  it("has each program's budget word, and the same figures at the end of each day before its last on which they moved", () => {
    const { programs } = rebuilt.state.programs;
    const unmoving = ["Frozen", "Unfrozen", "Extended"];
    expect(rows("programs")).to.have.length(programs.size);
    for (const [id, { budget, status }] of programs) {
      const row = by("programs").get(Number(id))!;
      expect(encodeBudget(row as unknown as Budget)).to.equal(encodeBudget(budget));
      expect(row["status"]).to.equal(status);
      const days = rows("budget_days").filter(({ program }) => program === Number(id));
      const moved = rows("changes").filter(
        ({ voucher, action }) => programOf(voucher as bigint) === id && !unmoving.includes(String(action)),
      );
      for (const { day } of moved) {
        if (day === row["movedOn"]) continue;
        expect(
          days.map((one) => one["day"]),
          `program ${id}`,
        ).to.include(day);
      }
      for (const one of days) {
        expect(Number(one["day"])).to.be.below(Number(row["movedOn"]));
        const until = moved.filter(({ day }) => Number(day) <= Number(one["day"]));
        const sum = (action: string): bigint =>
          until.reduce((all, change) => (change["action"] === action ? all + (change["amount"] as bigint) : all), 0n);
        expect([one["issued"], one["paid"]]).to.deep.equal([sum("Issued"), sum("Paid")]);
        const { outstanding, redeemed, returned } = one as Record<string, bigint>;
        expect(outstanding! + redeemed! + returned!).to.equal(one["issued"]);
      }
    }
    expect(rows("budget_days").length).to.be.above(0);
  });

  it("has for each provider and class how many orders were paid, and for which classes it is admitted", () => {
    const keyOf = (row: Row): string => `${String(row["serviceClass"])} ${String(row["provider"])}`;
    const paid = Map.groupBy(
      rows("orders").filter(({ stage }) => stage === "Paid"),
      keyOf,
    );
    expect(paid.size).to.be.greaterThan(0);
    const found = new Map(rows("experiences").map((row) => [keyOf(row), row["paidOrders"]]));
    for (const [key, count] of found) expect(count, key).to.equal(paid.get(key)?.length ?? 0);
    const admitted = rows("experiences").filter((row) => row["admitted"] === true);
    const expected = rows("providers").flatMap(({ id: provider, status, stopped, classes, validFrom, validThrough }) =>
      status === "Admitted" && stopped === false
        ? (classes as number[]).map((serviceClass) => ({ serviceClass, provider, validFrom, validThrough }))
        : [],
    );
    expect(expected.length).to.be.greaterThan(0);
    expect(admitted.map((row) => pick(row, expected[0]!))).to.have.deep.members(expected);
  });

  it("has each order's word", () => {
    const { orders } = rebuilt.state.orders;
    expect(rows("orders")).to.have.length(orders.size);
    for (const [id, { state, terms }] of orders) {
      const row = by("orders").get(id)!;
      expect(encodeOrder(row as unknown as OrderState)).to.equal(encodeOrder(state));
      expect(row).to.include(terms);
    }
  });

  it("has payments with what the bank did, and claw-backs", () => {
    const { payments, clawBacks } = rebuilt.state.payments;
    expect(rows("payments")).to.have.length(payments.size);
    for (const [id, { home, items, open, total, paid }] of payments) {
      const figures = { district: Number(home), orders: items.length, open, total, paid };
      expect(by("payments").get(Number(id))).to.include(figures);
      const kept = rows("payment_items")
        .filter(({ payment }) => payment === Number(id))
        .map(({ order, amount, paid: settled, receipt }) => ({ order, amount, settled, receipt }));
      expect(kept).to.have.deep.members(
        items.map(({ order, amount, settled }) => {
          return { order, amount, settled: settled?.paid ?? null, receipt: settled?.receipt ?? null };
        }),
      );
    }
    for (const [order, { ordered, recovered, writtenOff }] of clawBacks)
      expect(by("orders").get(order)).to.include({ clawedBack: ordered, recovered, writtenOff });
  });

  it("has enterprises, providers and districts as they stand", () => {
    const { enterprises, mergedInto } = rebuilt.state.enterprises;
    expect(rows("enterprises")).to.have.length(enterprises.size);
    for (const [id, { wallet, group, vouchers, status, stopped, profile }] of enterprises) {
      const standing = { wallet, group, vouchers, status, stopped, profile, mergedInto: mergedInto.get(id) ?? null };
      expect(by("enterprises").get(id)).to.include(standing);
    }
    const { providers } = rebuilt.state.providers;
    expect(rows("providers")).to.have.length(providers.size);
    for (const [
      id,
      { classes, wallet, group, validFrom, validThrough, noticeEnd, status, stopped, profile },
    ] of providers) {
      const standing = { wallet, group, validFrom, validThrough, noticeEnd, status, stopped, profile };
      expect(by("providers").get(id)).to.include(standing);
      expect(by("providers").get(id)!["classes"]).to.deep.equal(classesOf(classes));
    }
    const { districts } = rebuilt.state.districts;
    expect(rows("districts").map(({ id, status, profile }) => ({ id, status, profile }))).to.have.deep.members(
      [...districts].map(([id, { status, profile }]) => ({ id: Number(id), status, profile })),
    );
  });

  it("has the announced lists, with who approved them", () => {
    const { batches } = rebuilt.state.vouchers;
    expect(rows("lists")).to.have.length(batches.size);
    for (const [id, list] of batches) {
      const { noticeEnd, lastAct, stage, total, drawn, next } = list;
      const row = by("lists").get(id)!;
      const counts = { program: Number(list.program), count: Number(list.count), done: Number(list.done) };
      expect(row).to.include({ ...counts, noticeEnd, lastAct, stage, total, drawn, next });
      const approvals = (row["approvals"] as number[]).map((district, i) => [
        district,
        (row["approvedBy"] as string[])[i],
      ]);
      expect(approvals).to.have.deep.members(
        [...list.approvers].map(([district, account]) => [Number(district), account]),
      );
      expect(Number(row["issued"]) + Number(row["passedOver"])).to.equal(Number(list.done));
    }
  });

  it("has demands, offers and matches as they stand, and the orders that name a match under it", () => {
    const { demands, offers, demandAnswered, matches, matchOfOrder } = rebuilt.state.matching;
    const standing = ({ district: sought, serviceClass, through, state }: PostRecord) => {
      return { sought, serviceClass, through, state };
    };
    expect(demands.size).to.be.greaterThan(3);
    expect(rows("demands")).to.have.length(demands.size);
    for (const [id, post] of demands) {
      const answers = [...demandAnswered.values()].filter((demand) => demand === id).length;
      const row = by("demands").get(id)!;
      expect(row).to.include({ ...standing(post), enterprise: post.party, answers });
      expect(row["endedOn"] === null).to.equal(post.state === "Open");
    }
    expect(rows("offers")).to.have.length(offers.size);
    for (const [id, post] of offers) {
      const demand = demandAnswered.get(id) ?? null;
      expect(by("offers").get(id)).to.include({ ...standing(post), provider: post.party, demand });
      expect(by("offers").get(id)!["matches"]).to.equal(rows("matches").filter(({ offer }) => offer === id).length);
    }
    expect(rows("matches")).to.have.length(matches.size);
    for (const [id, pair] of matches) {
      const orders = [...matchOfOrder.values()].filter((match) => match === id).length;
      expect(by("matches").get(id)).to.include({ ...pair, orders });
    }
    expect(rows("match_orders").map(({ order, match }) => [order, match])).to.have.deep.members([...matchOfOrder]);
  });

  it("has the objections that are open, and no other as open", () => {
    const open = [rebuilt.state.vouchers, rebuilt.state.providers, rebuilt.state.orders].flatMap(({ objections }) =>
      [...objections].flatMap(([subject, word]) =>
        ["Auditor", "Home", "Provider"].flatMap((seat, i) =>
          ((word >> BigInt(24 * i + 16)) & 0xffn) === 1n ? [`${subject} ${seat}`] : [],
        ),
      ),
    );
    const kept = rows("objections").filter(({ endedOn }) => endedOn === null);
    expect(rows("objections")).to.have.length.greaterThan(0);
    expect(kept.map(({ subject, seat }) => `${String(subject)} ${String(seat)}`)).to.have.members(open);
    expect(sum(rows("notices").map(({ openObjections }) => BigInt(openObjections as number)))).to.equal(
      BigInt(open.length),
    );
  });

  it("adds up by month and by home and provider's district", () => {
    const months = rows("month_totals");
    const budgets = [...rebuilt.state.programs.programs.values()].map(({ budget }) => budget);
    for (const figure of ["redeemed", "paid", "recovered"] as const)
      expect(sum(months.map((row) => row[figure] as bigint))).to.equal(sum(budgets.map((budget) => budget[figure])));
    const cells = new Map<string, bigint>();
    for (const { state } of rebuilt.state.orders.orders.values()) {
      if (!["Redeemed", "Paying", "Paid"].includes(state.stage)) continue;
      const cell = `${by("vouchers").get(state.voucher)!["district"] as number} ${districtOf(state.provider)}`;
      cells.set(cell, (cells.get(cell) ?? 0n) + state.amount);
    }
    const kept = rows("crossings").filter(({ redeemed }) => redeemed !== 0n);
    expect(
      kept.map((row) => [`${row["district"] as number} ${row["providerDistrict"] as number}`, row["redeemed"]]),
    ).to.have.deep.members([...cells]);
  });

  it("adds up by what vouchers of a month came to, and by what they are spent on", () => {
    const cohorts = rows("cohorts");
    const vouchers = rows("vouchers");
    for (const [figure, of] of [
      ...(["locked", "redeemed", "paid"] as const).map((one) => [one, one] as const),
      ["issued", "face"] as const,
    ])
      expect(sum(cohorts.map((row) => row[figure] as bigint)), figure).to.equal(
        sum(vouchers.map((row) => row[of] as bigint)),
      );
    const expired = vouchers.filter(({ status }) => status === "Expired");
    expect(sum(cohorts.map((row) => row["expired"] as bigint))).to.equal(
      sum(expired.map((row) => row["returned"] as bigint)),
    );
    const unused = expired.filter(({ locked, redeemed }) => locked === 0n && redeemed === 0n);
    expect(cohorts.reduce((all, row) => all + (row["unused"] as number), 0)).to.equal(unused.length);

    const classes = new Map<number, bigint[]>();
    for (const { state, terms } of rebuilt.state.orders.orders.values()) {
      const place = STAGES.findIndex((stages) => stages.includes(state.stage));
      if (place < 0) continue;
      const figures = classes.get(terms.serviceClass) ?? [0n, 0n];
      figures[place]! += state.amount;
      classes.set(terms.serviceClass, figures);
    }
    const kept = Map.groupBy(rows("class_uses"), (row) => row["serviceClass"] as number);
    const sums = [...kept].map(([serviceClass, lines]) => [
      serviceClass,
      ["locked", "redeemed"].map((figure) => sum(lines.map((row) => row[figure] as bigint))),
    ]);
    expect(sums.filter(([, figures]) => (figures as bigint[]).some((figure) => figure !== 0n))).to.have.deep.members([
      ...classes,
    ]);
  });
});

/** Of an order whose amount is locked, and whose is redeemed. */
const STAGES: readonly (readonly string[])[] = [
  ["Placed", "Claimed"],
  ["Redeemed", "Paying", "Paid"],
];

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** Those columns of a row that another one has. */
function pick(row: Row, like: object): Row {
  return Object.fromEntries(Object.keys(like).map((name) => [name, row[name]]));
}

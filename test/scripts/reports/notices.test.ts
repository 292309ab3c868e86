import { expect } from "chai";
import { id } from "ethers";
import { isoOfDay } from "../../../client/days.ts";
import { formatEnterprise, formatProvider } from "../../../client/ids.ts";
import { batchIdOf, cutList } from "../../../client/list.ts";
import { openOffice, person, type Office } from "../support/office.ts";
import { placeOrders, redeemOrders, setScene, type Scene } from "../support/scene.ts";
import { given, yuan, type Row } from "./given.ts";

describe("Public notices", () => {
  let office: Office;
  let scene: Scene;
  let today: number;
  let order: string;
  let list: string;
  let candidate: string;
  let state: string;

  before(async () => {
    office = await openOffice();
    scene = await setScene(office, { vouchers: 2 });
    const [first = "", second = ""] = await placeOrders(office, scene, [0, 1]);
    await redeemOrders(office, scene, [1], [second]);
    await office.goToDay((await office.today()) + 6);
    today = await office.today();
    order = first;
    await redeemOrders(office, scene, [0], [order]);
    list = await announce(today + 9);
    candidate = await countersign(today + 7);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });
  after(async () => office.close());
  afterEach(async () => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  });

  const announce = async (noticeEnd: number): Promise<string> => {
    const cut = cutList([{ enterprise: scene.enterprises[0]?.id ?? 0n, face: 5_000_000n }]);
    const { vouchers } = office.as("wujin bureau");
    await (await vouchers.announce(scene.program, cut.chain, cut.count, cut.total, noticeEnd, id("decision"))).wait();
    return batchIdOf(scene.program, cut.chain);
  };
  const countersign = async (noticeEnd: number): Promise<string> => {
    const wallet = person("institute").address;
    const said = { party: id("institute"), group: id("institutes"), profile: id("profile") };
    const terms = { home: 3, wallet, validFrom: today, validThrough: today + 300, classes: 2n, ...said };
    await (await office.as("operator").providers.propose(terms)).wait();
    const provider = (3n << 32n) | 1n;
    await (await office.as("nanhu bureau").providers.countersign(provider, noticeEnd)).wait();
    return formatProvider(provider);
  };
  const object = async (by: string, subject: string): Promise<void> => {
    const said = await office.tongdui(by, "object", subject, "--reason", "Not as it should be", "--yes");
    expect(said.exit).to.equal(0);
  };
  const objections = (rows: readonly Row[]) =>
    rows.map(({ subject, objections: by }) => [subject, (by as { en: string } | null)?.en ?? ""]);

  it("lists what runs today with its last day, the first to end first", async () => {
    const { rows } = await given(office, "notices");
    const told = rows.map((row) => [
      ...[(row["matter"] as { en: string }).en, row["district"], row["subject"], row["program"]],
      ...[row["from"], row["through"], row["daysLeft"], row["items"], ...yuan(row, "amount")],
    ]);
    const day = isoOfDay;
    expect(told).to.deep.equal([
      ["redemption", "常州武进 Wujin", order, "1", day(today), day(today + 5), 5, null, 30_000],
      ["admission of a provider", "嘉兴南湖 Nanhu", candidate, null, day(today), day(today + 7), 7, null, null],
      ["vouchers to be issued", "常州武进 Wujin", list, "1", day(today), day(today + 9), 9, 1, 50_000],
    ]);
    expect(rows[0]).to.deep.include({
      ...{ voucher: "1-000001", provider: formatProvider(scene.provider) },
      enterprise: formatEnterprise(scene.enterprises[0]?.id ?? 0n),
    });
  });

  it("counts the last day in, and the day after it no more", async () => {
    await office.goToDay(today + 5);
    expect((await given(office, "notices")).rows.map(({ daysLeft }) => daysLeft)).to.deep.equal([0, 2, 4]);
    await office.goToDay(today + 6);
    expect((await given(office, "notices")).rows.map(({ subject }) => subject)).to.deep.equal([candidate, list]);
  });

  it("gives subjects as object takes them, and tells of the objections that stand", async () => {
    await object("auditor", order);
    await object("yangpu bureau", order);
    await object("nanhu bureau", candidate);
    await object("wujin bureau", list);
    const { rows } = await given(office, "notices");
    expect(objections(rows)).to.deep.equal([
      [order, `Auditor; provider's district (stands through ${isoOfDay(today + 20)})`],
      [candidate, `home district (stands through ${isoOfDay(today + 15)})`],
      [list, `home district (stands through ${isoOfDay(today + 20)})`],
    ]);
    const { out } = await office.tongdui("auditor", "report", "notices");
    expect(out.at(-1)).to.equal("3 in all, 3 with an objection.");
  });

  it("keeps what an objection holds after its notice, until the objection lapses or is ended", async () => {
    await object("yangpu bureau", order);
    await object("wujin bureau", list);
    await office.goToDay(today + 20);
    const held = await given(office, "notices");
    expect(held.rows.map(({ subject, daysLeft }) => [subject, daysLeft])).to.deep.equal([
      [order, null],
      [list, null],
    ]);
    const ended = await office.tongdui(
      "wujin bureau",
      "resolve",
      list,
      "--seat",
      "home",
      "--reason",
      "Settled",
      "--yes",
    );
    const confirmed = await office.tongdui("wujin approver", "resolve", list, "--seat", "home", "--confirm", "--yes");
    expect([ended.exit, confirmed.exit]).to.deep.equal([0, 0]);
    expect(objections((await given(office, "notices")).rows).map(([subject]) => subject)).to.deep.equal([order]);
    await office.goToDay(today + 21);
    expect((await given(office, "notices")).rows).to.deep.equal([]);
  });

  it("drops a list that was withdrawn, one that lapsed, and an admission that was declined", async () => {
    await object("auditor", list);
    await office.goToDay(today + 9 + 30);
    expect((await given(office, "notices")).rows.map(({ subject }) => subject)).to.deep.equal([list]);
    await office.goToDay(today + 9 + 31);
    expect((await given(office, "notices")).rows).to.deep.equal([]);
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
    await (await office.as("wujin bureau").vouchers.withdrawBatch(list, id("a mistake"))).wait();
    await (await office.as("nanhu bureau").providers.decline((3n << 32n) | 1n, id("no"))).wait();
    expect((await given(office, "notices")).rows.map(({ subject }) => subject)).to.deep.equal([order]);
  });

  it("is of what one district may object to", async () => {
    const subjects = async (district: string) =>
      (await given(office, "notices", "--district", district)).rows.map(({ subject }) => subject);
    expect(await subjects("1")).to.deep.equal([order]);
    expect(await subjects("2")).to.deep.equal([order, list]);
    expect(await subjects("3")).to.deep.equal([candidate]);
    expect(await subjects("4")).to.deep.equal([]);
  });
});

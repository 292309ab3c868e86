import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { isoOfDay } from "../../../client/days.ts";
import { person, openOffice, type Office } from "../support/office.ts";
import { killAtRandom, MOMENTS, runKilled, storageRoots, type Killed, type Moment } from "../support/killing.ts";
import { payableOrders, setScene } from "../support/scene.ts";

const ORDERS = 12;

describe("Settling that is killed", function () {
  this.timeout(240_000);
  let office: Office;
  let folder: string;
  let state: string;
  let words: string[];
  let undisturbed: { roots: Record<string, string>; sent: number; requests: number };

  before(async () => {
    office = await openOffice();
    folder = await mkdtemp(path.join(tmpdir(), "bank-"));
    const scene = await setScene(office, { vouchers: ORDERS });
    const orders = await payableOrders(office, scene, [...scene.vouchers.keys()]);
    await (await office.as("wujin bureau").payments.open(2, orders)).wait();
    const today = await office.today();
    const lines = orders.map((_, i) =>
      [`TD1-${i + 1}`, "30000.00", i % 4 === 3 ? "退汇" : "成功", `B${i}`, isoOfDay(today)].join(","),
    );
    const file = path.join(folder, "bank.csv");
    await writeFile(file, ["附言,金额,结果,流水号,交易日期", ...lines].join("\n"));
    words = ["payment", "settle", "1", file];
    state = (await office.provider.send("evm_snapshot", [])) as string;
    const { requests, resumed } = await runKilled(office, "wujin finance", words, undefined);
    expect((resumed.json().data as { open: string[] }).open).to.deep.equal([]);
    undisturbed = { roots: await storageRoots(office), sent: await sent(), requests };
  });
  after(async () => {
    await rm(folder, { recursive: true });
    await office.close();
  });
  beforeEach(async () => revert());

  const revert = async (): Promise<void> => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  };
  const sent = async (): Promise<number> => office.provider.getTransactionCount(person("wujin finance").address);
  const goesOn = async (moment: Moment): Promise<Killed> => {
    const ended = await runKilled(office, "wujin finance", words, moment);
    const { resumed } = ended;
    expect(resumed.exit, resumed.err.join("\n")).to.equal(0);
    expect(await storageRoots(office)).to.deep.equal(undisturbed.roots);
    expect(await sent()).to.equal(undisturbed.sent);
    return ended;
  };

  for (const moment of MOMENTS) {
    it(`goes on when it is killed ${moment.name}, and settles nothing twice`, async function () {
      expect((await goesOn(moment)).killed).to.equal(true);
    });
  }

  it("goes on from twenty random moments, and settles nothing twice", async () => {
    const { requests } = undisturbed;
    const killed = await killAtRandom(20_300_401, { runs: 20, requests }, async (moment) => {
      await revert();
      return goesOn(moment);
    });
    expect(killed).to.be.greaterThan(9);
  });
});

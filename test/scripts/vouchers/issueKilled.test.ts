import { writeFile } from "node:fs/promises";
import { expect } from "chai";
import { isoOfDay } from "../../../client/days.ts";
import {
  killAtRandom,
  LATER_MOMENTS,
  MOMENTS,
  runKilled,
  storageRoots,
  type Killed,
  type Moment,
} from "../support/killing.ts";
import { openOffice, person, type Office } from "../support/office.ts";
import { openProgram, registerFirms } from "../support/scene.ts";
import { listFile } from "./listFile.ts";

/** Three transactions. */
const ITEMS = 230;
const BUREAU = "wujin bureau";

describe("Issuing that is killed", function () {
  this.timeout(240_000);
  let office: Office;
  let words: string[];
  let state: string;
  let undisturbed: { roots: Record<string, string>; sent: number; requests: number };

  const sent = async (): Promise<number> => office.provider.getTransactionCount(person(BUREAU).address);
  const run = async (moment: Moment | undefined): Promise<Killed> => runKilled(office, BUREAU, words, moment);

  before(async () => {
    office = await openOffice();
    const firms = await registerFirms(office, ITEMS);
    const program = await openProgram(office);
    const file = await listFile(
      office,
      "list",
      firms.map((firm) => [firm, 10_000n] as const),
    );
    const plan = file.replace(".csv", ".plan.json");
    const decision = `${office.folder}/decision.txt`;
    await writeFile(decision, "Decided.");
    const end = (await office.today()) + 5;
    for (const [officer, ...rest] of [
      [BUREAU, "plan", file, "--program", String(program)],
      [BUREAU, "announce", plan, "--notice-end", isoOfDay(end), "--decision", decision, "--yes"],
      ["wujin approver", "approve", plan, "--yes"],
    ] as const) {
      expect((await office.tongdui(officer, "voucher", ...rest)).exit).to.equal(0);
    }
    await office.goToDay(end + 1);
    words = ["voucher", "issue", plan];
    state = (await office.provider.send("evm_snapshot", [])) as string;
    const before = await sent();
    const { requests, resumed } = await run(undefined);
    expect(resumed.json().data).to.deep.include({ issued: ITEMS });
    undisturbed = { roots: await storageRoots(office), sent: await sent(), requests };
    expect(undisturbed.sent - before).to.equal(3);
  });
  after(async () => office.close());
  beforeEach(async () => revert());

  const revert = async (): Promise<void> => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  };
  const goesOn = async (moment: Moment): Promise<Killed> => {
    const ended = await run(moment);
    const { resumed } = ended;
    expect(resumed.exit, resumed.err.join("\n")).to.equal(0);
    expect(resumed.json().data, moment.name).to.deep.include({ issued: ITEMS, passedOver: [] });
    expect(await storageRoots(office), moment.name).to.deep.equal(undisturbed.roots);
    expect(await sent(), moment.name).to.equal(undisturbed.sent);
    return ended;
  };

  for (const moment of [...MOMENTS, ...LATER_MOMENTS]) {
    it(`goes on when it is killed ${moment.name}, and issues nothing twice`, async () => {
      expect((await goesOn(moment)).killed).to.equal(true);
    });
  }

  it("goes on from twenty random moments, and issues nothing twice", async () => {
    const { requests } = undisturbed;
    const killed = await killAtRandom(20_300_601, { runs: 20, requests }, async (moment) => {
      await revert();
      return goesOn(moment);
    });
    expect(killed).to.be.greaterThan(9);
  });
});

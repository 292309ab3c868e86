import { expect } from "chai";
import { LATER_MOMENTS, MOMENTS, runKilled, storageRoots, type Moment } from "../support/killing.ts";
import { openOffice, person, type Office } from "../support/office.ts";
import { openFair, rowsOf } from "./parties.ts";

describe("Posting that is killed", function () {
  this.timeout(240_000);
  let office: Office;
  let words: string[];
  let state: string;
  let undisturbed: { roots: Record<string, string>; sent: number };

  const sent = async (): Promise<number> => office.provider.getTransactionCount(person("operator").address);
  const revert = async (): Promise<void> => {
    await office.provider.send("evm_revert", [state]);
    state = (await office.provider.send("evm_snapshot", [])) as string;
  };

  before(async () => {
    office = await openOffice();
    const fair = await openFair(office);
    const folder = await fair.folder();
    const [firm] = fair.firms;
    const { digest } = await fair.sign(firm!, "demand", await fair.write(folder, "d.json", await fair.demand()));
    await fair.sign(fair.laboratory, "offer", await fair.write(folder, "o.json", await fair.offer({ demand: digest })));
    words = ["match", "post", folder];
    state = (await office.provider.send("evm_snapshot", [])) as string;
    const { resumed } = await runKilled(office, "operator", words, undefined);
    expect(rowsOf(resumed).map(({ end }) => end)).to.deep.equal(["before", "before"]);
    undisturbed = { roots: await storageRoots(office), sent: await sent() };
  });
  after(async () => office.close());
  beforeEach(revert);

  const goesOn = (moment: Moment): void => {
    it(`goes on when it is killed ${moment.name}, and posts nothing twice`, async () => {
      const { killed, resumed } = await runKilled(office, "operator", words, moment);
      expect(killed).to.equal(true);
      expect(resumed.exit, resumed.err.join("\n")).to.equal(0);
      expect(await storageRoots(office)).to.deep.equal(undisturbed.roots);
      expect(await sent()).to.equal(undisturbed.sent);
    });
  };
  for (const moment of [...MOMENTS, ...LATER_MOMENTS]) goesOn(moment);
});

import { expect } from "chai";
import { functionsOf } from "../access/contracts.ts";
import { CONTRACTS } from "../access/rule.ts";
import { load } from "../support/load.ts";
import { check } from "./check.ts";
import { opening } from "./opening.ts";
import { programme } from "./plan.ts";
import { WAIT } from "./play.ts";
import { ACTS, OPEN_ACTS, RULES, type Rules } from "./rules/rules.ts";
import { FOR_ITSELF, FOR_SIBLINGS, MAKE } from "./rules/closed.ts";
import { Tally } from "./tally.ts";

const planned = programme(process.env);
const tally = new Tally();
let agreed = false;

/** Seed after seed, until the time is over or a run fails. @returns the story of the failure, if there is one. */
async function play(): Promise<string | undefined> {
  const start = await load(opening);
  const end = performance.now() + planned.lasts;
  let seed = planned.seed;
  do {
    if (planned.asked) console.log(`      seed ${seed}: ${tally.summary}`);
    const failure = await check(start, { ...planned, seed }, tally);
    if (failure !== undefined) return failure;
    seed += 1;
  } while (performance.now() < end);
  if (planned.asked) console.log(tally.table(ACTS));
  return undefined;
}

/** The rules as somebody might misremember them: a firm that is frozen can be frozen again. */
const misremembered: Rules = {
  ...RULES,
  enterprises: {
    ...RULES.enterprises,
    freeze: (a, id, reason) => {
      const firm = a.town.enterprises.get(id);
      if (firm?.status === "Frozen") firm.status = "Active";
      RULES.enterprises.freeze(a, id, reason);
    },
  },
};

describe("The ledger and a model of its rules", () => {
  it("are tried with every function of the ledger that changes something", () => {
    const tried = [...OPEN_ACTS, ...FOR_ITSELF, ...Object.keys(FOR_SIBLINGS), MAKE];
    const ours = CONTRACTS.filter((contract) => contract !== "manager").flatMap((contract) =>
      functionsOf(contract).flatMap(({ name, reads }) => (reads ? [] : [`${contract}.${name}`])),
    );
    expect(ours.filter((act) => !tried.includes(act))).to.deep.equal([]);
  });

  it("tell where they differ in a story of officers and firms, as short as can be", async () => {
    const weights = { "enterprises.freeze": 3, "enterprises.register": 1, "vouchers.revoke": 2, [WAIT]: 2 };
    const start = { ...(await load(opening)), rules: misremembered };
    const story = await check(start, { seed: 1, runs: 20, length: 60, weights }, new Tally());
    const told = story?.split("\n").filter((line) => /^(Day|Expected|The ledger)/.test(line));
    expect(told?.length, story).to.equal(4);
    const [first, second, expected, found] = told!;
    const date = /^Day \d+ \(20\d\d-\d\d-\d\d \d\d:\d\d:\d\d\): (Wujin|Nanhu)'s Bureau freezes (Firm [A-Z])\./;
    expect(first)
      .to.match(date)
      .and.match(/ Done\.$/);
    expect(date.exec(second!)?.[2], story).to.equal(date.exec(first!)![2]);
    expect(expected).to.equal("Expected: done.");
    expect(found).to.match(/^The ledger: refused with EnterpriseIn \(Enterprise \d-\d is frozen, /);
  });

  it(`agree after each act of ${planned.runs} random runs (seed ${planned.seed})`, async () => {
    const failure = await play();
    agreed = failure === undefined;
    expect(agreed, failure).to.equal(true);
  }).timeout(planned.lasts + planned.patience + 180_000);

  if (planned.whole)
    it("agreed at least once on every act that somebody may do, and on every act that nobody may", () => {
      expect(agreed, "the runs ended before").to.equal(true);
      const never = OPEN_ACTS.filter((act) => tally.done(act) === 0);
      expect(never, `never done in ${tally.summary}`).to.deep.equal([]);
      expect(ACTS.filter((act) => tally.refused(act) === 0 && tally.done(act) === 0)).to.deep.equal([]);
    });
});

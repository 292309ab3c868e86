import { expect } from "chai";
import { id } from "ethers";
import { decodeBudget } from "../../../client/budgetWord.ts";
import { isoOfDay } from "../../../client/days.ts";
import { providerId } from "../../../client/ids.ts";
import { batchIdOf, cutList } from "../../../client/list.ts";
import { PROGRAM } from "../../../scripts/programs/program.ts";
import { PROVIDER } from "../../../scripts/registers/register.ts";
import { newKey, openBureau } from "../registers/bureau.ts";
import { candidate, listOf } from "../registers/lists.ts";
import { openOffice, tongdui, type Name, type Office, type Said } from "../support/office.ts";
import { openProxy, type Proxy } from "../support/proxy.ts";
import { openProgram, registerFirms, TERMS } from "../support/scene.ts";

/** What the ledger has, and what the first node of the profile makes of it. */
type Lie = readonly [truth: bigint | number, told: bigint | number, digits: number];

const hex = (value: bigint | number, digits: number): string => value.toString(16).padStart(digits, "0");

interface Told {
  readonly said: Promise<Said>;
  readonly isAsBefore: () => Promise<boolean>;
}

describe("A second officer is not asked on the word of one node", () => {
  let office: Office;
  const proxies: Proxy[] = [];
  before(async () => {
    office = await openOffice();
  });
  after(async () => {
    for (const proxy of proxies) await proxy.close();
    await office.close();
  });

  /** Runs the command with a profile whose first node tells lies, and the second the truth. */
  const misled = async ([truth, told, digits]: Lie, profile: ProfileOf, ...words: string[]): Promise<Said> => {
    const proxy = await openProxy(office.url);
    proxies.push(proxy);
    proxy.fault = () => ({ change: (answer) => answer.replaceAll(hex(truth, digits), hex(told, digits)) });
    return tongdui([...words, "--yes", "--profile", await profile({ nodes: [proxy.url, office.url] })]);
  };
  type ProfileOf = (over: { nodes: string[] }) => Promise<string>;
  const by =
    (name: Name): ProfileOf =>
    async (over) =>
      office.profile(name, over);
  const program = async (): Promise<Told> => {
    const terms = { ...TERMS, home: 2, share: 9_000n, lastIssueDay: (await office.today()) + 300, joint: NONE };
    await (await office.as("wujin bureau").programs.propose(terms, "policy")).wait();
    const number = await office.ledger.programs.count();
    return {
      said: misled([9_000, 5_000, 64], by("wujin approver"), "program", "confirm", String(number)),
      isAsBefore: async () => (await office.ledger.programs.statusOf(number)) === PROGRAM.proposed,
    };
  };

  const budget = async (): Promise<Told> => {
    const number = await openProgram(office, { approved: 7_000_123n });
    await (await office.as("wujin finance").programs.raise(number, 7_000_123n, 9_000_000n)).wait();
    const lie: Lie = [7_000_123n, 8_000_123n, 12];
    return {
      said: misled(lie, by("wujin approver 2"), "budget", "raise", String(number), "--confirm"),
      isAsBefore: async () => decodeBudget(await office.ledger.programs.budgetOf(number)).approved === 7_000_123n,
    };
  };

  const list = async (): Promise<Told> => {
    const number = await openProgram(office, { joint: [1] });
    const firms = await registerFirms(office, 3);
    const { chain, count, total } = cutList(firms.map((enterprise) => ({ enterprise, face: 1_000_007n })));
    const end = (await office.today()) + 6;
    const { vouchers } = office.as("wujin bureau");
    await (await vouchers.announce(number, chain, count, total, end, id("decision"))).wait();
    const batch = batchIdOf(number, chain);
    return {
      said: misled([total, 1_000_007n, 64], by("yangpu approver"), "voucher", "approve", batch),
      isAsBefore: async () => BigInt(await office.ledger.vouchers.approverOf(batch, 1)) === 0n,
    };
  };

  const provider = async (): Promise<Told> => {
    const today = await office.today();
    const key = await newKey(1);
    const [operator, yangpu] = [await openBureau(office, key, "operator"), await openBureau(office, key, "yangpu")];
    const [proposed, shown] = [today + 3_650, today + 365];
    const table = await operator.table("proposed.csv", listOf([candidate(1, today, { through: proposed })]));
    const password = ["--nullifier-password-file", operator.passwordFile];
    await operator.run("operator", "provider", "import", table, ...password, "--yes");
    const own = await yangpu.table("told.csv", listOf([candidate(1, today, { through: shown })]));
    const words = ["provider", "countersign", "P1-1", "--table", own, ...password, "--notice-end", isoOfDay(today + 6)];
    const profile: ProfileOf = async (over) => yangpu.profile("yangpu bureau", over);
    return {
      said: misled([proposed, shown, 64], profile, ...words),
      isAsBefore: async () => (await office.ledger.providers.providerOf(providerId(1, 1))).status === PROVIDER.proposed,
    };
  };

  // At once, because each waits whether the nodes come to tell the same.
  const CASES = { "open a program": program, "raise a budget": budget, "approve a list": list, countersign: provider };
  const told = new Map<string, Told>();
  before(async () => {
    for (const [act, tell] of Object.entries(CASES)) told.set(act, await tell());
  });
  for (const act of Object.keys(CASES)) {
    it(`to ${act}`, async () => {
      const { said, isAsBefore } = told.get(act) as Told;
      const { exit, err } = await said;
      expect(exit).to.equal(5);
      expect(err.at(-1)).to.include("do not tell the same of");
      expect(await isAsBefore()).to.equal(true);
    });
  }
});

const NONE = [0, 0, 0, 0, 0, 0, 0, 0] as [number, number, number, number, number, number, number, number];

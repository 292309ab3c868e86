import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "chai";
import { id } from "ethers";
import { listOf, registerAll } from "../../../bench/command/issue.ts";
import { decodeBudget } from "../../../client/budgetWord.ts";
import { isoOfDay } from "../../../client/days.ts";
import { voucherId } from "../../../client/ids.ts";
import { writePerson } from "../../../scripts/practice/person.ts";
import { DEPLOYER, PLAN_FILE } from "../../deploy/pilot.ts";
import { openOffice } from "../../scripts/support/office.ts";
import { openProgram } from "../../scripts/support/scene.ts";
import { begin, tongdui, type Run } from "../command.ts";
import { until } from "../consortium.ts";
import { VALIDATORS } from "../files.ts";
import { since, type Ground } from "../ground.ts";

const [YANGPU, WUJIN, NANHU, HEFEI] = VALIDATORS;
const FIRMS = 500;
const VOUCHERS = 10 * FIRMS;
const FEW = 2 * FIRMS;
/** Between two lists a notice passes. */
const NOTICE_DAYS = 5;

export function issuingStories(ground: Ground): void {
  let firms: Awaited<ReturnType<typeof registerAll>>;
  let program: bigint;

  it("takes a ledger that the command deploys from an account without a coin", async () => {
    const { consortium } = ground;
    const folder = path.join(consortium.folder, "deployer");
    await mkdir(folder);
    const deployment = path.join(folder, "pilot.json");
    const nodes = [YANGPU, WUJIN].map((name) => consortium.node(name).url);
    await writePerson(folder, "deployer", DEPLOYER, { nodes, deployment: "pilot.json" });
    await writeFile(path.join(folder, "plan.json"), JSON.stringify({ ...PLAN_FILE, predecessor: "null" }));
    const profile = path.join(folder, "deployer.json");
    const began = Date.now();
    await tongdui("deploy", path.join(folder, "plan.json"), "--yes", "--profile", profile);
    ground.note(`deployed by the command in ${since(began)}`);
    await tongdui("deploy", "verify", "--profile", profile);

    const close = async (): Promise<void> => Promise.resolve();
    const goToDay = async (day: number): Promise<void> => consortium.goTo(day);
    ground.office = await openOffice({ url: consortium.node(YANGPU).url, close, goToDay }, deployment);
    program = await openProgram(ground.office, { approved: BigInt(VOUCHERS + FEW) * 1_000_000n });
    firms = await registerAll(ground.office, FIRMS);
    const { enterprises } = ground.office.ledger;
    await until(120, "all enterprises are registered", async () => (await enterprises.countOf(2)) === BigInt(FIRMS));
  });

  it("goes on issuing 5,000 vouchers when one of four nodes dies, and none is lost or doubled", async () => {
    const { consortium, office } = ground;
    const plan = await announced(VOUCHERS, "all");
    // The node that the command speaks to is the one that dies.
    const profile = await office.profile("wujin bureau", { nodes: [HEFEI, YANGPU, NANHU].map(urlOf) });
    const began = Date.now();
    const run = begin("voucher", "issue", plan, "--yes", "--profile", profile);
    await issuedAtLeast(1_000, run);
    await consortium.node(HEFEI).kill();
    expect(await run.exit, run.said()).to.equal(0);
    ground.note(`${VOUCHERS} vouchers issued, one of four killed meanwhile: ${since(began)}`);
    await everyVoucherOnce(VOUCHERS);
    expect(await tongdui("voucher", "issue", plan, "--yes", "--profile", profile)).to.include("nothing was sent now");

    const restarted = Date.now();
    await consortium.start(HEFEI);
    await consortium.allTogether();
    ground.note(`the killed node was back and together with the others after ${since(restarted)}`);
    await tongdui("audit", "--profile", await office.profile("auditor", { nodes: [urlOf(HEFEI)] }));
  });

  it("halts when two of four die, while the command waits and says so, and finishes when they are back", async () => {
    const { consortium, office } = ground;
    const plan = await announced(FEW, "few");
    const profile = await office.profile("wujin bureau", { nodes: [HEFEI, YANGPU].map(urlOf) });
    const run = begin("voucher", "issue", plan, "--yes", "--profile", profile);
    await issuedAtLeast(VOUCHERS + 100, run);
    await Promise.all([HEFEI, NANHU].map(async (name) => consortium.node(name).kill()));
    const halted = Date.now();
    await until(90, "the command says that the chain stands still", async () =>
      Promise.resolve(/The chain has made no block since block \d+; waiting for it to go on/.test(run.said())),
    );
    ground.note(`two of four killed: the command said that the chain stands still after ${since(halted)}`);
    const height = await consortium.highest();
    const back = Date.now();
    await Promise.all([HEFEI, NANHU].map(async (name) => consortium.start(name)));
    expect(await consortium.highest()).to.equal(height);
    expect(await run.exit, run.said()).to.equal(0);
    await consortium.allTogether();
    ground.note(`both were started again: the command had finished after ${since(back)}`);
    await everyVoucherOnce(VOUCHERS + FEW);
    await tongdui("audit", "--profile", await office.profile("auditor"));
  });

  /** Plans, announces and approves a list of vouchers, as many for each firm, and lets its notice pass. @returns the plan's file. */
  async function announced(count: number, name: string): Promise<string> {
    const { office } = ground;
    const rows = Array.from({ length: count / FIRMS }, () => firms).flat();
    const table = await listOf(office, rows, name);
    const [plan, decision] = [`${table}.plan.json`, `${table}.decision.txt`];
    await writeFile(decision, id(name));
    const bureau = ["--profile", await office.profile("wujin bureau")];
    const end = isoOfDay((await office.today()) + NOTICE_DAYS);
    await tongdui("voucher", "plan", table, "--program", String(program), "--allow-repeats", "--out", plan, ...bureau);
    const notice = ["--notice-end", end, "--decision", decision];
    await tongdui("voucher", "announce", plan, ...notice, "--yes", ...bureau);
    await tongdui("voucher", "approve", plan, "--yes", "--profile", await office.profile("wujin approver"));
    await office.goToDay((await office.today()) + NOTICE_DAYS + 1);
    return plan;
  }

  async function issuedAtLeast(count: number, { exit }: Run): Promise<void> {
    const { vouchers } = ground.office.ledger;
    const isThere = async (): Promise<boolean> => (await vouchers.serialOf(program)) >= BigInt(count);
    await Promise.race([until(120, `${count} vouchers are issued`, isThere), exit]);
  }

  /** Counted by the events, of which each voucher has one, and held against the program's own figures. */
  async function everyVoucherOnce(count: number): Promise<void> {
    const { vouchers, programs } = ground.office.ledger;
    expect(await vouchers.serialOf(program)).to.equal(BigInt(count));
    const { outstanding, redeemed } = decodeBudget(await programs.budgetOf(program));
    expect([outstanding, redeemed]).to.deep.equal([BigInt(count) * 1_000_000n, 0n]);
    const changes = await vouchers.queryFilter(vouchers.filters.VoucherChanged());
    const ids = new Set(changes.map(({ args }) => args.voucher));
    expect([changes.length, ids.size]).to.deep.equal([count, count]);
    expect(changes.every(({ args }) => Number(args.sequence) === 1)).to.equal(true);
    expect(ids.has(voucherId(program, 1)) && ids.has(voucherId(program, count))).to.equal(true);
  }

  function urlOf(name: string): string {
    return ground.consortium.node(name).url;
  }
}

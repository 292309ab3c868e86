/**
 * What the command takes for planning, announcing, approving and issuing a list, beside a bare loop of the very same transactions on
 * the same node: a plain ethers wallet that is given their data and gas, signs, sends and waits for one after the other.
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { id } from "ethers";
import { isoOfDay } from "../../client/days.ts";
import { checkCharacter } from "../../client/documents/creditCode.ts";
import { batchIdOf, cutList, type Item } from "../../client/list.ts";
import { plainYuan } from "../../client/money.ts";
import { openOffice, person, type Name, type Office } from "../../test/scripts/support/office.ts";
import { NUMBERS, openProgram } from "../../test/scripts/support/scene.ts";
import { startNode } from "./nodeProcess.ts";
import { tongdui, type Run } from "./process.ts";

export interface IssuingOptions {
  readonly rows: number;
  /** Whether the bare loop runs as well, before and after the command. */
  readonly withBareLoop?: boolean;
  readonly say?: (line: string) => void;
}

export interface IssuingFigures {
  readonly rows: number;
  readonly gas: bigint;
  /** Of plan, announce, approve and issue, from the start of each process to its end. */
  readonly seconds: number;
  readonly secondsOf: Readonly<Record<"plan" | "announce" | "approve" | "issue", number>>;
  readonly cpuMillisecondsOf: Readonly<Record<"plan" | "announce" | "approve" | "issue", number>>;
  /** The most memory of the four, above that of an idle run (`tongdui whoami`). */
  readonly peakMiB: number;
  readonly idleMiB: number;
  readonly rowMilliseconds: number;
  /** Of the bare loop: the mean of before and after. */
  readonly bareSeconds: number | undefined;
  /** The command's gas a second, in parts of the bare loop's. */
  readonly gasRateRatio: number | undefined;
}

const FACE = 1_000_000n; // ¥10,000
const NOTICE_DAYS = 5;

export async function measureIssuing({
  rows,
  withBareLoop = true,
  say = () => undefined,
}: IssuingOptions): Promise<IssuingFigures> {
  const office = await openOffice(await startNode());
  try {
    say(`registering ${rows} enterprises`);
    const items = await registerAll(office, rows);
    const program = await openProgram(office, { approved: BigInt(rows) * FACE * 2n });
    const file = await listOf(office, items);
    // Nobody is the first to run warm: a small list of each kind goes before.
    await undone(office, async () => bareLoop(office, program, items.slice(0, 300)));
    const small = await listOf(office, items.slice(0, 300), "small");
    await undone(office, async () => commandOn(office, program, small));
    const idle = await tongdui("whoami", "--profile", await office.profile("wujin bureau"));

    const before = withBareLoop ? await undone(office, async () => bareLoop(office, program, items)) : undefined;
    if (before) say(`bare loop: ${before.seconds.toFixed(2)} s`);
    const runs = await undone(office, async () => commandOn(office, program, file));
    say(`command: ${sumOf(runs, "seconds").toFixed(2)} s`);
    for (const step of STEPS)
      say(`  ${step}: ${runs[step].seconds.toFixed(2)} s, ${(runs[step].peakMiB - idle.peakMiB).toFixed(0)} MiB`);
    const after = withBareLoop ? await undone(office, async () => bareLoop(office, program, items)) : undefined;
    if (after) say(`bare loop again: ${after.seconds.toFixed(2)} s`);

    const gas = runs.gas;
    if (before && !isSameGas(before.gas, gas)) {
      throw new Error(`The command took ${gas} gas, and the bare loop ${before.gas}.`);
    }
    const seconds = sumOf(runs, "seconds");
    const bareSeconds = before && after ? (before.seconds + after.seconds) / 2 : undefined;
    return {
      rows,
      gas,
      seconds,
      secondsOf: each(runs, "seconds"),
      cpuMillisecondsOf: each(runs, "cpuMilliseconds"),
      peakMiB: Math.max(...STEPS.map((step) => runs[step].peakMiB)) - idle.peakMiB,
      idleMiB: idle.peakMiB,
      rowMilliseconds: (seconds * 1_000) / rows,
      bareSeconds,
      gasRateRatio: bareSeconds === undefined ? undefined : bareSeconds / seconds,
    };
  } finally {
    await office.close();
  }
}

const STEPS = ["plan", "announce", "approve", "issue"] as const;
type Runs = Readonly<Record<(typeof STEPS)[number], Run>> & { readonly gas: bigint };

function each(runs: Runs, figure: "seconds" | "cpuMilliseconds"): Record<(typeof STEPS)[number], number> {
  const [plan, announce, approve, issue] = STEPS.map((step) => runs[step][figure]) as [number, number, number, number];
  return { plan, announce, approve, issue };
}

function sumOf(runs: Runs, figure: "seconds"): number {
  return STEPS.reduce((sum, step) => sum + runs[step][figure], 0);
}

/** The four steps, each a process, as officers run them. */
async function commandOn(office: Office, program: bigint, file: string): Promise<Runs> {
  const decision = path.join(office.folder, "decision.txt");
  await writeFile(decision, "Decided.");
  const bureau = ["--profile", await office.profile("wujin bureau")];
  const approver = ["--profile", await office.profile("wujin approver")];
  const out = `${file}.${Date.now()}.json`;
  const from = (await office.provider.getBlockNumber()) + 1;
  const end = isoOfDay((await office.today()) + NOTICE_DAYS);

  const plan = await tongdui("voucher", "plan", file, "--program", String(program), "--out", out, ...bureau);
  const announce = await tongdui(
    ...["voucher", "announce", out, "--notice-end", end, "--decision", decision, "--yes", ...bureau],
  );
  const approve = await tongdui("voucher", "approve", out, "--yes", ...approver);
  await office.goToDay((await office.today()) + NOTICE_DAYS + 1);
  const issue = await tongdui("voucher", "issue", out, "--yes", ...bureau);
  return { plan, announce, approve, issue, gas: await gasSince(office, from) };
}

/** The same transactions, one after the other. */
export async function bareLoop(
  office: Office,
  program: bigint,
  items: readonly Item[],
): Promise<{ readonly seconds: number; readonly gas: bigint }> {
  const { vouchers } = office.ledger;
  const list = cutList(items);
  const batch = batchIdOf(program, list.chain);
  const end = (await office.today()) + NOTICE_DAYS;
  const head = [program, list.chain, list.count, list.total, end, id("decision")] as const;
  const issuing = list.chunks.map(({ items: some, next }) =>
    vouchers.interface.encodeFunctionData("issue", [batch, [...some], next]),
  );
  const announcing = vouchers.interface.encodeFunctionData("announce", [...head]);
  const approving = vouchers.interface.encodeFunctionData("approveBatch", [batch, NUMBERS.wujin]);

  let gas = 0n;
  const send = async (name: Name, all: readonly string[]): Promise<number> => {
    const wallet = office.wallet(name);
    const to = await vouchers.getAddress();
    let nonce = await wallet.getNonce();
    const began = performance.now();
    for (const data of all) {
      const response = await wallet.sendTransaction({ to, data, nonce: nonce++, gasLimit: 15_000_000n });
      const receipt = await response.wait();
      if (receipt?.status !== 1) throw new Error("A transaction of the bare loop failed.");
      gas += receipt.gasUsed;
    }
    return performance.now() - began;
  };
  let milliseconds = await send("wujin bureau", [announcing]);
  milliseconds += await send("wujin approver", [approving]);
  await office.goToDay(end + 1);
  milliseconds += await send("wujin bureau", issuing);
  return { seconds: milliseconds / 1_000, gas };
}

/** But for the decision's commitment: it is random, and each of its bytes that is zero costs 12 gas less. */
function isSameGas(a: bigint, b: bigint): boolean {
  const difference = a > b ? a - b : b - a;
  return difference <= 32n * 12n && difference % 12n === 0n;
}

/** Takes back what a piece of work did on the ledger. */
async function undone<T>({ provider }: Office, work: () => Promise<T>): Promise<T> {
  const snapshot = (await provider.send("evm_snapshot", [])) as string;
  const result = await work();
  await provider.send("evm_revert", [snapshot]);
  return result;
}

async function gasSince({ provider }: Office, from: number): Promise<bigint> {
  let gas = 0n;
  for (let block = from; block <= (await provider.getBlockNumber()); block += 1) {
    gas += (await provider.getBlock(block))?.gasUsed ?? 0n;
  }
  return gas;
}

/** Registers enterprises on the ledger, each its own controller, and in the office's directory. */
export async function registerAll(office: Office, count: number): Promise<(Item & { readonly creditCode: string })[]> {
  const { enterprises } = office.as("wujin bureau");
  const wallet = person("enterprise").address;
  const firms = Array.from({ length: count }, (_, i) => {
    const first17 = `91320412${i.toString().padStart(9, "0")}`;
    const enterprise = (BigInt(NUMBERS.wujin) << 32n) | BigInt(i + 1);
    return { enterprise, face: FACE, creditCode: first17 + checkCharacter(first17) };
  });
  for (let first = 0; first < count; first += 75) {
    const some = firms.slice(first, first + 75).map(({ creditCode }) => {
      const [party, group, profile] = ["party", "group", "profile"].map((what) => id(`${what} ${creditCode}`));
      return { home: NUMBERS.wujin, wallet, party: party ?? "", group: group ?? "", profile: profile ?? "" };
    });
    await enterprises.register(some, { gasLimit: 16_000_000n });
  }
  const { chainId, contracts } = office.deployment;
  const lines = firms.map(({ enterprise, creditCode }, i) => ({
    id: `${NUMBERS.wujin}-${enterprise & 0xffff_ffffn}`,
    name: `江苏江南烯元石墨烯科技第${i + 1}有限公司`,
    creditCode,
    wallet,
    profile: id(`profile ${creditCode}`),
  }));
  const folder = path.join(path.dirname(await office.profile("wujin bureau")), "directory");
  await mkdir(folder, { recursive: true });
  const all = [{ ledger: `${chainId} ${contracts.edition.address}` }, ...lines];
  await writeFile(path.join(folder, "enterprises.jsonl"), all.map((line) => `${JSON.stringify(line)}\n`).join(""));
  return firms;
}

/** The list as an officer has it: credit codes, names and yuan. */
export async function listOf(
  office: Office,
  items: readonly (Item & { readonly creditCode: string })[],
  name = "list",
): Promise<string> {
  const lines = items.map(({ creditCode, face }, i) => `${i + 1},${creditCode},第${i + 1}有限公司,${plainYuan(face)}`);
  const file = path.join(office.folder, `${name}.csv`);
  await writeFile(file, ["序号,统一社会信用代码,企业名称,面额（元）", ...lines, ""].join("\n"));
  return file;
}

/** A district with enterprises and an open program, set without the command. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { id } from "ethers";
import { formatEnterprise } from "../../../client/ids.ts";
import { plainYuan } from "../../../client/money.ts";
import { joined } from "../../support/acts.ts";
import type { Office } from "../support/office.ts";

export const WUJIN = 2;

export const TERMS = {
  home: WUJIN,
  share: 5_000n,
  yearlyCap: 30_000_000n, // ¥300,000
  greatestFace: 10_000_000n,
  leastContract: 500_000n,
  useByDays: 180n,
  claimByDays: 90n,
  extensionDays: 90n,
  noticeFloor: 5n,
  noticeCeiling: 30n,
  graceDays: 15n,
  resolveDays: 20n,
  classes: 0b1111_1110n,
  policy: id("policy"),
};

let named = 0;

/** Registers so many enterprises of Wujin, each its own group unless one is named for all. */
export async function registerFirms(office: Office, count: number, group?: string): Promise<bigint[]> {
  const { enterprises } = office.as("wujin bureau");
  const before = await office.ledger.enterprises.countOf(WUJIN);
  for (let first = 0; first < count; first += 75) {
    const firms = Array.from({ length: Math.min(75, count - first) }, () => {
      named += 1;
      const firm = `firm ${named}`;
      const wallet = office.wallet(firm).address;
      return {
        home: WUJIN,
        wallet,
        party: id(`party ${firm}`),
        group: id(group ?? `group ${firm}`),
        profile: id(firm),
      };
    });
    await enterprises.register(firms);
  }
  return Array.from({ length: count }, (_, i) => (BigInt(WUJIN) << 32n) | (before + BigInt(i + 1)));
}

/** An open program of Wujin with a budget of fen. */
export async function openProgram(
  office: Office,
  {
    approved = 1_000_000_000n,
    joint = [] as readonly number[],
    lastIssueDay = 0,
    ...terms
  }: Partial<typeof TERMS> & {
    approved?: bigint;
    joint?: readonly number[];
    lastIssueDay?: number;
  } = {},
): Promise<bigint> {
  const lastDay = lastIssueDay || (await office.today()) + 300;
  const eight = joined().map((none, i) => joint[i] ?? none);
  await office
    .as("wujin bureau")
    .programs.propose({ ...TERMS, ...terms, lastIssueDay: lastDay, joint: eight }, "https://policy.example/1");
  const program = await office.ledger.programs.count();
  const approver = office.as("wujin approver").programs;
  await approver.confirm(program);
  await office.as("wujin finance").programs.raise(program, 0, approved);
  await approver.confirmRaise(program, 0, approved);
  return program;
}

/** Writes a list as an officer's CSV, and gives its name. */
export async function listFile(
  office: Office,
  name: string,
  rows: readonly (readonly [enterprise: bigint | string, face: bigint | string])[],
): Promise<string> {
  const file = path.join(office.folder, "lists", `${name}.csv`);
  await mkdir(path.dirname(file), { recursive: true });
  const lines = rows.map(([enterprise, face]) => {
    const id = typeof enterprise === "bigint" ? formatEnterprise(enterprise) : enterprise;
    return `${id},"${typeof face === "bigint" ? plainYuan(face) : face}"`;
  });
  await writeFile(file, ["企业编号,面额（元）", ...lines, ""].join("\n"));
  return file;
}

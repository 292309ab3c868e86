import { id } from "ethers";
import { chainOf, joined, openProgram, registerEnterprise, type Item } from "./acts.ts";
import { batchIdOf } from "../../client/list.ts";
import { goToDay, today, world, type District, type World } from "./world.ts";

export const [ANNOUNCED, WITHDRAWN, DONE] = [1n, 2n, 3n];
export const DECISION = id("decision");
export const REASON = id("reason");
export const TAIL = `0x${"00".repeat(32)}`;

export const totalOf = (items: readonly Item[]): bigint => items.reduce((sum, { face }) => sum + face, 0n);

/** An open program of Wujin, and a list of three vouchers for three enterprises of three groups. */
export async function listed() {
  const w = await world();
  const d = w.wujin;
  const program = await openProgram(w, d);
  const firms = [];
  for (const label of ["xiyuan", "boda", "tianhe"]) firms.push(await registerEnterprise(w, d, label));
  const items = firms.map((firm, i) => ({ enterprise: firm.id, face: BigInt(i + 1) * 100_000n }));
  const chain = chainOf(items);
  return { w, d, program, firms, items, chain, batch: batchIdOf(program, chain[0]!) };
}
export type Listed = Awaited<ReturnType<typeof listed>>;

/** What an announcement says, each point of which can be said otherwise. */
export interface Said {
  program?: bigint;
  chain?: string;
  count?: number;
  total?: bigint;
  noticeEnd?: number;
}

/** The Bureau announces the list, truly but for what is said otherwise. */
export async function announceList({ w, d, program, items, chain }: Listed, said: Said = {}, by = d.bureau) {
  return w.vouchers
    .connect(by)
    .announce(
      said.program ?? program,
      said.chain ?? chain[0]!,
      said.count ?? items.length,
      said.total ?? totalOf(items),
      said.noticeEnd ?? (await today()) + 5,
      DECISION,
    );
}

export async function announced() {
  const s = await listed();
  const noticeEnd = (await today()) + 5;
  await announceList(s, { noticeEnd });
  return { ...s, noticeEnd };
}
export type AnnouncedList = Awaited<ReturnType<typeof announced>>;

/** A list under a program that Yangpu and Nanhu issue jointly with Wujin. */
export async function announcedJointly() {
  const alone = await listed();
  const { w, d, chain } = alone;
  const program = await openProgram(w, d, { joint: joined(w.yangpu, w.nanhu) });
  const s = { ...alone, program, batch: batchIdOf(program, chain[0]!), noticeEnd: (await today()) + 5 };
  await announceList(s, { noticeEnd: s.noticeEnd });
  return s;
}

export const approve = async ({ w, batch }: Listed, district: District, by = district.approver) =>
  w.vouchers.connect(by).approveBatch(batch, district.id);

/** Approved, and on the day after its notice. */
export async function issuable() {
  const s = await announced();
  await approve(s, s.d);
  await goToDay(s.noticeEnd + 1);
  return s;
}

/** Issues some of the items, from one place to before another. */
export async function issueItems({ w, d, batch, items, chain }: Listed, from = 0, to = items.length, by = d.bureau) {
  return w.vouchers.connect(by).issue(batch, items.slice(from, to), chain[to]!);
}

export const withdraw = async ({ w, d, batch }: Listed, by = d.bureau) =>
  w.vouchers.connect(by).withdrawBatch(batch, REASON);

/** What stops announcing, approving and issuing under a program. */
export const CLOSURES: {
  what: string;
  close: (s: Listed) => Promise<unknown>;
  contract: (w: World) => World["programs"] | World["districts"];
  error: string;
  args: (s: Listed) => unknown[];
}[] = [
  {
    what: "the program is stopped",
    close: ({ w, d, program }) => w.programs.connect(d.finance).stop(program),
    contract: (w) => w.programs,
    error: "ProgramIn",
    args: ({ program }) => [program, 3],
  },
  {
    what: "the district has retired",
    close: ({ w, d }) => w.districts.connect(w.safe).retire(d.id),
    contract: (w) => w.districts,
    error: "DistrictNotActive",
    args: ({ d }) => [d.id],
  },
  {
    what: "a later edition has taken over",
    close: ({ w }) => w.districts.connect(w.safe).close(),
    contract: (w) => w.districts,
    error: "EditionIsClosed",
    args: () => [],
  },
];

import { id } from "ethers";
import { announce, chainOf, issueVouchers, joined, openProgram, terms, type Item } from "../../support/acts.ts";
import { goToDay, type World } from "../../support/world.ts";
import { thinkBetter, type Enterprises } from "./parties.ts";

const SEAT = { auditor: 0, home: 1 };
const reason = id("reason");

/** A program of Wujin; one of Nanhu with Wujin and Hefei; a stopped one, and one that is only proposed. */
export async function programs(w: World): Promise<{ own: bigint; jointly: bigint }> {
  const { wujin, nanhu, hefei } = w;
  const finance = w.programs.connect(wujin.finance);
  const own = await openProgram(w, wujin);
  await finance.raise(own, 100_000_000n, 150_000_000n);
  await w.programs.connect(wujin.approver).confirmRaise(own, 100_000_000n, 150_000_000n);
  await finance.lower(own, 120_000_000n);
  await finance.raise(own, 120_000_000n, 130_000_000n);
  await thinkBetter(finance, finance.raise(own, 120_000_000n, 140_000_000n));
  await w.programs.connect(wujin.bureau).stop(own);
  await finance.restart(own);
  await w.programs.connect(wujin.approver).confirmRestart(own);

  const jointly = await openProgram(w, nanhu, { joint: joined(wujin, hefei) });
  const stopped = await openProgram(w, wujin, {}, 0n);
  await finance.stop(stopped);
  await w.programs.connect(hefei.bureau).propose(await terms(hefei), "https://policy.example/2");
  return { own, jointly };
}

/** Vouchers of Wujin in two chunks, with items that are passed over for each reason there is. */
export async function issueOwn(w: World, program: bigint, e: Enterprises): Promise<bigint[]> {
  const item = (enterprise: bigint, face = 4_000_000n): Item => ({ enterprise, face });
  const items = [
    ...[1, 2, 3].map(() => item(e.rotated.id)),
    item(e.frozen.id),
    item(e.neighbour.id),
    item(e.sister.id, 10_000_000n),
    item(e.sister.id, 9_000_000n),
    item(e.thawed.id, 10_000_001n),
    ...[1, 2, 3, 4].map(() => item(e.thawed.id)),
    item(e.regrouped.id),
    item(e.merged.id),
    item(e.closed.id),
  ];
  const { batch, chain, noticeEnd } = await announce(w, w.wujin, program, items);
  await w.vouchers.connect(w.auditor).object(batch, SEAT.auditor, reason);
  await w.vouchers.connect(w.wujin.bureau2).object(batch, SEAT.home, reason);
  await w.vouchers.connect(w.auditor).endAuditorsObjection(batch, reason);
  await w.vouchers.connect(w.wujin.bureau).resolve(batch, SEAT.home, reason);
  await w.vouchers.connect(w.wujin.approver).confirmResolve(batch, SEAT.home, reason);
  await w.vouchers.connect(w.wujin.approver).approveBatch(batch, w.wujin.id);
  await goToDay(noticeEnd + 2);
  const bureau = w.vouchers.connect(w.wujin.bureau);
  await bureau.issue(batch, items.slice(0, 5), chain[5]!);
  await bureau.issue(batch, items.slice(5), chain[items.length]!);
  return Array.from({ length: Number(await w.vouchers.serialOf(program)) }, (_, i) => (program << 32n) | BigInt(i + 1));
}

/** One voucher of Nanhu, approved by three districts; and lists that came to nothing, wholly or in part. */
export async function issueJointly(w: World, program: bigint, e: Enterprises): Promise<bigint> {
  const { wujin, nanhu, hefei } = w;
  const [voucher] = await issueVouchers(
    w,
    nanhu,
    program,
    [{ enterprise: e.neighbour.id, face: 7_000_000n }],
    [wujin, hefei],
  );
  const items = [1n, 2n, 3n].map((yuan) => ({ enterprise: e.neighbour.id, face: yuan * 100n }));
  const bureau = w.vouchers.connect(nanhu.bureau);
  const never = await announce(w, nanhu, program, items.slice(1));
  await bureau.withdrawBatch(never.batch, reason);
  const partly = await announce(w, nanhu, program, items);
  for (const d of [nanhu, wujin, hefei]) await w.vouchers.connect(d.approver).approveBatch(partly.batch, d.id);
  await goToDay(partly.noticeEnd + 1);
  await bureau.issue(partly.batch, items.slice(0, 1), chainOf(items)[1]!);
  await bureau.withdrawBatch(partly.batch, reason);
  await announce(w, nanhu, program, items.slice(0, 2));
  return voucher!;
}

import { id, toBeHex } from "ethers";
import {
  admission,
  announce,
  claimOf,
  issueVouchers,
  openProgram,
  placeOrder,
  redeemOrder,
  registerEnterprise,
} from "../support/acts.ts";
import { sign } from "../support/messages.ts";
import { paid } from "../support/stages.ts";
import { goToDay, passDays, today, type District, type World } from "../support/world.ts";

const reason = id("reason");
const small = { amount: 100_000n };

/** A ledger in which, for every function, there is something that the right person could use it for at once. */
export async function prepared() {
  const s = await paid();
  const { w, program, voucher, enterprise, provider } = s;
  const { wujin } = w;
  const place = async () => placeOrder(w, voucher, enterprise, provider, small);

  const items = [{ enterprise: enterprise.id, face: 100n }];
  const [frozen] = await issueVouchers(w, wujin, program, items);
  const stopped = await openProgram(w, wujin);
  await w.programs.connect(wujin.bureau).stop(stopped);
  await w.payments.connect(wujin.bureau).clawBack(s.order, 100n, reason);
  await w.payments.connect(wujin.approver).confirmClawBack(s.order, 100n, reason);

  const silent = await place();
  const claim = await claimOf(silent);
  await w.orders.connect(w.operator).claim(claim, await sign(w, provider.key, "Claim", { ...claim }));
  const [reviewed, inPayment] = [await place(), await place()];
  const noticeEnd = await redeemOrder(w, reviewed, enterprise, provider);
  await redeemOrder(w, inPayment, enterprise, provider);
  await goToDay(noticeEnd + 12);
  await w.payments.connect(wujin.bureau).open(wujin.id, [inPayment]);

  const list = [{ enterprise: enterprise.id, face: 200n }];
  const issuable = await announce(w, wujin, program, list);
  await w.vouchers.connect(wujin.approver).approveBatch(issuable.batch, wujin.id);
  await goToDay(issuable.noticeEnd + 1);
  const providers = await providersInTrouble(w, wujin);
  const announced = await announce(w, wujin, program, [{ enterprise: enterprise.id, face: 300n }]);
  const redeemed = await place();
  await redeemOrder(w, redeemed, enterprise, provider);

  const firms = await firmsInTrouble(w);
  for (const [contract, subject] of [
    [w.vouchers, announced.batch],
    [w.orders, redeemed],
    [w.providers, providers.countersignedSubject],
  ] as const) {
    await contract.connect(wujin.bureau).object(subject, 1, reason);
    await contract.connect(w.auditor).object(subject, 0, reason);
  }
  const unheard = await unobjected(s);
  await w.vouchers.connect(w.auditor).freeze(frozen!, 30, reason);
  const placed = await place();
  return {
    ...s,
    ...firms,
    ...providers,
    ...unheard,
    frozen: frozen!,
    stopped,
    silent,
    claim,
    reviewed,
    inPayment,
    issuable,
    list,
    announced,
    redeemed,
    placed,
  };
}
export type Prepared = Awaited<ReturnType<typeof prepared>>;

/** Enterprises of which one is frozen and one has its wallet stopped. */
async function firmsInTrouble(w: World) {
  const bureau = w.enterprises.connect(w.wujin.bureau);
  const frozenFirm = (await registerEnterprise(w, w.wujin)).id;
  await bureau.freeze(frozenFirm, reason);
  const rotatingFirm = (await registerEnterprise(w, w.wujin)).id;
  await bureau.proposeRotation(rotatingFirm, w.stranger);
  return { frozenFirm, rotatingFirm };
}

/** Providers of a district: proposed; countersigned; suspended; and one with its wallet stopped. */
async function providersInTrouble(w: World, home: District) {
  const bureau = w.providers.connect(home.bureau);
  const propose = async (label: string): Promise<bigint> => {
    await w.providers.connect(w.operator).propose(await admission(home, label));
    return (BigInt(home.id) << 32n) | (await w.providers.countOf(home.id));
  };
  const [suspended, rotating] = [await propose("suspended"), await propose("rotating")];
  const noticeEnd = (await today()) + 5;
  for (const provider of [suspended, rotating]) await bureau.countersign(provider, noticeEnd);
  const [countersigned, quiet] = [await propose("countersigned"), await propose("quiet")];
  await passDays(3);
  for (const provider of [countersigned, quiet]) await bureau.countersign(provider, (await today()) + 6);
  await goToDay(noticeEnd + 1);
  for (const provider of [suspended, rotating]) await w.providers.connect(w.stranger).admit(provider);
  await bureau.suspend(suspended, reason);
  await bureau.proposeRotation(rotating, w.stranger);
  const proposed = await propose("proposed");
  return {
    proposed,
    countersigned,
    countersignedSubject: toBeHex(countersigned, 32),
    quietProvider: toBeHex(quiet, 32),
    suspended,
    rotating,
  };
}

/** Subjects in their notice to which nobody has objected. */
async function unobjected({ w, program, voucher, enterprise, provider }: Awaited<ReturnType<typeof paid>>) {
  const batch = await announce(w, w.wujin, program, [{ enterprise: enterprise.id, face: 400n }]);
  const order = await placeOrder(w, voucher, enterprise, provider, small);
  await redeemOrder(w, order, enterprise, provider);
  return { quietBatch: batch.batch, quietOrder: order };
}

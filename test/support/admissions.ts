import { concat, dataSlice, getAddress, id as hash, toBeHex, ZeroHash } from "ethers";
import { admission } from "./acts.ts";
import { goToDay, today, world } from "./world.ts";

export const PROVIDER_STATUS = {
  proposed: 1,
  countersigned: 2,
  declined: 3,
  admitted: 4,
  suspended: 5,
  removed: 6,
  blacklisted: 7,
} as const;

export type ProviderStatus = keyof typeof PROVIDER_STATUS;

/** The keyless address that holds a provider's certificate: 112 bits of a hash, then the id. */
export const holderOf = (provider: bigint): string =>
  getAddress(concat([dataSlice(hash("tongdui.provider"), 0, 14), toBeHex(provider, 6)]));

/** A provider of Wujin that the Operator has proposed. */
export async function proposedProvider() {
  const w = await world();
  const terms = await admission(w.wujin, "graphene institute");
  await w.providers.connect(w.operator).propose(terms);
  const bureau = w.providers.connect(w.wujin.bureau);
  const approver = w.providers.connect(w.wujin.approver);
  const firstDay = await today();
  return { w, contract: w.providers, id: (BigInt(w.wujin.id) << 32n) | 1n, terms, bureau, approver, firstDay };
}

export type Proposed = Awaited<ReturnType<typeof proposedProvider>>;

/** Takes a proposed provider to a status, the way that leads there in life. */
export async function bringProvider(s: Proposed, status: string): Promise<void> {
  const { w, id, bureau, approver } = s;
  if (status === "proposed") return;
  if (status === "declined") {
    await bureau.decline(id, ZeroHash);
    return;
  }
  const noticeEnd = (await today()) + 5;
  await bureau.countersign(id, noticeEnd);
  await goToDay(noticeEnd + 1);
  if (status === "countersigned") return;
  await w.providers.connect(w.stranger).admit(id);
  if (status === "suspended") await bureau.suspend(id, ZeroHash);
  if (status === "removed" || status === "blacklisted") {
    await bureau.end(id, PROVIDER_STATUS[status], ZeroHash);
    await approver.confirmEnd(id, PROVIDER_STATUS[status], ZeroHash);
  }
}

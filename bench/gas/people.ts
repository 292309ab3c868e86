/** The firms of the bench: each its own credit code, controller, wallet and nullifiers, the same in every run. */
import { id, Wallet } from "ethers";
import { checkCharacter } from "../../client/documents/creditCode.ts";
import { groupNullifier, partyNullifier } from "../../client/documents/nullifier.ts";
import { NullifierKey } from "../../client/documents/nullifierKey.ts";
import { MOST_ITEMS } from "../../client/list.ts";
import { firstSecondOf } from "../../client/days.ts";
import { goToDay, today, type District, type World } from "../../test/support/world.ts";

/** Fixed, so that calldata and with it every figure is the same in every run. */
export const KEY = new NullifierKey(1, id("bench nullifier key"));

export interface Firm {
  /** Its id in the register. */
  readonly id: bigint;
  readonly creditCode: string;
  readonly key: Wallet;
}

/** A valid credit code of the bench's number `n`. */
function creditCodeOf(kind: "enterprise" | "provider", n: number): string {
  const first17 = `91${kind === "enterprise" ? "320412" : "310110"}${n.toString().padStart(9, "0")}`;
  return first17 + checkCharacter(first17);
}

function firm(kind: "enterprise" | "provider", n: number) {
  const creditCode = creditCodeOf(kind, n);
  return { creditCode, key: new Wallet(id(`${kind} ${n}`)) };
}

/** What a register takes of a firm that is its own controller. */
function record(district: District, { creditCode, key }: Omit<Firm, "id">) {
  return {
    home: district.id,
    wallet: key.address,
    party: partyNullifier(KEY, creditCode),
    group: groupNullifier(KEY, creditCode),
    profile: id(`profile of ${creditCode}`),
  };
}

/** Registers `count` enterprises of as many groups in a district that has none yet. */
export async function registerEnterprises(w: World, district: District, count: number): Promise<Firm[]> {
  const firms = Array.from({ length: count }, (_, n) => firm("enterprise", n));
  for (let first = 0; first < count; first += MOST_ITEMS) {
    const batch = firms.slice(first, first + MOST_ITEMS).map((one) => record(district, one));
    await w.enterprises.connect(district.bureau).register(batch);
  }
  return firms.map((one, n) => ({ ...one, id: (BigInt(district.id) << 32n) | BigInt(n + 1) }));
}

/** Admits `count` providers of as many groups in a district that has none yet; their notice passes meanwhile. */
export async function admitProviders(w: World, district: District, count: number): Promise<Firm[]> {
  const start = await today();
  const noticeEnd = start + 5;
  const firms = Array.from({ length: count }, (_, n) => ({
    ...firm("provider", n),
    id: (BigInt(district.id) << 32n) | BigInt(n + 1),
  }));
  for (const one of firms) {
    const validity = { validFrom: start, validThrough: start + 700, classes: 0b0110n };
    await w.providers.connect(w.operator).propose({ ...record(district, one), ...validity });
    await w.providers.connect(district.bureau).countersign(one.id, noticeEnd);
  }
  await goToDay(noticeEnd + 1);
  for (const one of firms) await w.providers.connect(w.stranger).admit(one.id);
  return firms;
}

/** A deadline that does not depend on how fast the bench runs: the start of the day in thirty days. */
export const inThirtyDays = async (): Promise<bigint> => BigInt(firstSecondOf((await today()) + 30));

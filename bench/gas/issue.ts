/** Announcing, approving and issuing lists; the list's identity and its chunks are the client's. */
import { id } from "ethers";
import { batchIdOf, cutList, type Item, type List } from "../../client/list.ts";
import { goToDay, today, type District, type World } from "../../test/support/world.ts";
import { gasOf } from "./receipts.ts";

export interface Ready {
  readonly batch: string;
  readonly list: List;
  /** Gas of announcing the list and of both districts' approvals. */
  readonly announced: bigint;
}

/** A list announced and approved by its two districts, on the day after its notice. */
export async function ready(
  w: World,
  home: District,
  joint: District,
  program: bigint,
  items: readonly Item[],
  tail: string,
): Promise<Ready> {
  const list = cutList(items, 100, tail);
  const noticeEnd = (await today()) + 5;
  const batch = batchIdOf(program, list.chain);
  let announced = await gasOf(
    w.vouchers
      .connect(home.bureau)
      .announce(program, list.chain, list.count, list.total, noticeEnd, id(`decision on ${list.chain}`)),
  );
  for (const district of [home, joint]) {
    announced += await gasOf(w.vouchers.connect(district.approver).approveBatch(batch, district.id));
  }
  await goToDay(noticeEnd + 1);
  return { batch, list, announced };
}

/** Issues all of a list, chunk by chunk; the gas of all chunks. */
export async function issueAll(w: World, home: District, { batch, list }: Ready): Promise<bigint> {
  let gas = 0n;
  for (const { items, next } of list.chunks) {
    gas += await gasOf(w.vouchers.connect(home.bureau).issue(batch, [...items], next));
  }
  return gas;
}

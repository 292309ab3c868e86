/** Announcing, approving and issuing lists; the list's identity and its chunks are the client's. */
import { id } from "ethers";
import { batchIdOf, cutList, type Item } from "../../client/list.ts";
import { goToDay, today, type District, type World } from "../../test/support/world.ts";
import { costOf, gasOf, sumOf, type Cost } from "./receipts.ts";

export interface Office {
  readonly home: District;
  readonly joint: District;
  readonly program: bigint;
}

/**
 * Announces a list, has both districts approve it, waits for the end of its notice and issues it, a hundred at a time.
 *
 * @param label makes it another list than one of the same items
 */
export async function issueList(
  w: World,
  { home, joint, program }: Office,
  items: readonly Item[],
  label: string,
): Promise<{ announcing: bigint; issuing: Cost }> {
  const { list, batch, announcing } = await announceList(w, { home, joint, program }, items, label);
  const chunks: Cost[] = [];
  for (const chunk of list.chunks) {
    chunks.push(await costOf(w.vouchers.connect(home.bureau).issue(batch, [...chunk.items], chunk.next)));
  }
  return { announcing, issuing: sumOf(chunks) };
}

/** The same for a list of thousands, of which only the progress is told: items issued so far. */
export async function issueMany(
  w: World,
  office: Office,
  items: readonly Item[],
  label: string,
  progress: (issued: number) => void,
): Promise<void> {
  const { list, batch } = await announceList(w, office, items, label);
  for (const chunk of list.chunks) {
    await gasOf(w.vouchers.connect(office.home.bureau).issue(batch, [...chunk.items], chunk.next));
    progress(chunk.first + chunk.items.length);
  }
}

async function announceList(w: World, { home, joint, program }: Office, items: readonly Item[], label: string) {
  const list = cutList(items, 100, id(label));
  const noticeEnd = (await today()) + 5;
  const batch = batchIdOf(program, list.chain);
  const { chain, count, total } = list;
  const announce = w.vouchers
    .connect(home.bureau)
    .announce(program, chain, count, total, noticeEnd, id(`${label} decided`));
  let announcing = await gasOf(announce);
  for (const district of [home, joint]) {
    announcing += await gasOf(w.vouchers.connect(district.approver).approveBatch(batch, district.id));
  }
  await goToDay(noticeEnd + 1);
  return { list, batch, announcing };
}

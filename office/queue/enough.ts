/** A queue that is not filled with what is of no use: it is looked through until enough is found. */

/** A queue of more is worked off from its beginning. */
const ENOUGH = 200;

/** @param useful what of some comes to the queue. */
export async function enoughOf<Kept, Found>(
  pages: AsyncIterable<readonly Kept[]>,
  useful: (some: readonly Kept[]) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for await (const page of pages) {
    found.push(...(await useful(page)));
    if (found.length >= ENOUGH) break;
  }
  return found.slice(0, ENOUGH);
}

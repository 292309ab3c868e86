/** Keeps what each provider has done in each class of service. */
import type { Context } from "ponder:registry";
import * as tables from "ponder:schema";
import { districtOf } from "../../client/ids.ts";

type Db = Context["db"];

/** Gives a provider a row for each class that it is to be admitted for. */
export async function openClasses(db: Db, provider: bigint, classes: readonly number[]): Promise<void> {
  const district = Number(districtOf(provider));
  for (const serviceClass of classes)
    await db
      .insert(tables.experience)
      .values({ serviceClass, provider, district, paidOrders: 0, activeOn: null })
      .onConflictDoNothing();
}

/** Notes down that a provider did something in a class. @param paid orders that were paid by it. */
export async function noteActive(
  db: Db,
  { provider, serviceClass }: { readonly provider: bigint; readonly serviceClass: number },
  activeOn: number,
  paid = 0,
): Promise<void> {
  const district = Number(districtOf(provider));
  await db
    .insert(tables.experience)
    .values({ serviceClass, provider, district, paidOrders: paid, activeOn })
    .onConflictDoUpdate((row) => ({ paidOrders: row.paidOrders + paid, activeOn }));
}

/** Keeps what each provider may do and has done in each class of service. */
import type { Context } from "ponder:registry";
import * as tables from "ponder:schema";
import { districtOf } from "../../client/ids.ts";

type Db = Context["db"];
type Provider = typeof tables.provider.$inferSelect;

/**
 * Follows a provider's admission into each of its classes.
 *
 * @param provider as it is now.
 * @param before classes that it was admitted for until now.
 */
export async function followAdmission(db: Db, provider: Provider, before: readonly number[] = []): Promise<void> {
  const { id, district, status, stopped, classes, validFrom, validThrough } = provider;
  for (const serviceClass of new Set([...before, ...classes])) {
    const admitted = status === "Admitted" && !stopped && classes.includes(serviceClass);
    const now = { admitted, validFrom, validThrough };
    await db
      .insert(tables.experience)
      .values({ serviceClass, provider: id, district, paidOrders: 0, activeOn: null, ...now })
      .onConflictDoUpdate(now);
  }
}

/** Notes down that a provider did something in a class. @param paid orders that were paid by it. */
export async function noteActive(
  db: Db,
  { provider, serviceClass }: { readonly provider: bigint; readonly serviceClass: number },
  activeOn: number,
  paid = 0,
): Promise<void> {
  const district = Number(districtOf(provider));
  const notAdmitted = { admitted: false, validFrom: 0, validThrough: 0 };
  await db
    .insert(tables.experience)
    .values({ serviceClass, provider, district, paidOrders: paid, activeOn, ...notAdmitted })
    .onConflictDoUpdate((row) => ({ paidOrders: row.paidOrders + paid, activeOn }));
}

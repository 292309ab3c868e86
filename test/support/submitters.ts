import { everyone, expectRefused, officersOf, type Signer } from "./expect.ts";
import type { World } from "./world.ts";

/** Who may bring before the ledger what the parties of a Wujin voucher and a Yangpu provider signed. */
export const submitters = (w: World): Signer[] => [
  w.operator,
  ...[w.wujin, w.yangpu].flatMap(({ approver, approver2 }) => [approver, approver2]),
];

export function othersThanSubmitters(w: World): Signer[] {
  const may = submitters(w);
  return [...everyone(w), ...officersOf(w.hefei)].filter((who) => !may.includes(who));
}

/** What everybody else is told. */
export const notASubmitter = (w: World, who: Signer) => [who.address, w.wujin.id, w.yangpu.id] as const;

/** Takes the act from every submitter and from nobody else; it is tried without being done. */
export async function expectSubmittersOnly(w: World, attempt: (by: Signer) => Promise<unknown>): Promise<void> {
  for (const by of submitters(w)) await attempt(by);
  for (const by of othersThanSubmitters(w)) {
    await expectRefused(attempt(by), w.orders, "NotASubmitter", notASubmitter(w, by));
  }
}

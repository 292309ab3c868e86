/** The duties of an account, as the ledger gives them at the moment. */
import { roleOf, type Duty } from "./ids.ts";
import type { Ledger } from "./ledger.ts";

export interface HeldDuty {
  /** 0 is the consortium. */
  readonly district: number;
  readonly duty: Duty;
}

const OF_DISTRICTS: readonly Duty[] = ["administrator", "bureau", "approver", "finance"];
const OF_CONSORTIUM: readonly Duty[] = ["administrator", "operator", "auditor"];

/** The duties that an account holds at the moment; one with an execution delay does not count, as on the ledger. */
export async function dutiesOf(open: { readonly ledger: Ledger }, account: string): Promise<HeldDuty[]> {
  const count = Number(await open.ledger.districts.count());
  return dutiesIn(
    open,
    account,
    Array.from({ length: count + 1 }, (_, district) => district),
  );
}

/** As {@link dutiesOf}, of some districts only. */
export async function dutiesIn(
  { ledger }: { readonly ledger: Ledger },
  account: string,
  districts: readonly number[],
): Promise<HeldDuty[]> {
  const all = districts.flatMap((district) =>
    (district === 0 ? OF_CONSORTIUM : OF_DISTRICTS).map((duty): HeldDuty => ({ district, duty })),
  );
  const held = await Promise.all(
    all.map(async ({ district, duty }) => {
      const [isMember, executionDelay] = await ledger.manager.hasRole(roleOf(district, duty), account);
      return isMember && executionDelay === 0n;
    }),
  );
  return all.filter((_, i) => held[i]);
}

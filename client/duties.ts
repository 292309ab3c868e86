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
export async function dutiesOf({ ledger }: { readonly ledger: Ledger }, account: string): Promise<HeldDuty[]> {
  const districts = Number(await ledger.districts.count());
  const all = Array.from({ length: districts + 1 }, (_, district) =>
    (district === 0 ? OF_CONSORTIUM : OF_DISTRICTS).map((duty): HeldDuty => ({ district, duty })),
  ).flat();
  const held = await Promise.all(
    all.map(async ({ district, duty }) => {
      const [isMember, executionDelay] = await ledger.manager.hasRole(roleOf(district, duty), account);
      return isMember && executionDelay === 0n;
    }),
  );
  return all.filter((_, i) => held[i]);
}

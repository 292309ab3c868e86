/** Which account this is, and which duties it holds. */
import { roleOf, type Duty } from "../../client/ids.ts";
import { roleText } from "../../client/text/ids.ts";
import { reading, type Reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { keyMissing } from "../chain/acting.ts";
import { accountOf } from "../keys/account.ts";

export interface HeldDuty {
  readonly district: number;
  readonly duty: Duty;
}

const OF_DISTRICTS: readonly Duty[] = ["administrator", "bureau", "approver", "finance"];
const OF_CONSORTIUM: readonly Duty[] = ["administrator", "operator", "auditor"];

/** The duties that an account holds at the moment; one with an execution delay does not count, as on the ledger. */
export async function dutiesOf({ ledger }: Pick<Reading, "ledger">, account: string): Promise<HeldDuty[]> {
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

export async function whoami(_: object, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const { key } = open.profile;
    if (!key) throw keyMissing(context.profile);
    const account = await accountOf(key);
    const duties = await dutiesOf(open, account);
    const said = duties.map(({ district, duty }) => roleOf(district, duty));
    const parts =
      duties.length > 0
        ? said.map((role) => ({ en: `  · ${roleText(role, "en")}`, zh: `  · ${roleText(role, "zh")}` }))
        : [{ en: "  · no duty: it can only do what anyone can", zh: "  · 无职责：只能办理任何人均可办理的事项" }];
    return {
      data: { account, duties: duties.map(({ district, duty }) => ({ district, duty: duty })) },
      parts: [{ en: `${account} holds on this ledger:`, zh: `${account} 在本账本上的职责：` }, ...parts],
    };
  });
}

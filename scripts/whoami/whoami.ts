/** Which account this is, and which duties it holds. */
import { roleOf } from "../../client/ids.ts";
import { roleText } from "../../client/text/ids.ts";
import { reading } from "../chain/reading.ts";
import { dutiesOf } from "../../client/duties.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { keyMissing } from "../chain/acting.ts";
import { accountOf } from "../keys/account.ts";

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

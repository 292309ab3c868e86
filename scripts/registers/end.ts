/** Closes an enterprise, removes a provider, blacklists either: for good. */
import type { Text } from "../../client/text/text.ts";
import { acting } from "../chain/acting.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { partyMeant, reasonFor, reasonTold } from "./party.ts";
import { contractOf, ENTERPRISE, PROVIDER, standingOf, type Register } from "./register.ts";
import type { ReasonedInput } from "./revive.ts";
import { actOfTwo } from "./twoOfficers.ts";

interface Ending {
  readonly register: Register;
  readonly purpose: string;
  readonly status: bigint;
  readonly what: (named: Text) => Text;
  /** What the second officer has to know of it. */
  readonly effect: Text;
}

const BLACKLISTING: Text = {
  en: "This is for good: nothing leads back, and the party is never registered again, in either register or a later edition.",
  zh: "此操作不可恢复：该单位今后不得再次登记为企业或服务机构，后续版本的账本亦同。",
};

export const closeEnterprise = workOf({
  register: "enterprise",
  purpose: "close",
  status: ENTERPRISE.closed,
  what: ({ en, zh }) => ({ en: `closing ${en}`, zh: `注销${zh}` }),
  effect: {
    en: "This is for good. Nothing more is issued to it and it places no orders; existing orders go on.",
    zh: "此操作不可恢复。该企业不再获发双创券，也不能登记新订单；已有订单继续办理。",
  },
});

export const blacklistEnterprise = workOf({
  register: "enterprise",
  purpose: "blacklist",
  status: ENTERPRISE.blacklisted,
  what: ({ en, zh }) => ({ en: `blacklisting ${en}`, zh: `将${zh}列入黑名单` }),
  effect: BLACKLISTING,
});

export const removeProvider = workOf({
  register: "provider",
  purpose: "remove",
  status: PROVIDER.removed,
  what: ({ en, zh }) => ({ en: `removing ${en}`, zh: `将${zh}移出名录` }),
  effect: {
    en: "This is for good. It takes no new orders; existing ones are claimed and paid.",
    zh: "此操作不可恢复。该服务机构不再承接新订单；已有订单继续核销和拨付。",
  },
});

export const blacklistProvider = workOf({
  register: "provider",
  purpose: "blacklist",
  status: PROVIDER.blacklisted,
  what: ({ en, zh }) => ({ en: `blacklisting ${en}`, zh: `将${zh}列入黑名单` }),
  effect: BLACKLISTING,
});

function workOf({ register, purpose, status, what, effect }: Ending) {
  return async (input: ReasonedInput, context: Context): Promise<Answer> =>
    acting(context, async (open) => {
      const { ledger } = open;
      const party = await partyMeant(open, register, input.party);
      const { id, written } = party;
      const contract = contractOf(ledger, register);
      if (!input.takeBack) context.io.note(effect);
      return actOfTwo(open, input, {
        about: {
          contract,
          kind: "end",
          what: what(party.named),
          about: (says) => says.id === id && says.status === status,
        },
        says: async () => ({ id, status, reason: await reasonFor(open, party, purpose, input.reason) }),
        propose: async ({ reason }) => contract.end.populateTransaction(id, status, reason),
        confirm: async ({ reason }) => contract.confirmEnd.populateTransaction(id, status, reason),
        stands: async () => (await standingOf(ledger, register, id)).status === status,
        tell: async ({ reason }) => [await reasonTold(open, reason)],
        data: { [register]: written },
      });
    });
}

/** What the Bureau does at once, with a reason: an enterprise is frozen, a provider suspended, or a proposal declined. */
import type { ContractTransaction } from "ethers";
import type { Ledger } from "../../client/ledger.ts";
import type { Text } from "../../client/text/text.ts";
import { acting } from "../chain/acting.ts";
import { answerOf, perform } from "../chain/perform.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { partyMeant, reasonFor } from "./party.ts";
import { ENTERPRISE, PROVIDER, standingOf, type Register } from "./register.ts";
import { lastStatusChange } from "./statusChange.ts";

interface Act {
  readonly register: Register;
  readonly purpose: string;
  /** The status that it leads to. */
  readonly status: bigint;
  readonly title: (named: Text) => Text;
  readonly draft: (ledger: Ledger, id: bigint, reason: string) => Promise<ContractTransaction>;
}

export interface OneOfficerInput {
  readonly party: string;
  readonly reason: string;
}

type Work = (input: OneOfficerInput, context: Context) => Promise<Answer>;

export const freezeEnterprise = workOf({
  register: "enterprise",
  purpose: "freeze",
  status: ENTERPRISE.frozen,
  title: ({ en, zh }) => ({ en: `Freeze ${en}`, zh: `冻结${zh}` }),
  draft: async ({ enterprises }, id, reason) => enterprises.freeze.populateTransaction(id, reason),
});

export const suspendProvider = workOf({
  register: "provider",
  purpose: "suspend",
  status: PROVIDER.suspended,
  title: ({ en, zh }) => ({ en: `Suspend ${en}`, zh: `暂停${zh}` }),
  draft: async ({ providers }, id, reason) => providers.suspend.populateTransaction(id, reason),
});

export const declineProvider = workOf({
  register: "provider",
  purpose: "decline",
  status: PROVIDER.declined,
  title: ({ en, zh }) => ({ en: `Decline ${en}`, zh: `对${zh}不予入库` }),
  draft: async ({ providers }, id, reason) => providers.decline.populateTransaction(id, reason),
});

/**
 * Done again with the same words, it is found done; with others, the ledger refuses it.
 *
 * @throws TransactionRefused `EnterpriseIn`, `ProviderIn`, `DutyMissing`; TongduiError as partyMeant, perform.
 */
function workOf({ register, purpose, status, title, draft }: Act): Work {
  return async (input, context) =>
    acting(context, async (open) => {
      const { ledger } = open;
      const party = await partyMeant(open, register, input.party);
      const reason = await reasonFor(open, party, purpose, input.reason);
      const isDone = async (): Promise<boolean> => {
        if ((await standingOf(ledger, register, party.id)).status !== status) return false;
        return (await lastStatusChange(open, register, party.id))?.reason === reason;
      };
      const step = { title: title(party.named), isDone, draft: async () => draft(ledger, party.id, reason) };
      return answerOf(await perform(open, [step]), {
        data: { [register]: party.written, reason: context.dryRun ? null : reason },
      });
    });
}

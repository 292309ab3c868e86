/** Ends a freeze of an enterprise or a suspension of a provider. */
import type { Draft } from "../../client/send.ts";
import type { Text } from "../../client/text/text.ts";
import type { Ledger } from "../../client/ledger.ts";
import { acting } from "../chain/acting.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { partyMeant, reasonFor, reasonTold } from "./party.ts";
import { contractOf, ENTERPRISE, PROVIDER, standingOf, type Register } from "./register.ts";
import { actOfTwo, type TwoOfficersInput } from "./twoOfficers.ts";

export interface ReasonedInput extends TwoOfficersInput {
  readonly party: string;
  readonly reason: string | undefined;
}

interface Revival {
  readonly register: Register;
  readonly kind: "unfreeze" | "reinstate";
  readonly status: bigint;
  readonly what: (named: Text) => Text;
  readonly propose: (ledger: Ledger, id: bigint, reason: string) => Promise<Draft>;
  readonly confirm: (ledger: Ledger, id: bigint, reason: string) => Promise<Draft>;
}

export const unfreezeEnterprise = workOf({
  register: "enterprise",
  kind: "unfreeze",
  status: ENTERPRISE.active,
  what: ({ en, zh }) => ({ en: `the end of the freeze of ${en}`, zh: `解除对${zh}的冻结` }),
  propose: async ({ enterprises }, id, reason) => enterprises.unfreeze.populateTransaction(id, reason),
  confirm: async ({ enterprises }, id, reason) => enterprises.confirmUnfreeze.populateTransaction(id, reason),
});

export const reinstateProvider = workOf({
  register: "provider",
  kind: "reinstate",
  status: PROVIDER.admitted,
  what: ({ en, zh }) => ({ en: `the reinstatement of ${en}`, zh: `恢复${zh}` }),
  propose: async ({ providers }, id, reason) => providers.reinstate.populateTransaction(id, reason),
  confirm: async ({ providers }, id, reason) => providers.confirmReinstate.populateTransaction(id, reason),
});

function workOf({ register, kind, status, what, propose, confirm }: Revival) {
  return async (input: ReasonedInput, context: Context): Promise<Answer> =>
    acting(context, async (open) => {
      const { ledger } = open;
      const party = await partyMeant(open, register, input.party);
      const { id, written } = party;
      return actOfTwo(open, input, {
        about: {
          contract: contractOf(ledger, register),
          kind,
          what: what(party.named),
          about: (says) => says.id === id,
        },
        says: async () => ({ id, reason: await reasonFor(open, party, kind, input.reason) }),
        propose: async ({ reason }) => propose(ledger, id, reason),
        confirm: async ({ reason }) => confirm(ledger, id, reason),
        stands: async () => (await standingOf(ledger, register, id)).status === status,
        tell: async ({ reason }) => [await reasonTold(open, reason)],
        data: { [register]: written },
      });
    });
}

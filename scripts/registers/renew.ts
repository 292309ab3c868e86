/** Another end of validity of a provider's certificate, and the classes from then on: the Operator proposes, its own Bureau confirms. */
import { isoOfDay, type Day } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { classesOf } from "../../client/serviceClasses.ts";
import { acting } from "../chain/acting.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { partyMeant } from "./party.ts";
import { actOfTwo, type TwoOfficersInput } from "./twoOfficers.ts";

export interface RenewInput extends TwoOfficersInput {
  readonly party: string;
  readonly through: Day | undefined;
  /** A bit for each; those of now if they are not given. */
  readonly classes: bigint | undefined;
}

/** @throws TongduiError `UsageWrong`; as partyMeant, actOfTwo; TransactionRefused `ProviderIn`, `ValidityEmpty`, `DutyMissing`. */
export async function renewProvider(input: RenewInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { providers } = open.ledger;
    const party = await partyMeant(open, "provider", input.party);
    const { id, named } = party;
    return actOfTwo(open, input, {
      about: {
        contract: providers,
        kind: "renew",
        what: { en: `the renewal of ${named.en}`, zh: `${named.zh}续期` },
        about: (says) => says.id === id,
      },
      says: async () => {
        const validThrough = BigInt(throughOf(input));
        return { id, validThrough, classes: input.classes ?? (await providers.providerOf(id)).classes };
      },
      propose: async ({ validThrough, classes }) => providers.renew.populateTransaction(id, validThrough, classes),
      confirm: async ({ validThrough, classes }) =>
        providers.confirmRenew.populateTransaction(id, validThrough, classes),
      stands: async ({ validThrough, classes }) => {
        const now = await providers.providerOf(id);
        return now.validThrough === validThrough && now.classes === classes;
      },
      tell: async (says, { ledger }) => {
        const now = await ledger.providers.providerOf(id);
        const [from, to] = [now, says].map(({ validThrough }) => isoOfDay(Number(validThrough)));
        const [before, after] = [now, says].map(({ classes }) => classesOf(classes).join(", "));
        return [
          {
            en: `Valid through ${to ?? ""} instead of ${from ?? ""}.`,
            zh: `有效期由 ${from ?? ""} 改为 ${to ?? ""}。`,
          },
          before === after
            ? { en: `Service classes as before: ${after ?? ""}.`, zh: `服务类别不变：${after ?? ""}。` }
            : {
                en: `Service classes ${after ?? ""} instead of ${before ?? ""}.`,
                zh: `服务类别由 ${before ?? ""} 改为 ${after ?? ""}。`,
              },
        ];
      },
      data: { provider: party.written },
    });
  });
}

function throughOf({ through }: RenewInput): Day {
  if (through !== undefined) return through;
  throw new TongduiError("UsageWrong", {
    en: "Say through which day it is to be valid: --through DATE.",
    zh: "请用 --through 说明新的有效期止。",
  });
}

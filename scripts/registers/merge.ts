/** Records that an enterprise went into another one of its district. */
import { acting } from "../chain/acting.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { partyMeant } from "./party.ts";
import { actOfTwo, type TwoOfficersInput } from "./twoOfficers.ts";

export interface MergeInput extends TwoOfficersInput {
  readonly party: string;
  readonly into: string;
}

/** @throws TongduiError as partyMeant, actOfTwo; TransactionRefused `MergesIntoItself`, `OtherDistrict`, `EnterpriseIn`. */
export async function mergeEnterprise(input: MergeInput, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { enterprises } = open.ledger;
    const party = await partyMeant(open, "enterprise", input.party);
    const other = await partyMeant(open, "enterprise", input.into);
    const [id, into] = [party.id, other.id];
    if (!input.takeBack) {
      context.io.note({
        en: `This is for good. ${party.written} keeps its vouchers; whoever signs for ${other.written} signs for it from then on, and the yearly cap of ${other.written}'s group counts.`,
        zh: `此操作不可恢复。${party.written} 的双创券保留在其名下，此后由 ${other.written} 的签名人代为签署，年度上限按 ${other.written} 所属集团计算。`,
      });
    }
    return actOfTwo(open, input, {
      about: {
        contract: enterprises,
        kind: "merge",
        what: {
          en: `the merger of ${party.named.en} into ${other.named.en}`,
          zh: `将${party.named.zh}并入${other.named.zh}`,
        },
        about: (says) => says.id === id && says.into === into,
      },
      says: async () => Promise.resolve({ id, into }),
      propose: async () => enterprises.merge.populateTransaction(id, into),
      confirm: async () => enterprises.confirmMerge.populateTransaction(id, into),
      stands: async () => (await enterprises.mergedInto(id)) === into,
      tell: async () => Promise.resolve([]),
      data: { enterprise: party.written, into: other.written },
    });
  });
}

import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { districtsOf } from "../districts/names.ts";
import { homesOf } from "./homes.ts";
import type { ImportInput } from "./importInput.ts";
import { importParties } from "./importParties.ts";
import { PROVIDER_COLUMNS, readParties } from "./partyTable.ts";

/** Proposes the providers of a table for admission, in the Operator's name. @throws TongduiError as importParties. */
export async function importProviders(input: Omit<ImportInput, "district">, context: Context): Promise<Answer> {
  return importParties(
    {
      register: "provider",
      words: {
        done: { en: "proposed", zh: "已推荐" },
        before: { en: "was proposed before", zh: "此前已推荐" },
        tried: { en: "can be proposed", zh: "可以推荐" },
      },
      read: async (file) => readParties(file, PROVIDER_COLUMNS),
      plan: async (open, table) => {
        const { byLine, complaints } = homesOf(table, await districtsOf(open));
        const { providers } = open.ledger;
        return {
          home: ({ line }) => byLine.get(line) ?? 0,
          complaints,
          title: { en: "Propose providers for admission", zh: "推荐服务机构入库" },
          // The ledger takes one proposal a transaction.
          size: 1,
          draft: async ([one]) => {
            if (!one) throw new RangeError("Nobody is proposed.");
            const { row, home, party, group, profile } = one;
            const { wallet, validFrom, validThrough, classes } = row;
            const admission = { home, wallet, validFrom, validThrough, classes, party, group, profile };
            return providers.propose.populateTransaction(admission);
          },
          data: {},
        };
      },
    },
    input,
    context,
  );
}

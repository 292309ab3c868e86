import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { districtOfDuty } from "../whoami/districtOf.ts";
import type { ImportInput } from "./importInput.ts";
import { importParties } from "./importParties.ts";
import { ENTERPRISE_COLUMNS, readParties } from "./partyTable.ts";

/** An enterprise with a group of its own takes 180,000 gas, and a transaction has 16.8 million at most. */
const ROWS_A_BATCH = 70;

/** Registers the enterprises of a table in the Bureau's district. @throws TongduiError as importParties, districtOfDuty. */
export async function importEnterprises(input: ImportInput, context: Context): Promise<Answer> {
  return importParties(
    {
      register: "enterprise",
      words: {
        done: { en: "registered", zh: "已登记" },
        before: { en: "was registered before", zh: "此前已登记" },
        tried: { en: "can be registered", zh: "可以登记" },
      },
      read: async (file) => readParties(file, ENTERPRISE_COLUMNS),
      plan: async (open) => {
        const district = await districtOfDuty(open, "bureau", input.district);
        const { enterprises } = open.ledger;
        return {
          home: () => district,
          complaints: [],
          title: { en: `Register enterprises in district ${district}`, zh: `在第 ${district} 区登记企业` },
          size: ROWS_A_BATCH,
          draft: async (parties) =>
            enterprises.register.populateTransaction(
              parties.map(({ row: { wallet }, home, party, group, profile }) => ({
                home,
                wallet,
                party,
                group,
                profile,
              })),
            ),
          data: { district },
        };
      },
    },
    input,
    context,
  );
}

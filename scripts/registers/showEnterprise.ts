/** Shows one enterprise. */
import { yearOf } from "../../client/days.ts";
import { formatEnterprise } from "../../client/ids.ts";
import { formatFen } from "../../client/money.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { readStandings } from "../vouchers/standings.ts";
import { commonFacts, factsGrid, type Fact } from "./facts.ts";
import { partyMeant } from "./party.ts";
import { waitingFor } from "./waiting.ts";

/** @throws TongduiError as partyMeant. */
export async function showEnterprise(input: { readonly party: string }, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const party = await partyMeant(open, "enterprise", input.party);
    const { id, standing, directory } = party;
    const year = yearOf(await open.today());
    const [common, standings, vouchers, into, waiting] = await Promise.all([
      commonFacts(open, party),
      readStandings(open, [id], year),
      open.ledger.enterprises.voucherCountOf(id),
      open.ledger.enterprises.mergedInto(id),
      waitingFor(open, party),
    ]);
    const issued = standings.issuedTo(standing.group);
    const more: Fact[] = [
      [{ en: `Issued to its group in ${year}`, zh: `所属集团 ${year} 年度已发放` }, formatFen(issued)],
      [
        { en: "Vouchers ever issued to it", zh: "累计获发双创券" },
        { en: `${vouchers}`, zh: `${vouchers} 张` },
      ],
      ...(into === 0n ? [] : [[{ en: "Merged into", zh: "已并入" }, directory.label("enterprise", into)] as const]),
    ];
    return {
      data: {
        ...common.data,
        groupIssuedFen: issued,
        vouchers: Number(vouchers),
        mergedInto: into === 0n ? null : formatEnterprise(into),
        waiting: waiting.map(({ data }) => data),
      },
      parts: [factsGrid([...common.facts, ...more]), ...waiting.map(({ text }) => text)],
    };
  });
}

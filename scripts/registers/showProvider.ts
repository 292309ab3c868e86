/** Shows one provider. */
import { isoOfDay } from "../../client/days.ts";
import { classesOf } from "../../client/serviceClasses.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { commonFacts, factsGrid, type Fact } from "./facts.ts";
import { partyMeant } from "./party.ts";
import { waitingFor } from "./waiting.ts";

/** @throws TongduiError as partyMeant. */
export async function showProvider(input: { readonly party: string }, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const party = await partyMeant(open, "provider", input.party);
    const [common, found, waiting] = await Promise.all([
      commonFacts(open, party),
      open.ledger.providers.providerOf(party.id),
      waitingFor(open, party),
    ]);
    const classes = classesOf(found.classes);
    const [from, through, notice] = [found.validFrom, found.validThrough, found.noticeEnd].map((day) =>
      day === 0n ? null : isoOfDay(Number(day)),
    ) as [string, string, string | null];
    const more: Fact[] = [
      [{ en: "Service classes", zh: "服务类别" }, classes.join(", ")],
      [
        { en: "Valid", zh: "有效期" },
        { en: `${from} through ${through}`, zh: `${from} 至 ${through}` },
      ],
      ...(notice === null ? [] : [[{ en: "Public notice through", zh: "公示至" }, notice] as const]),
    ];
    return {
      data: {
        ...common.data,
        serviceClasses: classes,
        validFrom: from,
        validThrough: through,
        noticeEnd: notice,
        waiting: waiting.map(({ data }) => data),
      },
      parts: [factsGrid([...common.facts, ...more]), ...waiting.map(({ text }) => text)],
    };
  });
}

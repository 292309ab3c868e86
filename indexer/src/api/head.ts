/** Which ledger this is, and how far the tables have come. */
import { z } from "zod";
import { dayOf } from "../../../client/days.ts";
import { readSettings } from "../../settings.ts";
import { nodesAway } from "./nodes.ts";
import { one } from "./route.ts";
import { textsTag } from "./texts.ts";
import { day, GIVE } from "./words.ts";

const { deployment } = await readSettings();

export const headRoutes = [
  one({
    path: "/head",
    summary: "Which ledger this is, and the block that the answers are of",
    params: {},
    answer: z.object({
      block: GIVE.number,
      time: GIVE.number.meta({ description: "Of the block, in Unix seconds" }),
      day: GIVE.day.meta({ description: "The ledger's day" }),
      chainId: GIVE.number,
      genesis: GIVE.hash,
      edition: GIVE.account,
      texts: z.string().meta({
        description: "Another one whenever a text comes or goes that demands, offers and providers are found by",
      }),
      awaySince: GIVE.number.nullable().meta({
        description:
          "Unix seconds since when no node of the chain answers and the tables stand still; null while one does",
      }),
    }),
    more: () => `${nodesAway()?.since ?? "live"}-${textsTag()}`,
    give: async (_, { block, time }) =>
      Promise.resolve({
        block,
        time,
        day: day(dayOf(time)),
        chainId: deployment.chainId,
        genesis: deployment.genesis,
        edition: deployment.contracts.edition.address.toLowerCase(),
        texts: textsTag(),
        awaySince: nodesAway()?.since ?? null,
      }),
  }),
];

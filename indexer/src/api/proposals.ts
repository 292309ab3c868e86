/** What waits for a second officer. */
import { db } from "ponder:api";
import * as tables from "ponder:schema";
import { and, asc, eq, gte } from "ponder";
import { z } from "zod";
import { PROPOSAL_SECONDS, readAnyMatter } from "../../../client/matters.ts";
import { behind, pageOf, same } from "./page.ts";
import { list } from "./route.ts";
import { GIVE, oneOf, PAGE } from "./words.ts";

const PARTS = ["Enterprises", "Providers", "Programs", "Vouchers", "Orders", "Payments"] as const;

const must = "what `next` of the page before says";
const after = z
  .string({ error: must })
  .regex(/^\d{1,10}\.[A-Z][a-z]+\.0x[0-9a-f]{64}$/, must)
  .transform((text) => {
    const [at = "", part = "", matter = ""] = text.split(".");
    return { at: Number(at), part, matter: matter as `0x${string}` };
  });

export const proposalRoutes = [
  list({
    path: "/proposals",
    summary: "What one officer proposed and a second one confirms, in the order of time",
    fullOnly: true,
    params: {},
    query: {
      part: oneOf(PARTS).optional(),
      state: oneOf(["open", "all"])
        .optional()
        .meta({ description: "open, unless given: it can still be confirmed; else the last of every matter" }),
      after: after.optional(),
      ...PAGE,
    },
    item: {
      part: GIVE.state.meta({ description: "The contract's name" }),
      matter: GIVE.hash,
      kind: GIVE.state,
      says: z.record(z.string(), z.string()).meta({ description: "The matter's arguments by their names" }),
      proposedBy: GIVE.account,
      proposedAt: GIVE.number.meta({ description: "Unix seconds" }),
      lapsesAt: GIVE.number,
      state: GIVE.state.meta({ description: "Proposed, Confirmed or Withdrawn" }),
      confirmedBy: GIVE.account.nullable(),
    },
    give: async (asked, limit, { time }) => {
      const { proposal } = tables;
      const isOpen = and(eq(proposal.state, "Proposed"), gte(proposal.proposedAt, time - PROPOSAL_SECONDS));
      const rows = await db
        .select()
        .from(proposal)
        .where(
          and(
            asked.state === "all" ? undefined : isOpen,
            same(proposal.part, asked.part),
            asked.after &&
              behind(">", [
                [proposal.proposedAt, asked.after.at],
                [proposal.part, asked.after.part],
                [proposal.matter, asked.after.matter],
              ]),
          ),
        )
        .orderBy(asc(proposal.proposedAt), asc(proposal.part), asc(proposal.matter))
        .limit(limit + 1);
      return pageOf(rows, limit, proposalOf, (row) => `${row.proposedAt}.${row.part}.${row.matter}`);
    },
  }),
];

function proposalOf({
  part,
  matter,
  what,
  proposedBy,
  proposedAt,
  state,
  confirmedBy,
}: typeof tables.proposal.$inferSelect) {
  const { kind, says } = readAnyMatter(what);
  const words = Object.entries(says).map(([name, value]): [string, string] => [name, String(value)]);
  return {
    part,
    matter,
    kind,
    says: Object.fromEntries(words),
    proposedBy,
    proposedAt,
    lapsesAt: proposedAt + PROPOSAL_SECONDS,
    state,
    confirmedBy,
  };
}

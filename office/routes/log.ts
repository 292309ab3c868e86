/** The access log, for those who answer for it. */
import { z } from "zod";
import { route, type Route } from "../http/route.ts";
import { readAccesses } from "../log/accesses.ts";

const MOST = 500;
const number = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/)
    .transform(Number)
    .refine((value) => value >= least && value <= most);

export const logRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/log",
    who: ["bureau", "auditor"],
    query: z.strictObject({ limit: number(1, MOST).optional(), before: number(1, 2_147_483_647).optional() }),
    give: async ({ office, query }) => {
      const accesses = await readAccesses(office.database, query.limit ?? 100, query.before);
      return {
        accesses: accesses.map(({ at, ...access }) => ({ ...access, at: at.toISOString() })),
        next: accesses.at(-1)?.number ?? null,
      };
    },
  }),
];

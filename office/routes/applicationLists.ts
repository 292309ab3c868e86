/** What was accepted becomes the file of a list. */
import { z } from "zod";
import { dayOf } from "../../client/days.ts";
import { listsMade, makeList, tableOf, undoList } from "../applications/lists.ts";
import { route, type Route } from "../http/route.ts";

/** As many ids as a list may have. */
const MOST_BYTES = 262_144;

const id = z.uuid();
const program = z.number().int().min(1).max(65_535);

export const applicationListRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/application-lists",
    who: ["bureau", "approver", "finance", "auditor"],
    give: async ({ office }) => ({ lists: await listsMade(office.database) }),
  }),
  route({
    method: "POST",
    path: "/application-lists",
    who: ["bureau"],
    /** All that was accepted under the program, unless some are named. */
    body: z.strictObject({ program, applications: z.array(id).max(5_000).default([]) }),
    most: MOST_BYTES,
    give: async ({ office, person, body, about, change }) => {
      about(`program ${body.program}`);
      const today = dayOf(await office.at.time());
      const list = await change(async (within) =>
        makeList(within, office, { program: body.program, ids: body.applications, today, by: person }),
      );
      return { list };
    },
  }),
  route({
    method: "GET",
    path: "/application-lists/:id",
    who: ["bureau", "approver", "finance", "auditor"],
    params: z.object({ id }),
    give: async ({ office, params, about }) => {
      about(params.id);
      const table = await tableOf(office.database, params.id);
      return new Response(`\ufeff${table}`, {
        headers: {
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": `attachment; filename="list-${params.id.slice(0, 8)}.csv"`,
        },
      });
    },
  }),
  route({
    method: "POST",
    path: "/application-lists/:id/undo",
    who: ["bureau"],
    params: z.object({ id }),
    give: async ({ office, person, params, about, change }) => {
      about(params.id);
      const today = dayOf(await office.at.time());
      await change(async (within) => undoList(within, office, params.id, { today, by: person }));
      return { lists: await listsMade(office.database) };
    },
  }),
];

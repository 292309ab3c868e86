/**
 * What was begun, never handed in, and left lying: officers see whose it is and since when, and erase it unread. The Operator answers applications
 * for admission, and tidies up these.
 */
import { z } from "zod";
import { dayOf, isoOfDay } from "../../client/days.ts";
import type { ApplicationKind } from "../applications/applications.ts";
import { eraseOldDraft, oldDrafts } from "../applications/erasing.ts";
import { route, type Route } from "../http/route.ts";
import type { Person } from "../people/person.ts";
import { erased } from "./erasing.ts";

export const oldDraftRoutes: readonly Route[] = [
  route({
    method: "GET",
    path: "/old-drafts",
    who: ["bureau", "operator"],
    give: async ({ office, person }) => {
      const found = await oldDrafts(office.database, kindsOf(person), dayOf(await office.at.time()));
      return { drafts: found.map((one) => ({ ...one, since: isoOfDay(one.since) })) };
    },
  }),
  route({
    method: "POST",
    path: "/old-drafts/:id/erase",
    who: ["bureau", "operator"],
    params: z.object({ id: z.uuid() }),
    give: async ({ office, person, params, about, change }) => {
      about(params.id);
      const today = dayOf(await office.at.time());
      await change(async (within) =>
        eraseOldDraft(within, office, params.id, { kinds: kindsOf(person), today, by: person }),
      );
      return erased(office, "applications", params.id);
    },
  }),
];

function kindsOf({ kinds }: Person): readonly ApplicationKind[] {
  return kinds.has("bureau") ? ["voucher", "admission", "suspension"] : ["admission"];
}

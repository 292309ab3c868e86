/** What was accepted becomes the file of a list. */
import { z } from "zod";
import { dayOf } from "../../client/days.ts";
import { formatFen } from "../../client/money.ts";
import { counted } from "../../client/text/counted.ts";
import { announcedAs, announcedThough } from "../applications/announced.ts";
import type { OnLedger } from "../applications/listsOnLedger.ts";
import { listsMade, makeList, programOf, tableOf, undoList } from "../applications/lists.ts";
import { Refusal } from "../http/refusal.ts";
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
    /** All that was accepted under the program and stands in no announced list; where some are named, nothing but these. */
    body: z.strictObject({ program, among: z.array(id).min(1).max(5_000).optional() }),
    most: MOST_BYTES,
    give: async ({ office, person, body, about, change }) => {
      about(`program ${body.program}`);
      const today = dayOf(await office.at.time());
      const though = await announcedThough(office.database, office.at, { program: body.program, today });
      const held = body.among?.map((one) => though.get(one)) ?? [];
      if (held[0] && held.every((one) => one !== undefined)) throw announced(held[0].announced, body.program);
      const list = await change(async (within) =>
        makeList(within, office, {
          ...{ program: body.program, among: body.among, without: [...though.keys()] },
          ...{ today, by: person },
        }),
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
      const { database } = office;
      const listed = await programOf(database, params.id);
      const standing = await announcedAs(database, office.at, { list: params.id, program: listed, today });
      if (standing) throw announced(standing, listed);
      await change(async (within) => undoList(within, office, params.id, { today, by: person }));
      return { lists: await listsMade(office.database) };
    },
  }),
];

/** Its applications would be issued for a second time with another list. */
function announced({ batch, count, total, done }: OnLedger, under: number): Refusal {
  const en = `The ledger has this list as ${batch} (program ${under}, ${counted(count, "voucher")}, ${formatFen(total)})`;
  const zh = `该名单在账本上为 ${batch}（项目 ${under}，${count} 张，${formatFen(total)}）`;
  if (done > 0)
    return new Refusal(409, "ListIssued", {
      en: `${en}, and ${done} of it were dealt with. What is issued stays issued, so its applications go into no other list.`,
      zh: `${zh}，其中 ${done} 项已办理发放，所含申请不能再列入其他名单。`,
    });
  return new Refusal(409, "ListAnnounced", {
    en: `${en}. Withdraw that first: tongdui voucher withdraw ${batch} --reason "…". That frees its applications for another list.`,
    zh: `${zh}，请先在账本上撤回：tongdui voucher withdraw ${batch} --reason "…"，之后所含申请方可列入其他名单。`,
  });
}

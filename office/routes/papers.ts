/** The papers of an application: added and removed by whoever applies, given as files to whoever may see it. */
import { z } from "zod";
import type { ApplicationState, PaperKind } from "../../client/applications.ts";
import { findApplication, findOwn, type AnyApplication, type ApplicationKind } from "../applications/applications.ts";
import { demandState, noteChanged } from "../applications/state.ts";
import { dayOf } from "../../client/days.ts";
import { keepPaper, openPaper, paperOf, removePaper } from "../applications/papers.ts";
import { plainWords } from "../http/fields.ts";
import { route, type Route } from "../http/route.ts";
import type { Office } from "../office.ts";
import type { Kind, Person } from "../people/person.ts";

/** A paper of 4 MiB, as base64, and what stands around it. */
const MOST_BYTES = 6 * 1_048_576;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

const id = z.uuid();

interface PapersOf<W> {
  readonly path: `/${string}`;
  readonly kind: ApplicationKind;
  readonly papers: readonly [PaperKind, ...PaperKind[]];
  readonly applicant: Kind;
  /** As long as they can be added and removed. */
  readonly open?: readonly ApplicationState[];
  /** Whoever may see some of them. */
  readonly who: readonly Kind[];
  readonly told: (office: Office, application: AnyApplication<W>, person: Person) => Promise<object>;
}

export function paperRoutes<W>({
  path,
  kind,
  papers,
  applicant,
  open = ["draft", "back"],
  who,
  told,
}: PapersOf<W>): Route[] {
  const now = async (office: Office, which: string, person: Person): Promise<object> =>
    told(office, await findApplication<W>(office.database, office, which, person, kind), person);
  return [
    route({
      method: "POST",
      path: `${path}/:id/papers`,
      who: [applicant],
      params: z.object({ id }),
      /** `content` in base64. */
      body: z.strictObject({ kind: z.enum(papers), name: plainWords(200), content: z.string().regex(BASE64) }),
      most: MOST_BYTES,
      give: async ({ office, person, params, body, about, change }) => {
        about(params.id);
        await findOwn(office.database, office, params.id, person, kind);
        const paper = await paperOf({ ...body, content: Buffer.from(body.content, "base64") });
        const today = dayOf(await office.at.time());
        await change(async (within) => {
          await demandState(within, params.id, open);
          await noteChanged(within, params.id, today);
          await keepPaper(within, office, params.id, paper);
        });
        return now(office, params.id, person);
      },
    }),
    route({
      method: "GET",
      path: `${path}/:id/papers/:paper`,
      who,
      params: z.object({ id, paper: id }),
      give: async ({ office, person, params, about }) => {
        about(`${params.id} ${params.paper}`);
        await findApplication(office.database, office, params.id, person, kind);
        const { type, name, content } = await openPaper(office.database, office, params.id, params.paper);
        return new Response(new Uint8Array(content), {
          headers: {
            "content-type": type,
            // Never shown in the portal's own frame, whatever a paper may hold.
            "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
          },
        });
      },
    }),
    route({
      method: "POST",
      path: `${path}/:id/papers/:paper/remove`,
      who: [applicant],
      params: z.object({ id, paper: id }),
      give: async ({ office, person, params, about, change }) => {
        about(`${params.id} ${params.paper}`);
        await findOwn(office.database, office, params.id, person, kind);
        const today = dayOf(await office.at.time());
        await change(async (within) => {
          await demandState(within, params.id, open);
          await noteChanged(within, params.id, today);
          await removePaper(within, params.id, params.paper);
        });
        return now(office, params.id, person);
      },
    }),
  ];
}

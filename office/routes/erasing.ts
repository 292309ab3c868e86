/** Erasing applications and their papers: by whoever may erase a document, once nothing is to be decided any more. */
import { z } from "zod";
import { dayOf } from "../../client/days.ts";
import { findAny, type AnyApplication, type ApplicationKind } from "../applications/applications.ts";
import { eraseApplication, erasePaper, isSettled, notSettled } from "../applications/erasing.ts";
import { backupsThatHold, wipe, type ErasedFrom } from "../documents/wiping.ts";
import { plainWords } from "../http/fields.ts";
import { route, type Route } from "../http/route.ts";
import type { Office } from "../office.ts";
import type { Person } from "../people/person.ts";

const id = z.uuid();
const reason = plainWords(2_000);

interface Erasable<W> {
  readonly path: `/${string}`;
  readonly kind: ApplicationKind;
  /** Whether all is done that accepting one calls for. */
  readonly isDone: (office: Office, application: AnyApplication<W>) => Promise<boolean>;
}

export function eraseRoutes<W>(erasable: Erasable<W>): Route[] {
  const { path } = erasable;
  return [
    route({
      method: "POST",
      path: `${path}/:id/erase`,
      who: ["bureau"],
      params: z.object({ id }),
      body: z.strictObject({ reason }),
      give: async ({ office, person, params, body, about, change }) => {
        about(params.id);
        const found = await settled(office, person, params.id, erasable);
        await change(async (within) => eraseApplication(within, office, found, { by: person, why: body.reason }));
        return erased(office, "applications", params.id);
      },
    }),
    route({
      method: "POST",
      path: `${path}/:id/papers/:paper/erase`,
      who: ["bureau"],
      params: z.object({ id, paper: id }),
      body: z.strictObject({ reason }),
      give: async ({ office, person, params, body, about, change }) => {
        about(`${params.id} ${params.paper}`);
        const found = await settled(office, person, params.id, erasable);
        await change(async (within) =>
          erasePaper(within, office, found, params.paper, { by: person, why: body.reason }),
        );
        return erased(office, "application_papers", params.paper);
      },
    }),
  ];
}

/** Whether somebody can erase an application now. */
export async function canErase<W>(
  office: Office,
  { kinds }: Person,
  application: AnyApplication<W>,
  { isDone }: Pick<Erasable<W>, "isDone">,
): Promise<boolean> {
  if (!kinds.has("bureau") || application.erased !== undefined) return false;
  return isSettled(application, dayOf(await office.at.time()), async () => isDone(office, application));
}

async function settled<W>(
  office: Office,
  person: Person,
  which: string,
  { kind, isDone }: Erasable<W>,
): Promise<AnyApplication<W>> {
  const found = await findAny<W>(office.database, office, which, person, kind);
  const today = dayOf(await office.at.time());
  if (found.erased === undefined && !(await isSettled(found, today, async () => isDone(office, found))))
    throw notSettled();
  return found;
}

export async function erased({ database }: Office, table: ErasedFrom, key: string): Promise<object> {
  await wipe(database);
  return { erased: true, backups: await backupsThatHold(database, table, key) };
}

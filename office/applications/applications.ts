/** Applications as the office keeps them: what is asked for and said is enciphered, whose it is and how it stands is plain. */
import type { Day } from "../../client/days.ts";
import type { ApplicationState, ErasureTold, Wanted } from "../../client/applications.ts";
import { notFound, notYours, Refusal } from "../http/refusal.ts";
import type { Office, Queryable } from "../office.ts";
import { OFFICERS, type Kind, type Person } from "../people/person.ts";
import { HANDED_IN } from "./state.ts";
import type { SuspensionAt } from "./suspensions.ts";

export type ApplicationKind = "voucher" | "admission" | "suspension";

interface Entered {
  readonly id: string;
  /** `2-15`; of an application for admission, the account that applies; of an appeal against a suspension, the provider. */
  readonly enterprise: string;
  readonly program: number;
  readonly state: ApplicationState;
  readonly since: Day;
  /** Fen that were accepted. */
  readonly granted: bigint | undefined;
  /** Who refused it last. */
  readonly refusedBy: string | undefined;
  readonly made: Date;
}

/** @typeParam W what is asked for. */
export interface Application<W = Wanted> extends Entered {
  readonly wanted: W;
  readonly erased: undefined;
}

/** What stays of one that was erased. */
interface ErasedApplication extends Entered {
  readonly wanted: undefined;
  readonly erased: ErasureTold;
}

export type AnyApplication<W = Wanted> = Application<W> | ErasedApplication;

interface ApplicationRow {
  readonly id: string;
  readonly enterprise: string;
  readonly program: number;
  readonly state: ApplicationState;
  readonly since: Day;
  readonly granted: string | number | bigint | null;
  readonly refused_by: string | null;
  readonly sealed: Uint8Array | null;
  readonly made: Date;
  readonly erased: Date | null;
  readonly erased_by: string | null;
  readonly erased_why: string | null;
}

const ALL_SEEING: Readonly<Record<ApplicationKind, readonly Kind[]>> = {
  voucher: [...OFFICERS, "auditor"],
  admission: ["bureau", "approver", "operator", "auditor"],
  suspension: ["bureau", "approver", "auditor"],
};

/** Whether somebody sees the applications of everybody. */
export function seesEveryApplication({ kinds }: Person, what: ApplicationKind): boolean {
  return ALL_SEEING[what].some((kind) => kinds.has(kind));
}

/** Whether somebody signs for an enterprise, or is the account that applies. */
export function isOwn({ account, parties }: Person, enterprise: string): boolean {
  return account === enterprise || parties.some(({ written }) => written === enterprise);
}

/** Of suspensions, by their events: the ids of their appeals. */
export async function appealsAgainst(
  within: Queryable,
  suspensions: readonly SuspensionAt[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly state: ApplicationState }>> {
  const { rows } = await within.query<{ suspension: string; id: string; state: ApplicationState }>(
    "SELECT suspension, id, state FROM applications WHERE suspension IN (SELECT jsonb_array_elements_text($1))",
    [JSON.stringify(suspensions.map(({ event }) => event))],
  );
  return new Map(rows.map(({ suspension, id, state }) => [suspension, { id, state }]));
}

/** @throws Refusal 404 where there is none of this kind that this person may see. */
export async function findAny<W = Wanted>(
  within: Queryable,
  office: Pick<Office, "vault">,
  id: string,
  by: Person,
  kind: ApplicationKind = "voucher",
): Promise<AnyApplication<W>> {
  const { rows } = await within.query<ApplicationRow & { handed_in: boolean }>(
    `SELECT *, ${HANDED_IN} AS handed_in FROM applications WHERE id = $1 AND kind = $2`,
    [id, kind],
  );
  const [row] = rows;
  const maySee = row && (isOwn(by, row.enterprise) || (seesEveryApplication(by, kind) && row.handed_in));
  if (!maySee) throw notFound();
  return opened<W>(office, row);
}

/** @throws Refusal 404 as {@link findAny}; 409 where it was erased. */
export async function findApplication<W = Wanted>(
  within: Queryable,
  office: Pick<Office, "vault">,
  id: string,
  by: Person,
  kind: ApplicationKind = "voucher",
): Promise<Application<W>> {
  const found = await findAny<W>(within, office, id, by, kind);
  if (found.erased) throw applicationErased();
  return found;
}

/** @throws Refusal 404; 403 where it is not this person's own; 409 where it was erased. */
export async function findOwn<W = Wanted>(
  within: Queryable,
  office: Pick<Office, "vault">,
  id: string,
  by: Person,
  kind: ApplicationKind = "voucher",
): Promise<Application<W>> {
  const found = await findApplication<W>(within, office, id, by, kind);
  if (!isOwn(by, found.enterprise)) throw notYours();
  return found;
}

interface Listing {
  readonly kind?: ApplicationKind;
  /** As a queue is worked off. */
  readonly isOldestFirst?: boolean;
  /** Of the enterprises that the person signs for, whatever duties they hold beside. */
  readonly isOwnOnly?: boolean;
  readonly limit: number;
  /** The last one that was shown: only those that come after it. */
  readonly after?: string | undefined;
  readonly state?: ApplicationState | undefined;
  readonly program?: number | undefined;
}

/** Those that can be read, the newest first. Officers are not shown drafts, which are nobody's business yet. */
export async function listApplications<W = Wanted>(
  within: Queryable,
  office: Pick<Office, "vault">,
  by: Person,
  listing: Listing,
): Promise<Application<W>[]> {
  return (await listed<W>(within, office, by, listing, false)).filter((one) => one.erased === undefined);
}

export interface ListPage<W> {
  readonly page: readonly AnyApplication<W>[];
  /** After which the next page begins; null at the end. */
  readonly next: string | null;
}

/** As {@link listApplications}, with what stays of those that were erased, page by page. */
export async function listPage<W = Wanted>(
  within: Queryable,
  office: Pick<Office, "vault">,
  by: Person,
  listing: Listing,
): Promise<ListPage<W>> {
  const { limit } = listing;
  const found = await listed<W>(within, office, by, { ...listing, limit: limit + 1 }, true);
  const page = found.slice(0, limit);
  return { page, next: found.length > limit ? (page.at(-1)?.id ?? null) : null };
}

async function listed<W>(
  within: Queryable,
  office: Pick<Office, "vault">,
  by: Person,
  { kind = "voucher", isOldestFirst = false, isOwnOnly = false, limit, after, state, program }: Listing,
  isErasedToo: boolean,
): Promise<AnyApplication<W>[]> {
  const own = [by.account, ...by.parties.map(({ written }) => written)];
  const order = isOldestFirst ? "ASC" : "DESC";
  const { rows } = await within.query<ApplicationRow>(
    `SELECT * FROM applications
     WHERE (enterprise IN (SELECT jsonb_array_elements_text($1)) OR ($2 AND ${HANDED_IN}))
       AND ($3 = '' OR (made, id) ${isOldestFirst ? ">" : "<"} (SELECT made, id FROM applications WHERE id = $3))
       AND ($4 = '' OR state = $4) AND ($5 = 0 OR program = $5) AND kind = $7
       AND ($8 OR sealed IS NOT NULL)
     ORDER BY made ${order}, id ${order} LIMIT $6`,
    [
      JSON.stringify(own),
      !isOwnOnly && seesEveryApplication(by, kind),
      after ?? "",
      state ?? "",
      program ?? 0,
      limit,
      kind,
      isErasedToo,
    ],
  );
  return rows.map((row) => opened<W>(office, row));
}

/** Whether what an application holds can be opened: for whoever looks an office through. */
export function opensApplication({ vault }: Pick<Office, "vault">, id: string, sealed: Uint8Array): void {
  vault.open(wantedRow(id), sealed);
}

function opened<W>({ vault }: Pick<Office, "vault">, row: ApplicationRow): AnyApplication<W> {
  const { id, enterprise, program, state, since, made, sealed, granted, refused_by: refusedBy } = row;
  const entered: Entered = {
    ...{ id, enterprise, program, state, since, made },
    granted: granted === null ? undefined : BigInt(granted),
    refusedBy: refusedBy ?? undefined,
  };
  if (sealed === null) return { ...entered, wanted: undefined, erased: erasureOf(row) as ErasureTold };
  return { ...entered, wanted: JSON.parse(vault.open(wantedRow(id), sealed).toString("utf8")) as W, erased: undefined };
}

/** What a row says of its erasure; null where it was not erased. */
export function erasureOf({
  erased,
  erased_by: by,
  erased_why: why,
}: Pick<ApplicationRow, "erased" | "erased_by" | "erased_why">): ErasureTold | null {
  return erased && { at: erased.toISOString(), by: by ?? "", why };
}

export function sealedWanted(vault: Office["vault"], id: string, wanted: object): Uint8Array {
  return vault.seal(wantedRow(id), JSON.stringify(wanted));
}

function wantedRow(id: string): string {
  return `applications ${id}`;
}

function applicationErased(): Refusal {
  return new Refusal(409, "ApplicationErased", {
    en: "This application was erased, and that is for good.",
    zh: "该申请已删除，不可恢复。",
  });
}

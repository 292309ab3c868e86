/**
 * Requests for signature and for proof, as the office keeps them. What a message says is enciphered; whose it is and until when it is good
 * stands in plain text, for the lists.
 */
import { randomUUID } from "node:crypto";
import { dayOf, type Day } from "../../client/days.ts";
import type { Json } from "../../client/documents/canonical.ts";
import { notFound, Refusal } from "../http/refusal.ts";
import type { Office, Queryable } from "../office.ts";
import { OFFICERS, type Kind, type Person } from "../people/person.ts";

export type RequestKind = "order" | "claim" | "acceptance" | "refusal" | "cancellation" | "proof";

/** What is enciphered: the message as it was handed over, and what was said beside it, which nobody signs. */
export interface Content {
  readonly message: Json;
  readonly beside: Json;
  /** Whether somebody with a duty, and no party to it, said what stands beside it; a party's word is never a mark's ground. */
  readonly byDuty?: boolean;
}

export interface KeptRequest {
  readonly id: string;
  readonly kind: RequestKind;
  /** What is signed; of a request for proof, what makes it one request. */
  readonly digest: string;
  readonly voucher: string;
  /** The holder's. */
  readonly enterprise: string;
  /** Undefined of a request for proof by somebody else. */
  readonly provider: string | undefined;
  /** Unix seconds; undefined of a request for proof. */
  readonly deadline: number | undefined;
  readonly made: Date;
  /** The ledger's day of that moment. */
  readonly madeOn: Day;
  readonly madeBy: string;
  readonly ended: Date | undefined;
  /** How it was ended: `withdrawn` or `used`; of a request for proof `granted` or `declined`. */
  readonly ending: string | undefined;
  readonly content: Content;
  readonly signatures: readonly KeptSignature[];
}

export interface KeptSignature {
  readonly party: string;
  /** The wallet that it was checked against. */
  readonly signer: string;
  readonly signature: string;
  readonly given: Date;
}

interface RequestRow {
  readonly id: string;
  readonly kind: RequestKind;
  readonly digest: string;
  readonly voucher: string;
  readonly enterprise: string;
  readonly provider: string | null;
  readonly sealed: Uint8Array;
  readonly deadline: Date | null;
  readonly made: Date;
  readonly made_on: Day | null;
  readonly made_by: string;
  readonly ended: Date | null;
  readonly ending: string | null;
}

/** A party's. */
const MOST_OPEN = 100;

const ALL_SEEING: readonly Kind[] = [...OFFICERS, "operator", "auditor"];

/** Whether somebody sees every request of the office. */
export function seesEveryRequest({ kinds }: Person): boolean {
  return ALL_SEEING.some((kind) => kinds.has(kind));
}

/** Whether somebody holds a duty in which requests are made. */
export function hasDuty({ kinds }: Person): boolean {
  return [...OFFICERS, "operator" as const].some((kind) => kinds.has(kind));
}

/**
 * Keeps a request. The same message asked for again is the same request; what an officer then says beside it takes the place of what was
 * said before.
 *
 * @param at the ledger's time, Unix seconds.
 * @returns its id.
 * @throws Refusal 409 where a party has too many that are open.
 */
export async function keepRequest(
  within: Queryable,
  { vault, now }: Pick<Office, "vault" | "now">,
  asked: Pick<
    KeptRequest,
    "kind" | "digest" | "voucher" | "enterprise" | "provider" | "deadline" | "content" | "madeOn"
  >,
  by: Person,
  at: number,
): Promise<string> {
  const { kind, digest, voucher, enterprise, provider, deadline, madeOn } = asked;
  // Who signs for a party has an interest in its contract's mark, whatever duty they hold.
  const isParty = by.parties.some(({ written }) => written === enterprise || written === provider);
  const content: Content = { ...asked.content, byDuty: hasDuty(by) && !isParty };
  const id = randomUUID();
  const sealed = vault.seal(rowName(id), JSON.stringify(content));
  const until = deadline === undefined ? null : new Date(deadline * 1_000);
  await within.query(
    `INSERT INTO requests (id, kind, digest, voucher, enterprise, provider, sealed, deadline, made, made_by, made_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (kind, digest) DO NOTHING`,
    [id, kind, digest, voucher, enterprise, provider ?? null, sealed, until, new Date(now()), by.account, madeOn],
  );
  const { rows } = await within.query<RequestRow>("SELECT * FROM requests WHERE kind = $1 AND digest = $2", [
    kind,
    digest,
  ]);
  const there = rows[0] as RequestRow;
  if (there.id === id && !hasDuty(by) && (await openMadeBy(within, by.account, at)) > MOST_OPEN) throw tooManyOpen();
  // Neither a party's word nor what an officer mistyped stands in its way.
  if (there.id !== id && content.byDuty === true && content.beside !== null) {
    const whole = vault.seal(rowName(there.id), JSON.stringify(content));
    await within.query("UPDATE requests SET sealed = $2 WHERE id = $1 AND ended IS NULL", [there.id, whole]);
  }
  return there.id;
}

/** @throws Refusal 404 where there is none that this person may see. */
export async function findRequest(
  within: Queryable,
  office: Pick<Office, "vault">,
  id: string,
  by: Person,
): Promise<KeptRequest> {
  const { rows } = await within.query<RequestRow>("SELECT * FROM requests WHERE id = $1", [id]);
  const [row] = rows;
  if (!row || !maySee(row, by)) throw notFound();
  return (await whole(within, office, [row]))[0] as KeptRequest;
}

/** The newest first. @param before only those made earlier. */
export async function listRequests(
  within: Queryable,
  office: Pick<Office, "vault">,
  by: Person,
  { limit, before, kind }: { limit: number; before?: Date | undefined; kind?: RequestKind | undefined },
): Promise<KeptRequest[]> {
  const own = by.parties.map(({ written }) => written);
  const { rows } = await within.query<RequestRow>(
    `SELECT * FROM requests
     WHERE ($1 OR made_by = $2 OR enterprise IN (SELECT jsonb_array_elements_text($3)) OR provider IN (SELECT jsonb_array_elements_text($3)))
       AND made < $4 AND ($5 = '' OR kind = $5)
     ORDER BY made DESC, id LIMIT $6`,
    [seesEveryRequest(by), by.account, JSON.stringify(own), before ?? new Date(8.64e15 / 100), kind ?? "", limit],
  );
  return whole(within, office, rows);
}

/**
 * What waits for the ledger or for a party, requests for proof apart: whose deadline is not over, the oldest first.
 *
 * @param at Unix seconds.
 */
export async function openRequests(
  within: Queryable,
  office: Pick<Office, "vault">,
  by: Person,
  { limit, at }: { limit: number; at: number },
): Promise<KeptRequest[]> {
  const own = by.parties.map(({ written }) => written);
  const { rows } = await within.query<RequestRow>(
    `SELECT * FROM requests
     WHERE ($1 OR made_by = $2 OR enterprise IN (SELECT jsonb_array_elements_text($3)) OR provider IN (SELECT jsonb_array_elements_text($3)))
       AND kind <> 'proof' AND ended IS NULL AND deadline >= $4
     ORDER BY made, id LIMIT $5`,
    [seesEveryRequest(by), by.account, JSON.stringify(own), new Date(at * 1_000), limit],
  );
  return whole(within, office, rows);
}

/** Enters that the ledger took them. */
export async function endUsed(within: Queryable, { now }: Pick<Office, "now">, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await within.query(
    `UPDATE requests SET ended = $2, ending = 'used'
     WHERE id IN (SELECT jsonb_array_elements_text($1)) AND ended IS NULL`,
    [JSON.stringify(ids), new Date(now())],
  );
}

/** How many requests of an account are open: not withdrawn or answered, and whose deadline is not over. @param at Unix seconds. */
async function openMadeBy(within: Queryable, account: string, at: number): Promise<number> {
  const { rows } = await within.query<{ number: string | number }>(
    `SELECT count(*) AS number FROM requests
     WHERE made_by = $1 AND ended IS NULL AND (deadline IS NULL OR deadline >= $2)`,
    [account, new Date(at * 1_000)],
  );
  return Number(rows[0]?.number ?? 0);
}

/** Keeps a party's signature; a later one takes the place of an earlier one, whose wallet may be the party's no more. */
export async function keepSignature(within: Queryable, request: string, signature: KeptSignature): Promise<void> {
  const { party, signer, signature: bytes, given } = signature;
  await within.query(
    `INSERT INTO signatures VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (request, party) DO UPDATE SET signer = $3, signature = $4, given = $5`,
    [request, party, signer, bytes, given],
  );
}

/** @returns whether it was open until now. */
export async function endRequest(
  within: Queryable,
  { now }: Pick<Office, "now">,
  id: string,
  ending: "withdrawn" | "granted" | "declined",
  by: Person,
): Promise<boolean> {
  const { rows } = await within.query(
    "UPDATE requests SET ended = $2, ended_by = $3, ending = $4 WHERE id = $1 AND ended IS NULL RETURNING id",
    [id, new Date(now()), by.account, ending],
  );
  return rows.length === 1;
}

/** Whether the Bureau granted somebody a proof of a voucher that is not their own. */
export async function proofIsGranted(within: Queryable, voucher: string, by: Person): Promise<boolean> {
  const { rows } = await within.query(
    "SELECT 1 FROM requests WHERE kind = 'proof' AND ending = 'granted' AND voucher = $1 AND made_by = $2 LIMIT 1",
    [voucher, by.account],
  );
  return rows.length > 0;
}

/** What an enciphered row holds. Errors as Vault.open. */
export function openContent({ vault }: Pick<Office, "vault">, id: string, sealed: Uint8Array): Content {
  return JSON.parse(vault.open(rowName(id), sealed).toString("utf8")) as Content;
}

async function whole(
  within: Queryable,
  office: Pick<Office, "vault">,
  rows: readonly RequestRow[],
): Promise<KeptRequest[]> {
  const { rows: signed } = await within.query<KeptSignature & { request: string }>(
    `SELECT request, party, signer, signature, given FROM signatures
     WHERE request IN (SELECT jsonb_array_elements_text($1)) ORDER BY party`,
    [JSON.stringify(rows.map(({ id }) => id))],
  );
  return rows.map(({ sealed, provider, deadline, made_by: madeBy, made_on: madeOn, ended, ending, ...row }) => ({
    ...row,
    provider: provider ?? undefined,
    deadline: deadline ? deadline.getTime() / 1_000 : undefined,
    madeBy,
    madeOn: madeOn ?? dayOf(Math.floor(row.made.getTime() / 1_000)),
    ended: ended ?? undefined,
    ending: ending ?? undefined,
    content: openContent(office, row.id, sealed),
    signatures: signed
      .filter(({ request }) => request === row.id)
      .map(({ party, signer, signature, given }) => ({ party, signer, signature, given })),
  }));
}

function maySee({ enterprise, provider, made_by: madeBy }: RequestRow, by: Person): boolean {
  if (seesEveryRequest(by) || madeBy === by.account) return true;
  return by.parties.some(({ written }) => written === enterprise || written === provider);
}

function tooManyOpen(): Refusal {
  return new Refusal(409, "TooManyOpen", {
    en: `You have ${MOST_OPEN} requests open. Withdraw those that are not needed any more, or wait until their deadlines are over.`,
    zh: `您已有 ${MOST_OPEN} 项请求尚未办结，请撤回不再需要的请求，或待其到期。`,
  });
}

function rowName(id: string): string {
  return `requests ${id}`;
}

/**
 * What parties have handed in to be brought to the ledger: demands, offers, what takes them back, and matches, which two parties sign.
 * The same handed in twice is one. Texts are documents of the office (matching/texts.ts); here are the message and who has signed it.
 */
import { dayOf, type Day } from "../../client/days.ts";
import type { Json } from "../../client/documents/canonical.ts";
import { Refusal } from "../http/refusal.ts";
import type { Office, Queryable } from "../office.ts";
import type { Person } from "../people/person.ts";
import { matchSchema, postSchema, withdrawalSchema, type HandedMessage } from "./messages.ts";

export type HandedKind = HandedMessage["kind"];

export interface Signed {
  readonly party: string;
  /** The wallet that it was checked against. */
  readonly signer: string;
  readonly signature: string;
}

export interface Handed {
  /** What is signed; of a demand or an offer its number. */
  readonly id: string;
  readonly kind: HandedKind;
  /** The demand or the offer that it is about. */
  readonly post: string;
  /** Whose it is; of a match the enterprise. */
  readonly party: string;
  /** Of a match the provider. */
  readonly partner?: string | undefined;
  /** Unix seconds. */
  readonly deadline: number;
  readonly made: Date;
  /** The ledger's day of that moment. */
  readonly madeOn: Day;
  /** `withdrawn` by a party before it was brought, `refused` by an officer, or `used`; undefined as long as it waits. */
  readonly ending: Ending | undefined;
  readonly content: Content;
}

type Ending = "withdrawn" | "refused" | "used";

/** What is enciphered: the message as it was handed over, its signatures, and why it was refused. */
interface Content {
  readonly message: Json;
  readonly signatures: readonly Signed[];
  readonly refused?: string;
}

interface Row {
  readonly id: string;
  readonly kind: HandedKind;
  readonly post: string;
  readonly party: string;
  readonly partner: string | null;
  readonly sealed: Uint8Array;
  readonly deadline: Date;
  readonly made: Date;
  readonly made_on: Day;
  readonly ending: Ending | null;
}

type Sealing = Pick<Office, "vault">;

const DAY_MILLISECONDS = 86_400_000;

/** Of all that wait so many are looked at for one question, and opened so many at once. */
const MOST_LOOKED_AT = 2_000;
const AT_ONCE = 50;

/** Of one account that wait. */
const MOST_OPEN = 100;

/**
 * Keeps what was handed in. Handed in again, it is the same, with the newest signature of each party.
 *
 * @param at the ledger's time, Unix seconds.
 * @throws Refusal 409 for one that was taken back, and where somebody has too many that wait.
 */
export async function keepHanded(
  within: Queryable,
  { vault, now }: Sealing & Pick<Office, "now">,
  asked: Pick<Handed, "id" | "kind" | "post" | "party" | "partner" | "deadline" | "content">,
  by: Person,
  at: number,
): Promise<void> {
  const { id, kind, post, party, partner = null, deadline, content } = asked;
  const sealed = sealedContent(vault, id, content);
  await within.query(
    `INSERT INTO handed (id, kind, post, party, partner, sealed, deadline, made, made_on, made_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO NOTHING`,
    [id, kind, post, party, partner, sealed, new Date(deadline * 1_000), new Date(now()), dayOf(at), by.account],
  );
  const { rows } = await within.query<Row>("SELECT * FROM handed WHERE id = $1 FOR UPDATE", [id]);
  const there = opened({ vault }, rows[0] as Row);
  demandWaiting(there);
  const { signatures: given } = content;
  const others = there.content.signatures.filter((one) => given.every((other) => other.party !== one.party));
  const signatures = [...others, ...given];
  const whole = sealedContent(vault, id, { ...content, signatures });
  await within.query("UPDATE handed SET sealed = $2, signers = $3 WHERE id = $1 AND ended IS NULL", [
    ...[id, whole, signatures.length],
  ]);
  const { rows: waiting } = await within.query<{ number: string | number }>(
    "SELECT count(*) AS number FROM handed WHERE made_by = $1 AND ended IS NULL AND deadline >= $2",
    [by.account, new Date(at * 1_000)],
  );
  if (Number(waiting[0]?.number ?? 0) > MOST_OPEN) throw tooManyOpen();
}

/** Undefined where there is none. */
export async function findHanded(within: Queryable, office: Sealing, id: string): Promise<Handed | undefined> {
  const { rows } = await within.query<Row>("SELECT * FROM handed WHERE id = $1", [id]);
  return rows[0] && opened(office, rows[0]);
}

/** The matches that somebody has proposed, and those of some parties that both have signed, the newest first. */
export async function matchesOf(
  within: Queryable,
  office: Sealing,
  { account, parties }: Pick<Person, "account" | "parties">,
  limit: number,
): Promise<Handed[]> {
  const { rows } = await within.query<Row>(
    `SELECT * FROM handed
     WHERE kind = 'match' AND (made_by = $1 OR signers >= 2)
       AND (party IN (SELECT jsonb_array_elements_text($2)) OR partner IN (SELECT jsonb_array_elements_text($2)))
     ORDER BY made DESC, id LIMIT $3`,
    [account, JSON.stringify(parties.map(({ written }) => written)), limit],
  );
  return rows.map((row) => opened(office, row));
}

/** The demands and offers that some parties have handed in, and their withdrawals, the newest first. */
export async function handedBy(
  within: Queryable,
  office: Sealing,
  parties: readonly string[],
  limit: number,
): Promise<Handed[]> {
  const { rows } = await within.query<Row>(
    `SELECT * FROM handed WHERE party IN (SELECT jsonb_array_elements_text($1)) AND kind <> 'match'
     ORDER BY made DESC, id LIMIT $2`,
    [JSON.stringify(parties), limit],
  );
  return rows.map((row) => opened(office, row));
}

interface Sought {
  /** The ledger's time, Unix seconds. */
  readonly at: number;
  /** Matches, or all else. */
  readonly isMatch: boolean;
  /** Of either side; all where it is left out. */
  readonly parties?: readonly string[];
  /** The demand or the offer that it is about; any where it is left out. */
  readonly post?: string;
  /** By how many parties at least. */
  readonly signers?: number;
}

/**
 * What waits to be brought, its deadline not over, some at once: the oldest of each account that handed in, then the second of each, and so on,
 * so that nobody's many stand before another's few.
 */
export async function* handedWaiting(
  within: Queryable,
  office: Sealing,
  { at, isMatch, parties, post = "", signers = 1 }: Sought,
): AsyncGenerator<Handed[]> {
  const { rows: found } = await within.query<{ id: string }>(
    `SELECT id FROM handed
     WHERE ended IS NULL AND deadline >= $1 AND (kind = 'match') = $2
       AND ($3 OR party IN (SELECT jsonb_array_elements_text($4)) OR partner IN (SELECT jsonb_array_elements_text($4)))
       AND ($5 = '' OR post = $5) AND (signers IS NULL OR signers >= $6)
     ORDER BY row_number() OVER (PARTITION BY made_by ORDER BY made, id), made, id LIMIT $7`,
    [
      ...[new Date(at * 1_000), isMatch, parties === undefined, JSON.stringify(parties ?? [])],
      ...[post, signers, MOST_LOOKED_AT],
    ],
  );
  for (let from = 0; from < found.length; from += AT_ONCE) {
    const ids = found.slice(from, from + AT_ONCE).map(({ id }) => id);
    const { rows } = await within.query<Row>(
      "SELECT * FROM handed WHERE id IN (SELECT jsonb_array_elements_text($1)) AND ended IS NULL",
      [JSON.stringify(ids)],
    );
    const places = new Map(ids.map((id, place) => [id, place]));
    const place = ({ id }: Row): number => places.get(id) ?? 0;
    yield rows.sort((one, other) => place(one) - place(other)).map((row) => opened(office, row));
  }
}

/** Enters that the ledger took them. */
export async function endUsed(within: Queryable, { now }: Pick<Office, "now">, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await within.query(
    `UPDATE handed SET ended = $2, ending = 'used'
     WHERE id IN (SELECT jsonb_array_elements_text($1)) AND ended IS NULL`,
    [JSON.stringify(ids), new Date(now())],
  );
}

/** @returns whether it waited until now. */
export async function takeBack(
  within: Queryable,
  { now }: Pick<Office, "now">,
  id: string,
  by: Person,
): Promise<boolean> {
  const { rows } = await within.query(
    "UPDATE handed SET ended = $2, ended_by = $3, ending = 'withdrawn' WHERE id = $1 AND ended IS NULL RETURNING id",
    [id, new Date(now()), by.account],
  );
  return rows.length === 1;
}

/** How many matches of a demand with a provider were taken back or declined within the last 24 hours. */
export async function takenBackLately(
  within: Queryable,
  { now }: Pick<Office, "now">,
  demand: string,
  provider: string,
): Promise<number> {
  const { rows } = await within.query<{ number: string | number }>(
    `SELECT count(*) AS number FROM handed
     WHERE partner = $1 AND post = $2 AND kind = 'match' AND ending = 'withdrawn' AND ended > $3`,
    [provider, demand, new Date(now() - DAY_MILLISECONDS)],
  );
  return Number(rows[0]?.number ?? 0);
}

/** @throws Refusal 409 for one that was taken back, or refused: then with the reason. */
export function demandWaiting({ ending, content: { refused } }: Pick<Handed, "ending" | "content">): void {
  if (ending === "withdrawn") throw takenBack();
  if (ending === "refused") throw refusedBefore(refused ?? "");
}

/** Ends what an officer does not bring, and keeps why. @returns whether it waited until now. */
export async function refuse(
  within: Queryable,
  { vault, now }: Sealing & Pick<Office, "now">,
  id: string,
  why: string,
  by: Person,
): Promise<boolean> {
  const { rows } = await within.query<Row>("SELECT * FROM handed WHERE id = $1 AND ended IS NULL FOR UPDATE", [id]);
  if (!rows[0]) return false;
  const sealed = sealedContent(vault, id, { ...opened({ vault }, rows[0]).content, refused: why });
  await within.query("UPDATE handed SET ended = $2, ended_by = $3, ending = 'refused', sealed = $4 WHERE id = $1", [
    ...[id, new Date(now()), by.account, sealed],
  ]);
  return true;
}

/** Its message, for its number and for the ledger. */
export function messageIn({ kind, content: { message } }: Pick<Handed, "kind" | "content">): HandedMessage {
  if (kind === "withdrawal") return { kind, message: withdrawalSchema.parse(message) };
  if (kind === "match") return { kind, message: matchSchema.parse(message) };
  return postSchema.parse({ kind, message });
}

/** What an enciphered row holds. Errors as Vault.open. */
export function openHanded({ vault }: Sealing, id: string, sealed: Uint8Array): Content {
  return JSON.parse(vault.open(rowName(id), sealed).toString("utf8")) as Content;
}

function opened(office: Sealing, { id, kind, post, party, partner, sealed, deadline, made, ...row }: Row): Handed {
  return {
    ...{ id, kind, post, party, partner: partner ?? undefined, made, madeOn: row.made_on },
    deadline: deadline.getTime() / 1_000,
    ending: row.ending ?? undefined,
    content: openHanded(office, id, sealed),
  };
}

function sealedContent(vault: Office["vault"], id: string, content: Content): Uint8Array {
  return vault.seal(rowName(id), JSON.stringify(content));
}

function rowName(id: string): string {
  return `handed ${id}`;
}

function takenBack(): Refusal {
  return new Refusal(409, "TakenBack", {
    en: "This was taken back or declined here, and is not brought to the ledger any more. Write it anew; a match, with another deadline.",
    zh: "该内容已在此撤回或谢绝，不再提交账本。供需请重新填写，对接请另定期限重新提出。",
  });
}

function refusedBefore(why: string): Refusal {
  return new Refusal(409, "RefusedBefore", {
    en: `This was refused here, and is not brought to the ledger any more. The office says why: ${why}`,
    zh: `该内容已在此不予受理，不再提交账本。理由：${why}`,
  });
}

function tooManyOpen(): Refusal {
  return new Refusal(409, "TooManyOpen", {
    en: `${MOST_OPEN} demands, offers and matches of yours wait here. Take back what is not needed any more, or wait until they are recorded.`,
    zh: `您已有 ${MOST_OPEN} 项供需和对接等待办理，请撤回不再需要的，或待其办结。`,
  });
}

/** What a party may keep at an office: only where it is known, and so much a day. Whoever holds a duty is not counted. */
import { districtOf } from "../../client/ids.ts";
import { notYours, Refusal } from "../http/refusal.ts";
import type { Office, Queryable } from "../office.ts";
import type { Person } from "../people/person.ts";
import { IndexReader } from "../queue/indexReader.ts";

const MOST_DOCUMENTS = 200;
const MOST_MEBIBYTES = 20;
const DAY_MILLISECONDS = 86_400_000;

/**
 * A party is known where it is registered, or a request or an order concerns it.
 *
 * @throws Refusal 403; 502 where the index has to be asked and does not answer.
 */
export async function demandKnown(office: Office, person: Person): Promise<void> {
  if (holdsDuty(person)) return;
  const { district, database, index } = office;
  if (person.parties.some(({ id }) => Number(districtOf(id)) === district)) return;
  const own = person.parties.map(({ written }) => written);
  const { rows } = await database.query(
    `SELECT 1 FROM requests WHERE enterprise IN (SELECT jsonb_array_elements_text($1))
       OR provider IN (SELECT jsonb_array_elements_text($1)) LIMIT 1`,
    [JSON.stringify(own)],
  );
  if (rows.length > 0) return;
  const providers = index ? own.filter((party) => party.startsWith("P")) : [];
  for (const provider of providers) {
    const orders = new IndexReader(index as NonNullable<typeof index>);
    const of = district === 0 ? "" : `&district=${district}`;
    const { items } = await orders.one<{ items: unknown[] }>(`/orders?provider=${provider}${of}&limit=1`);
    if (items.length > 0) return;
  }
  throw notYours();
}

/** Called once it is kept, within the same change. @throws Refusal 429 where it is more than a party may keep in a day. */
export async function demandRoom(within: Queryable, { now }: Pick<Office, "now">, person: Person): Promise<void> {
  if (holdsDuty(person)) return;
  const { rows } = await within.query<{ number: string | number; bytes: string | number }>(
    `SELECT count(*) AS number, coalesce(sum(octet_length(sealed)), 0) AS bytes FROM documents
     WHERE kept_by = $1 AND made > $2`,
    [person.account, new Date(now() - DAY_MILLISECONDS)],
  );
  const [kept] = rows;
  if (Number(kept?.number ?? 0) <= MOST_DOCUMENTS && Number(kept?.bytes ?? 0) <= MOST_MEBIBYTES * 1_048_576) return;
  throw new Refusal(429, "TooMuchKept", {
    en: `A party keeps at most ${MOST_DOCUMENTS} documents and ${MOST_MEBIBYTES} MiB a day here. Go on tomorrow.`,
    zh: `每家单位每天最多存放 ${MOST_DOCUMENTS} 份、${MOST_MEBIBYTES} MiB 文件，请明日继续。`,
  });
}

function holdsDuty({ kinds }: Person): boolean {
  return [...kinds].some((kind) => kind !== "party" && kind !== "applicant");
}

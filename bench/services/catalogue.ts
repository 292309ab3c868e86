/**
 * A catalogue of providers and what enterprises look for, laid into the tables of an index that runs: posting so much on a ledger
 * would take a day. What the index has of the ledger itself stays.
 */
import pg from "pg";
import { openTextsDatabase } from "../../indexer/texts/database.ts";
import { Texts, type PostText } from "../../indexer/texts/texts.ts";
import { nameAt, textAt } from "./writing.ts";

export interface Catalogue {
  readonly providers: number;
  readonly demands: number;
  /** Offers to everybody, each of one provider in turn; every second round of them is open. */
  readonly offers: number;
}

export const DISTRICTS = 4;
/** Each provider is admitted for two that follow each other. */
export const CLASSES = 12;
/** Numbers below are the ledger's own. */
const FIRST = 100;

/** Texts that are taken in at once. */
const AT_ONCE = 500;

const numberAt = (letter: string, place: number): string => `0x${letter}${place.toString(16).padStart(63, "0")}`;
/** A demand's number, by its place. */
export const demandAt = (place: number): string => numberAt("d", place);

/** @param database of the index. @param day today, on which every demand is open. */
export async function layCatalogue(
  database: string,
  { providers, demands, offers }: Catalogue,
  day: number,
): Promise<void> {
  const db = new pg.Client(database);
  await db.connect();
  try {
    const found = await db.query<{ schema: string }>(
      "select table_schema as schema from information_schema.tables where table_name = 'experiences' and table_type = 'BASE TABLE'",
    );
    const schema = found.rows[0]?.schema;
    if (schema === undefined) throw new Error("The index has no table of experiences.");
    const district = (n: string): string => `(1 + ${n} / ${CLASSES} % ${DISTRICTS})`;
    const provider = (n: string): string => `(${district(n)}::numeric * 4294967296 + ${FIRST} + ${n})`;
    const classes = (n: string): readonly [string, string] => [`1 + ${n} % ${CLASSES}`, `1 + (${n} + 1) % ${CLASSES}`];
    const hash = (letter: string): string => `'0x${letter}' || lpad(to_hex(n), 63, '0')`;
    const account = "'0xa' || lpad(to_hex(n), 39, '0')";
    const series = (count: number): string => `generate_series(1, ${count}) as n`;
    // Ponder's triggers note down each change so that it could undo it. The planner is to know how many rows there are.
    await db.query(`
      set session_replication_role = replica;
      set search_path to "${schema}";
      insert into providers (id, district, status, stopped, wallet, "group", classes, valid_from, valid_through, notice_end, profile, proposed_on, proposed_by)
        select ${provider("n")}, ${district("n")}, case when n % 10 = 0 then 'Suspended' else 'Admitted' end, false, ${account}, ${FIRST} + n,
          array[${classes("n").join()}], ${day - 100}, ${day + 200}, ${day - 100}, ${hash("e")}, ${day - 120}, ${account}
        from ${series(providers)};
      insert into experiences (service_class, provider, district, admitted, valid_from, valid_through, paid_orders, active_on)
        select c, ${provider("n")}, ${district("n")}, n % 10 <> 0, ${day - 100}, ${day + 200}, n * 7 % 5, case when n % 3 = 0 then null else ${day} - n % 400 end
        from ${series(providers)}, lateral (values (${classes("n").join("), (")})) as both_classes (c);
      insert into demands (id, enterprise, district, content, service_class, sought, through, state, answers, posted_on, posted_by)
        select ${hash("d")}, ${district("n")}::numeric * 4294967296 + 1 + n % 5000, ${district("n")}, ${hash("c")}, ${classes("n")[0]},
          case when n % 3 = 0 then 1 + n / 3 % ${DISTRICTS} else 0 end, ${day + 1} + n % 300, 'Open', 0, ${day} - n % 60, ${account}
        from ${series(demands)};
      insert into offers (id, provider, district, demand, content, service_class, sought, through, state, matches, posted_on, posted_by)
        select ${hash("f")}, ${provider("p")}, ${district("p")}, null, ${hash("b")}, ${classes("p")[0]}, 0,
          case when n / ${providers} % 2 = 0 then ${day - 1} else ${day + 60} end, 'Open', 0, ${day} - n % 90, ${account}
        from (select n, 1 + n % ${providers} as p from ${series(offers)}) as numbered;
      analyze providers, experiences, demands, offers;
    `);
  } finally {
    await db.end();
  }
}

/** Lays what demands, offers and providers' names say into the tables of words of the same index; they are the catalogue's, place by place. */
export async function layTexts(address: string, { providers, demands, offers }: Catalogue, day: number): Promise<void> {
  const database = openTextsDatabase(address);
  const texts = new Texts(database);
  const district = (place: number): number => 1 + (Math.floor(place / CLASSES) % DISTRICTS);
  const idOf = (place: number): bigint => (BigInt(district(place)) << 32n) + BigInt(FIRST + place);
  const demand = (place: number): PostText => ({
    ...{ id: demandAt(place), kind: "demand", district: district(place), serviceClass: 1 + (place % CLASSES) },
    sought: place % 3 === 0 ? 1 + (Math.floor(place / 3) % DISTRICTS) : 0,
    ...{ through: day + 1 + (place % 300), postedOn: day - (place % 60), provider: null, ...textAt(place) },
  });
  const offer = (place: number): PostText => {
    const by = 1 + (place % providers);
    const through = Math.floor(place / providers) % 2 === 0 ? day - 1 : day + 60;
    return {
      ...{ id: numberAt("f", place), kind: "offer", district: district(by), serviceClass: 1 + (by % CLASSES) },
      ...{ sought: 0, through, postedOn: day - (place % 90), provider: idOf(by), ...textAt(place + 1_000_000) },
    };
  };
  try {
    for (const [count, at] of [
      [demands, demand],
      [offers, offer],
    ] as const) {
      for (let place = 1; place <= count; place += AT_ONCE)
        await texts.add(Array.from({ length: Math.min(AT_ONCE, count - place + 1) }, (_, i) => at(place + i)));
    }
    const all = Array.from({ length: providers }, (_, i) => i + 1);
    for (let of = 1; of <= DISTRICTS; of += 1) {
      const own = all.filter((place) => district(place) === of);
      await texts.name(
        of,
        own.map((place) => ({ id: idOf(place), names: nameAt(place) })),
        "laid",
      );
    }
    await database.ask("ANALYZE texts.posts, texts.providers");
  } finally {
    await database.close();
  }
}

/** What is known of the texts of demands and offers, and of the names of providers: the words in them, and not the texts. */
import { tellingRuns, tellingTerms } from "../../client/matching/sharedWords.ts";
import type { PostKind } from "../../client/matching/texts.ts";
import { soughtIn, termsOf } from "../../client/text/terms.ts";
import type { Day } from "../../client/days.ts";
import type { TextsDatabase, Value } from "./database.ts";

/** What the ledger says of a post. */
export interface PostOnLedger {
  readonly id: string;
  readonly kind: PostKind;
  readonly district: number;
  readonly serviceClass: number;
  /** 0 anywhere. */
  readonly sought: number;
  readonly through: Day;
  readonly postedOn: Day;
  /** Of an offer. */
  readonly provider: bigint | null;
}

export interface PostText extends PostOnLedger {
  readonly title: string;
  readonly text: string;
}

export interface ProviderNames {
  readonly id: bigint;
  readonly names: readonly string[];
}

/** What is known of an office's answers: by what they are known again. */
export interface Heard {
  /** The list of its texts; null where none was taken yet. */
  readonly list: string | null;
  /** Its providers' names. */
  readonly names: string | null;
}

/** What posts are narrowed down to beside their words: nothing of it ever changes. */
export interface Narrowed {
  readonly kind: PostKind;
  readonly district?: number | undefined;
  readonly serviceClass?: number | undefined;
  /** Those that seek a partner there, or anywhere. */
  readonly partnerDistrict?: number | undefined;
  /** Those behind this one, the latest first. */
  readonly after?: { readonly postedOn: Day; readonly id: string } | undefined;
}

/** A word that more offers of a class say than this, or more names, says nothing of what a demand is about. */
const TOO_MANY = 250;

/** By a thing, the places of the terms that it has. */
export type Having<Id> = ReadonlyMap<Id, readonly number[]>;

/** The stem by which a word is found in any of its forms; of words that every text has there is none. */
const stem = (word: string): string => `(ts_lexize('english_stem', ${word}))[1]`;

/** Words as they are typed are there too, for whoever has typed one in part. */
const vector = (words: string): string => `strip(to_tsvector('english', ${words}) || to_tsvector('simple', ${words}))`;

const stems = (terms: string, before = "''"): string =>
  `array(SELECT DISTINCT ${before} || ${stem("one")} FROM unnest(${terms}) AS one WHERE ${stem("one")} IS NOT NULL)`;

export class Texts {
  readonly #database: TextsDatabase;

  constructor(database: TextsDatabase) {
    this.#database = database;
  }

  /** Takes texts in; of what is there already nothing changes. */
  async add(posts: readonly PostText[]): Promise<void> {
    const rows = posts.map(({ title, text, serviceClass, postedOn, provider, ...rest }) => {
      const said = `${title}\n${text}`;
      const runs = rest.kind === "demand" ? tellingRuns(said) : null;
      const telling = rest.kind === "offer" ? tellingTerms(said) : null;
      const of = { ...rest, class: serviceClass, posted_on: postedOn, provider: provider && String(provider) };
      return { ...of, words: termsOf(said).join(" "), runs, telling };
    });
    await this.#database.ask(
      `INSERT INTO texts.posts
       SELECT id, kind, district, class, sought, through, posted_on, provider, ${vector("words")}, runs,
         CASE WHEN kind = 'offer' THEN ${stems("telling", "class || ':'")} END
       FROM jsonb_to_recordset($1::jsonb) AS given (id text, kind text, district integer, class integer, sought integer,
         through integer, posted_on integer, provider bigint, words text, runs text[], telling text[])
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(rows)],
    );
  }

  /** The numbers of a district's posts whose texts are here. */
  async of(district: number): Promise<string[]> {
    const rows = await this.#database.ask<{ id: string }>("SELECT id FROM texts.posts WHERE district = $1", [district]);
    return rows.map(({ id }) => id);
  }

  /** Forgets all of the districts whose offices are not asked any more: nobody would tell of an erasure. */
  async keepOnly(districts: readonly number[]): Promise<void> {
    for (const table of ["posts", "providers", "offices"])
      await this.#database.ask(`DELETE FROM texts.${table} WHERE district <> ALL($1::integer[])`, [
        districts.map(String),
      ]);
  }

  /**
   * What was heard of a district's office last. It is kept beside what came of it: where the server was cut off it empties all these
   * tables, and then nothing was heard.
   */
  async heardOf(district: number): Promise<Heard> {
    const [row] = await this.#database.ask<Heard>("SELECT list, names FROM texts.offices WHERE district = $1", [
      district,
    ]);
    return row ?? { list: null, names: null };
  }

  /** Forgets a district's texts that its office names no more, and keeps by what the office's list is known again. */
  async takeList(district: number, gone: readonly string[], list: string): Promise<void> {
    await this.#database.together(async ({ ask }) => {
      await ask("DELETE FROM texts.posts WHERE id = ANY($1::text[])", [gone]);
      await ask(hearing("list"), [district, list]);
    });
  }

  /** The names of a district's providers, in the place of those that it had. @param heard by what they are known again. */
  async name(district: number, providers: readonly ProviderNames[], heard: string): Promise<void> {
    const rows = providers.map(({ id, names }) => {
      const said = names.join("\n");
      return { id: String(id), words: termsOf(said).join(" "), telling: tellingTerms(said) };
    });
    await this.#database.together(async ({ ask }) => {
      await ask("DELETE FROM texts.providers WHERE district = $1", [district]);
      await ask(
        `INSERT INTO texts.providers SELECT id, $2::integer, ${vector("words")}, ${stems("telling")}
         FROM jsonb_to_recordset($1::jsonb) AS given (id bigint, words text, telling text[]) ON CONFLICT DO NOTHING`,
        [JSON.stringify(rows), district],
      );
      await ask(hearing("names"), [district, heard]);
    });
  }

  /** How many texts there are, by the district of whoever posted them. */
  async counts(): Promise<ReadonlyMap<number, number>> {
    const rows = await this.#database.ask<{ district: number; count: string }>(
      "SELECT district, count(*)::text AS count FROM texts.posts GROUP BY district",
    );
    return new Map(rows.map(({ district, count }) => [district, Number(count)]));
  }

  /** What is asked of the tables to find some words; undefined where these have neither letter nor digit. */
  async query(words: string): Promise<string | undefined> {
    const sought = soughtIn(words);
    if (sought === undefined) return undefined;
    const { whole, begun, last } = sought;
    const begins = (term: string): string => `'${term}':*`;
    const [row] = await this.#database.ask<{ stemmed: string; typed: string }>(
      `SELECT stemmed && rest AS stemmed, typed && rest AS typed FROM (
         SELECT plainto_tsquery('english', $1) AS stemmed, plainto_tsquery('simple', $1) AS typed,
           to_tsquery('simple', $2) && (plainto_tsquery('english', $3) || to_tsquery('simple', $4)) AS rest
       ) AS parts`,
      [whole.join(" "), begun.map(begins).join(" & "), last ?? "", last === undefined ? "" : begins(last)],
    );
    // Who looks for nothing but words that every text has looks for them as they are.
    return row?.stemmed === "" ? row.typed : row?.stemmed;
  }

  /** The numbers of posts that have the words, the latest first. @param query as {@link query} makes it. */
  async posts(query: string, { kind, district, serviceClass, partnerDistrict, after }: Narrowed, most: number) {
    const values: Value[] = [query, kind, most];
    const value = (one: Value, type: string): string => `$${values.push(one)}::${type}`;
    const conditions = [
      ...(district === undefined ? [] : [`district = ${value(district, "integer")}`]),
      ...(serviceClass === undefined ? [] : [`class = ${value(serviceClass, "integer")}`]),
      ...(partnerDistrict === undefined ? [] : [`sought IN (0, ${value(partnerDistrict, "integer")})`]),
      ...(after ? [`(posted_on, id) < (${value(after.postedOn, "integer")}, ${value(after.id, "text")})`] : []),
    ];
    const rows = await this.#database.ask<{ id: string; posted_on: number }>(
      `SELECT id, posted_on FROM texts.posts
       WHERE ${["terms @@ $1::tsquery", "kind = $2", ...conditions].join(" AND ")}
       ORDER BY posted_on DESC, id DESC LIMIT $3`,
      values,
    );
    return rows.map(({ id, posted_on: postedOn }) => ({ id, postedOn }));
  }

  /** Providers that have the words in their names, or in an offer that is not over, by their numbers. */
  async providers(query: string, { today, after }: { today: Day; after: bigint }, most: number): Promise<bigint[]> {
    const rows = await this.#database.ask<{ id: string }>(
      `SELECT id::text AS id FROM (
         SELECT id FROM texts.providers WHERE terms @@ $1::tsquery
         UNION SELECT provider FROM texts.posts WHERE kind = 'offer' AND through >= $2 AND terms @@ $1::tsquery
       ) AS found WHERE found.id > $3::bigint ORDER BY found.id LIMIT $4`,
      [query, today, String(after), most],
    );
    return rows.map(({ id }) => BigInt(id));
  }

  /** What a demand is about, as client/matching/sharedWords.ts cuts it up; empty where its text is not here. */
  async runsOf(demand: string): Promise<readonly string[]> {
    const [row] = await this.#database.ask<{ runs: string[] | null }>("SELECT runs FROM texts.posts WHERE id = $1", [
      demand,
    ]);
    return row?.runs ?? [];
  }

  /** Which offers of a class have which of some terms. */
  async offersWith(terms: readonly string[], serviceClass: number): Promise<Having<string>> {
    const rows = await this.#database.ask<{ id: string; said: number[] }>(
      having("texts.posts WHERE kind = 'offer' AND", "$2::integer || ':' ||"),
      [terms, serviceClass],
    );
    return new Map(rows.map(({ id, said }) => [id, said]));
  }

  /** Which providers have which of some terms in their names. */
  async namesWith(terms: readonly string[]): Promise<Having<bigint>> {
    const rows = await this.#database.ask<{ id: string; said: number[] }>(having("texts.providers WHERE", ""), [terms]);
    return new Map(rows.map(({ id, said }) => [BigInt(id), said]));
  }
}

const hearing = (what: keyof Heard): string =>
  `INSERT INTO texts.offices (district, ${what}) VALUES ($1, $2) ON CONFLICT (district) DO UPDATE SET ${what} = $2`;

/** Each term is looked up by itself, and no further than to see that it is too common. */
function having(where: string, before: string): string {
  return `
    SELECT found.id::text AS id, array_agg(place) AS said FROM (
      SELECT ordinality::integer AS place, ${before} ${stem("term")} AS key
      FROM unnest($1::text[]) WITH ORDINALITY AS given (term, ordinality)
    ) AS asked
    CROSS JOIN LATERAL (
      SELECT array_agg(id) AS ids FROM (
        SELECT id FROM ${where} keys @> ARRAY[asked.key] LIMIT ${TOO_MANY + 1}
      ) AS few
    ) AS those
    CROSS JOIN LATERAL unnest(those.ids) AS found (id)
    WHERE cardinality(those.ids) <= ${TOO_MANY}
    GROUP BY found.id`;
}

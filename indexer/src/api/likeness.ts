/** What providers say in a demand's own words: in their open offers that fit, and in their names. */
import type * as tables from "ponder:schema";
import { sharedWords, termsIn } from "../../../client/matching/sharedWords.ts";
import { textsNow } from "./texts.ts";

/** In how many steps providers come nearer to a demand by their words: whoever says a little more is not put before experience. */
const STEPS = 5;
/** That a person is told. */
const MOST_WORDS = 5;

interface Saying {
  readonly provider: bigint;
  readonly fitting: { readonly ids: readonly string[] } | undefined;
}

export interface Likeness {
  /** How near each is that says anything of it: from 1, to 5 for the nearest. The rarer a word, the more it counts. */
  readonly closeness: (all: readonly Saying[]) => ReadonlyMap<bigint, number>;
  /** The words that it says too, the rarest first. */
  readonly wordsOf: (one: Saying) => string[];
}

const NONE: Likeness = { closeness: () => new Map(), wordsOf: () => [] };

/** By what is known of the texts at this moment. */
export async function likenessTo({
  id,
  serviceClass,
}: Pick<typeof tables.demand.$inferSelect, "id" | "serviceClass">): Promise<Likeness> {
  const texts = textsNow();
  const runs = (await texts?.runsOf(id)) ?? [];
  if (texts === undefined || runs.length === 0) return NONE;
  const terms = [...new Set(runs.flatMap(termsIn))];
  const [offers, names] = await Promise.all([texts.offersWith(terms, serviceClass), texts.namesWith(terms)]);

  const placeOf = new Map(terms.map((term, i) => [term, i + 1]));
  /** By a term's place, which counts from 1, how many offers and names say it. */
  const counts = new Map<number, number>();
  for (const said of [...offers.values(), ...names.values()])
    for (const place of said) counts.set(place, (counts.get(place) ?? 0) + 1);
  const all = offers.size + names.size;
  const weights = new Map([...counts].map(([place, count]) => [place, Math.log(1 + all / count)]));
  const placesOf = ({ provider, fitting }: Saying): ReadonlySet<number> =>
    new Set([...(names.get(provider) ?? []), ...(fitting?.ids ?? []).flatMap((offer) => offers.get(offer) ?? [])]);

  return {
    closeness: (sayings) => {
      const found = new Map<bigint, number>();
      for (const one of sayings) {
        const weight = [...placesOf(one)].reduce((sum, place) => sum + (weights.get(place) ?? 0), 0);
        if (weight > 0) found.set(one.provider, weight);
      }
      const most = Math.max(...found.values());
      return new Map([...found].map(([provider, weight]) => [provider, Math.ceil((STEPS * weight) / most)]));
    },
    wordsOf: (one) => {
      const places = placesOf(one);
      const rarity = (term: string): number | undefined => {
        const place = placeOf.get(term) ?? 0;
        return places.has(place) ? counts.get(place) : undefined;
      };
      return places.size === 0 ? [] : sharedWords(runs, rarity, MOST_WORDS);
    },
  };
}

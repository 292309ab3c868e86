/**
 * What the ledger holds of the things that an act or a message names, from the act itself: asked through the person's own wallet, never
 * of the office.
 */
import { INTERFACES, type ActAddresses, type ActingPart } from "../../../client/acts/acts.ts";
import type { Spoken } from "../../../client/acts/form.ts";
import { namedIn, type Named, type Noun } from "../../../client/acts/named.ts";
import { decodeBudget } from "../../../client/budgetWord.ts";
import { decodeOrder } from "../../../client/orderWord.ts";
import { decodeVoucher } from "../../../client/voucherWord.ts";
import type { Text } from "../../../client/text/text.ts";
import * as say from "./ledgerSentences.ts";

/** As many as anybody reads. */
const MOST = 20;

export interface Said {
  readonly spoken: readonly Spoken[];
  /** Of an act, and what it does. */
  readonly part?: ActingPart;
  readonly name?: string;
}

export interface Asked {
  /** The person's wallet. */
  readonly request: (method: string, params: readonly unknown[]) => Promise<unknown>;
  /** What the ledger itself says in an error; undefined in one that is not the ledger's. */
  readonly refusal: (error: unknown) => Text | undefined;
}

type Ask = (of: ActingPart, method: string, id: bigint | string) => Promise<unknown>;

/** Sentences, with what the ledger says where it has none; one that says so where the ledger cannot be asked. */
export async function factsOnLedger({ request, refusal }: Asked, said: Said, addresses: ActAddresses): Promise<Text[]> {
  const ask: Ask = async (of, method, id) => {
    const data = INTERFACES[of].encodeFunctionData(method, [id]);
    const answer = (await request("eth_call", [{ to: addresses[of], data }, "latest"])) as string;
    const result = INTERFACES[of].decodeFunctionResult(method, answer);
    return result.length === 1 ? (result[0] as unknown) : result;
  };
  const named = namedIn(said.spoken, said.part).filter(({ noun }) => noun in ABOUT);
  try {
    const facts = await Promise.all(named.slice(0, MOST).map(async (one) => factsOf(ask, one, said, refusal)));
    return [...facts.flat(), ...(named.length > MOST ? [say.first(MOST, named.length)] : [])];
  } catch {
    return [say.NOT_ASKED];
  }
}

/** @throws where there is no answer. */
async function factsOf(ask: Ask, { noun, id }: Named, said: Said, refusal: Asked["refusal"]): Promise<Text[]> {
  try {
    return (await ABOUT[noun]?.(ask, id as never, said)) ?? [];
  } catch (error) {
    const refused = refusal(error);
    if (refused) return [refused];
    throw error;
  }
}

const ABOUT: { readonly [noun in Noun]?: (ask: Ask, id: never, said: Said) => Promise<Text[]> } = {
  voucher: async (ask, id: bigint) => {
    const [word, frozen] = await Promise.all([ask("vouchers", "wordOf", id), ask("vouchers", "frozen", id)]);
    return [say.voucher(id, decodeVoucher(word as bigint), frozen === true)];
  },
  list: async (ask, id: string) => [say.list((await ask("vouchers", "batchOf", id)) as say.List)],
  order: async (ask, id: string, { part }) => {
    const order = say.order(id, decodeOrder((await ask("orders", "wordOf", id)) as bigint));
    if (part !== "payments") return [order];
    const clawBack = say.clawBack((await ask("payments", "clawBackOf", id)) as say.ClawBack);
    return clawBack ? [order, clawBack] : [order];
  },
  payment: async (ask, id: bigint) => [say.payment(id, (await ask("payments", "paymentOf", id)) as say.Payment)],
  enterprise: async (ask, id: bigint) => [
    say.enterprise(id, (await ask("enterprises", "enterpriseOf", id)) as say.Enterprise),
  ],
  provider: async (ask, id: bigint) => [say.provider(id, (await ask("providers", "providerOf", id)) as say.Provider)],
  demand: async (ask, id: string) => [say.demand(id, (await ask("matching", "demandOf", id)) as say.Post)],
  offer: async (ask, id: string) => [say.offer(id, (await ask("matching", "offerOf", id)) as say.Post)],
  match: async (ask, id: string) => [say.match(id, (await ask("matching", "matchOf", id)) as say.Pair)],
  program: async (ask, id: bigint, { name }) => {
    const [terms, status, budget] = await Promise.all([
      ask("programs", "termsOf", id),
      ask("programs", "statusOf", id),
      ask("programs", "budgetOf", id),
    ]);
    const now = say.program(id, terms as say.Terms, status as bigint, decodeBudget(budget as bigint));
    return name === "confirm" ? [now, say.terms(terms as say.Terms)] : [now];
  },
};

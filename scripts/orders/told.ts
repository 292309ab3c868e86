/**
 * What an office knew when it drafted, for whoever signs to read. None of it is signed: what can be computed again from what is signed
 * is held against it, and the rest is shown as what the draft says.
 */
import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatProvider } from "../../client/ids.ts";
import { digestOrder, type LedgerDomain, type Order } from "../../client/messages.ts";
import { formatRate } from "../../client/money.ts";
import { both, rate } from "../../client/yaml/fields.ts";
import { words } from "./messages/fields.ts";
import type { KindName, Messages } from "./messages/kind.ts";
import { KINDS } from "./messages/kinds.ts";

export type Side = "enterprise" | "provider";

/** A party as it was when the office drafted. */
export interface PartyTold {
  /** As people write it. */
  readonly id: string;
  readonly name?: string | undefined;
  /** Which signs for it, with its checksum. */
  readonly wallet: string;
}

export interface Told {
  readonly parties?:
    | {
        /** The ledger's day, as an ISO date. */
        readonly on: string;
        readonly enterprise: PartyTold;
        readonly provider: PartyTold;
      }
    | undefined;
  /** What the policy calls the service class. */
  readonly className?: string | undefined;
  /** The program's, in basis points. */
  readonly share?: number | undefined;
  /** The terms of the order that a message names by its id, which is their digest. */
  readonly order?: Order | undefined;
  /** The proof of delivery in words. */
  readonly proof?: string | undefined;
}

const AN_ACCOUNT = both({ en: "must be an account such as 0x52908400…", zh: "应为账户地址，例如 0x52908400…" });
export const account = z.string(AN_ACCOUNT).refine(isAddress, AN_ACCOUNT).transform(getAddress);

const party = z.strictObject({ id: words, name: words.optional(), wallet: account });

export const told = z.strictObject({
  parties: z.strictObject({ on: words, enterprise: party, provider: party }).optional(),
  className: words.optional(),
  share: rate.optional(),
  order: KINDS.order.schema.optional(),
  proof: words.optional(),
});

/** As a file writes it. */
export function readableTold({ share, order, ...rest }: Told): object {
  return {
    ...rest,
    ...(share === undefined ? {} : { share: formatRate(share) }),
    ...(order === undefined ? {} : { order: KINDS.order.readable(order) }),
  };
}

/**
 * The terms of the order that a message is about, in so far as they are sure: an order's own, or those whose digest the message
 * names.
 *
 * @throws TongduiError `DraftChanged` where what is told is not of what is to be signed.
 */
export function termsBehind<K extends KindName>(
  kind: K,
  message: Messages[K],
  { parties, order }: Told,
  domain: LedgerDomain,
): Order | undefined {
  const digest = KINDS[kind].digest(domain, message);
  const id = KINDS[kind].orderOf(message, digest);
  const terms = kind === "order" ? (message as Messages["order"]) : order;
  if (!terms) return undefined;
  const isOf = digestOrder(domain, terms) === id;
  if (!isOf || (parties && parties.provider.id !== formatProvider(terms.provider))) throw draftChanged();
  return terms;
}

function draftChanged(): TongduiError {
  return new TongduiError(
    "DraftChanged",
    {
      en: "The file was changed: the order or the provider that it tells of is not the one that would be signed.",
      zh: "文件已被改动：其中说明的订单或服务机构与所要签署的内容不符。",
    },
    { hint: { en: "Get it once more from the office that drafted it.", zh: "请向生成该文件的单位重新获取。" } },
  );
}

/** The match that an order comes of, which its reference names. */
import { ZeroHash } from "ethers";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatEnterprise, formatProvider } from "../../../client/ids.ts";
import { pairOf } from "../../../client/matching/standing.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Reading } from "../../chain/reading.ts";
import { readHash } from "../messages/fields.ts";
import type { OrderRow } from "./orderRows.ts";

/**
 * What the order refers to; zero where it comes of no match. The ledger would place it whatever it names, and refuse to record it under
 * a match of others: by then both have signed.
 *
 * @throws TongduiError `HashUnreadable`, `MatchUnknown`, `MatchOfOthers`.
 */
export async function referenceOf(
  open: Pick<Reading, "ledger">,
  { match: typed, serviceClass }: Pick<OrderRow, "match" | "serviceClass">,
  { enterprise, provider }: { readonly enterprise: bigint; readonly provider: bigint },
): Promise<string> {
  if (typed === undefined) return ZeroHash;
  const match = readHash(typed);
  const pair = await pairOf(open.ledger, match);
  if (!pair) {
    throw new TongduiError(
      "MatchUnknown",
      { en: `There is no match ${shortHex(match)} on the ledger.`, zh: `账本上没有对接 ${shortHex(match)}。` },
      { hint: { en: "tongdui match list matches shows them.", zh: "可用 tongdui match list matches 查看。" } },
    );
  }
  const isTheirs = pair.enterprise === enterprise && pair.provider === provider && pair.serviceClass === serviceClass;
  if (isTheirs) return match;
  const [buyer, seller] = [formatEnterprise(pair.enterprise), formatProvider(pair.provider)];
  throw new TongduiError("MatchOfOthers", {
    en: `The match ${shortHex(match)} is of enterprise ${buyer} and provider ${seller} in class ${pair.serviceClass}; this order is of ${formatEnterprise(enterprise)} and ${formatProvider(provider)} in class ${serviceClass}.`,
    zh: `对接 ${shortHex(match)} 的双方为企业 ${buyer} 与服务机构 ${seller}，服务类别 ${pair.serviceClass}；本订单为 ${formatEnterprise(enterprise)} 与 ${formatProvider(provider)}，服务类别 ${serviceClass}。`,
  });
}

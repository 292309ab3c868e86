/** `match accept`: the Operator, or the Bureau of either party's district, brings a match that both parties signed. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { matchingDomain } from "../../client/matching/domain.ts";
import { demandOf, offerOf, pairOf } from "../../client/matching/standing.ts";
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import type { Match } from "../../client/matching/messages.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { asked } from "../chain/asked.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { halfOf, type Wallet } from "../orders/halves.ts";
import { answerMatchRows, handInAll, sorted, type MatchRow, type Sorted, type Words } from "./rows.ts";
import { gatherMatch, type Read } from "./signature.ts";

const WORDS: Words = {
  done: { en: "matched", zh: "已对接" },
  before: { en: "matched before", zh: "此前已对接" },
  tried: { en: "could be matched", zh: "可以对接" },
};

/**
 * Records the matches of which both halves are there and that the ledger would take; the others are named and left. A match's number
 * can be recorded once.
 *
 * @throws TongduiError as acting, gatherMatch, performInBatches.
 */
export async function acceptMatches(input: { readonly files: readonly string[] }, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { signatures, unfit } = await gatherMatch(input.files, matchingDomain(open.deployment), ["match"]);
    const rows: MatchRow[] = unfit.map(({ file, error }) => {
      return { kind: undefined, id: undefined, files: [file], end: "refused", error };
    });
    const judged: Sorted[] = [];
    for (const some of Map.groupBy(signatures, ({ digest }) => digest).values()) judged.push(await judge(open, some));
    rows.push(...(await handInAll(open, { en: "Record matches", zh: "登记对接" }, judged)));
    return answerMatchRows(rows, WORDS, rows.some(({ end }) => end === "done") ? [NEXT] : []);
  });
}

const NEXT: Text = {
  en: "Next, an order that names the match: tongdui match order.",
  zh: "下一步：用 tongdui match order 生成关联该对接的订单。",
};

async function judge(open: Acting, signatures: readonly Read<"match">[]): Promise<Sorted> {
  const [signed] = signatures;
  if (!signed) throw new RangeError("nothing signed");
  const { digest: id, message, beside } = signed;
  const { ledger, nodes, outbox } = open;
  const title = beside.demandTitle;
  const known = { kind: "match", id, title, files: signatures.map(({ file }) => file) };
  const isDone = async (): Promise<boolean> => (await pairOf(open.ledger, id)) !== undefined;
  return sorted(known, async () => {
    if (await isDone()) return { row: { ...known, end: "before" } };
    const wallets = await walletsOf(open, message);
    const [bought, sold] = [
      await halfOf(signatures, wallets[0], wallets, nodes),
      await halfOf(signatures, wallets[1], wallets, nodes),
    ];
    const draft = async () => ledger.matching.matchUp.populateTransaction(message, bought.signature, sold.signature);
    const refused = await outbox.refusalOf(await draft());
    if (refused) throw refused;
    return { item: { ...known, isDone, draft } };
  });
}

/** Who signs for the two now. @throws TransactionRefused; TongduiError `PostNotOnLedger`. */
async function walletsOf(open: Acting, { demand, offer }: Match): Promise<readonly [Wallet, Wallet]> {
  const { enterprises, providers } = open.ledger;
  const [sought, offered] = await Promise.all([demandOf(open.ledger, demand), offerOf(open.ledger, offer)]);
  if (!sought) throw notOnLedger("demand", demand);
  if (!offered) throw notOnLedger("offer", offer);
  const { party: enterprise, serviceClass } = sought;
  const { party: provider } = offered;
  const [{ wallet: buyer }, { wallet: seller }] = await Promise.all([
    asked(open, enterprises, enterprises.signerOf(enterprise, true)),
    asked(open, providers, providers.signerForOrder(provider, serviceClass)),
  ]);
  return [
    { side: "enterprise", party: formatEnterprise(enterprise), wallet: buyer },
    { side: "provider", party: formatProvider(provider), wallet: seller },
  ];
}

function notOnLedger(kind: "demand" | "offer", id: string): TongduiError {
  const what = { demand: { en: "demand", zh: "需求" }, offer: { en: "offer", zh: "供给" } }[kind];
  return new TongduiError(
    "PostNotOnLedger",
    { en: `The ${what.en} ${shortHex(id)} is not posted.`, zh: `${what.zh} ${shortHex(id)} 尚未发布。` },
    { hint: { en: "Post it first: tongdui match post.", zh: "请先用 tongdui match post 发布。" } },
  );
}

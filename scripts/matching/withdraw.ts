/** `match withdraw`: hands in what a party signed to take its demand or offer back. */
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { matchingDomain } from "../../client/matching/domain.ts";
import { demandOf, offerOf } from "../../client/matching/standing.ts";
import { shortHex } from "../../client/text/ids.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { asked } from "../chain/asked.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { halfOf, type Wallet } from "../orders/halves.ts";
import { answerMatchRows, handInAll, sorted, type MatchRow, type Sorted, type Words } from "./rows.ts";
import { gatherMatch, type Read } from "./signature.ts";

const WORDS: Words = {
  done: { en: "withdrawn", zh: "已撤回" },
  before: { en: "withdrawn before", zh: "此前已撤回" },
  tried: { en: "could be withdrawn", zh: "可以撤回" },
};

/** Anyone may do it. @throws TongduiError as acting, gatherMatch, performInBatches. */
export async function withdrawPosts(input: { readonly files: readonly string[] }, context: Context): Promise<Answer> {
  return acting(context, async (open) => {
    const { signatures, unfit } = await gatherMatch(input.files, matchingDomain(open.deployment), ["post-withdrawal"]);
    const rows: MatchRow[] = unfit.map(({ file, error }) => {
      return { kind: undefined, id: undefined, files: [file], end: "refused", error };
    });
    const judged: Sorted[] = [];
    for (const some of Map.groupBy(signatures, ({ digest }) => digest).values()) judged.push(await judge(open, some));
    rows.push(...(await handInAll(open, { en: "Withdraw demands and offers", zh: "撤回需求与供给" }, judged)));
    return answerMatchRows(rows, WORDS);
  });
}

async function judge(open: Acting, signatures: readonly Read<"post-withdrawal">[]): Promise<Sorted> {
  const [signed] = signatures;
  if (!signed) throw new RangeError("nothing signed");
  const { post, deadline } = signed.message;
  const { ledger, nodes, outbox } = open;
  const known = { kind: undefined, id: post, title: signed.beside.title, files: signatures.map(({ file }) => file) };
  const standing = async () => (await demandOf(open.ledger, post)) ?? (await offerOf(open.ledger, post));
  const isDone = async (): Promise<boolean> => (await standing())?.state === "Withdrawn";
  return sorted(known, async () => {
    const sought = await demandOf(open.ledger, post);
    const there = sought ?? (await offerOf(open.ledger, post));
    if (!there) throw unknown(post);
    const kind = sought ? "demand" : "offer";
    if (there.state === "Withdrawn") return { row: { ...known, kind, end: "before" } };
    const wallet = await walletOf(open, kind, there.party);
    const { signature } = await halfOf(signatures, wallet, [wallet], nodes);
    const draft = async () => ledger.matching.withdrawPost.populateTransaction(post, deadline, signature);
    const refused = await outbox.refusalOf(await draft());
    if (refused) throw refused;
    return { item: { ...known, kind, isDone, draft } };
  });
}

/** A party that is frozen or suspended may still take back what it posted. @throws TransactionRefused */
async function walletOf(open: Acting, kind: "demand" | "offer", party: bigint): Promise<Wallet> {
  const { enterprises, providers } = open.ledger;
  if (kind === "demand") {
    const { wallet } = await asked(open, enterprises, enterprises.signerOf(party, false));
    return { side: "enterprise", party: formatEnterprise(party), wallet };
  }
  const wallet = await asked(open, providers, providers.signerOf(party));
  return { side: "provider", party: formatProvider(party), wallet };
}

function unknown(post: string): TongduiError {
  return new TongduiError("PostNotOnLedger", {
    en: `There is no demand and no offer ${shortHex(post)} on the ledger.`,
    zh: `账本上没有编号为 ${shortHex(post)} 的需求或供给。`,
  });
}

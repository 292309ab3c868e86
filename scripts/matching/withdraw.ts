/**
 * `match withdraw`: hands in what a party signed to take something back: a demand or an offer that is posted, or a signature that was
 * given and not used yet.
 */
import { formatEnterprise, formatProvider } from "../../client/ids.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { matchingDomain } from "../../client/matching/domain.ts";
import { demandOf, offerOf, pairOf } from "../../client/matching/standing.ts";
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
    const kinds = ["post-withdrawal", "signature-withdrawal"] as const;
    const { signatures, unfit } = await gatherMatch(input.files, matchingDomain(open.deployment), kinds);
    const rows: MatchRow[] = unfit.map(({ file, error }) => {
      return { kind: undefined, id: undefined, files: [file], end: "refused", error };
    });
    const judged: Sorted[] = [];
    const posts = signatures.filter((signed) => signed.kind === "post-withdrawal");
    for (const some of Map.groupBy(posts, ({ digest }) => digest).values()) judged.push(await ofPost(open, some));
    const others = signatures.filter((signed) => signed.kind === "signature-withdrawal");
    for (const signed of others) judged.push(await ofSignature(open, signed));
    rows.push(...(await handInAll(open, { en: "Withdraw demands and offers", zh: "撤回需求与供给" }, judged)));
    return answerMatchRows(rows, WORDS);
  });
}

async function ofPost(open: Acting, signatures: readonly Read<"post-withdrawal">[]): Promise<Sorted> {
  const [signed] = signatures;
  if (!signed) throw new RangeError("nothing signed");
  const { post, deadline } = signed.message;
  const { ledger, nodes, outbox } = open;
  const known = { kind: undefined, id: post, title: signed.beside.title, files: signatures.map(({ file }) => file) };
  const standing = async () => (await demandOf(ledger, post)) ?? (await offerOf(ledger, post));
  const isDone = async (): Promise<boolean> => (await standing())?.state === "Withdrawn";
  return sorted(known, async () => {
    const sought = await demandOf(ledger, post);
    const there = sought ?? (await offerOf(ledger, post));
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

async function ofSignature(open: Acting, signed: Read<"signature-withdrawal">): Promise<Sorted> {
  const { signer, signature, file, beside } = signed;
  const { message: id } = signed.message;
  const { ledger, outbox } = open;
  const known = { kind: "signature", id, title: beside.title ?? beside.demandTitle, files: [file] };
  const isDone = async (): Promise<boolean> => ledger.matching.withdrawn(signer, id);
  return sorted(known, async () => {
    if (await isDone()) return { row: { ...known, end: "before" } };
    const used = (await demandOf(ledger, id)) ?? (await offerOf(ledger, id)) ?? (await pairOf(ledger, id));
    // Taking it back would only seem to stop what it was used for.
    if (used) throw usedBefore(id, "party" in used);
    const draft = async () => ledger.matching.withdrawMessage.populateTransaction(signer, id, signature);
    const refused = await outbox.refusalOf(await draft());
    if (refused) throw refused;
    return { item: { ...known, isDone, draft } };
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

function usedBefore(id: string, isPost: boolean): TongduiError {
  return new TongduiError(
    "SignatureUsed",
    {
      en: `${shortHex(id)} is ${isPost ? "posted" : "matched"}: its signatures are used, and taking one back changes nothing.`,
      zh: `${shortHex(id)} 已${isPost ? "发布" : "对接"}，其签名已使用，撤回不再有效。`,
    },
    isPost
      ? {
          hint: {
            en: "What is posted is taken back with tongdui sign post-withdrawal.",
            zh: "已发布的，请用 tongdui sign post-withdrawal 撤回。",
          },
        }
      : { hint: { en: "A match binds nobody to an order.", zh: "对接本身不产生订单义务。" } },
  );
}

/** Demands, offers and their withdrawals that parties have signed and handed in here, for Operator and home Bureau to bring. */
import { dayOf, isoOfDay } from "../../client/days.ts";
import type { Duty } from "../../client/ids.ts";
import type { PostKind } from "../../client/matching/texts.ts";
import type { Text } from "../../client/text/text.ts";
import { endUsed, handedWaiting, messageIn, type Handed } from "../matching/handed.ts";
import { termsOf, type PostMessage } from "../matching/messages.ts";
import type { Post } from "../matching/posts.ts";
import { signatureHolding } from "../matching/standing.ts";
import { publicTextOf } from "../matching/texts.ts";
import type { Office } from "../office.ts";
import { enoughOf } from "./enough.ts";
import { plain } from "./plain.ts";
import { fact, type Offer, type Sight, type Waiting } from "./waiting.ts";

/** @param duty of whoever brings it: the Operator, or the home Bureau in its place. */
export async function handedToBring(office: Office, sight: Sight, duty: Duty): Promise<Waiting[]> {
  const pages = handedWaiting(office.database, office, { at: sight.now, isMatch: false });
  return enoughOf(pages, async (waiting) => itemsOf(office, sight, duty, waiting));
}

async function itemsOf(
  office: Office,
  { district }: Sight,
  duty: Duty,
  waiting: readonly Handed[],
): Promise<Waiting[]> {
  const onLedger = await office.posts.findAll(waiting.map(({ post }) => post));
  // What the ledger took is at its end, and does not stand before what is newer; nor does the withdrawal of what is over. What a node does
  // not have may be ahead of it: it says nothing of an end.
  const isOver = ({ kind, post }: Handed): boolean => {
    const known = onLedger.get(post);
    return known !== undefined && (kind !== "withdrawal" || known.state !== "Open");
  };
  await endUsed(
    office.database,
    office,
    waiting.filter(isOver).map(({ id }) => id),
  );
  const items = await Promise.all(
    waiting
      .filter((one) => !isOver(one))
      .map(async (one): Promise<Waiting[]> => {
        const post = onLedger.get(one.post);
        const signature = await signatureHolding(office, one, post);
        if (signature === undefined) return [];
        const what = post ? withdrawalOf(one, post, signature) : await postingOf(office, one, signature);
        return [{ ...what, duty, district, since: one.madeOn, id: `${what.kind} ${one.id}`, due: dayOf(one.deadline) }];
      }),
  );
  return items.flat();
}

type What = Pick<Waiting, "kind" | "title" | "facts" | "offers" | "post" | "refusal">;

async function postingOf(office: Office, handed: Handed, signature: string): Promise<What> {
  const post = messageIn(handed) as PostMessage;
  const { kind, message } = post;
  const terms = termsOf(post);
  const title = (await publicTextOf(office, terms))?.title;
  const offer: Offer = {
    part: "matching",
    name: kind === "demand" ? "postDemand" : "postOffer",
    args: [plain(message), signature],
  };
  return {
    kind: `post ${kind}`,
    title: titlesOf(kind, handed.party).post,
    facts: [
      ...(title === undefined ? [] : [fact("Title", "标题", title)]),
      fact("Service class", "服务类别", String(terms.serviceClass)),
      fact("Open through", "截止日", isoOfDay(terms.through)),
    ],
    offers: [offer],
    post: handed.id,
    refusal: `/handed/${handed.id}/refuse`,
  };
}

function withdrawalOf(handed: Handed, { kind, written }: Post, signature: string): What {
  const offer: Offer = {
    part: "matching",
    name: "withdrawPost",
    args: [handed.post, String(handed.deadline), signature],
  };
  return {
    kind: `withdraw ${kind}`,
    title: titlesOf(kind, written).withdraw,
    facts: [fact(kind === "demand" ? "Demand" : "Offer", kind === "demand" ? "需求" : "供给", handed.post)],
    offers: [offer],
  };
}

function titlesOf(kind: PostKind, party: string): Readonly<Record<"post" | "withdraw", Text>> {
  return kind === "demand"
    ? {
        post: { en: `Post a demand of enterprise ${party}`, zh: `发布企业 ${party} 的需求` },
        withdraw: { en: `Withdraw a demand of enterprise ${party}`, zh: `撤回企业 ${party} 的需求` },
      }
    : {
        post: { en: `Post an offer of provider ${party}`, zh: `发布服务机构 ${party} 的供给` },
        withdraw: { en: `Withdraw an offer of provider ${party}`, zh: `撤回服务机构 ${party} 的供给` },
      };
}

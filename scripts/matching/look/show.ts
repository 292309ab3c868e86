/** `match show`: one demand, offer or match, with its text where this office keeps it. */
import { ZeroHash } from "ethers";
import { isoOfDay } from "../../../client/days.ts";
import { formatEnterprise, formatProvider } from "../../../client/ids.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";
import { reading, type Reading } from "../../chain/reading.ts";
import type { Answer, Data } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { Directory } from "../../registers/directory.ts";
import { factsGrid, type Fact } from "../../registers/facts.ts";
import { found, isMatch, openBook, textKept, textsHere, type Book, type MatchEntry, type PostEntry } from "../book.ts";
import { soughtText, stateText } from "../kinds.ts";

/** @throws TongduiError `PostNotOnLedger`, `PostNotUnique`; as Directory.open. */
export async function showMatching(input: { readonly post: string }, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const [book, directory] = [await openBook(open), await Directory.open(open)];
    const entry = found(book, input.post);
    return isMatch(entry) ? shownMatch(open, entry, directory) : shownPost(open, book, entry, directory);
  });
}

async function shownPost(open: Reading, book: Book, entry: PostEntry, directory: Directory): Promise<Answer> {
  const { kind, id, party, content, serviceClass, district, through, answers, postedOn, by, state } = entry;
  const text = await textKept(await textsHere(open), entry);
  const register = kind === "demand" ? "enterprise" : "provider";
  const answering = [...book.posts.values()].filter((other) => other.answers === id).map((other) => other.id);
  const matches = [...book.matches.values()]
    .filter(({ demand, offer }) => demand.id === id || offer.id === id)
    .map((made) => made.id);
  const facts: Fact[] = [
    [kind === "demand" ? DEMAND : OFFER, id],
    [{ en: "State", zh: "状态" }, stateText(entry)],
    [kind === "demand" ? ENTERPRISE : PROVIDER, directory.label(register, party)],
    [{ en: "Title", zh: "标题" }, text?.title ?? NOT_HERE],
    ...(text ? [[{ en: "Text", zh: "正文" }, text.text] satisfies Fact] : []),
    [CLASS, String(serviceClass)],
    [{ en: "A partner is sought in", zh: "寻求对接的区域" }, soughtText(district)],
    [{ en: "Can be matched through", zh: "对接截止日" }, isoOfDay(through)],
    ...(answers === ZeroHash ? [] : [[{ en: "Answers the demand", zh: "应答的需求" }, answers] satisfies Fact]),
    [{ en: "Posted on", zh: "发布日" }, isoOfDay(postedOn)],
    ...answering.map((one): Fact => [{ en: "Answered by the offer", zh: "收到的供给" }, one]),
    ...matches.map((one): Fact => [MATCH, one]),
  ];
  return {
    data: {
      kind,
      id,
      state,
      party: kind === "demand" ? formatEnterprise(party) : formatProvider(party),
      content,
      title: text?.title ?? null,
      text: text?.text ?? null,
      serviceClass,
      district: district === 0 ? null : district,
      through: isoOfDay(through),
      answers: answers === ZeroHash ? null : answers,
      postedOn: isoOfDay(postedOn),
      by,
      answeredBy: answering,
      matches,
    },
    parts: [factsGrid(facts)],
  };
}

async function shownMatch(open: Reading, entry: MatchEntry, directory: Directory): Promise<Answer> {
  const { id, demand, offer, madeOn, by, orders } = entry;
  const store = await textsHere(open);
  const [sought, offered] = [await textKept(store, demand), await textKept(store, offer)];
  const titled = (post: PostEntry, title: string | undefined): string =>
    title === undefined ? post.id : `${shortHex(post.id)} ${title}`;
  const facts: Fact[] = [
    [MATCH, id],
    [ENTERPRISE, directory.label("enterprise", demand.party)],
    [PROVIDER, directory.label("provider", offer.party)],
    [DEMAND, titled(demand, sought?.title)],
    [OFFER, titled(offer, offered?.title)],
    [CLASS, String(demand.serviceClass)],
    [{ en: "Matched on", zh: "对接日" }, isoOfDay(madeOn)],
    ...orders.map((order): Fact => [{ en: "Order", zh: "订单" }, order]),
  ];
  const data: Data = {
    kind: "match",
    id,
    demand: demand.id,
    offer: offer.id,
    enterprise: formatEnterprise(demand.party),
    provider: formatProvider(offer.party),
    demandTitle: sought?.title ?? null,
    offerTitle: offered?.title ?? null,
    serviceClass: demand.serviceClass,
    madeOn: isoOfDay(madeOn),
    by,
    orders,
  };
  const next = orders.length === 0 ? [NEXT] : [];
  return { data, parts: [factsGrid(facts), ...next] };
}

const DEMAND: Text = { en: "Demand", zh: "需求" };
const OFFER: Text = { en: "Offer", zh: "供给" };
const MATCH: Text = { en: "Match", zh: "对接" };
const ENTERPRISE: Text = { en: "Enterprise", zh: "企业" };
const PROVIDER: Text = { en: "Provider", zh: "服务机构" };
const CLASS: Text = { en: "Service class", zh: "服务类别" };
const NOT_HERE: Text = { en: "not kept in this office", zh: "本单位未留存" };
const NEXT: Text = {
  en: "No order is recorded under it: tongdui match order drafts one, and tongdui match record records those that are placed.",
  zh: "尚无订单登记在其之下：用 tongdui match order 生成订单，已登记的订单用 tongdui match record 登记在对接之下。",
};

/** The messages by which parties find each other: how files write them, how people read them, how they are signed. */
import { ZeroHash, type Signer } from "ethers";
import { z } from "zod";
import { isoOfDay } from "../../client/days.ts";
import { formatEnterprise, formatProvider, parseEnterprise } from "../../client/ids.ts";
import {
  demandIdOf,
  digestPostWithdrawal,
  matchIdOf,
  offerIdOf,
  signDemand,
  signMatch,
  signOffer,
  signPostWithdrawal,
  type Demand,
  type Match,
  type Offer,
  type PostWithdrawal,
} from "../../client/matching/messages.ts";
import { digestWithdrawal, signWithdrawal, type LedgerDomain, type Withdrawal } from "../../client/messages.ts";
import { POST_STATES, type PostState } from "../../client/replay/matching.ts";
import { shortHex } from "../../client/text/ids.ts";
import { POST_STATE } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import { parsed, whole } from "../../client/yaml/fields.ts";
import { day, hash, moment, provider, serviceClass } from "../orders/messages/fields.ts";
import type { Line, Readable } from "../orders/messages/kind.ts";
import { isoOfMoment, sayMoment } from "../orders/moment.ts";

/** By the words by which files and commands call them. */
export interface MatchMessages {
  readonly demand: Demand;
  readonly offer: Offer;
  readonly match: Match;
  readonly "post-withdrawal": PostWithdrawal;
  /** A signature that was given and not used is worth nothing any more. */
  readonly "signature-withdrawal": Withdrawal;
}

export type MatchKind = keyof MatchMessages;

export interface Kind<Message> {
  /** With its article: `a demand`. */
  readonly title: Text;
  readonly schema: z.ZodType<Message>;
  readonly readable: (message: Message) => Readable;
  /** What a person decides, a line a thing. */
  readonly lines: (message: Message) => readonly Line[];
  /** The last second at which the ledger takes it; undefined where it has no end. */
  readonly deadlineOf: (message: Message) => bigint | undefined;
  readonly digest: (domain: LedgerDomain, message: Message) => string;
  readonly sign: (signer: Signer, domain: LedgerDomain, message: Message) => Promise<string>;
}

export const enterprise = parsed({ en: "an enterprise such as 2-15", zh: "企业编号，例如 2-15" }, parseEnterprise);

/** Where a partner is sought; left out, anywhere. */
export const sought = whole(1, 65_535)
  .optional()
  .transform((district) => district ?? 0);

const common = { content: hash, serviceClass, district: sought, through: day, deadline: moment };

type Posted = Pick<Demand, keyof typeof common>;

const readablePost = ({ content, serviceClass: number, district, through, deadline }: Posted): Readable => ({
  content,
  serviceClass: String(number),
  ...(district === 0 ? {} : { district: String(district) }),
  through: isoOfDay(through),
  deadline: isoOfMoment(deadline),
});

const deadlineOf = ({ deadline }: { readonly deadline: bigint }): bigint => deadline;

export const KINDS: { readonly [K in MatchKind]: Kind<MatchMessages[K]> } = {
  demand: {
    title: { en: "a demand", zh: "需求" },
    schema: z.strictObject({ enterprise, ...common }),
    readable: (message) => ({ enterprise: formatEnterprise(message.enterprise), ...readablePost(message) }),
    lines: (message) => [
      [{ en: "Enterprise", zh: "企业" }, formatEnterprise(message.enterprise)],
      [{ en: "A provider is sought in", zh: "寻求服务机构的区域" }, soughtText(message.district)],
      ...postedLines(message),
    ],
    deadlineOf,
    digest: demandIdOf,
    sign: signDemand,
  },
  offer: {
    title: { en: "an offer", zh: "供给" },
    schema: z.strictObject({ provider, demand: hash.default(ZeroHash), ...common }),
    readable: ({ demand, ...message }) => ({
      provider: formatProvider(message.provider),
      ...(demand === ZeroHash ? {} : { demand }),
      ...readablePost(message),
    }),
    lines: ({ demand, ...message }) => [
      [{ en: "Provider", zh: "服务机构" }, formatProvider(message.provider)],
      [
        { en: "To", zh: "对象" },
        demand === ZeroHash
          ? { en: "everybody", zh: "不特定企业" }
          : { en: `the demand ${shortHex(demand)} alone`, zh: `仅限需求 ${shortHex(demand)}` },
      ],
      [{ en: "An enterprise is sought in", zh: "寻求企业的区域" }, soughtText(message.district)],
      ...postedLines(message),
    ],
    deadlineOf,
    digest: offerIdOf,
    sign: signOffer,
  },
  match: {
    title: { en: "a match", zh: "对接" },
    schema: z.strictObject({ demand: hash, offer: hash, deadline: moment }),
    readable: ({ demand, offer, deadline }) => ({ demand, offer, deadline: isoOfMoment(deadline) }),
    lines: ({ demand, offer, deadline }) => [
      [{ en: "Demand", zh: "需求" }, shortHex(demand)],
      [{ en: "Offer", zh: "供给" }, shortHex(offer)],
      [{ en: "To be recorded through", zh: "登记期限" }, sayMoment(deadline)],
      [
        { en: "It binds", zh: "约束" },
        { en: "nobody to an order; it takes both signatures", zh: "不产生订单义务；须双方签署" },
      ],
    ],
    deadlineOf,
    digest: matchIdOf,
    sign: signMatch,
  },
  "post-withdrawal": {
    title: { en: "the withdrawal of a demand or an offer", zh: "撤回需求或供给" },
    schema: z.strictObject({ post: hash, deadline: moment }),
    readable: ({ post, deadline }) => ({ post, deadline: isoOfMoment(deadline) }),
    lines: ({ post, deadline }) => [
      [{ en: "What is withdrawn", zh: "撤回的需求或供给" }, shortHex(post)],
      [{ en: "Good through", zh: "有效期至" }, sayMoment(deadline)],
    ],
    deadlineOf,
    digest: digestPostWithdrawal,
    sign: signPostWithdrawal,
  },
  "signature-withdrawal": {
    title: { en: "the withdrawal of a signature", zh: "撤回签名" },
    schema: z.strictObject({ message: hash }),
    readable: ({ message }) => ({ message }),
    lines: ({ message }) => [[{ en: "What is taken back", zh: "撤回的签署内容" }, shortHex(message)]],
    deadlineOf: () => undefined,
    digest: digestWithdrawal,
    sign: signWithdrawal,
  },
};

export const MATCH_KINDS = Object.keys(KINDS) as MatchKind[];

export function soughtText(district: number): Text {
  return district === 0 ? { en: "any district", zh: "不限" } : { en: `district ${district}`, zh: `第 ${district} 区` };
}

export function stateText({ state }: { readonly state: PostState }): Text {
  return POST_STATE[POST_STATES.indexOf(state)] ?? { en: state, zh: state };
}

function postedLines({ content, serviceClass: number, through, deadline }: Posted): Line[] {
  return [
    [{ en: "Service class", zh: "服务类别" }, String(number)],
    [{ en: "Can be matched through", zh: "对接截止日" }, isoOfDay(through)],
    [{ en: "To be posted through", zh: "发布期限" }, sayMoment(deadline)],
    [{ en: "Text's commitment", zh: "正文承诺值" }, shortHex(content)],
  ];
}

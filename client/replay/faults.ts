/** What events can get wrong: each is said of one event, and the replay goes on after it. */
import { TongduiError } from "../errors/tongduiError.ts";
import { formatEnterprise, formatProvider, formatVoucher } from "../ids.ts";
import type { Part } from "./events.ts";

/** Something that the contracts cannot have done in this way; an event is missing, or was made up. */
export type Fault = {
  readonly block: number;
  readonly logIndex: number;
  readonly part: Part;
  readonly event: string;
  readonly error: TongduiError;
};

type Id = bigint | number | string;

const plain = (id: Id): string => String(id);

/** What faults can be about, in Chinese, and how its ids are written. */
const NOUNS = {
  part: { zh: "合约", say: plain },
  district: { zh: "区", say: plain },
  enterprise: { zh: "企业", say: (id: Id) => formatEnterprise(BigInt(id)) },
  group: { zh: "控制人", say: plain },
  provider: { zh: "服务机构", say: (id: Id) => formatProvider(BigInt(id)) },
  party: { zh: "当事方", say: (id: Id) => formatEnterprise(BigInt(id)) },
  "new wallet of party": { zh: "更换钱包的当事方", say: (id: Id) => formatEnterprise(BigInt(id)) },
  program: { zh: "项目", say: plain },
  list: { zh: "名单", say: plain },
  voucher: { zh: "券", say: (id: Id) => formatVoucher(BigInt(id)) },
  "freeze of voucher": { zh: "被冻结的券", say: (id: Id) => formatVoucher(BigInt(id)) },
  order: { zh: "订单", say: plain },
  "order in payment": { zh: "付款批次中的订单", say: plain },
  "issue to group": { zh: "获得签发的控制人", say: plain },
  "round of order": { zh: "订单轮次", say: plain },
  payment: { zh: "付款批次", say: plain },
  demand: { zh: "需求", say: plain },
  offer: { zh: "供给", say: plain },
  match: { zh: "对接", say: plain },
  "post open": { zh: "开放的发布", say: plain },
  proposal: { zh: "待确认事项", say: plain },
  "objection to": { zh: "异议对象", say: plain },
} as const;

type Noun = keyof typeof NOUNS;

/** The event speaks of something that no event before it told of. */
export function untold(what: Noun, id: Id): TongduiError {
  const { zh, say } = NOUNS[what];
  return new TongduiError("EventMissing", {
    en: `No event before it tells of ${what} ${say(id)}.`,
    zh: `此前没有事件记载${zh} ${say(id)}。`,
  });
}

/** The event tells of what an event before it told of already. */
export function repeated(what: Noun, id: Id): TongduiError {
  const { zh, say } = NOUNS[what];
  return new TongduiError("EventRepeated", {
    en: `An event before it tells of ${what} ${say(id)} already.`,
    zh: `此前已有事件记载${zh} ${say(id)}。`,
  });
}

/** Ids and counts go up by one; this one does not follow the last. */
export function gap(what: Noun, expected: Id, found: Id): TongduiError {
  const { zh, say } = NOUNS[what];
  return new TongduiError("NumberGap", {
    en: `The next ${what} is ${say(expected)}, and the event tells of ${say(found)}.`,
    zh: `下一个${zh}应为 ${say(expected)}，而事件记载的是 ${say(found)}。`,
  });
}

/** What a map holds under a key that an event names. @throws TongduiError `EventMissing`. */
export function told<Key extends Id, Value>(map: ReadonlyMap<Key, Value>, key: Key, what: Noun): Value {
  const value = map.get(key);
  if (value === undefined) throw untold(what, key);
  return value;
}

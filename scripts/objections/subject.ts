/** What a public notice is about: an announced list, a proposed admission, or a redeemed order. */
import { isCallException } from "ethers";
import { formatProvider, parseProvider } from "../../client/ids.ts";
import { decodeOrder } from "../../client/orderWord.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { shortHex } from "../../client/text/ids.ts";
import type { Text } from "../../client/text/text.ts";
import type { Reading } from "../chain/reading.ts";
import { orderMeant } from "../orders/whichOrder.ts";

/** The seats of contracts/base/Objections.sol, by their numbers. */
export const SEATS = ["auditor", "home", "provider"] as const;
export type Seat = (typeof SEATS)[number];

export interface Subject {
  readonly contract: Reading["ledger"]["orders" | "vouchers" | "providers"];
  /** 32 bytes, `0x…`. */
  readonly id: string;
  readonly what: Text;
  /** The district that answers for it. */
  readonly home: number;
  /** The provider's district, of an order. */
  readonly other: number;
}

/**
 * Finds what is meant by a provider's id, a list's id, or an order's id, the beginning of it or its voucher.
 *
 * @throws TongduiError as orderMeant; `SubjectUnknown`, `ProviderIdUnreadable`.
 */
export async function subjectOf(open: Reading, typed: string): Promise<Subject> {
  const { ledger } = open;
  if (BEGINNING.test(typed) || VOUCHER.test(typed)) return subjectOf(open, (await orderMeant(open, typed)).order);
  if (!/^0x[0-9a-f]{64}$/i.test(typed)) {
    const provider = parseProvider(typed);
    const district = Number(provider >> 32n);
    return {
      contract: ledger.providers,
      id: `0x${provider.toString(16).padStart(64, "0")}`,
      what: { en: `the admission of ${formatProvider(provider)}`, zh: `服务机构 ${formatProvider(provider)} 入库` },
      home: district,
      other: district,
    };
  }
  const id = typed.toLowerCase();
  const word = await ledger.orders.wordOf(id).catch(none("OrderUnknown"));
  if (word !== undefined) {
    const order = decodeOrder(word);
    return {
      contract: ledger.orders,
      id,
      what: { en: `order ${shortHex(id)}`, zh: `订单 ${shortHex(id)}` },
      home: Number((await ledger.vouchers.enterpriseOf(order.voucher)) >> 32n),
      other: Number(order.provider >> 32n),
    };
  }
  const batch = await ledger.vouchers.batchOf(id).catch(none("BatchUnknown"));
  if (!batch) throw unknown(typed);
  const { program } = batch;
  const { home } = await ledger.programs.termsOf(program);
  return {
    contract: ledger.vouchers,
    id,
    what: { en: `list ${shortHex(id)}`, zh: `发放名单 ${shortHex(id)}` },
    home: Number(home),
    other: Number(home),
  };
}

const BEGINNING = /^0x[0-9a-f]{1,63}((…|\.\.\.?)[0-9a-f]*)?$/i;
const VOUCHER = /^\d+-\d+$/;

/** How a seat's objection stands. One that lapsed is open still. */
export type Standing = "none" | "open" | "ended";

const STANDINGS: readonly Standing[] = ["none", "open", "ended"];

export async function standingOf(contract: Subject["contract"], subject: string, seat: number): Promise<Standing> {
  const word = await contract.objections(subject);
  return STANDINGS[Number((word >> BigInt(seat * 24 + 16)) & 0xffn)] ?? "none";
}

/** Turns one refusal of the ledger's into nothing. */
function none(name: string): (error: unknown) => undefined {
  return (error) => {
    if (isCallException(error) && error.revert?.name === name) return undefined;
    throw error as Error;
  };
}

function unknown(typed: string): TongduiError {
  return new TongduiError(
    "SubjectUnknown",
    {
      en: `The ledger has neither an order nor an announced list ${typed}.`,
      zh: `账本上没有编号为 ${typed} 的订单或发放名单。`,
    },
    {
      hint: {
        en: "Give the whole id, as tongdui report notices lists them; an order also by its voucher, a provider as in P2-1.",
        zh: "请填写完整编号，见 tongdui report notices；订单也可用其券号指明，服务机构形如 P2-1。",
      },
    },
  );
}

/** How findings name things. */
import { formatVoucher } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import type { LedgerEvent } from "../../../client/replay/events.ts";
import { shortHex } from "../../../client/text/ids.ts";
import type { Text } from "../../../client/text/text.ts";

export function programText(program: bigint): Text {
  return { en: `program ${program}`, zh: `项目 ${program}` };
}

export function voucherText(voucher: bigint): Text {
  return { en: `voucher ${formatVoucher(voucher)}`, zh: `券 ${formatVoucher(voucher)}` };
}

export function orderText(order: string): Text {
  return { en: `order ${shortHex(order)}`, zh: `订单 ${shortHex(order)}` };
}

/** A place in the chain: whoever looks there finds the event. */
export function logText(block: number, logIndex: number): Text {
  return { en: `block ${block}, event ${logIndex}`, zh: `区块 ${block} 第 ${logIndex} 号事件` };
}

/** A thing, and the event at which it went wrong. */
export function atEvent(thing: Text, { origin, logIndex }: Pick<LedgerEvent, "origin" | "logIndex">): Text {
  const log = logText(origin.block, logIndex);
  return { en: `${thing.en}, ${log.en}`, zh: `${thing.zh}，${log.zh}` };
}

export function yuan(fen: bigint | number): string {
  return formatFen(BigInt(fen));
}

/** Which order a person means: by its id or the beginning of it, by the file in which it was signed, or by its voucher. */
import { stat } from "node:fs/promises";
import { isHexString, toBeHex } from "ethers";
import { searchLogs } from "../../client/deploy/logs.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatVoucher, parseVoucher } from "../../client/ids.ts";
import type { OrderState } from "../../client/orderWord.ts";
import type { Reading } from "../chain/reading.ts";
import { gatherAll } from "./gather.ts";
import { knownOrder, orderStates } from "./orderState.ts";
import { orderOf, type ContractFacts } from "./signature.ts";

export interface WhichOrder {
  readonly order: string;
  readonly state: OrderState;
  /** Where a signed order's file was named and says it. */
  readonly contract?: ContractFacts | undefined;
}

/** `0x` and at least so many digits of an id are taken for its beginning. */
const LEAST_DIGITS = 4;

/**
 * Finds an order on the ledger.
 *
 * @param typed its id, at least four digits of its beginning, a voucher that has one order open, or a file of one of its signatures.
 * @param file where the file would be; as it was typed unless said.
 * @throws TongduiError `OrderUnknown`, `OrderNotUnique`, `OrderNotNamed`; as gatherAll.
 */
export async function whichOrder(open: Reading, typed: string, file: string = typed): Promise<WhichOrder> {
  const tidy = typed.trim().toLowerCase();
  if (isHexString(tidy, 32)) return { order: tidy, state: await knownOrder(open.ledger, tidy) };
  if (/^0x[0-9a-f]+$/.test(tidy)) return byBeginning(open, tidy);
  if (/^\d+\s*-\s*\d+$/.test(tidy)) return byVoucher(open, parseVoucher(tidy));
  if (await isFile(file)) return byFile(open, file);
  throw new TongduiError(
    "OrderNotNamed",
    {
      en: `"${typed}" is neither an order's id, nor a voucher, nor a file that is there.`,
      zh: `“${typed}”既不是订单编号或双创券编号，也不是现有文件。`,
    },
    { hint: SHOW_LIST },
  );
}

async function byBeginning(open: Reading, beginning: string): Promise<WhichOrder> {
  const enough = beginning.length >= 2 + LEAST_DIGITS;
  const found = enough ? (await placedOrders(open)).filter((order) => order.startsWith(beginning)) : [];
  const [order] = found;
  if (order !== undefined && found.length === 1) return { order, state: await knownOrder(open.ledger, order) };
  if (order === undefined && enough) throw unknown(beginning);
  throw new TongduiError(
    "OrderNotUnique",
    {
      en: enough
        ? `${found.length} orders begin with ${beginning}: type more of it.`
        : `Type at least ${LEAST_DIGITS} digits of an order's id after 0x.`,
      zh: enough
        ? `以 ${beginning} 开头的订单有 ${found.length} 笔，请输入更多位。`
        : `订单编号 0x 之后请至少输入 ${LEAST_DIGITS} 位。`,
    },
    { hint: SHOW_LIST },
  );
}

/** The order of a voucher that can be claimed, or that is claimed. */
async function byVoucher(open: Reading, voucher: bigint): Promise<WhichOrder> {
  const all = await placedOrders(open, voucher);
  const states = await orderStates(open.ledger, all);
  const found = all.flatMap((order, i): WhichOrder[] => {
    const state = states[i];
    return state && (state.stage === "Placed" || state.stage === "Claimed") ? [{ order, state }] : [];
  });
  const [one, ...others] = found;
  if (one && others.length === 0) return one;
  // One that is past claiming is meant where the voucher has no other.
  const [only, state] = [all[0], states[0]];
  if (!one && only !== undefined && state && all.length === 1) return { order: only, state };
  const name = formatVoucher(voucher);
  throw new TongduiError(
    one ? "OrderNotUnique" : "OrderUnknown",
    {
      en: one ? `Voucher ${name} has ${found.length} open orders.` : `Voucher ${name} has no open order.`,
      zh: one ? `双创券 ${name} 有 ${found.length} 笔未核销订单。` : `双创券 ${name} 没有未核销订单。`,
    },
    {
      hint: {
        en: `Name the order itself: tongdui order list --voucher ${name} shows the ids.`,
        zh: `请直接指明订单编号：可用 tongdui order list --voucher ${name} 查看。`,
      },
    },
  );
}

async function byFile(open: Reading, file: string): Promise<WhichOrder> {
  const kinds = ["order", "claim", "acceptance", "refusal", "cancellation"] as const;
  const [signed] = await gatherAll([file], open.domain, kinds);
  const order = signed && orderOf(signed);
  if (signed === undefined || order === undefined) throw unknown(file);
  return { order, state: await knownOrder(open.ledger, order), contract: signed.beside.contract };
}

/** The ids of all orders that were ever placed, or of those on a voucher, in their order. */
export async function placedOrders(open: Reading, voucher?: bigint): Promise<string[]> {
  const { ledger, nodes, deployment } = open;
  const { address, block: from } = deployment.contracts.orders;
  const { topicHash } = ledger.orders.getEvent("OrderPlaced").fragment;
  const topics = [topicHash, null, voucher === undefined ? null : toBeHex(voucher, 32)];
  const logs = await searchLogs(nodes, { address, topics, from, to: await nodes.getBlockNumber() });
  return logs.map((log) => log.topics[1] ?? "");
}

async function isFile(name: string): Promise<boolean> {
  return stat(name).then(
    (found) => found.isFile(),
    () => false,
  );
}

const SHOW_LIST = {
  en: "tongdui order list shows the orders with their ids.",
  zh: "可用 tongdui order list 查看订单及其编号。",
};

function unknown(typed: string): TongduiError {
  return new TongduiError(
    "OrderUnknown",
    { en: `There is no order ${typed} on the ledger.`, zh: `账本上没有订单 ${typed}。` },
    { hint: SHOW_LIST },
  );
}

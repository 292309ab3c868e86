/** Which order a person means: by its id or the beginning of it, by the file in which it was signed, or by its voucher. */
import { stat } from "node:fs/promises";
import { isHexString } from "ethers";
import { searchLogs } from "../../client/deploy/logs.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatVoucher, parseVoucher } from "../../client/ids.ts";
import { orderIdOf } from "../../client/messages.ts";
import type { Text } from "../../client/text/text.ts";
import type { OrderState } from "../../client/orderWord.ts";
import { agreed } from "../chain/agreement.ts";
import type { Reading } from "../chain/reading.ts";
import { shown } from "../../client/files/secretFile.ts";
import { readClaimTerms } from "./claimTerms.ts";
import { gatherAll } from "./gather.ts";
import { knownOrder } from "./orderState.ts";
import { orderState, orderStates } from "../../client/orderState.ts";
import { orderOf, type ContractFacts } from "./signature.ts";
import { sourcesOf } from "./sources.ts";
import { readTerms } from "./terms.ts";
import type { Told } from "./told.ts";

export interface WhichOrder {
  readonly order: string;
  readonly state: OrderState;
  /** Where a signed order's file was named and says it. */
  readonly contract?: ContractFacts | undefined;
  readonly told?: Told | undefined;
}

/**
 * The order that two officers act on. By which id a voucher or the beginning of an id goes, only a node tells, so all of them must
 * tell it alike.
 *
 * @throws TongduiError as OrderFinder.find, agreed.
 */
export async function orderMeant(open: Reading, typed: string): Promise<WhichOrder> {
  const what = { en: `order ${typed}`, zh: `订单 ${typed} ` };
  return agreed(open, what, async (node) => new OrderFinder({ ...open, ...node }).find(typed));
}

/** `0x` and at least so many digits of an id are taken for its beginning. */
const LEAST_DIGITS = 4;

/** Finds orders for one command: all that were ever placed are looked for once, and only if they are asked for. */
export class OrderFinder {
  readonly #open: Reading;
  #placed: Promise<readonly Placed[]> | undefined;

  constructor(open: Reading) {
    this.#open = open;
  }

  /**
   * @param typed an id, at least four digits of its beginning, a short id as tables print it, a voucher that has one order open, or a file of a signature of it.
   * @param file where the file would be; as it was typed unless said.
   * @throws TongduiError `OrderUnknown`, `OrderNotUnique`, `OrderNotNamed`; as gatherAll.
   */
  async find(typed: string, file: string = typed): Promise<WhichOrder> {
    const tidy = typed.trim().toLowerCase();
    if (isHexString(tidy, 32)) return this.#known(tidy);
    const [, beginning, end = ""] = /^(0x[0-9a-f]+)(?:(?:…|\.\.\.?)([0-9a-f]*))?$/.exec(tidy) ?? [];
    if (beginning !== undefined) return this.#byBeginning(beginning, end);
    if (VOUCHER.test(tidy)) return this.#byVoucher(parseVoucher(tidy));
    if (await isFile(file)) return this.#byFile(file);
    throw notNamed(typed);
  }

  async #known(order: string): Promise<WhichOrder> {
    return { order, state: await knownOrder(this.#open.ledger, order) };
  }

  async #byBeginning(beginning: string, end: string): Promise<WhichOrder> {
    if (beginning.length < 2 + LEAST_DIGITS) throw tooShort();
    const found = (await this.#all()).filter(({ order }) => order.startsWith(beginning) && order.endsWith(end));
    const [first] = found;
    if (!first) throw unknown(end === "" ? beginning : `${beginning}…${end}`);
    if (found.length > 1) throw notUnique(beginning, found.length);
    return this.#known(first.order);
  }

  /** All orders of the voucher that was typed, the first placed first; undefined where something else was typed. */
  async ofVoucher(typed: string): Promise<readonly WhichOrder[] | undefined> {
    return VOUCHER.test(typed.trim()) ? this.#ofVoucher(parseVoucher(typed.trim())) : undefined;
  }

  async #ofVoucher(voucher: bigint): Promise<WhichOrder[]> {
    const ids = (await this.#all()).filter((one) => one.voucher === voucher).map(({ order }) => order);
    const states = await orderStates(this.#open.ledger, ids);
    return ids.flatMap((order, i): WhichOrder[] => {
      const state = states[i];
      return state ? [{ order, state }] : [];
    });
  }

  /** The order of a voucher that is open: placed or claimed. One that is past it is meant where the voucher has no other. */
  async #byVoucher(voucher: bigint): Promise<WhichOrder> {
    const all = await this.#ofVoucher(voucher);
    const open = all.filter(isOpen);
    const [one, other] = open.length > 0 ? open : all;
    if (one && !other) return one;
    throw notOne(voucher, open.length);
  }

  async #byFile(file: string): Promise<WhichOrder> {
    const { domain } = this.#open;
    const drafted = await this.#draftedIn(file);
    if (drafted) return drafted;
    const [signed] = await gatherAll([file], domain, ["order", "claim", "acceptance", "refusal", "cancellation"]);
    const order = signed && orderOf(signed);
    if (signed === undefined || order === undefined) throw unknown(file);
    const state = await orderState(this.#open.ledger, order);
    if (state.stage === "None") throw notPlaced(file, SIGNED);
    return { order, state, contract: signed.beside.contract, told: signed.beside.told };
  }

  /** A draft's order may be placed since; undefined where a file is no draft. */
  async #draftedIn(file: string): Promise<WhichOrder | undefined> {
    const { domain, ledger, profile, context } = this.#open;
    const [source] = await sourcesOf([file]);
    if (source?.what === "claim") return this.#known((await readClaimTerms(file)).claim.order);
    if (source?.what !== "order") return undefined;
    const { order: terms, beside } = await readTerms(file, { profile, context: { ...context, dryRun: true } });
    const order = orderIdOf(domain, terms);
    const state = await orderState(ledger, order);
    if (state.stage === "None") throw notPlaced(file, DRAFT);
    return { order, state, contract: beside.contract, told: beside.told };
  }

  async #all(): Promise<readonly Placed[]> {
    this.#placed ??= placedOrders(this.#open);
    return this.#placed;
  }
}

const VOUCHER = /^\d+\s*-\s*\d+$/;

/** Neither redeemed nor cancelled. */
export function isOpen({ state }: Pick<WhichOrder, "state">): boolean {
  return state.stage === "Placed" || state.stage === "Claimed";
}

interface Placed {
  readonly order: string;
  readonly voucher: bigint;
}

async function placedOrders({ ledger, nodes, deployment }: Reading): Promise<Placed[]> {
  const { address, block: from } = deployment.contracts.orders;
  const { topicHash } = ledger.orders.getEvent("OrderPlaced").fragment;
  const logs = await searchLogs(nodes, { address, topics: [topicHash], from, to: await nodes.getBlockNumber() });
  return logs.map(({ topics: [, order = "", voucher = "0x0"] }) => ({ order, voucher: BigInt(voucher) }));
}

async function isFile(name: string): Promise<boolean> {
  return stat(name).then(
    (found) => found.isFile(),
    () => false,
  );
}

const DRAFT: Text = { en: "is a draft of an order", zh: "是订单草稿" };
const SIGNED: Text = { en: "is a signature of an order", zh: "是订单签名文件" };

function notPlaced(file: string, { en, zh }: Text): TongduiError {
  return new TongduiError(
    "OrderNotPlaced",
    {
      en: `${shown(file)} ${en} that is not placed yet: the ledger does not know it.`,
      zh: `${shown(file)} ${zh}，该订单尚未登记，账本上没有。`,
    },
    {
      hint: {
        en: "When enterprise and provider have both signed it, it is placed with tongdui order place.",
        zh: "企业和服务机构均签署后，用 tongdui order place 登记。",
      },
    },
  );
}

const SHOW_LIST = {
  en: "tongdui order list shows the orders with their ids.",
  zh: "可用 tongdui order list 查看订单及其编号。",
};

function notNamed(typed: string): TongduiError {
  return new TongduiError(
    "OrderNotNamed",
    {
      en: `"${typed}" is neither an order's id, nor a voucher, nor a file that is there.`,
      zh: `“${typed}”既不是订单编号或双创券编号，也不是现有文件。`,
    },
    { hint: SHOW_LIST },
  );
}

function tooShort(): TongduiError {
  return new TongduiError(
    "OrderNotUnique",
    {
      en: `Type at least ${LEAST_DIGITS} digits of an order's id after 0x.`,
      zh: `订单编号 0x 之后请至少输入 ${LEAST_DIGITS} 位。`,
    },
    { hint: SHOW_LIST },
  );
}

function notUnique(beginning: string, count: number): TongduiError {
  return new TongduiError(
    "OrderNotUnique",
    {
      en: `${count} orders begin with ${beginning}: type more of it.`,
      zh: `以 ${beginning} 开头的订单有 ${count} 笔，请输入更多位。`,
    },
    { hint: SHOW_LIST },
  );
}

function notOne(voucher: bigint, open: number): TongduiError {
  const name = formatVoucher(voucher);
  return new TongduiError(
    open === 0 ? "OrderUnknown" : "OrderNotUnique",
    {
      en: open === 0 ? `Voucher ${name} has no open order.` : `Voucher ${name} has ${open} open orders.`,
      zh: open === 0 ? `双创券 ${name} 没有未核销订单。` : `双创券 ${name} 有 ${open} 笔未核销订单。`,
    },
    {
      hint: {
        en: `Name the order itself: tongdui order list --voucher ${name} shows the ids.`,
        zh: `请直接指明订单编号：可用 tongdui order list --voucher ${name} 查看。`,
      },
    },
  );
}

function unknown(typed: string): TongduiError {
  return new TongduiError(
    "OrderUnknown",
    { en: `There is no order ${typed} on the ledger.`, zh: `账本上没有订单 ${typed}。` },
    { hint: SHOW_LIST },
  );
}

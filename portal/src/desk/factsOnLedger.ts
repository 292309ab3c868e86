/** What the ledger holds of the things that an act names: asked through the person's own wallet, never of the office. */
import { INTERFACES, type Act, type ActAddresses, type ActingPart } from "../../../client/acts/acts.ts";
import { isoOfDay } from "../../../client/days.ts";
import { formatProvider, formatVoucher } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import { decodeOrder } from "../../../client/orderWord.ts";
import { counted } from "../../../client/text/counted.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { LIST_STAGE, ORDER_STAGE, stateText } from "../../../client/text/states.ts";
import { ORDER_STAGES } from "../../../client/orderWord.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Wallet } from "./wallet.ts";

const MOST = 20;

/** Sentences; none where there is nothing to add, or the node does not answer. */
export async function factsOnLedger(wallet: Wallet, act: Act, addresses: ActAddresses): Promise<Text[]> {
  try {
    return await facts(wallet, act, addresses);
  } catch {
    return [];
  }
}

async function facts(wallet: Wallet, { part, name, values }: Act, addresses: ActAddresses): Promise<Text[]> {
  const ask = async (of: ActingPart, method: string, args: readonly unknown[]) => {
    const data = INTERFACES[of].encodeFunctionData(method, args);
    const answer = (await wallet.request("eth_call", [{ to: addresses[of], data }, "latest"])) as string;
    return INTERFACES[of].decodeFunctionResult(method, answer)[0] as unknown;
  };
  const order = async (id: string) => orderText(id, (await ask("orders", "wordOf", [id])) as bigint);
  if (part === "vouchers" && ["approveBatch", "issue", "withdrawBatch"].includes(name)) {
    return [listText((await ask("vouchers", "batchOf", [values["id"]])) as Batch)];
  }
  const { subject } = values;
  if (part === "vouchers" && typeof subject === "string") {
    return [listText((await ask("vouchers", "batchOf", [subject])) as Batch)];
  }
  if (part === "payments" && name === "open") {
    return Promise.all((values["ids"] as string[]).slice(0, MOST).map(order));
  }
  if (part === "payments" && name === "settle") {
    const items = values["items"] as readonly { readonly order: string }[];
    return Promise.all(items.slice(0, MOST).map(async (item) => order(item.order)));
  }
  const id = values["id"] ?? values["claim_order"] ?? subject;
  if (part === "orders" && typeof id === "string") return [await order(id)];
  return [];
}

interface Batch {
  readonly program: bigint;
  readonly count: bigint;
  readonly done: bigint;
  readonly total: bigint;
  readonly noticeEnd: bigint;
  readonly stage: bigint;
  readonly approvals: bigint;
}

function listText({ program, count, done, total, noticeEnd, stage, approvals }: Batch): Text {
  const day = isoOfDay(Number(noticeEnd));
  return {
    en: `Program ${program}: a list of ${counted(count, "voucher")}, ${formatFen(total)} in all, ${stateText(LIST_STAGE, stage, "en")}; public notice through ${day}; ${counted(approvals, "approval")}; ${done} of ${count} done.`,
    zh: `项目 ${program}：名单共 ${count} 张、合计 ${formatFen(total)}，${stateText(LIST_STAGE, stage, "zh")}；公示至 ${day}；已获 ${approvals} 个区批准；已办 ${done} / ${count}。`,
  };
}

function orderText(id: string, word: bigint): Text {
  const { voucher, provider, amount, stage } = decodeOrder(word);
  const number = BigInt(ORDER_STAGES.indexOf(stage));
  return {
    en: `Order ${shortHex(id)}: voucher ${formatVoucher(voucher)}, provider ${formatProvider(provider)}, ${formatFen(amount)}, ${stateText(ORDER_STAGE, number, "en")}.`,
    zh: `订单 ${shortHex(id)}：双创券 ${formatVoucher(voucher)}，服务机构 ${formatProvider(provider)}，${formatFen(amount)}，${stateText(ORDER_STAGE, number, "zh")}。`,
  };
}

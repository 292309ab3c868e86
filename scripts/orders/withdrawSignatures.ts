/** `order withdraw`: hands in what a signer took back; from then on the ledger does not take that signature any more. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { shortHex } from "../../client/text/ids.ts";
import { acting, type Acting } from "../chain/acting.ts";
import { performInBatches, type ItemOutcome } from "../chain/batches.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { EXIT } from "../cli/exit.ts";
import { shown } from "../../client/files/secretFile.ts";
import { gatherAll } from "./gather.ts";
import { noteGrid } from "../cli/noteGrid.ts";
import { orderStates } from "../../client/orderState.ts";
import type { Words } from "./rows.ts";
import type { Read } from "./signature.ts";

const WORDS: Words = {
  done: { en: "withdrawn", zh: "已撤回" },
  before: { en: "withdrawn before", zh: "此前已撤回" },
  tried: { en: "could be withdrawn", zh: "可以撤回" },
};
const REFUSED = { en: "set aside", zh: "已搁置" };

type Withdrawal = Read<"withdrawal">;

/** Anyone may do it. @throws TongduiError as acting, gatherAll, performInBatches. */
export async function withdrawSignatures(
  input: { readonly files: readonly string[] },
  context: Context,
): Promise<Answer> {
  return acting(context, async (open) => {
    const { orders } = open.ledger;
    const all = await gatherAll(input.files, open.domain, ["withdrawal"]);
    const used = await usedOrders(open, all);
    const items = all.filter((_, i) => used[i] !== true);
    if (items.length > 0) show(context, items);
    const { outcomes } = await performInBatches(open, {
      title: { en: "Withdraw signatures", zh: "撤回签名" },
      items,
      size: 1,
      areDone: async (some) =>
        Promise.all(some.map(async ({ signer, message }) => orders.withdrawn(signer, message.message))),
      draft: async ([item]) => {
        if (!item) throw new RangeError("nothing to withdraw");
        return orders.withdrawMessage.populateTransaction(item.signer, item.message.message, item.signature);
      },
    });
    const ended = new Map(items.map((item, i) => [item, outcomes[i]]));
    return answer(all.map((item) => ({ item, outcome: ended.get(item) ?? placed(item) })));
  });
}

/** An order that is placed needs its signatures no more: taking one back would only seem to stop it. */
async function usedOrders({ ledger }: Acting, all: readonly Withdrawal[]): Promise<boolean[]> {
  const states = await orderStates(
    ledger,
    all.map(({ message }) => message.message),
  );
  const isBefore = await Promise.all(all.map(async (one) => ledger.orders.withdrawn(one.signer, one.message.message)));
  return states.map(({ stage }, i) => stage !== "None" && isBefore[i] !== true);
}

function placed({ message }: Withdrawal): ItemOutcome {
  const error = new TongduiError(
    "SignatureUsed",
    {
      en: `The order ${shortHex(message.message)} is placed: its signatures are used, and taking one back changes nothing.`,
      zh: `订单 ${shortHex(message.message)} 已登记，其签名已使用，撤回不再有效。`,
    },
    {
      hint: {
        en: "Both parties together give it up: tongdui sign cancellation, then tongdui order cancel.",
        zh: "可由双方同意取消：先用 tongdui sign cancellation 签署，再用 tongdui order cancel 提交。",
      },
    },
  );
  return { end: "refused", error };
}

function show(context: Context, items: readonly Withdrawal[]): void {
  noteGrid(context, {
    title: { en: "Signatures that will be worth nothing:", zh: "将失效的签名：" },
    head: [
      { en: "Signed by", zh: "签署账户" },
      { en: "What was signed", zh: "原签署内容" },
      { en: "File", zh: "文件" },
    ],
    rows: items.map(({ signer, message, file }) => [signer, shortHex(message.message), shown(file)]),
  });
}

function answer(rows: readonly { readonly item: Withdrawal; readonly outcome: ItemOutcome }[]): Answer {
  const isPartly = rows.some(({ outcome }) => outcome.end === "refused");
  return {
    data: {
      rows: rows.map(({ item: { signer, message, file }, outcome }) => ({
        signer,
        message: message.message,
        file,
        end: outcome.end,
        code: outcome.end === "refused" ? outcome.error.code : null,
        why: outcome.end === "refused" ? outcome.error.sentence : null,
      })),
    },
    parts: [
      {
        head: [
          { en: "What was signed", zh: "原签署内容" },
          { en: "Outcome", zh: "结果" },
          { en: "Why", zh: "原因" },
          { en: "File", zh: "文件" },
        ],
        rows: rows.map(({ item: { message, file }, outcome }) => [
          shortHex(message.message),
          outcome.end === "refused" ? REFUSED : WORDS[outcome.end],
          outcome.end === "refused" ? { en: outcome.error.say("en"), zh: outcome.error.say("zh") } : "",
          shown(file),
        ]),
      },
    ],
    ...(isPartly ? { exit: EXIT.partly } : {}),
  };
}

/** What a run has sent is done when all nodes of the profile have it, and not on the word of the one that took it. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import type { Acting } from "./acting.ts";
import { agreed } from "./agreement.ts";

/** Of a receipt as nodes give it, what tells where its transaction stands and whether it did what it was to do. */
type Place = { readonly blockHash: string; readonly status: string } | null;

/**
 * Asks once for all transactions of a run. With one node in the profile there is nobody else to ask.
 *
 * @param hashes of transactions whose receipts said that they were done.
 * @throws TongduiError `NodesDisagree`; `NotOnLedger` if the nodes have one of them as failed, or not at all.
 */
export async function demandEverywhere(open: Acting, hashes: readonly string[]): Promise<void> {
  if (open.profile.nodes.length === 1 || hashes.length === 0) return;
  const what = { en: "what this run sent", zh: "本次所发送的内容" };
  const places = await agreed(open, what, async ({ nodes }) => {
    const receipts = await nodes.sendMany(
      "eth_getTransactionReceipt",
      hashes.map((hash) => [hash]),
    );
    return (receipts as Place[]).map((one) => one && { blockHash: one.blockHash, status: one.status });
  });
  const missing = hashes.find((_, i) => places[i]?.status !== "0x1");
  if (missing !== undefined) throw notThere(missing);
}

function notThere(hash: string): TongduiError {
  return new TongduiError(
    "NotOnLedger",
    {
      en: `The transaction ${hash} was said to be done, and the ledger does not have it so.`,
      zh: `交易 ${hash} 曾被告知已办理，但账本中并无此记录。`,
    },
    {
      hint: {
        en: "Run the same command again: it does only what is still to be done.",
        zh: "请重新运行同一命令，程序只办理尚未办理的部分。",
      },
    },
  );
}

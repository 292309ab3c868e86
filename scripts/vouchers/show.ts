/** `voucher show`: one voucher as it stands. */
import { shortHex } from "../../client/text/ids.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { Directory } from "../registers/directory.ts";
import { factsGrid, type Fact } from "../registers/facts.ts";
import { tellDamaged } from "../registers/tellDamaged.ts";
import { factsOf } from "./facts.ts";
import { voucherAt } from "./held.ts";
import { changesOf } from "./history/changes.ts";
import { waitingFor } from "./waiting.ts";

/** @throws TransactionRefused `VoucherUnknown`; TongduiError as Directory.open. */
export async function showVoucher({ voucher: id }: { readonly voucher: bigint }, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const held = await voucherAt(open, id);
    const directory = await Directory.open(open);
    tellDamaged(directory, context);
    const [{ facts, data }, changes, waiting] = await Promise.all([
      factsOf(open, held, directory),
      changesOf(open, held),
      waitingFor(open, id),
    ]);
    const list = changes[0]?.subject ?? "";
    const more: Fact[] = [[{ en: "Issued in list", zh: "所属发放名单" }, shortHex(list)]];
    return {
      data: { ...data, list, waiting: waiting.map((one) => one.data) },
      parts: [factsGrid([...facts, ...more]), ...waiting.map(({ text }) => text)],
    };
  });
}

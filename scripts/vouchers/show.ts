/** `voucher show`: one voucher as it stands. */
import { formatVoucher } from "../../client/ids.ts";
import { LIST_STAGES } from "../../client/replay/vouchers.ts";
import { shortHex } from "../../client/text/ids.ts";
import { LIST_STAGE } from "../../client/text/states.ts";
import type { Text } from "../../client/text/text.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { Directory } from "../registers/directory.ts";
import { factsGrid, type Fact } from "../registers/facts.ts";
import { tellDamaged } from "../registers/tellDamaged.ts";
import type { AnnouncedList } from "./announced.ts";
import { correctedIn, correctionsOf } from "./correct/links.ts";
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
    const [issue] = changes;
    const list = issue?.subject ?? "";
    const corrects = issue && (await correctedIn(open, id, issue));
    // Only a revoked voucher can have one in its place.
    const correction = held.voucher.status === "Revoked" ? (await correctionsOf(open, [id])).get(id) : undefined;
    const more: Fact[] = [[{ en: "Issued in list", zh: "所属发放名单" }, shortHex(list)]];
    if (corrects !== undefined) more.push([{ en: "In the place of", zh: "更正自" }, formatVoucher(corrects)]);
    if (correction) more.push([{ en: "Corrected by list", zh: "更正名单" }, correctionSaid(correction)]);
    return {
      data: {
        ...data,
        list,
        corrects: corrects === undefined ? null : formatVoucher(corrects),
        correctedBy: correction?.batch ?? null,
        waiting: waiting.map((one) => one.data),
      },
      parts: [factsGrid([...facts, ...more]), ...waiting.map(({ text }) => text)],
    };
  });
}

function correctionSaid({ batch, stage }: AnnouncedList): Text {
  const { en, zh } = LIST_STAGE[LIST_STAGES.indexOf(stage)] ?? { en: stage, zh: stage };
  return { en: `${shortHex(batch)}, ${en}`, zh: `${shortHex(batch)}，${zh}` };
}

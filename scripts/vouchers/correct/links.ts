/**
 * From a voucher that was issued wrongly to the list that is issued in its place, and back. The decision's document of the new list
 * names the vouchers that it corrects, item by item; so does its plan; and the list's id on the ledger is made of them.
 */
import { z } from "zod";
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import { formatVoucher, parseVoucher } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import type { Text } from "../../../client/text/text.ts";
import type { Reading } from "../../chain/reading.ts";
import { documentsOf } from "../../documents/office.ts";
import { KeptDocument } from "../../../client/documents/record.ts";
import { listAt, type AnnouncedList } from "../announced.ts";
import { vouchersAt } from "../held.ts";
import type { ToldChange } from "../history/changes.ts";
import { announcementOf } from "../listSaid.ts";
import type { Plan } from "../planFile.ts";

const decisionSchema = z.object({ purpose: z.literal("announce"), list: z.string(), corrects: z.array(z.string()) });

/** The lists that this office announced in the place of some vouchers, and has not withdrawn; by the voucher. */
export async function correctionsOf(open: Reading, ids: readonly bigint[]): Promise<Map<bigint, AnnouncedList>> {
  const wanted = new Set(ids);
  const found = new Map<bigint, AnnouncedList>();
  const { kept } = await (await documentsOf(open)).list();
  for (const { document } of kept) {
    const { data } = decisionSchema.safeParse(document);
    const corrected = (data?.corrects ?? []).map(parseVoucher).filter((id) => wanted.has(id));
    if (!data || corrected.length === 0) continue;
    const list = await listAt(open, data.list);
    // A decision that was kept for an announcement that never came, or that was withdrawn, stands for nothing.
    if (!list || (list.stage === "Withdrawn" && list.done === 0)) continue;
    for (const id of corrected) found.set(id, list);
  }
  return found;
}

/** The voucher in whose place another was issued, where this office has the decision. */
export async function correctedIn(open: Reading, id: bigint, issue: ToldChange): Promise<bigint | undefined> {
  const { decision } = await announcementOf(open, issue.subject);
  const found = await (await documentsOf(open)).find(decision);
  const { data } = decisionSchema.safeParse(found instanceof KeptDocument ? found.document : undefined);
  if (!data) return undefined;
  const written = data.corrects[(await placeInList(open, id, issue)) ?? -1];
  return written === undefined ? undefined : parseVoucher(written);
}

/** The place of a voucher's item in its list, from 0: the transaction tells how far the list had come after it. */
async function placeInList({ nodes, ledger }: Reading, id: bigint, issue: ToldChange): Promise<number | undefined> {
  const { interface: abi } = ledger.vouchers;
  const [changed, passed, chunk] = (["VoucherChanged", "ItemPassedOver", "ChunkIssued"] as const).map(
    (name) => abi.getEvent(name as "ChunkIssued").topicHash,
  );
  const receipt = await nodes.receiptOf(issue.transaction);
  let items = 0;
  let found: number | undefined;
  for (const { topics, data } of receipt?.logs ?? []) {
    if (topics[0] === changed && BigInt(topics[1] ?? 0) === id) found = items;
    if (topics[0] === changed || topics[0] === passed) items += 1;
    if (topics[0] !== chunk) continue;
    const { done } = abi.decodeEventLog("ChunkIssued", data, topics) as unknown as { readonly done: bigint };
    if (found !== undefined) return Number(done) - items + found;
    items = 0;
  }
  return undefined;
}

/**
 * A list may take the place of vouchers only once they are revoked, and no other list has.
 *
 * @returns what whoever decides on the list should know of them.
 * @throws TongduiError `CorrectedNotRevoked`, `CorrectedBefore`.
 */
export async function demandCorrectable(open: Reading, { batch, corrects }: Plan): Promise<Text[]> {
  if (corrects.length === 0) return [];
  const [found, others] = await Promise.all([vouchersAt(open, corrects), correctionsOf(open, corrects)]);
  const waiting = corrects.filter((_, i) => found[i]?.status !== "Revoked");
  if (waiting.length > 0) throw notRevoked(waiting);
  for (const [id, list] of others) if (list.batch !== batch) throw correctedBefore(id, list.batch);
  const written = corrects.map(formatVoucher);
  const used = corrects.flatMap((id, i): Text[] => {
    const { locked = 0n, redeemed = 0n } = found[i] ?? {};
    if (locked + redeemed === 0n) return [];
    const [one, sum] = [formatVoucher(id), formatFen(locked + redeemed)];
    return [
      {
        en: `${sum} of voucher ${one} stays with its orders, beside what the list issues.`,
        zh: `双创券 ${one} 已有 ${sum} 用于订单，不受撤销影响，与本名单另行发放的金额并存。`,
      },
    ];
  });
  return [
    {
      en: `The list takes the place of revoked vouchers: ${written.join(", ")}.`,
      zh: `本名单用于更正已撤销的双创券：${written.join("、")}。`,
    },
    ...used,
  ];
}

export function correctedBefore(id: bigint, batch: string): TongduiError {
  const written = formatVoucher(id);
  return new TongduiError(
    "CorrectedBefore",
    {
      en: `In the place of voucher ${written} this office announced the list ${batch} already.`,
      zh: `本单位此前已为更正双创券 ${written} 公示名单 ${batch}。`,
    },
    {
      hint: {
        en: "If that list is wrong, withdraw it before it is issued, or correct the voucher that came of it.",
        zh: "如该名单有误，请在发放前撤回；已发放的，请更正由其发放的双创券。",
      },
    },
  );
}

function notRevoked(ids: readonly bigint[]): TongduiError {
  const written = ids.map(formatVoucher);
  return new TongduiError(
    "CorrectedNotRevoked",
    {
      en: `The list takes the place of vouchers that are not revoked: ${written.join(", ")}.`,
      zh: `本名单用于更正的双创券尚未撤销：${written.join("、")}。`,
    },
    {
      hint: {
        en: `First the home Approver confirms it: tongdui voucher revoke ${written.join(" ")} --confirm`,
        zh: `请先由所属区审批人确认撤销：tongdui voucher revoke ${written.join(" ")} --confirm`,
      },
    },
  );
}

/** `voucher history`: everything that ever happened to a voucher, in order, and whether it makes what the ledger holds. */
import { isoOfDay } from "../../../client/days.ts";
import { formatVoucher, programOf } from "../../../client/ids.ts";
import { formatFen } from "../../../client/money.ts";
import { ACTIONS } from "../../../client/replay/voucherChange.ts";
import { shortHex } from "../../../client/text/ids.ts";
import { VOUCHER_ACTION } from "../../../client/text/states.ts";
import type { Text } from "../../../client/text/text.ts";
import { encodeVoucher } from "../../../client/voucherWord.ts";
import { counted } from "../../../client/text/counted.ts";
import { reading, type Reading } from "../../chain/reading.ts";
import { whoIs } from "../../chain/whoIs.ts";
import type { Answer } from "../../cli/answer.ts";
import type { Context } from "../../cli/context.ts";
import { EXIT } from "../../cli/exit.ts";
import type { Grid } from "../../cli/grid.ts";
import { documentsOf } from "../../documents/office.ts";
import { programAt } from "../../programs/program.ts";
import { Directory } from "../../registers/directory.ts";
import { factsGrid } from "../../registers/facts.ts";
import { reasonOf } from "../../registers/papers.ts";
import { tellDamaged } from "../../registers/tellDamaged.ts";
import { factsOf } from "../facts.ts";
import { voucherAt, type Held } from "../held.ts";
import { changesOf, proposersOf, replayed, sendersOf, type ToldChange } from "./changes.ts";

/** @throws TransactionRefused `VoucherUnknown`; TongduiError as Directory.open. */
export async function voucherHistory({ voucher: id }: { readonly voucher: bigint }, context: Context): Promise<Answer> {
  return reading(context, async (open) => {
    const held = await voucherAt(open, id);
    const directory = await Directory.open(open);
    tellDamaged(directory, context);
    const [changes, state, { terms }, store] = await Promise.all([
      changesOf(open, held),
      factsOf(open, held, directory),
      programAt(open, programOf(id)),
      documentsOf(open),
    ]);
    const [by, proposedBy] = await Promise.all([sendersOf(open, changes), proposersOf(open, id, changes)]);
    const who = await Promise.all(by.map(async (account, i) => officers(open, account, proposedBy[i])));
    const subjects = await Promise.all(
      changes.map(async (change): Promise<Subject> => {
        if (!isReasoned(change) || BigInt(change.subject) === 0n) return { change };
        return { change, reason: await reasonOf(store, change.subject) };
      }),
    );
    const { story, fault } = replayed(id, changes, terms);
    const isSame = fault === undefined && story !== undefined && encodeVoucher(story.voucher) === held.word;
    const verdict = isSame ? agrees(changes.length) : differs(held, changes.length, fault?.sentence);
    return {
      data: {
        voucher: formatVoucher(id),
        changes: subjects.map(({ change, reason }, i) => ({
          number: change.sequence,
          day: isoOfDay(change.day),
          action: change.action,
          ...(isOfDays(change) ? { days: Number(change.amount) } : { amountFen: change.amount }),
          subject: BigInt(change.subject) === 0n ? null : change.subject,
          reason: reason ?? null,
          by: by[i] ?? "",
          proposedBy: proposedBy[i] ?? null,
          block: change.block,
          transaction: change.transaction,
        })),
        state: state.data,
        replayed: isSame,
      },
      parts: [gridOf(subjects, who), factsGrid(state.facts), verdict],
      ...(isSame ? {} : { exit: EXIT.difference }),
    };
  });
}

interface Subject {
  readonly change: ToldChange;
  /** The words behind a reason, where this office has them. */
  readonly reason?: string | undefined;
}

/** Both officers, where it took two. */
async function officers(open: Reading, by: string, proposedBy: string | undefined): Promise<Text> {
  const last = await whoIs(open, by);
  if (proposedBy === undefined) return last;
  const first = await whoIs(open, proposedBy);
  return { en: `${last.en}, proposed by ${first.en}`, zh: `${last.zh}（由 ${first.zh} 提出）` };
}

function gridOf(subjects: readonly Subject[], by: readonly Text[]): Grid {
  return {
    head: [
      { en: "No.", zh: "序号" },
      { en: "Day", zh: "日期" },
      { en: "What", zh: "事项" },
      { en: "Amount", zh: "金额或天数" },
      { en: "For", zh: "名单、订单或理由" },
      { en: "By", zh: "经办账户" },
      { en: "Block", zh: "区块" },
    ],
    rows: subjects.map((subject, i) => {
      const { change } = subject;
      return [
        String(change.sequence),
        isoOfDay(change.day),
        VOUCHER_ACTION[ACTIONS.indexOf(change.action)] ?? change.action,
        isOfDays(change) ? { en: counted(change.amount, "day"), zh: `${change.amount} 天` } : formatFen(change.amount),
        subjectText(subject),
        by[i] ?? "",
        String(change.block),
      ];
    }),
    figures: [0, 3, 6],
  };
}

function subjectText({ change, reason }: Subject): Text | string {
  if (BigInt(change.subject) === 0n) return "";
  if (reason !== undefined) return reason;
  const hex = shortHex(change.subject);
  if (change.action === "Issued") return { en: `list ${hex}`, zh: `名单 ${hex}` };
  return isReasoned(change) ? { en: `reason ${hex}`, zh: `理由 ${hex}` } : { en: `order ${hex}`, zh: `订单 ${hex}` };
}

/** The subject of these is the commitment of a reason. */
function isReasoned({ action }: ToldChange): boolean {
  return action === "Revoked" || action === "Expired" || isOfDays({ action });
}

/** The amount of these is days. */
function isOfDays({ action }: Pick<ToldChange, "action">): boolean {
  return action === "Frozen" || action === "Unfrozen" || action === "Extended";
}

function agrees(count: number): Text {
  return {
    en: `The history is complete: replaying its ${counted(count, "change")} gives exactly what the ledger holds.`,
    zh: `历史完整：逐项重放全部 ${count} 次变更，结果与账本记录完全一致。`,
  };
}

function differs({ voucher }: Held, count: number, why: Text | undefined): Text {
  const because = why ?? {
    en: `The ledger counts ${counted(voucher.sequence, "change")}, and the node tells of ${count}.`,
    zh: `账本计有 ${voucher.sequence} 次变更，而节点给出 ${count} 次。`,
  };
  return {
    en: `✗ Replaying these changes does not give what the ledger holds. ${because.en} Ask another node, and run tongdui audit.`,
    zh: `✗ 重放上述变更的结果与账本记录不一致。${because.zh}请改用其他节点核对，并运行 tongdui audit。`,
  };
}

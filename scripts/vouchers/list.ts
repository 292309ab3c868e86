/** `voucher list`: vouchers as they stand, with what they add up to. */
import { dayOf } from "../../client/days.ts";
import { formatEnterprise, formatVoucher, programOf } from "../../client/ids.ts";
import { formatFen } from "../../client/money.ts";
import type { Text } from "../../client/text/text.ts";
import { remainingOf, returnedOf, type Voucher } from "../../client/voucherWord.ts";
import { counted } from "../../client/text/counted.ts";
import { reading } from "../chain/reading.ts";
import type { Answer } from "../cli/answer.ts";
import type { Context } from "../cli/context.ts";
import { programAt } from "../programs/program.ts";
import { Directory } from "../registers/directory.ts";
import { tellDamaged } from "../registers/tellDamaged.ts";
import { giveReport, type Line } from "../reports/give.ts";
import { tableFile, type Output } from "../reports/tableFile.ts";
import { sumsOf, TOTAL } from "../reports/words.ts";
import { defineSheet, type Entry } from "../tables/sheet.ts";
import { isUsedUp, standingText, type Standing } from "./facts.ts";
import { allVouchers, frozenUntil, isDue, vouchersAt } from "./held.ts";

type Status = "active" | "used-up" | "frozen" | "due" | "revoked" | "expired";

export interface ListVouchersInput extends Output {
  readonly program: bigint | undefined;
  /** An id or a credit code. */
  readonly enterprise: string | undefined;
  readonly status: Status | undefined;
}

export const VOUCHERS = defineSheet({
  title: { en: "Vouchers", zh: "双创券清单" },
  columns: {
    voucher: { heading: { en: "Voucher", zh: "券号" }, kind: "text" },
    enterprise: { heading: { en: "Enterprise", zh: "企业编号" }, kind: "text" },
    name: { heading: { en: "Name", zh: "企业名称" }, kind: "text" },
    program: { heading: { en: "Program", zh: "项目" }, kind: "text" },
    status: { heading: { en: "Status", zh: "状态" }, kind: "text" },
    face: { heading: { en: "Face", zh: "面额" }, kind: "amount" },
    remaining: { heading: { en: "Remaining", zh: "余额" }, kind: "amount" },
    locked: { heading: { en: "Locked", zh: "锁定" }, kind: "amount" },
    redeemed: { heading: { en: "Redeemed", zh: "核销" }, kind: "amount" },
    returned: { heading: { en: "Returned", zh: "退回预算" }, kind: "amount" },
    issuedOn: { heading: { en: "Issued on", zh: "发放日" }, kind: "day" },
    useBy: { heading: { en: "Use by", zh: "使用期限至" }, kind: "day" },
  },
});

const FIGURES = ["face", "remaining", "locked", "redeemed", "returned"] as const;

interface Listed extends Standing {
  readonly id: bigint;
  readonly voucher: Voucher;
}

/** @throws TongduiError `UsageWrong`, `ProgramUnknown`, `FileExists`; as Directory.open and Directory.idOf. */
export async function listVouchers(input: ListVouchersInput, context: Context): Promise<Answer> {
  const out = await tableFile(input);
  return reading(context, async (open) => {
    const directory = await Directory.open(open);
    tellDamaged(directory, context);
    const enterprise = input.enterprise === undefined ? undefined : directory.idOf("enterprise", input.enterprise);
    if (input.program !== undefined) await programAt(open, input.program);
    const newest = await open.nodes.getBlock("latest");
    const { number: block, timestamp: time } = newest ?? { number: 0, timestamp: 0 };
    const ids = await allVouchers(open, input.program);
    const found = (await vouchersAt(open, ids)).flatMap((voucher, i) =>
      voucher && (enterprise === undefined || voucher.enterprise === enterprise) ? [{ id: ids[i] ?? 0n, voucher }] : [],
    );
    const until = await frozenUntil(open, found);
    const rows = found
      .map(({ id, voucher }, i): Listed => {
        const frozen = (until[i] ?? 0) > time ? until[i] : undefined;
        return { id, voucher, frozenUntil: frozen, isDue: isDue(voucher, dayOf(time)) };
      })
      .filter((one) => input.status === undefined || isOf(one, input.status));
    const entries = rows.map((row) => entryOf(row, directory));
    const sums = sumsOf(entries, FIGURES);
    const lines: Line<typeof VOUCHERS>[] = entries.map((cells) => ({ cells }));
    // A table for Excel may be given to --file of another command, which takes every row for a voucher.
    const isTable = out !== undefined && out.format !== "json";
    if (entries.length > 1 && !isTable) lines.push({ total: true, cells: { voucher: TOTAL, ...sums } });
    const remarks = entries.length > 0 ? [summed(entries.length, sums.face, sums.remaining)] : [];
    return giveReport({ sheet: VOUCHERS, lines, remarks }, { block, today: dayOf(time) }, out, context);
  });
}

function isOf({ voucher, frozenUntil: frozen, isDue: due }: Listed, status: Status): boolean {
  switch (status) {
    case "active":
      return voucher.status === "Active" && !isUsedUp(voucher);
    case "used-up":
      return isUsedUp(voucher);
    case "frozen":
      return frozen !== undefined;
    case "due":
      return due;
    case "revoked":
      return voucher.status === "Revoked";
    case "expired":
      return voucher.status === "Expired";
  }
}

function entryOf(listed: Listed, directory: Directory): Entry<typeof VOUCHERS> {
  const { id, voucher } = listed;
  const { enterprise, face, locked, redeemed, issuedOn, useBy } = voucher;
  return {
    voucher: formatVoucher(id),
    enterprise: formatEnterprise(enterprise),
    name: directory.byId("enterprise", enterprise)?.name,
    program: String(programOf(id)),
    status: standingText(voucher, listed),
    face,
    remaining: remainingOf(voucher),
    locked,
    redeemed,
    returned: returnedOf(voucher),
    issuedOn,
    useBy,
  };
}

function summed(count: number, face: bigint, remaining: bigint): Text {
  return {
    en: `${counted(count, "voucher")}, ${formatFen(face)} in all, of which ${formatFen(remaining)} remain.`,
    zh: `共 ${count} 张，面额合计 ${formatFen(face)}，余额合计 ${formatFen(remaining)}。`,
  };
}

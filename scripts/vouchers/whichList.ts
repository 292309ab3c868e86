/** Which list an officer means: by its plan, or by its id on the ledger. */
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { formatFen } from "../../client/money.ts";
import { counted } from "../../client/text/counted.ts";
import type { Reading } from "../chain/reading.ts";
import { announcedList, type AnnouncedList } from "./announced.ts";
import { readPlan, type Plan } from "./planFile.ts";

export interface WhichList {
  readonly list: AnnouncedList;
  /** Where it was named by its plan. */
  readonly plan: Plan | undefined;
}

/**
 * @param typed a plan's file, or `0x` and 64 digits.
 * @throws TongduiError `BatchUnknown`, `PlanDiffers`; as readPlan.
 */
export async function whichList(open: Reading, typed: string): Promise<WhichList> {
  if (/^0x[0-9a-f]{64}$/i.test(typed)) {
    return { list: await announcedList(open, typed.toLowerCase()), plan: undefined };
  }
  const plan = await readPlan(typed, open.deployment);
  const list = await announcedList(open, plan.batch);
  demandSame(list, plan);
  return { list, plan };
}

/** The id of a list is its program and its chain; count and total are told beside them. @throws TongduiError `PlanDiffers`. */
export function demandSame({ batch, count, total }: AnnouncedList, { items, total: planned }: Plan): void {
  if (count === items.length && total === planned) return;
  throw new TongduiError(
    "PlanDiffers",
    {
      en: `The list ${batch} was announced with ${counted(count, "item")} and ${formatFen(total)}, and the plan has ${items.length} and ${formatFen(planned)}.`,
      zh: `名单 ${batch} 公示为 ${count} 项、${formatFen(total)}，而计划为 ${items.length} 项、${formatFen(planned)}。`,
    },
    {
      hint: {
        en: "It can never be issued to its end: withdraw it, and announce the plan rightly with --again.",
        zh: "该名单无法发放完毕：请撤回，并用 --again 重新生成计划后公示。",
      },
    },
  );
}

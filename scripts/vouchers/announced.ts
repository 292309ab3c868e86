/** A list as the ledger has it, from its announcement on. */
import type { Day } from "../../client/days.ts";
import { findRevertData } from "../../client/errors/revertData.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import { LAPSE_DAYS } from "../../client/list.ts";
import { LIST_STAGES } from "../../client/replay/vouchers.ts";
import type { Reading } from "../chain/reading.ts";

export type ListStage = (typeof LIST_STAGES)[number];

export interface AnnouncedList {
  readonly batch: string;
  readonly program: bigint;
  readonly count: number;
  /** Items issued or passed over. */
  readonly done: number;
  /** Fen announced. */
  readonly total: bigint;
  /** Fen of the items done. */
  readonly drawn: bigint;
  readonly noticeEnd: Day;
  /** The day of the last approval or chunk, never before the notice's end. */
  readonly lastAct: Day;
  readonly approvals: number;
  readonly stage: ListStage;
  readonly announcer: string;
  /** Chain of the items that are still to come. */
  readonly next: string;
}

/** A list, or undefined if it was never announced. */
export async function listAt({ ledger }: Pick<Reading, "ledger">, batch: string): Promise<AnnouncedList | undefined> {
  const { vouchers } = ledger;
  try {
    const list = await vouchers.batchOf(batch);
    return {
      batch,
      program: list.program,
      count: Number(list.count),
      done: Number(list.done),
      total: list.total,
      drawn: list.drawn,
      noticeEnd: Number(list.noticeEnd),
      lastAct: Number(list.lastAct),
      approvals: Number(list.approvals),
      stage: LIST_STAGES[Number(list.stage)] ?? "None",
      announcer: list.announcer,
      next: list.next,
    };
  } catch (error) {
    const data = findRevertData(error);
    if (data !== undefined && vouchers.interface.parseError(data)?.name === "BatchUnknown") return undefined;
    throw error;
  }
}

/** @throws TongduiError `BatchUnknown`. */
export async function announcedList(open: Pick<Reading, "ledger">, batch: string): Promise<AnnouncedList> {
  const list = await listAt(open, batch);
  if (list) return list;
  throw new TongduiError(
    "BatchUnknown",
    { en: `The list ${batch} was never announced on this ledger.`, zh: `名单 ${batch} 从未在本账本公示。` },
    {
      hint: {
        en: "Check that the plan is the one that was announced, and the profile's ledger the right one.",
        zh: "请核对计划文件是否为公示时的文件，以及配置文件所指的账本。",
      },
    },
  );
}

/** The last day on which a list can be approved and issued. */
export function lapsesAfter({ lastAct }: Pick<AnnouncedList, "lastAct">): Day {
  return lastAct + LAPSE_DAYS;
}

/** Lists and vouchers, rebuilt: contracts/Vouchers.sol with vouchers/Issuing.sol and vouchers/Lifetime.sol. */
import { dayOf, type Day } from "../days.ts";
import { TongduiError } from "../errors/tongduiError.ts";
import { formatVoucher, programOf, voucherId } from "../ids.ts";
import { encodeVoucher, type Voucher } from "../voucherWord.ts";
import type { EventOf, Origin } from "./events.ts";
import { gap, repeated, told, untold } from "./faults.ts";
import { applyToMatters, type Matters } from "./matters.ts";
import { applyToObjections, type Objections } from "./objections.ts";
import { mapped, nameOf, numberOf } from "./stored.ts";
import type { Value, Variables } from "./storageMap.ts";
import { ACTIONS, adopt, follow, type Change, type Story, type TermsOfChange } from "./voucherChange.ts";

export const LIST_STAGES = ["None", "Announced", "Withdrawn", "Done"] as const;

/** An announced list. Amounts in fen. */
export type ListRecord = {
  readonly program: bigint;
  readonly count: bigint;
  done: bigint;
  readonly total: bigint;
  drawn: bigint;
  readonly noticeEnd: Day;
  /** The day of the last approval or chunk, and never before the notice's end. */
  lastAct: Day;
  approvals: number;
  stage: (typeof LIST_STAGES)[number];
  readonly announcer: string;
  /** Chain of the items that are still to come. */
  next: string;
  /** By the district. */
  readonly approvers: Map<bigint, string>;
};

/** `since` and `until` in Unix seconds; see contracts/vouchers/Lifetime.sol. */
export type FreezeRecord = {
  since: number;
  until: number;
  count: number;
  daysInAll: number;
  daysOfClaim: number;
  beforeUseBy: boolean;
  byAuditor: boolean;
};

export type VoucherRecord = {
  story: Story;
  /** Stays empty where the state keeps no histories. */
  readonly history: (Change & { readonly origin: Origin })[];
  /** A change is missing or impossible; what came after it is taken as it was told. */
  broken: boolean;
};

export type VouchersState = {
  readonly histories: boolean;
  readonly vouchers: Map<bigint, VoucherRecord>;
  readonly batches: Map<string, ListRecord>;
  readonly serialOf: Map<bigint, bigint>;
  readonly freezes: Map<bigint, FreezeRecord>;
  readonly proposals: Matters;
  readonly objections: Objections;
};

type VouchersEvent = EventOf<"vouchers">;
type VoucherChanged = Extract<VouchersEvent, { name: "VoucherChanged" }>;
/** What every other event of Vouchers tells. */
type OtherEvent = Exclude<VouchersEvent, VoucherChanged>;

const SECONDS_A_DAY = 86_400;

/** @param histories whether every voucher's changes are kept. */
export function begin(histories: boolean): VouchersState {
  return {
    histories,
    vouchers: new Map(),
    batches: new Map(),
    serialOf: new Map(),
    freezes: new Map(),
    proposals: new Map(),
    objections: new Map(),
  };
}

export function apply(state: VouchersState, event: OtherEvent): void {
  switch (event.name) {
    case "BatchAnnounced":
      announce(state, event.args);
      break;
    case "BatchApproved": {
      const list = told(state.batches, event.args.batch, "list");
      list.approvers.set(event.args.district, event.args.by);
      list.approvals += 1;
      act(list, event.origin);
      break;
    }
    case "BatchWithdrawn":
      told(state.batches, event.args.batch, "list").stage = "Withdrawn";
      break;
    case "ChunkIssued": {
      const { batch, done, drawn, next } = event.args;
      const list = told(state.batches, batch, "list");
      Object.assign(list, { done, drawn, next });
      if (done === list.count) list.stage = "Done";
      act(list, event.origin);
      break;
    }
    case "FreezeOrdered":
      freeze(state, event.args, event.origin);
      break;
    case "FreezeEnded":
      unfreeze(state, event.args, event.origin);
      break;
    case "Objected":
    case "ObjectionEnded":
      applyToObjections(state.objections, event);
      break;
    case "MatterProposed":
    case "MatterConfirmed":
    case "MatterWithdrawn":
      applyToMatters(state.proposals, event);
      break;
    // They tell who did what VoucherChanged numbers, and what ERC-721 and ERC-5192 ask for.
    case "VoucherExtended":
    case "ItemPassedOver":
    case "Transfer":
    case "Locked":
    case "Unlocked":
    case "Approval":
    case "ApprovalForAll":
      break;
  }
}

/** What a change did, for the contracts that Vouchers told of it. */
export type Moved = {
  readonly id: bigint;
  readonly change: Change;
  readonly before?: Voucher;
  readonly after: Voucher;
};

/**
 * Follows a voucher's next change. A change that cannot be followed is taken as it is told, once `refuse` knows of it.
 *
 * @param refuse takes the TongduiError that says what is wrong.
 */
export function applyChange(
  state: VouchersState,
  { args, origin }: VoucherChanged,
  terms: TermsOfChange | undefined,
  refuse: (error: unknown) => void,
): Moved {
  const { voucher: id, amount, subject } = args;
  const change = {
    sequence: Number(args.sequence),
    action: nameOf(ACTIONS, args.action),
    amount,
    subject,
    word: args.state,
    day: dayOf(origin.time),
    origin,
  };
  const record = state.vouchers.get(id);
  const before = record?.story;
  let story: Story;
  let broken = record?.broken ?? false;
  try {
    story = broken ? adopt(before, change) : follow(id, before, change, terms);
  } catch (error) {
    refuse(error);
    story = adopt(before, change);
    broken = true;
  }
  if (record) {
    record.story = story;
    record.broken = broken;
    if (state.histories) record.history.push(change);
  } else {
    state.vouchers.set(id, { story, broken, history: state.histories ? [change] : [] });
    const program = programOf(id);
    const next = voucherId(program, (state.serialOf.get(program) ?? 0n) + 1n);
    state.serialOf.set(program, id & 0xffff_ffffn);
    if (id !== next) refuse(gap("voucher", next, id));
  }
  return { id, change, ...(before && { before: before.voucher }), after: story.voucher };
}

/** The days of freezes that a voucher has behind it; of a running one, without the whole days still to come. */
export function frozenDays(state: VouchersState, voucher: bigint, time: number): number {
  const record = state.freezes.get(voucher);
  if (record === undefined) return 0;
  return record.daysInAll - Math.max(0, Math.floor((record.until - time) / SECONDS_A_DAY));
}

export function storageOf(state: VouchersState): Variables {
  const { vouchers, batches, serialOf, freezes, proposals, objections } = state;
  return {
    serialOf,
    freezes,
    proposals,
    objections,
    vouchers: mapped(vouchers, ({ story }) => encodeVoucher(story.voucher)),
    batches: mapped(batches, storedList),
    approverOf: mapped(batches, ({ approvers }) => approvers),
  };
}

function storedList(list: ListRecord): Value {
  const { program, count, done, total, drawn, noticeEnd, lastAct, approvals, announcer, next } = list;
  const stage = numberOf(LIST_STAGES, list.stage);
  return { program, count, done, total, drawn, noticeEnd, lastAct, approvals, stage, announcer, next };
}

type ArgsOf<Name extends VouchersEvent["name"]> = Extract<VouchersEvent, { name: Name }>["args"];

function announce(
  state: VouchersState,
  { batch, program, chain, count, total, noticeEnd, by }: ArgsOf<"BatchAnnounced">,
): void {
  if (state.batches.has(batch)) throw repeated("list", batch);
  const end = Number(noticeEnd);
  state.batches.set(batch, {
    program,
    count,
    done: 0n,
    total,
    drawn: 0n,
    noticeEnd: end,
    lastAct: end,
    approvals: 0,
    stage: "Announced",
    announcer: by,
    next: chain,
    approvers: new Map(),
  });
}

function act(list: ListRecord, { time }: Origin): void {
  list.lastAct = Math.max(list.lastAct, dayOf(time));
}

/** The change that numbers a freeze comes before the event that tells who ordered it. */
function freeze(
  state: VouchersState,
  { voucher: id, length, byAuditor }: ArgsOf<"FreezeOrdered">,
  { time }: Origin,
): void {
  const beforeUseBy = told(state.vouchers, id, "voucher").story.freeze?.movedUseBy;
  if (beforeUseBy === undefined) throw untold("freeze of voucher", id);
  const days = Number(length);
  const earlier = state.freezes.get(id);
  const running = earlier !== undefined && earlier.until > time;
  const since = running ? earlier.until : time;
  state.freezes.set(id, {
    since,
    until: since + days * SECONDS_A_DAY,
    count: (earlier?.count ?? 0) + 1,
    daysInAll: (earlier?.daysInAll ?? 0) + days,
    daysOfClaim: (earlier?.daysOfClaim ?? 0) + (beforeUseBy ? 0 : days),
    beforeUseBy,
    byAuditor: byAuditor || (running && earlier.byAuditor),
  });
}

function unfreeze(state: VouchersState, { voucher: id, unused }: ArgsOf<"FreezeEnded">, { time }: Origin): void {
  const record = told(state.freezes, id, "freeze of voucher");
  const days = Number(unused);
  const left = Math.floor((record.until - time) / SECONDS_A_DAY);
  record.until = time;
  record.daysInAll -= days;
  if (!record.beforeUseBy) record.daysOfClaim -= days;
  if (days !== left) throw wrongRest(id, left, days);
}

function wrongRest(id: bigint, left: number, told: number): TongduiError {
  return new TongduiError("FreezeRestWrong", {
    en: `The freeze of voucher ${formatVoucher(id)} has ${left} whole days left, and the event gives back ${told}.`,
    zh: `券 ${formatVoucher(id)} 的冻结尚余 ${left} 整天，而事件退回的是 ${told} 天。`,
  });
}

/** Objections that nobody has ended, from all that can be objected to: announced lists, admissions and redeemed orders. */
import type { Day } from "../../client/days.ts";
import { districtOf } from "../../client/ids.ts";
import type { Objections } from "../../client/replay/objections.ts";
import type { LedgerView } from "./view.ts";

/** In the order of the contract's numbers. */
export const SEATS = ["auditor", "home", "provider"] as const;

export type Seat = (typeof SEATS)[number];

export interface OpenObjection {
  readonly about: "list" | "admission" | "order";
  /** Batch or order, `0x…`, or a provider's id. */
  readonly subject: string | bigint;
  readonly seat: Seat;
  readonly raisedOn: Day;
  /** The last day on which it stands; undefined for the Auditor's, which does not lapse. */
  readonly standsThrough: Day | undefined;
  /** Who is to resolve it. */
  readonly district: bigint;
  readonly program: bigint | undefined;
  /** Fen that wait because of it. */
  readonly amount: bigint | undefined;
}

/** Those about subjects that still wait: issued, admitted, paid or withdrawn ones are past it. */
export function openObjections(view: LedgerView): OpenObjection[] {
  const { vouchers, providers, orders, programs } = view.state;
  const found: OpenObjection[] = [];
  const add = (
    objections: Objections,
    hash: string,
    about: Omit<OpenObjection, "seat" | "raisedOn" | "standsThrough">,
    resolveDays: number,
  ): void => {
    for (const { seat, raisedOn } of openSeats(objections.get(hash) ?? 0n)) {
      found.push({ ...about, seat, raisedOn, standsThrough: seat === "auditor" ? undefined : raisedOn + resolveDays });
    }
  };
  const termsOf = (program: bigint) => programs.programs.get(program)?.terms;

  for (const [batch, { stage, program, total, drawn }] of vouchers.batches) {
    const terms = termsOf(program);
    if (stage !== "Announced" || !terms) continue;
    const about = { about: "list", subject: batch, district: terms.home, program, amount: total - drawn } as const;
    add(vouchers.objections, batch, about, Number(terms.resolveDays));
  }
  for (const [provider, { status }] of providers.providers) {
    if (status !== "Countersigned") continue;
    const hash = `0x${provider.toString(16).padStart(64, "0")}`;
    const about = { subject: provider, district: districtOf(provider), program: undefined, amount: undefined };
    add(providers.objections, hash, { about: "admission", ...about }, view.admissionResolveDays);
  }
  for (const [order, { state }] of orders.orders) {
    const program = state.voucher >> 32n;
    const terms = termsOf(program);
    if (state.stage !== "Redeemed" || !terms) continue;
    const about = { about: "order", subject: order, district: terms.home, program, amount: state.amount } as const;
    add(orders.objections, order, about, Number(terms.resolveDays));
  }
  return found;
}

/** Whether it stands in the way today. */
export function stands({ standsThrough }: OpenObjection, today: Day): boolean {
  return standsThrough === undefined || today <= standsThrough;
}

const OPEN = 1n;

/** For seat s, bits 24 s to 24 s + 15 the day of the objection, then 8 bits its standing: contracts/base/Objections.sol. */
function openSeats(word: bigint): { seat: Seat; raisedOn: Day }[] {
  return SEATS.flatMap((seat, i) => {
    const entry = (word >> BigInt(24 * i)) & 0xff_ffffn;
    return entry >> 16n === OPEN ? [{ seat, raisedOn: Number(entry & 0xffffn) }] : [];
  });
}

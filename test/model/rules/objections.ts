import type { Day } from "../../../client/days.ts";
import type { Act } from "./act.ts";
import { propose, seconded } from "./matters.ts";
import { CONSORTIUM, demandDuty, demandSafe, holds } from "./offices.ts";
import type { Town } from "./town.ts";

/** One seat's objection to one subject. */
export interface Objection {
  readonly day: Day;
  readonly open: boolean;
}

/** The seats by the ledger's numbers. */
export const SEAT = { auditor: 0, home: 1, provider: 2 } as const;
export const SEATS = [SEAT.auditor, SEAT.home, SEAT.provider];

/** What a subject is heard under; `other` is `home` where no second district is concerned. */
export interface Hearing {
  readonly home: number;
  readonly other: number;
  readonly noticeEnd: Day;
  readonly resolveDays: number;
  /** It is in the one state in which it can be objected to. */
  readonly running: boolean;
}

export type Heard = "vouchers" | "providers" | "orders";

const objectionsTo = ({ objections }: Town, part: Heard, subject: string): readonly (Objection | undefined)[] =>
  objections.get(`${part} ${subject}`) ?? [];

function put(town: Town, part: Heard, subject: string, seat: number, objection: Objection): void {
  const all = [...objectionsTo(town, part, subject)];
  all[seat] = objection;
  town.objections.set(`${part} ${subject}`, all);
}

/** A district's objection stands through its resolve period, the Auditor's until it is ended. */
export function stands(objection: Objection | undefined, seat: number, resolveDays: number, today: Day): boolean {
  return objection?.open === true && (seat === SEAT.auditor || today <= objection.day + resolveDays);
}

/** While an objection stands its subject does not go on. */
export function demandNoObjection(a: Act, part: Heard, subject: string, resolveDays: number): void {
  for (const [seat, objection] of objectionsTo(a.town, part, subject).entries()) {
    a.demand(!stands(objection, seat, resolveDays, a.today), "ObjectionOpen", subject, seat);
  }
}

/** A subject that comes back is heard anew; an open objection of the Auditor stays. */
export function hearAnew(town: Town, part: Heard, subject: string): void {
  const [auditors] = objectionsTo(town, part, subject);
  town.objections.delete(`${part} ${subject}`);
  if (auditors?.open) put(town, part, subject, SEAT.auditor, auditors);
}

/** The acts about objections, where the hearing of a subject is known or refused. */
export function objecting(part: Heard, hearingOf: (a: Act, subject: string) => Hearing) {
  const demandOpen = (a: Act, subject: string, seat: number): Objection => {
    const objection = objectionsTo(a.town, part, subject)[seat];
    a.demand(objection?.open === true, "NoOpenObjection", subject, seat);
    return objection ?? { day: 0, open: false };
  };
  const end = (a: Act, subject: string, seat: number, objection: Objection, reason: string): void => {
    put(a.town, part, subject, seat, { ...objection, open: false });
    a.tell(part, "ObjectionEnded", { subject, seat, by: a.by, reason });
  };

  return {
    object(a: Act, subject: string, seat: number, reason: string): void {
      const hearing = hearingOf(a, subject);
      if (seat === SEAT.auditor) demandDuty(a, CONSORTIUM, "auditor");
      else demandDuty(a, seat === SEAT.home ? hearing.home : hearing.other, "bureau");
      a.demand(hearing.running, "NoHearing", subject);
      a.demand(seat !== SEAT.provider || hearing.other !== hearing.home, "SeatIsHome", subject);
      a.demand(a.today <= hearing.noticeEnd, "NoticeOver", subject, hearing.noticeEnd);
      const before = objectionsTo(a.town, part, subject)[seat];
      a.demand(before === undefined, "ObjectedBefore", subject, seat);
      a.granted();
      put(a.town, part, subject, seat, { day: a.today, open: true });
      a.tell(part, "Objected", { subject, seat, by: a.by, reason });
    },

    resolve(a: Act, subject: string, seat: number, reason: string): void {
      a.demand(seat !== SEAT.auditor, "NotADistrictsObjection", seat);
      demandDuty(a, hearingOf(a, subject).home, "bureau");
      demandOpen(a, subject, seat);
      propose(a, part, "resolve", [subject, seat, reason]);
    },

    confirmResolve(a: Act, subject: string, seat: number, reason: string): void {
      demandDuty(a, hearingOf(a, subject).home, "approver");
      const close = seconded(a, part, "resolve", [subject, seat, reason]);
      const objection = demandOpen(a, subject, seat);
      a.granted();
      close();
      end(a, subject, seat, objection, reason);
    },

    endAuditorsObjection(a: Act, subject: string, reason: string): void {
      if (!holds(a.town, a.by, CONSORTIUM, "auditor")) demandSafe(a);
      const objection = demandOpen(a, subject, SEAT.auditor);
      a.granted();
      end(a, subject, SEAT.auditor, objection, reason);
    },
  };
}

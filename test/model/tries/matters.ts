import { dayOf } from "../../../client/days.ts";
import { hashOf, type Matter } from "../rules/matters.ts";
import { SEAT, SEATS, type Heard } from "../rules/objections.ts";
import { CONSORTIUM } from "../rules/offices.ts";
import { ZERO } from "../rules/town.ts";
import type { Draw } from "./draw.ts";

/** Takes back a proposal; the wrong one was never made. */
export function withdrawal(part: Matter["part"]) {
  return (draw: Draw) => {
    const own = [...draw.town.matters.values()].filter((matter) => matter.part === part);
    const matter = draw.dice.one(own);
    if (!matter) return undefined;
    const hash = draw.dice.or(hashOf(matter.kind, matter.values).hash, ZERO);
    return [draw.dice.one([matter.by], draw.everybody)!, hash] as const;
  };
}

interface Subject {
  readonly subject: string;
  readonly home: number;
  readonly other: number;
  readonly running: boolean;
  readonly noticeEnd: number;
}

/** Tries about objections to the subjects of one contract. */
export function objections(part: Heard, subjectsIn: (draw: Draw) => Subject[]) {
  const openSeats = (draw: Draw): [Subject, number][] =>
    subjectsIn(draw).flatMap((subject) => {
      const seats = draw.town.objections.get(`${part} ${subject.subject}`) ?? [];
      return SEATS.filter((seat) => seats[seat]?.open).map((seat): [Subject, number] => [subject, seat]);
    });

  return {
    object: (draw: Draw) => {
      const all = subjectsIn(draw);
      const heard = all.filter(({ running, noticeEnd }) => running && dayOf(draw.town.now) <= noticeEnd);
      const subject = draw.dice.one(heard, all);
      if (!subject) return undefined;
      const before = draw.town.objections.get(`${part} ${subject.subject}`) ?? [];
      const seats = SEATS.filter((seat) => seat !== SEAT.provider || subject.home !== subject.other);
      const seat = draw.dice.one(
        seats.filter((it) => before[it] === undefined),
        SEATS,
      );
      if (seat === undefined) return undefined;
      const district = seat === SEAT.home ? subject.home : subject.other;
      const by = seat === SEAT.auditor ? draw.officer(CONSORTIUM, "auditor") : draw.officer(district, "bureau");
      return [by, subject.subject, seat, draw.reason()] as const;
    },

    resolve: (draw: Draw) => {
      const districts = openSeats(draw).filter(([, seat]) => seat !== SEAT.auditor);
      const others = subjectsIn(draw).map((subject): [Subject, number] => [subject, draw.dice.number(3)]);
      const found = draw.dice.one(districts, others);
      if (!found) return undefined;
      const [{ subject, home }, seat] = found;
      return [draw.officer(home, "bureau"), subject, seat, draw.reason()] as const;
    },

    confirmResolve: (draw: Draw) => {
      const open = openSeats(draw);
      const matter = draw.matter(part, "resolve", ({ values }) =>
        open.some(([{ subject }, seat]) => subject === values[0] && seat === values[1]),
      );
      if (!matter) return undefined;
      const [subject, seat, reason] = matter.values as [string, number, string];
      const home = subjectsIn(draw).find((it) => it.subject === subject)?.home ?? 1;
      return [draw.second(home, "approver", matter.by), subject, seat, reason] as const;
    },

    endAuditorsObjection: (draw: Draw) => {
      const own = openSeats(draw).filter(([, seat]) => seat === SEAT.auditor);
      const subject = draw.dice.one(
        own.map(([it]) => it.subject),
        [...subjectsIn(draw).map((it) => it.subject), ZERO],
      );
      if (subject === undefined) return undefined;
      const safes = draw.dice.chance(40);
      const by = safes ? draw.officer(CONSORTIUM, "administrator") : draw.officer(CONSORTIUM, "auditor");
      return [by, subject, draw.reason()] as const;
    },
  };
}

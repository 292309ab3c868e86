/** Programs of all four districts that differ in everything a consultation looks at, and questions of every kind about them. */
import type { Day } from "../../client/days.ts";
import type { AskerFacts, ProgramFacts, Wish } from "../../client/eligibility/facts.ts";
import type { DistrictKey } from "../../test/deploy/pilot.ts";
import { TERMS } from "../../test/support/terms.ts";

export const DISTRICTS: readonly DistrictKey[] = ["yangpu", "wujin", "nanhu", "hefei"];
const CLASSES = [1, 2, 3, 4, 5, 6, 7];
/** Of each program, as it is opened. */
export const APPROVED = 1_000_000_000n;

/** The terms of a program by its place, which is its number less one. */
export function termsOf(place: number) {
  const classes = CLASSES.filter((one) => (place + one) % 3 !== 0);
  return {
    ...{ home: DISTRICTS[place % DISTRICTS.length] ?? "wujin", approved: APPROVED, classes },
    share: BigInt(2_500 + ((place * 500) % 5_000)),
    greatestFace: BigInt(5 + (place % 20)) * 1_000_000n,
    leastContract: BigInt(1 + (place % 9)) * 100_000n,
  };
}

/** The same as a consultation takes them. */
export function factsOf(place: number, lastIssueDay: Day): ProgramFacts {
  const { classes, share, greatestFace, leastContract, approved } = termsOf(place);
  return {
    ...{ program: place + 1, district: 1 + (place % DISTRICTS.length), status: "Open", isDistrictActive: true },
    ...{ share: Number(share), yearlyCap: TERMS.yearlyCap, greatestFace, leastContract },
    ...{ useByDays: Number(TERMS.useByDays), claimByDays: Number(TERMS.claimByDays) },
    ...{ extensionDays: Number(TERMS.extensionDays), noticeFloor: Number(TERMS.noticeFloor), lastIssueDay },
    ...{ joint: [], classes, available: approved },
  };
}

export interface Question {
  readonly asker: AskerFacts;
  readonly wish: Wish;
}

/** No two of the first thousands are alike. */
export function questionOf(turn: number, day: Day): Question {
  const issuedThisYear = BigInt((turn * 37) % 40) * 1_000_000n;
  return {
    asker: { district: 1 + (turn % DISTRICTS.length), standing: undefined, issuedThisYear },
    wish: {
      ...{ day, serviceClass: CLASSES[turn % CLASSES.length] ?? 1 },
      contractValue: 100_000n + BigInt((turn * 7_919) % 100_000) * 1_000n,
      ...(turn % 3 === 0 && { amount: BigInt(1 + (turn % 50)) * 100_000n }),
    },
  };
}

/** Where the index answers it. */
export function addressOf({ asker, wish }: Question): string {
  const { serviceClass, contractValue, amount } = wish;
  const asked = new URLSearchParams({
    ...{ issued: String(asker.issuedThisYear), limit: "200" },
    ...(amount !== undefined && { amount: String(amount) }),
  });
  return `/eligibility/${asker.district}/${serviceClass}/${contractValue}?${asked.toString()}`;
}

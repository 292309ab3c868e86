/** What the bench is measured against. */
import { KEYS, type Key, type Result } from "./figures.ts";

/** A figure at most so many gas a voucher. */
export const MOST: Partial<Record<Key, number>> = {
  issue100: 42_000,
  redeem50: 65_000,
  pay50: 22_000,
  expire100: 15_000,
  life50: 210_000,
};

/** A list to a hundred enterprises at most this part of what OpenZeppelin's bare mint costs. */
const MOST_OF_OPEN_ZEPPELIN = 0.9;

/** Two equal lists differ by a few gas: the zero bytes in their hashes are cheaper to send. */
const EQUAL_WITHIN = 0.001;

/** Parts of one another, null where one of the two was not measured. */
export type Ratios = Record<"issue100ToOpenZeppelin" | "life50ToEasAttest" | "at100kToIssue100", number | null>;

export interface Aim {
  readonly figure: Key | keyof Ratios;
  readonly aim: string;
  readonly value: number | null;
  /** null where it was not measured. */
  readonly met: boolean | null;
}

export function ratiosOf({ issue100, life50, at100k, peers, extras }: Result): Ratios {
  const ratio = (a: number | null, b: number | null) => (a === null || b === null ? null : Number((a / b).toFixed(4)));
  return {
    issue100ToOpenZeppelin: ratio(issue100, peers.openZeppelinErc721.issue100),
    life50ToEasAttest: ratio(life50, extras.easAttest),
    at100kToIssue100: ratio(at100k, issue100),
  };
}

export function aimsOf(result: Result): Aim[] {
  const ratios = ratiosOf(result);
  const aim = (figure: Aim["figure"], text: string, value: number | null, isMet: (value: number) => boolean): Aim => ({
    figure,
    aim: text,
    value,
    met: value === null ? null : isMet(value),
  });
  const most = KEYS.flatMap((key) => {
    const limit = MOST[key];
    const text = `at most ${(limit ?? 0).toLocaleString("en")}`;
    return limit === undefined ? [] : [aim(key, text, result[key], (value) => value <= limit)];
  });
  return [
    ...most,
    aim(
      "issue100ToOpenZeppelin",
      `at most ${MOST_OF_OPEN_ZEPPELIN}`,
      ratios.issue100ToOpenZeppelin,
      (ratio) => ratio <= MOST_OF_OPEN_ZEPPELIN,
    ),
    aim(
      "at100kToIssue100",
      "1, to a thousandth",
      ratios.at100kToIssue100,
      (ratio) => Math.abs(ratio - 1) <= EQUAL_WITHIN,
    ),
  ];
}

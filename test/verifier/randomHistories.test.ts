import { expect } from "chai";
import fc from "fast-check";
import { dayOf } from "../../client/days.ts";
import { TongduiError } from "../../client/errors/tongduiError.ts";
import * as replay from "../../client/replay/voucherChange.ts";
import { encodeVoucher, type Voucher } from "../../client/voucherWord.ts";
import type { Hex } from "../../verifier/bytes.ts";
import { play } from "../../verifier/ledger/history.ts";
import { ACTIONS, type Change } from "../../verifier/ledger/voucherChanged.ts";
import { readVoucher } from "../../verifier/ledger/voucherWord.ts";
import { Refusal } from "../../verifier/refusal.ts";

const ID = (1n << 32n) | 1n;
const START = Date.parse("2030-03-01T02:00:00Z") / 1_000;
const NOTHING: Hex = `0x${"00".repeat(32)}`;
const DAY = 86_400;

/** What is tried next: an action with dice that choose its order, amount and time, and now and then a bit of its word that is turned. */
type Try = { action: number; order: number; amount: number; wait: number; bit: number };

/** By the ledger's numbers: what orders do is tried often, what ends or stops a voucher seldom. */
const WEIGHTS = [1, 10, 3, 14, 4, 3, 14, 8, 1, 2, 2, 1, 2];
const action = fc.oneof(...WEIGHTS.map((weight, number) => ({ weight, arbitrary: fc.constant(number) })));
const wait = fc.oneof({ weight: 9, arbitrary: fc.nat(2 * DAY) }, { weight: 1, arbitrary: fc.nat(99 * DAY) });

const tries = fc.array(fc.record({ action, order: fc.nat(2), amount: fc.nat(9), wait, bit: fc.nat(4_000) }), {
  minLength: 20,
  maxLength: 80,
});

type Draw = { locked: bigint; redeemed: bigint };
/** Only what is needed to make words that are right: what the changes' amounts do, without asking whether they may. */
type Books = { voucher: Voucher; draws: Map<string, Draw>; until: number; moved: boolean };

const orderOf = (number: number): Hex => `0x${"0".repeat(63)}${number + 1}`;

/** A likely amount for the action. */
function amountFor(books: Books, { action, amount, order }: Try, time: number): bigint {
  const { face, locked, redeemed } = books.voucher;
  const draw = books.draws.get(orderOf(order)) ?? { locked: 1n, redeemed: 1n };
  const rest = face - locked - redeemed;
  const part = (whole: bigint): bigint => (amount < 6 ? whole : (whole * BigInt(amount)) / 8n);
  switch (ACTIONS[action]) {
    case "locked":
      return (rest * BigInt(amount)) / 8n;
    case "unlocked":
    case "redeemed":
      return part(draw.locked);
    case "reopened":
    case "rejected":
    case "paid":
    case "recovered":
      return part(draw.redeemed);
    case "frozen":
      return BigInt(amount * 4);
    case "unfrozen":
      return BigInt(Math.max(0, Math.floor((books.until - time) / DAY)) + (amount > 8 ? 1 : 0));
    case "extended":
      return BigInt(amount * 10);
    case "revoked":
    case "expired":
      return part(rest);
    default:
      return face;
  }
}

/** The voucher after the change, if the change may be. */
function after(books: Books, action: (typeof ACTIONS)[number], amount: bigint, order: Hex, time: number): Books {
  const { voucher, draws, until, moved } = books;
  const draw = draws.get(order) ?? { locked: 0n, redeemed: 0n };
  const drawn = (over: Draw): Books => ({
    ...books,
    draws: new Map(draws).set(order, over),
    voucher: {
      ...voucher,
      locked: voucher.locked + over.locked - draw.locked,
      redeemed: voucher.redeemed + over.redeemed - draw.redeemed,
    },
  });
  const turned = (over: Partial<Voucher>): Books => ({ ...books, voucher: { ...voucher, ...over } });
  switch (action) {
    case "locked":
      return drawn({ locked: amount, redeemed: 0n });
    case "unlocked":
      return drawn({ ...draw, locked: draw.locked - amount });
    case "redeemed":
      return drawn({ locked: 0n, redeemed: amount });
    case "reopened":
      return drawn({ locked: amount, redeemed: draw.redeemed - amount });
    case "rejected":
      return drawn({ ...draw, redeemed: draw.redeemed - amount });
    case "frozen": {
      const isBefore = dayOf(time) <= voucher.useBy;
      const frozen = turned({ frozenOnce: true, useBy: voucher.useBy + (isBefore ? Number(amount) : 0) });
      return { ...frozen, until: Math.max(time, until) + Number(amount) * DAY, moved: isBefore };
    }
    case "unfrozen":
      return { ...turned({ useBy: voucher.useBy - (moved ? Number(amount) : 0) }), until: time };
    case "extended":
      return turned({ extended: true, useBy: voucher.useBy + Number(amount) });
    case "revoked":
      return turned({ status: "Revoked" });
    case "expired":
      return turned({ status: "Expired" });
    default:
      return books;
  }
}

/** Whether it is accepted; whatever is not a refusal is a fault. */
function accepts(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch (error) {
    if (error instanceof Refusal || error instanceof TongduiError) return false;
    throw error;
  }
}

type Told = { number: number; action: number; amount: bigint; subject: Hex; word: bigint; time: number };

function changeOf({ number, action, amount, subject, word, time }: Told): Change {
  const place = { block: number, time, transaction: 0 };
  return { number, action: ACTIONS[action]!, amount, subject, after: readVoucher(ID, word), ...place };
}

function theirs(history: readonly Told[]): void {
  let story: replay.Story | undefined;
  for (const { number, action, ...told } of history) {
    const change = { ...told, sequence: number, action: replay.ACTIONS[action]!, day: dayOf(told.time) };
    story = replay.follow(ID, story, change);
  }
}

function ours(history: readonly Told[]): void {
  play(history.map(changeOf));
}

describe("A random history", () => {
  it("is accepted by the verifier if and only if the client follows it, but for what only a freeze's hours tell", () => {
    const seen = { accepted: 0, refused: 0, stricter: 0 };
    const done = new Set<number>();
    fc.assert(
      fc.property(tries, (list) => {
        const first: Voucher = {
          enterprise: (2n << 32n) | 7n,
          face: 8_000n,
          locked: 0n,
          redeemed: 0n,
          issuedOn: dayOf(START),
          useBy: dayOf(START) + 180,
          status: "Active",
          extended: false,
          frozenOnce: false,
          sequence: 1,
        };
        const subject = orderOf(8);
        const history: Told[] = [
          { number: 1, action: 0, amount: first.face, subject, word: encodeVoucher(first), time: START },
        ];
        let books: Books = { voucher: first, draws: new Map(), until: 0, moved: false };
        let time = START;
        for (const one of list) {
          time += one.wait;
          const action = ACTIONS[one.action]!;
          const order = action === "expired" ? NOTHING : orderOf(one.order);
          const amount = amountFor(books, one, time);
          const next = after(books, action, amount, order, time);
          const number = history.length + 1;
          let word: bigint;
          try {
            word = encodeVoucher({ ...next.voucher, sequence: number });
          } catch {
            continue;
          }
          if (one.bit < 256) word ^= 1n << BigInt(one.bit);
          const longer = [...history, { number, action: one.action, amount, subject: order, word, time }];
          const [mine, others] = [accepts(() => ours(longer)), accepts(() => theirs(longer))];
          // The client knows days, so it takes what the hours of a freeze rule out; it never refuses what the verifier takes.
          const byFreeze =
            action === "unfrozen" || (books.until > time && ["locked", "redeemed", "paid"].includes(action));
          if (byFreeze) expect(!mine || others).to.equal(true);
          else expect(mine, `${action} ${amount} of ${order} as ${number}`).to.equal(others);
          seen[mine ? "accepted" : others ? "stricter" : "refused"] += 1;
          if (!mine) continue;
          done.add(one.action);
          history.push(longer.at(-1)!);
          books = next;
        }
      }),
      { numRuns: 400, seed: 20_301_001 },
    );
    // All but the first, which begins each history.
    expect([...done].sort((a, b) => a - b)).to.deep.equal(ACTIONS.map((_, i) => i).slice(1));
    expect(
      Object.values(seen).every((count) => count > 20),
      JSON.stringify(seen),
    ).to.equal(true);
  });
});

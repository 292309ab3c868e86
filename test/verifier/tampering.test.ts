import { expect } from "chai";
import { decodeVoucher } from "../../client/voucherWord.ts";
import { bigNumber, word } from "../../verifier/bytes.ts";
import { entrySlot, PLACES } from "../../verifier/ledger/layout.ts";
import { ACTIONS, type LedgerEvent } from "../../verifier/ledger/voucherChanged.ts";
import { Refusal } from "../../verifier/refusal.ts";
import { story } from "../promises/story/story.ts";
import { load } from "../support/load.ts";
import { caseOf, prove, withEvent, withSlot, type Case, type Slot } from "./support/chainEvidence.ts";
import { refused } from "./support/refused.ts";

/** Every voucher of the story, with all its events. */
async function cases(): Promise<Case[]> {
  const { w, vouchers } = await load(story);
  const all: Case[] = [];
  for (const voucher of vouchers) all.push(await caseOf(w, voucher));
  return all;
}

type DataField = "action" | "amount" | "subject" | "state";
const FIELDS: readonly DataField[] = ["action", "amount", "subject", "state"];

function fieldOf({ data }: LedgerEvent, field: DataField): bigint {
  const at = 32 * FIELDS.indexOf(field);
  return bigNumber(data.subarray(at, at + 32));
}

function withField(it: Case, index: number, field: DataField, value: bigint): Case {
  const data = it.told[index]!.data.slice();
  data.set(word(value), 32 * FIELDS.indexOf(field));
  return withEvent(it, index, { data });
}

/** Whether it is refused, with whatever code. */
async function isRefused(it: Case): Promise<boolean> {
  try {
    await prove(it);
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}

/** Calls with each event of each case. */
async function eachEvent(act: (it: Case, index: number, event: LedgerEvent) => Promise<void>): Promise<void> {
  for (const it of await cases()) {
    for (const [index, event] of it.told.entries()) await act(it, index, event);
  }
}

const without = <Item>(items: readonly Item[], index: number) => items.filter((_, i) => i !== index);
const swapped = <Item>(items: readonly Item[], i: number): Item[] =>
  items.map((item, at) => (at === i ? items[i + 1]! : at === i + 1 ? items[i]! : item));

describe("A tampered history", () => {
  it("is refused with an event left out", async () => {
    await eachEvent(async (it, i) => {
      const short = { ...it, events: without(it.events, i), told: without(it.told, i) };
      await refused("HistoryIncomplete", () => prove(short));
    });
  });

  it("is refused with an event left out and another told twice in its stead", async () => {
    await eachEvent(async (it, i, event) => {
      if (i + 1 === it.told.length) return;
      const told = [...without(it.told, i).slice(0, i), ...it.told.slice(i + 1), event];
      await refused("ChangeMissing", () => prove({ ...it, told }));
    });
  });

  it("is refused with an event added", async () => {
    await eachEvent(async (it, i, event) => {
      const [header, transaction, log] = it.events.at(-1)!;
      const events = [...it.events, [header, transaction, log + 1 + i] as const];
      await refused("HistoryIncomplete", () => prove({ ...it, events, told: [...it.told, event] }));
    });
  });

  it("is refused with two events swapped", async () => {
    await eachEvent(async (it, i) => {
      if (i + 1 === it.told.length) return;
      await refused("ChangeMissing", () => prove({ ...it, told: swapped(it.told, i) }));
      await refused("EventOutOfOrder", () => prove({ ...it, events: swapped(it.events, i) }));
    });
  });

  it("is refused with the event of another voucher, contract, kind or number", async () => {
    await eachEvent(async (it, i, event) => {
      const [kind, voucher, sequence] = event.topics as [Uint8Array, Uint8Array, Uint8Array];
      const other = (over: Partial<LedgerEvent>) => prove(withEvent(it, i, over));
      const next = word(bigNumber(voucher) + 1n);
      await refused("EventForeign", () => other({ topics: [kind, next, sequence] }));
      await refused("EventForeign", () => other({ topics: [word(1n), voucher, sequence] }));
      await refused("EventForeign", () => other({ topics: [] }));
      await refused("EventForeign", () => other({ address: it.basis.edition.orders.address }));
      await refused("ChangeMissing", () => other({ topics: [kind, voucher, word(BigInt(i + 2))] }));
    });
  });

  it("is refused with an event that is not of its form", async () => {
    await eachEvent(async (it, i, { data, topics }) => {
      const forms: Partial<LedgerEvent>[] = [
        { data: data.subarray(0, 127) },
        { data: new Uint8Array([...data, 0]) },
        { topics: topics.slice(0, 2) },
        { topics: [...topics, word(0n)] },
      ];
      for (const form of forms) await refused("EventUnreadable", () => prove(withEvent(it, i, form)));
      const tooMuch = fieldOf(it.told[i]!, "amount") + (1n << 48n);
      await refused("EventUnreadable", () => prove(withField(it, i, "amount", tooMuch)));
      await refused("EventUnreadable", () => prove(withField(it, i, "action", BigInt(ACTIONS.length))));
    });
  });

  it("is refused with another amount", async () => {
    await eachEvent(async (it, i, event) => {
      const amount = fieldOf(event, "amount");
      for (const other of [amount + 1n, amount - 1n, 0n, 2n * amount]) {
        if (other === amount || other < 0n) continue;
        expect(await isRefused(withField(it, i, "amount", other)), `${it.subject} ${i + 1}: ${other}`).to.equal(true);
      }
    });
  });

  it("is refused with another action", async () => {
    await eachEvent(async (it, i, event) => {
      const action = Number(fieldOf(event, "action"));
      for (const other of ACTIONS.keys()) {
        if (other === action) continue;
        expect(await isRefused(withField(it, i, "action", BigInt(other))), `${it.subject} ${i + 1}: ${other}`).to.equal(
          true,
        );
      }
    });
  });

  it("is refused with any other word after a change", async () => {
    await eachEvent(async (it, i, event) => {
      const state = fieldOf(event, "state");
      for (let bit = 0n; bit < 256n; bit += 1n) {
        const other = withField(it, i, "state", state ^ (1n << bit));
        expect(await isRefused(other), `${it.subject} ${i + 1}: bit ${bit}`).to.equal(true);
      }
    });
  });

  it("is refused with another order", async () => {
    await eachEvent(async (it, i, event) => {
      const action = ACTIONS[Number(fieldOf(event, "action"))]!;
      const isOfOrder = ["locked", "unlocked", "redeemed", "reopened", "rejected", "paid", "recovered"].includes(
        action,
      );
      if (!isOfOrder) return;
      const other = withField(it, i, "subject", fieldOf(event, "subject") ^ 1n);
      expect(await isRefused(other), `${it.subject} ${i + 1}, ${action}`).to.equal(true);
    });
  });

  it("is refused with any other word in the voucher's slot", async () => {
    for (const it of await cases()) {
      const id = bigNumber(it.told[0]!.topics[1]!);
      const slot: Slot = ["vouchers", entrySlot(PLACES.vouchers.vouchers, id)];
      for (let bit = 0n; bit < 256n; bit += 1n) {
        expect(await isRefused(withSlot(it, slot, (state) => state ^ (1n << bit))), `bit ${bit}`).to.equal(true);
      }
      await refused("Unknown", () => prove(withSlot(it, slot, () => 0n)));
    }
  });

  it("is refused with any other record of the freezes, but for whose they are", async () => {
    const frozen = (await cases()).filter(({ told }) => decodeVoucher(fieldOf(told.at(-1)!, "state")).frozenOnce);
    expect(frozen).to.not.have.length(0);
    for (const it of frozen) {
      const slot: Slot = ["vouchers", entrySlot(PLACES.vouchers.freezes, bigNumber(it.told[0]!.topics[1]!))];
      for (let bit = 0n; bit < 256n; bit += 1n) {
        const isOther = await isRefused(withSlot(it, slot, (record) => record ^ (1n << bit)));
        // Only the FreezeOrdered beside the change tells whose a freeze is to end.
        expect(isOther, `bit ${bit}`).to.equal(bit !== 136n);
      }
    }
  });
});

import { expect } from "chai";
import fc from "fast-check";
import {
  dayOf,
  dayOfIso,
  firstSecondOf,
  isoOfDay,
  LAST_DAY,
  lastValidSecond,
  ledgerDayOfIso,
  yearOf,
} from "../../client/days.ts";
import { refusal } from "./refusal.ts";

const days = fc.integer({ min: 0, max: LAST_DAY });

/** From 1992 on, when China no longer had summer time, to 2100. */
const seconds = fc.integer({ min: Date.UTC(1992, 0, 1) / 1000, max: Date.UTC(2100, 0, 1) / 1000 });

const shanghai = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai", dateStyle: "short" });

describe("Days", () => {
  it("begin at midnight in Shanghai, which is 16:00 UTC", () => {
    const day = dayOfIso("2026-07-01");
    expect(firstSecondOf(day)).to.equal(Date.UTC(2026, 5, 30, 16) / 1000);
  });

  it("are the dates that Asia/Shanghai has", () => {
    fc.assert(
      fc.property(seconds, (second) => {
        expect(isoOfDay(dayOf(second))).to.equal(shanghai.format(second * 1000));
      }),
    );
  });

  it("hold through their last second, and not one longer", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LAST_DAY - 1 }), (day) => {
        expect(dayOf(firstSecondOf(day))).to.equal(day);
        expect(dayOf(lastValidSecond(day))).to.equal(day);
        expect(dayOf(lastValidSecond(day) + 1)).to.equal(day + 1);
      }),
    );
  });

  it("keep their number through a date and back", () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(dayOfIso(isoOfDay(day))).to.equal(day);
      }),
    );
  });

  it("take a block's timestamp as a bigint", () => expect(dayOf(1_782_835_200n)).to.equal(dayOfIso("2026-07-01")));

  it("know their year at both of its ends", () => {
    expect(yearOf(dayOfIso("2026-01-01"))).to.equal(2026);
    expect(yearOf(dayOfIso("2026-12-31"))).to.equal(2026);
  });

  for (const text of [
    "2026-02-30",
    "2025-02-29",
    "2026-13-01",
    "2026-1-1",
    "20260101",
    "2026-01-01T00:00",
    "",
    "٢٠٢٦-٠١-٠١",
  ]) {
    it(`refuse "${text}" as a date`, () => void refusal(() => dayOfIso(text), "DateUnreadable"));
  }

  it("refuse what lies before 1970 or after 9999", () => {
    refusal(() => dayOfIso("1969-12-31"), "DayOutOfRange");
    refusal(() => isoOfDay(-1), "DayOutOfRange");
    refusal(() => isoOfDay(LAST_DAY + 1), "DayOutOfRange");
    refusal(() => isoOfDay(1.5), "DayOutOfRange");
    expect(isoOfDay(LAST_DAY)).to.equal("9999-12-31");
  });

  it("refuse what the ledger's sixteen bits cannot hold", () => {
    refusal(() => ledgerDayOfIso("2149-06-07"), "DayOutOfRange");
    expect(ledgerDayOfIso("2149-06-06")).to.equal(65_535);
  });
});

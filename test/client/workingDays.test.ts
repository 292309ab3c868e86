import { expect } from "chai";
import fc from "fast-check";
import { dayOfIso, isoOfDay } from "../../client/days.ts";
import { addWorkingDays, isWorkingDay, readHolidays, type HolidayFile } from "../../client/workingDays.ts";
import { refusal } from "./refusal.ts";

/** A spring festival with one Saturday worked before it and one after. */
const FILE: HolidayFile = {
  source: "Written for these tests",
  from: "2026-02-01",
  through: "2026-03-31",
  holidays: ["2026-02-16", "2026-02-17", "2026-02-18", "2026-02-19", "2026-02-20", "2026-02-23"],
  makeUpDays: ["2026-02-14", "2026-02-28"],
};
const holidays = readHolidays(FILE);

const after = (date: string, count: number) => isoOfDay(addWorkingDays(dayOfIso(date), count, holidays));

describe("Working days", () => {
  it("do not count the day one starts from", () => expect(after("2026-03-02", 1)).to.equal("2026-03-03"));

  it("pass over a weekend", () => expect(after("2026-03-06", 1)).to.equal("2026-03-09"));

  it("count a Saturday that is worked instead", () => expect(after("2026-02-13", 1)).to.equal("2026-02-14"));

  it("pass over the whole festival", () => expect(after("2026-02-14", 1)).to.equal("2026-02-24"));

  it("make a notice of five across the festival end on the make-up Saturday", () => {
    expect(after("2026-02-14", 5)).to.equal("2026-02-28");
  });

  it("can start the day before the file begins, which is not counted", () => {
    expect(after("2026-01-31", 1)).to.equal("2026-02-02");
  });

  it("end on a working day, with as many in between as were asked for", () => {
    const start = fc.integer({ min: dayOfIso(FILE.from), max: dayOfIso(FILE.through) - 30 });
    fc.assert(
      fc.property(start, fc.integer({ min: 1, max: 10 }), (day, count) => {
        const end = addWorkingDays(day, count, holidays);
        const counted = Array.from({ length: end - day }, (_, i) => day + 1 + i).filter((d) =>
          isWorkingDay(d, holidays),
        );
        expect(counted.length).to.equal(count);
        expect(counted.at(-1)).to.equal(end);
      }),
    );
  });

  it("are refused beyond the file", () => {
    const error = refusal(() => after("2026-03-30", 2), "HolidaysUnknown");
    expect(error.sentence.en).to.equal("The holiday file covers 2026-02-01 to 2026-03-31, and 2026-04-01 is outside.");
  });

  it("are counted from one, in whole numbers", () => {
    for (const count of [0, -1, 1.5, NaN]) refusal(() => after("2026-03-02", count), "CountInvalid");
  });

  describe("A holiday file is refused", () => {
    const wrong = (change: Partial<HolidayFile>) =>
      refusal(() => readHolidays({ ...FILE, ...change }), "HolidayFileInvalid");

    it("when it ends before it begins", () => void wrong({ from: "2026-04-01" }));
    it("with a date outside its range", () => void wrong({ holidays: ["2026-05-01"] }));
    it("with a make-up day that is no weekend day", () => void wrong({ makeUpDays: ["2026-03-02"] }));
    it("with a day both off and worked", () => void wrong({ holidays: ["2026-02-14"] }));
  });
});

import { expect } from "chai";
import { encodeDistrictName, parsePlan } from "../../client/deploy/plan.ts";
import { refusal } from "../client/refusal.ts";
import { PLAN, PLAN_FILE } from "./pilot.ts";

type PlanFile = typeof PLAN_FILE;
type DistrictFile = PlanFile["districts"][number];

describe("A deployment plan", () => {
  const withDistrict = (change: Partial<DistrictFile>): PlanFile => {
    const [first, ...others] = PLAN_FILE.districts;
    return { ...PLAN_FILE, districts: [{ ...first!, ...change }, ...others] };
  };

  it("reads back as it was", () => {
    expect(parsePlan(JSON.parse(JSON.stringify(PLAN)))).to.deep.equal(PLAN);
  });

  /** The letters' case is a checksum. */
  const MISSPELT = PLAN_FILE.operator.replace(/[a-f]/, (letter) => letter.toUpperCase());

  const WRONG: Record<string, [value: unknown, place: string]> = {
    "an address with a wrong checksum": [{ ...PLAN_FILE, operator: MISSPELT }, "operator"],
    "no address": [{ ...PLAN_FILE, auditor: "the auditor" }, "auditor"],
    "a salt of another length": [{ ...PLAN_FILE, salt: "0x12" }, "salt"],
    "no district": [{ ...PLAN_FILE, districts: [] }, "districts"],
    "a threshold of half of the officials": [withDistrict({ threshold: 1 }), "districts.0.threshold"],
    "a threshold above the number of officials": [withDistrict({ threshold: 4 }), "districts.0.threshold"],
    "a threshold of half of the districts": [{ ...PLAN_FILE, consortium: { threshold: 2 } }, "consortium.threshold"],
    "a name that is longer than 32 bytes": [withDistrict({ name: "常州武进常州武进常州武" }), "districts.0.name"],
    "a name with a letter that pictures cannot show": [withDistrict({ name: "A & B" }), "districts.0.name"],
    "a district called consortium": [withDistrict({ key: "consortium" }), "districts.0.key"],
    "two districts of one key": [withDistrict({ key: "wujin" }), "districts"],
    "an official of two districts": [withDistrict({ officials: PLAN_FILE.districts[1]!.officials }), "districts"],
    "one account for Operator and Auditor": [{ ...PLAN_FILE, operator: PLAN_FILE.auditor }, "districts"],
    "a grant delay of nothing": [{ ...PLAN_FILE, grantDelayDays: 0 }, "grantDelayDays"],
  };
  for (const [what, [value, place]] of Object.entries(WRONG)) {
    it(`is refused with ${what}`, () => {
      expect(refusal(() => parsePlan(value), "PlanInvalid").sentence.en).to.contain(`at "${place}"`);
    });
  }

  it("pads a district's name to one word", () => {
    expect(encodeDistrictName("武进")).to.equal(`0xe6ada6e8bf9b${"00".repeat(26)}`);
  });
});

import { expect } from "chai";
import { PASSED_OVER_NAMES } from "./passedOver.ts";
import { consult, consultOne } from "../../../client/eligibility/consult.ts";
import type { AskerFacts, ProgramFacts, Wish } from "../../../client/eligibility/facts.ts";
import { REASON_CODES } from "../../../client/eligibility/reasons.ts";
import { ledgerInterfaces } from "../../../client/ledger.ts";

const PROGRAM: ProgramFacts = {
  program: 1,
  district: 2,
  status: "Open",
  isDistrictActive: true,
  share: 5_000,
  yearlyCap: 30_000_000n,
  greatestFace: 10_000_000n,
  leastContract: 500_000n,
  useByDays: 180,
  claimByDays: 90,
  extensionDays: 90,
  noticeFloor: 5,
  lastIssueDay: 22_000,
  joint: [],
  classes: [1, 2],
  available: 100_000_000n,
};
const ASKER: AskerFacts = { district: 2, standing: undefined, issuedThisYear: 0n };
const WISH: Wish = { day: 21_900, serviceClass: 1, contractValue: 16_000_000n };

const codes = (program: Partial<ProgramFacts>, asker: Partial<AskerFacts> = {}, wish: Partial<Wish> = {}) =>
  consultOne({ ...PROGRAM, ...program }, { ...ASKER, ...asker }, { ...WISH, ...wish }).reasons.map(({ code }) => code);
const offer = (program: Partial<ProgramFacts>, asker: Partial<AskerFacts> = {}, wish: Partial<Wish> = {}) =>
  consultOne({ ...PROGRAM, ...program }, { ...ASKER, ...asker }, { ...WISH, ...wish }).offer;

describe("A policy consultation", () => {
  it("names every reason as the ledger does", () => {
    const errors = ledgerInterfaces().flatMap((contract) =>
      contract.fragments.flatMap((fragment) =>
        fragment.type === "error" && "name" in fragment ? [fragment.name] : [],
      ),
    );
    for (const code of REASON_CODES) expect([...errors, ...PASSED_OVER_NAMES], code).to.include(code);
  });

  it("offers the lowest of the limits, and says which it is", () => {
    expect(offer({})).to.deep.equal({
      amount: 8_000_000n,
      own: 8_000_000n,
      most: 8_000_000n,
      limit: "share",
      useBy: 22_080,
      claimBy: 22_170,
    });
    expect(offer({}, {}, { contractValue: 50_000_000n })).to.include({ amount: 10_000_000n, limit: "greatestFace" });
    expect(offer({}, { issuedThisYear: 29_000_000n })).to.include({ amount: 1_000_000n, limit: "yearlyCap" });
    expect(offer({ available: 1n })).to.include({ amount: 1n, limit: "budget" });
    expect(offer({}, {}, { amount: 5n })).to.include({ amount: 5n, own: 15_999_995n, most: 8_000_000n });
  });

  it("leaves out the budget where it is not known, and says so", () => {
    const { offer, isBudgetKnown } = consultOne({ ...PROGRAM, available: undefined }, ASKER, WISH);
    expect(offer).to.include({ amount: 8_000_000n, limit: "share" });
    expect(isBudgetKnown).to.equal(false);
  });

  it("gives all reasons at once, not only the first", () => {
    expect(
      codes({ status: "Stopped", classes: [3] }, { district: 1 }, { contractValue: 1n, day: 22_001 }),
    ).to.deep.equal([
      "ProgramIn",
      "IssueClosed",
      "OtherDistrict",
      "ClassNotCovered",
      "ContractTooSmall",
      "AmountMissing",
    ]);
  });

  it("calls a district by its name, and by its number where nobody knows the name", () => {
    const said = (facts: Partial<ProgramFacts>) =>
      consultOne({ ...PROGRAM, ...facts }, { ...ASKER, district: 1 }, WISH).reasons.map(({ sentence }) => sentence);
    const named = { districtName: { en: "Wujin", zh: "常州武进" } };
    expect(said(named)[0]?.en).to.include("registered in Wujin.");
    expect(said(named)[0]?.zh).to.include("在常州武进登记");
    expect(said({})[0]?.en).to.include("registered in district 2.");
    expect(said({ ...named, isDistrictActive: false })[0]?.en).to.include("begin in Wujin:");
  });

  it("puts what fits first, the greatest amount first", () => {
    const programs = [
      { ...PROGRAM, program: 1, status: "Stopped" as const },
      { ...PROGRAM, program: 2, share: 2_500 },
      { ...PROGRAM, program: 3 },
    ];
    expect(consult(programs, ASKER, WISH).map(({ program }) => program)).to.deep.equal([3, 2, 1]);
  });
});

import { expect } from "chai";
import { openOffice, type Office } from "../support/office.ts";

describe("What the ledger does not have", () => {
  let office: Office;
  before(async () => {
    office = await openOffice();
  });
  after(async () => office.close());

  const asked: readonly (readonly [words: string, code: string, sentence: string])[] = [
    ["enterprise show 2-99", "EnterpriseUnknown", "Enterprise 2-99 is not registered."],
    ["provider show P1-99", "ProviderUnknown", "Provider P1-99 is not known."],
    ["wallet show 2-99", "EnterpriseUnknown", "Enterprise 2-99 is not registered."],
    ["wallet show P1-99", "ProviderUnknown", "Provider P1-99 is not known."],
    ["program show 9", "ProgramUnknown", "There is no program 9."],
    ["budget show 9", "ProgramUnknown", "There is no program 9."],
    ["voucher show 9-000001", "VoucherUnknown", "There is no voucher 9-000001."],
    ["voucher history 9-000001", "VoucherUnknown", "There is no voucher 9-000001."],
    ["payment show 99", "PaymentUnknown", "There is no payment 99 on the ledger."],
    ["report provider P1-99", "ProviderUnknown", "There is no provider P1-99 on the ledger."],
    ...["enterprise list", "provider list", "officer list", "program list", "report budget"].map(
      (words) =>
        [
          `${words} --district 99`,
          "DistrictUnknown",
          "There is no district 99: the ledger has districts 1 to 4.",
        ] as const,
    ),
  ];
  for (const [words, code, sentence] of asked) {
    it(`is said in a sentence: ${words}`, async () => {
      const { exit, json } = await office.tongdui("auditor", ...words.split(" "), "--json");
      const { error } = json();
      expect([exit, error?.code]).to.deep.equal([1, code]);
      expect(error?.sentence.startsWith(sentence), error?.sentence).to.equal(true);
    });
  }
});

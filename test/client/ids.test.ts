import { expect } from "chai";
import fc from "fast-check";
import * as ids from "../../client/ids.ts";
import { refusal } from "./refusal.ts";

const high = fc.bigInt({ min: 1n, max: 0xffffn });
const low = fc.bigInt({ min: 1n, max: 0xffff_ffffn });

describe("Ids", () => {
  it("are written as people write them", () => {
    expect(ids.formatEnterprise(ids.enterpriseId(2, 15))).to.equal("2-15");
    expect(ids.formatProvider(ids.providerId(2, 1))).to.equal("P2-1");
    expect(ids.formatVoucher(ids.voucherId(3, 17))).to.equal("3-000017");
    expect(ids.formatVoucher(ids.voucherId(3, 1_234_567))).to.equal("3-1234567");
  });

  it("are read back as they were written", () => {
    fc.assert(
      fc.property(high, low, (district, number) => {
        const id = (district << 32n) | number;
        expect(ids.enterpriseId(district, number)).to.equal(id);
        expect(ids.parseEnterprise(ids.formatEnterprise(id))).to.equal(id);
        expect(ids.parseProvider(ids.formatProvider(id))).to.equal(id);
        expect(ids.parseVoucher(ids.formatVoucher(id))).to.equal(id);
        expect([ids.districtOf(id), ids.programOf(id)]).to.deep.equal([district, district]);
      }),
    );
  });

  it("are read with blanks, in full width, and without leading zeros", () => {
    expect(ids.parseProvider(" ｐ ２－１ ")).to.equal(ids.providerId(2, 1));
    expect(ids.parseVoucher("3-17")).to.equal(ids.voucherId(3, 17));
    expect(ids.parseProgram("３")).to.equal(3n);
  });

  it("are read with the dashes that Chinese input methods and word processors write", () => {
    for (const text of ["1—000001", "1——000001", "1–000001", "1−1", "1―1"]) {
      expect(ids.parseVoucher(text), text).to.equal(ids.voucherId(1, 1));
    }
    expect(ids.parseProvider("P2—1")).to.equal(ids.providerId(2, 1));
  });

  for (const text of ["", "2", "2-", "0-1", "2-0", "65536-1", "1-4294967296", "P2-1", "2-15-3", "-2-15", "0x2-1"]) {
    it(`are not "${text}" for an enterprise`, () => {
      refusal(() => ids.parseEnterprise(text), "EnterpriseIdUnreadable");
      refusal(() => ids.parseVoucher(text), "VoucherIdUnreadable");
    });
  }

  it("of providers begin with P, and of programs are one number", () => {
    refusal(() => ids.parseProvider("2-1"), "ProviderIdUnreadable");
    for (const text of ["0", "65536", "3-1", ""]) refusal(() => ids.parseProgram(text), "ProgramIdUnreadable");
  });

  it("outside the ledger's ranges are not made", () => {
    expect(() => ids.enterpriseId(0, 1)).to.throw(RangeError);
    expect(() => ids.voucherId(1, 2n ** 32n)).to.throw(RangeError);
    expect(() => ids.roleOf(65_536, "bureau")).to.throw(RangeError);
  });

  it("of roles hold the district and the duty", () => {
    expect(ids.roleOf(2, "finance")).to.equal(0x203n);
    expect(ids.roleOf(ids.CONSORTIUM, "administrator")).to.equal(0n);
    expect(ids.roleOf(ids.CONSORTIUM, "auditor")).to.equal(5n);
  });
});

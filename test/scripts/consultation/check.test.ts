import { expect } from "chai";
import { formatEnterprise, formatProvider, formatVoucher } from "../../../client/ids.ts";
import { openOffice, type Office } from "../support/office.ts";
import { openProgram, registerFirms, setScene, type Scene } from "../support/scene.ts";

interface Said {
  readonly programs: readonly {
    readonly program: number;
    readonly offer: Readonly<Record<string, string>> | null;
    readonly reasons: readonly { readonly code: string }[];
  }[];
  readonly vouchers: readonly { readonly voucher: string; readonly reasons: readonly { readonly code: string }[] }[];
}

describe("tongdui policy check", () => {
  let office: Office;
  let scene: Scene;
  let narrow: number;
  let firm: string;
  before(async () => {
    office = await openOffice();
    scene = await setScene(office, { vouchers: 1 });
    firm = formatEnterprise(scene.enterprises[0]!.id);
    narrow = Number(await openProgram(office, { classes: 0b100n, leastContract: 50_000_000n }));
  });
  after(async () => office.close());

  const check = async (...words: string[]) => office.tongdui("auditor", "policy", "check", ...words);
  const said = async (...words: string[]): Promise<Said> => (await check(...words, "--json")).json().data;

  it("says what each program pays, until when, and of the others every reason", async () => {
    const { programs } = await said("--enterprise", firm, "--class", "1", "--value", "160,000.00");
    const [first, second] = programs;
    expect(first).to.deep.include({ program: Number(scene.program), reasons: [] });
    // Half of the contract, and no more than the greatest face.
    expect(first!.offer).to.deep.include({ amount: "8000000", own: "8000000", limit: "share" });
    expect(second!.program).to.equal(narrow);
    expect(second!.reasons.map(({ code }) => code)).to.deep.equal(["ClassNotCovered", "ContractTooSmall"]);
  });

  it("counts what its controller's firms were issued this year", async () => {
    const of = ["--class", "1", "--value", "10,000,000.00"];
    const [own] = (await said("--enterprise", firm, ...of, "--amount", "200,000.01")).programs;
    const codes = own!.reasons.map(({ code }) => code);
    // ¥100,000 of a cap of ¥300,000 went into the voucher that it has.
    expect(codes).to.include("YearlyCap");
    const [id] = await registerFirms(office, 1);
    const [fresh] = (await said("--enterprise", formatEnterprise(id!), ...of)).programs;
    expect(fresh!.reasons).to.deep.equal([]);
    const [told] = (await said("--district", "2", "--issued", "250,000.00", ...of)).programs;
    expect(told!.offer).to.deep.include({ amount: "5000000", limit: "yearlyCap" });
  });

  it("holds the provider against it, and a voucher that the enterprise has", async () => {
    const provider = formatProvider(scene.provider);
    const voucher = formatVoucher(scene.vouchers[0]!);
    const of = ["--enterprise", firm, "--value", "160,000.00", "--provider", provider, "--voucher", voucher];
    const [held] = (await said(...of, "--class", "1")).vouchers;
    expect(held).to.deep.include({ voucher, reasons: [] });
    const wrong = await said(...of, "--class", "7");
    expect(wrong.programs[0]!.reasons.map(({ code }) => code)).to.include("ClassNotAdmitted");
    expect(wrong.vouchers[0]!.reasons.map(({ code }) => code)).to.include("ClassNotAdmitted");
  });

  it("says it to people in both languages", async () => {
    const words = ["--enterprise", firm, "--class", "1", "--value", "160,000.00"];
    const [en, zh] = [await check(...words), await check(...words, "--lang", "zh")];
    expect(en.out.join("\n")).to.match(/The voucher pays.*\n.*\n.*¥80,000\.00 +¥80,000\.00/);
    expect(en.out.join("\n")).to.include(
      `Program ${narrow} does not:\n  · The program does not pay for services of class 1.`,
    );
    expect(zh.out.join("\n")).to.include("可抵用").and.to.include(`项目 ${narrow} 不适用：`);
  });

  it("asks for one who asks, and says whose voucher it is", async () => {
    for (const words of [[], ["--enterprise", firm, "--district", "2"], ["--enterprise", firm, "--issued", "1.00"]]) {
      const { err, exit } = await check(...words, "--class", "1", "--value", "1.00");
      expect(exit).to.equal(2);
      expect(err.join("\n")).to.include("Say who asks: --enterprise");
    }
    const [other] = await registerFirms(office, 1);
    const voucher = formatVoucher(scene.vouchers[0]!);
    const words = ["--enterprise", formatEnterprise(other!), "--class", "1", "--value", "1.00", "--voucher", voucher];
    const { err, exit } = await check(...words);
    expect(exit).to.equal(1);
    expect(err.join("\n")).to.include(`Voucher ${voucher} is not this enterprise's: ${firm} holds it.`);
  });
});

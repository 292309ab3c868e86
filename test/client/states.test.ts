import { readFileSync } from "node:fs";
import { expect } from "chai";
import { ORDER_STAGES } from "../../client/orderWord.ts";
import { POST_STATES } from "../../client/replay/matching.ts";
import * as states from "../../client/text/states.ts";
import { VOUCHER_STATUSES } from "../../client/voucherWord.ts";

/** The members of an enumeration, or the fields of a struct, as a contract's source declares them. */
function declared(
  file: string,
  what: "enum Status" | "enum Stage" | "enum Seat" | "enum PostState" | "struct Terms",
): string[] {
  const source = readFileSync(new URL(`../../contracts/${file}`, import.meta.url), "utf8");
  const body = new RegExp(`${what} \\{([^}]*)\\}`).exec(source)?.[1] ?? expect.fail(`${file} declares no ${what}`);
  return body
    .replaceAll(/\/\/.*$/gm, "")
    .split(/[,;]/)
    .map((part) => part.trim().split(/\s+/).at(-1) ?? "")
    .filter((name) => name !== "");
}

describe("States", () => {
  it("of vouchers and orders are those of the contracts, in the same order", () => {
    expect(declared("vouchers/Voucher.sol", "enum Status")).to.deep.equal([...VOUCHER_STATUSES]);
    expect(declared("orders/OrderWord.sol", "enum Stage")).to.deep.equal([...ORDER_STAGES]);
  });

  it("of posts are those of the contract, in the same order", () => {
    expect(declared("Matching.sol", "enum PostState")).to.deep.equal([...POST_STATES]);
  });

  for (const [words, file, what] of [
    [states.ENTERPRISE_STATUS, "Enterprises.sol", "enum Status"],
    [states.PROVIDER_STATUS, "Providers.sol", "enum Status"],
    [states.PROGRAM_STATUS, "Programs.sol", "enum Status"],
    [states.VOUCHER_STATUS, "vouchers/Voucher.sol", "enum Status"],
    [states.LIST_STAGE, "vouchers/Issuing.sol", "enum Stage"],
    [states.ORDER_STAGE, "orders/OrderWord.sol", "enum Stage"],
    [states.POST_STATE, "Matching.sol", "enum PostState"],
    [states.SEAT, "base/Objections.sol", "enum Seat"],
    [states.TERMS_FIELD, "Programs.sol", "struct Terms"],
  ] as const) {
    it(`have a word for each member of ${what} in ${file}`, () => {
      expect(words).to.have.length(declared(file, what).length);
    });
  }

  it("that this edition does not know are shown by their number", () => {
    expect(states.stateText(states.SEAT, 9n, "en")).to.equal("state 9");
    expect(states.stateText(states.SEAT, 9n, "zh")).to.equal("状态 9");
  });
});

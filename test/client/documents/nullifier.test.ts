import { createHmac } from "node:crypto";
import { inspect } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import { checkCharacter } from "../../../client/documents/creditCode.ts";
import { normalise } from "../../../client/documents/normalise.ts";
import {
  contractNullifier,
  groupNullifier,
  invoiceNullifier,
  partyNullifier,
} from "../../../client/documents/nullifier.ts";
import { NullifierKey } from "../../../client/documents/nullifierKey.ts";
import { refusal } from "../refusal.ts";
import { texts } from "../texts.ts";

const SECRET = `0x${"01".repeat(32)}`;
const key = new NullifierKey(1, SECRET);

const complete = (body: string) => body + checkCharacter(body);
const A = complete("91310100000000MA0");
const B = complete("91320400000000MB1");

/** The documented format, written a second time with Node's own means. */
function byHand(number: number, ...items: string[]): string {
  const uint32 = (n: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(n);
    return bytes;
  };
  const message = items.map((item) => Buffer.concat([uint32(Buffer.byteLength(item)), Buffer.from(item)]));
  const hmac = createHmac("sha256", Buffer.alloc(32, 1)).update(uint32(number)).update(Buffer.concat(message));
  return `0x${hmac.digest("hex")}`;
}

describe("Normalisation", () => {
  it("makes half-width capitals without blanks, visible or not", () => {
    expect(normalise(" ｈｔ－２０２６　(01)\u200B\u00A0\u202C\uFEFFé")).to.equal("HT-2026(01)é");
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(normalise(normalise(text))).to.equal(normalise(text));
      }),
    );
  });
});

describe("Nullifiers", () => {
  it("have the documented format", () => {
    expect(partyNullifier(key, A)).to.equal(byHand(1, "party", A));
    expect(groupNullifier(key, "某某控股")).to.equal(byHand(1, "group", "某某控股"));
    expect(contractNullifier(key, A, B, "ht-1")).to.equal(byHand(1, "contract", A, B, "HT-1"));
    expect(invoiceNullifier(key, A, "3100224130", "00123456")).to.equal(
      byHand(1, "invoice", A, "3100224130", "00123456"),
    );
    expect(invoiceNullifier(key, A, "", "24312000000012345678")).to.equal(
      byHand(1, "invoice", A, "", "24312000000012345678"),
    );
  });

  it("do not depend on how something was typed", () => {
    expect(contractNullifier(key, A.toLowerCase(), ` ${B}`, "ＨＴ　２０２６ - 1")).to.equal(
      contractNullifier(key, A, B, "ht2026-1"),
    );
  });

  it("mark a contract once, whichever party is called the enterprise", () => {
    expect(contractNullifier(key, B, A, "1")).to.equal(contractNullifier(key, A, B, "1"));
  });

  it("depend on the secret and on the key's number", () => {
    const values = [key, new NullifierKey(2, SECRET), new NullifierKey(1, `0x${"02".repeat(32)}`)].map((k) =>
      partyNullifier(k, A),
    );
    expect(new Set(values).size).to.equal(3);
  });

  it("are different for different matters about one identifier", () => {
    expect(groupNullifier(key, A)).to.not.equal(partyNullifier(key, A));
  });

  it("keep two invoices apart whose digits are the same in a row", () => {
    expect(invoiceNullifier(key, A, "310022413000", "12345678")).to.not.equal(
      invoiceNullifier(key, A, "", "31002241300012345678"),
    );
  });

  it("refuse what is blank, malformed, or between a firm and itself", () => {
    refusal(() => contractNullifier(key, A, B, " 　\u200B"), "FieldBlank");
    refusal(() => contractNullifier(key, A, A.toLowerCase(), "1"), "SameParty");
    refusal(() => groupNullifier(key, ""), "FieldBlank");
    refusal(() => partyNullifier(key, "9131"), "CreditCodeLength");
    for (const [code, number] of [
      ["", "00123456"],
      ["3100224130", ""],
      ["00123456", "3100224130"],
      ["3100224130", "24312000000012345678"],
      ["", "2431200000001234567A"],
    ] as const) {
      refusal(() => invoiceNullifier(key, A, code, number), "InvoiceNumberInvalid");
    }
  });
});

describe("A nullifier key", () => {
  it("shows its number and never its secret", () => {
    for (const shown of [String(key), JSON.stringify({ key }), inspect(key), inspect({ key }, { showHidden: true })]) {
      expect(shown)
        .to.contain("[nullifier key 1]")
        .and.not.match(/01{4}|\b1, 1, 1/);
    }
  });

  it("is refused without a number from 1 or 32 bytes, and the refusal does not quote them", () => {
    for (const [number, secret] of [
      [0, SECRET],
      [1.5, SECRET],
      [2 ** 32, SECRET],
      [1, "0xc0ffee"],
      [1, "c0ffee".repeat(10)],
    ] as const) {
      expect(refusal(() => new NullifierKey(number, secret), "NullifierKeyInvalid").message).to.not.contain("c0ffee");
    }
  });
});

import { expect } from "chai";
import { readSignIn, signInText, type SignIn } from "../../client/signIn.ts";

const SIGN_IN: SignIn = {
  origin: "https://voucher.example.org",
  account: "0x52908400098527886E0F7030069857D2E4169EE7",
  district: 2,
  chainId: 31_337,
  nonce: "a1B2c3D4e5F6",
  issuedAt: 1_900_000_000_000,
  expiresAt: 1_900_000_300_000,
};

describe("What is signed to sign in", () => {
  const text = signInText(SIGN_IN);

  it("is read as it was made", () => {
    expect(readSignIn(text)).to.deep.equal(SIGN_IN);
  });

  const others: Readonly<Record<string, string>> = {
    "something behind it": `${text}\nResources:\n- https://example.org`,
    "something before it": ` ${text}`,
    "another statement": text.replace("Nothing is sent to the ledger", "All my vouchers are given away"),
    "a host that is not the address's": text.replace("voucher.example.org wants", "voucher.example.com wants"),
    "an address with a path": text.replace("URI: https://voucher.example.org", "URI: https://voucher.example.org/x"),
    "an account with a digit changed": text.replace("0x5290", "0x5291"),
    "no end": text.replace(/\nExpiration.*/, ""),
    "an end days later": text.replace(/Expiration Time: \S+/, "Expiration Time: 2031-01-01T00:00:00.000Z"),
    "Windows' line ends": text.replaceAll("\n", "\r\n"),
    "something else altogether": "I owe you ¥100,000.00",
  };
  for (const [name, other] of Object.entries(others)) {
    it(`is nothing else: ${name}`, () => {
      expect(readSignIn(other)).to.equal(undefined);
    });
  }
});

import { expect } from "chai";
import { signInText, type SignIn } from "../../client/signIn.ts";
import { demandSignIn } from "../../portal/src/desk/demandSignIn.ts";

const ISSUED = 1_900_000_000_000;
const OFFICE = {
  district: 2,
  account: "0x52908400098527886E0F7030069857D2E4169EE7",
  origin: "https://voucher.example.org",
  chainId: 31_337,
};
const textOf = (over: Partial<SignIn> = {}): string =>
  signInText({ ...OFFICE, nonce: "a1B2c3D4e5F6", issuedAt: ISSUED, expiresAt: ISSUED + 300_000, ...over });

describe("The page on which an officer signs in", () => {
  it("has signed what signs the account in at the chosen office", () => {
    demandSignIn(textOf(), OFFICE);
    demandSignIn(textOf(), { ...OFFICE, account: OFFICE.account.toLowerCase() });
  });

  const others: Readonly<Record<string, readonly [text: string, says: RegExp]>> = {
    "another office's text": [textOf({ district: 3 }), /of another office/],
    "the consortium's text": [textOf({ district: 0 }), /of another office/],
    "a text for another account": [textOf({ account: `0x${"11".repeat(20)}` }), /another account/],
    "a text of another portal": [textOf({ origin: "https://voucher.example.com" }), /another address/],
    "a text of another chain": [textOf({ chainId: 1 }), /another ledger/],
    "any other text": ["I owe you ¥100,000.00.", /no sign-in/],
  };
  for (const [name, [text, says]] of Object.entries(others)) {
    it(`does not have signed ${name}`, () => {
      expect(() => demandSignIn(text, OFFICE)).to.throw(says);
    });
  }
});

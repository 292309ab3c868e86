import { expect } from "chai";
import { isDesk, tokenIn } from "../../portal/src/app/deskAddress.ts";

const TOKEN = "abcdefghijklmnopqrstuvwxyz_-0123";

describe("A link of tongdui desk", () => {
  it("is one on this computer", () => {
    expect(tokenIn(new URL(`http://127.0.0.1:5000/desk?lang=en#desk=${TOKEN}`))).to.equal(TOKEN);
    expect(tokenIn(new URL("http://127.0.0.1:5000/desk?lang=en"))).to.equal(undefined);
  });

  it("is none on any other site, which is not taken for the desk", () => {
    for (const site of ["https://voucher.example.org", "http://localhost:5000", "http://127.0.0.1.example.org"]) {
      expect(tokenIn(new URL(`${site}/desk#desk=${TOKEN}`)), site).to.equal(undefined);
      expect(isDesk(new URL(site)), site).to.equal(false);
    }
  });
});

/** The button "Verify", with what an office gives, with what was changed on the way, and with files. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { toBeHex } from "ethers";
import type { House, Trial } from "./house.ts";
import type { Looks, Visitor } from "./visitor.ts";

const FACE = 10_000_000n;

/** The proof with another face in each receipt that tells it. */
function withTenfoldFace(proof: Buffer): Buffer {
  const word = (amount: bigint): string => toBeHex(amount, 32).slice(2);
  const text = gunzipSync(proof).toString();
  const forged = text.replaceAll(word(FACE), word(10n * FACE));
  expect(forged).to.not.equal(text);
  return gzipSync(forged);
}

export function checkVerifying(it: Trial, house: () => House, open: (looks: Looks) => Promise<Visitor>): void {
  const proofFile = (): string => path.join(house().folder, "voucher-2-000001.proof.json.gz");
  const held = (visitor: Visitor) => visitor.page.locator("main [role=status]:not(.loading)");
  const refused = (visitor: Visitor) => visitor.page.locator("main [role=alert]");

  for (const [lang, button] of [
    ["en", "Verify"],
    ["zh", "核验"],
  ] as const) {
    it(`checks a voucher's proof at the press of ${button}`, async () => {
      const visitor = await open({ lang, phone: lang === "zh" });
      await visitor.goTo("/v/2-000001");
      await visitor.page.getByRole("button", { name: button, exact: true }).click();
      await held(visitor).first().waitFor();
      expect(await refused(visitor).count()).to.equal(0);
      expect(await visitor.text()).to.include("75,000.00");
      await visitor.demandAccessible();
      visitor.demandQuiet();
    });
  }

  it("refuses a proof that was changed on the way", async () => {
    const visitor = await open({ lang: "en" });
    await visitor.page.route("**/office/2/proofs/**", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, body: withTenfoldFace(await answer.body()) });
    });
    await visitor.goTo("/v/2-000001");
    await visitor.page.getByRole("button", { name: "Verify", exact: true }).click();
    await refused(visitor).first().waitFor();
    expect(await held(visitor).count()).to.equal(0);
    visitor.demandQuiet();
  });

  it("takes a proof's file, and refuses one that was made otherwise", async () => {
    const visitor = await open({ lang: "en" });
    await visitor.goTo("/verify");
    const file = visitor.page.locator("input[type=file]").first();
    await file.setInputFiles(proofFile());
    await held(visitor).first().waitFor();
    const forged = withTenfoldFace(await readFile(proofFile()));
    await file.setInputFiles({ name: "forged.json.gz", mimeType: "application/gzip", buffer: forged });
    await refused(visitor).first().waitFor();
    visitor.demandQuiet();
  });
}

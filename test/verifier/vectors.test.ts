import { readdir } from "node:fs/promises";
import { expect } from "chai";
import { readTrustRoot, verifyProof, verifySuccession } from "../../verifier/index.ts";
import { summaryOf, vectorFile, vectors } from "./support/vectors.ts";

const index = await vectors();
const rootAt = async (file: string) => readTrustRoot(await vectorFile(file));

describe("The vectors", () => {
  for (const { file, root, what, ...expected } of index) {
    it(`have ${file} under ${root}: ${what}`, async () => {
      const verdict = await verifyProof(await vectorFile(file), await rootAt(root));
      if ("refused" in expected) expect(verdict.valid || verdict.refusal.code).to.equal(expected.refused);
      else expect(verdict.valid ? summaryOf(verdict) : verdict.refusal).to.deep.equal(expected);
    });
  }

  it("have a second trust root that follows from the first, signed by three of its four validators", async () => {
    const signers = verifySuccession(await rootAt("roots/root-0.json"), await rootAt("roots/root-1.json"));
    expect(signers).to.have.length(3);
  });

  it("are all in the index", async () => {
    for (const folder of ["good", "forged", "roots"]) {
      const files = await readdir(new URL(`vectors/${folder}`, import.meta.url));
      expect(index.flatMap(({ file, root }) => [file, root])).to.include.members(
        files.map((file) => `${folder}/${file}`),
      );
    }
  });

  it("are of every kind of subject and, forged, refused for many different reasons", () => {
    const kinds = index.flatMap((one) => ("subject" in one ? [one.subject.kind] : []));
    expect(new Set(kinds)).to.deep.equal(new Set(["voucher", "provider", "program", "payment"]));
    const reasons = index.flatMap((one) => ("refused" in one ? [one.refused] : []));
    expect(new Set(reasons).size).to.be.greaterThan(15);
  });
});

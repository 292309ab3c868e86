import { expect } from "chai";
import { check, look } from "../../portal/src/proof/check.ts";
import { startChecking, type Checker } from "../../portal/src/proof/checking.ts";
import type { Asked, Told } from "../../portal/src/proof/messages.ts";
import { trustRootHash, trustRootText } from "../../verifier/index.ts";
import { vectorFile, vectorRoot, vectors, vectorText } from "../verifier/support/vectors.ts";

const blobOf = (bytes: Uint8Array | string): Blob =>
  new Blob([typeof bytes === "string" ? bytes : new Uint8Array(bytes)]);
const textOf = async (root: string): Promise<string> => new TextDecoder().decode(await vectorFile(root));

const VECTORS = await vectors();

describe("What the portal's checker tells", () => {
  for (const vector of VECTORS) {
    const expected = "refused" in vector ? `refuses it: ${vector.refused}` : "names what is proved";
    it(`${expected}, of ${vector.file} under ${vector.root}`, async () => {
      const told = await check(blobOf(await vectorFile(vector.file)), await textOf(vector.root));
      if ("refused" in vector) {
        if (told.kind !== "refused") throw new Error(told.kind);
        expect(told.refused.code).to.equal(vector.refused);
        expect(told.refused.en).to.match(/\.$/);
        expect(told.refused.zh).to.match(/。$/);
        // It travels from the worker to the page as it is.
        expect(structuredClone(told)).to.deep.equal(told);
        return;
      }
      if (told.kind !== "held") throw new Error(told.kind);
      expect(told.verdict.hash).to.equal(vector.hash);
      expect(told.verdict.development).to.equal(vector.development);
      expect(told.verdict.facts.map(({ kind }) => kind)).to.deep.equal(
        vector.facts.map((fact) => (fact as { kind: string }).kind),
      );
      expect(structuredClone(told)).to.deep.equal(told);
    });
  }

  it("is the same of the text alone as of the packed file", async () => {
    const root = await textOf("roots/root-0.json");
    const packed = await check(blobOf(await vectorFile("good/voucher.proof.json.gz")), root);
    const plain = await check(blobOf(await vectorText("voucher")), root);
    expect(plain).to.deep.equal(packed);
  });

  it("is that a file larger than any proof is none, without a byte of it being read", async () => {
    const large = blobOf("");
    Object.defineProperty(large, "size", { value: (8 << 20) + 1 });
    large.arrayBuffer = async () => Promise.reject(new Error("It was read."));
    const told = await check(large, await textOf("roots/root-0.json"));
    expect(told.kind === "refused" && told.refused).to.include({
      code: "FileTooLarge",
      en: "The file is larger than 8 MiB; no proof is.",
      zh: "文件超过 8 MiB，证明文件不会有这么大。",
    });
  });

  it("is what a file is where that shows: a trust root, a packed folder, half a proof", async () => {
    const root = await textOf("roots/root-0.json");
    const text = await vectorText("voucher");
    for (const [file, en] of [
      [root, /is a trust root and not a proof/],
      ["PK\u0003\u0004…", /is a ZIP file/],
      [text.slice(0, 2_000), /Its end is missing/],
      ["", /is empty/],
    ] as const) {
      const told = await check(blobOf(file), root);
      if (told.kind !== "refused") throw new Error(told.kind);
      expect(`${told.refused.en} ${told.refused.hint?.en ?? ""}`).to.match(en);
    }
  });

  it("is the trust root's number and hash; one that cannot be used checks nothing", async () => {
    const root = await vectorRoot("root-1");
    const told = look(trustRootText(root));
    expect(told.kind === "root" && told.root).to.deep.include({
      number: 1,
      hash: trustRootHash(root),
      consensus: "qbft",
    });
    for (const spoilt of ["", "{}", trustRootText(root).replace('"number": 1', '"number": 2')]) {
      expect(look(spoilt).kind).to.equal("unchecked");
      expect((await check(blobOf(await vectorText("voucher")), spoilt)).kind).to.equal("unchecked");
    }
  });
});

/** A checker whose answer is in the test's hands. */
function checker() {
  const heard: Asked[] = [];
  let ended = 0;
  let tell: ((told: Told) => void) | undefined;
  let fail: (() => void) | undefined;
  const one: Checker = {
    listen: (told, failed) => ([tell, fail] = [told, failed]),
    ask: (asked) => heard.push(asked),
    end: () => (ended += 1),
  };
  return { one, heard, tell: (told: Told) => tell?.(told), fail: () => fail?.(), ended: () => ended };
}

describe("A check under way", () => {
  const DONE: Told = { kind: "unchecked", why: { en: "x", zh: "x" } };

  it("is answered once, and its worker ended", async () => {
    const { one, heard, tell, ended } = checker();
    const { told } = startChecking(one, { proof: "/office/2/proofs/2-000001" });
    expect(heard).to.deep.equal([{ proof: "/office/2/proofs/2-000001" }]);
    tell(DONE);
    expect(await told).to.equal(DONE);
    expect(ended()).to.equal(1);
  });

  it("is ended when it takes too long, and says that nothing is proved", async () => {
    const { one, ended } = checker();
    const told = await startChecking(one, {}, 20).told;
    expect(told.kind === "unchecked" && told.why.en).to.match(/longer than a minute.*Nothing in it is proved/);
    expect(ended()).to.equal(1);
  });

  it("says so when it breaks off", async () => {
    const { one, fail } = checker();
    const { told } = startChecking(one, {});
    fail();
    const said = await told;
    expect(said.kind === "unchecked" && said.why.zh).to.include("核验中断");
  });

  it("is over at once when the person stops it, and never answers then", async () => {
    const { one, ended } = checker();
    const { told, cancel } = startChecking(one, {}, 20);
    cancel();
    expect(ended()).to.equal(1);
    const answer = await Promise.race([told, new Promise((resolve) => setTimeout(() => resolve("nothing"), 60))]);
    expect(answer).to.equal("nothing");
  });
});

import { expect } from "chai";
import { id } from "ethers";
import { newSalt } from "../../../client/documents/commitment.ts";
import {
  COMMITMENT_KIND,
  commitmentText,
  commitTo,
  demandOpens,
  parseCommitment,
} from "../../../scripts/audit/sample/commitment.ts";
import {
  differencesBetween,
  parseSample,
  sampleText,
  type PublishedSample,
} from "../../../scripts/audit/sample/sample.ts";
import { parseShare } from "../../../scripts/audit/sample/share.ts";
import { refusal } from "../../client/refusal.ts";

const TERMS = {
  kind: COMMITMENT_KIND,
  ledger: { chainId: 31_337, genesis: id("genesis"), edition: `0x${"Ab".repeat(20)}` },
  halfYear: "2030-H1",
  share: 500,
  madeAfter: { number: 100, hash: id("block 100") },
  blocks: [200, 201],
} as const;
const terms = () => ({ ...TERMS, blocks: [...TERMS.blocks] });

describe("A commitment to a sample", () => {
  it("is opened by its secret and by no other", () => {
    const secret = newSalt();
    const commitment = commitTo(terms(), secret);
    demandOpens(parseCommitment(commitmentText(commitment), "file"), secret);
    refusal(() => demandOpens(commitment, newSalt()), "SecretDiffers");
  });

  it("hides the secret", () => {
    const secret = newSalt();
    expect(commitmentText(commitTo(terms(), secret))).not.to.include(secret.slice(2));
  });

  for (const [what, change] of Object.entries({
    "the share": { share: 100 },
    "the half-year": { halfYear: "2030-H2" },
    "the blocks": { blocks: [200, 202] },
    "the block after which it was made": { madeAfter: { number: 99, hash: id("block 100") } },
    "the ledger": { ledger: { ...TERMS.ledger, chainId: 1 } },
  })) {
    it(`no longer opens where ${what} was changed afterwards`, () => {
      const secret = newSalt();
      const changed = { ...commitTo(terms(), secret), ...change };
      refusal(() => demandOpens(changed, secret), "SecretDiffers");
    });
  }

  it("is refused where it names blocks that were there, or names them in another order", () => {
    for (const blocks of [[100], [99, 200], [201, 200], [200, 200]]) {
      const text = commitmentText(commitTo({ ...terms(), blocks }, newSalt()));
      refusal(() => parseCommitment(text, "file"), "BlocksNotAfter");
    }
  });

  it("is refused where it is not what was written, or not canonical", () => {
    const text = commitmentText(commitTo(terms(), newSalt()));
    const spoilt = [
      text.replace("{", "{ "),
      text.replace(/,"share":500/, ""),
      text.replace('"share":500', '"share":0'),
      "",
      "[]",
    ];
    for (const other of spoilt) {
      refusal(() => parseCommitment(other, "file"), "PublishedFileUnreadable");
    }
    expect(parseCommitment(`${text}\n`, "file").halfYear).to.equal("2030-H1");
  });
});

describe("A published sample, drawn again", () => {
  const one = { order: id("one"), ticket: id("ticket one"), drawn: true, flags: [] };
  const two = { order: id("two"), ticket: id("ticket two"), drawn: false, flags: ["objected" as const] };
  const sample: PublishedSample = {
    kind: "tongdui audit sample: drawn",
    commitment: id("commitment"),
    secret: id("secret"),
    blockHashes: [id("block 1"), id("block 2")],
    redeemed: 10,
    drawn: 1,
    chosen: [one, two],
  };
  const said = (over: Partial<PublishedSample>): string[] =>
    differencesBetween({ ...sample, ...over }, sample).map(({ en }) => en);

  it("is read as it was written", () => {
    expect(parseSample(sampleText(sample), "file")).to.deep.equal(sample);
    expect(said({})).to.deep.equal([]);
  });

  it("differs where an order is missing, does not belong into it, or is told otherwise", () => {
    const another = { ...one, order: id("another") };
    expect(said({ chosen: [one] })).to.deep.equal([
      `Order ${two.order.slice(0, 10)}…${two.order.slice(-4)} is missing.`,
    ]);
    expect(said({ chosen: [one, two, another] })).to.have.length(1);
    expect(said({ chosen: [one, { ...two, flags: [] }] })[0]).to.match(/^Order \S+ is told otherwise/);
    expect(said({ chosen: [{ ...one, drawn: false }, two] })[0]).to.match(/^Order \S+ is told otherwise/);
  });

  it("differs where the order of the tickets, the counts or the blocks' hashes do", () => {
    expect(said({ chosen: [two, one] })).to.deep.equal(["The orders do not stand by their tickets."]);
    expect(said({ redeemed: 11 })[0]).to.match(/^1 of 11 orders are said to be drawn, and it is 1 of 10/);
    expect(said({ blockHashes: [id("block 1"), id("other")] })).to.deep.equal([
      "Block 2 of those named has another hash.",
    ]);
    expect(said({ blockHashes: [id("block 1")] })).to.deep.equal(["It has not as many hashes as blocks were named."]);
  });
});

describe("A share", () => {
  it("is a percentage with two decimals at most", () => {
    expect(["5", "5%", "2.5", "０.０１%", "100"].map(parseShare)).to.deep.equal([500, 500, 250, 1, 10_000]);
    for (const text of ["0", "100.01", "5.123", "-5", "five", ""]) {
      refusal(() => parseShare(text), "ShareUnfit");
    }
  });
});

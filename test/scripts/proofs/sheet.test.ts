import { expect } from "chai";
import { demandWellFormed } from "../../support/svg.ts";
import { codeText, proofHashIn } from "../../../client/proof/link.ts";
import { codePicture, modulesOf } from "../../../client/qrCode.ts";
import { amountWords } from "../../../client/text/amountWords.ts";
import { link } from "../../../scripts/proofs/sheet/link.ts";
import { escaped } from "../../../scripts/proofs/sheet/page.ts";
import { drawn, seen } from "./reader.ts";

const HASH = `0x${"5a".repeat(32)}`;
const SUBJECT = { kind: "voucher", id: "3-000017" } as const;

describe("A proof's QR code", () => {
  const page = "https://voucher.example.gov/v/3-000017";

  for (const [what, address] of [
    ["the link with the proof's hash", page],
    ["what is proved, the chain and the hash", undefined],
  ] as const) {
    it(`is read as ${what}`, () => {
      const text = codeText({ subject: SUBJECT, chainId: 20260, hash: HASH }, address);
      const modules = modulesOf(text);
      expect(seen((x, y) => modules[y]![x]!, modules.length)).to.equal(text);
      expect(text).to.equal(
        address === undefined ? `urn:tongdui:voucher:3-000017:chain:20260:proof:${HASH}` : `${page}#proof=${HASH}`,
      );
    });
  }

  it("gives its hash back to the page that the link leads to, and nothing else does", () => {
    const { hash } = new URL(codeText({ subject: SUBJECT, chainId: 20260, hash: HASH }, page));
    expect(proofHashIn(hash)).to.equal(HASH);
    for (const other of ["", "#", "#proof=0x5a", `#proof=${HASH}0`, `#x&proof=${HASH}`]) {
      expect(proofHashIn(other)).to.equal(undefined);
    }
  });

  it("is drawn as it is read", () => {
    const svg = codePicture(`${page}#proof=${HASH}`);
    demandWellFormed(svg);
    expect(drawn(svg)).to.equal(`${page}#proof=${HASH}`);
  });

  for (const address of ["voucher.example.gov", "javascript:alert(1)", `${page}#x`, "https://me:secret@example.gov/"]) {
    it(`takes no link such as ${address}`, () => {
      expect(() => link(address)).to.throw(/is no address of a page/);
    });
  }
});

describe("Amounts in words", () => {
  const cases: [bigint, string, string][] = [
    [0n, "零元整", "zero yuan"],
    [5n, "伍分", "five fen"],
    [50n, "伍角", "fifty fen"],
    [105n, "壹元零伍分", "one yuan and five fen"],
    [10_000_000n, "壹拾万元整", "one hundred thousand yuan"],
    [7_500_000n, "柒万伍仟元整", "seventy-five thousand yuan"],
    [100_405n, "壹仟零肆元零伍分", "one thousand four yuan and five fen"],
    [10_000_101n, "壹拾万零壹元零壹分", "one hundred thousand one yuan and one fen"],
    [
      120_034_056n,
      "壹佰贰拾万零叁佰肆拾元伍角陆分",
      "one million two hundred thousand three hundred forty yuan and fifty-six fen",
    ],
    [
      281_474_976_710_655n,
      "贰万捌仟壹佰肆拾柒亿肆仟玖佰柒拾陆万柒仟壹佰零陆元伍角伍分",
      "two trillion eight hundred fourteen billion seven hundred forty-nine million seven hundred sixty-seven thousand one hundred six yuan and fifty-five fen",
    ],
  ];
  for (const [fen, zh, en] of cases) {
    it(`say ${fen} fen as ${zh}`, () => {
      expect(amountWords(fen)).to.deep.equal({ en, zh });
    });
  }
});

describe("What stands on a proof's page", () => {
  it("is never taken for markup", () => {
    expect(escaped(`<img src=x onerror="a('b')">&amp;`)).to.not.match(/[<>"']|&(?!#\d+;)/);
  });
});

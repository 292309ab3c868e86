import { expect } from "chai";
import { answerOf, verdictOf } from "../../../scripts/audit/answer.ts";
import type { Audited } from "../../../scripts/audit/auditLedger.ts";
import type { Finding } from "../../../scripts/audit/finding.ts";

const sound: Audited = {
  block: 12_895,
  hash: `0x${"ab".repeat(32)}`,
  time: Date.parse("2030-06-30T18:00:00Z") / 1_000,
  events: 203_928,
  changes: 100_000,
  counted: { programs: 3, vouchers: 40_000, orders: 2_500 },
  sums: { issued: 0n, remaining: 0n, locked: 0n, redeemed: 0n, returned: 0n, paid: 0n, recovered: 0n },
  slots: 55_600,
  wholeStorage: true,
  findings: [],
};

const finding = (promise: Finding["promise"], place: string): Finding => ({
  promise,
  where: { en: `block ${place}`, zh: `区块 ${place}` },
  what: { en: "Wrong.", zh: "有误。" },
});

describe("What an audit answers", () => {
  it("ends in one line that says that all is well", () => {
    const { parts, exit } = answerOf(sound);
    expect(exit).to.equal(0);
    expect(parts.at(-1)).to.deep.equal({
      en: "The ledger is sound: 100,000 changes of 40,000 vouchers, replayed from 203,928 events through block 12895 (2030-07-01), make what the node holds in all 55,600 slots, and promises 1 to 6 hold.",
      zh: "账本核验无误：截至区块 12895（2030-07-01），由 203,928 个事件重放的 40,000 张券共 100,000 次变更，与节点全部 55,600 个存储槽一致，承诺 1 至 6 均成立。",
    });
  });

  it("does not claim more than it saw where the node gives no proofs", () => {
    expect(verdictOf({ ...sound, wholeStorage: false }).en).to.match(
      /This node gives no proofs, so .* not looked at\.$/,
    );
  });

  it("ends in one line that says what is broken and where to begin", () => {
    const { parts, exit } = answerOf({ ...sound, findings: [finding(1, "7"), finding(5, "9"), finding(5, "10")] });
    expect(exit).to.equal(5);
    expect(parts.at(-1)).to.deep.equal({
      en: "The ledger is NOT as it promises: 3 differences through block 12895 (2030-07-01), against promise 1 and 5; the first: block 7.",
      zh: "账本与承诺不符：截至区块 12895（2030-07-01）共发现 3 处差异，涉及承诺 1、5；首处：区块 7。",
    });
  });

  it("shows a hundred differences and says how many more there are; a program gets all", () => {
    const findings = Array.from({ length: 130 }, (_, i) => finding(5, String(i)));
    const { parts, data } = answerOf({ ...sound, findings });
    const [, table, more] = parts;
    expect(table).to.have.property("rows").with.length(100);
    expect(more).to.have.property("en", "… and 30 more; --json lists all.");
    expect(data).to.have.property("differences").with.length(130);
  });
});

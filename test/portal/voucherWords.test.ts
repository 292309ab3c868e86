import { expect } from "chai";
import fc from "fast-check";
import { isoOfDay } from "../../client/days.ts";
import { formatFen, MAX_FEN } from "../../client/money.ts";
import { ACTIONS } from "../../client/replay/voucherChange.ts";
import type { Text } from "../../client/text/text.ts";
import type { Change, VoucherPageAnswer } from "../../portal/src/app/answers.ts";
import { holderName, issuerText } from "../../portal/src/voucher/partyText.ts";
import { stateText } from "../../portal/src/voucher/stateText.ts";
import { changeText, holderOf, holderText, mayText } from "../../portal/src/voucher/timelineText.ts";
import { withoutAmounts } from "./support/pageOf.ts";

const HOME: Text = { en: "Wujin", zh: "武进" };
const DAY = 18_423;
const NOW = { day: isoOfDay(DAY) };

function changeOf(sequence: number, action: string, amount: string | null): Change {
  const hash = `0x${"ab".repeat(32)}`;
  const who = { by: `0x${"ab".repeat(20)}`, proposedBy: null };
  return { sequence, action, amount, subject: hash, ...who, day: NOW.day, time: 0, block: 1, transaction: hash };
}

function voucherOf(over: Partial<VoucherPageAnswer>): VoucherPageAnswer {
  return {
    voucher: "2-000001",
    program: 2,
    district: 2,
    enterprise: "2-1",
    status: "Active",
    face: "10000000",
    remaining: "10000000",
    locked: "0",
    redeemed: "0",
    returned: "0",
    paid: "0",
    recovered: "0",
    issuedOn: "2019-12-13",
    useBy: "2020-06-10",
    extended: false,
    frozen: false,
    frozenUntil: null,
    sequence: 1,
    list: "L2-1",
    changes: [changeOf(1, "Issued", "10000000")],
    orders: [],
    payments: [],
    ...over,
  };
}

/** Any state that a voucher can be in: its figures add up, whatever ended it, whatever happened before. */
const anyVoucher = fc
  .record({
    parts: fc.tuple(fc.bigInt(0n, MAX_FEN / 4n), fc.bigInt(0n, MAX_FEN / 4n), fc.bigInt(0n, MAX_FEN / 4n)),
    zeros: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
    settled: fc.tuple(fc.integer({ min: 0, max: 2 }), fc.integer({ min: 0, max: 2 })),
    status: fc.constantFrom("Active", "Revoked", "Expired"),
    days: fc.integer({ min: -30, max: 30 }),
    frozen: fc.constantFrom("no", "until", "open"),
    actions: fc.array(fc.constantFrom("Frozen", "Unfrozen", "Extended"), { maxLength: 4 }),
  })
  .map(({ parts, zeros, settled, status, days, frozen, actions }): VoucherPageAnswer => {
    const [rest, locked, redeemed] = parts.map((part, i) => (zeros[i] ? 0n : part)) as [bigint, bigint, bigint];
    const living = status === "Active";
    const paid = (redeemed * BigInt(settled[0])) / 2n;
    return voucherOf({
      status,
      face: String(rest + locked + redeemed || 1n),
      remaining: String(living ? rest : 0n),
      returned: String(living ? 0n : rest),
      locked: String(locked),
      redeemed: String(redeemed),
      paid: String(paid),
      recovered: String((paid * BigInt(settled[1])) / 2n),
      useBy: isoOfDay(DAY + days),
      frozen: frozen !== "no",
      frozenUntil: frozen === "until" ? 1_591_000_000 : null,
      changes: [
        changeOf(1, "Issued", "1"),
        ...actions.map((action, i) => changeOf(i + 2, action, "7")),
        ...(living ? [] : [changeOf(9, status, "1")]),
      ],
    });
  });

const sentencesOf = (voucher: VoucherPageAnswer): Text[] => {
  const { first, more } = stateText(voucher, NOW, HOME);
  return [first, ...more];
};
const inEveryState = (holds: (voucher: VoucherPageAnswer) => void): void => {
  fc.assert(fc.property(anyVoucher, holds), { numRuns: 500 });
};

describe("A voucher's state in words", () => {
  const said: readonly (readonly [Partial<VoucherPageAnswer>, string, string])[] = [
    [
      { remaining: "2500000", redeemed: "7500000" },
      "This voucher is valid. ¥25,000.00 of ¥100,000.00 can still be used until 10 June 2020.",
      "该券有效，面额 ¥100,000.00，尚可使用 ¥25,000.00，下单截止日为2020年6月10日。",
    ],
    [
      {},
      "This voucher is valid. All of its ¥100,000.00 can be used until 10 June 2020.",
      "该券有效，面额 ¥100,000.00 可全额使用，下单截止日为2020年6月10日。",
    ],
    [
      { remaining: "0", redeemed: "10000000" },
      "This voucher has been used in full: all of its ¥100,000.00.",
      "该券面额 ¥100,000.00 已全部使用完毕。",
    ],
    [
      { remaining: "0", locked: "10000000" },
      "This voucher is valid until 10 June 2020, but nothing of its ¥100,000.00 is left for new orders at present.",
      "该券有效期至2020年6月10日，但面额 ¥100,000.00 目前已无余额可供新订单使用。",
    ],
    [
      { useBy: "2020-06-09" },
      "This voucher can no longer be used for new orders: its last day was 9 June 2020.",
      "该券下单截止日2020年6月9日已过，不能再用于新订单。",
    ],
    [
      { status: "Expired", remaining: "0", returned: "10000000" },
      "This voucher has expired: its last day for orders was 10 June 2020.",
      "该券已过期，下单截止日为2020年6月10日。",
    ],
    [
      { status: "Revoked", changes: [changeOf(2, "Revoked", "1")] },
      "This voucher was revoked on 10 June 2020: no more orders can be placed on it.",
      "该券已于2020年6月10日撤销，不能再登记订单。",
    ],
    [
      { frozen: true, frozenUntil: 1_591_000_000 },
      "This voucher is frozen until 1 June 2020 at 16:26, unless that is ended early. Meanwhile no order is placed on it, nothing is redeemed and nothing is paid.",
      "该券处于冻结状态，至2020年6月1日 16:26止（提前解冻的除外）。冻结期间不得登记订单、核销或拨付。",
    ],
  ];
  for (const [over, en, zh] of said) {
    it(`is: ${en}`, () => {
      expect(stateText(voucherOf(over), NOW, HOME).first).to.deep.equal({ en, zh });
    });
  }

  it("says of a frozen voucher what can be used afterwards", () => {
    const frozen = voucherOf({ frozen: true, frozenUntil: 1_591_000_000, remaining: "2500000", redeemed: "7500000" });
    expect(stateText(frozen, NOW, HOME).more[0]).to.deep.equal({
      en: "After that, ¥25,000.00 of ¥100,000.00 can be used until 10 June 2020.",
      zh: "解冻后，面额 ¥100,000.00 中尚可使用 ¥25,000.00，下单截止日为2020年6月10日。",
    });
  });

  it("is still valid on its last day", () => {
    expect(stateText(voucherOf({ useBy: NOW.day }), NOW, HOME).tone).to.equal("good");
  });

  it("is whole sentences in both languages, whatever state it is in", () => {
    inEveryState((voucher) => {
      for (const { en, zh } of [...sentencesOf(voucher), ...sentencesOf(withoutAmounts(voucher))]) {
        expect(en).to.match(/^[A-Z¥].*\.$/);
        expect(zh).to.match(/。$/);
        expect(`${en}${zh}`).to.not.match(/undefined|null|NaN|\s{2}|¥0\.00/);
      }
    });
  });

  it("has each figure exactly as the ledger has it, the same ones in both languages", () => {
    inEveryState((voucher) => {
      const { face, remaining, locked, redeemed, returned, paid, recovered } = voucher;
      const figures = [face, remaining, locked, redeemed, returned, paid, recovered].map((fen) =>
        formatFen(BigInt(fen!)),
      );
      for (const { en, zh } of sentencesOf(voucher)) {
        const [english, chinese] = [en, zh].map((text) => [...(text.match(/¥[\d,.]*\d/g) ?? [])].sort());
        expect(english).to.deep.equal(chinese);
        for (const figure of english!) expect(figures).to.include(figure);
      }
    });
  });

  it("names no amount where the district publishes none, and says that it does not", () => {
    inEveryState((voucher) => {
      const sentences = sentencesOf(withoutAmounts(voucher));
      expect(sentences.map(({ en, zh }) => en + zh).join("")).to.not.include("¥");
      expect(sentences.map(({ en }) => en)).to.include("Wujin does not publish the amounts of its vouchers.");
    });
  });

  it("is told as bad news only where it is frozen or revoked, and as good only where something can still be ordered", () => {
    inEveryState((voucher) => {
      const { tone } = stateText(voucher, NOW, HOME);
      expect(tone === "bad").to.equal(voucher.frozen || voucher.status === "Revoked");
      const usable = voucher.status === "Active" && voucher.useBy >= NOW.day && BigInt(voucher.remaining!) > 0n;
      expect(tone === "good").to.equal(usable && !voucher.frozen);
    });
  });
});

describe("What happened to a voucher", () => {
  const provider: Text = { en: "Shanghai Institute of Technology", zh: "上海应用技术大学" };

  for (const action of ACTIONS) {
    it(`is said in both languages, with its amount and without: ${action}`, () => {
      const days = ["Frozen", "Unfrozen", "Extended"].includes(action);
      const whole = changeText(changeOf(2, action, days ? "12" : "7500000"), provider);
      for (const text of [whole.en, whole.zh]) expect(text).to.include(days ? "12" : "¥75,000.00");
      const bare = changeText(changeOf(2, action, null), undefined);
      expect(bare.en).to.match(days ? /^[A-Z][a-z ]+$/ : /\(amount not published\)$/);
      expect(bare.zh).to.match(days ? /\p{Script=Han}$/u : /（金额未公开）$/u);
      expect(bare.en).to.not.equal(action === "Issued" || days ? "" : action);
    });

    it(`names who did it where the rules leave one, else who may: ${action}`, () => {
      const change = changeOf(2, action, "1");
      const holder = holderOf(change, 2, [change]);
      if (holder === undefined) expect(mayText(action)?.zh).to.match(/\p{Script=Han}/u);
      else expect(holderText(holder, HOME).en).to.match(/^(Bureau|Finance|Approver) of Wujin$/);
    });
  }

  it("names the duty that the index tells, and of a further freeze the Approver who granted it", () => {
    const told = { ...changeOf(2, "Locked", "1"), duty: { district: 0, duty: "operator" } as const };
    expect(holderText(holderOf(told, 2, [told])!, HOME)).to.deep.equal({ en: "Operator", zh: "运营机构" });
    const [first, second] = [changeOf(2, "Frozen", "1"), changeOf(3, "Frozen", "1")];
    expect(holderOf(second, 2, [first, second])).to.deep.equal({ district: 2, duty: "approver" });
  });
});

describe("Who issued a voucher, and to whom", () => {
  const names: readonly Text[] = [{ en: "", zh: "" }, { en: "Yangpu", zh: "杨浦" }, HOME, { en: "Nanhu", zh: "南湖" }];
  const district = (id: number): Text => names[id]!;

  it("is the district, alone or jointly", () => {
    expect(issuerText(2, [], { district })).to.deep.equal(HOME);
    expect(issuerText(2, [1], { district })).to.deep.equal({
      en: "Wujin and Yangpu, jointly",
      zh: "武进、杨浦联合发放",
    });
    expect(issuerText(2, [1, 3], { district }).en).to.equal("Wujin, Yangpu and Nanhu, jointly");
  });

  it("is a name, a number or neither, as the district publishes it", () => {
    const nameOf = (): Text => ({ en: "Graphene Co.", zh: "石墨烯公司" });
    expect(holderName("2-1", "name", nameOf).zh).to.equal("石墨烯公司（企业 2-1）");
    expect(holderName("2-1", "name", () => undefined).en).to.equal("Enterprise 2-1; its name is not published");
    expect(holderName("2-1", "pseudonym", nameOf).en).to.equal("Enterprise 2-1; its name is not published");
    for (const id of ["2-1", null]) expect(holderName(id, "none", nameOf).en).to.equal("Not published by the district");
    expect(holderName(null, "name", nameOf).en).to.equal("Not published by the district");
  });
});

import { expect } from "chai";
import { minuteText } from "../../verifier/ledger/days.ts";
import { story } from "../promises/story/story.ts";
import { load } from "../support/load.ts";
import { halfPaid, inHand } from "../support/stages.ts";
import { id } from "ethers";
import { proved } from "./support/chainEvidence.ts";

/** Without what differs from run to run: hashes, addresses, and how many blocks the tests before made. */
const plain = (text: string): string =>
  text.replaceAll(/0x[0-9a-f]+(…[0-9a-f]{4})?/g, "0x…").replaceAll(/(block|区块) \d+/g, "$1 N");

describe("A verdict in words", () => {
  it("tells a life across two districts in English and in Chinese", async () => {
    const { w, voucher } = await load(halfPaid);
    const { facts } = await proved(w, voucher);
    const told = facts.slice(2);
    expect(told.map(({ en }) => plain(en))).to.deep.equal([
      "What is said of the present holds after block N, of 2030-03-25 00:00 (Shanghai time).",
      "Voucher 1-000001 of program 1 is held by enterprise 2-1, whose home district is Wujin. It was issued on 2030-03-13 with a face of ¥50,000.00.",
      "Of its face, ¥10,000.00 remains, ¥0.00 is locked by orders and ¥40,000.00 is redeemed. Of what is redeemed, ¥30,000.00 is recorded as paid.",
      "It is active. The last day for placing orders is 2030-09-09.",
      "It was never frozen.",
      "Its history is complete: 6 changes, none missing and none added. Played through one after the other, they lead to exactly the state above.",
      "1. 2030-03-13 00:00, block N, transaction 1: issued with a face of ¥50,000.00, from list 0x….",
      "2. 2030-03-13 00:00, block N, transaction 1: ¥30,000.00 locked by order 0x….",
      "3. 2030-03-13 00:00, block N, transaction 1: ¥30,000.00 redeemed by order 0x….",
      "4. 2030-03-19 00:00, block N, transaction 1: ¥10,000.00 locked by order 0x….",
      "5. 2030-03-19 00:00, block N, transaction 1: ¥10,000.00 redeemed by order 0x….",
      "6. 2030-03-25 00:00, block N, transaction 1: ¥30,000.00 recorded as paid for order 0x….",
      "Order 0x… is with provider P1-1 of Yangpu, across districts (the voucher is Wujin's). It is for ¥30,000.00: recorded as paid. Delivery by 2030-05-12. It is in payment 1.",
      "Order 0x… is with provider P1-1 of Yangpu, across districts (the voucher is Wujin's). It is for ¥10,000.00: redeemed and in a payment that is not settled. Delivery by 2030-05-18. It is in payment 1.",
      "Payment 1 of Wujin holds 2 orders of ¥40,000.00 in all. It is open: 1 order not settled yet, ¥30,000.00 recorded as paid so far.",
    ]);
    expect(told.map(({ zh }) => plain(zh))).to.deep.equal([
      "以下现状均截至区块 N（北京时间 2030-03-25 00:00）。",
      "双创券 1-000001（项目 1）由企业 2-1 持有，该企业所属区为武进。发放日 2030-03-13，面额 ¥50,000.00。",
      "其中余额 ¥10,000.00，订单锁定 ¥0.00，已核销 ¥40,000.00。已核销金额中登记拨付 ¥30,000.00。",
      "该券有效，下单截止日为 2030-09-09。",
      "该券从未被冻结。",
      "历史记录完整：共 6 次变更，无缺漏、无添加；逐次推算，结果与上述状态完全一致。",
      "1. 2030-03-13 00:00，区块 N 第 1 笔交易：发放，面额 ¥50,000.00，名单 0x…。",
      "2. 2030-03-13 00:00，区块 N 第 1 笔交易：订单 0x… 锁定 ¥30,000.00。",
      "3. 2030-03-13 00:00，区块 N 第 1 笔交易：订单 0x… 核销 ¥30,000.00。",
      "4. 2030-03-19 00:00，区块 N 第 1 笔交易：订单 0x… 锁定 ¥10,000.00。",
      "5. 2030-03-19 00:00，区块 N 第 1 笔交易：订单 0x… 核销 ¥10,000.00。",
      "6. 2030-03-25 00:00，区块 N 第 1 笔交易：订单 0x… 登记拨付 ¥30,000.00。",
      "订单 0x…，服务机构 P1-1（杨浦），跨区使用（券属武进）：金额 ¥30,000.00，已登记拨付。交付期限 2030-05-12。列于拨付批次 1。",
      "订单 0x…，服务机构 P1-1（杨浦），跨区使用（券属武进）：金额 ¥10,000.00，已核销，拨付办理中。交付期限 2030-05-18。列于拨付批次 1。",
      "武进的拨付批次 1 共 2 笔订单，合计 ¥40,000.00；办理中，尚有 1 笔未结算，已登记拨付 ¥30,000.00。",
    ]);
  });

  it("tells a running freeze with its end, and an early end", async () => {
    const { w, voucher } = await load(inHand);
    await w.vouchers.connect(w.auditor).freeze(voucher, 10, id("reason"));
    const running = (await proved(w, voucher)).facts.find(({ kind }) => kind === "freezes");
    const until = minuteText(Number((await w.vouchers.freezeOf(voucher)).until));
    expect(running?.en.startsWith(`It is frozen until ${until} (Shanghai time), unless`)).to.equal(true);
    expect(running?.zh.startsWith(`该券处于冻结状态，至北京时间 ${until} 止`)).to.equal(true);
    await w.vouchers.connect(w.auditor).unfreeze(voucher, id("reason"));
    const { facts } = await proved(w, voucher);
    expect(facts.find(({ kind }) => kind === "freezes")?.en).to.include("it was not frozen at that moment");
  });

  it("is made of whole sentences without a gap, whatever happened", async () => {
    const { w, vouchers } = await load(story);
    for (const voucher of vouchers) {
      const { facts, notProved, warnings } = await proved(w, voucher);
      for (const { kind, en, zh } of [...facts, ...notProved, ...warnings]) {
        expect(en, kind)
          .to.match(/^[A-Z\d¥].*\.$/)
          .and.not.match(/undefined|NaN|\[object| {2}|\.\./);
        expect(zh, kind)
          .to.match(/[一-龥].*。$/u)
          .and.not.match(/undefined|NaN|\[object| {2}|。。| [，。；：、）]/);
      }
    }
  });
});

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { VM } from "./Cheats.sol";
import { Word } from "./Word.sol";
import { OrderWord, OrderWords, Stage } from "../../contracts/orders/OrderWord.sol";
import { VoucherId, ProviderId, PaymentId } from "../../contracts/lib/Ids.sol";

contract OrderWordTest is Word {
    function testFuzz_PlacedReadsBack(
        uint48 voucher,
        uint48 provider,
        uint48 amount,
        uint16 deliverBy,
        uint16 frozenDays
    ) external pure {
        OrderWord order = OrderWords.placed(
            VoucherId.wrap(voucher),
            ProviderId.wrap(provider),
            amount,
            deliverBy,
            frozenDays
        );
        _same(voucher, VoucherId.unwrap(order.voucher()));
        _same(provider, ProviderId.unwrap(order.provider()));
        _same(amount, order.amount());
        _same(deliverBy, order.deliverBy());
        _same(frozenDays, order.frozenDays());
        _same(uint256(Stage.Placed), uint256(order.stage()));
        _same(0, uint256(order.waitEnd()) + order.round() + order.invoices() + PaymentId.unwrap(order.payment()));
        require(!order.reopened());
    }

    function testFuzz_FieldsAreWrittenAlone(uint256 word, uint16 day, uint8 number, uint32 payment) external pure {
        OrderWord order = OrderWord.wrap(word);
        _wrote(word, OrderWord.unwrap(order.withDeliverBy(day)), 144, 16, day);
        _wrote(word, OrderWord.unwrap(order.withWaitEnd(day)), 160, 16, day);
        _wrote(word, OrderWord.unwrap(order.withRound(number)), 192, 8, number);
        _wrote(word, OrderWord.unwrap(order.withInvoices(number)), 200, 8, number);
        _wrote(word, OrderWord.unwrap(order.withPayment(PaymentId.wrap(payment))), 224, 32, payment);
        _same(day, order.withWaitEnd(day).waitEnd());
        _same(number, order.withRound(number).round());
        _same(number, order.withInvoices(number).invoices());
        _same(payment, PaymentId.unwrap(order.withPayment(PaymentId.wrap(payment)).payment()));
    }

    function testFuzz_StageIsWrittenAlone(uint256 word, uint8 number) external pure {
        Stage stage = Stage(number % 8);
        OrderWord order = OrderWord.wrap(word).withStage(stage);
        _wrote(word, OrderWord.unwrap(order), 208, 4, uint256(stage));
        _same(uint256(stage), uint256(order.stage()));
    }

    /// @dev What is written is amount, notice, invoices and stage: bits 96–143, 160–175, 200–211.
    function testFuzz_RedeemedWritesItsFieldsAlone(
        uint256 word,
        uint48 amount,
        uint16 noticeEnd,
        uint8 invoices
    ) external pure {
        OrderWord order = OrderWord.wrap(word).redeemed(amount, noticeEnd, invoices);
        _same(amount, order.amount());
        _same(noticeEnd, order.waitEnd());
        _same(invoices, order.invoices());
        _same(uint256(Stage.Redeemed), uint256(order.stage()));
        uint256 fields = (0xffffffffffff << 96) | (0xffff << 160) | (0xfff << 200);
        _same(word & ~fields, OrderWord.unwrap(order) & ~fields);
    }

    /// @dev What is written is deliverBy, waitEnd, round, invoices, stage, reopened and payment.
    function testFuzz_ReopenedWritesItsFieldsAlone(uint256 word, uint8 round, uint16 deliverBy) external pure {
        OrderWord before = OrderWord.wrap(word).withRound(round % 255);
        OrderWord order = before.reopenedThrough(deliverBy);
        _same(deliverBy, order.deliverBy());
        _same(uint256(before.round()) + 1, order.round());
        _same(uint256(Stage.Placed), uint256(order.stage()));
        _same(0, uint256(order.waitEnd()) + order.invoices() + PaymentId.unwrap(order.payment()));
        require(order.reopened());
        uint256 fields = (0xffff << 144) | (0xffff << 160) | (0x1fffff << 192) | (0xffffffff << 224);
        _same(word & ~fields, OrderWord.unwrap(order) & ~fields);
    }

    /// @dev What is written is deliverBy and the days of freezes that it counts: bits 144–159 and 176–191.
    function testFuzz_MovedWritesItsFieldsAlone(
        uint256 word,
        uint16 deliverBy,
        uint8 counted,
        uint8 more
    ) external pure {
        deliverBy %= 60_000;
        OrderWord before = OrderWords.placed(VoucherId.wrap(0), ProviderId.wrap(0), 0, deliverBy, counted);
        uint256 fields = (0xffff << 144) | (0xffff << 176);
        before = OrderWord.wrap((word & ~fields) | (OrderWord.unwrap(before) & fields));
        OrderWord order = before.movedTo(uint16(counted) + more);
        _same(uint256(deliverBy) + more, order.deliverBy());
        _same(uint256(counted) + more, order.frozenDays());
        _same(word & ~fields, OrderWord.unwrap(order) & ~fields);
        _same(OrderWord.unwrap(order), OrderWord.unwrap(order.movedTo(uint16(counted) + more)));
    }

    /// @dev The days of freezes fill all of their bits.
    function testFuzz_MovedCountsAnyNumberOfDays(uint16 counted) external pure {
        OrderWord order = OrderWords.placed(VoucherId.wrap(0), ProviderId.wrap(0), 0, 0, 0).movedTo(counted);
        _same(counted, order.frozenDays());
        _same(counted, order.deliverBy());
    }

    function test_EveryDayReadsBackAmongFullAndEmptyNeighbours() external pure {
        for (uint256 value = 0; value <= type(uint16).max; ++value) {
            uint16 day = uint16(value);
            OrderWord order = OrderWord.wrap(value & 1 == 0 ? 0 : type(uint256).max);
            _wrote(OrderWord.unwrap(order), OrderWord.unwrap(order.withDeliverBy(day)), 144, 16, day);
            _wrote(OrderWord.unwrap(order), OrderWord.unwrap(order.withWaitEnd(day)), 160, 16, day);
            require(order.withDeliverBy(day).deliverBy() == day && order.withWaitEnd(day).waitEnd() == day);
        }
    }

    function test_EveryRoundAndCountReadsBackAmongFullAndEmptyNeighbours() external pure {
        for (uint256 value = 0; value <= type(uint8).max; ++value) {
            uint8 number = uint8(value);
            OrderWord order = OrderWord.wrap(value & 1 == 0 ? 0 : type(uint256).max);
            _wrote(OrderWord.unwrap(order), OrderWord.unwrap(order.withRound(number)), 192, 8, number);
            _wrote(OrderWord.unwrap(order), OrderWord.unwrap(order.withInvoices(number)), 200, 8, number);
        }
    }

    function testFuzz_EveryFieldIsReadAlone(uint256 word) external pure {
        OrderWord order = OrderWord.wrap(word & ~(uint256(8) << 208));
        uint256 again = VoucherId.unwrap(order.voucher());
        again |= (uint256(ProviderId.unwrap(order.provider())) << 48) | (uint256(order.amount()) << 96);
        again |= (uint256(order.deliverBy()) << 144) | (uint256(order.waitEnd()) << 160);
        again |= (uint256(order.frozenDays()) << 176) | (uint256(order.round()) << 192);
        again |= (uint256(order.invoices()) << 200) | (uint256(order.stage()) << 208);
        again |= (order.reopened() ? uint256(1) << 212 : 0) | (uint256(PaymentId.unwrap(order.payment())) << 224);
        uint256 unused = uint256(0x7ff) << 213;
        _same(OrderWord.unwrap(order) & ~unused, again);
    }

    function testFuzz_NoOrderHasAStageThatThereIsNot(uint8 number) external {
        VM.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x21));
        this.stageOf(OrderWord.wrap(uint256(8 + (number % 8)) << 208));
    }

    /// @dev An order at its last round, and one whose days would leave the calendar, go no further; nothing wraps around.
    function testFuzz_NothingWrapsAround(uint16 deliverBy, uint16 more) external {
        OrderWord last = OrderWord.wrap(0).withRound(255);
        VM.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        this.reopened(last, deliverBy);
        OrderWord late = OrderWord.wrap(0).withDeliverBy(deliverBy);
        if (uint256(deliverBy) + more <= type(uint16).max) return;
        VM.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        this.moved(late, more);
    }

    function stageOf(OrderWord order) external pure returns (Stage) {
        return order.stage();
    }

    function reopened(OrderWord order, uint16 deliverBy) external pure returns (OrderWord) {
        return order.reopenedThrough(deliverBy);
    }

    function moved(OrderWord order, uint16 frozenDays) external pure returns (OrderWord) {
        return order.movedTo(frozenDays);
    }
}

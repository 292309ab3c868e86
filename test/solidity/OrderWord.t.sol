// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

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
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Bits } from "../lib/Bits.sol";
import { VoucherId, ProviderId, PaymentId } from "../lib/Ids.sol";

/// @notice The whole state of an order in one word.
/// @dev
/// | bits    | field      | meaning                                                                  |
/// | ------- | ---------- | ------------------------------------------------------------------------ |
/// | 0–47    | voucher    | drawn on                                                                 |
/// | 48–95   | provider   |                                                                          |
/// | 96–143  | amount     | fen: locked while placed or claimed, then redeemed                       |
/// | 144–159 | deliverBy  | day; moved on when a claim is refused or a redemption rejected for form  |
/// | 160–175 | waitEnd    | claimed: last day of grace; redeemed: last day of the notice             |
/// | 176–191 | frozenDays | days of the voucher's freezes that deliverBy and waitEnd already count      |
/// | 192–199 | round      | rises when a claim is refused or a redemption is rejected for form       |
/// | 200–207 | invoices   | how many invoices the standing redemption has                            |
/// | 208–211 | stage      | see Stage                                                                |
/// | 212     | reopened   | was rejected for form: claims are taken through deliverBy at least       |
/// | 224–255 | payment    | the payment batch it is in, or was paid by                               |
type OrderWord is uint256;

enum Stage {
    None,
    Placed,
    Claimed, // by the provider alone; holds the lock until the enterprise or its home officers decide
    Redeemed,
    Paying,
    Paid,
    Cancelled,
    Rejected // for cause
}

library OrderWords {
    function placed(
        VoucherId voucher_,
        ProviderId provider_,
        uint48 amount_,
        uint16 deliverBy_,
        uint16 frozenDays_
    ) internal pure returns (OrderWord) {
        uint256 word = VoucherId.unwrap(voucher_);
        word |= uint256(ProviderId.unwrap(provider_)) << 48;
        word |= uint256(amount_) << 96;
        word |= uint256(deliverBy_) << 144;
        word |= uint256(frozenDays_) << 176;
        return OrderWord.wrap(word | (uint256(Stage.Placed) << 208));
    }

    function voucher(OrderWord order) internal pure returns (VoucherId) {
        return VoucherId.wrap(uint48(OrderWord.unwrap(order)));
    }

    function provider(OrderWord order) internal pure returns (ProviderId) {
        return ProviderId.wrap(uint48(OrderWord.unwrap(order) >> 48));
    }

    function amount(OrderWord order) internal pure returns (uint48) {
        return uint48(OrderWord.unwrap(order) >> 96);
    }

    function deliverBy(OrderWord order) internal pure returns (uint16) {
        return uint16(OrderWord.unwrap(order) >> 144);
    }

    function waitEnd(OrderWord order) internal pure returns (uint16) {
        return uint16(OrderWord.unwrap(order) >> 160);
    }

    function frozenDays(OrderWord order) internal pure returns (uint16) {
        return uint16(OrderWord.unwrap(order) >> 176);
    }

    function round(OrderWord order) internal pure returns (uint8) {
        return uint8(OrderWord.unwrap(order) >> 192);
    }

    function invoices(OrderWord order) internal pure returns (uint8) {
        return uint8(OrderWord.unwrap(order) >> 200);
    }

    function stage(OrderWord order) internal pure returns (Stage) {
        return Stage((OrderWord.unwrap(order) >> 208) & 0xf);
    }

    function reopened(OrderWord order) internal pure returns (bool) {
        return (OrderWord.unwrap(order) >> 212) & 1 == 1;
    }

    function payment(OrderWord order) internal pure returns (PaymentId) {
        return PaymentId.wrap(uint32(OrderWord.unwrap(order) >> 224));
    }

    function redeemed(
        OrderWord order,
        uint48 amount_,
        uint16 noticeEnd,
        uint8 invoices_
    ) internal pure returns (OrderWord) {
        order = _set(order, 96, 48, amount_);
        return order.withStage(Stage.Redeemed).withWaitEnd(noticeEnd).withInvoices(invoices_);
    }

    function reopenedThrough(OrderWord order, uint16 deliverBy_) internal pure returns (OrderWord) {
        order = _set(order, 212, 1, 1).withDeliverBy(deliverBy_).withRound(order.round() + 1);
        return order.withStage(Stage.Placed).withWaitEnd(0).withInvoices(0).withPayment(PaymentId.wrap(0));
    }

    /// @dev The deadlines move by the days of freezes that have passed since they were set.
    function movedTo(OrderWord order, uint16 frozenDays_) internal pure returns (OrderWord) {
        uint16 day = order.deliverBy() + frozenDays_ - order.frozenDays();
        return _set(order.withDeliverBy(day), 176, 16, frozenDays_);
    }

    function withDeliverBy(OrderWord order, uint16 day) internal pure returns (OrderWord) {
        return _set(order, 144, 16, day);
    }

    function withWaitEnd(OrderWord order, uint16 day) internal pure returns (OrderWord) {
        return _set(order, 160, 16, day);
    }

    function withRound(OrderWord order, uint8 number) internal pure returns (OrderWord) {
        return _set(order, 192, 8, number);
    }

    function withInvoices(OrderWord order, uint8 number) internal pure returns (OrderWord) {
        return _set(order, 200, 8, number);
    }

    function withStage(OrderWord order, Stage value) internal pure returns (OrderWord) {
        return _set(order, 208, 4, uint256(value));
    }

    function withPayment(OrderWord order, PaymentId id) internal pure returns (OrderWord) {
        return _set(order, 224, 32, PaymentId.unwrap(id));
    }

    function _set(OrderWord order, uint256 offset, uint256 width, uint256 value) private pure returns (OrderWord) {
        return OrderWord.wrap(Bits.set(OrderWord.unwrap(order), offset, width, value));
    }
}

using OrderWords for OrderWord global;

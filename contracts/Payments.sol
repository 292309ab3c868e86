// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Edition } from "./Edition.sol";
import { Orders } from "./Orders.sol";
import { Programs } from "./Programs.sol";
import { Vouchers } from "./Vouchers.sol";
import { LedgerPart, ORDERS, PROGRAMS, VOUCHERS } from "./base/LedgerPart.sol";
import { Batches } from "./base/Batches.sol";
import { TwoOfficers } from "./base/TwoOfficers.sol";
import { DistrictId, OrderId, PaymentId, VoucherId } from "./lib/Ids.sol";
import { BUREAU, APPROVER, FINANCE } from "./lib/Duties.sol";

/// @title Payments: from reviewed orders to the bank and back
/// @notice Payment batches of one district, what the bank did with each order, and what was clawed back.
///
/// ROLES
/// - Home Bureau, having reviewed: opens a batch; orders a claw-back, which the Approver confirms.
/// - Finance: settles, from another account than the opener's; records what was recovered; with the Approver writes off.
///
/// RULES
/// - A batch holds up to 100 orders of one home district; each order is in one open batch at most.
/// - A batch stays open until each of its orders is settled.
/// - Each order is settled as paid, with the commitment of the bank's receipt, or as returned, and is then payable again.
/// - An order of a frozen voucher cannot be settled as paid until the freeze ends; it can be settled as returned.
/// - Claw-backs of an order never exceed what was paid; recovered and written off never exceed the claw-backs.
///
/// WHAT THE OPERATOR CANNOT DO
/// - Anything in this contract.
///
/// ASSUMPTIONS
/// - Only an open batch is exported to the bank.
/// - The money moves in the bank. The ledger holds receipts' commitments, and reconciling finds what differs.
contract Payments is TwoOfficers, Batches {
    /// @dev One word and the opener.
    struct Payment {
        DistrictId home;
        uint16 orders; // in the batch
        uint16 open; // not settled yet
        uint48 total;
        uint48 paid;
        address openedBy;
    }

    struct Settlement {
        OrderId order;
        bool paid; // false: the bank returned it, or it was not sent
        bytes32 receipt; // commitment of the bank's receipt or return
    }

    /// @dev Amounts in fen.
    struct ClawBack {
        uint48 ordered;
        uint48 recovered;
        uint48 writtenOff;
    }

    Orders private immutable orders;
    Programs private immutable programs;
    Vouchers private immutable vouchers;

    uint32 public count;
    mapping(PaymentId => Payment) private payments;
    mapping(OrderId => ClawBack) private clawBacks;

    event PaymentOpened(PaymentId indexed payment, DistrictId indexed home, uint48 total, address indexed by);
    event OrderInPayment(PaymentId indexed payment, OrderId indexed order, uint48 amount);
    event OrderSettled(PaymentId indexed payment, OrderId indexed order, bool paid, uint48 amount, bytes32 receipt);
    event PaymentClosed(PaymentId indexed payment, uint48 paid, address indexed by);
    event ClawBackOrdered(OrderId indexed order, uint48 amount, bytes32 reason, address indexed by);
    event ClawBackRecovered(OrderId indexed order, uint48 amount, bytes32 receipt, address indexed by);
    event ClawBackWrittenOff(OrderId indexed order, uint48 amount, bytes32 reason, address indexed by);

    error PaymentUnknown(PaymentId payment);
    error OtherDistrict(OrderId order, DistrictId expected, DistrictId actual);
    error ReceiptMissing(OrderId order);
    error AmountMissing();
    error ClawBackExceedsPaid(OrderId order, uint48 most, uint48 asked);
    error ClawBackExceeded(OrderId order, uint48 open, uint48 asked);

    constructor(Edition edition_) LedgerPart(edition_) {
        orders = Orders(edition_.part(ORDERS));
        programs = Programs(edition_.part(PROGRAMS));
        vouchers = Vouchers(edition_.part(VOUCHERS));
    }

    /// @notice Opens a payment of up to 100 reviewed orders, all or none. WHO: the Bureau of their home district.
    function open(DistrictId home, OrderId[] calldata ids) external returns (PaymentId payment) {
        _demand(home, BUREAU);
        _demandLength(ids.length);
        payment = PaymentId.wrap(++count);
        uint48 total = 0;
        for (uint256 i = 0; i < ids.length; ++i) {
            try this.openItem(payment, home, ids[i]) returns (uint48 amount) {
                total += amount;
            } catch (bytes memory reason) {
                revert ItemFailed(i, reason);
            }
        }
        payments[payment] = Payment(home, uint16(ids.length), uint16(ids.length), total, 0, msg.sender);
        emit PaymentOpened(payment, home, total, msg.sender);
    }

    /// @notice One item of `open`. WHO: this contract.
    function openItem(PaymentId payment, DistrictId home, OrderId id) external onlyItself returns (uint48 amount) {
        DistrictId actual;
        (actual, amount) = orders.startPayment(id, payment);
        require(actual.same(home), OtherDistrict(id, home, actual));
        emit OrderInPayment(payment, id, amount);
    }

    /// @notice Records what the bank did with up to 100 orders of a payment, all or none. WHO: Finance of the home
    /// district, another account than the one that opened the payment.
    function settle(PaymentId id, Settlement[] calldata items) external {
        Payment memory payment = _known(id);
        _demand(payment.home, FINANCE);
        require(payment.openedBy != msg.sender, SameOfficer(msg.sender));
        _demandLength(items.length);
        for (uint256 i = 0; i < items.length; ++i) {
            try this.settleItem(id, items[i]) returns (uint48 paid) {
                payment.paid += paid;
            } catch (bytes memory reason) {
                revert ItemFailed(i, reason);
            }
        }
        payment.open -= uint16(items.length);
        payments[id] = payment;
        if (payment.open == 0) emit PaymentClosed(id, payment.paid, msg.sender);
    }

    /// @notice One item of `settle`. WHO: this contract.
    /// @return paid fen paid, or 0 where it was returned
    function settleItem(PaymentId id, Settlement calldata item) external onlyItself returns (uint48 paid) {
        bool wasPaid = item.paid;
        require(item.receipt != 0, ReceiptMissing(item.order));
        (VoucherId voucher, uint48 amount) = orders.endPayment(item.order, id, wasPaid);
        if (wasPaid) {
            paid = amount;
            programs.pay(voucher.program(), amount);
            vouchers.record(voucher, false, amount, OrderId.unwrap(item.order));
        }
        emit OrderSettled(id, item.order, wasPaid, amount, item.receipt);
    }

    /// @notice Proposes that a provider pays back. WHO: the home Bureau.
    function clawBack(OrderId id, uint48 amount, bytes32 reason) external {
        _demandClawBack(id, amount, BUREAU);
        _propose(abi.encode("clawBack", id, clawBacks[id].ordered, amount, reason));
    }

    /// @notice Orders that a provider pays back. WHO: the home Approver.
    function confirmClawBack(OrderId id, uint48 amount, bytes32 reason) external {
        _demandClawBack(id, amount, APPROVER);
        _confirm(abi.encode("clawBack", id, clawBacks[id].ordered, amount, reason));
        clawBacks[id].ordered += amount;
        emit ClawBackOrdered(id, amount, reason, msg.sender);
    }

    /// @notice Records that a provider has paid back. WHO: Finance of the home district.
    /// @param receipt commitment of the bank's receipt
    function recover(OrderId id, uint48 amount, bytes32 receipt) external {
        VoucherId voucher = _demandOpenClawBack(id, amount, FINANCE);
        require(receipt != 0, ReceiptMissing(id));
        clawBacks[id].recovered += amount;
        programs.recover(voucher.program(), amount);
        vouchers.record(voucher, true, amount, OrderId.unwrap(id));
        emit ClawBackRecovered(id, amount, receipt, msg.sender);
    }

    /// @notice Proposes to give up part of a claw-back. WHO: Finance of the home district.
    function writeOff(OrderId id, uint48 amount, bytes32 reason) external {
        _demandOpenClawBack(id, amount, FINANCE);
        _propose(abi.encode("writeOff", id, clawBacks[id].writtenOff, amount, reason));
    }

    /// @notice Gives up part of a claw-back. WHO: the home Approver.
    function confirmWriteOff(OrderId id, uint48 amount, bytes32 reason) external {
        _demandOpenClawBack(id, amount, APPROVER);
        _confirm(abi.encode("writeOff", id, clawBacks[id].writtenOff, amount, reason));
        clawBacks[id].writtenOff += amount;
        emit ClawBackWrittenOff(id, amount, reason, msg.sender);
    }

    function paymentOf(PaymentId id) external view returns (Payment memory) {
        return _known(id);
    }

    function clawBackOf(OrderId id) external view returns (ClawBack memory) {
        return clawBacks[id];
    }

    function _known(PaymentId id) private view returns (Payment memory payment) {
        payment = payments[id];
        require(payment.orders != 0, PaymentUnknown(id));
    }

    function _demandClawBack(OrderId id, uint48 amount, uint8 duty) private view {
        (DistrictId home, , uint48 paid) = orders.paidOrder(id);
        _demand(home, duty);
        require(amount != 0, AmountMissing());
        uint48 most = paid - clawBacks[id].ordered;
        require(amount <= most, ClawBackExceedsPaid(id, most, amount));
    }

    function _demandOpenClawBack(OrderId id, uint48 amount, uint8 duty) private view returns (VoucherId voucher) {
        DistrictId home;
        (home, voucher, ) = orders.paidOrder(id);
        _demand(home, duty);
        require(amount != 0, AmountMissing());
        ClawBack memory record = clawBacks[id];
        uint48 openAmount = record.ordered - record.recovered - record.writtenOff;
        require(amount <= openAmount, ClawBackExceeded(id, openAmount, amount));
    }
}

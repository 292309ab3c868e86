// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Edition } from "../Edition.sol";
import { Programs } from "../Programs.sol";
import { Enterprises } from "../Enterprises.sol";
import { LedgerPart, PROGRAMS, ENTERPRISES } from "../base/LedgerPart.sol";
import { VoucherId } from "../lib/Ids.sol";
import { Voucher, Status } from "./Voucher.sol";

/// @dev What happened to a voucher. The numbers are part of the public history: new ones are added at the end.
enum Action {
    Issued, // amount: face; subject: the batch
    Locked, // amount: locked; subject: the order, as up to Recovered
    Unlocked, // amount: given up
    Redeemed, // amount: redeemed; the rest of the order's lock is given up
    Reopened, // amount: from redeemed back to locked
    Rejected, // amount: from redeemed to remaining or returned
    Paid, // amount: paid
    Recovered, // amount: recovered
    Frozen, // amount: days; subject: the reason, as in all that follow
    Unfrozen, // amount: days not used
    Extended, // amount: days
    Revoked, // amount: returned to the budget
    Expired // amount: returned to the budget
}

/// @notice The vouchers' words and the one way to change them.
/// @dev Every change goes through `_write`, which numbers it and emits it: so a proof of the slot and as many events as
/// its sequence says are the complete history.
abstract contract VoucherStore is LedgerPart {
    uint16 public constant LAST_ORDER_SEQUENCE = 20_000;
    uint16 public constant LAST_PARTY_SEQUENCE = 65_000;

    Programs internal immutable programs;
    Enterprises internal immutable enterprises;

    mapping(VoucherId => Voucher) internal vouchers;

    /// @param amount fen, or days where the action says so
    /// @param subject order, batch or reason, as the action says
    /// @param state the voucher's word after the change
    event VoucherChanged(
        VoucherId indexed voucher,
        uint16 indexed sequence,
        Action action,
        uint48 amount,
        bytes32 subject,
        Voucher state
    );

    error VoucherUnknown(VoucherId voucher);
    error VoucherIn(VoucherId voucher, Status status);
    error SequenceExhausted(VoucherId voucher);

    constructor(Edition edition_) LedgerPart(edition_) {
        programs = Programs(edition_.part(PROGRAMS));
        enterprises = Enterprises(edition_.part(ENTERPRISES));
    }

    /// @dev Overflow of the sequence reverts; what can be repeated is stopped long before (see the header of Vouchers).
    function _write(VoucherId id, Voucher voucher, Action action, uint48 amount, bytes32 subject) internal {
        uint16 sequence = voucher.sequence() + 1;
        voucher = voucher.withSequence(sequence);
        vouchers[id] = voucher;
        emit VoucherChanged(id, sequence, action, amount, subject, voucher);
    }

    /// @dev For what can be done any number of times: orders, recoveries in parts, further freezes.
    function _demandRoom(VoucherId id, Voucher voucher) internal pure {
        require(voucher.sequence() < LAST_ORDER_SEQUENCE, SequenceExhausted(id));
    }

    function _known(VoucherId id) internal view returns (Voucher voucher) {
        voucher = vouchers[id];
        require(voucher.status() != Status.None, VoucherUnknown(id));
    }

    function _active(VoucherId id) internal view returns (Voucher voucher) {
        voucher = _known(id);
        Status now_ = voucher.status();
        require(now_ == Status.Active, VoucherIn(id, now_));
    }
}

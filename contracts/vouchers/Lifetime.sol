// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { VoucherStore, Action } from "./VoucherStore.sol";
import { Voucher, Status } from "./Voucher.sol";
import { TwoOfficers } from "../base/TwoOfficers.sol";
import { Batches } from "../base/Batches.sol";
import { DistrictId, VoucherId, CONSORTIUM } from "../lib/Ids.sol";
import { BUREAU, APPROVER, AUDITOR } from "../lib/Duties.sol";
import { Calendar } from "../lib/Calendar.sol";

/// @notice What happens to a voucher beside orders: freezing, extending, revoking, expiring.
///
/// RULES
/// - A freeze lasts 1 to 30 days of 24 hours and then ends by itself. Its days are added to use-by, or after it to the
///   claim period, when it is ordered; what is not used of them, in whole days, is taken off when it is ended early.
/// - A first freeze is at once. Each further one of the same voucher needs the home Approver beside who asks for it; it
///   begins when it is granted, or where a running one ends, so that no gap is left between the two.
/// - Ending a voucher returns what is neither locked nor redeemed to the budget, once. A lock given up later returns
///   then.
abstract contract Lifetime is VoucherStore, TwoOfficers, Batches {
    /// @dev One word. Days are added either to use-by, while it has not passed, or to the claim period alone.
    struct Freeze {
        uint40 since;
        uint40 until;
        uint16 count;
        uint16 daysInAll; // of all freezes, less what was not used
        uint16 daysOfClaim; // those of them that came after use-by
        bool beforeUseBy; // the last freeze was ordered before use-by had passed
        bool byAuditor; // whose it is to end: the Auditor's, or the home Bureau's
    }

    uint16 public constant LONGEST_FREEZE = 30;

    mapping(VoucherId => Freeze) private freezes;

    // Who did what VoucherChanged tells, which only numbers it.
    event FreezeOrdered(VoucherId indexed voucher, uint16 length, bool byAuditor, address indexed by);
    event FreezeEnded(VoucherId indexed voucher, uint16 unused, address indexed by);
    event VoucherExtended(VoucherId indexed voucher, uint16 length, address indexed by);

    error FreezeDaysUnfit(uint16 asked, uint16 most);
    error VoucherFrozen(VoucherId voucher, uint256 until);
    error VoucherNotFrozen(VoucherId voucher);
    error FrozenBefore(VoucherId voucher);
    error NeverFrozen(VoucherId voucher);
    error ExtendedBefore(VoucherId voucher);
    error NoExtension(VoucherId voucher);
    error UseByPassed(VoucherId voucher, uint16 useBy);

    /// @notice Freezes a voucher for the first time, at once. WHO: the Auditor, or the home Bureau.
    /// @param reason commitment of the written reason
    function freeze(VoucherId id, uint16 length, bytes32 reason) external {
        bool byAuditor = _demandFreezer(id, length);
        require(freezes[id].count == 0, FrozenBefore(id));
        _freeze(id, length, reason, byAuditor);
    }

    /// @notice Asks for a further freeze. WHO: the Auditor, or the home Bureau.
    function freezeAgain(VoucherId id, uint16 length, bytes32 reason) external {
        bool byAuditor = _demandFreezer(id, length);
        require(freezes[id].count != 0, NeverFrozen(id));
        _propose(abi.encode("freezeAgain", id, length, reason, byAuditor));
    }

    /// @notice Grants a further freeze. WHO: the home Approver.
    /// @param byAuditor whether the Auditor asked for it
    function confirmFreezeAgain(VoucherId id, uint16 length, bytes32 reason, bool byAuditor) external {
        Voucher voucher = _known(id);
        _demand(voucher.enterprise().district(), APPROVER);
        _demandRoom(id, voucher);
        _confirm(abi.encode("freezeAgain", id, length, reason, byAuditor));
        _freeze(id, length, reason, byAuditor);
    }

    /// @notice Ends a freeze early. WHO: the Safe; the Auditor or the home Bureau, whichever asked for it.
    function unfreeze(VoucherId id, bytes32 reason) external {
        Voucher voucher = _known(id);
        require(frozen(id), VoucherNotFrozen(id));
        Freeze memory record = freezes[id];
        DistrictId district = record.byAuditor ? CONSORTIUM : voucher.enterprise().district();
        if (!_holds(msg.sender, district, record.byAuditor ? AUDITOR : BUREAU)) _demandSafe();
        uint16 unused = uint16((record.until - block.timestamp) / 1 days);
        record.until = uint40(block.timestamp);
        record.daysInAll -= unused;
        if (record.beforeUseBy) voucher = voucher.withUseBy(voucher.useBy() - unused);
        else record.daysOfClaim -= unused;
        freezes[id] = record;
        _write(id, voucher, Action.Unfrozen, unused, reason);
        emit FreezeEnded(id, unused, msg.sender);
    }

    /// @notice Gives a voucher the one extension of its program. WHO: the home Bureau.
    function extend(VoucherId id, bytes32 reason) external {
        Voucher voucher = _active(id);
        _demand(voucher.enterprise().district(), BUREAU);
        require(!voucher.extended(), ExtendedBefore(id));
        require(Calendar.today() <= voucher.useBy(), UseByPassed(id, voucher.useBy()));
        uint16 length = programs.termsOf(id.program()).extensionDays;
        require(length != 0, NoExtension(id));
        voucher = voucher.withExtended().withUseBy(voucher.useBy() + length);
        _write(id, voucher, Action.Extended, length, reason);
        emit VoucherExtended(id, length, msg.sender);
    }

    /// @notice Proposes to revoke a voucher. WHO: the home Bureau.
    function revoke(VoucherId id, bytes32 reason) external {
        _demand(_active(id).enterprise().district(), BUREAU);
        _propose(abi.encode("revoke", id, reason));
    }

    /// @notice Revokes a voucher; what is placed goes on. WHO: the home Approver.
    function confirmRevoke(VoucherId id, bytes32 reason) external {
        Voucher voucher = _active(id);
        _demand(voucher.enterprise().district(), APPROVER);
        _confirm(abi.encode("revoke", id, reason));
        uint48 returned = voucher.rest();
        _write(id, voucher.withStatus(Status.Revoked), Action.Revoked, returned, reason);
        programs.giveBack(id.program(), returned);
        uint16 year = Calendar.yearOf(Calendar.today());
        if (Calendar.yearOf(voucher.issuedOn()) == year) enterprises.giveBack(voucher.enterprise(), returned, year);
    }

    /// @notice Ends vouchers that are due, and passes over those that are not. WHO: anyone.
    function expire(VoucherId[] calldata ids) external {
        _demandLength(ids.length);
        uint16 today = Calendar.today();
        for (uint256 i = 0; i < ids.length; ++i) {
            Voucher voucher = vouchers[ids[i]];
            if (voucher.status() != Status.Active || today <= voucher.useBy()) continue;
            uint48 returned = voucher.rest();
            _write(ids[i], voucher.withStatus(Status.Expired), Action.Expired, returned, 0);
            programs.giveBack(ids[i].program(), returned);
        }
    }

    /// @notice Whether a freeze is running now.
    function frozen(VoucherId id) public view returns (bool) {
        return freezes[id].until > block.timestamp;
    }

    function freezeOf(VoucherId id) external view returns (Freeze memory) {
        return freezes[id];
    }

    /// @notice The days of freezes that a voucher has behind it; of a running one, without the whole days still to come.
    /// @dev So ending a freeze early never takes back what a deadline that counts these days was promised.
    function frozenDays(VoucherId id) public view returns (uint16) {
        if (!vouchers[id].frozenOnce()) return 0;
        Freeze memory record = freezes[id];
        if (record.until <= block.timestamp) return record.daysInAll;
        return record.daysInAll - uint16((record.until - block.timestamp) / 1 days);
    }

    /// @notice The last day on which a claim is taken.
    function claimBy(VoucherId id) public view returns (uint16) {
        Voucher voucher = _known(id);
        uint16 added = voucher.frozenOnce() ? freezes[id].daysOfClaim : 0;
        return voucher.useBy() + programs.claimByDaysOf(id.program()) + added;
    }

    /// @dev The record is read only where there is one.
    function _demandNotFrozen(VoucherId id, Voucher voucher) internal view {
        if (voucher.frozenOnce()) require(!frozen(id), VoucherFrozen(id, freezes[id].until));
    }

    function _demandFreezer(VoucherId id, uint16 length) private view returns (bool byAuditor) {
        DistrictId home = _known(id).enterprise().district();
        byAuditor = _holds(msg.sender, CONSORTIUM, AUDITOR);
        if (!byAuditor) _demand(home, BUREAU);
        require(length != 0 && length <= LONGEST_FREEZE, FreezeDaysUnfit(length, LONGEST_FREEZE));
    }

    function _freeze(VoucherId id, uint16 length, bytes32 reason, bool byAuditor) private {
        Voucher voucher = _known(id).withFrozenOnce();
        Freeze memory record = freezes[id];
        bool running = record.until > block.timestamp;
        uint256 from = running ? record.until : block.timestamp;
        record.since = uint40(from);
        record.until = uint40(from + uint256(length) * 1 days);
        record.count += 1;
        record.daysInAll += length;
        // The Auditor's running freeze stays the Auditor's to end.
        record.byAuditor = byAuditor || (running && record.byAuditor);
        // A freeze that runs on does so before or after use-by as the one that it prolongs: use-by moved with that one.
        record.beforeUseBy = Calendar.today() <= voucher.useBy();
        if (record.beforeUseBy) voucher = voucher.withUseBy(voucher.useBy() + length);
        else record.daysOfClaim += length;
        freezes[id] = record;
        _write(id, voucher, Action.Frozen, length, reason);
        emit FreezeOrdered(id, length, byAuditor, msg.sender);
    }
}

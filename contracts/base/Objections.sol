// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { TwoOfficers } from "./TwoOfficers.sol";
import { DistrictId, CONSORTIUM } from "../lib/Ids.sol";
import { BUREAU, APPROVER, AUDITOR } from "../lib/Duties.sol";
import { Calendar } from "../lib/Calendar.sol";
import { Bits } from "../lib/Bits.sol";

/// @dev Who may object: the consortium's Auditor, the home district, the provider's district.
enum Seat {
    Auditor,
    Home,
    Provider
}

/// @notice One rule for objections to announced batches, proposed admissions and redeemed orders.
///
/// RULES
/// - Each of three seats may object once to a subject, while its notice runs. Where the provider is of the home
///   district, or none is concerned, there are two seats.
/// - While an objection is open the subject is not issued, admitted or put into a payment.
/// - A district's objection is resolved by the home Bureau and the home Approver, and lapses after the resolve period.
/// - The Auditor's objection does not lapse: the Auditor withdraws it, or the consortium's Safe overrules it.
abstract contract Objections is TwoOfficers {
    enum Standing {
        None,
        Open,
        Ended
    }

    /// @dev What a subject is heard under. `other` equals `home` where no second district is concerned.
    struct Hearing {
        DistrictId home;
        DistrictId other;
        uint16 noticeEnd;
        uint16 resolveDays;
        bool running; // whether the subject is of a kind and state that can be objected to at all
    }

    /// @dev A word a subject: for seat s, bits 24 s to 24 s + 15 the day of the objection, then 8 bits its standing.
    mapping(bytes32 subject => uint256) public objections;

    event Objected(bytes32 indexed subject, Seat indexed seat, address indexed by, bytes32 reason);
    event ObjectionEnded(bytes32 indexed subject, Seat indexed seat, address indexed by, bytes32 reason);

    error NoHearing(bytes32 subject);
    error SeatIsHome(bytes32 subject);
    error NoticeOver(bytes32 subject, uint16 noticeEnd);
    error ObjectedBefore(bytes32 subject, Seat seat);
    error NoOpenObjection(bytes32 subject, Seat seat);
    error NotADistrictsObjection(Seat seat);
    error ObjectionOpen(bytes32 subject, Seat seat);

    /// @notice Objects to a subject. WHO: the Auditor, or the Bureau of the seat's district.
    /// @param reason commitment of the written reason
    function object(bytes32 subject, Seat seat, bytes32 reason) external {
        Hearing memory hearing = _hearing(subject);
        if (seat == Seat.Auditor) _demand(CONSORTIUM, AUDITOR);
        else _demand(seat == Seat.Home ? hearing.home : hearing.other, BUREAU);
        require(hearing.running, NoHearing(subject));
        require(seat != Seat.Provider || !hearing.other.same(hearing.home), SeatIsHome(subject));
        require(Calendar.today() <= hearing.noticeEnd, NoticeOver(subject, hearing.noticeEnd));
        uint256 word = objections[subject];
        require(_standing(word, seat) == Standing.None, ObjectedBefore(subject, seat));
        uint256 entry = (uint256(Standing.Open) << 16) | Calendar.today();
        objections[subject] = Bits.set(word, uint256(seat) * 24, 24, entry);
        emit Objected(subject, seat, msg.sender, reason);
    }

    /// @notice Proposes that a district's objection is settled. WHO: the home Bureau.
    function resolve(bytes32 subject, Seat seat, bytes32 reason) external {
        require(seat != Seat.Auditor, NotADistrictsObjection(seat));
        _demand(_hearing(subject).home, BUREAU);
        _demandOpen(subject, seat);
        _propose(abi.encode("resolve", subject, seat, reason));
    }

    /// @notice Settles a district's objection. WHO: the home Approver.
    function confirmResolve(bytes32 subject, Seat seat, bytes32 reason) external {
        _demand(_hearing(subject).home, APPROVER);
        _confirm(abi.encode("resolve", subject, seat, reason));
        _end(subject, seat, reason);
    }

    /// @notice Ends the Auditor's objection. WHO: the Auditor, or the consortium's Safe.
    function endAuditorsObjection(bytes32 subject, bytes32 reason) external {
        if (!_holds(msg.sender, CONSORTIUM, AUDITOR)) _demandSafe();
        _end(subject, Seat.Auditor, reason);
    }

    /// @notice Whether the seat's objection stands in the way of the subject today.
    function objectionStands(bytes32 subject, Seat seat) public view returns (bool) {
        return _stands(objections[subject], seat, _hearing(subject).resolveDays);
    }

    /// @dev The resolve period is asked for only where somebody has objected.
    function _demandNoObjection(bytes32 subject) internal view {
        uint256 word = objections[subject];
        if (word == 0) return;
        uint16 resolveDays = _hearing(subject).resolveDays;
        for (uint8 seat = 0; seat < 3; ++seat) {
            require(!_stands(word, Seat(seat), resolveDays), ObjectionOpen(subject, Seat(seat)));
        }
    }

    /// @dev A subject that comes back under the same name is heard anew; an open objection of the Auditor stays.
    function _clearObjections(bytes32 subject) internal {
        uint256 word = objections[subject];
        objections[subject] = _standing(word, Seat.Auditor) == Standing.Open ? Bits.get(word, 0, 24) : 0;
    }

    function _hearing(bytes32 subject) internal view virtual returns (Hearing memory);

    function _end(bytes32 subject, Seat seat, bytes32 reason) private {
        _demandOpen(subject, seat);
        uint256 offset = uint256(seat) * 24 + 16;
        objections[subject] = Bits.set(objections[subject], offset, 8, uint256(Standing.Ended));
        emit ObjectionEnded(subject, seat, msg.sender, reason);
    }

    function _demandOpen(bytes32 subject, Seat seat) private view {
        require(_standing(objections[subject], seat) == Standing.Open, NoOpenObjection(subject, seat));
    }

    function _standing(uint256 word, Seat seat) private pure returns (Standing) {
        return Standing(Bits.get(word, uint256(seat) * 24 + 16, 8));
    }

    function _stands(uint256 word, Seat seat, uint16 resolveDays) private view returns (bool) {
        if (_standing(word, seat) != Standing.Open) return false;
        return seat == Seat.Auditor || Calendar.today() <= Bits.get(word, uint256(seat) * 24, 16) + resolveDays;
    }
}

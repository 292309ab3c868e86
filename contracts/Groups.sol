// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Edition } from "./Edition.sol";
import { LedgerPart, ENTERPRISES } from "./base/LedgerPart.sol";
import { GroupId } from "./lib/Ids.sol";
import { Calendar } from "./lib/Calendar.sol";

/// @notice Actual controllers and what their firms were issued in the calendar year (Shanghai).
///
/// RULES
/// - One word a group holds the year and the amount issued in it over all programs and districts.
/// - A draw passes when what was issued this year, with the predecessor's share, plus the face stays within the cap of
///   the program drawn on. A new year starts from nothing.
/// - Expiry gives no room back; revoking in the year of issue does, unless the firm came under another controller in it.
abstract contract Groups is LedgerPart {
    struct Group {
        bytes32 nullifier;
        uint16 year;
        uint48 issued; // in that year, in fen
    }

    /// @dev The register of the edition before this one, or zero.
    Groups private immutable before;

    mapping(GroupId => Group) internal groups;
    mapping(bytes32 nullifier => GroupId) public groupOf;
    uint32 public groupCount;

    event GroupEnrolled(GroupId indexed group, bytes32 nullifier);

    error GroupMissing();

    constructor() {
        Edition predecessor = edition.predecessor();
        if (address(predecessor) != address(0)) before = Groups(predecessor.part(ENTERPRISES));
    }

    /// @notice What a group was issued in a year, here and in the editions before.
    function issuedIn(bytes32 nullifier, uint16 year) external view returns (uint48) {
        Group storage group = groups[groupOf[nullifier]];
        uint48 here = group.year == year ? group.issued : 0;
        return address(before) == address(0) ? here : here + before.issuedIn(nullifier, year);
    }

    /// @dev The year is written at once, so that the first draw of a group costs no more than a later one.
    function _enrol(bytes32 nullifier) internal returns (GroupId id) {
        require(nullifier != 0, GroupMissing());
        id = groupOf[nullifier];
        if (GroupId.unwrap(id) != 0) return id;
        id = GroupId.wrap(++groupCount);
        groupOf[nullifier] = id;
        groups[id] = Group(nullifier, Calendar.yearOf(Calendar.today()), 0);
        emit GroupEnrolled(id, nullifier);
    }

    function _draw(GroupId id, uint48 amount, uint48 cap, uint16 year) internal returns (bool) {
        Group storage group = groups[id];
        (uint16 lastYear, uint48 thatYear) = (group.year, group.issued);
        uint48 issued = lastYear == year ? thatYear : 0;
        uint48 earlier = address(before) == address(0) ? 0 : before.issuedIn(group.nullifier, year);
        if (uint256(issued) + amount + earlier > cap) return false;
        (group.year, group.issued) = (year, issued + amount);
        return true;
    }

    function _giveBack(GroupId id, uint48 amount, uint16 year) internal {
        Group storage group = groups[id];
        if (group.year == year) group.issued -= amount;
    }
}

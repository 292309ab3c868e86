// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Edition } from "./Edition.sol";
import { LedgerPart } from "./base/LedgerPart.sol";
import { DistrictId } from "./lib/Ids.sol";
import { ADMINISTRATOR } from "./lib/Duties.sol";

/// @title Districts: the members of the consortium
/// @notice Who belongs, under which public name, and whether new things may still begin.
///
/// ROLES
/// - The consortium's Safe (role 0) adds and retires districts and closes the edition.
/// - A district's administrator (its own Safe) changes the commitment of its profile.
/// - Officers' roles are kept by the AccessManager, not here. Three of four districts, acting as the consortium's Safe,
///   can replace the fourth's administrator: that is how a lost or captured district is mended. It is slow and an event.
///
/// RULES
/// - Districts are numbered from 1 in the order in which they are added; a number is never given twice.
/// - A retired district starts nothing new of its own: nobody is registered, proposed or countersigned, no program,
///   raise, issue or order begins, and its providers take no order. Its officers finish what exists. Where none is left the Safe appoints a caretaker through the AccessManager. It stays retired.
/// - A closed edition issues and places nothing more, for good: a later edition has taken over. Old vouchers are
///   redeemed, paid, expired and revoked here to the end.
///
/// WHAT THE OPERATOR CANNOT DO
/// - Anything in this contract.
///
/// ASSUMPTIONS
/// - A name is at most 32 bytes of UTF-8 text without control characters and without " & ' < > and \, because pictures
///   and pages show it. It is the name of an authority, never of a person.
contract Districts is LedgerPart {
    enum Status {
        None,
        Active,
        Retired
    }

    struct District {
        bytes32 name;
        bytes32 profile;
        Status status;
    }

    mapping(DistrictId => District) private districts;
    uint16 public count;
    /// @notice Whether a later edition has taken over.
    bool public closed;

    event DistrictAdded(DistrictId indexed district, bytes32 name, bytes32 profile);
    event DistrictProfileChanged(DistrictId indexed district, bytes32 profile);
    event DistrictRetired(DistrictId indexed district);
    event EditionClosed();

    error DistrictNotActive(DistrictId district);
    error DistrictUnknown(DistrictId district);
    error NameUnfit(bytes32 name, uint256 position);
    error EditionIsClosed();

    constructor(Edition edition_) LedgerPart(edition_) {}

    /// @notice Adds a district. WHO: the Safe.
    /// @param name UTF-8 text, padded with zero bytes
    /// @param profile commitment of the district's public profile
    function add(bytes32 name, bytes32 profile) external returns (DistrictId district) {
        _demandSafe();
        _demandFit(name);
        district = DistrictId.wrap(++count);
        districts[district] = District(name, profile, Status.Active);
        emit DistrictAdded(district, name, profile);
    }

    /// @notice Changes the commitment of a district's profile. WHO: its administrator.
    function changeProfile(DistrictId district, bytes32 profile) external {
        _demandKnown(district);
        _demand(district, ADMINISTRATOR);
        districts[district].profile = profile;
        emit DistrictProfileChanged(district, profile);
    }

    /// @notice Stops everything new of a district, for good. WHO: the Safe.
    function retire(DistrictId district) external {
        _demandSafe();
        demandActive(district);
        districts[district].status = Status.Retired;
        emit DistrictRetired(district);
    }

    /// @notice Closes issuing and placing in this edition, for good. WHO: the Safe.
    function close() external {
        _demandSafe();
        require(!closed, EditionIsClosed());
        closed = true;
        emit EditionClosed();
    }

    /// @notice Reverts unless the district may begin something new.
    function demandActive(DistrictId district) public view {
        require(districts[district].status == Status.Active, DistrictNotActive(district));
    }

    /// @notice Reverts unless the edition is open and the district may begin something new.
    function demandOpen(DistrictId district) external view {
        require(!closed, EditionIsClosed());
        demandActive(district);
    }

    function districtOf(DistrictId district) external view returns (District memory) {
        _demandKnown(district);
        return districts[district];
    }

    function _demandKnown(DistrictId district) private view {
        require(districts[district].status != Status.None, DistrictUnknown(district));
    }

    /// @dev Zero bytes may only pad the end; the position of the first byte that does not fit is reported.
    function _demandFit(bytes32 name) private pure {
        require(name != 0, NameUnfit(name, 0));
        bool ended = false;
        for (uint256 i = 0; i < 32; ++i) {
            bytes1 letter = name[i];
            if (letter == 0) {
                ended = true;
                continue;
            }
            bool fits =
                letter >= 0x20 &&
                    letter != 0x7f &&
                    letter != '"' &&
                    letter != "&" &&
                    letter != "'" &&
                    letter != "<" &&
                    letter != ">" &&
                    letter != "\\";
            require(fits && !ended, NameUnfit(name, i));
        }
    }
}

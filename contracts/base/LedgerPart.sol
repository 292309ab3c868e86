// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Edition } from "../Edition.sol";
import { DistrictId, CONSORTIUM } from "../lib/Ids.sol";
import { ADMINISTRATOR, roleOf } from "../lib/Duties.sol";

/// @dev The numbers under which the Edition makes the parts.
uint8 constant DISTRICTS = 1;
uint8 constant ENTERPRISES = 2;
uint8 constant PROVIDERS = 3;
uint8 constant PROGRAMS = 4;
uint8 constant VOUCHERS = 5;
uint8 constant ORDERS = 6;
uint8 constant PAYMENTS = 7;
uint8 constant VOUCHER_PICTURE = 8;
uint8 constant CERTIFICATE_PICTURE = 9;
uint8 constant MATCHING = 10;

/// @notice What every contract of the ledger shares: its edition, the manager of roles, and how a duty is asked for.
/// @dev The manager is immutable and only asked: nobody can put another authority in its place.
abstract contract LedgerPart {
    Edition public immutable edition;
    IAccessManager public immutable manager;

    error DutyMissing(address account, DistrictId district, uint8 duty);
    error OnlyPart(address account, address part);

    constructor(Edition edition_) {
        edition = edition_;
        manager = edition_.manager();
    }

    /// @dev A member with an execution delay does not count: it could not act at once through the manager either.
    function _holds(address account, DistrictId district, uint8 duty) internal view returns (bool) {
        (bool member, uint32 delay) = manager.hasRole(roleOf(district, duty), account);
        return member && delay == 0;
    }

    function _demand(DistrictId district, uint8 duty) internal view {
        require(_holds(msg.sender, district, duty), DutyMissing(msg.sender, district, duty));
    }

    function _demandSafe() internal view {
        _demand(CONSORTIUM, ADMINISTRATOR);
    }

    function _demandPart(address part) internal view {
        require(msg.sender == part, OnlyPart(msg.sender, part));
    }
}

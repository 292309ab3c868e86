// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { DistrictId } from "./Ids.sol";

/// @dev Duties of an office. The AccessManager's role id is `district << 8 | duty`.
uint8 constant ADMINISTRATOR = 0; // of a district: names its officers; of the consortium (role 0): the Safe
uint8 constant BUREAU = 1; // verifies, announces, reviews
uint8 constant APPROVER = 2; // the second person
uint8 constant FINANCE = 3; // sets budgets, pays
uint8 constant OPERATOR = 4; // consortium only: proposes providers, places and redeems by script
uint8 constant AUDITOR = 5; // consortium only: objects, freezes

/// @notice The role id under which the AccessManager keeps one duty of one district.
function roleOf(DistrictId district, uint8 duty) pure returns (uint64) {
    return (uint64(DistrictId.unwrap(district)) << 8) | duty;
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { EnterpriseId } from "../lib/Ids.sol";

/// @dev One line of an announced list.
struct Item {
    EnterpriseId enterprise;
    uint48 face; // fen
}

/// @dev Why an announced item is not issued.
enum PassedOver {
    None,
    OtherDistrict, // the enterprise is not of the program's district
    NotActive, // unknown, frozen, merged, closed or blacklisted
    YearlyCap, // its group has no room left this year
    FaceOutOfTerms // nothing, or above the program's greatest face
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";
import { Calendar } from "../lib/Calendar.sol";

/// @title CalendarText
/// @notice Writes a Shanghai day number as text, and as the moment that ends it.
library CalendarText {
    using Strings for uint256;

    /// @return `2026-06-30`, which both languages read.
    function iso(uint16 day) internal pure returns (string memory) {
        (uint16 year, uint8 month, uint8 dayOfMonth) = Calendar.civil(day);
        return string.concat(uint256(year).toString(), _two(month), _two(dayOfMonth));
    }

    /// @return Unix seconds of the first second after `day` in Shanghai: what is valid through `day` ends here.
    function end(uint16 day) internal pure returns (uint256) {
        return (uint256(day) + 1) * 1 days - 8 hours;
    }

    function _two(uint8 number) private pure returns (string memory) {
        return string.concat(number < 10 ? "-0" : "-", uint256(number).toString());
    }
}

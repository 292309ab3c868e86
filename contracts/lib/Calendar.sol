// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Calendar days in Asia/Shanghai, which keeps UTC+8 all year.
/// @dev A day is the number of days since 1 January 1970 there. "Valid through day D" ends at the first second of
/// day D + 1. A `uint16` of days reaches 6 June 2149.
library Calendar {
    uint256 private constant EIGHT_HOURS = 8 hours;

    function today() internal view returns (uint16) {
        return dayOf(block.timestamp);
    }

    function dayOf(uint256 timestamp) internal pure returns (uint16) {
        return uint16((timestamp + EIGHT_HOURS) / 1 days);
    }

    function yearOf(uint16 day) internal pure returns (uint16 year) {
        (year, , ) = civil(day);
    }

    /// @notice The Gregorian date of a day.
    /// @dev Years are counted from 1 March, so that the leap day is the last of its year; an era is the 146,097 days
    /// of 400 years. 719,468 is the number of days from 1 March of year 0 to 1 January 1970.
    function civil(uint16 day) internal pure returns (uint16 year, uint8 month, uint8 dayOfMonth) {
        uint256 sinceMarch = uint256(day) + 719_468;
        uint256 era = sinceMarch / 146_097;
        uint256 dayOfEra = sinceMarch % 146_097;
        uint256 yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        uint256 dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        uint256 monthFromMarch = (5 * dayOfYear + 2) / 153;
        dayOfMonth = uint8(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
        month = uint8(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
        year = uint16(era * 400 + yearOfEra + (month <= 2 ? 1 : 0));
    }
}

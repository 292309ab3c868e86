// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Calendar } from "../../contracts/lib/Calendar.sol";

interface Clock {
    function warp(uint256 timestamp) external;
}

/// @notice The calendar against another that is only stepped on from one day to the next, and its days against midnight
/// in Shanghai.
contract CalendarTest {
    Clock private constant CLOCK = Clock(address(uint160(uint256(keccak256("hevm cheat code")))));

    struct Date {
        uint256 year;
        uint256 month;
        uint256 day;
    }

    /// @dev All 65,536 days that the ledger can name, so there is nothing left to sample.
    function testEveryDayIsTheDayAfterTheOneBefore() external pure {
        Date memory date = Date(1970, 1, 1);
        for (uint256 day = 0; day <= type(uint16).max; ++day) {
            (uint16 year, uint8 month, uint8 dayOfMonth) = Calendar.civil(uint16(day));
            assert(year == date.year && month == date.month && dayOfMonth == date.day);
            assert(Calendar.yearOf(uint16(day)) == date.year);
            _goToTheNext(date);
        }
        assert(date.year == 2149 && date.month == 6 && date.day == 7);
    }

    function testFuzzEverySecondOfADayIsOfThatDay(uint16 day, uint32 second) external pure {
        // Day 0 began in 1969 as Unix time counts; its first eight hours have no timestamp.
        uint256 first = uint256(day) * 1 days;
        uint256 timestamp = first + (second % 1 days);
        if (timestamp < 8 hours) timestamp = 8 hours;
        assert(Calendar.dayOf(timestamp - 8 hours) == day);
    }

    function testFuzzTodayBeginsAtMidnightInShanghai(uint16 day) external {
        if (day == 0) day = 1;
        uint256 midnight = uint256(day) * 1 days - 8 hours;
        CLOCK.warp(midnight - 1);
        assert(Calendar.today() == day - 1);
        CLOCK.warp(midnight);
        assert(Calendar.today() == day);
        CLOCK.warp(midnight + 1 days - 1);
        assert(Calendar.today() == day);
    }

    function testNewYearBeginsAtFourInTheAfternoonInGreenwich() external {
        uint256 fourOClock = 1_924_963_200; // 2030-12-31T16:00:00Z
        CLOCK.warp(fourOClock - 1);
        assert(Calendar.yearOf(Calendar.today()) == 2030);
        CLOCK.warp(fourOClock);
        assert(Calendar.yearOf(Calendar.today()) == 2031);
    }

    function _goToTheNext(Date memory date) private pure {
        if (date.day < _lengthOf(date.month, date.year)) {
            ++date.day;
        } else if (date.month < 12) {
            (date.month, date.day) = (date.month + 1, 1);
        } else {
            (date.year, date.month, date.day) = (date.year + 1, 1, 1);
        }
    }

    function _lengthOf(uint256 month, uint256 year) private pure returns (uint256) {
        if (month == 2) return _isLeap(year) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    function _isLeap(uint256 year) private pure returns (bool) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}

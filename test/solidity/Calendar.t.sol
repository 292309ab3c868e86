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

    uint256 private constant LAST_SECOND = 65_536 days - 8 hours - 1;

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

    /// @dev Years are counted off one by one, by their lengths alone.
    function testFuzz_ASecondIsOfTheYearThatCountingYearsGives(uint40 seconds_) external pure {
        uint256 timestamp = seconds_ % LAST_SECOND;
        uint256 left = timestamp + 8 hours;
        uint256 year = 1970;
        while (left >= _daysIn(year) * 1 days) left -= _daysIn(year++) * 1 days;
        assert(Calendar.yearOf(Calendar.dayOf(timestamp)) == year);
        (, uint8 month, uint8 day) = Calendar.civil(Calendar.dayOf(timestamp));
        uint256 ofYear = day - 1;
        for (uint256 i = 1; i < month; ++i) ofYear += _lengthOf(i, year);
        assert(ofYear == left / 1 days);
    }

    /// @dev Each turn of the year through 2148, by the last second of the old and the first of the new.
    function testEveryYearTurnsAtMidnightInShanghai() external {
        uint256 midnight = 16 hours + 364 days; // of 31 December 1970 in Greenwich
        for (uint256 year = 1970; year < 2149; ++year) {
            CLOCK.warp(midnight - 1);
            (uint16 old, uint8 month, uint8 day) = Calendar.civil(Calendar.today());
            assert(old == year && month == 12 && day == 31);
            CLOCK.warp(midnight);
            uint16 next;
            (next, month, day) = Calendar.civil(Calendar.today());
            assert(next == year + 1 && month == 1 && day == 1);
            midnight += _daysIn(year + 1) * 1 days;
        }
    }

    /// @dev 2000 has a 29 February, 2100 has none.
    function testLeapDays() external pure {
        uint256 leapDays = 0;
        for (uint256 day = 0; day <= type(uint16).max; ++day) {
            (uint16 year, uint8 month, uint8 dayOfMonth) = Calendar.civil(uint16(day));
            if (month != 2 || dayOfMonth != 29) continue;
            assert(year % 4 == 0 && year != 2100);
            ++leapDays;
        }
        assert(leapDays == 44); // 1972 to 2148 every four years are 45, less 2100
    }

    /// @dev The last day that the ledger can name is 6 June 2149, to its last second.
    function testTheLastSecondOfTheLastDay() external pure {
        assert(Calendar.dayOf(LAST_SECOND) == type(uint16).max);
        (uint16 year, uint8 month, uint8 day) = Calendar.civil(type(uint16).max);
        assert(year == 2149 && month == 6 && day == 6);
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

    function _daysIn(uint256 year) private pure returns (uint256) {
        return _isLeap(year) ? 366 : 365;
    }

    function _lengthOf(uint256 month, uint256 year) private pure returns (uint256) {
        if (month == 2) return _isLeap(year) ? 29 : 28;
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    function _isLeap(uint256 year) private pure returns (bool) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }
}

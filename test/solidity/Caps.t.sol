// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { APPROVER, BUREAU } from "../../contracts/lib/Duties.sol";
import { Calendar } from "../../contracts/lib/Calendar.sol";
import { DistrictId, EnterpriseId, ProgramId, VoucherId } from "../../contracts/lib/Ids.sol";
import { Item, PassedOver } from "../../contracts/vouchers/Item.sol";
import { Ledger } from "./Ledger.sol";
import { VM } from "./Cheats.sol";

/// @notice What a group is issued in a year, against plain sums a year, over turns of the year and several caps.
contract Caps is Ledger {
    bytes32 private constant GROUP = bytes32(uint256(1));
    bytes32 private constant OTHER = bytes32(uint256(2));
    uint48 private constant CAP = 1_000;
    uint16 private constant NEW_YEAR = 22_280; // 1 January 2031

    EnterpriseId[] private firms;
    bytes32[] private groupOfFirm;
    mapping(bytes32 group => mapping(uint16 year => uint256)) private drawn;
    /// @dev What a firm can give back: of its vouchers of a year that are not revoked.
    mapping(uint256 firm => mapping(uint16 year => uint256)) private held;

    error WrongRoom(uint256 step, uint256 drawn, uint48 face, uint48 cap);

    function setUp() external {
        _found();
        for (uint256 i = 0; i < 4; ++i) {
            groupOfFirm.push(i == 3 ? OTHER : GROUP);
            firms.push(_register(i == 1 ? 2 : 1, 0xE001 + i, groupOfFirm[i]));
        }
        (uint16 year, uint8 month, uint8 day) = Calendar.civil(NEW_YEAR);
        require(year == 2031 && month == 1 && day == 1);
    }

    /// @dev Draws of three firms of one group and one of another, of both districts, under three caps; days, nights and
    /// years pass; room comes back.
    /// forge-config: default.fuzz.runs = 120
    function testFuzz_AYearIsDrawnUpToTheCapOfEachDraw(uint256 seed) external {
        for (uint256 step = 0; step < 40; ++step) {
            uint256 mixed = uint256(keccak256(abi.encode(seed, step)));
            if (mixed % 8 == 0) _passTime(mixed >> 8);
            else if (mixed % 8 == 1) _giveBack(mixed >> 8);
            else _draw(step, mixed >> 8);
            uint16 year = Calendar.yearOf(_today());
            _same(drawn[GROUP][year], enterprises.issuedIn(GROUP, year));
            _same(drawn[OTHER][year], enterprises.issuedIn(OTHER, year));
        }
    }

    /// @dev Under a cap of 1,000: a year's last second takes what is left of the old year, the next second all of the new.
    function test_AtMidnightTheNewYearBeginsFromNothing() external {
        ProgramId program = _open(_terms(1, CAP), 1_000_000);
        _goTo(NEW_YEAR - 4);
        _issueOne(1, program, firms[0], 600);
        VM.warp(uint256(NEW_YEAR) * 1 days - 8 hours - 1);
        _same(uint256(PassedOver.YearlyCap), uint256(_drawOne(firms[0], 401, CAP)));
        _same(uint256(PassedOver.None), uint256(_drawOne(firms[2], 400, CAP)));
        _same(CAP, enterprises.issuedIn(GROUP, 2030));
        _goTo(NEW_YEAR);
        _same(0, enterprises.issuedIn(GROUP, 2031));
        _same(uint256(PassedOver.YearlyCap), uint256(_drawOne(firms[0], CAP + 1, CAP)));
        _same(uint256(PassedOver.None), uint256(_drawOne(firms[0], CAP, CAP)));
        _same(uint256(PassedOver.YearlyCap), uint256(_drawOne(firms[2], 1, CAP)));
        _same(0, enterprises.issuedIn(GROUP, 2030));
    }

    /// @dev Under programs with caps of 1,000, 600 and 5,000 that a group's firms of two districts draw on.
    function test_EachDrawIsHeldAgainstTheCapOfItsOwnProgram() external {
        ProgramId narrow = _open(_terms(1, 600), 1_000_000);
        ProgramId middle = _open(_terms(1, CAP), 1_000_000);
        ProgramId wide = _open(_terms(2, 5_000), 1_000_000);
        _issueOne(1, narrow, firms[0], 600);
        _expectPassedOver(1, narrow, firms[2], 1);
        _issueOne(1, middle, firms[2], 400);
        _expectPassedOver(1, middle, firms[0], 1);
        _issueOne(2, wide, firms[1], 4_000);
        _expectPassedOver(2, wide, firms[1], 1);
        _expectPassedOver(1, narrow, firms[0], 1);
        _issueOne(1, narrow, firms[3], 600); // another group has its own room
        _same(5_000, enterprises.issuedIn(GROUP, 2030));
    }

    function testFuzz_RevokingGivesRoomBackInTheYearOfIssueAlone(uint48 face, bool sameYear) external {
        face = uint48(_within(face, 1, CAP));
        ProgramId program = _open(_terms(1, CAP), 1_000_000);
        _goTo(NEW_YEAR - 3);
        VoucherId voucher = _issueOne(1, program, firms[0], face);
        VM.warp(uint256(NEW_YEAR) * 1 days - 8 hours - (sameYear ? 1 : 0));
        _revoke(1, voucher);
        _same(sameYear ? 0 : face, enterprises.issuedIn(GROUP, 2030));
        _same(uint256(PassedOver.None), uint256(_drawOne(firms[2], CAP, CAP)));
        _same(CAP, enterprises.issuedIn(GROUP, sameYear ? 2030 : 2031));
    }

    /// @dev A voucher of the old year, revoked when the group has already drawn in the new one.
    function test_RevokingLateTakesNothingOffTheNewYear() external {
        ProgramId program = _open(_terms(1, CAP), 1_000_000);
        _goTo(NEW_YEAR - 3);
        VoucherId voucher = _issueOne(1, program, firms[0], 700);
        _goTo(NEW_YEAR);
        _same(uint256(PassedOver.None), uint256(_drawOne(firms[2], 900, CAP)));
        _revoke(1, voucher);
        _same(900, enterprises.issuedIn(GROUP, 2031));
    }

    /// @dev A firm that came under another controller this year gives neither of them room back; a year later it does.
    function testFuzz_AFirmThatChangedItsGroupGivesNoRoomBackInThatYear(bool later) external {
        ProgramId program = _open(_terms(1, CAP), 1_000_000);
        VoucherId voucher = _issueOne(1, program, firms[0], 700);
        _by(1, BUREAU);
        enterprises.regroup(firms[0], OTHER);
        _by(1, APPROVER);
        enterprises.confirmRegroup(firms[0], OTHER);
        if (later) {
            _goTo(NEW_YEAR);
            voucher = _issueOne(1, program, firms[0], 500);
        } else {
            _issueOne(1, program, firms[3], 800);
        }
        _revoke(1, voucher);
        _same(later ? 0 : 700, enterprises.issuedIn(GROUP, later ? 2031 : 2030));
        _same(later ? 0 : 800, enterprises.issuedIn(OTHER, later ? 2031 : 2030));
    }

    function _draw(uint256 step, uint256 seed) private {
        uint256 firm = seed % 4;
        uint48 cap = [CAP, 600, 5_000][(seed >> 4) % 3];
        uint16 year = Calendar.yearOf(_today());
        uint256 before = drawn[groupOfFirm[firm]][year];
        uint256 room = cap > before ? cap - before : 0;
        uint48 face = uint48(_within(seed >> 8, 1, room + 1));
        PassedOver passed = _drawOne(firms[firm], face, cap);
        bool expected = before + face <= cap;
        require((passed == PassedOver.None) == expected, WrongRoom(step, before, face, cap));
        if (!expected) return;
        drawn[groupOfFirm[firm]][year] += face;
        held[firm][year] += face;
    }

    /// @dev Of this year's vouchers: Vouchers asks for room back in the year of issue alone.
    function _giveBack(uint256 seed) private {
        uint256 firm = seed % 4;
        uint16 year = Calendar.yearOf(_today());
        uint48 amount = uint48(_within(seed >> 4, 0, held[firm][year]));
        VM.prank(address(vouchers));
        enterprises.giveBack(firms[firm], amount, year);
        held[firm][year] -= amount;
        drawn[groupOfFirm[firm]][year] -= amount;
    }

    function _passTime(uint256 seed) private {
        if (seed % 3 != 0) {
            VM.warp(block.timestamp + ((seed >> 4) % 40 days));
            return;
        }
        uint16 next = _today() + 1;
        while (Calendar.yearOf(next) == Calendar.yearOf(_today())) ++next;
        VM.warp(uint256(next) * 1 days - 8 hours - ((seed >> 4) % 2));
    }

    /// @dev In the name of Vouchers, as it asks when it issues.
    function _drawOne(EnterpriseId firm, uint48 face, uint48 cap) private returns (PassedOver) {
        Item[] memory items = new Item[](1);
        items[0] = Item(firm, face);
        DistrictId home = firm.district();
        uint16 year = Calendar.yearOf(_today());
        VM.prank(address(vouchers));
        return enterprises.draw(items, home, cap, type(uint48).max, year)[0];
    }

    function _expectPassedOver(uint16 district, ProgramId program, EnterpriseId firm, uint48 face) private {
        uint32 serial = vouchers.serialOf(program);
        _issueOne(district, program, firm, face);
        _same(serial, vouchers.serialOf(program));
    }
}

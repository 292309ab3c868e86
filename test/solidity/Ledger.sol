// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { Edition, Settings } from "../../contracts/Edition.sol";
import { Districts } from "../../contracts/Districts.sol";
import { Enterprises } from "../../contracts/Enterprises.sol";
import { Providers } from "../../contracts/Providers.sol";
import { Programs } from "../../contracts/Programs.sol";
import { Vouchers } from "../../contracts/Vouchers.sol";
import { Orders } from "../../contracts/Orders.sol";
import { Payments } from "../../contracts/Payments.sol";
import { Matching } from "../../contracts/Matching.sol";
import { BUREAU, APPROVER, FINANCE, OPERATOR, AUDITOR, roleOf } from "../../contracts/lib/Duties.sol";
import { BatchId, DistrictId, EnterpriseId, Ids, ProgramId, ProviderId, VoucherId } from "../../contracts/lib/Ids.sol";
import { Calendar } from "../../contracts/lib/Calendar.sol";
import { Item } from "../../contracts/vouchers/Item.sol";
import { VM } from "./Cheats.sol";
import { Word } from "./Word.sol";

/// @notice A whole ledger of the real contracts, with two districts and their officers, for tests to act on.
/// @dev The test itself is the consortium's Safe.
abstract contract Ledger is Word {
    uint256 internal constant FIRST_MORNING = 1_898_560_800; // 2030-03-01 10:00 in Shanghai
    bytes32 internal constant REASON = keccak256("reason");

    IAccessManager internal manager;
    Edition internal edition;
    Districts internal districts;
    Enterprises internal enterprises;
    Providers internal providers;
    Programs internal programs;
    Vouchers internal vouchers;
    Orders internal orders;
    Payments internal payments;
    Matching internal matching;

    uint256 private lists;

    function _found() internal {
        VM.warp(FIRST_MORNING);
        manager = IAccessManager(_create(_code("AccessManager", abi.encode(address(this)))));
        Settings memory settings = Settings(1, 30, 15, 3);
        bytes memory arguments = abi.encode(manager, settings, keccak256("salt"), address(0));
        edition = Edition(_create(_code("Edition", arguments)));
        string[7] memory parts = [
            "Districts",
            "Enterprises",
            "Providers",
            "Programs",
            "Vouchers",
            "Orders",
            "Payments"
        ];
        for (uint8 i = 0; i < 7; ++i) edition.make(i + 1, _code(parts[i], abi.encode(edition)));
        edition.make(8, _code("VoucherPicture", ""));
        edition.make(9, _code("CertificatePicture", ""));
        edition.make(10, _code("Matching", abi.encode(edition)));
        districts = Districts(edition.part(1));
        enterprises = Enterprises(edition.part(2));
        providers = Providers(edition.part(3));
        programs = Programs(edition.part(4));
        vouchers = Vouchers(edition.part(5));
        orders = Orders(edition.part(6));
        payments = Payments(edition.part(7));
        matching = Matching(edition.part(10));
        manager.grantRole(_role(0, OPERATOR), _officer(0, OPERATOR), 0);
        manager.grantRole(_role(0, AUDITOR), _officer(0, AUDITOR), 0);
        for (uint16 district = 1; district <= 2; ++district) {
            districts.add(bytes32("District"), 0);
            for (uint8 duty = BUREAU; duty <= FINANCE; ++duty) {
                manager.grantRole(_role(district, duty), _officer(district, duty), 0);
            }
        }
    }

    /// @dev Each duty of each district is another account.
    function _officer(uint16 district, uint8 duty) internal pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("officer", district, duty)))));
    }

    function _by(uint16 district, uint8 duty) internal {
        VM.prank(_officer(district, duty));
    }

    function _today() internal view returns (uint16) {
        return Calendar.today();
    }

    /// @dev Goes on to the first second of a day.
    function _goTo(uint16 day) internal {
        VM.warp(uint256(day) * 1 days - 8 hours);
    }

    function _register(uint16 district, uint256 key, bytes32 group) internal returns (EnterpriseId id) {
        Enterprises.Registration[] memory items = new Enterprises.Registration[](1);
        bytes32 party = keccak256(abi.encode("party", key));
        items[0] = Enterprises.Registration(DistrictId.wrap(district), VM.addr(key), party, group, 0);
        _by(district, BUREAU);
        enterprises.register(items);
        id = Ids.enterprise(DistrictId.wrap(district), enterprises.countOf(DistrictId.wrap(district)));
    }

    /// @dev Admitted for all classes and for good, a day or two later.
    function _admit(uint16 district, uint256 key, bytes32 group) internal returns (ProviderId id) {
        bytes32 party = keccak256(abi.encode("provider", key));
        DistrictId home = DistrictId.wrap(district);
        Providers.Admission memory admission = Providers.Admission({
            home: home,
            wallet: VM.addr(key),
            validFrom: 1,
            validThrough: type(uint16).max,
            classes: type(uint256).max,
            party: party,
            group: group,
            profile: 0
        });
        _by(0, OPERATOR);
        id = providers.propose(admission);
        _by(district, BUREAU);
        providers.countersign(id, _today() + 1);
        _goTo(_today() + 2);
        providers.admit(id);
    }

    function _terms(uint16 district, uint48 cap) internal view returns (Programs.Terms memory terms) {
        terms.home = DistrictId.wrap(district);
        terms.share = 5_000;
        terms.yearlyCap = cap;
        terms.greatestFace = cap;
        terms.useByDays = 40;
        terms.claimByDays = 60;
        terms.extensionDays = 20;
        terms.noticeFloor = 1;
        terms.noticeCeiling = 10;
        terms.graceDays = 5;
        terms.resolveDays = 5;
        terms.lastIssueDay = _today() + 20_000;
        terms.classes = type(uint256).max;
        terms.policy = keccak256("policy");
    }

    function _open(Programs.Terms memory terms, uint48 approved) internal returns (ProgramId id) {
        uint16 district = DistrictId.unwrap(terms.home);
        _by(district, BUREAU);
        id = programs.propose(terms, "");
        _by(district, APPROVER);
        programs.confirm(id);
        if (approved != 0) _raise(district, id, 0, approved);
    }

    function _raise(uint16 district, ProgramId id, uint48 from, uint48 to) internal {
        _by(district, FINANCE);
        programs.raise(id, from, to);
        _by(district, APPROVER);
        programs.confirmRaise(id, from, to);
    }

    /// @dev Announced, approved and past its notice; the tail makes equal lists two.
    function _approvedList(
        uint16 district,
        ProgramId program,
        Item[] memory items
    ) internal returns (BatchId batch, bytes32 tail) {
        tail = bytes32(++lists);
        bytes32 chain = tail;
        uint48 total = 0;
        for (uint256 i = items.length; i != 0; --i) {
            chain = keccak256(abi.encode(items[i - 1].enterprise, items[i - 1].face, chain));
            total += items[i - 1].face;
        }
        uint16 noticeEnd = _today() + 1;
        _by(district, BUREAU);
        batch = vouchers.announce(program, chain, uint32(items.length), total, noticeEnd, REASON);
        _by(district, APPROVER);
        vouchers.approveBatch(batch, DistrictId.wrap(district));
        _goTo(noticeEnd + 1);
    }

    function _issue(uint16 district, ProgramId program, Item[] memory items) internal {
        (BatchId batch, bytes32 tail) = _approvedList(district, program, items);
        _by(district, BUREAU);
        vouchers.issue(batch, items, tail);
    }

    function _issueOne(
        uint16 district,
        ProgramId program,
        EnterpriseId enterprise,
        uint48 face
    ) internal returns (VoucherId) {
        Item[] memory items = new Item[](1);
        items[0] = Item(enterprise, face);
        _issue(district, program, items);
        return Ids.voucher(program, vouchers.serialOf(program));
    }

    function _revoke(uint16 district, VoucherId id) internal {
        _by(district, BUREAU);
        vouchers.revoke(id, REASON);
        _by(district, APPROVER);
        vouchers.confirmRevoke(id, REASON);
    }

    /// @dev A number from `least` to `most`, both often.
    function _within(uint256 seed, uint256 least, uint256 most) internal pure returns (uint256) {
        uint256 mixed = uint256(keccak256(abi.encode(seed, least, most)));
        if (mixed % 8 == 0) return least;
        if (mixed % 8 == 1) return most;
        return least + ((mixed >> 3) % (most - least + 1));
    }

    function _code(string memory name, bytes memory arguments) private view returns (bytes memory) {
        return bytes.concat(VM.getCode(name), arguments);
    }

    function _create(bytes memory creationCode) private returns (address created) {
        assembly ("memory-safe") {
            created := create(0, add(creationCode, 0x20), mload(creationCode))
        }
        require(created.code.length != 0);
    }

    function _role(uint16 district, uint8 duty) private pure returns (uint64) {
        return roleOf(DistrictId.wrap(district), duty);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Enterprises } from "../../contracts/Enterprises.sol";
import { Payments } from "../../contracts/Payments.sol";
import { Providers } from "../../contracts/Providers.sol";
import { Objections, Seat } from "../../contracts/base/Objections.sol";
import { APPROVER, AUDITOR, BUREAU, OPERATOR } from "../../contracts/lib/Duties.sol";
import { BatchId, DistrictId, EnterpriseId, OrderId, ProviderId } from "../../contracts/lib/Ids.sol";
import { Calendar } from "../../contracts/lib/Calendar.sol";
import { Issuing } from "../../contracts/vouchers/Issuing.sol";
import { Item, PassedOver } from "../../contracts/vouchers/Item.sol";
import { Stage } from "../../contracts/orders/OrderWord.sol";
import { Hands } from "./Hands.sol";
import { VM } from "./Cheats.sol";

/// @notice Words that hold several things of a group, an enterprise, a provider, a list, an objection, a claw-back: each
/// act changes its own and none of its neighbours, whatever they hold.
contract Slots is Hands {
    uint256 private constant STATUS = uint256(0xff) << 224;
    uint256 private constant STOPPED = uint256(0xff) << 232;
    uint256 private constant WALLET = type(uint160).max;

    function setUp() external {
        _openBooks();
    }

    /// @dev Year 0–15, issued 16–63; what lies above is nobody's.
    function testFuzz_AGroupsYearAndAmountAreWrittenAlone(
        uint256 noise,
        uint16 year,
        uint48 issued,
        uint48 face
    ) external {
        uint16 now_ = Calendar.yearOf(_today());
        if (year % 2 == 0) year = now_;
        issued >>= 1;
        face = uint48(_within(face, 1, type(uint48).max >> 1));
        bytes32 slot = _lastReadBy(address(enterprises), abi.encodeCall(enterprises.issuedIn, (firms[0].group, now_)));
        uint256 above = noise & ~uint256(type(uint64).max);
        VM.store(address(enterprises), slot, bytes32(above | (uint256(issued) << 16) | year));
        Item[] memory items = new Item[](1);
        items[0] = Item(firms[0].id, face);
        VM.prank(address(vouchers));
        PassedOver passed = enterprises.draw(items, DistrictId.wrap(1), type(uint48).max, type(uint48).max, now_)[0];
        _same(uint256(PassedOver.None), uint256(passed));
        uint256 sum = uint256(face) + (year == now_ ? issued : 0);
        _same(above | (sum << 16) | now_, uint256(VM.load(address(enterprises), slot)));
    }

    /// @dev Wallet 0–159, group 160–191, vouchers 192–223, status 224–231, stopped 232–239, regrouped in 240–255.
    function testFuzz_AnEnterprisesWordIsWrittenFieldByField(uint256 noise, address wallet, bytes32 group) external {
        uint48 id = EnterpriseId.unwrap(firms[0].id);
        address part = address(enterprises);
        bytes32 slot = _firstReadBy(part, abi.encodeCall(enterprises.enterpriseOf, (firms[0].id)));
        uint256 kept = WALLET | (uint256(type(uint32).max) << 192) | (uint256(0xffff) << 240);
        _mix(part, slot, noise, kept);
        if (wallet == address(0)) wallet = address(1);
        if (group == 0) group = REASON;

        _by(1, BUREAU);
        _write(part, slot, STATUS, abi.encodeCall(enterprises.freeze, (firms[0].id, REASON)));
        _same(uint256(Enterprises.Status.Frozen), _field(part, slot, 224, 8));
        _by(1, BUREAU);
        _write(part, slot, STOPPED, abi.encodeCall(enterprises.proposeRotation, (id, wallet)));
        _same(1, _field(part, slot, 232, 8));
        VM.warp(block.timestamp + 3 days);
        _by(1, APPROVER);
        _write(part, slot, STOPPED | WALLET, abi.encodeCall(enterprises.confirmRotation, (id, wallet)));
        _same(uint160(wallet), _field(part, slot, 0, 160));
        _same(0, _field(part, slot, 232, 8));
        _by(1, BUREAU);
        enterprises.regroup(firms[0].id, group);
        _by(1, APPROVER);
        uint256 regrouped = (uint256(type(uint32).max) << 160) | (uint256(0xffff) << 240);
        _write(part, slot, regrouped, abi.encodeCall(enterprises.confirmRegroup, (firms[0].id, group)));
        _same(2030, _field(part, slot, 240, 16));
    }

    function testFuzz_AnEnterprisesCountIsWrittenAlone(uint256 noise) external {
        address part = address(enterprises);
        bytes32 slot = _firstReadBy(part, abi.encodeCall(enterprises.enterpriseOf, (firms[0].id)));
        _mix(part, slot, noise, WALLET | (uint256(0x7fffffff) << 192) | (uint256(0xffff) << 240));
        uint256 count = _field(part, slot, 192, 32);
        Item[] memory items = new Item[](1);
        items[0] = Item(firms[0].id, 1);
        VM.prank(address(vouchers));
        _write(
            part,
            slot,
            uint256(type(uint32).max) << 192,
            abi.encodeCall(enterprises.draw, (items, DistrictId.wrap(1), 1, 1, 2030))
        );
        _same(count + 1, _field(part, slot, 192, 32));
    }

    /// @dev Wallet 0–159, group 160–191, valid from 192–207, through 208–223, notice end 224–239, status 240–247, stopped
    /// 248–255.
    function testFuzz_AProvidersWordIsWrittenFieldByField(
        uint256 noise,
        uint16 through,
        uint256 classes,
        address wallet
    ) external {
        address part = address(providers);
        bytes32 slot = _firstReadBy(part, abi.encodeCall(providers.providerOf, (seller)));
        _mix(part, slot, noise, WALLET | (uint256(type(uint32).max) << 160) | (uint256(0xffff) << 224));
        through = uint16(_within(through, _today(), type(uint16).max));
        if (classes == 0) classes = 1;
        if (wallet == address(0)) wallet = address(1);
        _by(0, OPERATOR);
        providers.renew(seller, through, classes);
        _by(2, BUREAU);
        _write(part, slot, uint256(0xffff) << 208, abi.encodeCall(providers.confirmRenew, (seller, through, classes)));
        _same(through, _field(part, slot, 208, 16));
        _by(2, BUREAU);
        _write(part, slot, uint256(0xff) << 240, abi.encodeCall(providers.suspend, (seller, REASON)));
        _same(uint256(Providers.Status.Suspended), _field(part, slot, 240, 8));
        uint48 id = ProviderId.unwrap(seller);
        _by(2, BUREAU);
        _write(part, slot, uint256(0xff) << 248, abi.encodeCall(providers.proposeRotation, (id, wallet)));
        _same(1, _field(part, slot, 248, 8));
        _by(2, BUREAU);
        _write(part, slot, uint256(0xff) << 248, abi.encodeCall(providers.cancelRotation, (id)));
        _same(0, _field(part, slot, 248, 8));
    }

    function testFuzz_ACountersignatureWritesStatusAndNoticeAlone(uint256 noise, uint8 length) external {
        address part = address(providers);
        bytes32 group = keccak256("another");
        Providers.Admission memory admission = Providers.Admission(
            DistrictId.wrap(1),
            address(7),
            _today(),
            _today() + 100,
            1,
            group,
            group,
            0
        );
        _by(0, OPERATOR);
        ProviderId id = providers.propose(admission);
        bytes32 slot = _firstReadBy(part, abi.encodeCall(providers.providerOf, (id)));
        _mix(part, slot, noise, WALLET | (uint256(type(uint32).max) << 160) | (uint256(0xffff) << 224));
        uint16 noticeEnd = _today() + uint16(_within(length, 1, 30));
        _by(1, BUREAU);
        _write(part, slot, uint256(0xffffff) << 224, abi.encodeCall(providers.countersign, (id, noticeEnd)));
        _same(noticeEnd, _field(part, slot, 224, 16));
        _same(uint256(Providers.Status.Countersigned), _field(part, slot, 240, 8));
    }

    /// @dev Program 0–15, count 16–47, done 48–79, total 80–127, drawn 128–175, notice end 176–191, last act 192–207,
    /// approvals 208–215, stage 216–223.
    function testFuzz_AListsWordIsWrittenFieldByField(uint256 noise) external {
        address part = address(vouchers);
        uint16 noticeEnd = _today() + 1;
        _by(1, BUREAU);
        BatchId id = vouchers.announce(lines[0].id, REASON, 3, 300, noticeEnd, REASON);
        bytes32 slot = _firstReadBy(part, abi.encodeCall(vouchers.batchOf, (id)));
        _mix(part, slot, noise, (uint256(type(uint160).max) << 16) | (type(uint256).max << 224));
        VM.store(
            part,
            slot,
            bytes32((uint256(VM.load(part, slot)) & ~(uint256(0xffff) << 176)) | (uint256(noticeEnd) << 176))
        );
        _goTo(noticeEnd + 2);
        _by(1, APPROVER);
        uint256 acted = (uint256(0xffff) << 192) | (uint256(0xff) << 208);
        _write(part, slot, acted, abi.encodeCall(vouchers.approveBatch, (id, DistrictId.wrap(1))));
        _same(noticeEnd + 2, _field(part, slot, 192, 16));
        _same(1, _field(part, slot, 208, 8));
        _by(1, BUREAU);
        _write(part, slot, uint256(0xff) << 216, abi.encodeCall(vouchers.withdrawBatch, (id, REASON)));
        _same(uint256(Issuing.Stage.Withdrawn), _field(part, slot, 216, 8));
    }

    /// @dev For seat s, bits 24 s to 24 s + 15 the day, then 8 bits the standing.
    function testFuzz_ASeatsObjectionIsWrittenAlone(uint256 noise, uint8 number) external {
        uint256 seat = number % 3;
        bytes32 subject = _redeemedOrder();
        address part = address(orders);
        bytes32 slot = _firstReadBy(part, abi.encodeCall(orders.objections, (subject)));
        VM.store(part, slot, bytes32(noise & ~(uint256(0xffffff) << (24 * seat))));
        address by = seat == 0 ? _officer(0, AUDITOR) : _officer(seat == 1 ? 1 : 2, BUREAU);
        VM.prank(by);
        _write(
            part,
            slot,
            uint256(0xffffff) << (24 * seat),
            abi.encodeCall(orders.object, (subject, Seat(seat), REASON))
        );
        _same((uint256(Objections.Standing.Open) << 16) | _today(), _field(part, slot, 24 * seat, 24));
        if (seat == 0) {
            VM.prank(by);
            _write(part, slot, uint256(0xff) << 16, abi.encodeCall(orders.endAuditorsObjection, (subject, REASON)));
        } else {
            _by(1, BUREAU);
            orders.resolve(subject, Seat(seat), REASON);
            _by(1, APPROVER);
            bytes memory call = abi.encodeCall(orders.confirmResolve, (subject, Seat(seat), REASON));
            _write(part, slot, uint256(0xff) << (24 * seat + 16), call);
        }
        _same(uint256(Objections.Standing.Ended), _field(part, slot, 24 * seat + 16, 8));
        _same(_today(), _field(part, slot, 24 * seat, 16));
    }

    /// @dev Ordered 0–47, recovered 48–95, written off 96–143.
    function testFuzz_AClawBacksAmountsAreWrittenAlone(uint256 noise) external {
        Deal storage deal = deals[_paidDeal(0)];
        address part = address(payments);
        uint16 home = firms[papers[deal.paper].firm].home;
        bytes32 slot = _firstReadBy(part, abi.encodeCall(payments.clawBackOf, (deal.id)));
        uint256 above = noise & (type(uint256).max << 144);
        VM.store(part, slot, bytes32(above));
        _by(home, BUREAU);
        payments.clawBack(deal.id, deal.amount, REASON);
        _by(home, APPROVER);
        bytes memory call = abi.encodeCall(payments.confirmClawBack, (deal.id, deal.amount, REASON));
        _write(part, slot, type(uint48).max, call);
        Payments.ClawBack memory back = payments.clawBackOf(deal.id);
        _same(above | back.ordered, uint256(VM.load(part, slot)));
        _same(deal.amount, back.ordered);
        _by(home, 3);
        call = abi.encodeCall(payments.recover, (deal.id, deal.amount, REASON));
        _write(part, slot, uint256(type(uint48).max) << 48, call);
        _same(deal.amount, _field(part, slot, 48, 48));
    }

    /// @dev Of district 1, with the provider of district 2.
    function _redeemedOrder() private returns (bytes32) {
        uint256 paper = _freshPaperOf(0, 0, 1_000);
        Deal storage deal = deals[_redeem(paper)];
        require(deal.stage == Stage.Redeemed && firms[papers[deal.paper].firm].home == 1);
        return OrderId.unwrap(deal.id);
    }

    function _freshPaperOf(uint256 line, uint256 firm, uint48 face) private returns (uint256) {
        _bookIssue(line, firm, _issueOne(lines[line].home, lines[line].id, firms[firm].id, face), face);
        return papers.length - 1;
    }

    function _firstReadBy(address part, bytes memory call) private returns (bytes32) {
        return _readsOf(part, call)[0];
    }

    function _lastReadBy(address part, bytes memory call) private returns (bytes32) {
        bytes32[] memory reads = _readsOf(part, call);
        return reads[reads.length - 1];
    }

    function _readsOf(address part, bytes memory call) private returns (bytes32[] memory reads) {
        VM.record();
        (bool done, ) = part.staticcall(call);
        (reads, ) = VM.accesses(part);
        require(done && reads.length != 0);
    }

    /// @dev Puts noise into fields that the acts to come do not look at.
    function _mix(address part, bytes32 slot, uint256 noise, uint256 fields) private {
        uint256 word = uint256(VM.load(part, slot));
        VM.store(part, slot, bytes32((word & ~fields) | (noise & fields)));
    }

    function _field(address part, bytes32 slot, uint256 offset, uint256 width) private view returns (uint256) {
        return (uint256(VM.load(part, slot)) >> offset) & ((1 << width) - 1);
    }

    /// @dev Does an act, in whose name it was just asked for, and demands that it wrote into the given fields alone.
    function _write(address part, bytes32 slot, uint256 fields, bytes memory call) private {
        uint256 before = uint256(VM.load(part, slot));
        (bool done, bytes memory reason) = part.call(call);
        require(done, string(reason));
        _same(before & ~fields, uint256(VM.load(part, slot)) & ~fields);
    }
}

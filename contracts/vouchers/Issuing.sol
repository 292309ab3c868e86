// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Programs } from "../Programs.sol";
import { VoucherStore, Action } from "./VoucherStore.sol";
import { Voucher, VoucherWord } from "./Voucher.sol";
import { Item, PassedOver } from "./Item.sol";
import { Batches } from "../base/Batches.sol";
import { Soulbound } from "../base/Soulbound.sol";
import { Objections } from "../base/Objections.sol";
import { DistrictId, EnterpriseId, ProgramId, VoucherId, BatchId, Ids } from "../lib/Ids.sol";
import { BUREAU, APPROVER } from "../lib/Duties.sol";
import { Calendar } from "../lib/Calendar.sol";

/// @notice From an announced list to vouchers: announce, notice, approvals, issue.
///
/// RULES
/// - A list is announced as the head of a hash chain over its items, from the last to the first; so its identity does
///   not depend on how it is cut into chunks. Under one program a chain can be announced once, ever. Its tail is zero;
///   officers who mean to issue an equal list again give another one, and announce and approve it anew.
/// - It is approved by an Approver of the home district and one of each joint district, all different accounts and none
///   of them the announcer.
/// - It is issued in order, in chunks of at most 100, after its notice and without a standing objection. The ledger
///   holds what it expects next, so an interrupted run goes on from there and nothing is issued twice.
/// - An item whose enterprise may no longer be issued to is passed over, with an event. A missing budget stops the chunk.
/// - It can be withdrawn until it is done, which a list announced with more items than it has never is. It lapses 30
///   days after the last of: notice's end, approval, chunk.
abstract contract Issuing is VoucherStore, Objections, Batches, Soulbound {
    enum Stage {
        None,
        Announced,
        Withdrawn,
        Done
    }

    /// @dev One word, then the announcer and what is expected next.
    struct Batch {
        ProgramId program;
        uint32 count; // items announced
        uint32 done; // items issued or passed over
        uint48 total; // fen announced
        uint48 drawn; // fen of the items done
        uint16 noticeEnd; // day
        uint16 lastAct; // day of the last approval or chunk
        uint8 approvals;
        Stage stage;
        address announcer;
        bytes32 next; // chain of the items that are still to come
    }

    uint16 public constant LAPSE_DAYS = 30;
    bytes14 internal constant HOLDER = bytes14(keccak256("tongdui.enterprise"));

    mapping(BatchId => Batch) private batches;
    mapping(BatchId => mapping(DistrictId => address)) public approverOf;
    mapping(ProgramId => uint32) public serialOf;

    event BatchAnnounced(
        BatchId indexed batch,
        ProgramId indexed program,
        bytes32 chain,
        uint32 count,
        uint48 total,
        uint16 noticeEnd,
        bytes32 decision,
        address indexed by
    );
    event BatchApproved(BatchId indexed batch, DistrictId indexed district, address indexed by);
    event BatchWithdrawn(BatchId indexed batch, bytes32 reason, address indexed by);
    event ChunkIssued(BatchId indexed batch, uint32 done, uint48 drawn, bytes32 next, address indexed by);
    event ItemPassedOver(
        BatchId indexed batch,
        uint32 item,
        EnterpriseId indexed enterprise,
        uint48 face,
        PassedOver reason
    );

    error BatchUnknown(BatchId batch);
    error BatchIn(BatchId batch, Stage stage);
    error AnnouncedBefore(BatchId batch);
    error NothingAnnounced();
    error NoticeOutsideTerms(uint16 noticeEnd, uint16 earliest, uint16 latest);
    error NoticeRunning(uint16 noticeEnd);
    error NotConcerned(BatchId batch, DistrictId district);
    error ApprovedBefore(BatchId batch, DistrictId district);
    error ApprovalsMissing(BatchId batch, uint8 given, uint8 needed);
    error BatchLapsed(BatchId batch, uint16 lastDay);
    error NotWhatWasAnnounced(BatchId batch, bytes32 expected, bytes32 given);
    error CountDiffers(BatchId batch, uint32 announced, uint256 items);
    error TotalDiffers(BatchId batch, uint48 announced, uint256 items);

    /// @notice The id under which a list can be announced.
    function batchIdOf(ProgramId program, bytes32 chain) public pure returns (BatchId) {
        return BatchId.wrap(keccak256(abi.encode(program, chain)));
    }

    /// @notice Announces a list. WHO: the home Bureau.
    /// @param chain head of the hash chain: h(i) = keccak256(abi.encode(enterprise, face, h(i + 1)))
    /// @param total sum of the faces, in fen
    /// @param noticeEnd last day of the public notice
    /// @param decision commitment of the decision on which the issue rests
    function announce(
        ProgramId program,
        bytes32 chain,
        uint32 count,
        uint48 total,
        uint16 noticeEnd,
        bytes32 decision
    ) external returns (BatchId id) {
        Programs.Terms memory terms = programs.demandIssue(program);
        _demand(terms.home, BUREAU);
        id = batchIdOf(program, chain);
        require(batches[id].stage == Stage.None, AnnouncedBefore(id));
        require(count != 0 && total != 0, NothingAnnounced());
        _demandNotice(noticeEnd, terms);
        batches[id] = Batch({
            program: program,
            count: count,
            done: 0,
            total: total,
            drawn: 0,
            noticeEnd: noticeEnd,
            lastAct: noticeEnd,
            approvals: 0,
            stage: Stage.Announced,
            announcer: msg.sender,
            next: chain
        });
        emit BatchAnnounced(id, program, chain, count, total, noticeEnd, decision, msg.sender);
    }

    /// @notice Approves a list for a district. WHO: an Approver of that district, which is home or joint.
    function approveBatch(BatchId id, DistrictId district) external {
        Batch memory batch = _announced(id);
        Programs.Terms memory terms = programs.demandIssue(batch.program);
        _demand(district, APPROVER);
        require(batch.announcer != msg.sender, SameOfficer(msg.sender));
        require(approverOf[id][district] == address(0), ApprovedBefore(id, district));
        bool concerned = district.same(terms.home);
        require(approverOf[id][terms.home] != msg.sender, SameOfficer(msg.sender));
        for (uint256 i = 0; i < 8 && DistrictId.unwrap(terms.joint[i]) != 0; ++i) {
            if (district.same(terms.joint[i])) concerned = true;
            require(approverOf[id][terms.joint[i]] != msg.sender, SameOfficer(msg.sender));
        }
        require(concerned, NotConcerned(id, district));
        approverOf[id][district] = msg.sender;
        batches[id].approvals = batch.approvals + 1;
        _act(id, batch);
        emit BatchApproved(id, district, msg.sender);
    }

    /// @notice Takes back a list, or what of it is not issued yet. WHO: the home Bureau.
    function withdrawBatch(BatchId id, bytes32 reason) external {
        Batch memory batch = _stored(id);
        (DistrictId home, ) = programs.hearingOf(batch.program);
        _demand(home, BUREAU);
        require(batch.stage == Stage.Announced, BatchIn(id, batch.stage));
        batches[id].stage = Stage.Withdrawn;
        emit BatchWithdrawn(id, reason, msg.sender);
    }

    /// @notice Issues the next items of an approved list. WHO: the home Bureau.
    /// @param items the next 1 to 100 items, in order
    /// @param next the chain of the items after these
    function issue(BatchId id, Item[] calldata items, bytes32 next) external {
        Batch memory batch = _announced(id);
        Programs.Terms memory terms = programs.demandIssue(batch.program);
        _demand(terms.home, BUREAU);
        _demandLength(items.length);
        require(Calendar.today() > batch.noticeEnd, NoticeRunning(batch.noticeEnd));
        uint8 needed = _approvalsNeeded(terms);
        require(batch.approvals == needed, ApprovalsMissing(id, batch.approvals, needed));
        _demandNoObjection(BatchId.unwrap(id));
        uint256 sum = _demandNext(id, batch, items, next);

        uint48 issued = _mint(id, batch, terms, items);
        programs.issue(batch.program, issued);

        (batch.done, batch.drawn) = (batch.done + uint32(items.length), batch.drawn + uint48(sum));
        if (batch.done == batch.count) {
            require(batch.drawn == batch.total, TotalDiffers(id, batch.total, batch.drawn));
            batch.stage = Stage.Done;
        }
        batch.next = next;
        batches[id] = batch;
        _act(id, batch);
        emit ChunkIssued(id, batch.done, batch.drawn, next, msg.sender);
    }

    function batchOf(BatchId id) external view returns (Batch memory) {
        return _stored(id);
    }

    function _mint(
        BatchId id,
        Batch memory batch,
        Programs.Terms memory terms,
        Item[] calldata items
    ) private returns (uint48 issued) {
        PassedOver[] memory passed = enterprises.draw(
            items,
            terms.home,
            terms.yearlyCap,
            terms.greatestFace,
            Calendar.yearOf(Calendar.today())
        );
        uint32 serial = serialOf[batch.program];
        uint16 today = Calendar.today();
        for (uint256 i = 0; i < items.length; ++i) {
            Item calldata item = items[i];
            uint48 face = item.face;
            if (passed[i] != PassedOver.None) {
                emit ItemPassedOver(id, batch.done + uint32(i), item.enterprise, face, passed[i]);
                continue;
            }
            Voucher word = VoucherWord.issued(item.enterprise, face, today, today + terms.useByDays);
            _mintOne(Ids.voucher(batch.program, ++serial), word, id);
            issued += face;
        }
        serialOf[batch.program] = serial;
    }

    function _mintOne(VoucherId voucher, Voucher word, BatchId id) private {
        emit Transfer(address(0), _holderOf(word.enterprise()), VoucherId.unwrap(voucher));
        emit Locked(VoucherId.unwrap(voucher));
        _write(voucher, word, Action.Issued, word.face(), BatchId.unwrap(id));
    }

    function _holderOf(EnterpriseId enterprise) internal pure returns (address) {
        return _holder(HOLDER, EnterpriseId.unwrap(enterprise));
    }

    function _hearing(bytes32 subject) internal view override returns (Hearing memory) {
        Batch memory batch = _stored(BatchId.wrap(subject));
        (DistrictId home, uint8 resolveDays) = programs.hearingOf(batch.program);
        return
            Hearing({
                home: home,
                other: home,
                noticeEnd: batch.noticeEnd,
                resolveDays: resolveDays,
                running: batch.stage == Stage.Announced
            });
    }

    /// @dev A chunk that goes past the announced count or total, or is not the next one, is not what was announced.
    function _demandNext(
        BatchId id,
        Batch memory batch,
        Item[] calldata items,
        bytes32 next
    ) private pure returns (uint256 sum) {
        bytes32 chain = next;
        for (uint256 i = items.length; i != 0;) {
            Item calldata item = items[--i];
            chain = keccak256(abi.encode(item, chain));
            sum += item.face;
        }
        require(chain == batch.next, NotWhatWasAnnounced(id, batch.next, chain));
        require(batch.drawn + sum <= batch.total, TotalDiffers(id, batch.total, batch.drawn + sum));
        require(batch.done + items.length <= batch.count, CountDiffers(id, batch.count, batch.done + items.length));
    }

    function _demandNotice(uint16 noticeEnd, Programs.Terms memory terms) private view {
        uint16 earliest = Calendar.today() + terms.noticeFloor;
        uint16 latest = Calendar.today() + terms.noticeCeiling;
        require(noticeEnd >= earliest && noticeEnd <= latest, NoticeOutsideTerms(noticeEnd, earliest, latest));
    }

    function _approvalsNeeded(Programs.Terms memory terms) private pure returns (uint8 needed) {
        needed = 1;
        for (uint256 i = 0; i < 8 && DistrictId.unwrap(terms.joint[i]) != 0; ++i) ++needed;
    }

    function _stored(BatchId id) private view returns (Batch memory batch) {
        batch = batches[id];
        require(batch.stage != Stage.None, BatchUnknown(id));
    }

    function _announced(BatchId id) private view returns (Batch memory batch) {
        batch = _stored(id);
        require(batch.stage == Stage.Announced, BatchIn(id, batch.stage));
        uint16 lastDay = batch.lastAct + LAPSE_DAYS;
        require(Calendar.today() <= lastDay, BatchLapsed(id, lastDay));
    }

    /// @dev The day from which the 30 days are counted; never before the notice's end.
    function _act(BatchId id, Batch memory batch) private {
        uint16 today = Calendar.today();
        if (today > batch.lastAct) batches[id].lastAct = today;
    }
}

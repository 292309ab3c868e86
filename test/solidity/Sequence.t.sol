// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Vouchers } from "../../contracts/Vouchers.sol";
import { APPROVER, AUDITOR, BUREAU } from "../../contracts/lib/Duties.sol";
import { EnterpriseId, VoucherId } from "../../contracts/lib/Ids.sol";
import { Status, Voucher } from "../../contracts/vouchers/Voucher.sol";
import { Ledger } from "./Ledger.sol";
import { VM } from "./Cheats.sol";

/// @notice The numbers of a voucher's changes, from the first to the last that fits.
/// @dev Only tens of thousands of orders would bring a voucher there, so its word is put there.
contract Sequence is Ledger {
    uint48 private constant FACE = 1_000;

    VoucherId private voucher;
    Voucher private issued;
    bytes32 private slot;

    error WrongRoom(uint16 sequence, bool expected);

    function setUp() external {
        _found();
        EnterpriseId enterprise = _register(1, 0xE001, bytes32(uint256(1)));
        voucher = _issueOne(1, _open(_terms(1, FACE), FACE), enterprise, FACE);
        VM.record();
        issued = vouchers.wordOf(voucher);
        (bytes32[] memory reads, ) = VM.accesses(address(vouchers));
        slot = reads[0];
        require(VM.load(address(vouchers), slot) == bytes32(Voucher.unwrap(issued)));
        VM.prank(address(vouchers));
        programs.redeem(voucher.program(), 200);
    }

    function test_IssuingIsTheFirstChange() external view {
        _same(1, vouchers.wordOf(voucher).sequence());
    }

    function testFuzz_OrdersArePlacedUpToTheTwentyThousandth(uint16 sequence) external {
        _demandOrderRoom(sequence);
    }

    function test_TheLastOrderAndTheFirstThatIsOneTooMany() external {
        _demandOrderRoom(19_999);
        _demandOrderRoom(20_000);
        _demandOrderRoom(20_001);
    }

    function testFuzz_PartiesActUpToTheSixtyFiveThousandth(uint16 sequence) external {
        _demandPartyRoom(sequence);
    }

    function test_ThePartysLastActAndTheFirstThatIsOneTooMany() external {
        _demandPartyRoom(64_999);
        _demandPartyRoom(65_000);
        _demandPartyRoom(type(uint16).max);
    }

    /// @dev Whatever is done, and wherever the count stands, it rises by one; at its end nothing is done at all.
    function testFuzz_EveryChangeIsTheNextNumber(uint16 sequence, uint8 kind) external {
        _change(sequence, kind % 11);
    }

    function test_EveryChangeIsTheNextNumberUpToTheLastThatFits() external {
        for (uint8 kind = 0; kind < 11; ++kind) {
            _change(1, kind);
            _change(65_000, kind);
            _change(65_534, kind);
            _change(65_535, kind);
        }
    }

    /// @dev Where parties can do nothing more, the voucher is still expired and revoked, and its money goes back.
    function testFuzz_AfterThePartiesLastActTheVoucherStillEnds(uint16 seed, bool revoked) external {
        uint16 sequence = uint16(_within(seed, 65_000, 65_534));
        _put(sequence);
        if (revoked) _revoke(1, voucher);
        else this.expire();
        Voucher ended = vouchers.wordOf(voucher);
        require(ended.status() == (revoked ? Status.Revoked : Status.Expired));
        _same(uint256(sequence) + 1, ended.sequence());
        _same(300, programs.budgetOf(voucher.program()).outstanding());
    }

    function test_FurtherFreezesAreGrantedUpToTheTwentyThousandth() external {
        require(_done(7));
        VM.prank(_officer(0, AUDITOR));
        vouchers.unfreeze(voucher, REASON);
        _demandFreezeRoom(19_999);
        _demandFreezeRoom(20_000);
        _demandFreezeRoom(20_001);
    }

    /// @dev An order takes two changes after its lock, and a freeze one: so all that can ever be placed can end within
    /// the parties' room, for recoveries and further freezes have the same last number as orders.
    function test_AllOrdersThatArePlacedHaveRoomToEnd() external view {
        uint256 last = vouchers.LAST_ORDER_SEQUENCE();
        require(last + 2 * (last - 1) + 1 <= vouchers.LAST_PARTY_SEQUENCE());
        require(vouchers.LAST_PARTY_SEQUENCE() + 500 < type(uint16).max);
    }

    function _demandOrderRoom(uint16 sequence) private {
        _put(sequence);
        bool expected = sequence < 20_000;
        bool done = _asked(address(orders), address(vouchers), abi.encodeCall(vouchers.lock, (voucher, 1, REASON)));
        require(done == expected, WrongRoom(sequence, expected));
        _same(expected ? uint256(sequence) + 1 : sequence, vouchers.wordOf(voucher).sequence());
    }

    function _demandFreezeRoom(uint16 sequence) private {
        uint256 start = VM.snapshotState();
        _put(sequence);
        bool expected = sequence < 20_000;
        _by(1, BUREAU);
        vouchers.freezeAgain(voucher, 1, REASON);
        bytes memory confirm = abi.encodeCall(vouchers.confirmFreezeAgain, (voucher, 1, REASON, false));
        require(_asked(_officer(1, APPROVER), address(vouchers), confirm) == expected, WrongRoom(sequence, expected));
        _same(expected ? uint256(sequence) + 1 : sequence, vouchers.wordOf(voucher).sequence());
        VM.revertToState(start);
    }

    function _demandPartyRoom(uint16 sequence) private {
        _put(sequence);
        bool expected = sequence < 65_000;
        bool done = _asked(address(this), address(vouchers), abi.encodeCall(vouchers.demandPartyRoom, (voucher)));
        require(done == expected, WrongRoom(sequence, expected));
    }

    function _change(uint16 sequence, uint8 kind) private {
        uint256 start = VM.snapshotState();
        _put(sequence);
        Voucher before = vouchers.wordOf(voucher);
        bool repeats = kind == 0 || kind == 5; // orders and recoveries
        bool expected = sequence != type(uint16).max && (!repeats || sequence < 20_000);
        require(_done(kind) == expected, WrongRoom(sequence, expected));
        Voucher later = vouchers.wordOf(voucher);
        _same(expected ? uint256(sequence) + 1 : sequence, later.sequence());
        if (!expected) _same(Voucher.unwrap(before), Voucher.unwrap(later));
        VM.revertToState(start);
    }

    function _done(uint8 kind) private returns (bool) {
        Vouchers v = vouchers;
        if (kind < 5) {
            bytes[5] memory calls = [
                abi.encodeCall(v.lock, (voucher, 100, REASON)),
                abi.encodeCall(v.unlock, (voucher, 100, REASON)),
                abi.encodeCall(v.redeem, (voucher, 60, 100, REASON)),
                abi.encodeCall(v.reopen, (voucher, 100, REASON)),
                abi.encodeCall(v.reject, (voucher, 100, REASON))
            ];
            return _asked(address(orders), address(v), calls[kind]);
        }
        if (kind < 7) {
            return _asked(address(payments), address(v), abi.encodeCall(v.record, (voucher, kind == 5, 1, REASON)));
        }
        if (kind == 7) {
            return _asked(_officer(0, AUDITOR), address(v), abi.encodeCall(v.freeze, (voucher, 3, REASON)));
        }
        if (kind == 8) return _asked(_officer(1, BUREAU), address(v), abi.encodeCall(v.extend, (voucher, REASON)));
        bytes memory ends = kind == 9 ? abi.encodeCall(this.expire, ()) : abi.encodeCall(this.revoke, ());
        return _asked(address(1), address(this), ends);
    }

    function expire() external {
        _goTo(vouchers.wordOf(voucher).useBy() + 1);
        VoucherId[] memory ids = new VoucherId[](1);
        ids[0] = voucher;
        vouchers.expire(ids);
    }

    function revoke() external {
        _revoke(1, voucher);
    }

    /// @dev 300 fen of the voucher are locked and 200 redeemed.
    function _put(uint16 sequence) private {
        Voucher word = issued.withLocked(300).withRedeemed(200).withSequence(sequence);
        VM.store(address(vouchers), slot, bytes32(Voucher.unwrap(word)));
    }

    function _asked(address by, address part, bytes memory call) private returns (bool done) {
        VM.prank(by);
        (done, ) = part.call(call);
    }
}

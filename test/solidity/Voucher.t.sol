// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { VM } from "./Cheats.sol";
import { Word } from "./Word.sol";
import { Voucher, VoucherWord, Status } from "../../contracts/vouchers/Voucher.sol";
import { EnterpriseId } from "../../contracts/lib/Ids.sol";

contract VoucherTest is Word {
    function testFuzz_IssuedReadsBack(uint48 enterprise, uint48 face, uint16 issuedOn, uint16 useBy) external pure {
        Voucher voucher = VoucherWord.issued(EnterpriseId.wrap(enterprise), face, issuedOn, useBy);
        _same(enterprise, EnterpriseId.unwrap(voucher.enterprise()));
        _same(face, voucher.face());
        _same(face, voucher.rest());
        _same(0, voucher.locked());
        _same(0, voucher.redeemed());
        _same(issuedOn, voucher.issuedOn());
        _same(useBy, voucher.useBy());
        _same(uint256(Status.Active), uint256(voucher.status()));
        _same(0, voucher.sequence());
        require(!voucher.extended() && !voucher.frozenOnce());
    }

    function testFuzz_AmountsAreWrittenAlone(uint256 word, uint48 value) external pure {
        Voucher voucher = Voucher.wrap(word);
        _wrote(word, Voucher.unwrap(voucher.withLocked(value)), 96, 48, value);
        _wrote(word, Voucher.unwrap(voucher.withRedeemed(value)), 144, 48, value);
        _same(value, voucher.withLocked(value).locked());
        _same(value, voucher.withRedeemed(value).redeemed());
    }

    function testFuzz_DayAndSequenceAreWrittenAlone(uint256 word, uint16 value) external pure {
        Voucher voucher = Voucher.wrap(word);
        _wrote(word, Voucher.unwrap(voucher.withUseBy(value)), 208, 16, value);
        _wrote(word, Voucher.unwrap(voucher.withSequence(value)), 240, 16, value);
        _same(value, voucher.withUseBy(value).useBy());
        _same(value, voucher.withSequence(value).sequence());
    }

    function testFuzz_StatusAndFlagsAreWrittenAlone(uint256 word, uint8 number) external pure {
        Status status = Status(number % 4);
        Voucher voucher = Voucher.wrap(word);
        _wrote(word, Voucher.unwrap(voucher.withStatus(status)), 224, 8, uint256(status));
        _wrote(word, Voucher.unwrap(voucher.withExtended()), 232, 1, 1);
        _wrote(word, Voucher.unwrap(voucher.withFrozenOnce()), 233, 1, 1);
        _same(uint256(status), uint256(voucher.withStatus(status).status()));
        require(voucher.withExtended().extended() && voucher.withFrozenOnce().frozenOnce());
    }

    function testFuzz_RestIsWhatIsNeitherLockedNorRedeemed(uint48 face, uint48 a, uint48 b) external pure {
        uint48 locked = face == 0 ? 0 : a % face;
        uint48 redeemed = face == locked ? 0 : b % (face - locked);
        Voucher voucher = VoucherWord.issued(EnterpriseId.wrap(1), face, 1, 2);
        voucher = voucher.withLocked(locked).withRedeemed(redeemed);
        _same(face, uint256(voucher.rest()) + locked + redeemed);
    }

    /// @dev Every day, every number and every count that a field of 16 bits can hold, around edges of its neighbours.
    function test_EveryDayAndNumberReadsBackAmongFullAndEmptyNeighbours() external pure {
        for (uint256 value = 0; value <= type(uint16).max; ++value) {
            uint16 day = uint16(value);
            Voucher voucher = Voucher.wrap(value & 1 == 0 ? 0 : type(uint256).max);
            _wrote(Voucher.unwrap(voucher), Voucher.unwrap(voucher.withUseBy(day)), 208, 16, day);
            _wrote(Voucher.unwrap(voucher), Voucher.unwrap(voucher.withSequence(day)), 240, 16, day);
            voucher = VoucherWord.issued(EnterpriseId.wrap(0), 0, day, type(uint16).max - day);
            require(voucher.issuedOn() == day && voucher.useBy() == type(uint16).max - day);
        }
    }

    function testFuzz_EveryFieldIsReadAlone(uint256 word) external pure {
        uint256 status = word % 4;
        Voucher voucher = Voucher.wrap((word & ~(uint256(0xff) << 224)) | (status << 224));
        uint256 again = EnterpriseId.unwrap(voucher.enterprise());
        again |= (uint256(voucher.face()) << 48) | (uint256(voucher.locked()) << 96);
        again |= (uint256(voucher.redeemed()) << 144) | (uint256(voucher.issuedOn()) << 192);
        again |= (uint256(voucher.useBy()) << 208) | (uint256(voucher.status()) << 224);
        again |= (voucher.extended() ? uint256(1) << 232 : 0) | (voucher.frozenOnce() ? uint256(1) << 233 : 0);
        again |= uint256(voucher.sequence()) << 240;
        uint256 unused = uint256(0x3f) << 234;
        _same(Voucher.unwrap(voucher) & ~unused, again);
    }

    function testFuzz_NoVoucherHasAStatusThatThereIsNot(uint8 number) external {
        if (number < 4) number += 4;
        VM.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x21));
        this.statusOf(Voucher.wrap(uint256(number) << 224));
    }

    function testFuzz_MoreIsNeverLockedAndRedeemedThanTheFace(uint48 face, uint48 locked, uint48 redeemed) external {
        face >>= 1;
        if (uint256(locked) + redeemed <= face) redeemed = face - locked + 1;
        Voucher voucher = VoucherWord.issued(EnterpriseId.wrap(1), face, 1, 2);
        VM.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        this.restOf(voucher.withLocked(locked).withRedeemed(redeemed));
    }

    function statusOf(Voucher voucher) external pure returns (Status) {
        return voucher.status();
    }

    function restOf(Voucher voucher) external pure returns (uint48) {
        return voucher.rest();
    }
}

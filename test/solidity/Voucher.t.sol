// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

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
}

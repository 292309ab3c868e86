// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Bits } from "../lib/Bits.sol";
import { EnterpriseId } from "../lib/Ids.sol";

/// @notice The whole state of a voucher in one word.
/// @dev
/// | bits    | field      | meaning                                                            |
/// | ------- | ---------- | ------------------------------------------------------------------ |
/// | 0–47    | enterprise | whose it is, for good                                              |
/// | 48–95   | face       | fen, never changes                                                 |
/// | 96–143  | locked     | fen drawn on by placed orders                                      |
/// | 144–191 | redeemed   | fen claimed and accepted, paid or not                              |
/// | 192–207 | issuedOn   | day of issue                                                       |
/// | 208–223 | useBy      | last day on which an order can be placed                           |
/// | 224–231 | status     | see Status                                                         |
/// | 232     | extended   | the one extension was given                                        |
/// | 233     | frozenOnce | a freeze was ordered at some time: the freeze record tells the rest |
/// | 240–255 | sequence   | number of the last change, from 1                                  |
/// The program is in the voucher's id. What is neither locked nor redeemed is *remaining* while the voucher lives and
/// *returned* to the budget once it has ended; so face = remaining + locked + redeemed + returned, always.
type Voucher is uint256;

enum Status {
    None,
    Active,
    Revoked,
    Expired
}

library VoucherWord {
    /// @dev The sequence is still 0: writing the first change makes it 1.
    function issued(
        EnterpriseId enterprise_,
        uint48 face_,
        uint16 issuedOn_,
        uint16 useBy_
    ) internal pure returns (Voucher) {
        uint256 word = EnterpriseId.unwrap(enterprise_);
        word |= uint256(face_) << 48;
        word |= uint256(issuedOn_) << 192;
        word |= uint256(useBy_) << 208;
        return Voucher.wrap(word | (uint256(Status.Active) << 224));
    }

    function enterprise(Voucher voucher) internal pure returns (EnterpriseId) {
        return EnterpriseId.wrap(uint48(Voucher.unwrap(voucher)));
    }

    function face(Voucher voucher) internal pure returns (uint48) {
        return uint48(Voucher.unwrap(voucher) >> 48);
    }

    function locked(Voucher voucher) internal pure returns (uint48) {
        return uint48(Voucher.unwrap(voucher) >> 96);
    }

    function redeemed(Voucher voucher) internal pure returns (uint48) {
        return uint48(Voucher.unwrap(voucher) >> 144);
    }

    /// @notice What is neither locked nor redeemed: remaining of a living voucher, returned of an ended one.
    function rest(Voucher voucher) internal pure returns (uint48) {
        return face(voucher) - locked(voucher) - redeemed(voucher);
    }

    function issuedOn(Voucher voucher) internal pure returns (uint16) {
        return uint16(Voucher.unwrap(voucher) >> 192);
    }

    function useBy(Voucher voucher) internal pure returns (uint16) {
        return uint16(Voucher.unwrap(voucher) >> 208);
    }

    function status(Voucher voucher) internal pure returns (Status) {
        return Status(uint8(Voucher.unwrap(voucher) >> 224));
    }

    function extended(Voucher voucher) internal pure returns (bool) {
        return (Voucher.unwrap(voucher) >> 232) & 1 == 1;
    }

    function frozenOnce(Voucher voucher) internal pure returns (bool) {
        return (Voucher.unwrap(voucher) >> 233) & 1 == 1;
    }

    function sequence(Voucher voucher) internal pure returns (uint16) {
        return uint16(Voucher.unwrap(voucher) >> 240);
    }

    function withLocked(Voucher voucher, uint48 value) internal pure returns (Voucher) {
        return _set(voucher, 96, 48, value);
    }

    function withRedeemed(Voucher voucher, uint48 value) internal pure returns (Voucher) {
        return _set(voucher, 144, 48, value);
    }

    function withUseBy(Voucher voucher, uint16 day) internal pure returns (Voucher) {
        return _set(voucher, 208, 16, day);
    }

    function withStatus(Voucher voucher, Status value) internal pure returns (Voucher) {
        return _set(voucher, 224, 8, uint256(value));
    }

    function withExtended(Voucher voucher) internal pure returns (Voucher) {
        return _set(voucher, 232, 1, 1);
    }

    function withFrozenOnce(Voucher voucher) internal pure returns (Voucher) {
        return _set(voucher, 233, 1, 1);
    }

    function withSequence(Voucher voucher, uint16 number) internal pure returns (Voucher) {
        return _set(voucher, 240, 16, number);
    }

    function _set(Voucher voucher, uint256 offset, uint256 width, uint256 value) private pure returns (Voucher) {
        return Voucher.wrap(Bits.set(Voucher.unwrap(voucher), offset, width, value));
    }
}

using VoucherWord for Voucher global;

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Fields of a packed 256-bit word: `width` bits that begin at bit `offset`, counted from the lowest.
/// @dev The typed words (Voucher, Order, Budget) are changed by `set` alone. They read a field that is as wide as its
/// type by shifting it down and converting it, which costs less than `get` and says as much.
library Bits {
    function get(uint256 word, uint256 offset, uint256 width) internal pure returns (uint256) {
        return (word >> offset) & ~(type(uint256).max << width);
    }

    /// @dev `value` comes from a type of `width` bits, so it fits; the mask keeps the neighbours safe all the same.
    function set(uint256 word, uint256 offset, uint256 width, uint256 value) internal pure returns (uint256) {
        uint256 mask = ~(type(uint256).max << width);
        return (word & ~(mask << offset)) | ((value & mask) << offset);
    }
}

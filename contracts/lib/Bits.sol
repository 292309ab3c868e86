// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Fields of a packed 256-bit word: `width` bits that begin at bit `offset`, counted from the lowest.
/// @dev The typed words (Voucher, Order, Budget) are read and changed by these two functions alone.
library Bits {
    function get(uint256 word, uint256 offset, uint256 width) internal pure returns (uint256) {
        return (word >> offset) & _mask(width);
    }

    /// @dev `value` comes from a type of `width` bits, so it fits; the mask keeps the neighbours safe all the same.
    function set(uint256 word, uint256 offset, uint256 width, uint256 value) internal pure returns (uint256) {
        uint256 mask = _mask(width);
        return (word & ~(mask << offset)) | ((value & mask) << offset);
    }

    function _mask(uint256 width) private pure returns (uint256) {
        return ~(type(uint256).max << width);
    }
}

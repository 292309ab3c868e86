// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What tests of packed words ask.
abstract contract Word {
    error Differs(uint256 expected, uint256 actual);
    error NeighbourTouched(uint256 before, uint256 afterwards, uint256 offset, uint256 width);

    function _same(uint256 expected, uint256 actual) internal pure {
        require(expected == actual, Differs(expected, actual));
    }

    /// @dev The field holds the value, and no bit outside it has changed.
    function _wrote(uint256 before, uint256 afterwards, uint256 offset, uint256 width, uint256 value) internal pure {
        uint256 field = ((1 << width) - 1) << offset;
        require((before ^ afterwards) & ~field == 0, NeighbourTouched(before, afterwards, offset, width));
        _same(value, (afterwards & field) >> offset);
    }
}

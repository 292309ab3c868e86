// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Batches that are all or nothing and whose error names the item.
/// @dev Issuing and expiring, which pass over single items, take only the limit on the length from here.
/// Each item runs in a call of the contract to itself, so that its failure can be caught and numbered, and an
/// item alone runs through the same function as an item in a batch.
abstract contract Batches {
    uint256 public constant MOST_ITEMS = 100;

    error BatchEmpty();
    error BatchTooLong(uint256 items, uint256 most);
    /// @param item index in the batch, from 0
    /// @param reason the encoded error of that item
    error ItemFailed(uint256 item, bytes reason);
    error OnlyItself(address account);

    /// @dev For functions that a batch calls once an item.
    modifier onlyItself() {
        require(msg.sender == address(this), OnlyItself(msg.sender));
        _;
    }

    function _demandLength(uint256 items) internal pure {
        require(items != 0, BatchEmpty());
        require(items <= MOST_ITEMS, BatchTooLong(items, MOST_ITEMS));
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev What a wallet answers to ERC-1271 where it agrees.
bytes4 constant AGREED = 0x1626ba7e;

/// @notice A party's wallet that is a contract. Each of this folder answers in a way of its own, none of them kindly.
/// @dev They are real contracts for tests of signatures; nothing of the ledger knows them.
abstract contract Wallet {
    /// @notice Sends a call from this wallet, for whoever asks; what goes wrong in it is told on.
    function send(address to, bytes calldata data) external {
        (bool done, bytes memory answer) = to.call(data);
        if (done) return;
        // Solidity has no expression that reverts with bytes as they are.
        assembly ("memory-safe") {
            revert(add(answer, 0x20), mload(answer))
        }
    }
}

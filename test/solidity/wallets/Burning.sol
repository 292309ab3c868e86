// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Wallet, AGREED } from "./Wallet.sol";

/// @notice Burns all the gas that it is given, in a circle.
contract Circle is Wallet {
    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        while (true) {}
        return AGREED;
    }
}

/// @notice Burns all the gas that it is given by asking itself.
contract Echo is Wallet {
    function isValidSignature(bytes32 message, bytes calldata signature) external view returns (bytes4) {
        return this.isValidSignature(message, signature);
    }
}

/// @notice Burns all the gas that it is given at once, by an instruction that does not exist.
contract Broken is Wallet {
    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        assembly ("memory-safe") {
            invalid()
        }
    }
}

/// @notice Agrees, but only after more work than a wallet is given gas for.
contract Slow is Wallet {
    uint256 private immutable work;

    constructor(uint256 work_) {
        work = work_;
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        uint256 start = gasleft();
        while (start - gasleft() < work) {}
        return AGREED;
    }
}

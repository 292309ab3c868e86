// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Wallet } from "./Wallet.sol";

/// @notice Answers with bytes that it was given, or reverts with them.
contract Parrot is Wallet {
    bytes private answer;
    bool private immutable failing;

    constructor(bytes memory answer_, bool failing_) {
        (answer, failing) = (answer_, failing_);
    }

    fallback() external {
        bytes memory said = answer;
        if (failing) {
            assembly ("memory-safe") {
                revert(add(said, 0x20), mload(said))
            }
        }
        assembly ("memory-safe") {
            return(add(said, 0x20), mload(said))
        }
    }
}

/// @notice Answers, or reverts, at as great a length as its gas buys; a true answer may stand in front.
contract Flood is Wallet {
    bytes32 private immutable first;
    bool private immutable failing;

    constructor(bytes32 first_, bool failing_) {
        (first, failing) = (first_, failing_);
    }

    fallback() external {
        bytes32 front = first;
        bool revertsWithIt = failing;
        assembly {
            mstore(0, front)
            // The longest memory, in steps of a kilobyte, that leaves some gas: a word costs 3 and a 512th of its square.
            let words := 32
            for {} lt(
                add(mul(add(words, 32), 3), div(mul(add(words, 32), add(words, 32)), 512)),
                sub(gas(), 12000)
            ) {} {
                words := add(words, 32)
            }
            if revertsWithIt {
                revert(0, mul(words, 32))
            }
            return(0, mul(words, 32))
        }
    }
}

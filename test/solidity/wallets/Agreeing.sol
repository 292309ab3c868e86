// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Wallet, AGREED } from "./Wallet.sol";

/// @notice Agrees to whatever it is asked: it lies to everybody.
contract Liar is Wallet {
    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        return AGREED;
    }
}

/// @notice Agrees to the messages that were shown to it before, and can be told to forget them: an honest wallet.
contract Notebook is Wallet {
    mapping(bytes32 message => bool) public noted;

    function note(bytes32 message, bool agreed) external {
        noted[message] = agreed;
    }

    function isValidSignature(bytes32 message, bytes calldata) external view returns (bytes4) {
        return noted[message] ? AGREED : bytes4(0xffffffff);
    }
}

interface IVouchers {
    function wordOf(uint48 voucher) external view returns (uint256);
}

/// @notice Agrees as long as a voucher is as it was: it changes its answer within one and the same transaction.
contract Fickle is Wallet {
    IVouchers private immutable vouchers;
    uint48 private immutable voucher;
    uint256 private immutable word;

    constructor(IVouchers vouchers_, uint48 voucher_) {
        (vouchers, voucher) = (vouchers_, voucher_);
        word = vouchers_.wordOf(voucher_);
    }

    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        return vouchers.wordOf(voucher) == word ? AGREED : bytes4(0);
    }
}

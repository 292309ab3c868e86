// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Wallet, AGREED } from "./Wallet.sol";
import { Liar } from "./Agreeing.sol";

enum Deed {
    Store,
    StoreForNow,
    Tell,
    Create,
    Create2,
    Pay
}

/// @notice Tries to change something before it agrees.
contract Writer is Wallet {
    uint256 private written;
    uint256 private transient fleeting;
    Deed private immutable deed;

    event Told();

    constructor(Deed deed_) {
        deed = deed_;
    }

    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        if (deed == Deed.Store) ++written;
        if (deed == Deed.StoreForNow) ++fleeting;
        if (deed == Deed.Tell) emit Told();
        if (deed == Deed.Create) new Liar();
        if (deed == Deed.Create2) new Liar{ salt: 0 }();
        if (deed == Deed.Pay) _pay(msg.sender);
        return AGREED;
    }

    function _pay(address to) private {
        (bool done, ) = to.call{ value: 1 }("");
        require(done, "not paid");
    }
}

/// @notice Calls somebody else first, with the right of its own account, and agrees if that went well.
contract Reenterer is Wallet {
    address private to;
    bytes private data;

    function plan(address to_, bytes calldata data_) external {
        (to, data) = (to_, data_);
    }

    function isValidSignature(bytes32, bytes calldata) external returns (bytes4) {
        (bool done, ) = to.call(data);
        return done ? AGREED : bytes4(0);
    }
}

/// @notice Brings a call before the ledger with a wallet that exists for this one transaction only.
contract Conjurer {
    /// @param creation code that makes the wallet; called without data it must end itself
    function conjure(bytes memory creation, address to, bytes calldata data) external {
        address wallet;
        assembly ("memory-safe") {
            wallet := create2(0, add(creation, 0x20), mload(creation), 0)
        }
        (bool done, ) = to.call(data);
        (bool gone, ) = wallet.call("");
        require(done && gone, "conjuring failed");
    }
}

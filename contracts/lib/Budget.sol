// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Bits } from "./Bits.sol";

/// @notice The five figures of a program, in fen, in one word.
/// @dev
/// | bits    | figure      | meaning                                                        |
/// | ------- | ----------- | -------------------------------------------------------------- |
/// | 0–47    | approved    | what Finance and the Approver allow to be issued               |
/// | 48–95   | outstanding | remaining and locked on living vouchers, locked on ended ones  |
/// | 96–143  | redeemed    | claimed and accepted, paid or not                              |
/// | 144–191 | paid        | settled through the bank                                       |
/// | 192–239 | recovered   | clawed back and received                                       |
/// Always: outstanding + redeemed ≤ approved, and recovered ≤ paid ≤ redeemed.
type Budget is uint256;

library Budgets {
    function approved(Budget budget) internal pure returns (uint48) {
        return uint48(Budget.unwrap(budget));
    }

    function outstanding(Budget budget) internal pure returns (uint48) {
        return uint48(Budget.unwrap(budget) >> 48);
    }

    function redeemed(Budget budget) internal pure returns (uint48) {
        return uint48(Budget.unwrap(budget) >> 96);
    }

    function paid(Budget budget) internal pure returns (uint48) {
        return uint48(Budget.unwrap(budget) >> 144);
    }

    function recovered(Budget budget) internal pure returns (uint48) {
        return uint48(Budget.unwrap(budget) >> 192);
    }

    /// @notice What can still be issued.
    function available(Budget budget) internal pure returns (uint48) {
        return approved(budget) - outstanding(budget) - redeemed(budget);
    }

    function withApproved(Budget budget, uint48 value) internal pure returns (Budget) {
        return _set(budget, 0, value);
    }

    function withOutstanding(Budget budget, uint48 value) internal pure returns (Budget) {
        return _set(budget, 48, value);
    }

    function withRedeemed(Budget budget, uint48 value) internal pure returns (Budget) {
        return _set(budget, 96, value);
    }

    function withPaid(Budget budget, uint48 value) internal pure returns (Budget) {
        return _set(budget, 144, value);
    }

    function withRecovered(Budget budget, uint48 value) internal pure returns (Budget) {
        return _set(budget, 192, value);
    }

    function _set(Budget budget, uint256 offset, uint48 value) private pure returns (Budget) {
        return Budget.wrap(Bits.set(Budget.unwrap(budget), offset, 48, value));
    }
}

using Budgets for Budget global;

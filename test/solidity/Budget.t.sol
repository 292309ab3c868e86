// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { VM } from "./Cheats.sol";
import { Word } from "./Word.sol";
import { Budget } from "../../contracts/lib/Budget.sol";

contract BudgetTest is Word {
    function testFuzz_FiguresAreWrittenAlone(uint256 word, uint48 value) external pure {
        Budget budget = Budget.wrap(word);
        _wrote(word, Budget.unwrap(budget.withApproved(value)), 0, 48, value);
        _wrote(word, Budget.unwrap(budget.withOutstanding(value)), 48, 48, value);
        _wrote(word, Budget.unwrap(budget.withRedeemed(value)), 96, 48, value);
        _wrote(word, Budget.unwrap(budget.withPaid(value)), 144, 48, value);
        _wrote(word, Budget.unwrap(budget.withRecovered(value)), 192, 48, value);
    }

    function testFuzz_FiguresReadBack(uint48 a, uint48 b, uint48 c, uint48 d, uint48 e) external pure {
        Budget budget = Budget.wrap(0).withApproved(a).withOutstanding(b).withRedeemed(c).withPaid(d).withRecovered(e);
        _same(a, budget.approved());
        _same(b, budget.outstanding());
        _same(c, budget.redeemed());
        _same(d, budget.paid());
        _same(e, budget.recovered());
    }

    function testFuzz_AvailableIsWhatIsNotCommitted(uint48 a, uint48 b, uint48 c) external pure {
        (uint48 available, uint48 outstanding, uint48 redeemed) = (a / 3, b / 3, c / 3);
        Budget budget = Budget.wrap(0).withApproved(available + outstanding + redeemed);
        _same(available, budget.withOutstanding(outstanding).withRedeemed(redeemed).available());
    }

    function testFuzz_EveryFigureIsReadAlone(uint256 word) external pure {
        Budget budget = Budget.wrap(word);
        uint256 again = budget.approved();
        again |= (uint256(budget.outstanding()) << 48) | (uint256(budget.redeemed()) << 96);
        again |= (uint256(budget.paid()) << 144) | (uint256(budget.recovered()) << 192);
        _same(word & type(uint240).max, again);
    }

    function testFuzz_NothingIsAvailableOfABudgetThatIsOverdrawn(
        uint48 approved,
        uint48 outstanding,
        uint48 over
    ) external {
        if (over == 0) over = 1;
        uint256 redeemed = uint256(approved) + over;
        if (outstanding > approved) redeemed = 0;
        if (redeemed > type(uint48).max) return;
        Budget budget = Budget.wrap(0).withApproved(approved).withOutstanding(outstanding).withRedeemed(
            uint48(redeemed)
        );
        VM.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        this.availableOf(budget);
    }

    function availableOf(Budget budget) external pure returns (uint48) {
        return budget.available();
    }
}

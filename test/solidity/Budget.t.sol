// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

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
}

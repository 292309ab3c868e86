// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Programs } from "../../contracts/Programs.sol";
import { Budget } from "../../contracts/lib/Budget.sol";
import { APPROVER, FINANCE } from "../../contracts/lib/Duties.sol";
import { ProgramId } from "../../contracts/lib/Ids.sol";
import { Ledger } from "./Ledger.sol";
import { VM } from "./Cheats.sol";

/// @notice The five figures of a program against five plain numbers, through steps of all kinds and amounts at the edges.
/// @dev Vouchers and Payments are the real parts; it is in their name that this test asks Programs. That they ask for
/// nothing that breaks recovered ≤ paid ≤ redeemed is what the invariants of the whole ledger are about.
contract BudgetSteps is Ledger {
    uint48 private constant MOST = type(uint48).max;

    struct Figures {
        uint256 approved;
        uint256 outstanding;
        uint256 redeemed;
        uint256 paid;
        uint256 recovered;
    }

    ProgramId private program;

    error StepDiffers(uint256 kind, uint48 amount, bool expected);

    function setUp() external {
        _found();
        program = _open(_terms(1, 1), 0);
    }

    /// forge-config: default.fuzz.runs = 120
    function testFuzz_EveryStepMovesWhatItSaysOrNothing(uint256 seed) external {
        Figures memory figures;
        for (uint256 step = 0; step < 32; ++step) {
            uint256 mixed = uint256(keccak256(abi.encode(seed, step)));
            _step(figures, mixed % 9, _amount(figures, mixed >> 8));
            _compare(figures);
        }
    }

    function test_ExactAtTheEdgeOfAll48Bits() external {
        Figures memory figures;
        _step(figures, 0, MOST);
        _step(figures, 2, MOST); // all of it is issued
        _step(figures, 2, 1); // and not a fen more
        _step(figures, 1, MOST - 1); // nor is it lowered by one
        _step(figures, 4, MOST);
        _step(figures, 4, 1);
        _step(figures, 6, MOST);
        _step(figures, 6, 1); // paid would pass 48 bits
        _step(figures, 7, MOST);
        _step(figures, 7, 1);
        _step(figures, 5, MOST);
        _step(figures, 3, MOST);
        _compare(figures);
        _same(MOST, figures.approved);
        _same(0, figures.outstanding + figures.redeemed);
    }

    /// @dev What the rules say of a step; the ledger must do just that.
    function _step(Figures memory f, uint256 kind, uint48 amount) private {
        bool expected;
        bool done;
        if (kind == 0 || kind == 8) {
            expected = amount > f.approved;
            done = _raised(uint48(f.approved), amount);
            if (expected) f.approved = amount;
        } else if (kind == 1) {
            expected = amount < f.approved && amount >= f.outstanding + f.redeemed;
            done = _asked(_officer(1, FINANCE), abi.encodeCall(programs.lower, (program, amount)));
            if (expected) f.approved = amount;
        } else if (kind == 2) {
            expected = f.outstanding + f.redeemed + amount <= f.approved;
            done = _asked(address(vouchers), abi.encodeCall(programs.issue, (program, amount)));
            if (expected) f.outstanding += amount;
        } else if (kind == 3) {
            expected = amount <= f.outstanding;
            done = _asked(address(vouchers), abi.encodeCall(programs.giveBack, (program, amount)));
            if (expected) f.outstanding -= amount;
        } else if (kind == 4) {
            expected = amount <= f.outstanding;
            done = _asked(address(vouchers), abi.encodeCall(programs.redeem, (program, amount)));
            if (expected) (f.outstanding, f.redeemed) = (f.outstanding - amount, f.redeemed + amount);
        } else if (kind == 5) {
            expected = amount <= f.redeemed;
            done = _asked(address(vouchers), abi.encodeCall(programs.unredeem, (program, amount)));
            if (expected) (f.outstanding, f.redeemed) = (f.outstanding + amount, f.redeemed - amount);
        } else if (kind == 6) {
            expected = f.paid + amount <= MOST;
            done = _asked(address(payments), abi.encodeCall(programs.pay, (program, amount)));
            if (expected) f.paid += amount;
        } else {
            expected = f.recovered + amount <= MOST;
            done = _asked(address(payments), abi.encodeCall(programs.recover, (program, amount)));
            if (expected) f.recovered += amount;
        }
        require(done == expected, StepDiffers(kind, amount, expected));
    }

    function _compare(Figures memory figures) private view {
        Budget budget = programs.budgetOf(program);
        uint256 word = figures.approved | (figures.outstanding << 48) | (figures.redeemed << 96);
        _same(word | (figures.paid << 144) | (figures.recovered << 192), Budget.unwrap(budget));
        _same(figures.approved - figures.outstanding - figures.redeemed, budget.available());
    }

    /// @dev Often just what there is of a figure, one more or one less; sometimes the most or the least; else anything.
    function _amount(Figures memory f, uint256 seed) private pure returns (uint48) {
        uint256 free = f.approved - f.outstanding - f.redeemed;
        uint256[7] memory edges = [
            free,
            f.outstanding,
            f.redeemed,
            f.approved,
            f.approved - free,
            MOST - f.paid,
            MOST / 2
        ];
        uint256 kind = seed % 10;
        if (kind == 7) return MOST;
        if (kind == 8) return 0;
        if (kind == 9) return uint48(seed >> 8);
        uint256 amount = edges[kind] + ((seed >> 4) % 3);
        return
            amount == 0
                ? 0
                : amount - 1 > MOST
                    ? MOST
                    : uint48(amount - 1);
    }

    function _raised(uint48 from, uint48 to) private returns (bool) {
        if (!_asked(_officer(1, FINANCE), abi.encodeCall(programs.raise, (program, from, to)))) return false;
        return _asked(_officer(1, APPROVER), abi.encodeCall(programs.confirmRaise, (program, from, to)));
    }

    function _asked(address by, bytes memory call) private returns (bool done) {
        VM.prank(by);
        (done, ) = address(programs).call(call);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Programs } from "../../contracts/Programs.sol";
import { Budget } from "../../contracts/lib/Budget.sol";
import { Calendar } from "../../contracts/lib/Calendar.sol";
import { EnterpriseId, OrderId, ProgramId, ProviderId, VoucherId } from "../../contracts/lib/Ids.sol";
import { Stage } from "../../contracts/orders/OrderWord.sol";
import { Status, Voucher, VoucherWord } from "../../contracts/vouchers/Voucher.sol";
import { Ledger } from "./Ledger.sol";

/// @notice Books kept beside the ledger by somebody who only writes down what was done, and the comparison of both.
abstract contract Books is Ledger {
    struct Line {
        ProgramId id;
        uint16 home;
        uint48 cap;
        uint48 approved;
        uint48 paid;
        uint48 recovered;
    }

    struct Firm {
        EnterpriseId id;
        uint16 home;
        uint256 key;
        bytes32 group;
    }

    struct Paper {
        VoucherId id;
        uint256 firm;
        uint256 line;
        uint48 face;
        uint48 locked;
        uint48 redeemed;
        uint16 issuedOn;
        uint16 useBy;
        uint16 changes;
        Status status;
        bool extended;
        bool frozenOnce;
    }

    struct Deal {
        OrderId id;
        uint256 paper;
        uint48 amount;
        Stage stage;
        uint8 round;
        bytes32[] invoices;
        uint16 noticeEnd;
        uint48 clawedBack;
    }

    uint256 internal constant SELLER_KEY = 0xF001;
    uint48 private constant GREATEST_CAP = 1_000_000;

    ProviderId internal seller;
    Line[] internal lines;
    Firm[] internal firms;
    Paper[] internal papers;
    Deal[] internal deals;
    mapping(bytes32 group => mapping(uint16 year => uint48)) internal drawn;

    error BudgetsDoNotAddUp(uint256 line, uint256 approved, uint256 outstanding, uint256 redeemed);
    error PaymentsDoNotAddUp(uint256 line, uint256 redeemed, uint256 paid, uint256 recovered);
    error CapExceeded(bytes32 group, uint16 year, uint48 issued);

    /// @dev Three lines of two districts with three caps; five firms under three controllers, two of whom have firms in
    /// both districts.
    function _openBooks() internal {
        _found();
        seller = _admit(2, SELLER_KEY, keccak256("seller"));
        _addLine(1, GREATEST_CAP);
        _addLine(1, 300_001);
        _addLine(2, 700_000);
        for (uint256 i = 0; i < 5; ++i) {
            bytes32 group = bytes32(1 + (i % 3));
            uint16 home = i < 3 ? 1 : 2;
            firms.push(Firm(_register(home, 0xE001 + i, group), home, 0xE001 + i, group));
        }
    }

    /// @notice Demands that the ledger says what the books say, and that the books keep the rules.
    function audit() external view {
        for (uint256 i = 0; i < lines.length; ++i) _auditLine(i);
        for (uint256 i = 0; i < papers.length; ++i) {
            _same(Voucher.unwrap(_wordOf(papers[i])), Voucher.unwrap(vouchers.wordOf(papers[i].id)));
        }
        for (uint256 i = 0; i < deals.length; ++i) {
            _same(uint256(deals[i].stage), uint256(orders.wordOf(deals[i].id).stage()));
            _same(deals[i].amount, orders.wordOf(deals[i].id).amount());
        }
        for (uint256 i = 1; i <= 3; ++i) _auditGroup(bytes32(i));
    }

    function _auditLine(uint256 number) private view {
        Line memory line = lines[number];
        uint256 outstanding = 0;
        uint256 redeemed = 0;
        for (uint256 i = 0; i < papers.length; ++i) {
            Paper memory paper = papers[i];
            if (paper.line != number) continue;
            outstanding += paper.status == Status.Active ? paper.face - paper.redeemed : paper.locked;
            redeemed += paper.redeemed;
        }
        Budget budget = programs.budgetOf(line.id);
        _same(line.approved, budget.approved());
        _same(outstanding, budget.outstanding());
        _same(redeemed, budget.redeemed());
        _same(line.paid, budget.paid());
        _same(line.recovered, budget.recovered());
        require(
            outstanding + redeemed <= line.approved,
            BudgetsDoNotAddUp(number, line.approved, outstanding, redeemed)
        );
        bool added = line.recovered <= line.paid && line.paid <= redeemed;
        require(added, PaymentsDoNotAddUp(number, redeemed, line.paid, line.recovered));
    }

    function _auditGroup(bytes32 group) private view {
        uint16 year = Calendar.yearOf(_today());
        uint48 issued = enterprises.issuedIn(group, year);
        _same(drawn[group][year], issued);
        require(issued <= GREATEST_CAP, CapExceeded(group, year, issued));
    }

    function _wordOf(Paper memory paper) private view returns (Voucher word) {
        word = VoucherWord.issued(firms[paper.firm].id, paper.face, paper.issuedOn, paper.useBy);
        word = word.withLocked(paper.locked).withRedeemed(paper.redeemed).withStatus(paper.status);
        if (paper.extended) word = word.withExtended();
        if (paper.frozenOnce) word = word.withFrozenOnce();
        word = word.withSequence(paper.changes);
    }

    function _bookIssue(uint256 line, uint256 firm, VoucherId id, uint48 face) internal {
        uint16 today = _today();
        uint16 year = Calendar.yearOf(today);
        drawn[firms[firm].group][year] += face;
        papers.push(Paper(id, firm, line, face, 0, 0, today, today + 40, 1, Status.Active, false, false));
    }

    function _restOf(Paper memory paper) internal pure returns (uint48) {
        return paper.face - paper.locked - paper.redeemed;
    }

    function _committed(uint256 line) internal view returns (uint48) {
        Budget budget = programs.budgetOf(lines[line].id);
        return budget.outstanding() + budget.redeemed();
    }

    function _addLine(uint16 home, uint48 cap) private {
        Programs.Terms memory terms = _terms(home, cap);
        lines.push(Line(_open(terms, 2_000_000), home, cap, 2_000_000, 0, 0));
    }
}

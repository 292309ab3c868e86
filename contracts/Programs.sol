// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Edition } from "./Edition.sol";
import { Districts } from "./Districts.sol";
import { LedgerPart, DISTRICTS, VOUCHERS, PAYMENTS } from "./base/LedgerPart.sol";
import { TwoOfficers } from "./base/TwoOfficers.sol";
import { DistrictId, ProgramId, CONSORTIUM } from "./lib/Ids.sol";
import { BUREAU, APPROVER, FINANCE } from "./lib/Duties.sol";
import { Budget } from "./lib/Budget.sol";
import { Calendar } from "./lib/Calendar.sol";

/// @title Programs: budgets and the policy they are spent under
/// @notice A program is one budget line of one district under terms that never change.
///
/// ROLES
/// - Bureau proposes a program; Approver confirms it.
/// - Finance proposes to raise the approved budget; Approver confirms. Finance lowers it alone.
/// - Finance or Bureau stop a program at once; starting it again takes one of them and the Approver.
/// - Vouchers moves outstanding and redeemed; Payments moves paid and recovered. Nobody else moves these four.
///
/// RULES
/// - Always: outstanding + redeemed ≤ approved, and recovered ≤ paid ≤ redeemed.
/// - Lowering never goes below what is outstanding and redeemed together.
/// - A stopped program issues nothing and takes no order. What is placed is redeemed and paid.
/// - Nothing is issued after the last day of issue.
/// - An issue needs, beside the home district's Approver, those of all joint districts, of which there are at most 8.
/// - Other terms are another program; vouchers keep the terms under which they were issued. A district proposes at most
///   256 programs in an edition.
///
/// WHAT THE OPERATOR CANNOT DO
/// - Anything in this contract.
///
/// TIME
/// - All periods are calendar days in Shanghai. A day given as the last one counts in full.
///
/// ROUNDING
/// - The share of a contract or invoice is rounded down to the fen.
///
/// ASSUMPTIONS
/// - The approved budget is what the finance bureau decided; the ledger does not see the treasury.
contract Programs is TwoOfficers {
    enum Status {
        None,
        Proposed,
        Open,
        Stopped
    }

    /// @dev Two words and the commitments. Amounts in fen, periods in days.
    struct Terms {
        DistrictId home;
        uint16 share; // basis points of the contract that a voucher covers
        uint48 yearlyCap; // per group and calendar year
        uint48 greatestFace;
        uint48 leastContract;
        uint16 useByDays; // a voucher is valid through the day of its issue plus this
        uint16 claimByDays; // claims are taken through use-by plus this
        uint16 extensionDays; // the one extension; 0: none
        uint8 noticeFloor; // least and greatest number of days from announcing or redeeming to the notice's end
        uint8 noticeCeiling;
        uint8 graceDays; // for a party that is silent, and after deliver-by
        uint8 resolveDays; // after which a district's objection lapses
        uint16 lastIssueDay;
        DistrictId[8] joint; // zero where there are fewer
        uint256 classes; // bit n for service class n
        bytes32 policy; // SHA-256 of the policy document
    }

    Districts private immutable districts;
    address private immutable vouchers;
    address private immutable payments;

    /// @dev Numbers are shared by all districts, so none may use them up.
    uint16 public constant MOST_PROGRAMS = 256;

    uint16 public count;
    mapping(DistrictId => uint16) public countOf;
    mapping(ProgramId => Terms) private terms;
    mapping(ProgramId => Status) public statusOf;
    mapping(ProgramId => Budget) public budgetOf;

    event ProgramProposed(ProgramId indexed program, Terms terms, string policyUri, address indexed by);
    event ProgramStatusChanged(ProgramId indexed program, Status status, address indexed by);
    /// @dev The other four figures follow from the vouchers' changes.
    event BudgetApproved(ProgramId indexed program, uint48 approved, address indexed by);

    error ProgramUnknown(ProgramId program);
    error ProgramIn(ProgramId program, Status status);
    error TermsUnfit(uint8 field);
    error TooManyPrograms(DistrictId home, uint16 most);
    error BudgetExceeded(ProgramId program, uint48 available, uint48 asked);
    error BudgetCommitted(ProgramId program, uint48 committed, uint48 asked);
    error BudgetMoved(ProgramId program, uint48 approved, uint48 from);
    error NotARaise(ProgramId program, uint48 approved, uint48 to);
    error NotLower(ProgramId program, uint48 approved, uint48 to);
    error IssueClosed(ProgramId program, uint16 lastIssueDay);
    error ClassNotCovered(ProgramId program, uint8 serviceClass);
    error ContractTooSmall(ProgramId program, uint48 value, uint48 least);
    error ShareExceeded(ProgramId program, uint48 amount, uint256 most);

    constructor(Edition edition_) LedgerPart(edition_) {
        districts = Districts(edition_.part(DISTRICTS));
        vouchers = edition_.part(VOUCHERS);
        payments = edition_.part(PAYMENTS);
    }

    /// @notice Proposes a program. WHO: the home Bureau.
    function propose(Terms calldata proposed, string calldata policyUri) external returns (ProgramId id) {
        _demand(proposed.home, BUREAU);
        districts.demandActive(proposed.home);
        _demandFit(proposed);
        require(++countOf[proposed.home] <= MOST_PROGRAMS, TooManyPrograms(proposed.home, MOST_PROGRAMS));
        id = ProgramId.wrap(++count);
        terms[id] = proposed;
        statusOf[id] = Status.Proposed;
        emit ProgramProposed(id, proposed, policyUri, msg.sender);
        _propose(abi.encode("open", id));
    }

    /// @notice Opens a proposed program. WHO: the home Approver.
    function confirm(ProgramId id) external {
        DistrictId home = _demandStatus(id, Status.Proposed);
        _demand(home, APPROVER);
        districts.demandActive(home);
        _confirm(abi.encode("open", id));
        _setStatus(id, Status.Open);
    }

    /// @notice Proposes to raise the approved budget to an amount. WHO: Finance of the home district.
    /// @param from the approved budget that is to be raised: a proposal is for one raise, from one figure, only
    function raise(ProgramId id, uint48 from, uint48 to) external {
        _demandRaise(id, from, to, FINANCE);
        _propose(abi.encode("raise", id, from, to));
    }

    /// @notice Raises the approved budget. WHO: the home Approver.
    function confirmRaise(ProgramId id, uint48 from, uint48 to) external {
        _demandRaise(id, from, to, APPROVER);
        _confirm(abi.encode("raise", id, from, to));
        _setApproved(id, to);
    }

    /// @notice Lowers the approved budget at once. WHO: Finance of the home district.
    function lower(ProgramId id, uint48 to) external {
        _demand(_known(id), FINANCE);
        Budget budget = budgetOf[id];
        require(to < budget.approved(), NotLower(id, budget.approved(), to));
        uint48 committed = budget.outstanding() + budget.redeemed();
        require(to >= committed, BudgetCommitted(id, committed, to));
        _setApproved(id, to);
    }

    /// @notice Stops issuing and placing under a program, at once. WHO: Finance or Bureau of the home district.
    function stop(ProgramId id) external {
        DistrictId home = _demandStatus(id, Status.Open);
        _demandFinanceOrBureau(home);
        _setStatus(id, Status.Stopped);
    }

    /// @notice Proposes to start a stopped program again. WHO: Finance or Bureau of the home district.
    function restart(ProgramId id) external {
        DistrictId home = _demandStatus(id, Status.Stopped);
        _demandFinanceOrBureau(home);
        _propose(abi.encode("restart", id));
    }

    /// @notice Starts a stopped program again. WHO: the home Approver.
    function confirmRestart(ProgramId id) external {
        DistrictId home = _demandStatus(id, Status.Stopped);
        _demand(home, APPROVER);
        districts.demandActive(home);
        _confirm(abi.encode("restart", id));
        _setStatus(id, Status.Open);
    }

    /// @notice Budget to vouchers. WHO: Vouchers.
    function issue(ProgramId id, uint48 amount) external {
        _demandPart(vouchers);
        Budget budget = budgetOf[id];
        require(amount <= budget.available(), BudgetExceeded(id, budget.available(), amount));
        budgetOf[id] = budget.withOutstanding(budget.outstanding() + amount);
    }

    /// @notice Unused amounts of ended vouchers back to the budget. WHO: Vouchers.
    function giveBack(ProgramId id, uint48 amount) external {
        _demandPart(vouchers);
        Budget budget = budgetOf[id];
        budgetOf[id] = budget.withOutstanding(budget.outstanding() - amount);
    }

    /// @notice Vouchers to redeemed orders. WHO: Vouchers.
    function redeem(ProgramId id, uint48 amount) external {
        _demandPart(vouchers);
        Budget budget = budgetOf[id];
        budget = budget.withOutstanding(budget.outstanding() - amount);
        budgetOf[id] = budget.withRedeemed(budget.redeemed() + amount);
    }

    /// @notice A redemption that was rejected, back to vouchers. WHO: Vouchers.
    function unredeem(ProgramId id, uint48 amount) external {
        _demandPart(vouchers);
        Budget budget = budgetOf[id];
        budget = budget.withOutstanding(budget.outstanding() + amount);
        budgetOf[id] = budget.withRedeemed(budget.redeemed() - amount);
    }

    /// @notice Redeemed orders that the bank has paid. WHO: Payments.
    /// @dev No check against redeemed: an order is settled once, at the amount that it was redeemed at.
    function pay(ProgramId id, uint48 amount) external {
        _demandPart(payments);
        Budget budget = budgetOf[id];
        budgetOf[id] = budget.withPaid(budget.paid() + amount);
    }

    /// @notice Paid amounts that came back from a provider. WHO: Payments.
    /// @dev No check against paid: Payments recovers of an order at most its claw-back, and that is at most what was paid.
    function recover(ProgramId id, uint48 amount) external {
        _demandPart(payments);
        Budget budget = budgetOf[id];
        budgetOf[id] = budget.withRecovered(budget.recovered() + amount);
    }

    /// @notice Reverts unless vouchers may be announced and issued under the program today; its terms.
    function demandIssue(ProgramId id) external view returns (Terms memory) {
        DistrictId home = _demandStatus(id, Status.Open);
        districts.demandOpen(home);
        require(Calendar.today() <= terms[id].lastIssueDay, IssueClosed(id, terms[id].lastIssueDay));
        return terms[id];
    }

    /// @notice Reverts unless an order of this class, value and amount may be placed under the program today.
    function demandOrder(ProgramId id, uint8 serviceClass, uint48 contractValue, uint48 amount) external view {
        DistrictId home = _demandStatus(id, Status.Open);
        districts.demandOpen(home);
        Terms storage program = terms[id];
        require((program.classes >> serviceClass) & 1 == 1, ClassNotCovered(id, serviceClass));
        uint48 least = program.leastContract;
        require(contractValue >= least, ContractTooSmall(id, contractValue, least));
        uint256 most = shareOf(id, contractValue);
        require(amount <= most, ShareExceeded(id, amount, most));
    }

    /// @notice The part of a value that vouchers of the program cover, rounded down.
    function shareOf(ProgramId id, uint256 value) public view returns (uint256) {
        return (value * terms[id].share) / 10_000;
    }

    /// @notice Claims are taken through use-by plus this many days.
    function claimByDaysOf(ProgramId id) external view returns (uint16) {
        _known(id);
        return terms[id].claimByDays;
    }

    /// @notice The days that a silent party, and an order after its deliver-by, is given.
    function graceDaysOf(ProgramId id) external view returns (uint8) {
        _known(id);
        return terms[id].graceDays;
    }

    /// @notice What a redemption is measured by: the share in basis points, and the least and greatest number of days of
    /// its public notice.
    function redeemTermsOf(ProgramId id) external view returns (uint16 share, uint8 noticeFloor, uint8 noticeCeiling) {
        _known(id);
        Terms storage program = terms[id];
        return (program.share, program.noticeFloor, program.noticeCeiling);
    }

    /// @notice Who resolves objections under a program, and the days after which a district's lapses.
    function hearingOf(ProgramId id) external view returns (DistrictId home, uint8 resolveDays) {
        return (_known(id), terms[id].resolveDays);
    }

    function termsOf(ProgramId id) external view returns (Terms memory) {
        _known(id);
        return terms[id];
    }

    /// @notice What a voucher's picture says of its program: the names of the home and joint districts, and the share.
    function issuersOf(ProgramId id) external view returns (bytes32 home, bytes32[] memory joint, uint16 share) {
        home = districts.districtOf(_known(id)).name;
        Terms storage program = terms[id];
        uint256 number = 0;
        while (number < 8 && DistrictId.unwrap(program.joint[number]) != 0) ++number;
        joint = new bytes32[](number);
        for (uint256 i = 0; i < number; ++i) joint[i] = districts.districtOf(program.joint[i]).name;
        share = program.share;
    }

    /// @dev The consortium has no programs.
    function _known(ProgramId id) private view returns (DistrictId home) {
        home = terms[id].home;
        require(!home.same(CONSORTIUM), ProgramUnknown(id));
    }

    function _demandStatus(ProgramId id, Status status) private view returns (DistrictId home) {
        home = _known(id);
        Status now_ = statusOf[id];
        require(now_ == status, ProgramIn(id, now_));
    }

    function _demandFinanceOrBureau(DistrictId home) private view {
        if (!_holds(msg.sender, home, BUREAU)) _demand(home, FINANCE);
    }

    function _demandRaise(ProgramId id, uint48 from, uint48 to, uint8 duty) private view {
        DistrictId home = _known(id);
        _demand(home, duty);
        districts.demandActive(home);
        require(statusOf[id] != Status.Proposed, ProgramIn(id, Status.Proposed));
        uint48 approved = budgetOf[id].approved();
        require(approved == from, BudgetMoved(id, approved, from));
        require(to > from, NotARaise(id, approved, to));
    }

    /// @dev Each refusal names the field by its place in Terms, from 0.
    function _demandFit(Terms calldata t) private view {
        require(t.share != 0 && t.share <= 10_000, TermsUnfit(1));
        require(t.yearlyCap != 0, TermsUnfit(2));
        require(t.greatestFace != 0 && t.greatestFace <= t.yearlyCap, TermsUnfit(3));
        require(t.useByDays != 0 && t.useByDays <= 3_660, TermsUnfit(5));
        require(t.claimByDays <= 3_660, TermsUnfit(6));
        require(t.extensionDays <= 3_660, TermsUnfit(7));
        require(t.noticeFloor != 0, TermsUnfit(8));
        require(t.noticeCeiling >= t.noticeFloor, TermsUnfit(9));
        require(t.graceDays != 0, TermsUnfit(10));
        require(t.resolveDays != 0, TermsUnfit(11));
        require(t.lastIssueDay >= Calendar.today(), TermsUnfit(12));
        bool ended = false;
        for (uint256 i = 0; i < 8; ++i) {
            if (DistrictId.unwrap(t.joint[i]) == 0) ended = true;
            else {
                require(!ended && !t.joint[i].same(t.home), TermsUnfit(13));
                for (uint256 j = 0; j < i; ++j) require(!t.joint[i].same(t.joint[j]), TermsUnfit(13));
                districts.demandActive(t.joint[i]);
            }
        }
        require(t.classes != 0, TermsUnfit(14));
        require(t.policy != 0, TermsUnfit(15));
    }

    function _setStatus(ProgramId id, Status status) private {
        statusOf[id] = status;
        emit ProgramStatusChanged(id, status, msg.sender);
    }

    function _setApproved(ProgramId id, uint48 approved) private {
        budgetOf[id] = budgetOf[id].withApproved(approved);
        emit BudgetApproved(id, approved, msg.sender);
    }
}

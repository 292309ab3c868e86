// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Payments } from "../../contracts/Payments.sol";
import { AUDITOR, APPROVER, BUREAU, FINANCE, OPERATOR } from "../../contracts/lib/Duties.sol";
import { Calendar } from "../../contracts/lib/Calendar.sol";
import { BatchId, DistrictId, OrderId, PaymentId, VoucherId } from "../../contracts/lib/Ids.sol";
import { Claim, Messages } from "../../contracts/orders/Messages.sol";
import { Stage } from "../../contracts/orders/OrderWord.sol";
import { Item } from "../../contracts/vouchers/Item.sol";
import { Status } from "../../contracts/vouchers/Voucher.sol";
import { Hands } from "./Hands.sol";
import { VM } from "./Cheats.sol";

/// @notice Does on a real ledger whatever officers and firms do, as a number says, and writes it into the books.
/// @dev Where an act finds nothing to act on, the act before it is done first: so every call does its work.
contract Clerk is Hands {
    error Allowed(address part, bytes call);

    /// @notice How many acts were done to their end.
    uint256 public acts;

    modifier counted() {
        _;
        ++acts;
    }

    constructor() {
        _openBooks();
    }

    /// @notice How many orders have come to a stage.
    function dealsIn(Stage stage) external view returns (uint256 number) {
        for (uint256 i = 0; i < deals.length; ++i) if (deals[i].stage == stage) ++number;
    }

    /// @notice How many vouchers have come to a status.
    function papersIn(Status status) external view returns (uint256 number) {
        for (uint256 i = 0; i < papers.length; ++i) if (papers[i].status == status) ++number;
    }

    function issue(uint256 seed) external counted {
        _issueList(seed);
    }

    function place(uint256 seed) external counted {
        _place(seed);
    }

    function redeem(uint256 seed) external counted {
        _redeem(seed);
    }

    /// @notice The provider claims alone; the enterprise accepts or refuses, or two home officers do in its stead.
    function answer(uint256 seed) external counted {
        Deal storage deal = deals[_placedDeal(seed)];
        Paper storage paper = papers[deal.paper];
        uint16 home = firms[paper.firm].home;
        Claim memory claim = _claimOn(deal, seed);
        bytes memory signature = _signed(SELLER_KEY, _hash(claim));
        _by(0, OPERATOR);
        orders.claim(claim, signature);
        bool accepted = seed & 2 == 0;
        if (seed & 1 == 0) {
            uint64 deadline = _soon();
            bytes32 hash =
                accepted
                    ? Messages.acceptance(_hash(claim), deadline)
                    : Messages.refusal(deal.id, deal.round, REASON, deadline);
            signature = _signed(firms[paper.firm].key, hash);
            uint16 noticeEnd = _today() + 1;
            _by(home, APPROVER);
            if (accepted) orders.accept(claim, deadline, signature, noticeEnd);
            else orders.refuse(deal.id, REASON, deadline, signature);
        } else {
            _goTo(_today() + 6);
            uint16 noticeEnd = _today() + 1;
            _by(home, BUREAU);
            orders.decide(claim, accepted, REASON);
            _by(home, APPROVER);
            orders.confirmDecide(claim, accepted, REASON, noticeEnd);
        }
        if (accepted) _bookRedeemed(deal, claim);
        else ++deal.round;
    }

    function cancel(uint256 seed) external counted {
        Deal storage deal = deals[_placedDeal(seed)];
        Paper storage paper = papers[deal.paper];
        if (seed & 1 == 0) {
            uint64 deadline = _soon();
            bytes32 hash = Messages.cancellation(deal.id, deadline);
            bytes memory buyers = _signed(firms[paper.firm].key, hash);
            bytes memory sellers = _signed(SELLER_KEY, hash);
            _by(0, OPERATOR);
            orders.cancel(deal.id, deadline, buyers, sellers);
        } else {
            // Another act may have let that day pass already; time never goes back.
            uint16 lastDay = orders.lastDayOf(deal.id);
            if (_today() <= lastDay) _goTo(lastDay + 1);
            orders.cancelOverdue(deal.id);
        }
        deal.stage = Stage.Cancelled;
        paper.locked -= deal.amount;
        ++paper.changes;
    }

    function reject(uint256 seed) external counted {
        Deal storage deal = deals[_dealIn(Stage.Redeemed, seed)];
        Paper storage paper = papers[deal.paper];
        uint16 home = firms[paper.firm].home;
        bool forCause = seed & 1 == 0;
        _by(home, BUREAU);
        orders.reject(deal.id, forCause, REASON);
        _by(home, APPROVER);
        if (forCause) orders.confirmRejectForCause(deal.id, REASON);
        else orders.confirmRejectForForm(deal.id, REASON, deal.invoices);
        paper.redeemed -= deal.amount;
        if (!forCause) paper.locked += deal.amount;
        if (!forCause) ++deal.round;
        deal.stage = forCause ? Stage.Rejected : Stage.Placed;
        ++paper.changes;
    }

    /// @notice Up to three redeemed orders of one district into a payment; each is paid or comes back.
    function pay(uint256 seed) external counted {
        uint256 first = _dealIn(Stage.Redeemed, seed);
        uint16 home = firms[papers[deals[first].paper].firm].home;
        uint256[] memory chosen = new uint256[](3);
        uint256 number = 0;
        for (uint256 i = 0; i < deals.length && number < 3; ++i) {
            Deal storage deal = deals[(first + i) % deals.length];
            if (deal.stage != Stage.Redeemed || firms[papers[deal.paper].firm].home != home) continue;
            _waitFor(deal);
            chosen[number++] = (first + i) % deals.length;
        }
        OrderId[] memory ids = new OrderId[](number);
        for (uint256 i = 0; i < number; ++i) ids[i] = deals[chosen[i]].id;
        _by(home, BUREAU);
        PaymentId payment = payments.open(DistrictId.wrap(home), ids);
        Payments.Settlement[] memory items = new Payments.Settlement[](number);
        for (uint256 i = 0; i < number; ++i) items[i] = Payments.Settlement(ids[i], (seed >> i) & 3 != 0, REASON);
        _by(home, FINANCE);
        payments.settle(payment, items);
        for (uint256 i = 0; i < number; ++i) if (items[i].paid) _bookPaid(deals[chosen[i]]);
    }

    /// @notice A part or all of what was paid is ordered back; a part or all of that comes back, the rest is written off.
    function clawBack(uint256 seed) external counted {
        Deal storage deal = deals[_paidDeal(seed)];
        Paper storage paper = papers[deal.paper];
        uint16 home = firms[paper.firm].home;
        uint48 amount = uint48(_within(seed, 1, deal.amount - deal.clawedBack));
        _by(home, BUREAU);
        payments.clawBack(deal.id, amount, REASON);
        _by(home, APPROVER);
        payments.confirmClawBack(deal.id, amount, REASON);
        deal.clawedBack += amount;
        uint48 back = uint48(_within(seed >> 8, 0, amount));
        if (back != 0) {
            _by(home, FINANCE);
            payments.recover(deal.id, back, REASON);
            lines[paper.line].recovered += back;
            ++paper.changes;
        }
        if (back == amount) return;
        _by(home, FINANCE);
        payments.writeOff(deal.id, amount - back, REASON);
        _by(home, APPROVER);
        payments.confirmWriteOff(deal.id, amount - back, REASON);
    }

    /// @notice Anybody brings a list of vouchers, due or not, one of them twice.
    function expire(uint256 seed) external counted {
        uint256 first = _livingPaper(seed);
        if (_today() <= papers[first].useBy) _goTo(papers[first].useBy + 1);
        VoucherId[] memory ids = new VoucherId[](4);
        for (uint256 i = 0; i < 4; ++i) {
            Paper storage paper = papers[(first + (i % 3)) % papers.length];
            ids[i] = paper.id;
            if (paper.status != Status.Active || _today() <= paper.useBy) continue;
            paper.status = Status.Expired;
            ++paper.changes;
        }
        vouchers.expire(ids);
    }

    function revoke(uint256 seed) external counted {
        Paper storage paper = papers[_livingPaper(seed)];
        _revoke(firms[paper.firm].home, paper.id);
        uint16 year = Calendar.yearOf(_today());
        bool sameYear = Calendar.yearOf(paper.issuedOn) == year;
        if (sameYear) drawn[firms[paper.firm].group][year] -= _restOf(paper);
        paper.status = Status.Revoked;
        ++paper.changes;
    }

    /// @notice Freezes a voucher that never was, and ends it early or lets it run.
    function freeze(uint256 seed) external counted {
        uint256 number = _drawablePaper(seed);
        if (papers[number].frozenOnce) number = _freshPaper(seed);
        Paper storage paper = papers[number];
        uint16 length = uint16(_within(seed, 1, 30));
        _by(0, AUDITOR);
        vouchers.freeze(paper.id, length, REASON);
        paper.frozenOnce = true;
        paper.useBy += length;
        ++paper.changes;
        if (seed & 64 == 0) return;
        uint16 passed = uint16((seed >> 7) % length);
        VM.warp(block.timestamp + uint256(passed) * 1 days);
        _by(0, AUDITOR);
        vouchers.unfreeze(paper.id, REASON);
        paper.useBy -= length - passed;
        ++paper.changes;
    }

    function extend(uint256 seed) external counted {
        uint256 number = _drawablePaper(seed);
        if (papers[number].extended) number = _freshPaper(seed);
        Paper storage paper = papers[number];
        _by(firms[paper.firm].home, BUREAU);
        vouchers.extend(paper.id, REASON);
        paper.extended = true;
        paper.useBy += 20;
        ++paper.changes;
    }

    function raise(uint256 seed) external counted {
        _raiseLine(seed % lines.length, uint48(_within(seed, 1, 1_000_000)));
    }

    function lower(uint256 seed) external counted {
        uint256 number = seed % lines.length;
        Line storage line = lines[number];
        uint48 least = _committed(number);
        if (line.approved == least) _raiseLine(number, 1);
        uint48 to = uint48(_within(seed >> 2, least, line.approved - 1));
        _by(line.home, FINANCE);
        programs.lower(line.id, to);
        line.approved = to;
    }

    /// @notice Days pass, or all that is left of the year.
    function pass(uint256 seed) external counted {
        if (seed & 3 == 0) _goToNewYear();
        else _goTo(_today() + uint16(_within(seed >> 2, 1, 45)));
    }

    /// @notice Somebody with the right office asks for a fen too much, or for the same thing twice, and gets nothing.
    function overreach(uint256 seed) external counted {
        uint256 number = seed % lines.length;
        Line storage line = lines[number];
        uint48 committed = _committed(number);
        if (committed != 0) {
            _refused(
                _officer(line.home, FINANCE),
                address(programs),
                abi.encodeCall(programs.lower, (line.id, committed - 1))
            );
        }
        Item[] memory items = new Item[](1);
        uint48 face = line.approved - committed + 1;
        items[0] = Item(firms[line.home == 1 ? 0 : 3].id, face);
        if (drawn[firms[line.home == 1 ? 0 : 3].group][Calendar.yearOf(_today() + 2)] + face <= line.cap) {
            (BatchId batch, bytes32 tail) = _approvedList(line.home, line.id, items);
            _refused(
                _officer(line.home, BUREAU),
                address(vouchers),
                abi.encodeCall(vouchers.issue, (batch, items, tail))
            );
        }
        if (deals.length != 0) _overreachFor(deals[(seed >> 8) % deals.length]);
    }

    function _overreachFor(Deal storage deal) private {
        uint16 home = firms[papers[deal.paper].firm].home;
        OrderId[] memory ids = new OrderId[](2);
        (ids[0], ids[1]) = (deal.id, deal.id);
        bytes memory open = abi.encodeCall(payments.open, (DistrictId.wrap(home), ids));
        _refused(_officer(home, BUREAU), address(payments), open);
        uint48 tooMuch = deal.amount - deal.clawedBack + 1;
        bytes memory back = abi.encodeCall(payments.clawBack, (deal.id, tooMuch, REASON));
        _refused(_officer(home, BUREAU), address(payments), back);
        bytes memory recover = abi.encodeCall(payments.recover, (deal.id, 1, REASON));
        _refused(_officer(home, FINANCE), address(payments), recover);
        bytes memory reopen = abi.encodeCall(vouchers.reopen, (papers[deal.paper].id, 1, OrderId.unwrap(deal.id)));
        _refused(_officer(home, BUREAU), address(vouchers), reopen);
    }

    function _refused(address by, address part, bytes memory call) private {
        VM.prank(by);
        (bool done, ) = part.call(call);
        require(!done, Allowed(part, call));
    }
}

/// @notice Whatever officers and firms do in whatever order, the ledger says what the books say, and promises hold.
contract LedgerInvariants {
    Clerk private clerk;

    error ActFailed(uint256 number);
    error LittleWork(uint256 acts);
    error NoneIn(string kind, uint8 number);

    function setUp() external {
        clerk = new Clerk();
    }

    function targetContracts() external view returns (address[] memory targets) {
        targets = new address[](1);
        targets[0] = address(clerk);
    }

    /// @dev Otherwise the comparison above would be one of empty books.
    function test_EveryActDoesItsWork() external {
        bytes4[16] memory acts = [
            clerk.issue.selector,
            clerk.place.selector,
            clerk.redeem.selector,
            clerk.answer.selector,
            clerk.cancel.selector,
            clerk.reject.selector,
            clerk.pay.selector,
            clerk.clawBack.selector,
            clerk.expire.selector,
            clerk.revoke.selector,
            clerk.freeze.selector,
            clerk.extend.selector,
            clerk.raise.selector,
            clerk.lower.selector,
            clerk.pass.selector,
            clerk.overreach.selector
        ];
        for (uint256 i = 0; i < 96; ++i) {
            bytes32 seed = keccak256(abi.encode(i));
            (bool done, ) = address(clerk).call(abi.encodeWithSelector(acts[i % acts.length], seed));
            require(done, ActFailed(i));
        }
        require(clerk.acts() == 96, LittleWork(clerk.acts()));
        clerk.audit();
        Stage[4] memory resting = [Stage.Placed, Stage.Paid, Stage.Cancelled, Stage.Rejected];
        for (uint256 i = 0; i < 4; ++i) require(clerk.dealsIn(resting[i]) != 0, NoneIn("stage", uint8(resting[i])));
        for (uint8 status = 1; status < 4; ++status) {
            require(clerk.papersIn(Status(status)) != 0, NoneIn("status", status));
        }
    }

    /// forge-config: default.invariant.runs = 20
    /// forge-config: default.invariant.depth = 100
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_TheLedgerSaysWhatTheBooksSay() external view {
        clerk.audit();
    }

    function afterInvariant() external view {
        require(clerk.acts() == 100, LittleWork(clerk.acts()));
    }
}

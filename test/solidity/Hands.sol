// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import { Payments } from "../../contracts/Payments.sol";
import { BUREAU, FINANCE, OPERATOR } from "../../contracts/lib/Duties.sol";
import { Calendar } from "../../contracts/lib/Calendar.sol";
import { DistrictId, Ids, OrderId, PaymentId, VoucherId } from "../../contracts/lib/Ids.sol";
import { Claim, Invoice, Messages, Order } from "../../contracts/orders/Messages.sol";
import { Stage } from "../../contracts/orders/OrderWord.sol";
import { Placing } from "../../contracts/orders/Placing.sol";
import { Redeeming } from "../../contracts/orders/Redeeming.sol";
import { Item } from "../../contracts/vouchers/Item.sol";
import { Status } from "../../contracts/vouchers/Voucher.sol";
import { Books } from "./Books.sol";
import { VM } from "./Cheats.sol";

/// @dev The ledger hashes what it is brought, as it is brought: so claims are passed to be hashed.
contract Hashing {
    function hash(Claim calldata claim) external pure returns (bytes32) {
        return Messages.hash(claim);
    }
}

/// @notice What a clerk's acts are made of: finding something to act on, acting on it, and writing it into the books.
/// @dev Where there is nothing to act on, the act before it is done first.
abstract contract Hands is Books {
    Hashing private immutable hashing = new Hashing();

    /// @dev One to three items for firms of both districts, some of them above the cap; those are passed over.
    function _issueList(uint256 seed) internal {
        uint256 number = seed % lines.length;
        Line storage line = lines[number];
        Item[] memory items = new Item[](1 + ((seed >> 4) % 3));
        uint256[] memory of_ = new uint256[](items.length);
        uint48 sum = 0;
        for (uint256 i = 0; i < items.length; ++i) {
            uint256 part = seed >> (16 * (i + 1));
            of_[i] = part % firms.length;
            items[i] = Item(firms[of_[i]].id, uint48(_within(part >> 4, 1, (line.cap * 5) / 4)));
            sum += items[i].face;
        }
        uint48 available = line.approved - _committed(number);
        if (available < sum) _raiseLine(number, sum - available);
        uint32 serial = vouchers.serialOf(line.id);
        _issue(line.home, line.id, items);
        uint16 year = Calendar.yearOf(_today());
        for (uint256 i = 0; i < items.length; ++i) {
            Firm memory firm = firms[of_[i]];
            bool passedOver = firm.home != line.home || drawn[firm.group][year] + items[i].face > line.cap;
            if (!passedOver) _bookIssue(number, of_[i], Ids.voucher(line.id, ++serial), items[i].face);
        }
        _same(serial, vouchers.serialOf(line.id));
    }

    /// @dev A new voucher that surely is issued: in the next year, where the cap leaves no room in this one.
    function _freshPaper(uint256 seed) internal returns (uint256) {
        uint256 firm = seed % firms.length;
        uint256 number = firms[firm].home == 1 ? seed % 2 : 2;
        Line storage line = lines[number];
        _goTo(_today() + 1);
        if (Calendar.yearOf(_today() + 2) != Calendar.yearOf(_today())) _goToNewYear();
        uint16 year = Calendar.yearOf(_today());
        if (drawn[firms[firm].group][year] >= line.cap) year = _goToNewYear();
        uint48 face = uint48(_within(seed >> 3, 1, line.cap - drawn[firms[firm].group][year]));
        uint48 available = line.approved - _committed(number);
        if (available < face) _raiseLine(number, face - available);
        VoucherId id = _issueOne(line.home, line.id, firms[firm].id, face);
        _bookIssue(number, firm, id, face);
        return papers.length - 1;
    }

    function _place(uint256 seed) internal returns (uint256) {
        uint256 number = _drawablePaper(seed);
        Paper storage paper = papers[number];
        uint48 amount = uint48(_within(seed >> 5, 1, _restOf(paper)));
        Order memory order = Order({
            voucher: paper.id,
            provider: seller,
            amount: amount,
            contractValue: 2 * amount,
            contractDay: _today(),
            serviceClass: uint8(seed),
            deliverBy: uint16(_within(seed >> 8, _today(), vouchers.claimBy(paper.id))),
            contractCommitment: bytes32(deals.length + 1),
            referenceTo: 0,
            deadline: _soon()
        });
        OrderId id = orders.orderIdOf(order);
        Placing.Placement[] memory items = new Placing.Placement[](1);
        items[0] = Placing.Placement({
            order: order,
            contractNullifier: keccak256(abi.encode("contract", deals.length)),
            enterpriseSignature: _signDigest(firms[paper.firm].key, OrderId.unwrap(id)),
            providerSignature: _signDigest(SELLER_KEY, OrderId.unwrap(id))
        });
        _by(0, OPERATOR);
        orders.place(items);
        paper.locked += amount;
        ++paper.changes;
        Deal storage deal = deals.push();
        (deal.id, deal.paper, deal.amount, deal.stage) = (id, number, amount, Stage.Placed);
        return deals.length - 1;
    }

    function _redeem(uint256 seed) internal returns (uint256 number) {
        number = _placedDeal(seed);
        Deal storage deal = deals[number];
        Claim memory claim = _claimOn(deal, seed);
        bytes32 hash = hashing.hash(claim);
        uint64 deadline = _soon();
        Redeeming.Redemption[] memory items = new Redeeming.Redemption[](1);
        items[0] = Redeeming.Redemption({
            claim: claim,
            providerSignature: _signed(SELLER_KEY, hash),
            acceptanceDeadline: deadline,
            enterpriseSignature: _signed(firms[papers[deal.paper].firm].key, Messages.acceptance(hash, deadline)),
            noticeEnd: _today() + 1
        });
        _by(0, OPERATOR);
        orders.redeem(items);
        _bookRedeemed(deal, claim);
    }

    /// @dev One to three invoices whose covered half is often less than the lock, often just it, often more.
    function _claimOn(Deal storage deal, uint256 seed) internal view returns (Claim memory claim) {
        Invoice[] memory invoices = new Invoice[](1 + (seed % 3));
        uint256 nullifier = uint256(keccak256(abi.encode(deal.id, deal.round))) >> 8;
        uint48 each = uint48(_within(seed >> 9, 2, uint256(deal.amount) * 3 + 2) / invoices.length);
        for (uint256 i = 0; i < invoices.length; ++i) {
            invoices[i] = Invoice(bytes32((i << 248) | nullifier), each + 2);
        }
        claim = Claim(deal.id, deal.round, invoices, REASON, _soon());
    }

    function _bookRedeemed(Deal storage deal, Claim memory claim) internal {
        Paper storage paper = papers[deal.paper];
        uint256 sum = 0;
        delete deal.invoices;
        for (uint256 i = 0; i < claim.invoices.length; ++i) {
            sum += claim.invoices[i].amount;
            deal.invoices.push(claim.invoices[i].nullifier);
        }
        uint48 amount = sum / 2 < deal.amount ? uint48(sum / 2) : deal.amount;
        paper.locked -= deal.amount;
        paper.redeemed += amount;
        ++paper.changes;
        (deal.amount, deal.stage, deal.noticeEnd) = (amount, Stage.Redeemed, _today() + 1);
    }

    function _bookPaid(Deal storage deal) internal {
        Paper storage paper = papers[deal.paper];
        deal.stage = Stage.Paid;
        lines[paper.line].paid += deal.amount;
        ++paper.changes;
    }

    function _raiseLine(uint256 number, uint48 by) internal {
        Line storage line = lines[number];
        _raise(line.home, line.id, line.approved, line.approved + by);
        line.approved += by;
    }

    /// @dev Until the notice is over and no freeze runs.
    function _waitFor(Deal storage deal) internal {
        if (_today() <= deal.noticeEnd) _goTo(deal.noticeEnd + 1);
        VoucherId id = papers[deal.paper].id;
        if (vouchers.frozen(id)) VM.warp(vouchers.freezeOf(id).until);
    }

    function _goToNewYear() internal returns (uint16 year) {
        year = Calendar.yearOf(_today()) + 1;
        uint16 next = _today() + 1;
        while (Calendar.yearOf(next) != year) ++next;
        _goTo(next);
    }

    function _livingPaper(uint256 seed) internal returns (uint256) {
        for (uint256 i = 0; i < papers.length; ++i) {
            uint256 number = ((seed % papers.length) + i) % papers.length;
            if (papers[number].status == Status.Active) return number;
        }
        return _freshPaper(seed);
    }

    function _drawablePaper(uint256 seed) internal returns (uint256) {
        for (uint256 i = 0; i < papers.length; ++i) {
            uint256 number = ((seed % papers.length) + i) % papers.length;
            Paper memory paper = papers[number];
            bool open = paper.status == Status.Active && _restOf(paper) != 0 && _today() <= paper.useBy;
            if (open && !vouchers.frozen(paper.id)) return number;
        }
        return _freshPaper(seed);
    }

    /// @dev Placed, and its claim would be taken today.
    function _placedDeal(uint256 seed) internal returns (uint256) {
        for (uint256 i = 0; i < deals.length; ++i) {
            uint256 number = ((seed % deals.length) + i) % deals.length;
            Deal memory deal = deals[number];
            VoucherId id = papers[deal.paper].id;
            bool open = deal.stage == Stage.Placed && _today() <= vouchers.claimBy(id) && !vouchers.frozen(id);
            if (open) return number;
        }
        return _place(seed);
    }

    function _dealIn(Stage stage, uint256 seed) internal returns (uint256) {
        for (uint256 i = 0; i < deals.length; ++i) {
            uint256 number = ((seed % deals.length) + i) % deals.length;
            if (deals[number].stage == stage) return number;
        }
        return _redeem(seed);
    }

    function _paidDeal(uint256 seed) internal returns (uint256) {
        for (uint256 i = 0; i < deals.length; ++i) {
            uint256 number = ((seed % deals.length) + i) % deals.length;
            if (deals[number].stage == Stage.Paid && deals[number].clawedBack < deals[number].amount) return number;
        }
        uint256 fresh = _redeem(seed);
        Deal storage deal = deals[fresh];
        _waitFor(deal);
        uint16 home = firms[papers[deal.paper].firm].home;
        OrderId[] memory ids = new OrderId[](1);
        ids[0] = deal.id;
        _by(home, BUREAU);
        PaymentId payment = payments.open(DistrictId.wrap(home), ids);
        Payments.Settlement[] memory items = new Payments.Settlement[](1);
        items[0] = Payments.Settlement(deal.id, true, REASON);
        _by(home, FINANCE);
        payments.settle(payment, items);
        _bookPaid(deal);
        return fresh;
    }

    function _hash(Claim memory claim) internal view returns (bytes32) {
        return hashing.hash(claim);
    }

    function _signed(uint256 key, bytes32 structHash) internal view returns (bytes memory) {
        return _signDigest(key, MessageHashUtils.toTypedDataHash(orders.domainSeparator(), structHash));
    }

    function _signDigest(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function _soon() internal view returns (uint64) {
        return uint64(block.timestamp + 30 days);
    }
}

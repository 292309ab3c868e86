// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { OrderStore } from "./OrderStore.sol";
import { OrderWord, Stage } from "./OrderWord.sol";
import { Messages, Claim, Invoice } from "./Messages.sol";
import { EnterpriseId, OrderId } from "../lib/Ids.sol";
import { BUREAU, APPROVER } from "../lib/Duties.sol";
import { Calendar } from "../lib/Calendar.sol";

/// @notice From a placed order to a redeemed one: claim, acceptance, refusal, and the decision in an absent party's stead.
///
/// RULES
/// - A redemption takes the provider's claim and the enterprise's acceptance of that very claim.
/// - Redeemed is the share of the invoices' sum, rounded down, at most the lock; the rest of the lock goes back.
/// - An invoice nullifier serves one redemption that was not rejected for form, in this edition and those before it.
/// - A claim has 1 to 10 invoices, by rising nullifier. An order takes at most 255 claims that are refused or rejected.
/// - Claims are taken through the voucher's claim-by day; after a rejection for form through the new deliver-by at least.
/// - A claim without acceptance holds the lock. If the enterprise is silent through the grace period, the home Bureau
///   and the home Approver accept or refuse in its stead. A refused claim can be followed by another, and the order is
///   not overdue before the grace period has passed again; the claim-by day stays.
/// - The submitter, or the Approver who decides in the enterprise's stead, gives the end of the public notice, within the
///   program's floor and ceiling.
abstract contract Redeeming is OrderStore {
    struct Redemption {
        Claim claim;
        bytes providerSignature;
        uint64 acceptanceDeadline;
        bytes enterpriseSignature;
        uint16 noticeEnd; // day
    }

    uint256 public constant MOST_INVOICES = 10;
    uint8 public constant MOST_ROUNDS = 255;

    /// @notice The order whose redemption an invoice serves.
    mapping(bytes32 nullifier => OrderId) public orderOfInvoice;

    event OrderClaimed(OrderId indexed order, Claim claim, uint16 graceEnd, address indexed by);
    event ClaimRefused(OrderId indexed order, uint8 round, bytes32 reason, bool inStead, address indexed by);
    event OrderRedeemed(
        OrderId indexed order,
        uint48 amount,
        uint16 noticeEnd,
        Claim claim,
        bool inStead,
        address indexed by
    );

    error RoundsExhausted(OrderId order);
    error ClaimOfOtherRound(OrderId order, uint8 expected, uint8 given);
    error ClaimByPassed(OrderId order, uint16 lastDay);
    error NotTheClaim(OrderId order);
    error InvoicesUnfit(uint256 count, uint256 most);
    error InvoicesNotRising(uint256 invoice);
    error InvoiceUsed(bytes32 nullifier);
    error InvoiceEmpty(uint256 invoice);
    error NothingToRedeem(OrderId order);
    error NoticeOutsideTerms(uint16 noticeEnd, uint16 earliest, uint16 latest);
    error GraceRunning(OrderId order, uint16 lastDay);

    /// @notice Redeems up to 100 placed orders, all or none. WHO: the Operator, or an Approver of the home or the
    /// provider's district, with both parties' signatures.
    function redeem(Redemption[] calldata items) external {
        _demandLength(items.length);
        Submitter memory by = _submitter();
        for (uint256 i = 0; i < items.length; ++i) {
            try this.redeemItem(items[i], by) {} catch (bytes memory reason) {
                revert ItemFailed(i, reason);
            }
        }
    }

    /// @notice One item of `redeem`. WHO: this contract.
    function redeemItem(Redemption calldata item, Submitter calldata by) external onlyItself {
        Claim calldata claim_ = item.claim;
        OrderId id = claim_.order;
        (OrderWord order, EnterpriseId enterprise) = _submitted(id, Stage.Placed, by);
        bytes32 hash = _demandClaim(id, order, claim_, item.providerSignature);
        _demandAcceptance(enterprise, hash, item.acceptanceDeadline, item.enterpriseSignature);
        _redeem(order, claim_, item.noticeEnd, false, by.account);
    }

    /// @notice Records a claim that the enterprise has not accepted. WHO: as for `redeem`, with the provider's signature.
    function claim(Claim calldata claim_, bytes calldata providerSignature) external {
        OrderId id = claim_.order;
        (OrderWord order, ) = _submitted(id, Stage.Placed, _submitter());
        claimOf[id] = _demandClaim(id, order, claim_, providerSignature);
        uint16 graceEnd = Calendar.today() + programs.graceDaysOf(order.voucher().program());
        orders[id] = _moved(order).withStage(Stage.Claimed).withWaitEnd(graceEnd);
        emit OrderClaimed(id, claim_, graceEnd, msg.sender);
    }

    /// @notice Redeems a claimed order. WHO: as for `redeem`, with the enterprise's signature.
    function accept(
        Claim calldata claim_,
        uint64 deadline,
        bytes calldata enterpriseSignature,
        uint16 noticeEnd
    ) external {
        OrderId id = claim_.order;
        (OrderWord order, EnterpriseId enterprise) = _submitted(id, Stage.Claimed, _submitter());
        bytes32 hash = Messages.hash(claim_);
        require(hash == claimOf[id], NotTheClaim(id));
        _demandAcceptance(enterprise, hash, deadline, enterpriseSignature);
        _redeem(order, claim_, noticeEnd, false, msg.sender);
    }

    /// @notice Refuses a claim; the order is open for another. WHO: as for `redeem`, with the enterprise's signature.
    function refuse(OrderId id, bytes32 reason, uint64 deadline, bytes calldata enterpriseSignature) external {
        (OrderWord order, EnterpriseId enterprise) = _submitted(id, Stage.Claimed, _submitter());
        (address wallet, ) = enterprises.signerOf(enterprise, false);
        bytes32 digest = _digest(Messages.refusal(id, order.round(), reason, deadline));
        _demandSigned(wallet, digest, deadline, enterpriseSignature);
        _refuse(id, order, reason, false);
    }

    /// @notice Proposes a decision in the stead of a silent enterprise. WHO: the home Bureau.
    /// @param accepted whether the claim is accepted
    /// @param reason commitment of the written reason
    function decide(Claim calldata claim_, bool accepted, bytes32 reason) external {
        _demandSilent(claim_, BUREAU);
        _propose(abi.encode("decide", claim_.order, Messages.hash(claim_), accepted, reason));
    }

    /// @notice Decides in the stead of a silent enterprise. WHO: the home Approver.
    /// @param noticeEnd last day of the notice, where the claim is accepted
    function confirmDecide(Claim calldata claim_, bool accepted, bytes32 reason, uint16 noticeEnd) external {
        OrderWord order = _demandSilent(claim_, APPROVER);
        _confirm(abi.encode("decide", claim_.order, Messages.hash(claim_), accepted, reason));
        if (accepted) _redeem(order, claim_, noticeEnd, true, msg.sender);
        else _refuse(claim_.order, order, reason, true);
    }

    /// @notice Whether an invoice serves a redemption, here or in an edition before.
    function invoiceUsed(bytes32 nullifier) public view returns (bool) {
        if (OrderId.unwrap(orderOfInvoice[nullifier]) != 0) return true;
        return address(before) != address(0) && before.invoiceUsed(nullifier);
    }

    function _submitted(
        OrderId id,
        Stage stage,
        Submitter memory by
    ) private view returns (OrderWord order, EnterpriseId enterprise) {
        order = _in(id, stage);
        enterprise = vouchers.demandPartyRoom(order.voucher());
        _demandSubmitter(by, enterprise.district(), order.provider().district());
    }

    function _demandClaim(
        OrderId id,
        OrderWord order,
        Claim calldata claim_,
        bytes calldata signature
    ) private view returns (bytes32 hash) {
        uint8 round = order.round();
        require(round < MOST_ROUNDS, RoundsExhausted(id));
        require(claim_.round == round, ClaimOfOtherRound(id, round, claim_.round));
        uint16 lastDay = vouchers.claimBy(order.voucher());
        if (order.reopened()) lastDay = _later(lastDay, _moved(order).deliverBy());
        require(Calendar.today() <= lastDay, ClaimByPassed(id, lastDay));
        _demandInvoices(claim_.invoices);
        hash = Messages.hash(claim_);
        _demandSigned(providers.signerOf(order.provider()), _digest(hash), claim_.deadline, signature);
    }

    function _demandAcceptance(
        EnterpriseId enterprise,
        bytes32 claim_,
        uint64 deadline,
        bytes calldata signature
    ) private view {
        (address wallet, ) = enterprises.signerOf(enterprise, false);
        _demandSigned(wallet, _digest(Messages.acceptance(claim_, deadline)), deadline, signature);
    }

    /// @dev Rising nullifiers make a repeated invoice within one claim impossible.
    function _demandInvoices(Invoice[] calldata invoices) private view {
        uint256 count = invoices.length;
        require(count != 0 && count <= MOST_INVOICES, InvoicesUnfit(count, MOST_INVOICES));
        bytes32 last = 0;
        for (uint256 i = 0; i < count; ++i) {
            Invoice calldata invoice = invoices[i];
            require(invoice.amount != 0, InvoiceEmpty(i));
            require(invoice.nullifier > last, InvoicesNotRising(i));
            last = invoice.nullifier;
            require(!invoiceUsed(last), InvoiceUsed(last));
        }
    }

    function _demandSilent(Claim calldata claim_, uint8 duty) private view returns (OrderWord order) {
        OrderId id = claim_.order;
        order = _in(id, Stage.Claimed);
        _demand(_homeOf(order), duty);
        require(Messages.hash(claim_) == claimOf[id], NotTheClaim(id));
        uint16 graceEnd = order.waitEnd() + vouchers.frozenDays(order.voucher()) - order.frozenDays();
        require(Calendar.today() > graceEnd, GraceRunning(id, graceEnd));
    }

    function _redeem(OrderWord order, Claim calldata claim_, uint16 noticeEnd, bool inStead, address by) private {
        OrderId id = claim_.order;
        uint256 covered = _useInvoices(id, claim_.invoices, _demandNotice(order, noticeEnd));
        uint48 amount = covered < order.amount() ? uint48(covered) : order.amount();
        require(amount != 0, NothingToRedeem(id));
        if (order.stage() == Stage.Claimed) delete claimOf[id];
        orders[id] = order.redeemed(amount, noticeEnd, uint8(claim_.invoices.length));
        vouchers.redeem(order.voucher(), amount, order.amount(), OrderId.unwrap(id));
        emit OrderRedeemed(id, amount, noticeEnd, claim_, inStead, by);
    }

    function _demandNotice(OrderWord order, uint16 noticeEnd) private view returns (uint16 share) {
        uint8 floor;
        uint8 ceiling;
        (share, floor, ceiling) = programs.redeemTermsOf(order.voucher().program());
        (uint16 earliest, uint16 latest) = (Calendar.today() + floor, Calendar.today() + ceiling);
        require(noticeEnd >= earliest && noticeEnd <= latest, NoticeOutsideTerms(noticeEnd, earliest, latest));
    }

    /// @dev A recorded claim was checked when it was recorded; its invoices may have served another order since.
    /// @return covered the program's share of the invoices' sum, rounded down
    function _useInvoices(OrderId id, Invoice[] calldata invoices, uint16 share) private returns (uint256 covered) {
        uint256 sum = 0;
        for (uint256 i = 0; i < invoices.length; ++i) {
            Invoice calldata invoice = invoices[i];
            require(!invoiceUsed(invoice.nullifier), InvoiceUsed(invoice.nullifier));
            orderOfInvoice[invoice.nullifier] = id;
            sum += invoice.amount;
        }
        return (sum * share) / 10_000;
    }

    function _later(uint16 a, uint16 b) private pure returns (uint16) {
        return a > b ? a : b;
    }

    function _refuse(OrderId id, OrderWord order, bytes32 reason, bool inStead) private {
        delete claimOf[id];
        OrderWord open = _moved(order).withStage(Stage.Placed).withWaitEnd(0).withRound(order.round() + 1);
        orders[id] = open.withDeliverBy(_later(open.deliverBy(), Calendar.today()));
        emit ClaimRefused(id, order.round(), reason, inStead, msg.sender);
    }
}

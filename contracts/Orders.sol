// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Edition } from "./Edition.sol";
import { PAYMENTS } from "./base/LedgerPart.sol";
import { OrderStore } from "./orders/OrderStore.sol";
import { Placing } from "./orders/Placing.sol";
import { Redeeming } from "./orders/Redeeming.sol";
import { OrderWord, Stage } from "./orders/OrderWord.sol";
import { DistrictId, EnterpriseId, OrderId, PaymentId, VoucherId } from "./lib/Ids.sol";
import { BUREAU, APPROVER } from "./lib/Duties.sol";
import { Calendar } from "./lib/Calendar.sol";

/// @title Orders: what vouchers are spent on
/// @notice Service contracts between an enterprise and a provider of any member district. Placing and cancelling are in
/// orders/Placing.sol, claiming and redeeming in orders/Redeeming.sol; here is the review of what was redeemed.
///
/// ROLES
/// - Operator, or an Approver of the home or the provider's district: submits what the parties signed.
/// - Home Bureau and Approver together: decide for a silent enterprise, resolve objections, reject for form or for cause.
/// - Auditor, home Bureau, provider's Bureau: object during the notice. Anyone: cancels what is overdue.
/// - Payments alone moves a redeemed order to paying, paid and back.
///
/// RULES
/// - Redeemed orders are in public notice. Until they are in a payment they can be rejected by two home officers:
///   for form, which makes the redeemed amount a lock again, frees the invoices and moves deliver-by to at least the
///   grace period from then; or for cause, which ends the order and leaves its nullifiers used for good.
/// - An order enters a payment after its notice, without a standing objection, while its voucher is not frozen, and is
///   in one open payment at most. What the bank returned is payable again. It is paid once.
///
/// WHAT THE OPERATOR CANNOT DO
/// - Place without both signatures, redeem without both (or the provider's and two home officers'), reject, resolve.
/// - Delay: Approvers of both districts can submit in its place.
///
/// TIME
/// - Deliver-by and the grace period move day by day while the voucher is frozen; its claim-by day moves as Vouchers says.
///
/// ROUNDING
/// - The covered share of the invoices is rounded down to the fen.
///
/// ASSUMPTIONS
/// - Nullifiers are recomputed from the documents by the reviewers, and contract commitments are compared with them.
contract Orders is Placing, Redeeming {
    address private immutable payments;

    event OrderReopened(OrderId indexed order, uint8 round, uint16 deliverBy, bytes32 reason, address indexed by);
    event OrderRejected(OrderId indexed order, bytes32 reason, address indexed by);

    error ReviewRunning(OrderId order, uint16 noticeEnd);
    error InOtherPayment(OrderId order, PaymentId payment);
    error NotItsInvoices(OrderId order, uint256 expected, uint256 given);
    error NotItsInvoice(OrderId order, bytes32 nullifier);

    constructor(Edition edition_) OrderStore(edition_) {
        payments = edition_.part(PAYMENTS);
    }

    /// @notice Proposes to reject a redemption. WHO: the home Bureau.
    /// @param forCause ends the order; otherwise it is open again
    function reject(OrderId id, bool forCause, bytes32 reason) external {
        OrderWord order = _in(id, Stage.Redeemed);
        _demand(_homeOf(order), BUREAU);
        _propose(abi.encode("reject", id, order.round(), forCause, reason));
    }

    /// @notice Rejects a redemption for form: the order is open again. WHO: the home Approver.
    /// @param invoices the nullifiers of the rejected claim, all of them, which become free
    function confirmRejectForForm(OrderId id, bytes32 reason, bytes32[] calldata invoices) external {
        OrderWord order = _moved(_confirmReject(id, false, reason));
        require(invoices.length == order.invoices(), NotItsInvoices(id, order.invoices(), invoices.length));
        for (uint256 i = 0; i < invoices.length; ++i) {
            bool its = OrderId.unwrap(orderOfInvoice[invoices[i]]) == OrderId.unwrap(id);
            require(its, NotItsInvoice(id, invoices[i]));
            orderOfInvoice[invoices[i]] = OrderId.wrap(0);
        }
        uint16 grace = Calendar.today() + programs.graceDaysOf(order.voucher().program());
        uint16 deliverBy = order.deliverBy() > grace ? order.deliverBy() : grace;
        OrderWord again = order.reopenedThrough(deliverBy);
        orders[id] = again;
        _clearObjections(OrderId.unwrap(id));
        vouchers.reopen(order.voucher(), order.amount(), OrderId.unwrap(id));
        emit OrderReopened(id, again.round(), deliverBy, reason, msg.sender);
    }

    /// @notice Rejects a redemption for cause: the order has ended. WHO: the home Approver.
    function confirmRejectForCause(OrderId id, bytes32 reason) external {
        OrderWord order = _confirmReject(id, true, reason);
        orders[id] = order.withStage(Stage.Rejected);
        vouchers.reject(order.voucher(), order.amount(), OrderId.unwrap(id));
        emit OrderRejected(id, reason, msg.sender);
    }

    /// @notice Puts a reviewed order into a payment. WHO: Payments.
    function startPayment(OrderId id, PaymentId payment) external returns (DistrictId home, uint48 amount) {
        _demandPart(payments);
        OrderWord order = _in(id, Stage.Redeemed);
        uint16 noticeEnd = order.waitEnd();
        require(Calendar.today() > noticeEnd, ReviewRunning(id, noticeEnd));
        _demandNoObjection(OrderId.unwrap(id));
        EnterpriseId enterprise = vouchers.demandNotFrozen(order.voucher());
        orders[id] = order.withStage(Stage.Paying).withPayment(payment);
        return (enterprise.district(), order.amount());
    }

    /// @notice Records what the bank did with an order of an open payment. WHO: Payments.
    function endPayment(OrderId id, PaymentId payment, bool paid) external returns (VoucherId voucher, uint48 amount) {
        _demandPart(payments);
        OrderWord order = _in(id, Stage.Paying);
        PaymentId its = order.payment();
        require(PaymentId.unwrap(its) == PaymentId.unwrap(payment), InOtherPayment(id, its));
        orders[id] = paid ? order.withStage(Stage.Paid) : order.withStage(Stage.Redeemed);
        return (order.voucher(), order.amount());
    }

    /// @notice A paid order's home district, voucher and paid amount; reverts for any other order.
    function paidOrder(OrderId id) external view returns (DistrictId home, VoucherId voucher, uint48 amount) {
        OrderWord order = _in(id, Stage.Paid);
        return (_homeOf(order), order.voucher(), order.amount());
    }

    function _confirmReject(OrderId id, bool forCause, bytes32 reason) private returns (OrderWord order) {
        order = _in(id, Stage.Redeemed);
        _demand(_homeOf(order), APPROVER);
        _confirm(abi.encode("reject", id, order.round(), forCause, reason));
    }

    function _hearing(bytes32 subject) internal view override returns (Hearing memory) {
        OrderWord order = _known(OrderId.wrap(subject));
        (DistrictId home, uint8 resolveDays) = programs.hearingOf(order.voucher().program());
        return
            Hearing({
                home: home,
                other: order.provider().district(),
                noticeEnd: order.waitEnd(),
                resolveDays: resolveDays,
                running: order.stage() == Stage.Redeemed
            });
    }
}

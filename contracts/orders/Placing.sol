// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { OrderStore } from "./OrderStore.sol";
import { OrderWord, OrderWords, Stage } from "./OrderWord.sol";
import { Messages, Order } from "./Messages.sol";
import { EnterpriseId, GroupId, OrderId, VoucherId } from "../lib/Ids.sol";
import { Calendar } from "../lib/Calendar.sol";
import { Voucher } from "../vouchers/Voucher.sol";

/// @notice Placing an order with both signatures, and cancelling it.
///
/// RULES
/// - The order's id is the digest that both parties signed; it can be placed once.
/// - The contract is not older than the voucher and not dated ahead; its value, class and share fit the program; the
///   parties are not of one group and have two wallets; the provider is admitted for the class.
/// - A contract nullifier serves one order that is not cancelled, in this edition and those before it.
/// - An order is cancelled by both parties, or by anyone once deliver-by and the grace period have passed without a
///   claim. Cancelling gives the lock back and frees the contract's nullifier.
abstract contract Placing is OrderStore {
    struct Placement {
        Order order;
        bytes32 contractNullifier;
        bytes enterpriseSignature;
        bytes providerSignature;
    }

    /// @notice The last order that used a contract; it is free again if that order is cancelled.
    mapping(bytes32 nullifier => OrderId) public orderOfContract;

    event OrderPlaced(
        OrderId indexed order,
        VoucherId indexed voucher,
        Order terms,
        bytes32 contractNullifier,
        address indexed by
    );
    event OrderCancelled(OrderId indexed order, bool overdue, address indexed by);

    error PlacedBefore(OrderId order);
    error AmountMissing();
    error ContractNullifierMissing();
    error ContractUsed(bytes32 nullifier);
    error ContractDayUnfit(uint16 contractDay, uint16 earliest, uint16 latest);
    error DeliverByUnfit(uint16 deliverBy, uint16 earliest, uint16 latest);
    error OneGroup(GroupId group);
    error OneWallet(address wallet);
    error NotOverdue(OrderId order, uint16 lastDay);

    /// @notice The id of an order: what enterprise and provider sign.
    function orderIdOf(Order calldata order) public view returns (OrderId) {
        return OrderId.wrap(_digest(Messages.hash(order)));
    }

    /// @notice Places up to 100 orders, all or none. WHO: the Operator, or an Approver of the home or the provider's
    /// district, with both parties' signatures.
    function place(Placement[] calldata items) external {
        _demandLength(items.length);
        Submitter memory by = _submitter();
        for (uint256 i = 0; i < items.length; ++i) {
            try this.placeItem(items[i], by) {} catch (bytes memory reason) {
                revert ItemFailed(i, reason);
            }
        }
    }

    /// @notice One item of `place`. WHO: this contract.
    function placeItem(Placement calldata item, Submitter calldata by) external onlyItself {
        Order calldata order = item.order;
        Voucher voucher = vouchers.wordOf(order.voucher);
        EnterpriseId enterprise = voucher.enterprise();
        _demandSubmitter(by, enterprise.district(), order.provider.district());
        OrderId id = orderIdOf(order);
        require(orders[id].stage() == Stage.None, PlacedBefore(id));
        _demandTerms(order, voucher.issuedOn());
        _demandParties(item, enterprise, OrderId.unwrap(id));
        require(item.contractNullifier != 0, ContractNullifierMissing());
        require(!contractUsed(item.contractNullifier), ContractUsed(item.contractNullifier));

        orderOfContract[item.contractNullifier] = id;
        uint16 frozenDays = vouchers.lock(order.voucher, order.amount, OrderId.unwrap(id));
        orders[id] = OrderWords.placed(order.voucher, order.provider, order.amount, order.deliverBy, frozenDays);
        emit OrderPlaced(id, order.voucher, order, item.contractNullifier, by.account);
    }

    /// @notice Cancels an order that is placed or claimed. WHO: a submitter as for `place`, with both signatures.
    function cancel(
        OrderId id,
        uint64 deadline,
        bytes calldata enterpriseSignature,
        bytes calldata providerSignature
    ) external {
        OrderWord order = _known(id);
        bool open = order.stage() == Stage.Placed || order.stage() == Stage.Claimed;
        require(open, OrderIn(id, order.stage()));
        EnterpriseId enterprise = vouchers.demandPartyRoom(order.voucher());
        _demandSubmitter(_submitter(), enterprise.district(), order.provider().district());
        bytes32 digest = _digest(Messages.cancellation(id, deadline));
        (address wallet, ) = enterprises.signerOf(enterprise, false);
        _demandSigned(wallet, digest, deadline, enterpriseSignature);
        _demandSigned(providers.signerOf(order.provider()), digest, deadline, providerSignature);
        _cancel(id, order, false);
    }

    /// @notice Cancels an order that was neither claimed nor cancelled in time. WHO: anyone.
    function cancelOverdue(OrderId id) external {
        OrderWord order = _in(id, Stage.Placed);
        uint16 lastDay = lastDayOf(id);
        require(Calendar.today() > lastDay, NotOverdue(id, lastDay));
        _cancel(id, order, true);
    }

    /// @notice The last day before anyone may cancel: deliver-by, the days by which freezes moved it, and the grace.
    function lastDayOf(OrderId id) public view returns (uint16) {
        OrderWord order = _known(id);
        return _moved(order).deliverBy() + programs.graceDaysOf(order.voucher().program());
    }

    /// @notice Whether a contract serves an order, here or in an edition before.
    function contractUsed(bytes32 nullifier) public view returns (bool) {
        Stage stage = orders[orderOfContract[nullifier]].stage();
        if (stage != Stage.None && stage != Stage.Cancelled) return true;
        return address(before) != address(0) && before.contractUsed(nullifier);
    }

    function _demandTerms(Order calldata order, uint16 issuedOn) private view {
        require(order.amount != 0, AmountMissing());
        uint16 today = Calendar.today();
        (uint16 contractDay, uint16 deliverBy) = (order.contractDay, order.deliverBy);
        require(contractDay >= issuedOn && contractDay <= today, ContractDayUnfit(contractDay, issuedOn, today));
        uint16 latest = vouchers.claimBy(order.voucher);
        require(deliverBy >= today && deliverBy <= latest, DeliverByUnfit(deliverBy, today, latest));
        programs.demandOrder(order.voucher.program(), order.serviceClass, order.contractValue, order.amount);
    }

    function _demandParties(Placement calldata item, EnterpriseId enterprise, bytes32 digest) private view {
        Order calldata order = item.order;
        (address buyer, GroupId buyers) = enterprises.signerOf(enterprise, true);
        (address seller, GroupId sellers) = providers.signerForOrder(order.provider, order.serviceClass);
        require(GroupId.unwrap(buyers) != GroupId.unwrap(sellers), OneGroup(buyers));
        require(buyer != seller, OneWallet(buyer));
        _demandSigned(buyer, digest, order.deadline, item.enterpriseSignature);
        _demandSigned(seller, digest, order.deadline, item.providerSignature);
    }

    function _cancel(OrderId id, OrderWord order, bool overdue) private {
        if (order.stage() == Stage.Claimed) delete claimOf[id];
        orders[id] = order.withStage(Stage.Cancelled);
        vouchers.unlock(order.voucher(), order.amount(), OrderId.unwrap(id));
        emit OrderCancelled(id, overdue, msg.sender);
    }
}

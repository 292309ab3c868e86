// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Edition } from "../Edition.sol";
import { Enterprises } from "../Enterprises.sol";
import { Providers } from "../Providers.sol";
import { Programs } from "../Programs.sol";
import { Vouchers } from "../Vouchers.sol";
import { Orders } from "../Orders.sol";
import { LedgerPart, ENTERPRISES, PROVIDERS, PROGRAMS, VOUCHERS, ORDERS } from "../base/LedgerPart.sol";
import { Batches } from "../base/Batches.sol";
import { Objections } from "../base/Objections.sol";
import { Signatures } from "../base/Signatures.sol";
import { OrderWord, Stage } from "./OrderWord.sol";
import { DistrictId, OrderId, CONSORTIUM } from "../lib/Ids.sol";
import { OPERATOR, APPROVER } from "../lib/Duties.sol";

/// @notice The orders' words, and who may bring an order before the ledger.
abstract contract OrderStore is Objections, Signatures, Batches {
    /// @dev Who brings orders before the ledger.
    struct Submitter {
        address account;
        bool operator; // whether it is the consortium's Operator
    }

    Enterprises internal immutable enterprises;
    Providers internal immutable providers;
    Programs internal immutable programs;
    Vouchers internal immutable vouchers;
    /// @dev The orders of the edition before this one, or zero.
    Orders internal immutable before;

    mapping(OrderId => OrderWord) internal orders;
    /// @notice The hash of the claim that waits for the enterprise.
    mapping(OrderId => bytes32) public claimOf;

    error OrderUnknown(OrderId order);
    error OrderIn(OrderId order, Stage stage);
    error NotASubmitter(address account, DistrictId home, DistrictId provider);

    constructor(Edition edition_) LedgerPart(edition_) {
        enterprises = Enterprises(edition_.part(ENTERPRISES));
        providers = Providers(edition_.part(PROVIDERS));
        programs = Programs(edition_.part(PROGRAMS));
        vouchers = Vouchers(edition_.part(VOUCHERS));
        Edition predecessor = edition_.predecessor();
        if (address(predecessor) != address(0)) before = Orders(predecessor.part(ORDERS));
    }

    /// @notice The order's word.
    function wordOf(OrderId id) external view returns (OrderWord) {
        return _known(id);
    }

    /// @dev An order whose deliver-by counts all freezes of its voucher so far.
    function _moved(OrderWord order) internal view returns (OrderWord) {
        return order.movedTo(vouchers.frozenDays(order.voucher()));
    }

    /// @dev The home district of an order is that of its voucher's enterprise.
    function _homeOf(OrderWord order) internal view returns (DistrictId) {
        return vouchers.enterpriseOf(order.voucher()).district();
    }

    /// @dev Asked once a batch: no item changes a role.
    function _submitter() internal view returns (Submitter memory) {
        return Submitter(msg.sender, _holds(msg.sender, CONSORTIUM, OPERATOR));
    }

    /// @dev An Approver of either district can do what the Operator does, so that the Operator can delay nobody.
    function _demandSubmitter(Submitter memory by, DistrictId home, DistrictId provider) internal view {
        bool may = by.operator || _holds(by.account, home, APPROVER) || _holds(by.account, provider, APPROVER);
        require(may, NotASubmitter(by.account, home, provider));
    }

    function _known(OrderId id) internal view returns (OrderWord order) {
        order = orders[id];
        require(order.stage() != Stage.None, OrderUnknown(id));
    }

    function _in(OrderId id, Stage stage) internal view returns (OrderWord order) {
        order = _known(id);
        Stage now_ = order.stage();
        require(now_ == stage, OrderIn(id, now_));
    }
}

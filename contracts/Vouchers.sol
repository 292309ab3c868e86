// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Edition } from "./Edition.sol";
import { VoucherPicture } from "./art/VoucherPicture.sol";
import { ORDERS, PAYMENTS, VOUCHER_PICTURE } from "./base/LedgerPart.sol";
import { Issuing } from "./vouchers/Issuing.sol";
import { Lifetime } from "./vouchers/Lifetime.sol";
import { VoucherStore, Action } from "./vouchers/VoucherStore.sol";
import { Voucher, Status } from "./vouchers/Voucher.sol";
import { EnterpriseId, VoucherId } from "./lib/Ids.sol";
import { Calendar } from "./lib/Calendar.sol";

/// @title Vouchers: issued from a budget, held by an enterprise, spent in any member district
/// @notice ERC-721 and ERC-5192 tokens that never move. Issuing is in vouchers/Issuing.sol, freezing, extending,
/// revoking and expiring in vouchers/Lifetime.sol; here is what orders and payments do to a voucher.
///
/// ROLES
/// - Home Bureau announces, issues, extends, freezes, proposes; home Approver approves and confirms, with the Approvers
///   of joint districts. The Auditor freezes and objects. The Safe ends a freeze and overrules the Auditor. Anyone
///   expires what is due.
/// - Orders alone locks and redeems; Payments alone records what was paid and recovered.
///
/// RULES
/// - face = remaining + locked + redeemed + returned, always.
/// - Each change emits exactly one VoucherChanged, with the next sequence number and the word after it.
/// - An order draws on a living, unfrozen voucher through its use-by day, at most what remains.
/// - Orders are placed, recoveries recorded and further freezes granted up to sequence 20,000; what else parties do stops
///   at 65,000. An order takes two changes after its lock (redeemed and paid, or given up), so all that are placed can
///   end, and a first freeze, revoking and expiring have room. Only two officers who reject thousands of its orders for
///   form, and have them redeemed again, could use that room up.
///
/// WHAT THE OPERATOR CANNOT DO
/// - Announce, approve, issue, extend, freeze, revoke. Beyond what anyone may, it moves nothing except through orders that
///   both parties signed.
///
/// TIME
/// - Days are Shanghai calendar days. "Use by D" ends at the first second of D + 1; expiring is possible from then on.
///
/// ASSUMPTIONS
/// - Block time is right to the minute: the districts run the nodes.
contract Vouchers is Issuing, Lifetime {
    string public constant name = "Tongdui innovation voucher";
    string public constant symbol = "TDV";

    address private immutable orders;
    address private immutable payments;
    VoucherPicture private immutable picture;

    error RemainingExceeded(VoucherId voucher, uint48 remaining, uint48 asked);

    constructor(Edition edition_) VoucherStore(edition_) {
        orders = edition_.part(ORDERS);
        payments = edition_.part(PAYMENTS);
        picture = VoucherPicture(edition_.part(VOUCHER_PICTURE));
    }

    /// @notice An order draws on a voucher. WHO: Orders.
    /// @return days_ the days of freezes that the voucher has behind it
    function lock(VoucherId id, uint48 amount, bytes32 order) external returns (uint16 days_) {
        _demandPart(orders);
        Voucher voucher = _active(id);
        _demandNotFrozen(id, voucher);
        _demandRoom(id, voucher);
        (uint16 useBy, uint48 remaining) = (voucher.useBy(), voucher.rest());
        require(Calendar.today() <= useBy, UseByPassed(id, useBy));
        require(amount <= remaining, RemainingExceeded(id, remaining, amount));
        _write(id, voucher.withLocked(voucher.locked() + amount), Action.Locked, amount, order);
        return frozenDays(id);
    }

    /// @notice An order gives its lock up. WHO: Orders.
    function unlock(VoucherId id, uint48 amount, bytes32 order) external {
        _demandPart(orders);
        Voucher voucher = _known(id);
        _write(id, voucher.withLocked(voucher.locked() - amount), Action.Unlocked, amount, order);
        _giveBackIfEnded(id, voucher, amount);
    }

    /// @notice An order redeems at most its lock; the rest of the lock goes back. WHO: Orders.
    /// @param lock_ the whole lock of the order
    function redeem(VoucherId id, uint48 amount, uint48 lock_, bytes32 order) external {
        _demandPart(orders);
        Voucher voucher = _known(id);
        _demandNotFrozen(id, voucher);
        Voucher after_ = voucher.withLocked(voucher.locked() - lock_).withRedeemed(voucher.redeemed() + amount);
        _write(id, after_, Action.Redeemed, amount, order);
        programs.redeem(id.program(), amount);
        _giveBackIfEnded(id, voucher, lock_ - amount);
    }

    /// @notice A redemption rejected for form becomes a lock again. WHO: Orders.
    function reopen(VoucherId id, uint48 amount, bytes32 order) external {
        _demandPart(orders);
        Voucher voucher = _known(id);
        Voucher after_ = voucher.withLocked(voucher.locked() + amount).withRedeemed(voucher.redeemed() - amount);
        _write(id, after_, Action.Reopened, amount, order);
        programs.unredeem(id.program(), amount);
    }

    /// @notice A redemption rejected for cause goes back to the voucher, or to the budget. WHO: Orders.
    function reject(VoucherId id, uint48 amount, bytes32 order) external {
        _demandPart(orders);
        Voucher voucher = _known(id);
        _write(id, voucher.withRedeemed(voucher.redeemed() - amount), Action.Rejected, amount, order);
        programs.unredeem(id.program(), amount);
        _giveBackIfEnded(id, voucher, amount);
    }

    /// @notice Numbers a payment or a recovery in the voucher's history. WHO: Payments.
    /// @param recovered false: paid
    function record(VoucherId id, bool recovered, uint48 amount, bytes32 order) external {
        _demandPart(payments);
        Voucher voucher = _known(id);
        if (recovered) _demandRoom(id, voucher);
        else _demandNotFrozen(id, voucher);
        _write(id, voucher, recovered ? Action.Recovered : Action.Paid, amount, order);
    }

    /// @notice Whose a voucher is; reverts while a freeze of it is running.
    function demandNotFrozen(VoucherId id) external view returns (EnterpriseId) {
        Voucher voucher = _known(id);
        _demandNotFrozen(id, voucher);
        return voucher.enterprise();
    }

    /// @notice Whose a voucher is; reverts where parties may change it no more.
    function demandPartyRoom(VoucherId id) external view returns (EnterpriseId) {
        Voucher voucher = _known(id);
        require(voucher.sequence() < LAST_PARTY_SEQUENCE, SequenceExhausted(id));
        return voucher.enterprise();
    }

    /// @notice The voucher's word.
    function wordOf(VoucherId id) external view returns (Voucher) {
        return _known(id);
    }

    /// @notice Whose a voucher is; reverts where there is none.
    function enterpriseOf(VoucherId id) external view returns (EnterpriseId) {
        return _known(id).enterprise();
    }

    function ownerOf(uint256 tokenId) public view override returns (address) {
        require(tokenId <= type(uint48).max, TokenUnknown(tokenId));
        Voucher voucher = vouchers[VoucherId.wrap(uint48(tokenId))];
        require(voucher.status() != Status.None, TokenUnknown(tokenId));
        return _holderOf(voucher.enterprise());
    }

    /// @notice How many vouchers a holder was ever issued; they never leave it.
    function balanceOf(address holder) external view returns (uint256) {
        EnterpriseId id = EnterpriseId.wrap(_idOf(HOLDER, holder));
        return enterprises.voucherCountOf(id);
    }

    /// @notice The voucher as JSON with an SVG picture, both made on the ledger.
    function tokenURI(uint256 tokenId) external view returns (string memory) {
        ownerOf(tokenId);
        VoucherId id = VoucherId.wrap(uint48(tokenId));
        Voucher voucher = vouchers[id];
        (bytes32 home, bytes32[] memory joint, uint16 share) = programs.issuersOf(id.program());
        return
            picture.tokenURI(
                VoucherPicture.VoucherFacts({
                    voucher: VoucherId.unwrap(id),
                    district: home,
                    joint: joint,
                    program: uint16(VoucherId.unwrap(id) >> 32),
                    enterprise: EnterpriseId.unwrap(voucher.enterprise()),
                    face: voucher.face(),
                    locked: voucher.locked(),
                    redeemed: voucher.redeemed(),
                    share: share,
                    year: Calendar.yearOf(voucher.issuedOn()),
                    useBy: voucher.useBy(),
                    status: uint8(voucher.status()),
                    frozen: frozen(id),
                    sequence: voucher.sequence(),
                    chainId: edition.chainId(),
                    ledger: address(this)
                })
            );
    }

    function _giveBackIfEnded(VoucherId id, Voucher voucher, uint48 amount) private {
        if (voucher.status() != Status.Active && amount != 0) programs.giveBack(id.program(), amount);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { SigningDomain } from "../../contracts/base/SigningDomain.sol";
import { MatchMessages, Demand, Offer, Match } from "../../contracts/matching/MatchMessages.sol";
import { Messages, Order, Claim } from "../../contracts/orders/Messages.sol";
import { OrderId } from "../../contracts/lib/Ids.sol";

/// @notice Shows what the ledger hashes its messages to, which its contracts keep to themselves.
contract MessageHashes {
    function types() external pure returns (bytes32[12] memory) {
        return
            [
                SigningDomain.DOMAIN_TYPE,
                Messages.ORDER_TYPE,
                Messages.INVOICE_TYPE,
                Messages.CLAIM_TYPE,
                Messages.ACCEPTANCE_TYPE,
                Messages.REFUSAL_TYPE,
                Messages.CANCELLATION_TYPE,
                SigningDomain.WITHDRAWAL_TYPE,
                MatchMessages.DEMAND_TYPE,
                MatchMessages.OFFER_TYPE,
                MatchMessages.MATCH_TYPE,
                MatchMessages.POST_WITHDRAWAL_TYPE
            ];
    }

    function domain(uint256 chainId, address taker, bytes32 salt) external pure returns (bytes32) {
        return SigningDomain.separator(chainId, taker, salt);
    }

    function ofOrder(Order calldata order) external pure returns (bytes32) {
        return Messages.hash(order);
    }

    function ofClaim(Claim calldata claim) external pure returns (bytes32) {
        return Messages.hash(claim);
    }

    function ofAcceptance(Claim calldata claim, uint64 deadline) external pure returns (bytes32) {
        return Messages.acceptance(Messages.hash(claim), deadline);
    }

    function ofRefusal(OrderId order, uint8 round, bytes32 reason, uint64 deadline) external pure returns (bytes32) {
        return Messages.refusal(order, round, reason, deadline);
    }

    function ofCancellation(OrderId order, uint64 deadline) external pure returns (bytes32) {
        return Messages.cancellation(order, deadline);
    }

    function ofWithdrawal(bytes32 message) external pure returns (bytes32) {
        return SigningDomain.withdrawal(message);
    }

    function ofDemand(Demand calldata demand) external pure returns (bytes32) {
        return MatchMessages.hash(demand);
    }

    function ofOffer(Offer calldata offer) external pure returns (bytes32) {
        return MatchMessages.hash(offer);
    }

    function ofMatch(Match calldata match_) external pure returns (bytes32) {
        return MatchMessages.hash(match_);
    }

    function ofPostWithdrawal(bytes32 post, uint64 deadline) external pure returns (bytes32) {
        return MatchMessages.postWithdrawal(post, deadline);
    }
}

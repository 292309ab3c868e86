// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { DemandId, DistrictId, EnterpriseId, OfferId, ProviderId } from "../lib/Ids.sol";

/// @dev What an enterprise looks for; the enterprise signs it.
struct Demand {
    EnterpriseId enterprise;
    bytes32 content; // commitment of the text, which its home district's office keeps
    uint8 serviceClass;
    DistrictId district; // where a provider is sought; 0 anywhere
    uint16 through; // last day on which it can be matched
    uint64 deadline; // last second at which it can be posted
}

/// @dev What a provider offers; the provider signs it.
struct Offer {
    ProviderId provider;
    DemandId demand; // the one that it answers; zero: to everybody
    bytes32 content; // commitment of the text, which its home district's office keeps
    uint8 serviceClass;
    DistrictId district; // where an enterprise is sought; 0 anywhere
    uint16 through; // last day on which it can be matched
    uint64 deadline; // last second at which it can be posted
}

/// @dev That a demand and an offer go together; both parties sign it.
struct Match {
    DemandId demand;
    OfferId offer;
    uint64 deadline; // last second at which it can be recorded
}

/// @notice The EIP-712 messages about demands and offers and how they are hashed; their domain is in
/// base/SigningDomain.sol.
library MatchMessages {
    bytes32 internal constant DEMAND_TYPE = keccak256(
        "Demand(uint48 enterprise,bytes32 content,uint8 serviceClass,uint16 district,uint16 through,uint64 deadline)"
    );
    bytes32 internal constant OFFER_TYPE = keccak256(
        "Offer(uint48 provider,bytes32 demand,bytes32 content,uint8 serviceClass,uint16 district,uint16 through,uint64 deadline)"
    );
    bytes32 internal constant MATCH_TYPE = keccak256("Match(bytes32 demand,bytes32 offer,uint64 deadline)");
    bytes32 internal constant POST_WITHDRAWAL_TYPE = keccak256("PostWithdrawal(bytes32 post,uint64 deadline)");

    function hash(Demand calldata demand) internal pure returns (bytes32) {
        return keccak256(abi.encode(DEMAND_TYPE, demand));
    }

    function hash(Offer calldata offer) internal pure returns (bytes32) {
        return keccak256(abi.encode(OFFER_TYPE, offer));
    }

    function hash(Match calldata match_) internal pure returns (bytes32) {
        return keccak256(abi.encode(MATCH_TYPE, match_));
    }

    function postWithdrawal(bytes32 post, uint64 deadline) internal pure returns (bytes32) {
        return keccak256(abi.encode(POST_WITHDRAWAL_TYPE, post, deadline));
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { VoucherId, ProviderId, OrderId } from "../lib/Ids.sol";

/// @dev A service contract that draws on a voucher; enterprise and provider sign it. Amounts in fen.
struct Order {
    VoucherId voucher;
    ProviderId provider;
    uint48 amount; // drawn on the voucher, at most
    uint48 contractValue;
    uint16 contractDay;
    uint8 serviceClass;
    uint16 deliverBy; // day
    bytes32 contractCommitment;
    bytes32 referenceTo; // opaque: a match, say; zero where there is none
    uint64 deadline; // last second at which the order can be placed
}

struct Invoice {
    bytes32 nullifier;
    uint48 amount;
}

/// @dev What the provider asks for; the provider signs it.
struct Claim {
    OrderId order;
    uint8 round; // of the order: a claim that was refused or rejected cannot be used again
    Invoice[] invoices; // 1 to 10, by rising nullifier
    bytes32 evidence; // commitment of the proof of delivery
    uint64 deadline; // last second at which the claim can be recorded
}

/// @notice The EIP-712 messages about orders and how they are hashed; their domain is in base/SigningDomain.sol.
library Messages {
    bytes32 internal constant ORDER_TYPE = keccak256(
        "Order(uint48 voucher,uint48 provider,uint48 amount,uint48 contractValue,uint16 contractDay,uint8 serviceClass,uint16 deliverBy,bytes32 contractCommitment,bytes32 referenceTo,uint64 deadline)"
    );
    bytes32 internal constant INVOICE_TYPE = keccak256("Invoice(bytes32 nullifier,uint48 amount)");
    bytes32 internal constant CLAIM_TYPE = keccak256(
        "Claim(bytes32 order,uint8 round,Invoice[] invoices,bytes32 evidence,uint64 deadline)Invoice(bytes32 nullifier,uint48 amount)"
    );
    bytes32 internal constant ACCEPTANCE_TYPE = keccak256(
        "Acceptance(Claim claim,uint64 deadline)Claim(bytes32 order,uint8 round,Invoice[] invoices,bytes32 evidence,uint64 deadline)Invoice(bytes32 nullifier,uint48 amount)"
    );
    bytes32 internal constant REFUSAL_TYPE = keccak256(
        "Refusal(bytes32 order,uint8 round,bytes32 reason,uint64 deadline)"
    );
    bytes32 internal constant CANCELLATION_TYPE = keccak256("Cancellation(bytes32 order,uint64 deadline)");

    function hash(Order calldata order) internal pure returns (bytes32) {
        return keccak256(abi.encode(ORDER_TYPE, order));
    }

    function hash(Claim calldata claim) internal pure returns (bytes32) {
        Invoice[] calldata invoices = claim.invoices;
        bytes32[] memory hashes = new bytes32[](invoices.length);
        for (uint256 i = 0; i < hashes.length; ++i) hashes[i] = keccak256(abi.encode(INVOICE_TYPE, invoices[i]));
        bytes32 list = keccak256(abi.encodePacked(hashes));
        return keccak256(abi.encode(CLAIM_TYPE, claim.order, claim.round, list, claim.evidence, claim.deadline));
    }

    function acceptance(bytes32 claim, uint64 deadline) internal pure returns (bytes32) {
        return keccak256(abi.encode(ACCEPTANCE_TYPE, claim, deadline));
    }

    function refusal(OrderId order, uint8 round, bytes32 reason, uint64 deadline) internal pure returns (bytes32) {
        return keccak256(abi.encode(REFUSAL_TYPE, order, round, reason, deadline));
    }

    function cancellation(OrderId order, uint64 deadline) internal pure returns (bytes32) {
        return keccak256(abi.encode(CANCELLATION_TYPE, order, deadline));
    }
}

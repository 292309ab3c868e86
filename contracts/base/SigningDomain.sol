// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What binds a signed message (EIP-712) to one contract of one deployment, and the message that takes one back.
/// @dev Domain: name "Tongdui", version "1", chain id, the contract that takes the message, salt of the edition.
library SigningDomain {
    bytes32 internal constant DOMAIN_TYPE = keccak256(
        "EIP712Domain(string name,string version,uint256 chainId,address verifyingContract,bytes32 salt)"
    );
    bytes32 internal constant WITHDRAWAL_TYPE = keccak256("Withdrawal(bytes32 message)");

    function separator(uint256 chainId, address taker, bytes32 salt) internal pure returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPE, keccak256("Tongdui"), keccak256("1"), chainId, taker, salt));
    }

    function withdrawal(bytes32 message) internal pure returns (bytes32) {
        return keccak256(abi.encode(WITHDRAWAL_TYPE, message));
    }
}

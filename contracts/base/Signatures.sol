// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import { IERC1271 } from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import { LedgerPart } from "./LedgerPart.sol";
import { SigningDomain } from "./SigningDomain.sol";

/// @notice Signatures of enterprises and providers, who need no node: an officer or the Operator submits them.
///
/// RULES
/// - A signature is bound to the chain, to the contract that takes it and to the edition's salt, and except a withdrawal
///   has a deadline.
/// - It is first read as a plain signature of the wallet; if it is not, a wallet that is a contract is asked (ERC-1271),
///   with limited gas and without the power to change anything.
/// - It serves once: whatever it is about can be done once, or its message names a round that has passed by then.
/// - A signer can withdraw a message that was not used yet: itself, or by a signed withdrawal that anyone submits.
abstract contract Signatures is LedgerPart {
    uint256 public constant WALLET_GAS = 100_000;

    bytes32 public immutable domainSeparator;
    uint256 private immutable chainId;

    mapping(address signer => mapping(bytes32 message => bool)) public withdrawn;

    event MessageWithdrawn(address indexed signer, bytes32 indexed message);

    error OtherChain(uint256 expected, uint256 actual);
    error DeadlinePassed(uint64 deadline);
    error MessageIsWithdrawn(address signer, bytes32 message);
    error SignatureWrong(address signer, bytes32 message);

    constructor() {
        chainId = edition.chainId();
        domainSeparator = SigningDomain.separator(edition.chainId(), address(this), edition.salt());
    }

    /// @notice Makes a signer's message useless. WHO: the signer; or anyone with the signer's signed withdrawal.
    /// @param message EIP-712 digest of what was signed
    /// @param signature of Withdrawal(message); empty where the signer itself sends
    function withdrawMessage(address signer, bytes32 message, bytes calldata signature) external {
        if (msg.sender != signer) _demandSignature(signer, _digest(SigningDomain.withdrawal(message)), signature);
        require(!withdrawn[signer][message], MessageIsWithdrawn(signer, message));
        withdrawn[signer][message] = true;
        emit MessageWithdrawn(signer, message);
    }

    /// @dev A chain that forked off under another id must not take this chain's signatures.
    function _digest(bytes32 structHash) internal view returns (bytes32) {
        require(block.chainid == chainId, OtherChain(chainId, block.chainid));
        return MessageHashUtils.toTypedDataHash(domainSeparator, structHash);
    }

    function _demandSigned(address signer, bytes32 digest, uint64 deadline, bytes calldata signature) internal view {
        require(block.timestamp <= deadline, DeadlinePassed(deadline));
        require(!withdrawn[signer][digest], MessageIsWithdrawn(signer, digest));
        _demandSignature(signer, digest, signature);
    }

    /// @dev `tryRecover` refuses the upper half of s and lengths other than 65.
    function _demandSignature(address signer, bytes32 digest, bytes calldata signature) private view {
        (address recovered, ECDSA.RecoverError failure, ) = ECDSA.tryRecoverCalldata(digest, signature);
        if (failure == ECDSA.RecoverError.NoError && recovered == signer) return;
        require(_walletAgrees(signer, digest, signature), SignatureWrong(signer, digest));
    }

    /// @dev A static call changes nothing, and the limit bounds what a hostile wallet can burn. Assembly, because
    /// Solidity would copy an answer of any length, at our cost: only its first word is taken.
    function _walletAgrees(address wallet, bytes32 digest, bytes calldata signature) private view returns (bool) {
        if (wallet.code.length == 0) return false;
        bytes memory question = abi.encodeCall(IERC1271.isValidSignature, (digest, signature));
        uint256 limit = WALLET_GAS;
        bool done;
        bytes32 answer;
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            done := staticcall(limit, wallet, add(question, 0x20), mload(question), 0, 0x20)
            done := and(done, gt(returndatasize(), 0x1f))
            answer := mload(0)
        }
        return done && answer == bytes32(IERC1271.isValidSignature.selector);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IERC165 } from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import { IERC721 } from "@openzeppelin/contracts/token/ERC721/IERC721.sol";
import { IERC721Metadata } from "@openzeppelin/contracts/token/ERC721/extensions/IERC721Metadata.sol";
import { IERC5192 } from "../lib/IERC5192.sol";

/// @notice An ERC-721 token that never moves: every transfer and every approval is refused, to everybody.
/// @dev The holder is an address made from the holder's id, for which no key exists: 112 bits of a hash, then the
/// 48-bit id. It can be read back, so the count of a holder needs no list of holders.
abstract contract Soulbound is IERC721Metadata, IERC5192 {
    error NotTransferable();
    error TokenUnknown(uint256 tokenId);
    error NoHolder(address account);

    function ownerOf(uint256 tokenId) public view virtual returns (address);

    /// @inheritdoc IERC5192
    function locked(uint256 tokenId) external view returns (bool) {
        ownerOf(tokenId);
        return true;
    }

    /// @notice Always zero for a token that exists; reverts for one that does not.
    function getApproved(uint256 tokenId) external view returns (address) {
        ownerOf(tokenId);
        return address(0);
    }

    function isApprovedForAll(address, address) external pure returns (bool) {
        return false;
    }

    function approve(address, uint256) external pure {
        revert NotTransferable();
    }

    function setApprovalForAll(address, bool) external pure {
        revert NotTransferable();
    }

    function transferFrom(address, address, uint256) external pure {
        revert NotTransferable();
    }

    function safeTransferFrom(address, address, uint256) external pure {
        revert NotTransferable();
    }

    function safeTransferFrom(address, address, uint256, bytes calldata) external pure {
        revert NotTransferable();
    }

    function supportsInterface(bytes4 interfaceId) external pure returns (bool) {
        return
            interfaceId == type(IERC165).interfaceId ||
            interfaceId == type(IERC721).interfaceId ||
            interfaceId == type(IERC721Metadata).interfaceId ||
            interfaceId == type(IERC5192).interfaceId;
    }

    /// @param kind the first bytes of a hash, which separate enterprises from providers: their ids look alike
    function _holder(bytes14 kind, uint48 id) internal pure returns (address) {
        return address((uint160(uint112(kind)) << 48) | id);
    }

    /// @dev The id in a holder's address, or zero where the address is nobody's; ERC-721 refuses the zero address.
    function _idOf(bytes14 kind, address holder) internal pure returns (uint48 id) {
        require(holder != address(0), NoHolder(holder));
        id = uint48(uint160(holder));
        if (_holder(kind, id) != holder) id = 0;
    }
}

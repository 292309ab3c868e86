// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ERC721 } from "@openzeppelin/contracts/token/ERC721/ERC721.sol";
import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { Pausable } from "@openzeppelin/contracts/utils/Pausable.sol";

/// @dev What is usually written for a voucher: an ERC-721 that does not move, a manager, a pause and a record of four
/// fields, packed with reasonable care. It has no budget, no yearly cap, no list and no history.
contract OrdinarySoulbound is ERC721, AccessManaged, Pausable {
    struct Voucher {
        uint128 face;
        uint64 validThrough;
        bool spent;
        bytes32 policy;
    }

    struct Item {
        address holder;
        uint128 face;
    }

    uint256 private minted;
    mapping(uint256 id => Voucher) public voucherOf;

    event Locked(uint256 tokenId);

    error NotTransferable();

    constructor(address manager) ERC721("Bench", "BNCH") AccessManaged(manager) {}

    function issue(Item[] calldata items, uint64 validThrough, bytes32 policy) external restricted whenNotPaused {
        uint256 id = minted;
        for (uint256 i = 0; i < items.length; ++i) {
            _mint(items[i].holder, ++id);
            voucherOf[id] = Voucher(items[i].face, validThrough, false, policy);
            emit Locked(id);
        }
        minted = id;
    }

    function pause() external restricted {
        _pause();
    }

    function unpause() external restricted {
        _unpause();
    }

    function _update(address to, uint256 id, address auth) internal override returns (address from) {
        from = super._update(to, id, auth);
        require(from == address(0), NotTransferable());
    }
}

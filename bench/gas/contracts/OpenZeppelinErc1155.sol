// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ERC1155 } from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";

/// @dev OpenZeppelin's multi-token with nothing around it: anyone mints, each holder one of an id of its own.
contract OpenZeppelinErc1155 is ERC1155("") {
    uint256 private minted;

    function mint(address[] calldata holders) external {
        uint256 id = minted;
        for (uint256 i = 0; i < holders.length; ++i) _mint(holders[i], ++id, 1, "");
        minted = id;
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ERC721 } from "@openzeppelin/contracts/token/ERC721/ERC721.sol";

/// @dev OpenZeppelin's token with nothing around it: anyone mints.
contract OpenZeppelinErc721 is ERC721("Bench", "BNCH") {
    uint256 private minted;

    function mint(address[] calldata holders) external {
        uint256 id = minted;
        for (uint256 i = 0; i < holders.length; ++i) _mint(holders[i], ++id);
        minted = id;
    }
}

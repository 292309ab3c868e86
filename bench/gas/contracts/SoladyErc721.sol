// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { ERC721 } from "solady/src/tokens/ERC721.sol";

/// @dev Solady's token, written in assembly for gas, with nothing around it: anyone mints.
contract SoladyErc721 is ERC721 {
    uint256 private minted;

    function mint(address[] calldata holders) external {
        uint256 id = minted;
        for (uint256 i = 0; i < holders.length; ++i) _mint(holders[i], ++id);
        minted = id;
    }

    function name() public pure override returns (string memory) {
        return "Bench";
    }

    function symbol() public pure override returns (string memory) {
        return "BNCH";
    }

    function tokenURI(uint256) public pure override returns (string memory) {
        return "";
    }
}

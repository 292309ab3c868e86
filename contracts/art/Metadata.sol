// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Base64 } from "@openzeppelin/contracts/utils/Base64.sol";
import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";

/// @title Metadata
/// @notice ERC-721 metadata as a data URI: JSON that holds its own picture and needs no server.
/// @dev Attributes have the form that wallets and markets show: `trait_type`, `value` and sometimes `display_type`. The
/// document begins the list itself, so every attribute made here brings the comma before it.
library Metadata {
    using Strings for uint256;
    using Strings for string;

    /// @param attributes As made by `words`, `number` and `moment`, joined.
    function document(
        string memory name,
        string memory description,
        string memory svg,
        string memory attributes
    ) internal pure returns (string memory) {
        bytes memory json = bytes.concat(
            '{"name":"',
            bytes(name.escapeJSON()),
            '","description":"',
            bytes(description.escapeJSON()),
            '","image":"data:image/svg+xml;base64,',
            bytes(Base64.encode(bytes(svg))),
            '","attributes":[{"trait_type":"Transferable","value":"No"}',
            bytes(attributes),
            "]}"
        );
        return string.concat("data:application/json;base64,", Base64.encode(json));
    }

    function words(string memory kind, string memory value) internal pure returns (string memory) {
        return string.concat(',{"trait_type":"', kind, '","value":"', value.escapeJSON(), '"}');
    }

    function number(string memory kind, uint256 value) internal pure returns (string memory) {
        return _shown(kind, "number", value);
    }

    /// @param value Unix seconds.
    function moment(string memory kind, uint256 value) internal pure returns (string memory) {
        return _shown(kind, "date", value);
    }

    function _shown(string memory kind, string memory display, uint256 value) private pure returns (string memory) {
        return
            string.concat(',{"trait_type":"', kind, '","display_type":"', display, '","value":', value.toString(), "}");
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Word } from "./Word.sol";
import { Bits } from "../../contracts/lib/Bits.sol";

contract BitsTest is Word {
    /// @dev All places that a field can have, for a word and a value that are anything.
    function testFuzz_AnyFieldIsWrittenAlone(uint256 word, uint256 value) external pure {
        for (uint256 width = 1; width < 64; ++width) {
            for (uint256 offset = 0; offset + width <= 256; offset += 13) {
                uint256 fitting = value & ((1 << width) - 1);
                uint256 written = Bits.set(word, offset, width, fitting);
                _wrote(word, written, offset, width, fitting);
                _same(fitting, Bits.get(written, offset, width));
            }
        }
    }

    /// @dev No caller has such a value: the types are as wide as the fields. Even so no neighbour would be touched.
    function testFuzz_AValueTooWideTouchesNoNeighbour(uint256 word, uint256 value, uint8 offset) external pure {
        for (uint256 width = 1; width + offset <= 256 && width < 64; ++width) {
            _wrote(word, Bits.set(word, offset, width, value), offset, width, value & ((1 << width) - 1));
        }
    }
}

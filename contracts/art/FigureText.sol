// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";

/// @title FigureText
/// @notice Writes amounts, rates and numbers the way a district officer writes them.
/// @dev Amounts are fen in 48 bits, so at most 2,814,749,767,106.55 yuan: thirteen digits before the point.
library FigureText {
    using Strings for uint256;

    bytes private constant DIGITS = unicode"零壹贰叁肆伍陆柒捌玖";
    bytes private constant PLACES = unicode"拾佰仟";

    /// @return `¥300,000.00`
    function yuan(uint256 fen) internal pure returns (string memory) {
        uint256 rest = fen / 100;
        string memory text = string.concat(".", padded(fen % 100, 2));
        while (rest >= 1000) {
            text = string.concat(",", padded(rest % 1000, 3), text);
            rest /= 1000;
        }
        return string.concat(unicode"¥", rest.toString(), text);
    }

    /// @notice The amount in the capital numerals of Chinese payment documents.
    /// @dev Follows the People's Bank's rules for filling in bills: one 零 for a run of zeros inside the amount, none at
    /// its end, and 整 unless fen are written.
    /// @return `叁拾万元整`
    function capitals(uint48 fen) internal pure returns (string memory) {
        if (fen == 0) return unicode"零元整";
        (bytes memory text, bool zero) = _wholeYuan(fen / 100);
        uint256 jiao = (fen / 10) % 10;
        uint256 last = fen % 10;
        if (jiao != 0) text = bytes.concat(text, zero ? _digit(0) : bytes(""), _digit(jiao), unicode"角");
        else if (last != 0 && text.length != 0) text = bytes.concat(text, _digit(0));
        return string(bytes.concat(text, last == 0 ? bytes(unicode"整") : bytes.concat(_digit(last), unicode"分")));
    }

    /// @param rate Basis points.
    /// @return `50%`, `33.33%`
    function percent(uint256 rate) internal pure returns (string memory) {
        uint256 fraction = rate % 100;
        string memory decimals = "";
        if (fraction != 0) {
            decimals =
                fraction % 10 == 0
                    ? string.concat(".", (fraction / 10).toString())
                    : string.concat(".", padded(fraction, 2));
        }
        return string.concat((rate / 100).toString(), decimals, "%");
    }

    /// @notice An id made of a 16-bit issuer (program or district) and a 32-bit number under it.
    /// @return `1-000017`; a number of more digits is written in full.
    function numbered(uint48 id) internal pure returns (string memory) {
        return string.concat(uint256(id >> 32).toString(), "-", padded(uint32(id), 6));
    }

    /// @return text The number in decimal with zeros in front up to `width` digits.
    function padded(uint256 number, uint256 width) internal pure returns (string memory text) {
        text = number.toString();
        while (bytes(text).length < width) text = string.concat("0", text);
    }

    /// @return text Empty when `amount` is 0.
    /// @return zero Whether the amount ends in a zero that a following jiao has to be set apart from.
    function _wholeYuan(uint256 amount) private pure returns (bytes memory text, bool zero) {
        bool group;
        for (uint256 left = 13; left > 0; left--) {
            uint256 place = left - 1;
            uint256 digit = (amount / 10 ** place) % 10;
            if (digit == 0) {
                zero = text.length != 0;
            } else {
                text = bytes.concat(text, zero ? _digit(0) : bytes(""), _digit(digit), _place(place % 4));
                zero = false;
                group = true;
            }
            if (place == 8) {
                if (text.length != 0) text = bytes.concat(text, unicode"亿");
            } else if (place % 4 == 0 && place != 0 && group) {
                text = bytes.concat(text, unicode"万");
            }
            if (place % 4 == 0) group = false;
        }
        if (text.length != 0) text = bytes.concat(text, unicode"元");
    }

    function _digit(uint256 digit) private pure returns (bytes memory) {
        return _character(DIGITS, digit);
    }

    function _place(uint256 place) private pure returns (bytes memory) {
        return place == 0 ? bytes("") : _character(PLACES, place - 1);
    }

    /// @dev Every character of the two tables takes three bytes.
    function _character(bytes memory table, uint256 index) private pure returns (bytes memory) {
        return bytes.concat(table[3 * index], table[3 * index + 1], table[3 * index + 2]);
    }
}

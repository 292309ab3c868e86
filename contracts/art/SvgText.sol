// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";

/// @title SvgText
/// @notice Puts text from the ledger safely and legibly into a picture.
/// @dev The ledger admits only printable names, but a picture must not depend on that: whatever 32 bytes come in,
/// `readable` gives well-formed UTF-8 that XML and JSON may carry once escaped.
library SvgText {
    using Strings for uint256;

    bytes private constant REPLACEMENT = unicode"�";

    /// @param name UTF-8, padded with zeros on the right.
    /// @return The name up to its first zero byte; a byte that begins no printable character becomes U+FFFD; a dash when
    /// there is no name.
    function readable(bytes32 name) internal pure returns (string memory) {
        bytes memory text;
        uint256 index = 0;
        while (index < 32 && name[index] != 0) {
            uint256 length = _character(name, index);
            if (length == 0) {
                text = bytes.concat(text, REPLACEMENT);
                index++;
            }
            for (; length > 0; length--) text = bytes.concat(text, name[index++]);
        }
        return text.length == 0 ? unicode"—" : string(text);
    }

    /// @return The text with XML's five special characters written as references.
    function escaped(string memory text) internal pure returns (string memory) {
        bytes memory source = bytes(text);
        bytes memory target;
        for (uint256 i = 0; i < source.length; i++) {
            bytes1 character = source[i];
            if (character == "&") target = bytes.concat(target, "&amp;");
            else if (character == "<") target = bytes.concat(target, "&lt;");
            else if (character == ">") target = bytes.concat(target, "&gt;");
            else if (character == '"') target = bytes.concat(target, "&quot;");
            else if (character == "'") target = bytes.concat(target, "&#39;");
            else target = bytes.concat(target, character);
        }
        return string(target);
    }

    /// @notice One line of text, smaller than asked if it would not fit, and then held to the room exactly, because nobody
    /// knows the font it will be shown in.
    /// @param style Classes of PictureParts' style sheet.
    /// @param size Font size wanted.
    /// @param room Width that the line may take.
    /// @param text Not yet escaped.
    function line(
        string memory style,
        uint256 x,
        uint256 y,
        uint256 size,
        uint256 room,
        string memory text
    ) internal pure returns (string memory) {
        uint256 width = _width(text);
        string memory held = "";
        if (width * size > room * 100) {
            size = (room * 100) / width;
            held = string.concat('" lengthAdjust="spacingAndGlyphs" textLength="', room.toString());
        }
        return string.concat(_open(style, x, y, size), held, '">', escaped(text), "</text>");
    }

    function _open(string memory style, uint256 x, uint256 y, uint256 size) private pure returns (string memory) {
        return
            string.concat(
                '<text class="',
                style,
                '" x="',
                x.toString(),
                '" y="',
                y.toString(),
                '" font-size="',
                size.toString()
            );
    }

    /// @dev In hundredths of the font size, on the wide side of common serif faces. Chinese characters are square; m and w,
    /// small or capital, count as such.
    function _width(string memory text) private pure returns (uint256 width) {
        bytes memory source = bytes(text);
        for (uint256 i = 0; i < source.length; i++) {
            uint8 lead = uint8(source[i]);
            if (lead >= 0xE0 || lead | 0x20 == 0x6D || lead | 0x20 == 0x77) width += 100;
            else if (lead >= 0xC0) width += 70;
            else if (lead >= 0x80) continue;
            else if (lead >= 0x61 || (lead >= 0x30 && lead <= 0x39)) width += 56;
            else if (lead >= 0x40) width += 72;
            else width += 32;
        }
    }

    /// @return length Bytes of the printable character that begins at `index`, 0 if none does.
    function _character(bytes32 name, uint256 index) private pure returns (uint256 length) {
        uint256 lead = uint8(name[index]);
        if (lead < 0x80) return lead >= 0x20 && lead != 0x7F ? 1 : 0;
        if (lead < 0xC2 || lead > 0xF4) return 0;
        length =
            lead >= 0xF0
                ? 4
                : lead >= 0xE0
                    ? 3
                    : 2;
        if (index + length > 32) return 0;
        uint256 point = lead & (0x7F >> length);
        for (uint256 i = 1; i < length; i++) {
            uint256 next = uint8(name[index + i]);
            if (next & 0xC0 != 0x80) return 0;
            point = (point << 6) | (next & 0x3F);
        }
        if (!_isPrintable(point, length)) return 0;
    }

    /// @dev Refuses overlong forms, control characters, surrogates, non-characters, and the invisible ones that reorder or
    /// hide text and so could make one district's name look like another's.
    function _isPrintable(uint256 point, uint256 length) private pure returns (bool) {
        if (length == 2) return point >= 0xA0 && point != 0xAD && point != 0x61C;
        if (length == 4) return point >= 0x10000 && point <= 0x10FFFF;
        if (point < 0x800 || (point >= 0xD800 && point <= 0xDFFF) || point >= 0xFFFE) return false;
        if (point == 0xFEFF || (point >= 0x200B && point <= 0x200F)) return false;
        return !(point >= 0x2028 && point <= 0x202E) && !(point >= 0x2060 && point <= 0x206F);
    }
}

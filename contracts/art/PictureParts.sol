// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";
import { SvgText } from "./SvgText.sol";

/// @title PictureParts
/// @notice What the ledger's pictures have in common: paper, engraved frame, rosettes, seal and stamp.
/// @dev Plain SVG with no script, no link to anything outside it and no font of its own. The inks are classes of one style
/// sheet, so that a picture of something ended fades as a whole; the stamp alone keeps its colour.
///
/// Classes: `i` ink, `g` label, `v` vermilion, `o` ornament, `k` outline; `m` centred, `e` right-aligned, `b` bold, `s` spaced.
library PictureParts {
    using Strings for uint256;

    string internal constant VERMILION = "#b3261a";
    string internal constant BLUE = "#1f4f82";
    string internal constant GREY = "#5b5a55";

    /// @notice Everything up to and including the frame.
    /// @param width A multiple of 24, as is `height`, so that the frame's pattern closes at the corners.
    /// @param title Not yet escaped.
    /// @param faded Whether to draw in the colours of something that has ended.
    function open(
        uint256 width,
        uint256 height,
        string memory title,
        bool faded
    ) internal pure returns (string memory) {
        string memory size = string.concat('width="', width.toString(), '" height="', height.toString(), '"');
        return
            string.concat(
                '<svg xmlns="http://www.w3.org/2000/svg" xml:lang="zh-Hans" role="img" ',
                size,
                string.concat(' viewBox="0 0 ', width.toString(), " ", height.toString(), '"><title>'),
                SvgText.escaped(title),
                string.concat("</title>", _style(faded), _definitions()),
                string.concat("<rect ", size, ' fill="url(#p)"/><rect ', size, ' fill="url(#u)" opacity=".22"/>'),
                _frame(width, height)
            );
    }

    /// @notice A rosette of interlaced ellipses, 400 units across before scaling.
    /// @param scale As SVG takes it, `.5` for half, `2 1` for twice as wide.
    function rosette(
        uint256 x,
        uint256 y,
        string memory scale,
        string memory opacity
    ) internal pure returns (string memory) {
        return
            string.concat(
                '<g class="o" opacity="',
                opacity,
                '" transform="translate(',
                x.toString(),
                " ",
                y.toString(),
                ") scale(",
                scale,
                ')"><use href="#r5"/><circle r="204"/><circle r="74"/><circle r="68"/></g>'
            );
    }

    /// @notice A square seal of four characters, read in columns from the right.
    function seal(uint256 x, uint256 y, string memory characters) internal pure returns (string memory) {
        return
            string.concat(
                '<g transform="translate(',
                x.toString(),
                " ",
                y.toString(),
                ') rotate(-3)"><rect class="v" x="-62" y="-62" width="124" height="124" rx="9"/>',
                '<rect x="-55" y="-55" width="110" height="110" rx="5" fill="none" stroke="#fdf6e6" stroke-width="2"/>',
                '<text class="b" fill="#fdf6e6" font-size="46" x="2 2 -48 -48" y="-7 42 -7 42">',
                characters,
                "</text></g>"
            );
    }

    /// @notice A mark across the picture that says why the document cannot be used.
    function stamp(
        uint256 x,
        uint256 y,
        string memory words,
        string memory colour
    ) internal pure returns (string memory) {
        return
            string.concat(
                '<g fill="#fdf6e6" fill-opacity=".45" stroke="',
                colour,
                '" transform="translate(',
                x.toString(),
                " ",
                y.toString(),
                ') rotate(-14) translate(-270 -66)"><rect width="540" height="132" rx="12" stroke-width="6"/>',
                '<rect x="11" y="11" width="518" height="110" rx="6" fill="none" stroke-width="2"/>',
                string.concat('<g stroke="none" fill-opacity="1" fill="', colour, '">'),
                SvgText.line("m b", 270, 85, 54, 484, words),
                "</g></g>"
            );
    }

    /// @notice A thin line that parts two rows.
    function rule(uint256 x, uint256 y, uint256 width) internal pure returns (string memory) {
        return string.concat('<path class="o" d="M', x.toString(), " ", y.toString(), "h", width.toString(), '"/>');
    }

    /// @notice Which chain and ledger vouch for what the picture says.
    function origin(uint256 chainId, address ledger) internal pure returns (string memory) {
        return
            string.concat(
                unicode"Chain 链 ",
                chainId.toString(),
                unicode" · Ledger 账本 ",
                Strings.toChecksumHexString(ledger)
            );
    }

    function _style(bool faded) private pure returns (string memory) {
        return
            string.concat(
                '<style>text{font-family:"Noto Serif CJK SC","Songti SC",serif}',
                ".m{text-anchor:middle}.e{text-anchor:end}.b{font-weight:700}.s{letter-spacing:.3em}",
                ".o{fill:none;stroke-width:1.2}",
                faded
                    ? ".i{fill:#59615f}.g{fill:#77736a}.v{fill:#8d6a63}.o{stroke:#8f8b80}.k{stroke:#6d7371}"
                    : ".i{fill:#0d4649}.g{fill:#6b6555}.v{fill:#b3261a}.o{stroke:#a57f35}.k{stroke:#14595c}",
                "</style>"
            );
    }

    /// @dev `p` paper, `u` underprint of waves, `h` the frame's braid, `l` the hatching of a bar, `r0`–`r5` a rosette of
    /// 1 to 32 ellipses, each made of two of the one before.
    function _definitions() private pure returns (string memory) {
        return
            string.concat(
                '<defs><radialGradient id="p" r=".7"><stop stop-color="#fffdf7"/>',
                '<stop offset="1" stop-color="#f3e8d0"/></radialGradient>',
                '<pattern id="u" width="48" height="16" patternUnits="userSpaceOnUse">',
                '<path class="o" stroke-width=".6" d="M-24 8q12-16 24 0t24 0t24 0t24 0M-24 16q12-16 24 0t24 0t24 0t24 0',
                'M-24 0q12-16 24 0t24 0t24 0t24 0"/></pattern>',
                '<pattern id="h" x="24" y="24" width="24" height="48" patternUnits="userSpaceOnUse">',
                '<path class="k" fill="none" d="M-24 24q12-40 24 0t24 0t24 0M-24 24q12 40 24 0t24 0t24 0"/>',
                '<path class="o" d="M-72 24q18-44 36 0t36 0t36 0M-96 24q18-44 36 0t36 0t36 0t36 0',
                'M-48 24q18-44 36 0t36 0t36 0"/></pattern>',
                '<pattern id="l" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
                '<path class="o" stroke-width="4" d="M2 0v8"/></pattern>',
                '<g id="r0"><ellipse rx="200" ry="74"/></g>',
                _doubled("1", "0", "90"),
                _doubled("2", "1", "45"),
                _doubled("3", "2", "22.5"),
                _doubled("4", "3", "11.25"),
                _doubled("5", "4", "5.625"),
                "</defs>"
            );
    }

    function _doubled(
        string memory level,
        string memory half,
        string memory angle
    ) private pure returns (string memory) {
        return
            string.concat(
                '<g id="r',
                level,
                '"><use href="#r',
                half,
                '"/><use href="#r',
                half,
                '" transform="rotate(',
                angle,
                ')"/></g>'
            );
    }

    /// @dev The left and right bands are the upper and lower ones with x and y exchanged.
    function _frame(uint256 width, uint256 height) private pure returns (string memory) {
        return
            string.concat(
                '<g fill="url(#h)">',
                _bands("t", width - 144, height - 96),
                '<g transform="matrix(0 1 1 0 0 0)">',
                _bands("f", height - 144, width - 96),
                "</g></g>",
                _outline("k", 15, width, height, "4"),
                _outline("o", 21, width, height, "1"),
                _outline("k", 73, width, height, "2"),
                _outline("o", 79, width, height, "1"),
                _corners(width - 48, height - 48)
            );
    }

    function _bands(string memory id, uint256 length, uint256 shift) private pure returns (string memory) {
        return
            string.concat(
                '<rect id="',
                id,
                '" x="72" y="24" width="',
                length.toString(),
                '" height="48"/><use href="#',
                id,
                '" y="',
                shift.toString(),
                '"/>'
            );
    }

    function _outline(
        string memory style,
        uint256 inset,
        uint256 width,
        uint256 height,
        string memory stroke
    ) private pure returns (string memory) {
        string memory corner = inset.toString();
        return
            string.concat(
                '<rect class="',
                style,
                string.concat('" x="', corner, '" y="', corner, '" width="', (width - 2 * inset).toString()),
                string.concat('" height="', (height - 2 * inset).toString(), '" fill="none" stroke-width="'),
                stroke,
                '"/>'
            );
    }

    function _corners(uint256 right, uint256 bottom) private pure returns (string memory) {
        string memory x = string.concat('<use href="#c" x="', (right - 48).toString(), '"');
        string memory y = string.concat(' y="', (bottom - 48).toString(), '"');
        return
            string.concat(
                '<g id="c"><rect class="k" x="24" y="24" width="48" height="48" fill="#faf3e2"/>',
                '<g class="k" fill="none" stroke-width="9" transform="translate(48 48) scale(.105)">',
                '<use href="#r3"/><circle r="205"/></g></g>',
                x,
                "/>",
                x,
                y,
                '/><use href="#c"',
                y,
                "/>"
            );
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";
import { CalendarText } from "./CalendarText.sol";
import { FigureText } from "./FigureText.sol";
import { Metadata } from "./Metadata.sol";
import { PictureParts } from "./PictureParts.sol";
import { SvgText } from "./SvgText.sol";

/// @title CertificatePicture: a provider's admission as it hangs on the wall
/// @notice Writes a certificate's ERC-721 metadata with an SVG picture.
///
/// ROLES
/// - None. Anyone may ask; the ledger asks with what it holds, and a picture from anyone else's facts proves nothing.
///
/// RULES
/// - The same facts always give the same picture: it keeps nothing and reads nothing.
/// - The rosette grows one petal for each service class, always at the same angle for the same class.
/// - A certificate that is suspended, removed or blacklisted bears a stamp; one that has ended also fades.
/// - Classes are listed as numbers and ranges until the line is full; the attributes list all.
///
/// WHAT THE OPERATOR CANNOT DO
/// - Change a picture: there is no server, no setting and no owner behind it.
///
/// TIME
/// - No clock is read. A certificate before its first or past its last day shows as admitted, with both days.
/// - `Ends` is the first second after the last day in Shanghai.
///
/// ASSUMPTIONS
/// - The provider has been admitted once, so its status is one of the four.
/// - Names may hold any bytes: what is not printable text is replaced, the rest escaped.
contract CertificatePicture {
    using Strings for uint256;

    /// @notice What a provider's certificate shows.
    struct CertificateFacts {
        uint48 provider; // district << 32 | number
        bytes32 district; // public name of the awarding district, UTF-8 padded with zeros
        uint16 validFrom; // Shanghai day
        uint16 validTo; // Shanghai day, valid through
        uint8 status; // 4 admitted, 5 suspended, 6 removed, 7 blacklisted, as in Providers
        uint256 classBits; // bit n is set for class n
        uint256 chainId;
        address ledger; // the contract whose token it is
    }

    uint8 private constant ADMITTED = 4;
    uint8 private constant SUSPENDED = 5;
    uint8 private constant REMOVED = 6;

    uint256 private constant WIDTH = 840;
    uint256 private constant HEIGHT = 1200;
    uint256 private constant LISTED = 72;

    /// @return A `data:` URI of JSON.
    function tokenURI(CertificateFacts calldata facts) external pure returns (string memory) {
        string memory name = string.concat(
            unicode"Provider Certificate 服务机构入库证书 ",
            FigureText.numbered(facts.provider)
        );
        return Metadata.document(name, _description(facts), _picture(facts, name), _attributes(facts));
    }

    function _description(CertificateFacts calldata facts) private pure returns (string memory) {
        string memory district = SvgText.readable(facts.district);
        string memory from = CalendarText.iso(facts.validFrom);
        string memory to = CalendarText.iso(facts.validTo);
        string memory count = _count(facts.classBits).toString();
        return
            string.concat(
                string.concat("Certificate of admission awarded by ", district, ". Its holder serves the innovation "),
                string.concat("vouchers of every member district in ", count, " service classes, from ", from),
                string.concat(" through ", to, " (Shanghai). Non-transferable.\n\n"),
                string.concat(district, unicode"颁发的服务机构入库证书。持证机构可在", count),
                string.concat(unicode"个服务类别内承接各成员地区的双创券，有效期自", from, unicode"至", to),
                unicode"。不可转让。"
            );
    }

    function _attributes(CertificateFacts calldata facts) private pure returns (string memory) {
        return
            string.concat(
                Metadata.words("Status", _status(facts.status)),
                Metadata.words("Awarding district", SvgText.readable(facts.district)),
                string.concat(
                    Metadata.words("Valid from", CalendarText.iso(facts.validFrom)),
                    Metadata.words("Valid through", CalendarText.iso(facts.validTo)),
                    Metadata.moment("Ends", CalendarText.end(facts.validTo))
                ),
                Metadata.number("Service classes", _count(facts.classBits)),
                Metadata.words("Class numbers", _classList(facts.classBits, type(uint256).max))
            );
    }

    function _picture(CertificateFacts calldata facts, string memory name) private pure returns (string memory) {
        return
            string.concat(
                PictureParts.open(WIDTH, HEIGHT, name, facts.status != ADMITTED && facts.status != SUSPENDED),
                _heading(facts),
                _flower(facts),
                _statement(facts),
                _footing(facts),
                string.concat(_smallPrint(facts), _stamp(facts.status), "</svg>")
            );
    }

    function _heading(CertificateFacts calldata facts) private pure returns (string memory) {
        string memory number = string.concat("No. ", FigureText.numbered(facts.provider));
        return
            string.concat(
                SvgText.line("g m", 420, 132, 17, 600, unicode"双创券通用通兑 · DUAL INNOVATION VOUCHERS"),
                SvgText.line("i b s m", 429, 212, 64, 660, unicode"入库证书"),
                SvgText.line("i s m", 423, 252, 18, 600, "CERTIFICATE OF ADMISSION"),
                SvgText.line("v b m", 420, 296, 26, 600, number)
            );
    }

    /// @dev Successive petals stand at the golden angle to each other, so they spread evenly however many there are.
    function _flower(CertificateFacts calldata facts) private pure returns (string memory) {
        string memory petals = "";
        for (uint256 class = 0; class < 256; class++) {
            if ((facts.classBits >> class) & 1 == 0) continue;
            petals = string.concat(petals, '<use href="#a" transform="rotate(', _angle(class), ')"/>');
        }
        return
            string.concat(
                PictureParts.rosette(420, 492, ".85", ".55"),
                '<defs><path id="a" d="M0-70q26-50 0-108q-26 58 0 108"/></defs>',
                '<g class="v" fill-opacity=".8" stroke="#fdf6e6" transform="translate(420 492)">',
                petals,
                '</g><circle class="k" cx="420" cy="492" r="54" fill="#fdf8ea" stroke-width="2"/>',
                SvgText.line("i b m", 420, 502, 46, 90, _count(facts.classBits).toString()),
                SvgText.line("g m", 420, 524, 13, 90, unicode"类 CLASSES")
            );
    }

    function _count(uint256 bits) private pure returns (uint256 count) {
        for (; bits != 0; bits &= bits - 1) count++;
    }

    /// @return Degrees with two decimals.
    function _angle(uint256 class) private pure returns (string memory) {
        uint256 hundredths = (class * 13_751) % 36_000;
        return string.concat((hundredths / 100).toString(), ".", FigureText.padded(hundredths % 100, 2));
    }

    function _statement(CertificateFacts calldata facts) private pure returns (string memory) {
        return
            string.concat(
                SvgText.line("i m", 420, 724, 24, 620, unicode"兹证明持证机构准予入库，"),
                SvgText.line("i m", 420, 762, 24, 620, unicode"可承接各成员地区发放的双创券。"),
                SvgText.line("i m", 420, 800, 17, 620, "The holder is admitted to serve the innovation"),
                SvgText.line("i m", 420, 825, 17, 620, "vouchers of every member district."),
                SvgText.line("g m", 420, 868, 15, 620, unicode"SERVICE CLASSES 服务类别"),
                SvgText.line("i b m", 420, 898, 21, 620, _classList(facts.classBits, LISTED))
            );
    }

    function _footing(CertificateFacts calldata facts) private pure returns (string memory) {
        string memory term = string.concat(
            CalendarText.iso(facts.validFrom),
            unicode" — ",
            CalendarText.iso(facts.validTo)
        );
        return
            string.concat(
                PictureParts.rule(110, 922, 620),
                SvgText.line("g", 110, 956, 15, 420, unicode"AWARDED BY 颁发地区"),
                SvgText.line("i b", 110, 990, 27, 440, SvgText.readable(facts.district)),
                SvgText.line("g", 110, 1024, 15, 420, unicode"VALID FROM AND THROUGH 有效期"),
                SvgText.line("i b", 110, 1056, 25, 440, term),
                PictureParts.seal(660, 1000, unicode"准予入库")
            );
    }

    function _smallPrint(CertificateFacts calldata facts) private pure returns (string memory) {
        return
            string.concat(
                SvgText.line("g m", 420, 1087, 12, 640, unicode"Non-transferable 不可转让"),
                SvgText.line("g m", 420, 1105, 12, 640, PictureParts.origin(facts.chainId, facts.ledger))
            );
    }

    /// @param most Bytes after which the list is cut at the next number.
    /// @return list `1–3, 7, 12–15`
    function _classList(uint256 bits, uint256 most) private pure returns (string memory list) {
        uint256 class = 0;
        while (class < 256 && bits >> class != 0) {
            if ((bits >> class) & 1 == 0) {
                class++;
                continue;
            }
            if (bytes(list).length > most) return string.concat(list, unicode" …");
            uint256 first = class;
            while (class < 255 && (bits >> (class + 1)) & 1 == 1) class++;
            list = string.concat(
                list,
                bytes(list).length == 0 ? "" : ", ",
                first.toString(),
                class == first ? "" : string.concat(class == first + 1 ? ", " : unicode"–", class.toString())
            );
            class++;
        }
    }

    function _stamp(uint8 status) private pure returns (string memory) {
        if (status == ADMITTED) return "";
        if (status == SUSPENDED) return PictureParts.stamp(420, 492, unicode"暂停 SUSPENDED", PictureParts.BLUE);
        string memory words = status == REMOVED ? unicode"已移出 REMOVED" : unicode"黑名单 BLACKLISTED";
        return PictureParts.stamp(420, 492, words, PictureParts.VERMILION);
    }

    function _status(uint8 status) private pure returns (string memory) {
        if (status == ADMITTED) return unicode"Admitted 已入库";
        if (status == SUSPENDED) return unicode"Suspended 暂停";
        return status == REMOVED ? unicode"Removed 已移出" : unicode"Blacklisted 列入黑名单";
    }
}

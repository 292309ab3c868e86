// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";
import { CalendarText } from "./CalendarText.sol";
import { FigureText } from "./FigureText.sol";
import { Metadata } from "./Metadata.sol";
import { PictureParts } from "./PictureParts.sol";
import { SvgText } from "./SvgText.sol";

/// @title VoucherPicture: a voucher as its holder sees it
/// @notice Writes a voucher's ERC-721 metadata with an SVG picture in the manner of a bank note.
///
/// ROLES
/// - None. Anyone may ask; the ledger asks with what it holds, and a picture from anyone else's facts proves nothing.
///
/// RULES
/// - The same facts always give the same picture: it keeps nothing and reads nothing.
/// - What is neither locked nor redeemed is *remaining* while the voucher is active and *returned* once it has ended.
/// - A voucher that is frozen, revoked or expired bears a stamp; one that has ended also fades. Ended outranks frozen.
/// - At most three joint districts are named in the picture, then their number; the attributes name all.
///
/// WHAT THE OPERATOR CANNOT DO
/// - Change a picture: there is no server, no setting and no owner behind it.
///
/// TIME
/// - No clock is read. A voucher past its last day shows as active until the ledger has expired it.
/// - `Ends` is the first second after the last day in Shanghai.
///
/// ROUNDING
/// - Amounts and rates are shown exactly. Only the bar rounds, up to a thousandth of its length.
///
/// ASSUMPTIONS
/// - The voucher exists: its face is above zero, and locked and redeemed together are at most its face.
/// - Names may hold any bytes: what is not printable text is replaced, the rest escaped.
contract VoucherPicture {
    using Strings for uint256;

    /// @notice What a voucher's picture shows. Amounts are fen.
    struct VoucherFacts {
        uint48 voucher; // program << 32 | serial
        bytes32 district; // public name of the issuing district, UTF-8 padded with zeros
        bytes32[] joint; // names of the districts that issue it jointly, without the issuing one
        uint16 program;
        uint48 enterprise; // district << 32 | number
        uint48 face;
        uint48 locked;
        uint48 redeemed;
        uint16 share; // of a contract that the voucher covers, basis points
        uint16 year; // of issue
        uint16 useBy; // Shanghai day, valid through
        uint8 status; // 1 active, 2 revoked, 3 expired
        bool frozen;
        uint16 sequence; // changes so far
        uint256 chainId;
        address ledger; // the contract whose token it is
    }

    uint8 private constant ACTIVE = 1;
    uint8 private constant REVOKED = 2;

    uint256 private constant WIDTH = 1200;
    uint256 private constant HEIGHT = 840;
    uint256 private constant NAMED = 3;
    uint256 private constant BAR = 1000;

    /// @return A `data:` URI of JSON.
    function tokenURI(VoucherFacts calldata facts) external pure returns (string memory) {
        string memory name = string.concat(
            unicode"Dual Innovation Voucher 双创券 ",
            FigureText.numbered(facts.voucher)
        );
        return Metadata.document(name, _description(facts), _picture(facts, name), _attributes(facts));
    }

    function _description(VoucherFacts calldata facts) private pure returns (string memory) {
        string memory district = SvgText.readable(facts.district);
        string memory face = FigureText.yuan(facts.face);
        string memory day = CalendarText.iso(facts.useBy);
        string memory share = FigureText.percent(facts.share);
        string memory partners = facts.joint.length == 0 ? "" : _jointNames(facts.joint, facts.joint.length);
        return
            string.concat(
                string.concat("An innovation voucher of ", face, " issued by ", district),
                bytes(partners).length == 0 ? "" : string.concat(" jointly with ", partners),
                string.concat(", covering ", share, " of a service contract. Non-transferable. It may be spent "),
                string.concat("with admitted providers in any member district, through ", day, " (Shanghai).\n\n"),
                string.concat(district, unicode"发放的双创券，面额", face, unicode"，抵扣服务合同金额的", share),
                string.concat(
                    bytes(partners).length == 0 ? "" : string.concat(unicode"，与", partners, unicode"联合发放"),
                    unicode"。不可转让，可在任一成员地区的入库服务机构使用，有效期至",
                    day,
                    unicode"。"
                )
            );
    }

    function _attributes(VoucherFacts calldata facts) private pure returns (string memory list) {
        list = string.concat(
            Metadata.words("Status", _status(facts)),
            Metadata.words("Issuing district", SvgText.readable(facts.district)),
            Metadata.number("Program", facts.program),
            Metadata.words("Enterprise", FigureText.numbered(facts.enterprise))
        );
        list = string.concat(
            list,
            Metadata.words("Face", FigureText.yuan(facts.face)),
            Metadata.words("Locked", FigureText.yuan(facts.locked)),
            Metadata.words("Redeemed", FigureText.yuan(facts.redeemed)),
            Metadata.words(facts.status == ACTIVE ? "Remaining" : "Returned", FigureText.yuan(_rest(facts))),
            Metadata.words("Frozen", facts.frozen ? "Yes" : "No")
        );
        list = string.concat(
            list,
            Metadata.words("Share of contract", FigureText.percent(facts.share)),
            Metadata.number("Year of issue", facts.year),
            Metadata.number("Changes", facts.sequence),
            Metadata.words("Valid through", CalendarText.iso(facts.useBy)),
            Metadata.moment("Ends", CalendarText.end(facts.useBy))
        );
        for (uint256 i = 0; i < facts.joint.length; i++) {
            list = string.concat(list, Metadata.words("Issued jointly with", SvgText.readable(facts.joint[i])));
        }
    }

    function _picture(VoucherFacts calldata facts, string memory name) private pure returns (string memory) {
        return
            string.concat(
                PictureParts.open(WIDTH, HEIGHT, name, facts.status != ACTIVE),
                _heading(facts),
                _centre(facts),
                _bar(facts),
                _terms(facts),
                _stamp(facts),
                "</svg>"
            );
    }

    function _heading(VoucherFacts calldata facts) private pure returns (string memory) {
        string memory number = string.concat("No. ", FigureText.numbered(facts.voucher));
        return
            string.concat(
                SvgText.line("g", 110, 128, 15, 300, unicode"ISSUED BY 发放地区"),
                SvgText.line("i b", 110, 164, 28, 340, SvgText.readable(facts.district)),
                SvgText.line("g e", 1090, 128, 15, 300, unicode"NUMBER 编号"),
                SvgText.line("v b e", 1090, 164, 28, 340, number),
                SvgText.line("i b s m", 610, 172, 66, 400, unicode"双创券"),
                SvgText.line("i s m", 602, 208, 15, 400, "DUAL INNOVATION VOUCHER")
            );
    }

    function _centre(VoucherFacts calldata facts) private pure returns (string memory) {
        return
            string.concat(
                PictureParts.rosette(600, 344, "1.5 .62", ".42"),
                _share(facts.share),
                SvgText.line("i b m", 600, 366, 92, 600, FigureText.yuan(facts.face)),
                SvgText.line("i m", 600, 418, 25, 560, string.concat(unicode"人民币", FigureText.capitals(facts.face))),
                PictureParts.seal(1010, 336, unicode"通用通兑"),
                _jointLine(facts.joint)
            );
    }

    function _share(uint16 share) private pure returns (string memory) {
        return
            string.concat(
                PictureParts.rosette(190, 324, ".43", ".8"),
                SvgText.line("i b m", 190, 333, 25, 54, FigureText.percent(share)),
                SvgText.line("g m", 190, 434, 15, 190, unicode"抵扣比例"),
                SvgText.line("g m", 190, 453, 13, 190, "SHARE OF CONTRACT")
            );
    }

    function _jointLine(bytes32[] calldata joint) private pure returns (string memory) {
        if (joint.length == 0) return "";
        string memory names = string.concat(unicode"Issued jointly with 联合发放  ", _jointNames(joint, NAMED));
        return SvgText.line("i m", 600, 492, 19, 980, names);
    }

    function _jointNames(bytes32[] calldata joint, uint256 most) private pure returns (string memory names) {
        for (uint256 i = 0; i < joint.length && i < most; i++) {
            names = string.concat(names, i == 0 ? "" : unicode" · ", SvgText.readable(joint[i]));
        }
        if (joint.length > most) names = string.concat(names, " +", (joint.length - most).toString());
    }

    function _bar(VoucherFacts calldata facts) private pure returns (string memory) {
        uint256 redeemed = _length(facts.redeemed, facts.face);
        uint256 locked = _length(uint256(facts.redeemed) + facts.locked, facts.face) - redeemed;
        string memory rest = facts.status == ACTIVE ? unicode"REMAINING 剩余" : unicode"RETURNED 已退回";
        return
            string.concat(
                '<rect x="100" y="516" width="1000" height="24" fill="#e6e4d2"/>',
                _segment(100, 516, redeemed, 24, "i", ""),
                _segment(100 + redeemed, 516, locked, 24, "", "url(#l)"),
                '<rect class="k" x="100" y="516" width="1000" height="24" fill="none" stroke-width="1.5"/>',
                _legend(100, unicode"REDEEMED 已核销", facts.redeemed, _segment(100, 560, 14, 14, "i", "")),
                _legend(440, unicode"LOCKED 已锁定", facts.locked, _segment(440, 560, 14, 14, "k", "url(#l)")),
                _legend(780, rest, _rest(facts), _segment(780, 560, 14, 14, "k", "#e6e4d2"))
            );
    }

    function _length(uint256 amount, uint256 face) private pure returns (uint256) {
        return (amount * BAR + face - 1) / face;
    }

    function _segment(
        uint256 x,
        uint256 y,
        uint256 width,
        uint256 height,
        string memory style,
        string memory fill
    ) private pure returns (string memory) {
        return
            string.concat(
                string.concat('<rect class="', style, '" fill="', fill, '" x="', x.toString()),
                string.concat('" y="', y.toString(), '" width="', width.toString()),
                string.concat('" height="', height.toString(), '"/>')
            );
    }

    function _legend(
        uint256 x,
        string memory label,
        uint256 amount,
        string memory swatch
    ) private pure returns (string memory) {
        return
            string.concat(
                swatch,
                SvgText.line("g", x + 24, 573, 15, 280, label),
                SvgText.line("i b", x, 604, 25, 310, FigureText.yuan(amount))
            );
    }

    function _terms(VoucherFacts calldata facts) private pure returns (string memory) {
        return
            string.concat(
                PictureParts.rule(100, 626, 1000),
                _term(100, unicode"VALID THROUGH 有效期至", CalendarText.iso(facts.useBy)),
                _term(380, unicode"ISSUED IN 发放年度", uint256(facts.year).toString()),
                _term(600, unicode"HOLDER 持有企业", FigureText.numbered(facts.enterprise)),
                _term(850, unicode"STATUS 状态", _status(facts)),
                _smallPrint(facts)
            );
    }

    function _smallPrint(VoucherFacts calldata facts) private pure returns (string memory) {
        string memory origin = string.concat(
            PictureParts.origin(facts.chainId, facts.ledger),
            unicode" · Change 变更 ",
            uint256(facts.sequence).toString()
        );
        return
            string.concat(
                SvgText.line(
                    "g m",
                    600,
                    726,
                    13,
                    1000,
                    unicode"Non-transferable 不可转让 · Spendable with admitted providers in any member district "
                    unicode"可在任一成员地区的入库服务机构使用"
                ),
                SvgText.line("g m", 600, 748, 13, 1000, origin)
            );
    }

    function _term(uint256 x, string memory label, string memory value) private pure returns (string memory) {
        return string.concat(SvgText.line("g", x, 652, 15, 250, label), SvgText.line("i b", x, 686, 26, 230, value));
    }

    function _stamp(VoucherFacts calldata facts) private pure returns (string memory) {
        if (facts.status == REVOKED)
            return PictureParts.stamp(600, 350, unicode"已撤销 REVOKED", PictureParts.VERMILION);
        if (facts.status != ACTIVE) return PictureParts.stamp(600, 350, unicode"已过期 EXPIRED", PictureParts.GREY);
        if (facts.frozen) return PictureParts.stamp(600, 350, unicode"冻结 FROZEN", PictureParts.BLUE);
        return "";
    }

    function _status(VoucherFacts calldata facts) private pure returns (string memory) {
        if (facts.status == REVOKED) return unicode"Revoked 已撤销";
        if (facts.status != ACTIVE) return unicode"Expired 已过期";
        if (facts.frozen) return unicode"Frozen 冻结";
        return facts.redeemed == facts.face ? unicode"Used in full 已用完" : unicode"Active 有效";
    }

    function _rest(VoucherFacts calldata facts) private pure returns (uint256) {
        return facts.face - facts.locked - facts.redeemed;
    }
}

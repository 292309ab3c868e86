// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Matching } from "../../contracts/Matching.sol";
import { OPERATOR } from "../../contracts/lib/Duties.sol";
import { DemandId, DistrictId, EnterpriseId, MatchId, OfferId, ProviderId } from "../../contracts/lib/Ids.sol";
import { Demand, Match, Offer } from "../../contracts/matching/MatchMessages.sol";
import { Ledger } from "./Ledger.sol";
import { VM } from "./Cheats.sol";

/// @notice Demands, offers and matches in random order and on random days, against plain notes of what each post is.
contract MatchingPosts is Ledger {
    uint256 private constant FIRM = 0xF001; // the first firm's key; the others follow
    uint256 private constant INSTITUTE = 0xA001;
    uint8 private constant CLASS = 7;

    struct Note {
        bytes32 id;
        uint256 party; // whose, by its place
        uint16 district; // sought
        uint16 through;
        bytes32 answers;
        bool withdrawn;
        bool matched;
    }

    EnterpriseId[] private firms;
    ProviderId[] private institutes;
    Note[] private sought;
    Note[] private offered;
    uint256 private texts;

    error WrongState(bytes32 post, Matching.PostState expected, Matching.PostState actual);
    error WrongMatch(bool expected, uint256 demand, uint256 offer);

    function setUp() external {
        _found();
        for (uint256 i = 0; i < 2; ++i) {
            uint16 district = uint16(i + 1);
            firms.push(_register(district, FIRM + i, bytes32(i + 1)));
            institutes.push(_admit(district, INSTITUTE + i, bytes32(i + 11)));
        }
    }

    /// forge-config: default.fuzz.runs = 60
    function testFuzz_EachPostIsWhatBecameOfIt(uint256 seed) external {
        for (uint256 step = 0; step < 40; ++step) {
            uint256 mixed = uint256(keccak256(abi.encode(seed, step)));
            if (mixed % 8 < 2) _seek(mixed >> 8);
            else if (mixed % 8 < 4) _offer(mixed >> 8);
            else if (mixed % 8 < 6) _match(mixed >> 8);
            else if (mixed % 8 == 6) _withdraw(mixed >> 8);
            else VM.warp(block.timestamp + ((mixed >> 8) % 4 days));
        }
        for (uint256 i = 0; i < sought.length; ++i) {
            _demandState(sought[i], matching.demandOf(DemandId.wrap(sought[i].id)));
        }
        for (uint256 i = 0; i < offered.length; ++i) {
            _demandState(offered[i], matching.offerOf(OfferId.wrap(offered[i].id)));
            bytes32 answers = DemandId.unwrap(matching.demandAnswered(OfferId.wrap(offered[i].id)));
            _same(uint256(offered[i].answers), uint256(answers));
        }
    }

    /// @dev Whatever the fields hold, they come back as they were signed.
    function testFuzz_APostKeepsWhatWasSigned(
        bytes32 content,
        uint8 serviceClass,
        bool anywhere,
        uint16 days_
    ) external {
        if (content == 0) content = REASON;
        uint16 through = _today() + (days_ % 367);
        uint16 district = anywhere ? 0 : 2;
        Demand memory demand = Demand(firms[0], content, serviceClass, DistrictId.wrap(district), through, _late());
        DemandId id = matching.demandIdOf(demand);
        _by(0, OPERATOR);
        matching.postDemand(demand, _signed(FIRM, DemandId.unwrap(id)));
        Matching.Post memory post = matching.demandOf(id);
        _same(EnterpriseId.unwrap(firms[0]), post.party);
        _same(serviceClass, post.serviceClass);
        _same(district, DistrictId.unwrap(post.district));
        _same(through, post.through);
        _same(uint256(Matching.PostState.Open), uint256(post.state));
    }

    function _seek(uint256 seed) private {
        uint256 party = seed % 2;
        uint16 district = uint16((seed >> 4) % 3);
        uint16 through = _today() + uint16((seed >> 8) % 12);
        Demand memory demand = Demand(firms[party], _text(), CLASS, DistrictId.wrap(district), through, _late());
        bytes32 id = DemandId.unwrap(matching.demandIdOf(demand));
        _by(0, OPERATOR);
        matching.postDemand(demand, _signed(FIRM + party, id));
        sought.push(Note(id, party, district, through, 0, false, false));
    }

    /// @dev To everybody, or to an open demand that it fits.
    function _offer(uint256 seed) private {
        uint256 party = seed % 2;
        uint16 district = uint16((seed >> 4) % 3);
        uint16 through = _today() + uint16((seed >> 8) % 12);
        bytes32 answers = 0;
        if (sought.length != 0 && (seed >> 16) % 2 == 0) {
            Note storage demand = sought[(seed >> 20) % sought.length];
            bool fits = _open(demand) && _meets(demand.district, party) && _meets(district, demand.party);
            if (fits) answers = demand.id;
        }
        Offer memory offer = Offer({
            provider: institutes[party],
            demand: DemandId.wrap(answers),
            content: _text(),
            serviceClass: CLASS,
            district: DistrictId.wrap(district),
            through: through,
            deadline: _late()
        });
        bytes32 id = OfferId.unwrap(matching.offerIdOf(offer));
        _by(0, OPERATOR);
        matching.postOffer(offer, _signed(INSTITUTE + party, id));
        offered.push(Note(id, party, district, through, answers, false, false));
    }

    /// @dev Any two, which go together exactly if the notes say so.
    function _match(uint256 seed) private {
        if (sought.length == 0 || offered.length == 0) return;
        uint256 d = (seed >> 8) % sought.length;
        uint256 o = (seed >> 16) % offered.length;
        Note storage demand = sought[d];
        Note storage offer = offered[o];
        bool answers = offer.answers == 0 || offer.answers == demand.id;
        bool meet = _meets(demand.district, offer.party) && _meets(offer.district, demand.party);
        bool expected = _open(demand) && _open(offer) && answers && meet;

        Match memory both = Match(DemandId.wrap(demand.id), OfferId.wrap(offer.id), _late());
        bytes32 id = MatchId.unwrap(matching.matchIdOf(both));
        bytes memory buyers = _signed(FIRM + demand.party, id);
        bytes memory sellers = _signed(INSTITUTE + offer.party, id);
        _by(0, OPERATOR);
        try matching.matchUp(both, buyers, sellers) {
            require(expected, WrongMatch(expected, d, o));
            demand.matched = true;
            offer.matched = offer.answers != 0;
            Matching.Pair memory pair = matching.matchOf(MatchId.wrap(id));
            _same(EnterpriseId.unwrap(firms[demand.party]), EnterpriseId.unwrap(pair.enterprise));
            _same(ProviderId.unwrap(institutes[offer.party]), ProviderId.unwrap(pair.provider));
        } catch {
            require(!expected, WrongMatch(expected, d, o));
        }
    }

    /// @dev By the party's own wallet.
    function _withdraw(uint256 seed) private {
        bool demand = seed % 2 == 0;
        uint256 count = demand ? sought.length : offered.length;
        if (count == 0) return;
        uint256 place = (seed >> 8) % count;
        Note storage note = demand ? sought[place] : offered[place];
        if (!_open(note)) return;
        VM.prank(VM.addr((demand ? FIRM : INSTITUTE) + note.party));
        matching.withdrawPost(note.id, 0, "");
        note.withdrawn = true;
    }

    function _demandState(Note storage note, Matching.Post memory post) private view {
        Matching.PostState expected = Matching.PostState.Open;
        if (note.withdrawn) expected = Matching.PostState.Withdrawn;
        else if (note.matched) expected = Matching.PostState.Matched;
        else if (_today() > note.through) expected = Matching.PostState.Expired;
        require(post.state == expected, WrongState(note.id, expected, post.state));
    }

    function _open(Note storage note) private view returns (bool) {
        return !note.withdrawn && !note.matched && _today() <= note.through;
    }

    /// @dev Parties are of the district after their place.
    function _meets(uint16 district, uint256 party) private pure returns (bool) {
        return district == 0 || district == party + 1;
    }

    function _text() private returns (bytes32) {
        return bytes32(++texts);
    }

    function _late() private view returns (uint64) {
        return uint64(block.timestamp + 1 days);
    }

    function _signed(uint256 key, bytes32 digest) private pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = VM.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }
}

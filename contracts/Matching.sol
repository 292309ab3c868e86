// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Edition } from "./Edition.sol";
import { Districts } from "./Districts.sol";
import { Enterprises } from "./Enterprises.sol";
import { Providers } from "./Providers.sol";
import { Vouchers } from "./Vouchers.sol";
import { Orders } from "./Orders.sol";
import { LedgerPart, DISTRICTS, ENTERPRISES, PROVIDERS, VOUCHERS, ORDERS } from "./base/LedgerPart.sol";
import { Signatures } from "./base/Signatures.sol";
import { MatchMessages, Demand, Offer, Match } from "./matching/MatchMessages.sol";
import { Order } from "./orders/Messages.sol";
import { OrderWord } from "./orders/OrderWord.sol";
import {
    DemandId,
    DistrictId,
    EnterpriseId,
    GroupId,
    MatchId,
    OfferId,
    OrderId,
    ProviderId,
    CONSORTIUM
} from "./lib/Ids.sol";
import { BUREAU, OPERATOR } from "./lib/Duties.sol";
import { Calendar } from "./lib/Calendar.sol";

/// @title Matching: how an enterprise that needs a service and a provider of one find each other
/// @notice Demands and offers that parties signed, the matches that both signed, and the orders that came of them. The
/// texts are kept by the districts' offices; here are their commitments, service class, district and last day.
///
/// ROLES
/// - Operator, or the Bureau of the party's home district: posts what the party signed. For a match either home Bureau.
/// - The party itself, or anyone with its signature: withdraws what it posted. Anyone: records an order under its match.
///
/// RULES
/// - The id of a demand, an offer or a match is the digest that was signed; each is recorded once.
/// - A post is open through its last day, which is at most 366 days ahead. Nobody has to end it: the calendar does.
/// - A demand is matched once. An offer answers one demand, and is matched with it alone; or it is to everybody, and is
///   matched as often as parties agree while it is open.
/// - Posting needs a party that could place or take an order of that class on that day. An offer that answers a demand,
///   and a match, need both posts open, one class, each party in the district that the other seeks, and two parties that
///   are not of one group and have two wallets.
/// - A match binds nobody to an order, and an order needs no match. One whose signed reference is the match, between its
///   parties and of its class, is recorded under it, once. Of a match can come several orders.
///
/// WHAT THE OPERATOR CANNOT DO
/// - Post, withdraw or match anything without the signatures of whoever it is about.
/// - Delay: Bureaus can post and match in its place, and parties withdraw without anyone.
///
/// TIME
/// - Days are Shanghai calendar days. "Through day D" ends at the first second of D + 1.
///
/// ASSUMPTIONS
/// - The offices show the texts whose commitments stand here, and nobody's contact details but to the matched party. The
///   ledger cannot check a text; what a post asks or promises in words binds nobody here.
contract Matching is Signatures {
    /// @dev Expired is never stored: it is what an open post is after its last day.
    enum PostState {
        None,
        Open,
        Withdrawn,
        Matched,
        Expired
    }

    /// @dev One word: party 48, service class 8, district 16, through 16, state 8 bits.
    struct Post {
        uint48 party; // who posted it: the enterprise of a demand, the provider of an offer
        uint8 serviceClass;
        DistrictId district; // where a partner is sought; 0 anywhere
        uint16 through; // day
        PostState state;
    }

    /// @dev One word: enterprise 48, provider 48, service class 8 bits.
    struct Pair {
        EnterpriseId enterprise;
        ProviderId provider;
        uint8 serviceClass;
    }

    uint16 public constant LONGEST_POST = 366; // days from today to the last day

    Districts private immutable districts;
    Enterprises private immutable enterprises;
    Providers private immutable providers;
    Vouchers private immutable vouchers;
    Orders private immutable orders;

    mapping(DemandId => Post) private demands;
    mapping(OfferId => Post) private offers;
    /// @notice The demand that an offer answers; zero where it is to everybody.
    mapping(OfferId => DemandId) public demandAnswered;
    mapping(MatchId => Pair) private matches;
    /// @notice The match that an order was recorded under.
    mapping(OrderId => MatchId) public matchOfOrder;

    event DemandPosted(DemandId indexed demand, EnterpriseId indexed enterprise, Demand terms, address indexed by);
    event OfferPosted(OfferId indexed offer, ProviderId indexed provider, Offer terms, address indexed by);
    event PostWithdrawn(bytes32 indexed post, address indexed by);
    event MatchMade(MatchId indexed matchId, DemandId indexed demand, OfferId indexed offer, address by);
    event OrderRecorded(MatchId indexed matchId, OrderId indexed order, address indexed by);

    error PostedBefore(bytes32 post);
    error ContentMissing();
    error ThroughUnfit(uint16 through, uint16 earliest, uint16 latest);
    error DemandUnknown(DemandId demand);
    error OfferUnknown(OfferId offer);
    error PostUnknown(bytes32 post);
    error PostIn(bytes32 post, PostState state);
    error AnswersOther(OfferId offer, DemandId answered);
    error ClassesDiffer(uint8 sought, uint8 found);
    error OutsideDistrict(bytes32 post, DistrictId sought, DistrictId found);
    error OneGroup(GroupId group);
    error OneWallet(address wallet);
    error MatchUnknown(MatchId matchId);
    error NamesOther(OrderId order, bytes32 named);
    error OtherParties(OrderId order, EnterpriseId enterprise, ProviderId provider);
    error RecordedBefore(OrderId order);

    constructor(Edition edition_) LedgerPart(edition_) {
        districts = Districts(edition_.part(DISTRICTS));
        enterprises = Enterprises(edition_.part(ENTERPRISES));
        providers = Providers(edition_.part(PROVIDERS));
        vouchers = Vouchers(edition_.part(VOUCHERS));
        orders = Orders(edition_.part(ORDERS));
    }

    /// @notice Posts what an enterprise looks for. WHO: the Operator, or the home Bureau, with the enterprise's signature.
    function postDemand(Demand calldata demand, bytes calldata signature) external returns (DemandId id) {
        EnterpriseId enterprise = demand.enterprise;
        _demandPoster(enterprise.district());
        id = demandIdOf(demand);
        require(demands[id].state == PostState.None, PostedBefore(DemandId.unwrap(id)));
        _demandTerms(demand.content, demand.district, demand.through);
        (address wallet, ) = enterprises.signerOf(enterprise, true);
        districts.demandOpen(enterprise.district());
        _demandSigned(wallet, DemandId.unwrap(id), demand.deadline, signature);
        uint48 party = EnterpriseId.unwrap(enterprise);
        demands[id] = Post(party, demand.serviceClass, demand.district, demand.through, PostState.Open);
        emit DemandPosted(id, enterprise, demand, msg.sender);
    }

    /// @notice Posts what a provider offers, to one demand or to everybody. WHO: the Operator, or the Bureau of the
    /// provider's district, with the provider's signature.
    function postOffer(Offer calldata offer, bytes calldata signature) external returns (OfferId id) {
        ProviderId provider = offer.provider;
        _demandPoster(provider.district());
        id = offerIdOf(offer);
        require(offers[id].state == PostState.None, PostedBefore(OfferId.unwrap(id)));
        _demandTerms(offer.content, offer.district, offer.through);
        uint48 party = ProviderId.unwrap(provider);
        Post memory post = Post(party, offer.serviceClass, offer.district, offer.through, PostState.Open);
        address wallet;
        if (DemandId.unwrap(offer.demand) == 0) {
            (wallet, ) = providers.signerForOrder(provider, offer.serviceClass);
            districts.demandOpen(provider.district());
        } else {
            (, wallet) = _demandFit(offer.demand, _openDemand(offer.demand), id, post);
            demandAnswered[id] = offer.demand;
        }
        _demandSigned(wallet, OfferId.unwrap(id), offer.deadline, signature);
        offers[id] = post;
        emit OfferPosted(id, provider, offer, msg.sender);
    }

    /// @notice Takes back a demand or an offer that is open. WHO: the party; or anyone with its signed withdrawal.
    /// @dev What was matched before stays matched.
    /// @param deadline last second at which the signed withdrawal can be brought
    /// @param signature of PostWithdrawal(post, deadline); empty where the party's wallet itself sends
    function withdrawPost(bytes32 post, uint64 deadline, bytes calldata signature) external {
        bool sought = demands[DemandId.wrap(post)].state != PostState.None;
        require(sought || offers[OfferId.wrap(post)].state != PostState.None, PostUnknown(post));
        uint48 party = (sought ? _openDemand(DemandId.wrap(post)) : _openOffer(OfferId.wrap(post))).party;
        address wallet;
        if (sought) (wallet, ) = enterprises.signerOf(EnterpriseId.wrap(party), false);
        else wallet = providers.signerOf(ProviderId.wrap(party));
        if (msg.sender != wallet) {
            _demandSigned(wallet, _digest(MatchMessages.postWithdrawal(post, deadline)), deadline, signature);
        }
        if (sought) demands[DemandId.wrap(post)].state = PostState.Withdrawn;
        else offers[OfferId.wrap(post)].state = PostState.Withdrawn;
        emit PostWithdrawn(post, msg.sender);
    }

    /// @notice Records that a demand and an offer go together. WHO: the Operator, or the Bureau of either party's
    /// district, with both parties' signatures.
    function matchUp(
        Match calldata match_,
        bytes calldata enterpriseSignature,
        bytes calldata providerSignature
    ) external returns (MatchId id) {
        Post memory demand = _openDemand(match_.demand);
        Post memory offer = _openOffer(match_.offer);
        DistrictId home = EnterpriseId.wrap(demand.party).district();
        if (!_holds(msg.sender, home, BUREAU)) _demandPoster(ProviderId.wrap(offer.party).district());
        bool toAll = _demandAnswers(match_);
        id = matchIdOf(match_);
        (address buyer, address seller) = _demandFit(match_.demand, demand, match_.offer, offer);
        _demandSigned(buyer, MatchId.unwrap(id), match_.deadline, enterpriseSignature);
        _demandSigned(seller, MatchId.unwrap(id), match_.deadline, providerSignature);
        demands[match_.demand].state = PostState.Matched;
        if (!toAll) offers[match_.offer].state = PostState.Matched;
        matches[id] = Pair(EnterpriseId.wrap(demand.party), ProviderId.wrap(offer.party), demand.serviceClass);
        emit MatchMade(id, match_.demand, match_.offer, msg.sender);
    }

    /// @notice Records an order under the match that its signed reference names. WHO: anyone.
    /// @param terms as both parties signed them; the order may be in any stage
    function recordOrder(MatchId id, Order calldata terms) external {
        Pair memory pair = matchOf(id);
        OrderId order = orders.orderIdOf(terms);
        OrderWord word = orders.wordOf(order); // reverts for an order that was not placed
        require(terms.referenceTo == MatchId.unwrap(id), NamesOther(order, terms.referenceTo));
        EnterpriseId enterprise = vouchers.enterpriseOf(word.voucher());
        bool theirs =
            EnterpriseId.unwrap(enterprise) == EnterpriseId.unwrap(pair.enterprise) &&
                ProviderId.unwrap(terms.provider) == ProviderId.unwrap(pair.provider);
        require(theirs, OtherParties(order, enterprise, terms.provider));
        require(terms.serviceClass == pair.serviceClass, ClassesDiffer(pair.serviceClass, terms.serviceClass));
        require(MatchId.unwrap(matchOfOrder[order]) == 0, RecordedBefore(order));
        matchOfOrder[order] = id;
        emit OrderRecorded(id, order, msg.sender);
    }

    /// @notice The id of a demand: what the enterprise signs.
    function demandIdOf(Demand calldata demand) public view returns (DemandId) {
        return DemandId.wrap(_digest(MatchMessages.hash(demand)));
    }

    /// @notice The id of an offer: what the provider signs.
    function offerIdOf(Offer calldata offer) public view returns (OfferId) {
        return OfferId.wrap(_digest(MatchMessages.hash(offer)));
    }

    /// @notice The id of a match: what both parties sign, and what an order's reference names.
    function matchIdOf(Match calldata match_) public view returns (MatchId) {
        return MatchId.wrap(_digest(MatchMessages.hash(match_)));
    }

    /// @notice A demand as it is today; reverts where there is none.
    function demandOf(DemandId id) public view returns (Post memory post) {
        post = _ofToday(demands[id]);
        require(post.state != PostState.None, DemandUnknown(id));
    }

    /// @notice An offer as it is today; reverts where there is none.
    function offerOf(OfferId id) public view returns (Post memory post) {
        post = _ofToday(offers[id]);
        require(post.state != PostState.None, OfferUnknown(id));
    }

    /// @notice Between whom a match was made, and of which class; reverts where there is none.
    function matchOf(MatchId id) public view returns (Pair memory pair) {
        pair = matches[id];
        require(EnterpriseId.unwrap(pair.enterprise) != 0, MatchUnknown(id));
    }

    function _demandPoster(DistrictId home) private view {
        if (!_holds(msg.sender, CONSORTIUM, OPERATOR)) _demand(home, BUREAU);
    }

    function _demandTerms(bytes32 content, DistrictId district, uint16 through) private view {
        require(content != 0, ContentMissing());
        (uint16 today, uint16 latest) = (Calendar.today(), Calendar.today() + LONGEST_POST);
        require(through >= today && through <= latest, ThroughUnfit(through, today, latest));
        if (!_anywhere(district)) districts.demandActive(district);
    }

    /// @dev That the two posts fit each other, and who signs for their parties.
    function _demandFit(
        DemandId demandId,
        Post memory demand,
        OfferId offerId,
        Post memory offer
    ) private view returns (address buyer, address seller) {
        uint8 serviceClass = demand.serviceClass;
        require(offer.serviceClass == serviceClass, ClassesDiffer(serviceClass, offer.serviceClass));
        EnterpriseId enterprise = EnterpriseId.wrap(demand.party);
        ProviderId provider = ProviderId.wrap(offer.party);
        _demandSought(DemandId.unwrap(demandId), demand.district, provider.district());
        _demandSought(OfferId.unwrap(offerId), offer.district, enterprise.district());
        GroupId buyers;
        GroupId sellers;
        (buyer, buyers) = enterprises.signerOf(enterprise, true);
        (seller, sellers) = providers.signerForOrder(provider, serviceClass);
        districts.demandOpen(enterprise.district());
        require(GroupId.unwrap(buyers) != GroupId.unwrap(sellers), OneGroup(buyers));
        require(buyer != seller, OneWallet(buyer));
    }

    /// @dev An offer is to everybody, or to this very demand.
    function _demandAnswers(Match calldata match_) private view returns (bool toAll) {
        DemandId answered = demandAnswered[match_.offer];
        toAll = DemandId.unwrap(answered) == 0;
        bool fits = toAll || DemandId.unwrap(answered) == DemandId.unwrap(match_.demand);
        require(fits, AnswersOther(match_.offer, answered));
    }

    function _demandSought(bytes32 post, DistrictId sought, DistrictId found) private pure {
        require(_anywhere(sought) || sought.same(found), OutsideDistrict(post, sought, found));
    }

    function _openDemand(DemandId id) private view returns (Post memory post) {
        post = demandOf(id);
        require(post.state == PostState.Open, PostIn(DemandId.unwrap(id), post.state));
    }

    function _openOffer(OfferId id) private view returns (Post memory post) {
        post = offerOf(id);
        require(post.state == PostState.Open, PostIn(OfferId.unwrap(id), post.state));
    }

    function _ofToday(Post memory post) private view returns (Post memory) {
        if (post.state == PostState.Open && Calendar.today() > post.through) post.state = PostState.Expired;
        return post;
    }

    function _anywhere(DistrictId district) private pure returns (bool) {
        return district.same(CONSORTIUM);
    }
}

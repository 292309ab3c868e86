// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Edition } from "./Edition.sol";
import { Districts } from "./Districts.sol";
import { Providers } from "./Providers.sol";
import { LedgerPart, DISTRICTS, ENTERPRISES, PROVIDERS, VOUCHERS } from "./base/LedgerPart.sol";
import { Batches } from "./base/Batches.sol";
import { Wallets } from "./base/Wallets.sol";
import { Groups } from "./Groups.sol";
import { DistrictId, EnterpriseId, GroupId, Ids } from "./lib/Ids.sol";
import { BUREAU, APPROVER } from "./lib/Duties.sol";
import { Calendar } from "./lib/Calendar.sol";
import { Item, PassedOver } from "./vouchers/Item.sol";

/// @title Enterprises: who may hold vouchers
/// @notice The register of enterprises, each under its home district, and the yearly room of their groups.
///
/// ROLES
/// - Home Bureau: registers, changes the profile's commitment, freezes, proposes.
/// - Home Approver: confirms what needs two officers.
/// - Vouchers alone draws on and gives back the yearly room; Providers alone enrols a group from outside.
///
/// RULES
/// - A party nullifier is registered here once, over all districts; a blacklisted one never again, here or as a provider,
///   in this edition or a later one.
/// - The enterprise, not its key, holds vouchers. The wallet only says who signs for it at the moment.
/// - Freezing is at once; ending it takes a second officer. Blacklisting, closing, merging and changing the group need
///   two officers. Nothing leads back from closed and merged, and nothing at all from blacklisted.
/// - An enterprise is issued to while active; it places orders while active or merged; it signs what concerns existing
///   orders also when closed; frozen, blacklisted or with its wallet stopped it signs nothing, and its home officers
///   decide in its stead.
/// - A merged enterprise keeps its vouchers; whoever signs for the enterprise that it went into signs for it, and that
///   one's group counts.
/// - The groups' yearly use is in Groups; every draw of every program and district goes through `draw` here.
///
/// WHAT THE OPERATOR CANNOT DO
/// - Register, change, rotate or revive an enterprise.
///
/// ASSUMPTIONS
/// - The Bureau recomputes nullifiers from documents; the ledger cannot. A false group nullifier evades the cap, which
///   the audit sample looks for.
contract Enterprises is Groups, Wallets, Batches {
    enum Status {
        None,
        Active,
        Frozen,
        Merged,
        Closed,
        Blacklisted
    }

    struct Registration {
        DistrictId home;
        address wallet;
        bytes32 party; // nullifier
        bytes32 group; // nullifier of the actual controller
        bytes32 profile; // commitment
    }

    /// @dev One word: the wallet 160, group 32, count of vouchers 32, status 8, stopped 8, year of the last change of
    /// group 16 bits; then two commitments.
    struct Enterprise {
        address wallet;
        GroupId group;
        uint32 vouchers;
        Status status;
        bool stopped;
        uint16 regroupedIn;
        bytes32 party;
        bytes32 profile;
    }

    Districts private immutable districts;
    Providers private immutable providers;
    Enterprises private immutable earlierRegister;
    address private immutable vouchers;

    mapping(EnterpriseId => Enterprise) private enterprises;
    mapping(bytes32 party => EnterpriseId) public enterpriseOfParty;
    mapping(DistrictId => uint32) public countOf;
    /// @notice The enterprise that a merged one went into.
    mapping(EnterpriseId => EnterpriseId) public mergedInto;

    event EnterpriseRegistered(
        EnterpriseId indexed enterprise,
        address wallet,
        GroupId group,
        bytes32 party,
        bytes32 profile,
        address indexed by
    );
    event EnterpriseProfileChanged(EnterpriseId indexed enterprise, bytes32 profile, address indexed by);
    event EnterpriseStatusChanged(EnterpriseId indexed enterprise, Status status, bytes32 reason, address indexed by);
    event EnterpriseRegrouped(EnterpriseId indexed enterprise, GroupId group, address indexed by);
    event EnterpriseMerged(EnterpriseId indexed enterprise, EnterpriseId indexed into, address indexed by);

    error EnterpriseUnknown(EnterpriseId enterprise);
    error EnterpriseIn(EnterpriseId enterprise, Status status);
    error NotAnEnding(Status status);
    error PartyMissing();
    error PartyRegistered(bytes32 party, EnterpriseId enterprise);
    error PartyBlacklisted(bytes32 party);
    error WalletStopped(uint48 party);
    error MergesIntoItself(EnterpriseId enterprise);
    error OtherDistrict(EnterpriseId enterprise, EnterpriseId into);

    constructor(Edition edition_) LedgerPart(edition_) {
        districts = Districts(edition_.part(DISTRICTS));
        providers = Providers(edition_.part(PROVIDERS));
        vouchers = edition_.part(VOUCHERS);
        Edition predecessor = edition_.predecessor();
        if (address(predecessor) != address(0)) earlierRegister = Enterprises(predecessor.part(ENTERPRISES));
    }

    /// @notice Registers up to 100 enterprises, all or none. WHO: the home Bureau.
    function register(Registration[] calldata items) external {
        _demandLength(items.length);
        for (uint256 i = 0; i < items.length; ++i) {
            try this.registerItem(items[i], msg.sender) {} catch (bytes memory reason) {
                revert ItemFailed(i, reason);
            }
        }
    }

    /// @notice One item of `register`. WHO: this contract.
    function registerItem(Registration calldata item, address by) external onlyItself {
        require(_holds(by, item.home, BUREAU), DutyMissing(by, item.home, BUREAU));
        districts.demandActive(item.home);
        require(item.wallet != address(0), WalletMissing());
        require(item.party != 0, PartyMissing());
        EnterpriseId earlier = enterpriseOfParty[item.party];
        require(EnterpriseId.unwrap(earlier) == 0, PartyRegistered(item.party, earlier));
        require(!blacklisted(item.party) && !providers.blacklisted(item.party), PartyBlacklisted(item.party));
        EnterpriseId id = Ids.enterprise(item.home, ++countOf[item.home]);
        GroupId group = _enrol(item.group);
        enterpriseOfParty[item.party] = id;
        enterprises[id] = Enterprise(item.wallet, group, 0, Status.Active, false, 0, item.party, item.profile);
        emit EnterpriseRegistered(id, item.wallet, group, item.party, item.profile, by);
    }

    /// @notice Changes the commitment of a profile. WHO: the home Bureau.
    function changeProfile(EnterpriseId id, bytes32 profile) external {
        _known(id);
        _demand(id.district(), BUREAU);
        enterprises[id].profile = profile;
        emit EnterpriseProfileChanged(id, profile, msg.sender);
    }

    /// @notice Stops an enterprise for the time being. WHO: the home Bureau.
    function freeze(EnterpriseId id, bytes32 reason) external {
        _demandStatus(id, Status.Active);
        _demand(id.district(), BUREAU);
        _setStatus(id, Status.Frozen, reason);
    }

    /// @notice Proposes to end a freeze. WHO: the home Bureau.
    function unfreeze(EnterpriseId id, bytes32 reason) external {
        _demandStatus(id, Status.Frozen);
        _demand(id.district(), BUREAU);
        _propose(abi.encode("unfreeze", id, reason));
    }

    /// @notice Ends a freeze. WHO: the home Approver.
    function confirmUnfreeze(EnterpriseId id, bytes32 reason) external {
        _demandStatus(id, Status.Frozen);
        _demand(id.district(), APPROVER);
        _confirm(abi.encode("unfreeze", id, reason));
        _setStatus(id, Status.Active, reason);
    }

    /// @notice Proposes to close or blacklist an enterprise, for good. WHO: the home Bureau.
    /// @param status Closed or Blacklisted
    function end(EnterpriseId id, Status status, bytes32 reason) external {
        _demandEnding(id, status);
        _demand(id.district(), BUREAU);
        _propose(abi.encode("end", id, status, reason));
    }

    /// @notice Closes or blacklists an enterprise, for good. WHO: the home Approver.
    function confirmEnd(EnterpriseId id, Status status, bytes32 reason) external {
        _demandEnding(id, status);
        _demand(id.district(), APPROVER);
        _confirm(abi.encode("end", id, status, reason));
        _setStatus(id, status, reason);
    }

    /// @notice Proposes another actual controller. WHO: the home Bureau.
    /// @param group nullifier of the controller
    function regroup(EnterpriseId id, bytes32 group) external {
        _known(id);
        _demand(id.district(), BUREAU);
        _propose(abi.encode("regroup", id, group));
    }

    /// @notice Puts an enterprise under another actual controller. WHO: the home Approver.
    /// @dev What it was issued this year stays counted where it was counted.
    function confirmRegroup(EnterpriseId id, bytes32 group) external {
        _known(id);
        _demand(id.district(), APPROVER);
        _confirm(abi.encode("regroup", id, group));
        GroupId to = _enrol(group);
        enterprises[id].group = to;
        enterprises[id].regroupedIn = Calendar.yearOf(Calendar.today());
        emit EnterpriseRegrouped(id, to, msg.sender);
    }

    /// @notice Proposes that an enterprise went into another of the same district. WHO: the home Bureau.
    function merge(EnterpriseId id, EnterpriseId into) external {
        _demandMergeable(id, into);
        _demand(id.district(), BUREAU);
        _propose(abi.encode("merge", id, into));
    }

    /// @notice Records that an enterprise went into another of the same district. WHO: the home Approver.
    function confirmMerge(EnterpriseId id, EnterpriseId into) external {
        _demandMergeable(id, into);
        _demand(id.district(), APPROVER);
        _confirm(abi.encode("merge", id, into));
        mergedInto[id] = into;
        _setStatus(id, Status.Merged, bytes32(uint256(EnterpriseId.unwrap(into))));
        emit EnterpriseMerged(id, into, msg.sender);
    }

    /// @notice The group of a nullifier, enrolled if it is new. WHO: Providers.
    function enrol(bytes32 group) external returns (GroupId) {
        _demandPart(address(providers));
        return _enrol(group);
    }

    /// @notice Counts a chunk of vouchers to their enterprises and groups. WHO: Vouchers.
    /// @return passed a PassedOver an item: why it is not issued, or None
    function draw(
        Item[] calldata items,
        DistrictId home,
        uint48 cap,
        uint48 greatestFace,
        uint16 year
    ) external returns (PassedOver[] memory passed) {
        _demandPart(vouchers);
        passed = new PassedOver[](items.length);
        for (uint256 i = 0; i < items.length; ++i) {
            Item calldata item = items[i];
            (EnterpriseId id, uint48 face) = (item.enterprise, item.face);
            Enterprise storage enterprise = enterprises[id];
            (Status status, GroupId group) = (enterprise.status, enterprise.group);
            if (!id.district().same(home)) passed[i] = PassedOver.OtherDistrict;
            else if (status != Status.Active) passed[i] = PassedOver.NotActive;
            else if (face == 0 || face > greatestFace) passed[i] = PassedOver.FaceOutOfTerms;
            else if (!_draw(group, face, cap, year)) passed[i] = PassedOver.YearlyCap;
            else ++enterprise.vouchers;
        }
    }

    /// @notice Gives yearly room back for a voucher revoked in the year of its issue. WHO: Vouchers.
    /// @dev Not where the group changed in that year: its new group was never charged.
    function giveBack(EnterpriseId id, uint48 amount, uint16 year) external {
        _demandPart(vouchers);
        if (enterprises[id].regroupedIn != year) _giveBack(enterprises[id].group, amount, year);
    }

    /// @notice Who signs for an enterprise now, and its group.
    /// @param placing whether something new is to begin, for which a closed enterprise does not count
    function signerOf(EnterpriseId id, bool placing) external view returns (address wallet, GroupId group) {
        Enterprise storage enterprise = _known(id);
        while (enterprise.status == Status.Merged) {
            id = mergedInto[id];
            enterprise = enterprises[id];
        }
        require(!enterprise.stopped, WalletStopped(EnterpriseId.unwrap(id)));
        Status status = enterprise.status;
        bool able = status == Status.Active || (status == Status.Closed && !placing);
        require(able, EnterpriseIn(id, status));
        return (enterprise.wallet, enterprise.group);
    }

    function enterpriseOf(EnterpriseId id) external view returns (Enterprise memory) {
        return _known(id);
    }

    /// @notice How many vouchers an enterprise was ever issued; 0 for one that does not exist.
    function voucherCountOf(EnterpriseId id) external view returns (uint32) {
        return enterprises[id].vouchers;
    }

    /// @notice Whether a party was blacklisted as an enterprise, in this edition or before.
    function blacklisted(bytes32 party) public view returns (bool) {
        if (enterprises[enterpriseOfParty[party]].status == Status.Blacklisted) return true;
        return address(earlierRegister) != address(0) && earlierRegister.blacklisted(party);
    }

    function _homeOf(uint48 party) internal view override returns (DistrictId) {
        EnterpriseId id = EnterpriseId.wrap(party);
        _known(id);
        return id.district();
    }

    function _setStopped(uint48 party, bool stopped) internal override {
        enterprises[EnterpriseId.wrap(party)].stopped = stopped;
    }

    function _setWallet(uint48 party, address wallet) internal override {
        enterprises[EnterpriseId.wrap(party)].wallet = wallet;
    }

    function _known(EnterpriseId id) private view returns (Enterprise storage enterprise) {
        enterprise = enterprises[id];
        require(enterprise.status != Status.None, EnterpriseUnknown(id));
    }

    function _demandStatus(EnterpriseId id, Status status) private view {
        Status now_ = _known(id).status;
        require(now_ == status, EnterpriseIn(id, now_));
    }

    /// @dev A closed or merged enterprise can still be blacklisted; a blacklisted one is at its end.
    function _demandEnding(EnterpriseId id, Status status) private view {
        require(status == Status.Closed || status == Status.Blacklisted, NotAnEnding(status));
        Status now_ = _known(id).status;
        bool standing = now_ == Status.Active || now_ == Status.Frozen;
        bool endable = standing || (status == Status.Blacklisted && now_ != Status.Blacklisted);
        require(endable, EnterpriseIn(id, now_));
    }

    function _demandMergeable(EnterpriseId id, EnterpriseId into) private view {
        require(EnterpriseId.unwrap(id) != EnterpriseId.unwrap(into), MergesIntoItself(id));
        require(id.district().same(into.district()), OtherDistrict(id, into));
        _demandStatus(id, Status.Active);
        _demandStatus(into, Status.Active);
    }

    function _setStatus(EnterpriseId id, Status status, bytes32 reason) private {
        enterprises[id].status = status;
        emit EnterpriseStatusChanged(id, status, reason, msg.sender);
    }
}

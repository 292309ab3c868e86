// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { Edition } from "./Edition.sol";
import { Districts } from "./Districts.sol";
import { Enterprises } from "./Enterprises.sol";
import { CertificatePicture } from "./art/CertificatePicture.sol";
import { LedgerPart, DISTRICTS, ENTERPRISES, PROVIDERS, CERTIFICATE_PICTURE } from "./base/LedgerPart.sol";
import { Objections } from "./base/Objections.sol";
import { Wallets } from "./base/Wallets.sol";
import { Soulbound } from "./base/Soulbound.sol";
import { DistrictId, ProviderId, GroupId, Ids, CONSORTIUM } from "./lib/Ids.sol";
import { BUREAU, APPROVER, OPERATOR } from "./lib/Duties.sol";
import { Calendar } from "./lib/Calendar.sol";

/// @title Providers: who may be paid with vouchers
/// @notice Admission certificates of service providers (ERC-721, ERC-5192), honoured in every member district.
///
/// ROLES
/// - Operator: proposes an admission or a renewal. The provider's own Bureau countersigns; only both together admit.
/// - Bureau: suspends at once; with the Approver reinstates, removes and blacklists.
/// - Anyone: admits a countersigned provider whose notice has ended without a standing objection.
///
/// RULES
/// - A party nullifier is registered here once; one that was blacklisted in either register, never again.
/// - A certificate names service classes 0 to 255 and the days from and through which it is valid.
/// - The notice ends at a day between the edition's floor and ceiling from the day of the countersignature.
/// - New orders need an admitted provider, on a day of its validity, in one of its classes. Suspension, removal and the
///   end of validity stop new orders; existing ones are claimed and paid. A blacklisted provider signs nothing more.
/// - The certificate is held by an address made from the provider's id; rotating the wallet does not move it.
///
/// WHAT THE OPERATOR CANNOT DO
/// - Admit or renew alone, or undo a suspension.
contract Providers is Objections, Wallets, Soulbound {
    enum Status {
        None,
        Proposed,
        Countersigned,
        Declined,
        Admitted,
        Suspended,
        Removed,
        Blacklisted
    }

    struct Admission {
        DistrictId home;
        address wallet;
        uint16 validFrom; // day
        uint16 validThrough; // day
        uint256 classes; // bit n for service class n
        bytes32 party; // nullifier
        bytes32 group; // nullifier of the actual controller
        bytes32 profile; // commitment
    }

    /// @dev One word: wallet 160, group 32, valid from 16, through 16, notice end 16, status 8, stopped 8 bits.
    struct Provider {
        address wallet;
        GroupId group;
        uint16 validFrom;
        uint16 validThrough;
        uint16 noticeEnd;
        Status status;
        bool stopped;
        uint256 classes;
        bytes32 party;
        bytes32 profile;
    }

    string public constant name = "Tongdui provider certificate";
    string public constant symbol = "TDC";

    bytes14 private constant HOLDER = bytes14(keccak256("tongdui.provider"));

    Districts private immutable districts;
    Enterprises private immutable enterprises;
    Providers private immutable before;
    CertificatePicture private immutable picture;

    mapping(ProviderId => Provider) private providers;
    mapping(bytes32 party => ProviderId) public providerOfParty;
    mapping(DistrictId => uint32) public countOf;
    /// @notice Who proposed a provider, and therefore does not countersign it.
    mapping(ProviderId => address) public proposerOf;

    event ProviderProposed(ProviderId indexed provider, GroupId group, Admission admission, address indexed by);
    event ProviderCountersigned(ProviderId indexed provider, uint16 noticeEnd, address indexed by);
    event ProviderStatusChanged(ProviderId indexed provider, Status status, bytes32 reason, address indexed by);
    event ProviderRenewed(ProviderId indexed provider, uint16 validThrough, uint256 classes, address indexed by);
    event ProviderProfileChanged(ProviderId indexed provider, bytes32 profile, address indexed by);

    error ProviderUnknown(ProviderId provider);
    error ProviderIn(ProviderId provider, Status status);
    error NotAnEnding(Status status);
    error PartyMissing();
    error PartyAdmitted(bytes32 party, ProviderId provider);
    error PartyBlacklisted(bytes32 party);
    error ValidityEmpty(uint16 validFrom, uint16 validThrough);
    error ClassesMissing();
    error ClassNotAdmitted(ProviderId provider, uint8 serviceClass);
    error CertificateNotValid(ProviderId provider, uint16 validFrom, uint16 validThrough, uint16 today);
    error NoticeOutsideTerms(uint16 noticeEnd, uint16 earliest, uint16 latest);
    error NoticeRunning(uint16 noticeEnd);
    error WalletStopped(uint48 party);

    constructor(Edition edition_) LedgerPart(edition_) {
        districts = Districts(edition_.part(DISTRICTS));
        enterprises = Enterprises(edition_.part(ENTERPRISES));
        picture = CertificatePicture(edition_.part(CERTIFICATE_PICTURE));
        Edition predecessor = edition_.predecessor();
        if (address(predecessor) != address(0)) before = Providers(predecessor.part(PROVIDERS));
    }

    /// @notice Proposes a provider for admission. WHO: the Operator.
    function propose(Admission calldata admission) external returns (ProviderId id) {
        _demand(CONSORTIUM, OPERATOR);
        districts.demandActive(admission.home);
        require(admission.wallet != address(0), WalletMissing());
        require(admission.party != 0, PartyMissing());
        ProviderId earlier = providerOfParty[admission.party];
        require(ProviderId.unwrap(earlier) == 0, PartyAdmitted(admission.party, earlier));
        _demandClean(admission.party);
        _demandValidity(admission.validFrom, admission.validThrough, admission.classes);
        id = Ids.provider(admission.home, ++countOf[admission.home]);
        GroupId group = enterprises.enrol(admission.group);
        providerOfParty[admission.party] = id;
        proposerOf[id] = msg.sender;
        Provider storage provider = providers[id];
        (provider.wallet, provider.group, provider.status) = (admission.wallet, group, Status.Proposed);
        (provider.validFrom, provider.validThrough) = (admission.validFrom, admission.validThrough);
        (provider.classes, provider.party, provider.profile) = (admission.classes, admission.party, admission.profile);
        emit ProviderProposed(id, group, admission, msg.sender);
    }

    /// @notice Countersigns a proposal and opens its public notice. WHO: the Bureau of the provider's district, another
    /// account than the proposer.
    /// @param noticeEnd the last day of the notice
    function countersign(ProviderId id, uint16 noticeEnd) external {
        _demandStatus(id, Status.Proposed);
        _demand(id.district(), BUREAU);
        require(proposerOf[id] != msg.sender, SameOfficer(msg.sender));
        districts.demandActive(id.district());
        uint16 earliest = Calendar.today() + edition.settings().admissionNoticeFloor;
        uint16 latest = Calendar.today() + edition.settings().admissionNoticeCeiling;
        require(noticeEnd >= earliest && noticeEnd <= latest, NoticeOutsideTerms(noticeEnd, earliest, latest));
        providers[id].status = Status.Countersigned;
        providers[id].noticeEnd = noticeEnd;
        emit ProviderCountersigned(id, noticeEnd, msg.sender);
    }

    /// @notice Declines a proposal, countersigned or not. WHO: the Bureau of the provider's district.
    /// @dev The party may be proposed again.
    function decline(ProviderId id, bytes32 reason) external {
        Provider storage provider = _known(id);
        bool pending = provider.status == Status.Proposed || provider.status == Status.Countersigned;
        require(pending, ProviderIn(id, provider.status));
        _demand(id.district(), BUREAU);
        providerOfParty[provider.party] = ProviderId.wrap(0);
        _setStatus(id, Status.Declined, reason);
    }

    /// @notice Admits a provider after its notice and gives it its certificate. WHO: anyone.
    function admit(ProviderId id) external {
        Provider storage provider = _demandStatus(id, Status.Countersigned);
        require(Calendar.today() > provider.noticeEnd, NoticeRunning(provider.noticeEnd));
        // The notice took its time: what the proposal had to fulfil must still hold.
        districts.demandActive(id.district());
        _demandClean(provider.party);
        _demandValidity(provider.validFrom, provider.validThrough, provider.classes);
        _demandNoObjection(_subject(id));
        _setStatus(id, Status.Admitted, 0);
        uint256 tokenId = ProviderId.unwrap(id);
        emit Transfer(address(0), ownerOf(tokenId), tokenId);
        emit Locked(tokenId);
    }

    /// @notice Proposes another end of validity and the classes from then on. WHO: the Operator.
    function renew(ProviderId id, uint16 validThrough, uint256 classes) external {
        Provider storage provider = _demandStatus(id, Status.Admitted);
        _demand(CONSORTIUM, OPERATOR);
        _demandValidity(provider.validFrom, validThrough, classes);
        _propose(abi.encode("renew", id, validThrough, classes));
    }

    /// @notice Countersigns a renewal. WHO: the Bureau of the provider's district.
    function confirmRenew(ProviderId id, uint16 validThrough, uint256 classes) external {
        Provider storage provider = _demandStatus(id, Status.Admitted);
        _demand(id.district(), BUREAU);
        districts.demandActive(id.district());
        _demandValidity(provider.validFrom, validThrough, classes);
        _confirm(abi.encode("renew", id, validThrough, classes));
        providers[id].validThrough = validThrough;
        providers[id].classes = classes;
        emit ProviderRenewed(id, validThrough, classes, msg.sender);
    }

    /// @notice Stops new orders with a provider. WHO: the Bureau of its district.
    function suspend(ProviderId id, bytes32 reason) external {
        _demandStatus(id, Status.Admitted);
        _demand(id.district(), BUREAU);
        _setStatus(id, Status.Suspended, reason);
    }

    /// @notice Proposes to end a suspension. WHO: the Bureau of its district.
    function reinstate(ProviderId id, bytes32 reason) external {
        _demandStatus(id, Status.Suspended);
        _demand(id.district(), BUREAU);
        _propose(abi.encode("reinstate", id, reason));
    }

    /// @notice Ends a suspension. WHO: the Approver of its district.
    function confirmReinstate(ProviderId id, bytes32 reason) external {
        _demandStatus(id, Status.Suspended);
        _demand(id.district(), APPROVER);
        _confirm(abi.encode("reinstate", id, reason));
        _setStatus(id, Status.Admitted, reason);
    }

    /// @notice Proposes to remove or blacklist a provider, for good. WHO: the Bureau of its district.
    /// @param status Removed or Blacklisted
    function end(ProviderId id, Status status, bytes32 reason) external {
        _demandEnding(id, status);
        _demand(id.district(), BUREAU);
        _propose(abi.encode("end", id, status, reason));
    }

    /// @notice Removes or blacklists a provider, for good. WHO: the Approver of its district.
    function confirmEnd(ProviderId id, Status status, bytes32 reason) external {
        _demandEnding(id, status);
        _demand(id.district(), APPROVER);
        _confirm(abi.encode("end", id, status, reason));
        _setStatus(id, status, reason);
    }

    /// @notice Changes the commitment of a profile. WHO: the Bureau of its district.
    function changeProfile(ProviderId id, bytes32 profile) external {
        _known(id);
        _demand(id.district(), BUREAU);
        providers[id].profile = profile;
        emit ProviderProfileChanged(id, profile, msg.sender);
    }

    /// @notice Who signs for a provider now, and its group; reverts unless it may take an order of this class today.
    function signerForOrder(ProviderId id, uint8 serviceClass) external view returns (address wallet, GroupId group) {
        Provider storage provider = _demandStatus(id, Status.Admitted);
        uint16 today = Calendar.today();
        (uint16 validFrom, uint16 validThrough) = (provider.validFrom, provider.validThrough);
        require(today >= validFrom && today <= validThrough, CertificateNotValid(id, validFrom, validThrough, today));
        require((provider.classes >> serviceClass) & 1 == 1, ClassNotAdmitted(id, serviceClass));
        districts.demandActive(id.district());
        require(!provider.stopped, WalletStopped(ProviderId.unwrap(id)));
        return (provider.wallet, provider.group);
    }

    /// @notice Who signs for a provider now in what concerns its existing orders.
    function signerOf(ProviderId id) external view returns (address) {
        Provider storage provider = _known(id);
        require(!provider.stopped, WalletStopped(ProviderId.unwrap(id)));
        Status status = provider.status;
        require(status != Status.Blacklisted, ProviderIn(id, status));
        return provider.wallet;
    }

    function providerOf(ProviderId id) external view returns (Provider memory) {
        return _known(id);
    }

    /// @notice Whether a party was blacklisted as a provider, in this edition or before.
    function blacklisted(bytes32 party) public view returns (bool) {
        if (providers[providerOfParty[party]].status == Status.Blacklisted) return true;
        return address(before) != address(0) && before.blacklisted(party);
    }

    /// @notice The holder of a certificate. Removed providers keep theirs; it then says that it has ended.
    function ownerOf(uint256 tokenId) public view override returns (address) {
        require(_certified(tokenId), TokenUnknown(tokenId));
        return _holder(HOLDER, uint48(tokenId));
    }

    function balanceOf(address holder) external view returns (uint256) {
        return _certified(_idOf(HOLDER, holder)) ? 1 : 0;
    }

    /// @notice The certificate as JSON with an SVG picture, both made on the ledger.
    function tokenURI(uint256 tokenId) external view returns (string memory) {
        ownerOf(tokenId);
        ProviderId id = ProviderId.wrap(uint48(tokenId));
        Provider memory provider = providers[id];
        return
            picture.tokenURI(
                CertificatePicture.CertificateFacts({
                    provider: uint48(tokenId),
                    district: districts.districtOf(id.district()).name,
                    validFrom: provider.validFrom,
                    validTo: provider.validThrough,
                    status: uint8(provider.status),
                    classBits: provider.classes,
                    chainId: edition.chainId(),
                    ledger: address(this)
                })
            );
    }

    function _hearing(bytes32 subject) internal view override returns (Hearing memory) {
        ProviderId id = ProviderId.wrap(uint48(uint256(subject)));
        require(_subject(id) == subject, NoHearing(subject));
        Provider storage provider = _known(id);
        return
            Hearing({
                home: id.district(),
                other: id.district(),
                noticeEnd: provider.noticeEnd,
                resolveDays: edition.settings().admissionResolveDays,
                running: provider.status == Status.Countersigned
            });
    }

    function _homeOf(uint48 party) internal view override returns (DistrictId) {
        ProviderId id = ProviderId.wrap(party);
        _known(id);
        return id.district();
    }

    function _setStopped(uint48 party, bool stopped) internal override {
        providers[ProviderId.wrap(party)].stopped = stopped;
    }

    function _setWallet(uint48 party, address wallet) internal override {
        providers[ProviderId.wrap(party)].wallet = wallet;
    }

    function _subject(ProviderId id) private pure returns (bytes32) {
        return bytes32(uint256(ProviderId.unwrap(id)));
    }

    function _known(ProviderId id) private view returns (Provider storage provider) {
        provider = providers[id];
        require(provider.status != Status.None, ProviderUnknown(id));
    }

    function _demandStatus(ProviderId id, Status status) private view returns (Provider storage provider) {
        provider = _known(id);
        Status now_ = provider.status;
        require(now_ == status, ProviderIn(id, now_));
    }

    /// @dev A removed provider can still be blacklisted; a blacklisted one is at its end.
    function _demandEnding(ProviderId id, Status status) private view {
        require(status == Status.Removed || status == Status.Blacklisted, NotAnEnding(status));
        Status now_ = _known(id).status;
        bool standing = now_ == Status.Admitted || now_ == Status.Suspended;
        bool endable = standing || (status == Status.Blacklisted && now_ == Status.Removed);
        require(endable, ProviderIn(id, now_));
    }

    function _demandClean(bytes32 party) private view {
        require(!blacklisted(party) && !enterprises.blacklisted(party), PartyBlacklisted(party));
    }

    function _demandValidity(uint16 validFrom, uint16 validThrough, uint256 classes) private view {
        bool empty = validThrough < validFrom || validThrough < Calendar.today();
        require(!empty, ValidityEmpty(validFrom, validThrough));
        require(classes != 0, ClassesMissing());
    }

    function _certified(uint256 tokenId) private view returns (bool) {
        if (tokenId > type(uint48).max) return false;
        return providers[ProviderId.wrap(uint48(tokenId))].status >= Status.Admitted;
    }

    function _setStatus(ProviderId id, Status status, bytes32 reason) private {
        providers[id].status = status;
        emit ProviderStatusChanged(id, status, reason, msg.sender);
    }
}

// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";

/// @dev Periods that hold for the whole ledger, in days; given at deployment from the policy file.
struct Settings {
    uint8 admissionNoticeFloor; // least length of a provider's public notice
    uint8 admissionNoticeCeiling; // greatest length of a provider's public notice
    uint8 admissionResolveDays; // after which a district's objection to an admission lapses
    uint8 rotationDays; // between proposing and confirming a new wallet
}

/// @title Edition: one deployment of the ledger, and where its contracts are
/// @notice The first contract deployed. It makes the ten others, so that each of them knows all siblings from birth
/// and none ever needs to be told, changed or upgraded.
///
/// ROLES
/// - The deployer, an ordinary account, may hand in the creation code of the ten contracts, in order, once each.
/// - After the tenth nobody has any right here.
///
/// RULES
/// - The address of part n follows from this contract's address and n alone (CREATE, account nonce n).
/// - The chain id, the salt and the predecessor are part of this contract's code and never change.
///
/// WHAT THE OPERATOR CANNOT DO
/// - Anything.
///
/// ASSUMPTIONS
/// - The creation code is right. The deployer's `verify` compares the code of every part with the build; a ledger whose
///   codes differ must not be used.
contract Edition {
    uint8 public constant PARTS = 10;

    IAccessManager public immutable manager;
    address public immutable deployer;
    bytes32 public immutable salt;
    uint256 public immutable chainId;
    /// @notice The edition before this one, whose used nullifiers and standings this one asks for; zero in the first.
    Edition public immutable predecessor;

    uint8 private immutable admissionNoticeFloor;
    uint8 private immutable admissionNoticeCeiling;
    uint8 private immutable admissionResolveDays;
    uint8 private immutable rotationDays;

    /// @notice How many parts exist.
    uint8 public made;

    event PartMade(uint8 indexed number, address indexed part);

    error OnlyDeployer(address account);
    error PartOutOfOrder(uint8 asked, uint8 expected);
    error PartUnknown(uint8 number);
    error PartNotCreated(uint8 number);

    constructor(IAccessManager manager_, Settings memory settings_, bytes32 salt_, Edition predecessor_) {
        manager = manager_;
        admissionNoticeFloor = settings_.admissionNoticeFloor;
        admissionNoticeCeiling = settings_.admissionNoticeCeiling;
        admissionResolveDays = settings_.admissionResolveDays;
        rotationDays = settings_.rotationDays;
        salt = salt_;
        predecessor = predecessor_;
        chainId = block.chainid;
        deployer = msg.sender;
    }

    /// @notice Creates part `number` from its creation code, constructor argument included.
    /// @dev The number makes a repeated call of an interrupted deployment fail instead of making a part twice.
    function make(uint8 number, bytes memory creationCode) external returns (address created) {
        require(msg.sender == deployer, OnlyDeployer(msg.sender));
        require(number == made + 1 && number <= PARTS, PartOutOfOrder(number, made + 1));
        made = number;
        // Solidity has no expression that creates a contract from bytes.
        // solhint-disable-next-line no-inline-assembly
        assembly ("memory-safe") {
            created := create(0, add(creationCode, 0x20), mload(creationCode))
        }
        require(created.code.length != 0, PartNotCreated(number));
        emit PartMade(number, created);
    }

    /// @notice Where part `number` (1 to 10) is, or will be.
    /// @dev The last 20 bytes of keccak256(rlp([this, number])); an account's creation nonce starts at 1.
    function part(uint8 number) public view returns (address) {
        require(number != 0 && number <= PARTS, PartUnknown(number));
        bytes memory account = abi.encodePacked(hex"d694", address(this), number);
        return address(uint160(uint256(keccak256(account))));
    }

    function settings() external view returns (Settings memory) {
        return Settings(admissionNoticeFloor, admissionNoticeCeiling, admissionResolveDays, rotationDays);
    }
}

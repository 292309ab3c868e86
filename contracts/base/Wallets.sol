// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { TwoOfficers } from "./TwoOfficers.sol";
import { DistrictId } from "../lib/Ids.sol";
import { BUREAU, APPROVER } from "../lib/Duties.sol";

/// @notice How a party that lost its key, or fears for it, gets a new wallet.
///
/// RULES
/// - Proposing stops the old wallet at once; until the end nobody signs for the party.
/// - A second officer of the home district confirms the same wallet after the edition's waiting time, in which the
///   party can be asked and can complain.
/// - Either officer can cancel, which gives the old wallet back.
/// - What the party holds does not move: only who signs for it changes.
abstract contract Wallets is TwoOfficers {
    struct Rotation {
        address wallet;
        uint40 time;
        address by;
    }

    mapping(uint48 party => Rotation) public rotations;

    event RotationProposed(uint48 indexed party, address wallet, address indexed by);
    event RotationCancelled(uint48 indexed party, address indexed by);
    event WalletRotated(uint48 indexed party, address wallet, address indexed by);

    error WalletMissing();
    error RotationOpen(uint48 party);
    error NoRotation(uint48 party);
    error OtherWalletProposed(uint48 party, address proposed);
    error RotationTooEarly(uint48 party, uint256 from);

    /// @notice Stops the wallet of a party and proposes another. WHO: the home Bureau.
    function proposeRotation(uint48 party, address wallet) external {
        _demand(_homeOf(party), BUREAU);
        require(wallet != address(0), WalletMissing());
        require(rotations[party].time == 0, RotationOpen(party));
        rotations[party] = Rotation(wallet, uint40(block.timestamp), msg.sender);
        _setStopped(party, true);
        emit RotationProposed(party, wallet, msg.sender);
    }

    /// @notice Gives the old wallet back. WHO: the home Bureau or Approver.
    function cancelRotation(uint48 party) external {
        DistrictId home = _homeOf(party);
        if (!_holds(msg.sender, home, APPROVER)) _demand(home, BUREAU);
        require(rotations[party].time != 0, NoRotation(party));
        delete rotations[party];
        _setStopped(party, false);
        emit RotationCancelled(party, msg.sender);
    }

    /// @notice Puts the proposed wallet in place. WHO: the home Approver, another account than the proposer.
    function confirmRotation(uint48 party, address wallet) external {
        _demand(_homeOf(party), APPROVER);
        Rotation memory rotation = rotations[party];
        require(rotation.time != 0, NoRotation(party));
        require(rotation.wallet == wallet, OtherWalletProposed(party, rotation.wallet));
        require(rotation.by != msg.sender, SameOfficer(msg.sender));
        uint256 from = rotation.time + uint256(edition.settings().rotationDays) * 1 days;
        require(block.timestamp >= from, RotationTooEarly(party, from));
        delete rotations[party];
        _setStopped(party, false);
        _setWallet(party, wallet);
        emit WalletRotated(party, wallet, msg.sender);
    }

    /// @dev Reverts for a party that does not exist.
    function _homeOf(uint48 party) internal view virtual returns (DistrictId);

    function _setStopped(uint48 party, bool stopped) internal virtual;

    function _setWallet(uint48 party, address wallet) internal virtual;
}

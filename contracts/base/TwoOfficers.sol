// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { LedgerPart } from "./LedgerPart.sol";

/// @notice Matters that need two people: one officer proposes, another confirms the very same words.
///
/// RULES
/// - A matter is its kind and all its arguments. Confirming other arguments is another matter, which nobody proposed.
/// - The two officers are different accounts, whatever roles they hold.
/// - A proposal lapses after 30 days; until then its proposer can take it back.
abstract contract TwoOfficers is LedgerPart {
    struct Proposal {
        address by;
        uint40 time;
    }

    uint256 public constant PROPOSAL_TERM = 30 days;

    /// @notice Open proposals, by the hash of the matter.
    mapping(bytes32 matter => Proposal) public proposals;

    /// @param what `abi.encode(kind, arguments…)`, whose keccak256 is the matter
    event MatterProposed(bytes32 indexed matter, address indexed by, bytes what);
    event MatterConfirmed(bytes32 indexed matter, address indexed by);
    event MatterWithdrawn(bytes32 indexed matter);

    error AlreadyProposed(bytes32 matter, address by);
    error NotProposed(bytes32 matter);
    error ProposalLapsed(bytes32 matter, uint256 lapsedAt);
    error SameOfficer(address account);
    error NotTheProposer(address account, address proposer);

    /// @notice Takes back a proposal that nobody has confirmed. WHO: its proposer.
    function withdrawProposal(bytes32 matter) external {
        address by = proposals[matter].by;
        require(by != address(0), NotProposed(matter));
        require(msg.sender == by, NotTheProposer(msg.sender, by));
        delete proposals[matter];
        emit MatterWithdrawn(matter);
    }

    /// @dev A lapsed proposal may be made anew, by anyone who may make it.
    function _propose(bytes memory what) internal {
        bytes32 matter = keccak256(what);
        Proposal memory earlier = proposals[matter];
        require(
            earlier.by == address(0) || block.timestamp > earlier.time + PROPOSAL_TERM,
            AlreadyProposed(matter, earlier.by)
        );
        proposals[matter] = Proposal(msg.sender, uint40(block.timestamp));
        emit MatterProposed(matter, msg.sender, what);
    }

    function _confirm(bytes memory what) internal returns (Proposal memory proposal) {
        bytes32 matter = keccak256(what);
        proposal = proposals[matter];
        require(proposal.by != address(0), NotProposed(matter));
        require(proposal.by != msg.sender, SameOfficer(msg.sender));
        uint256 end = proposal.time + PROPOSAL_TERM;
        require(block.timestamp <= end, ProposalLapsed(matter, end));
        delete proposals[matter];
        emit MatterConfirmed(matter, msg.sender);
    }
}

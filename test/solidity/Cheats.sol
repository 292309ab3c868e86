// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What Hardhat's runner can do that a contract cannot.
interface Cheats {
    function warp(uint256 timestamp) external;
    function prank(address sender) external;
    function load(address account, bytes32 slot) external view returns (bytes32 word);
    function store(address account, bytes32 slot, bytes32 word) external;
    function record() external;
    function accesses(address account) external returns (bytes32[] memory reads, bytes32[] memory writes);
    function snapshotState() external returns (uint256 id);
    function revertToState(uint256 id) external returns (bool done);
    function addr(uint256 key) external pure returns (address);
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function getCode(string calldata artifact) external view returns (bytes memory creationCode);
    function expectRevert(bytes calldata reason) external;
}

Cheats constant VM = Cheats(address(uint160(uint256(keccak256("hevm cheat code")))));

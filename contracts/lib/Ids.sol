// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev A member district, counted from 1. District 0 is the consortium.
type DistrictId is uint16;
/// @dev A budget line, counted from 1 over all districts.
type ProgramId is uint16;
/// @dev `district << 32 | number`, numbers counted from 1 in each district.
type EnterpriseId is uint48;
/// @dev `district << 32 | number`, numbers counted from 1 in each district.
type ProviderId is uint48;
/// @dev All firms of one actual controller, counted from 1.
type GroupId is uint32;
/// @dev `program << 32 | serial`, serials counted from 1 in each program; the ERC-721 token id.
type VoucherId is uint48;
/// @dev The EIP-712 digest of the order that both parties signed.
type OrderId is bytes32;
/// @dev Hash of a program and the chain of items announced for it.
type BatchId is bytes32;
/// @dev A payment batch, counted from 1.
type PaymentId is uint32;
/// @dev The EIP-712 digest of what an enterprise signed that looks for a service.
type DemandId is bytes32;
/// @dev The EIP-712 digest of what a provider signed that offers one.
type OfferId is bytes32;
/// @dev The EIP-712 digest of what both signed to go together.
type MatchId is bytes32;

DistrictId constant CONSORTIUM = DistrictId.wrap(0);

/// @notice How ids are put together; below, how they are taken apart.
library Ids {
    function enterprise(DistrictId home, uint32 number) internal pure returns (EnterpriseId) {
        return EnterpriseId.wrap((uint48(DistrictId.unwrap(home)) << 32) | number);
    }

    function provider(DistrictId home, uint32 number) internal pure returns (ProviderId) {
        return ProviderId.wrap((uint48(DistrictId.unwrap(home)) << 32) | number);
    }

    function voucher(ProgramId program, uint32 serial) internal pure returns (VoucherId) {
        return VoucherId.wrap((uint48(ProgramId.unwrap(program)) << 32) | serial);
    }
}

function same(DistrictId a, DistrictId b) pure returns (bool) {
    return DistrictId.unwrap(a) == DistrictId.unwrap(b);
}

library EnterpriseIds {
    function district(EnterpriseId id) internal pure returns (DistrictId) {
        return DistrictId.wrap(uint16(EnterpriseId.unwrap(id) >> 32));
    }
}

library ProviderIds {
    function district(ProviderId id) internal pure returns (DistrictId) {
        return DistrictId.wrap(uint16(ProviderId.unwrap(id) >> 32));
    }
}

library VoucherIds {
    function program(VoucherId id) internal pure returns (ProgramId) {
        return ProgramId.wrap(uint16(VoucherId.unwrap(id) >> 32));
    }
}

using { same } for DistrictId global;
using EnterpriseIds for EnterpriseId global;
using ProviderIds for ProviderId global;
using VoucherIds for VoucherId global;

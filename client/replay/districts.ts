/** The members of the consortium, rebuilt: contracts/Districts.sol. */
import { mapped, numberOf } from "./stored.ts";
import type { EventOf } from "./events.ts";
import { gap, told } from "./faults.ts";
import type { Variables } from "./storageMap.ts";

export const DISTRICT_STATUSES = ["None", "Active", "Retired"] as const;

export type DistrictRecord = { name: string; profile: string; status: (typeof DISTRICT_STATUSES)[number] };

export type DistrictsState = { readonly districts: Map<bigint, DistrictRecord>; count: bigint; closed: boolean };

export function begin(): DistrictsState {
  return { districts: new Map(), count: 0n, closed: false };
}

export function apply(state: DistrictsState, event: EventOf<"districts">): void {
  switch (event.name) {
    case "DistrictAdded": {
      const { district, name, profile } = event.args;
      state.districts.set(district, { name, profile, status: "Active" });
      const next = state.count + 1n;
      state.count = district;
      if (district !== next) throw gap("district", next, district);
      break;
    }
    case "DistrictProfileChanged":
      known(state, event.args.district).profile = event.args.profile;
      break;
    case "DistrictRetired":
      known(state, event.args.district).status = "Retired";
      break;
    case "EditionClosed":
      state.closed = true;
      break;
  }
}

export function storageOf({ districts, count, closed }: DistrictsState): Variables {
  return {
    districts: mapped(districts, (d) => ({ ...d, status: numberOf(DISTRICT_STATUSES, d.status) })),
    count,
    closed,
  };
}

function known(state: DistrictsState, district: bigint): DistrictRecord {
  return told(state.districts, district, "district");
}

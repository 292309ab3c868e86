import type { Act } from "./act.ts";
import { demandDuty, demandSafe } from "./offices.ts";

export interface District {
  /** 32 bytes of text. */
  readonly name: string;
  profile: string;
  status: "Active" | "Retired";
}

/** A district that is not retired begins new things. */
export function demandActive(a: Act, district: number): void {
  a.demand(a.town.districts.get(district)?.status === "Active", "DistrictNotActive", district);
}

/** Issuing and placing need an edition that is open as well. */
export function demandOpen(a: Act, district: number): void {
  a.demand(!a.town.closed, "EditionIsClosed");
  demandActive(a, district);
}

/** The first byte that an authority's name may not have: no control characters, nothing that a picture would misread. */
function unfitPosition(name: string): number | undefined {
  const bytes = Buffer.from(name.slice(2), "hex");
  const end = bytes.indexOf(0) === -1 ? bytes.length : bytes.indexOf(0);
  if (end === 0 && bytes.every((byte) => byte === 0)) return 0;
  const unfit = bytes.findIndex((byte, i) => {
    if (byte === 0) return false;
    return i > end || byte < 0x20 || byte === 0x7f || `"&'<>\\`.includes(String.fromCharCode(byte));
  });
  return unfit === -1 ? undefined : unfit;
}

export const districts = {
  add(a: Act, name: string, profile: string): void {
    demandSafe(a);
    const position = unfitPosition(name);
    a.demand(position === undefined, "NameUnfit", name, position);
    a.granted();
    const district = a.town.districts.size + 1;
    a.town.districts.set(district, { name, profile, status: "Active" });
    a.tell("districts", "DistrictAdded", { district, name, profile });
  },

  changeProfile(a: Act, district: number, profile: string): void {
    const known = a.known(a.town.districts.get(district), "DistrictUnknown", district);
    demandDuty(a, district, "administrator");
    a.granted();
    known.profile = profile;
    a.tell("districts", "DistrictProfileChanged", { district, profile });
  },

  retire(a: Act, district: number): void {
    demandSafe(a);
    demandActive(a, district);
    a.granted();
    a.town.districts.get(district)!.status = "Retired";
    a.tell("districts", "DistrictRetired", { district });
  },

  close(a: Act): void {
    demandSafe(a);
    a.demand(!a.town.closed, "EditionIsClosed");
    a.granted();
    a.town.closed = true;
    a.tell("districts", "EditionClosed", {});
  },
};

/**
 * What of the index a person sees with the office's key. The key opens everything of every district; so an office uses it only for
 * what is certainly the asker's, and asks without it for the rest: then the index shows what it shows to everybody.
 */
import { z } from "zod";
import type { Office } from "../office.ts";
import { OFFICERS, type Person } from "../people/person.ts";

/** A question to the index: `/vouchers/3-000017/changes` and its parameters. */
export interface Question {
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Lists and things that the index has; nothing else of it is asked for through an office. */
const KNOWN =
  /^\/(head|districts|notices|changes|proposals|totals\/(districts|months|crossings)|(vouchers|orders|payments|lists|enterprises|providers|programs)(\/[0-9A-Za-z-]{1,80}(\/(changes|days|picture))?)?)$/;

export function isKnown(path: string): boolean {
  return KNOWN.test(path);
}

/** Lists in which these parameters leave nothing but what is of the district or party that they name. */
const DISTRICT_LISTS: Readonly<Record<string, readonly string[]>> = {
  "/vouchers": ["district"],
  "/orders": ["district", "providerDistrict"],
  "/payments": ["district"],
  "/lists": ["district"],
  "/enterprises": ["district"],
  "/providers": ["district"],
  "/programs": ["district"],
  "/notices": ["district"],
  "/totals/months": ["district"],
};
const PARTY_LISTS: Readonly<Record<string, readonly string[]>> = {
  "/vouchers": ["enterprise"],
  "/orders": ["enterprise", "provider"],
};

/** Whose a thing is, as far as the index says so. */
const ownersSchema = z.object({
  district: z.number().optional(),
  enterprise: z.string().nullable().optional(),
  provider: z.string().nullable().optional(),
});

/** Whether an answer under the full key is for this person. @param ask asks the index under the full key. */
export async function isTheirs(
  { district }: Pick<Office, "district">,
  person: Person,
  { path, query }: Question,
  ask: (path: string) => Promise<unknown>,
): Promise<boolean> {
  if (person.kinds.has("operator") || person.kinds.has("auditor")) return true;
  const isOfficer = OFFICERS.some((kind) => person.kinds.has(kind));
  const own = new Set(person.parties.map(({ written }) => written));
  const [, kind = "", thing] = path.split("/");
  if (thing === undefined || kind === "totals") {
    const byDistrict = DISTRICT_LISTS[path] ?? [];
    const byParty = PARTY_LISTS[path] ?? [];
    return (
      (isOfficer && byDistrict.some((name) => query.get(name) === String(district))) ||
      byParty.some((name) => own.has(query.get(name) ?? "")) ||
      (path === "/orders" && query.has("voucher") && (await owns(`/vouchers/${query.get("voucher") ?? ""}`)))
    );
  }
  return owns(`/${kind}/${thing}`);

  async function owns(of: string): Promise<boolean> {
    if (!isKnown(of)) return false;
    const found = ownersSchema.safeParse(await ask(of));
    if (!found.success) return false;
    const { district: home, enterprise, provider } = found.data;
    if (isOfficer && (home === district || provider?.startsWith(`P${district}-`) === true)) return true;
    // A payment batch or a program is nobody's own: only what names the party alone is.
    const isOwnKind = ["/vouchers", "/orders", "/enterprises", "/providers"].some((list) => of.startsWith(`${list}/`));
    return isOwnKind && [enterprise, provider].some((party) => typeof party === "string" && own.has(party));
  }
}

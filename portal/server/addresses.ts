/**
 * What of the index and the offices can be asked for from outside. Addresses are read as they are written and not as they decode: two
 * readings of one address are how somebody gets past a list. So nothing in them is encoded, and there is no dot that could lead up.
 */

/** Lists and things; `/ready`, `/graphql` and the rest are for those who run the index and ask it directly. */
const INDEX =
  /^\/index(\/(?:head|districts|notices|changes|proposals|openapi\.json|funnel|milestones|texts|feed\.atom|totals\/(?:districts|months|crossings)|eligibility(?:\/\d{1,15}){3}|(?:vouchers|orders|payments|lists|enterprises|providers|programs|demands|offers|matches|suggestions)(?:\/[0-9A-Za-z-]{1,80}(?:\/(?:changes|days|picture))?)?))$/;
const OFFICE = /^\/office\/(0|[1-9]\d{0,4})((?:\/[0-9A-Za-z_-]{1,80})+)$/;

/** The index's own path in an address of this site; undefined for what it has not, or not for everybody. */
export function indexPath(pathname: string): string | undefined {
  return INDEX.exec(pathname)?.[1];
}

/** An office's district and its own path. */
export function officePath(pathname: string): { readonly district: number; readonly path: string } | undefined {
  const [, district, path] = OFFICE.exec(pathname) ?? [];
  return district === undefined || path === undefined ? undefined : { district: Number(district), path };
}

const AREAS = ["index", "office", "assets", "trust-root.json"];

/** What of the site is asked for: of an address, in which somebody may be named, no more is told in logs. */
export function areaOf(pathname: string): string {
  const [, first = ""] = pathname.split("/");
  return AREAS.includes(first) ? first : "pages";
}

/** The pages there are. The server answers 404 for every other address, the shell shows its page for it. */
export const ROUTES = {
  overview: "/",
  voucher: "/v/:voucher",
  vouchers: "/vouchers",
  verify: "/verify",
  providers: "/providers",
  provider: "/providers/:provider",
  programs: "/programs",
  program: "/programs/:program",
  consultation: "/what-can-i-get",
  demands: "/demands",
  demand: "/demands/:demand",
  notices: "/notices",
  results: "/results",
  publication: "/publication",
  desk: "/desk/*?",
} as const;

const PATTERNS = Object.values(ROUTES).map(
  (route) => new RegExp(`^${route.replace(/\/\*\?$/, "(/.*)?").replaceAll(/:\w+/g, "[^/]+")}/?$`),
);

/** Whether a page stands at a path. */
export function isPage(path: string): boolean {
  return PATTERNS.some((pattern) => pattern.test(path));
}

/** How people write where a portal is. */
import { TongduiError } from "../../client/errors/tongduiError.ts";

/** Its scheme, host and port; undefined for what is no portal's address. */
export function originOf(typed: string): string | undefined {
  const url = URL.parse(typed);
  const isWhole =
    url !== null && ["http:", "https:"].includes(url.protocol) && url.username === "" && url.password === "";
  return isWhole && url.pathname === "/" && url.search === "" && url.hash === "" ? url.origin : undefined;
}

/** As {@link originOf}. @throws TongduiError `PortalAddressUnreadable`. */
export function portalAddress(typed: string): string {
  const origin = originOf(typed);
  if (origin !== undefined) return origin;
  throw new TongduiError("PortalAddressUnreadable", {
    en: `"${typed}" is not the address of a portal, as in https://voucher.example.org.`,
    zh: `“${typed}”不是门户网站地址，例如 https://voucher.example.org。`,
  });
}

/** Whoever is signed in is known by what is sent along with each request: it goes over no open line. */
export function isPrivateLine(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === "https:" || hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}

/** Where `tongdui desk` serves its pages: on this computer and nowhere else. Elsewhere a link's token would have a site taken for it. */
type Address = { readonly hostname: string; readonly hash: string };

export function isDesk({ hostname }: Pick<Address, "hostname">): boolean {
  return hostname === "127.0.0.1";
}

/** The token in a link of the desk's; undefined in any other. */
export function tokenIn({ hostname, hash }: Address): string | undefined {
  return isDesk({ hostname }) ? /^#desk=([\w-]{20,})$/.exec(hash)?.[1] : undefined;
}

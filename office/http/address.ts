import type { Office } from "../office.ts";

/** The portal in front says where a request comes from, if it is believed. */
export function addressOf({ trustedProxy }: Pick<Office, "trustedProxy">, request: Request): string {
  const forwarded = trustedProxy ? request.headers.get("X-Forwarded-For") : null;
  return forwarded?.split(",").at(-1)?.trim().slice(0, 60) ?? "the portal";
}

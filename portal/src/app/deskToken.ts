import { isDesk, tokenIn } from "./deskAddress.ts";

/** The token by which `tongdui desk` knows the pages that it opened itself; nobody else has one. */
export const TOKEN_HEADER = "x-tongdui-desk";
const KEPT = "tongdui.desk";

/** The token of the link that `tongdui desk` printed; it stays in this tab and leaves the address. */
export function takeToken(): void {
  const token = tokenIn(location);
  if (token === undefined) return;
  history.replaceState(history.state, "", location.pathname + location.search);
  sessionStorage.setItem(KEPT, token);
}

export function deskToken(): string | null {
  if (!isDesk(location)) return null;
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** What a request to an office has to bring so that the desk sends its session along; nothing elsewhere. */
export function deskHeaders(): Record<string, string> {
  const token = deskToken();
  return token === null ? {} : { [TOKEN_HEADER]: token };
}

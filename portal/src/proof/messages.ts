/** What the page asks of the checker, which works beside it, and what it is told. */
import type { Text } from "../../../client/text/text.ts";
import type { Hex, Refusal, TrustRoot, Verdict } from "../../../verifier/index.ts";

/** Where the trust root is that this site publishes. */
export const TRUST_ROOT = "/trust-root.json";

export interface Asked {
  /** A file that a person gave, or the address on this site of one; neither where only the trust root is looked at. */
  readonly proof?: Blob | string;
  /** With which the address is asked. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Under which trust root it was checked. */
export interface Root extends Pick<TrustRoot, "number" | "consensus" | "chainId" | "districts"> {
  readonly hash: Hex;
}

export type Held = Extract<Verdict, { readonly valid: true }>;

export interface Refused extends Pick<Refusal, "code" | "en" | "zh"> {
  readonly hint: Text | undefined;
}

/** What the check came to. */
export type Told =
  | { readonly kind: "root"; readonly root: Root }
  | { readonly kind: "held"; readonly root: Root; readonly verdict: Held }
  | { readonly kind: "refused"; readonly root: Root; readonly refused: Refused }
  /** It was not checked: there was no file or no trust root to be had. */
  | { readonly kind: "unchecked"; readonly why: Text };

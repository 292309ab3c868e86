/** What nodes say to a transaction that they do not take as a new one. Their codes differ, so it is read from their words. */
import { isError } from "ethers";
import { TongduiError } from "../../client/errors/tongduiError.ts";

/** The words of a node's refusal; undefined where the node did not answer at all. */
export function answeredWith(error: unknown): string | undefined {
  for (let link: unknown = error; link instanceof Error || (typeof link === "object" && link !== null);) {
    const {
      error: inner,
      info,
      cause,
      message,
    } = link as {
      error?: unknown;
      info?: { error?: { message?: unknown } };
      cause?: unknown;
      message?: unknown;
    };
    if (typeof info?.error?.message === "string") return info.error.message;
    if (inner === undefined && cause === undefined) {
      return isError(link, "NETWORK_ERROR") || typeof message !== "string" ? undefined : message;
    }
    link = inner ?? cause;
  }
  return undefined;
}

/** The node has these very bytes, or has put them into a block. */
export function isTakenAlready(said: string): boolean {
  return /already known|known transaction|already imported|already exists|already in (the )?pool/i.test(said);
}

/** The account's number is used, by this transaction or by another one. */
export function isNumberUsed(said: string): boolean {
  return /nonce too low|nonce is too low|nonce below|NONCE_EXPIRED|expected nonce to be|replacement transaction underpriced|lower than the current|underpriced/i.test(
    said,
  );
}

/** Whether a node answered, whatever it said. */
export function isAnswer(error: unknown): boolean {
  return !(error instanceof TongduiError);
}

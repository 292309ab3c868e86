/** How the desk asks a district's office. */
import type { WaitingTold } from "../../../client/queue.ts";
import type { Text } from "../../../client/text/text.ts";
import { deskHeaders } from "../app/deskToken.ts";

/** An office's no. Status 0 where it could not be reached. */
export class OfficeRefused extends Error {
  readonly status: number;
  readonly code: string;
  readonly sentence: Text;
  /** Of what was handed over, where it is wrong. */
  readonly field: string | undefined;

  constructor(status: number, code: string, sentence: Text, field?: string) {
    super(sentence.en);
    this.status = status;
    this.code = code;
    this.sentence = sentence;
    this.field = field;
  }
}

/** It, or what it needs to answer, cannot be reached; which may be over soon. */
export function isAway({ status }: OfficeRefused): boolean {
  return status === 0 || status >= 500;
}

/** @param body what a POST or PUT says. @throws OfficeRefused */
export async function askOffice<T>(district: number, path: string, body?: object, method = "POST"): Promise<T> {
  const headers = deskHeaders();
  if (body) headers["content-type"] = "application/json";
  let response: Response;
  try {
    response = await fetch(`/office/${district}${path}`, {
      method: body ? method : "GET",
      headers,
      ...(body && { body: JSON.stringify(body) }),
    });
  } catch {
    throw new OfficeRefused(0, "Away", AWAY);
  }
  const answer = (await response.json().catch(() => undefined)) as Answered | undefined;
  if (response.ok) return answer as T;
  // Of whatever stands between: an office gives its refusals a code.
  const isBetween = (response.status === 502 || response.status === 504) && answer?.code === undefined;
  if (isBetween) throw new OfficeRefused(response.status, "Away", AWAY);
  throw new OfficeRefused(response.status, answer?.code ?? "", withHint(answer), answer?.field);
}

interface Answered {
  readonly error?: Text;
  readonly hint?: Text;
  readonly code?: string;
  readonly field?: string;
}

function withHint(answer: Answered | undefined): Text {
  if (!answer?.error) return AWAY;
  const { error, hint } = answer;
  return hint ? { en: `${error.en} ${hint.en}`, zh: `${error.zh}${hint.zh}` } : error;
}

const AWAY: Text = {
  en: "The office cannot be reached at the moment.",
  zh: "目前无法连接办公系统。",
};

/** Keeps a document at the office. @returns its commitment, the same for the same words about the same matter. */
export async function keepDocument(
  district: number,
  { purpose, subject, document }: { purpose: string; subject: string; document: object },
): Promise<string> {
  const { commitment } = await askOffice<{ commitment: string }>(district, "/documents", {
    purpose,
    subject,
    document,
  });
  return commitment;
}

/** Keeps a reason in words, as the command keeps it. */
export async function keepReason(
  district: number,
  about: { readonly purpose: string; readonly subject: string },
  words: string,
): Promise<string> {
  const { purpose, subject } = about;
  const reason = words.replaceAll(/\r\n?/g, "\n").trim();
  return keepDocument(district, { purpose, subject, document: { purpose, subject, reason } });
}

/** SHA-256 of a file, `0x…`, by which a document refers to it; the file itself stays where it is. */
export async function digestOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return `0x${[...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

export interface Queue {
  readonly district: number;
  readonly day: number;
  readonly items: readonly WaitingTold[];
}

export interface Me {
  readonly account: string;
  readonly duties: readonly { readonly district: number; readonly duty: string }[];
  readonly district: number;
  readonly kinds: readonly string[];
  readonly parties: readonly string[];
}

/** Which ledger an office is at, or `tongdui desk`. */
export interface LedgerAt {
  /** The portal's origin, from `tongdui desk`, whose pages are at another. */
  readonly portal?: string;
  readonly network: string;
  readonly chainId: number;
  readonly salt: string;
  readonly contracts: Readonly<Record<string, string>>;
}

/**
 * What a person signs to sign in (EIP-4361): good for five minutes, for this office, once.
 *
 * The office remembers no challenge that it gave: the nonce holds a keyed hash of account, moment and a random number, so that it knows
 * its own again. That one serves once is the matter of sessions.ts.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import { getAddress } from "ethers";
import type { Text } from "../../client/text/text.ts";
import { Refusal } from "../http/refusal.ts";
import type { Vault } from "../vault/vault.ts";

const MINUTES_GOOD = 5;
/** By how much a clock may have been set back since. */
const CLOCK_MILLISECONDS = 60_000;

export interface Challenges {
  readonly district: number;
  readonly chainId: number;
  /** Of the portal: `https://voucher.example.gov`. */
  readonly origin: string;
  readonly vault: Vault;
  readonly now: () => number;
}

/** The text that an account is to sign. */
export function challengeFor(at: Challenges, account: string): string {
  const issued = new Date(at.now()).toISOString();
  const random = randomBytes(16).toString("hex");
  return textOf(at, account, issued, nonceOf(at, account, issued, random));
}

/** @throws Refusal 401 where it is not one of this office's, or its time is over. @returns account and nonce. */
export function readChallenge(at: Challenges, message: string): { account: string; nonce: string } {
  const account = accountIn(message);
  const nonce = /^Nonce: ([0-9a-f]{64})$/m.exec(message)?.[1];
  const issued = /^Issued At: (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)$/m.exec(message)?.[1];
  if (account === undefined || nonce === undefined || issued === undefined) throw notOurs();
  const known = nonceOf(at, account, issued, nonce.slice(0, 32));
  if (!timingSafeEqual(Buffer.from(known), Buffer.from(nonce))) throw notOurs();
  if (message !== textOf(at, account, issued, nonce)) throw notOurs();
  const age = at.now() - Date.parse(issued);
  if (age > MINUTES_GOOD * 60_000 || age < -CLOCK_MILLISECONDS) throw new Refusal(401, "ChallengeOver", OVER);
  return { account, nonce };
}

function nonceOf({ vault, district }: Challenges, account: string, issued: string, random: string): string {
  return random + vault.mac("challenges", `${district} ${account} ${issued} ${random}`).slice(0, 32);
}

/** The standard wants the statement in ASCII. */
function textOf({ origin, district, chainId }: Challenges, account: string, issued: string, nonce: string): string {
  const until = new Date(Date.parse(issued) + MINUTES_GOOD * 60_000).toISOString();
  const whose = district === 0 ? "the consortium" : `district ${district}`;
  return `${new URL(origin).host} wants you to sign in with your Ethereum account:
${account}

Sign in to the office of ${whose}. This records nothing on the ledger.

URI: ${origin}
Version: 1
Chain ID: ${chainId}
Nonce: ${nonce}
Issued At: ${issued}
Expiration Time: ${until}`;
}

function accountIn(message: string): string | undefined {
  const written = message.split("\n")[1] ?? "";
  try {
    return /^0x[0-9a-fA-F]{40}$/.test(written) ? getAddress(written) : undefined;
  } catch {
    return undefined;
  }
}

function notOurs(): Refusal {
  return new Refusal(401, "ChallengeForeign", {
    en: "This is not what this office asked to be signed.",
    zh: "所签内容不是本办公服务出具的登录文本。",
  });
}

const OVER: Text = {
  en: `What was signed is older than ${MINUTES_GOOD} minutes. Sign in anew.`,
  zh: `登录文本已超过 ${MINUTES_GOOD} 分钟，请重新登录。`,
};

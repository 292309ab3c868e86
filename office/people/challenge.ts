/**
 * What a person signs to sign in (EIP-4361, client/signIn.ts): good for five minutes, for this office, once.
 *
 * The office remembers no challenge that it gave: the nonce holds a keyed hash of account, moment and a random number, so that it knows
 * its own again. That one serves once is the matter of sessions.ts.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import { readSignIn, signInText } from "../../client/signIn.ts";
import type { Text } from "../../client/text/text.ts";
import { Refusal } from "../http/refusal.ts";
import type { Vault } from "../vault/vault.ts";

const MINUTES_GOOD = 5;
const MILLISECONDS_GOOD = MINUTES_GOOD * 60_000;
/** By how much a clock may have been set back since. */
const CLOCK_MILLISECONDS = 60_000;

/** Of a nonce, in hexadecimal digits: chance first, then the keyed hash. */
const CHANCE_DIGITS = 32;
const HASH_DIGITS = 32;

export interface Challenges {
  readonly district: number;
  readonly chainId: number;
  /** Of the portal: `https://voucher.example.gov`. */
  readonly origin: string;
  readonly vault: Vault;
  readonly now: () => number;
}

/** The text that an account is to sign. @param account with its checksum. */
export function challengeFor(at: Challenges, account: string): string {
  const { origin, district, chainId } = at;
  const issuedAt = Math.floor(at.now() / 1_000) * 1_000;
  const nonce = nonceOf(at, account, issuedAt, randomBytes(CHANCE_DIGITS / 2).toString("hex"));
  return signInText({ origin, account, district, chainId, nonce, issuedAt, expiresAt: issuedAt + MILLISECONDS_GOOD });
}

/** @throws Refusal 401 where it is not one of this office's, or its time is over. @returns account and nonce. */
export function readChallenge(at: Challenges, message: string): { account: string; nonce: string } {
  const read = readSignIn(message);
  if (!read || read.origin !== at.origin || read.district !== at.district || read.chainId !== at.chainId) {
    throw notOurs();
  }
  const { account, nonce, issuedAt, expiresAt } = read;
  const known = Buffer.from(nonceOf(at, account, issuedAt, nonce.slice(0, CHANCE_DIGITS)));
  const given = Buffer.from(nonce);
  if (known.length !== given.length || !timingSafeEqual(known, given)) throw notOurs();
  if (expiresAt - issuedAt !== MILLISECONDS_GOOD) throw notOurs();
  if (at.now() >= expiresAt || at.now() < issuedAt - CLOCK_MILLISECONDS) throw new Refusal(401, "ChallengeOver", OVER);
  return { account, nonce };
}

function nonceOf({ vault, district }: Challenges, account: string, issuedAt: number, chance: string): string {
  return chance + vault.mac("challenges", `${district} ${account} ${issuedAt} ${chance}`).slice(0, HASH_DIGITS);
}

function notOurs(): Refusal {
  return new Refusal(401, "ChallengeForeign", {
    en: "This is not what this office asked to be signed.",
    zh: "所签内容不是本办公系统出具的登录文本。",
  });
}

const OVER: Text = {
  en: `What was signed is older than ${MINUTES_GOOD} minutes. Sign in anew.`,
  zh: `登录文本已超过 ${MINUTES_GOOD} 分钟，请重新登录。`,
};

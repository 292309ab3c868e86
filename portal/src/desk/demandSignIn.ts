/**
 * What an office gives to be signed is looked at before any wallet sees it: an office that is not what it should be could hand on the
 * text of another office, and sign in there as whoever signs.
 */
import { readSignIn } from "../../../client/signIn.ts";
import type { Text } from "../../../client/text/text.ts";

export interface ChosenOffice {
  /** 0 is the consortium's. */
  readonly district: number;
  readonly account: string;
  /** The portal's. */
  readonly origin: string;
  readonly chainId: number;
}

/** A sign-in that is not asked for from the wallet. */
export class SignInRefused extends Error {
  readonly sentence: Text;

  constructor(sentence: Text) {
    super(sentence.en);
    this.sentence = sentence;
  }
}

/** @throws SignInRefused unless the text signs this account in at this office, through this portal, and does nothing else. */
export function demandSignIn(text: string, { district, account, origin, chainId }: ChosenOffice): void {
  const read = readSignIn(text);
  if (!read) throw new SignInRefused(NO_SIGN_IN);
  if (read.district !== district) throw new SignInRefused(OTHER_OFFICE);
  const isOwn = read.account.toLowerCase() === account.toLowerCase() && read.chainId === chainId;
  if (!isOwn || read.origin !== origin) throw new SignInRefused(OTHER_SIGN_IN);
}

const NO_SIGN_IN: Text = {
  en: "What this office gave to be signed is no sign-in. Nothing was signed; tell the office's district.",
  zh: "该办公系统给出的待签内容不是登录文本，未签署任何内容。请告知该区。",
};
const OTHER_OFFICE: Text = {
  en: "This office gave the sign-in of another office to be signed. Nothing was signed; tell the office's district.",
  zh: "该办公系统给出的是其他办公系统的登录文本，未签署任何内容。请告知该区。",
};
const OTHER_SIGN_IN: Text = {
  en: "What this office gave to be signed is for another account, another address or another ledger. Nothing was signed.",
  zh: "该办公系统给出的登录文本属于其他账户、其他网址或其他账本，未签署任何内容。",
};

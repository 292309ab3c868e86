/**
 * Which contracts are the ledger's. A browser's wallet sends wherever it is told, and this page says in words what an address of the
 * ledger would record: an office that names another address could have anything sent. So its word is held against this site's trust
 * root. `tongdui desk` needs none of this: it has the ledger from the officer's own profile.
 */
import type { Text } from "../../../client/text/text.ts";
import { readTrustRoot, type TrustRoot } from "../../../verifier/trustRoot.ts";
import { ask } from "../app/api.ts";
import type { Head } from "../app/answers.ts";
import { TRUST_ROOT } from "../proof/messages.ts";
import { SignInRefused } from "./demandSignIn.ts";
import { demandTrusted } from "./demandTrusted.ts";
import { askOffice, type LedgerAt } from "./office.ts";
import type { Wallet } from "./wallet.ts";

/** The ledger that a person acts on. @throws SignInRefused where the office names another than this site; OfficeRefused. */
export async function ledgerFor(wallet: Wallet, district: number): Promise<LedgerAt> {
  if (wallet.kind === "desk") return (await wallet.request("tongdui_ledger")) as LedgerAt;
  const [ledger, root, head] = await Promise.all([
    askOffice<LedgerAt>(district, "/ledger"),
    publishedRoot(),
    ask<Head>("/index/head").catch(() => undefined),
  ]);
  if (!root || !head) throw new SignInRefused(NOTHING_TO_HOLD_IT_AGAINST);
  demandTrusted(ledger, root, head);
  return ledger;
}

async function publishedRoot(): Promise<TrustRoot | undefined> {
  try {
    const response = await fetch(TRUST_ROOT);
    return response.ok ? readTrustRoot(await response.text()) : undefined;
  } catch {
    // Not to be reached or not to be read: there is none to hold anything against.
    return undefined;
  }
}

const NOTHING_TO_HOLD_IT_AGAINST: Text = {
  en: "This site's trust root and index cannot be read at the moment, so nobody can say whether the office is at the right ledger. Nobody is signed in with a browser's wallet until then; tongdui desk works.",
  zh: "目前无法读取本网站的信任根或索引，因而无法确认办公系统所用的账本。在此之前不能使用浏览器钱包登录；可使用 tongdui desk。",
};

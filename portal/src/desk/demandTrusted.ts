/** What an office, this site's trust root and its index say of the ledger, held against each other. */
import type { Text } from "../../../client/text/text.ts";
import { contractsIn, type TrustRoot } from "../../../verifier/trustRoot.ts";
import type { Head } from "../app/answers.ts";
import { SignInRefused } from "./demandSignIn.ts";

export interface Told {
  readonly chainId: number;
  /** Addresses by the parts' names. */
  readonly contracts: Readonly<Record<string, string>>;
}

/** @throws SignInRefused unless all three are of one chain, and every contract is where the root has it in the index's edition. */
export function demandTrusted(
  ledger: Told,
  root: Pick<TrustRoot, "chainId" | "genesis" | "editions">,
  head: Pick<Head, "chainId" | "genesis" | "edition">,
): void {
  const same = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other.toLowerCase();
  const edition = root.editions.find((one) => same(head.edition, one.edition.address));
  const isOfRoot = root.chainId === head.chainId && same(head.genesis, root.genesis) && edition !== undefined;
  if (!isOfRoot) throw new SignInRefused(INDEX_OF_OTHER);
  const isTold = contractsIn(edition).every(([part, { address }]) => same(ledger.contracts[part], address));
  if (ledger.chainId !== root.chainId || !isTold) throw new SignInRefused(OFFICE_OF_OTHER);
}

const INDEX_OF_OTHER: Text = {
  en: "This site's trust root and its index are not of the same ledger. Nobody is signed in with a browser's wallet; tell whoever runs this site.",
  zh: "本网站的信任根与索引不属于同一账本，不能使用浏览器钱包登录。请告知网站运营方。",
};
const OFFICE_OF_OTHER: Text = {
  en: "This office names other contracts than this site's trust root. Nobody is signed in with a browser's wallet; tell the office's district.",
  zh: "该办公系统所指的合约与本网站的信任根不符，不能使用浏览器钱包登录。请告知该区。",
};

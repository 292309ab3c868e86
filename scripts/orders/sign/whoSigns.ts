/** Which party somebody signs for: a draft tells the parties' wallets as the ledger had them when it was made. */
import { TongduiError } from "../../../client/errors/tongduiError.ts";
import type { Text } from "../../../client/text/text.ts";
import type { KindName } from "../messages/kind.ts";
import type { Side, Told } from "../told.ts";
import { partyText } from "./lines.ts";

/** Whose signature each kind needs. A withdrawal is whoever's signature it takes back. */
const SIGNERS: Readonly<Record<KindName, readonly Side[]>> = {
  order: ["enterprise", "provider"],
  claim: ["provider"],
  acceptance: ["enterprise"],
  refusal: ["enterprise"],
  cancellation: ["enterprise", "provider"],
  withdrawal: [],
};

const NOUNS: Readonly<Record<Side, Text>> = {
  enterprise: { en: "enterprise", zh: "企业" },
  provider: { en: "provider", zh: "服务机构" },
};

/** `enterprise 2-1 …` for an account that is a party's wallet, by what a draft tells. */
export function partyOf({ parties }: Told, account: string): (Text & { readonly side: Side }) | undefined {
  if (!parties) return undefined;
  const side = (["enterprise", "provider"] as const).find((one) => parties[one].wallet === account);
  if (!side) return undefined;
  const label = partyText(parties[side]);
  return { side, en: `${NOUNS[side].en} ${label}`, zh: `${NOUNS[side].zh} ${label}` };
}

/** @throws TongduiError `NotTheParty` where the draft tells the wallets and the account's signature is not wanted. */
export function demandParty(kind: KindName, { parties }: Told, account: string): void {
  const wanted = SIGNERS[kind];
  if (!parties || wanted.length === 0 || wanted.some((side) => parties[side].wallet === account)) return;
  const said = (lang: "en" | "zh"): string =>
    wanted
      .map((side) => {
        const { wallet } = parties[side];
        const label = `${NOUNS[side][lang]} ${partyText(parties[side])}`;
        return { en: `${label} (${wallet})`, zh: `${label}（${wallet}）` }[lang];
      })
      .join({ en: " and ", zh: "和" }[lang]);
  throw new TongduiError(
    "NotTheParty",
    {
      en: `This is to be signed by ${said("en")}; your profile's account is ${account}.`,
      zh: `应由${said("zh")}签署，而当前配置文件的账户为 ${account}。`,
    },
    {
      hint: {
        en: `Take the party's own profile with --profile. If its wallet was changed after ${parties.on}, let the office draft again: the new draft names the new wallet.`,
        zh: `请用 --profile 指定该单位自己的配置文件。如其钱包在 ${parties.on} 之后已更换，请办理单位重新生成草稿，新草稿会载明新钱包。`,
      },
    },
  );
}

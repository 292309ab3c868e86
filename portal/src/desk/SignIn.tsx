/** Signing in: a text that serves once is signed with the person's key, and nothing is sent to the ledger. */
import { hexlify, toUtf8Bytes } from "ethers";
import { useState } from "react";
import { useNames } from "../app/names.tsx";
import { useSay, type Text } from "../app/language.tsx";
import { publicOrigin } from "../app/publicOrigin.ts";
import { Button } from "../ui/Button.tsx";
import { Select } from "../ui/Field.tsx";
import { Loading, Notice } from "../ui/Notice.tsx";
import { demandSignIn } from "./demandSignIn.ts";
import { askOffice, type LedgerAt, type Me } from "./office.ts";
import { sentenceOf } from "./sending.ts";
import { ledgerFor } from "./trustedLedger.ts";
import { heldTo, type Wallet } from "./wallet.ts";

interface Props {
  readonly wallet: Wallet | undefined;
  readonly district: number | null;
  readonly looking: boolean;
  readonly onSignedIn: (district: number, me: Me, ledger: LedgerAt) => void;
}

export function SignIn({ wallet, district, looking, onSignedIn }: Props) {
  const say = useSay();
  const names = useNames();
  const [chosen, setChosen] = useState(district === null ? "" : String(district));
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Text>();
  if (looking) return <Loading />;
  if (!wallet) return <NoWallet />;

  async function signIn(any: Wallet) {
    setBusy(true);
    setRefused(undefined);
    const at = Number(chosen);
    try {
      const ledger = await ledgerFor(any, at);
      const own = heldTo(any, ledger.chainId);
      const [account = ""] = (await own.request("eth_requestAccounts")) as string[];
      const { message } = await askOffice<{ message: string }>(at, "/sign-in/challenge", { account });
      const origin = ledger.portal ?? location.origin;
      demandSignIn(message, { district: at, account, origin, chainId: ledger.chainId });
      const signature = (await own.request("personal_sign", [hexlify(toUtf8Bytes(message)), account])) as string;
      onSignedIn(at, await askOffice<Me>(at, "/sign-in", { message, signature }), ledger);
    } catch (error) {
      setRefused(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  }

  const offices = [
    { value: "", text: say({ en: "Choose …", zh: "请选择……" }) },
    ...(names.districts ?? []).map((one) => ({ value: String(one.district), text: names.district(one.district) })),
    { value: "0", text: say({ en: "The consortium: operator and auditor", zh: "联盟：运营机构、审计机构" }) },
  ];
  return (
    <form
      className="sheet desk-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy && chosen !== "") void signIn(wallet);
      }}
    >
      <h2>{say({ en: "Sign in", zh: "登录" })}</h2>
      <p className="hint">{say(wallet.kind === "desk" ? WITH_DESK : WITH_BROWSER)}</p>
      <Select
        label={say({ en: "At whose office", zh: "所在办公系统" })}
        hint={say(WHICH)}
        options={offices}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
      />
      {refused && <Notice kind="bad" title={say(refused)} live />}
      <p className="desk-buttons">
        <Button look="primary" type="submit" disabled={isBusy || chosen === ""}>
          {say(isBusy ? (wallet.kind === "desk" ? ANSWER_AT_DESK : ANSWER_IN_WALLET) : { en: "Sign in", zh: "登录" })}
        </Button>
      </p>
    </form>
  );
}

const WHICH: Text = {
  en: "Officers at their own district's; enterprises and providers where they are asked to sign; operator and auditor at the consortium's.",
  zh: "经办人员选择本区；企业和服务机构选择请其签署的单位；运营机构和审计机构选择联盟。",
};
const ANSWER_AT_DESK: Text = { en: "Answer in the window of your key …", zh: "请在密钥窗口中确认……" };
const ANSWER_IN_WALLET: Text = { en: "Answer in the wallet …", zh: "请在钱包中确认……" };
const WITH_DESK: Text = {
  en: "Your key is with tongdui desk on this computer. It shows in its window what is signed and asks you there, unless you started it with --yes.",
  zh: "密钥由本机的 tongdui desk 保管。它会在窗口中显示待签内容并请您确认（使用 --yes 启动时不再询问）。",
};
const WITH_BROWSER: Text = {
  en: "Your key is in this browser's wallet. It shows acts of the ledger as data; this page tells you in words what they mean. tongdui desk shows the words in its own window.",
  zh: "密钥在浏览器钱包中。钱包只显示数据，其含义由本页面用文字说明；使用 tongdui desk 时，其窗口会另行显示文字说明。",
};

function NoWallet() {
  const say = useSay();
  return (
    <Notice
      kind="info"
      title={say({ en: "There is no key at hand in this browser.", zh: "当前浏览器没有可用的密钥。" })}
    >
      <p>
        {say({
          en: "Officers open the desk with the command, on the computer on which their key lies, and open the link that it prints:",
          zh: "经办人员请在保存密钥的计算机上用命令打开工作台，再打开它所显示的链接：",
        })}
      </p>
      <p>
        <code className="code">npx tongdui desk --portal {publicOrigin()} --profile tongdui.json</code>
      </p>
      <p>
        {say({
          en: "A wallet in the browser that speaks EIP-1193 serves as well. Without a key, everything that is public is on the other pages.",
          zh: "也可使用支持 EIP-1193 的浏览器钱包。没有密钥时，公开内容可在其他页面查看。",
        })}
      </p>
    </Notice>
  );
}

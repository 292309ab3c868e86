/** A message about demands and offers: in words from the message itself, signed with the person's key, and handed to the office. */
import { useRef, useState } from "react";
import { matchMessageOf } from "../../../../client/acts/matchMessages.ts";
import type { TypedData } from "../../../../client/acts/messages.ts";
import { useSay, type Text } from "../../app/language.tsx";
import { Button } from "../../ui/Button.tsx";
import { Notice } from "../../ui/Notice.tsx";
import { Beside, Lines } from "../Beside.tsx";
import { sentenceOf } from "../sending.ts";
import { useSession } from "../session.tsx";
import { demandSame } from "../wallet.ts";

interface Props {
  readonly typed: TypedData;
  /** Hands the signature to the office. */
  readonly hand: (signature: string) => Promise<void>;
  /** Something else is to be confirmed first. */
  readonly isHeld?: boolean;
  readonly onBack?: () => void;
}

export function SignPost({ typed, hand, isHeld = false, onBack }: Props) {
  const say = useSay();
  const { wallet, me, matching } = useSession();
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Text>();
  const isSigning = useRef(false);
  // What is signed stays signed while the office is away: handing it in again needs no second signature.
  const signed = useRef<string>(undefined);
  const said = matchMessageOf(typed, matching);

  async function sign() {
    if (isSigning.current) return;
    isSigning.current = true;
    setBusy(true);
    setRefused(undefined);
    try {
      await demandSame(wallet, me.account);
      signed.current ??= (await wallet.request("eth_signTypedData_v4", [me.account, JSON.stringify(typed)])) as string;
      await hand(signed.current);
    } catch (error) {
      setRefused(sentenceOf(error));
      setBusy(false);
    } finally {
      isSigning.current = false;
    }
  }

  return (
    <section className="sheet desk-act" aria-live="polite">
      <h3>{say({ en: "What you sign, and the ledger will hold", zh: "将签署并记入账本的内容" })}</h3>
      <Lines lines={said.lines} />
      <Beside said={said} id={said.digest} />
      {refused && (
        <Notice kind="bad" title={say({ en: "It is not handed in.", zh: "未提交。" })} live>
          <p>{say(refused)}</p>
        </Notice>
      )}
      <p className="desk-buttons">
        {onBack && (
          <Button disabled={isBusy} onClick={onBack}>
            {say({ en: "Back", zh: "返回" })}
          </Button>
        )}
        <Button look="primary" disabled={isBusy || isHeld} onClick={() => void sign()}>
          {say(
            isBusy
              ? { en: "Answer in the window of your key …", zh: "请在密钥窗口中确认……" }
              : { en: `Sign it: ${said.title.en}`, zh: `确认签署：${said.title.zh}` },
          )}
        </Button>
      </p>
    </section>
  );
}

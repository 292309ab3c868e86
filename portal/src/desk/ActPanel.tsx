/** What will be recorded, in words from the transaction itself; whether the ledger would take it; and sending it, once. */
import { useEffect, useRef, useState } from "react";
import { useSWRConfig } from "swr";
import type { Act } from "../../../client/acts/acts.ts";
import { useSay, type Text } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { Loading, Notice } from "../ui/Notice.tsx";
import { Beside, Lines } from "./Beside.tsx";
import { fateOf, handOver, refusalOf, sentenceOf, wordsOf, type Fate, type Transaction } from "./sending.ts";
import { useSession } from "./session.tsx";
import { WalletRefused } from "./wallet.ts";

interface Props {
  readonly transaction: Transaction;
  readonly onDone: () => void;
  readonly onBack?: () => void;
}

type State =
  | { readonly at: "trying" }
  | { readonly at: "ready" }
  | { readonly at: "refused"; readonly sentence: Text }
  | { readonly at: "asking" }
  | { readonly at: "on its way"; readonly lost: Text | undefined }
  | { readonly at: "unknown" }
  | { readonly at: "ended"; readonly fate: Fate };

export function ActPanel({ transaction, onDone, onBack }: Props) {
  const say = useSay();
  const { wallet, addresses, ledger } = useSession();
  const { mutate } = useSWRConfig();
  const [state, setState] = useState<State>({ at: "trying" });
  const [turn, setTurn] = useState(0);
  const isSending = useRef(false);
  const act = actOrRefusal(transaction, addresses);
  const { data, to, from } = transaction;

  const tryAgain = () => {
    setState((now) => (isTried(now) ? { at: "trying" } : now));
    setTurn((before) => before + 1);
  };
  // In a browser's wallet the person may change account or network at any time.
  useEffect(() => wallet.onChange(tryAgain), [wallet]);
  useEffect(() => {
    let isHere = true;
    void refusalOf(wallet, { data, to, from }).then((sentence) => {
      if (!isHere) return;
      setState((now) => (now.at !== "trying" ? now : sentence ? { at: "refused", sentence } : { at: "ready" }));
    });
    return () => {
      isHere = false;
    };
  }, [wallet, data, to, from, turn]);

  if ("refused" in act) return <Notice kind="bad" title={say(act.refused)} live />;

  async function send({ title }: Act) {
    // A second click comes before the first one's state is drawn.
    if (isSending.current) return;
    isSending.current = true;
    setState({ at: "asking" });
    try {
      const sentence = await refusalOf(wallet, transaction);
      if (sentence) {
        setState({ at: "refused", sentence });
        return;
      }
      const sent = await handOver(wallet, transaction, title, ledger.chainId);
      const told = (lost: Text | undefined) => setState({ at: "on its way", lost });
      told(undefined);
      const fate = await fateOf(wallet, sent, told, new AbortController().signal);
      setState({ at: "ended", fate });
      void mutate(() => true);
      if (fate.end === "done") onDone();
    } catch (error) {
      setState(error instanceof WalletRefused ? { at: "refused", sentence: sentenceOf(error) } : { at: "unknown" });
    } finally {
      isSending.current = false;
    }
  }

  return (
    <section className="sheet desk-act" aria-live="polite">
      <h3>{say({ en: "What will be recorded", zh: "将记录的内容" })}</h3>
      <Lines lines={act.lines} />
      <Beside said={act} id={`${data} ${turn}`} />
      <Standing state={state} />
      {(state.at === "ready" || state.at === "refused") && (
        <p className="desk-buttons">
          {onBack && <Button onClick={onBack}>{say({ en: "Change the entries", zh: "修改填写内容" })}</Button>}
          {state.at === "ready" ? (
            <Button look="primary" onClick={() => void send(act)}>
              {say({ en: `Record it: ${act.title.en}`, zh: `确认办理：${act.title.zh}` })}
            </Button>
          ) : (
            <Button onClick={tryAgain}>{say({ en: "Try again", zh: "再试一次" })}</Button>
          )}
        </p>
      )}
    </section>
  );
}

/** Nothing is under way, and what the ledger says of it may change. */
function isTried({ at }: State): boolean {
  return at === "ready" || at === "refused";
}

export function Standing({ state }: { readonly state: State }) {
  const say = useSay();
  switch (state.at) {
    case "trying":
      return <Loading what={{ en: "The ledger is asked whether it would take it …", zh: "正在向账本预检……" }} />;
    case "ready":
      return (
        <p className="hint">
          {say({ en: "The ledger would take it. Nothing is sent yet.", zh: "账本可以受理，尚未发送。" })}
        </p>
      );
    case "refused":
      return (
        <Notice kind="bad" title={say({ en: "It is not recorded.", zh: "未予记录。" })} live>
          <p>{say(state.sentence)}</p>
        </Notice>
      );
    case "asking":
      return <Loading what={{ en: "Answer in the window of your key …", zh: "请在密钥窗口中确认……" }} />;
    case "on its way":
      return state.lost ? (
        <Notice kind="warning" title={say(state.lost)} live />
      ) : (
        <Loading what={{ en: "Sent; waiting until it is in a block …", zh: "已发送，等待进入区块……" }} />
      );
    case "unknown":
      return (
        <Notice kind="warning" title={say(UNKNOWN)} live>
          <p>{say(UNKNOWN_DO)}</p>
        </Notice>
      );
    case "ended":
      return <Ended fate={state.fate} />;
  }
}

export function Ended({ fate }: { readonly fate: Fate }) {
  const say = useSay();
  switch (fate.end) {
    case "done":
      return (
        <Notice
          kind="good"
          title={say({ en: `Recorded in block ${fate.block}.`, zh: `已记录，区块 ${fate.block}。` })}
          live
        />
      );
    case "failed":
      return (
        <Notice kind="bad" title={say({ en: "It is not recorded.", zh: "未予记录。" })} live>
          <p>{say(fate.sentence)}</p>
        </Notice>
      );
    case "not sent":
      return (
        <Notice
          kind="info"
          title={say({ en: "It was not sent; nothing was recorded.", zh: "未曾发送，未作任何记录。" })}
          live
        />
      );
    case "number used":
      return (
        <Notice
          kind="info"
          title={say({
            en: "Something was recorded with your account meanwhile. If the matter is gone from your queue, it is done.",
            zh: "期间您的账户已有事项记录。如该事项已不在待办中，即已办理。",
          })}
          live
        />
      );
  }
}

const UNKNOWN: Text = {
  en: "The window of your key, or your wallet, gave no answer; nobody can say yet whether it was sent.",
  zh: "密钥窗口或钱包没有应答，暂不能确定是否已发送。",
};
const UNKNOWN_DO: Text = {
  en: "See to it that it answers again, and load this page anew: it looks up what became of it, and nothing is done twice.",
  zh: "请恢复其连接后刷新本页面：将查明结果，不会重复办理。",
};

function actOrRefusal(transaction: Transaction, addresses: Parameters<typeof wordsOf>[1]): Act | { refused: Text } {
  try {
    return wordsOf(transaction, addresses);
  } catch {
    return {
      refused: {
        en: "This page does not know this act and does not offer it.",
        zh: "本页面无法识别该事项，不予提供。",
      },
    };
  }
}

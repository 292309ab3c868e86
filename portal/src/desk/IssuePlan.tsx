/** Issuing an approved list part by part. How far it is, the ledger says: whenever it stops, it goes on from there. */
import { useEffect, useRef, useState } from "react";
import { useSWRConfig } from "swr";
import { INTERFACES } from "../../../client/acts/acts.ts";
import { cutList, MOST_ITEMS } from "../../../client/list.ts";
import { useSay, type Text } from "../app/language.tsx";
import { Button } from "../ui/Button.tsx";
import { Loading, Notice } from "../ui/Notice.tsx";
import { Ended } from "./ActPanel.tsx";
import type { Plan } from "./plan.ts";
import { PlanField } from "./PlanField.tsx";
import { fateOf, handOver, refusalOf, sentenceOf, wordsOf, type Fate } from "./sending.ts";
import { useSession } from "./session.tsx";
import { WalletRefused } from "./wallet.ts";

interface Progress {
  /** Undefined until the ledger was asked. */
  readonly done?: number;
  readonly note?: Text;
  readonly lost?: Text | undefined;
  readonly fate?: Fate;
  readonly refused?: Text;
}

export function IssuePlan({ list, onDone }: { readonly list: string; readonly onDone: () => void }) {
  const say = useSay();
  const { wallet, me, addresses, ledger } = useSession();
  const { mutate } = useSWRConfig();
  const [plan, setPlan] = useState<Plan>();
  const [progress, setProgress] = useState<Progress>({});
  const [isRunning, setRunning] = useState(false);
  const running = useRef(false);
  const isOther = plan !== undefined && plan.batch !== list;

  const askDone = async (): Promise<number> => {
    const asked = INTERFACES.vouchers.encodeFunctionData("batchOf", [list]);
    const answer = (await wallet.request("eth_call", [{ to: addresses.vouchers, data: asked }, "latest"])) as string;
    const [batch] = INTERFACES.vouchers.decodeFunctionResult("batchOf", answer) as unknown as [{ done: bigint }];
    return Number(batch.done);
  };

  const look = () => {
    if (!plan || isOther) return;
    const tell = (found: Progress) => {
      if (!running.current) setProgress(found);
    };
    askDone().then(
      (done) => tell({ done }),
      (error: unknown) => tell({ refused: sentenceOf(error) }),
    );
  };
  useEffect(look, [plan, list]);
  useEffect(() => wallet.onChange(look), [wallet, plan, list]);

  const transactionFor = ({ items, tail }: Plan, done: number) => {
    const [chunk] = cutList(items.slice(done), undefined, tail).chunks;
    if (!chunk) return undefined;
    const data = INTERFACES.vouchers.encodeFunctionData("issue", [list, chunk.items, chunk.next]);
    return { from: me.account, to: addresses.vouchers, data };
  };

  async function run(of: Plan) {
    if (running.current) return;
    running.current = true;
    setRunning(true);
    try {
      for (;;) {
        const done = await askDone();
        setProgress({ done });
        const transaction = transactionFor(of, done);
        if (!transaction) break;
        const refused = await refusalOf(wallet, transaction);
        if (refused) {
          setProgress({ done, refused });
          return;
        }
        const act = wordsOf(transaction, addresses);
        setProgress({ done, note: { en: "Answer in the window of your key …", zh: "请在密钥窗口中确认……" } });
        const sent = await handOver(wallet, transaction, act.title, ledger.chainId);
        const note: Text = { en: "Sent; waiting until it is in a block …", zh: "已发送，等待进入区块……" };
        const told = (lost: Text | undefined) => setProgress({ done, note, lost });
        told(undefined);
        const fate = await fateOf(wallet, sent, told, new AbortController().signal);
        if (fate.end === "failed" || fate.end === "not sent") {
          setProgress({ done, fate });
          return;
        }
      }
      void mutate(() => true);
      onDone();
    } catch (error) {
      const refused = error instanceof WalletRefused ? sentenceOf(error) : STOPPED;
      setProgress(({ done }) => ({ ...(done !== undefined && { done }), refused }));
    } finally {
      running.current = false;
      setRunning(false);
    }
  }

  const { done, note, lost, fate, refused } = progress;
  const next = plan && !isOther && done !== undefined ? transactionFor(plan, done) : undefined;
  const left = plan ? Math.ceil((plan.items.length - (done ?? 0)) / MOST_ITEMS) : 0;
  return (
    <section className="sheet desk-form">
      <PlanField plan={plan} onPlan={setPlan} />
      {isOther && (
        <Notice
          kind="bad"
          title={say({ en: "This is the plan of another list.", zh: "该计划文件属于另一份名单。" })}
          live
        />
      )}
      {plan && !isOther && (
        <>
          {done === undefined && !refused && <Loading />}
          {done !== undefined && (
            <p>
              <label>
                {say({
                  en: `${done} of the list's ${plan.items.length} done`,
                  zh: `名单已办 ${done} / ${plan.items.length}`,
                })}{" "}
                <progress max={plan.items.length} value={done} />
              </label>
            </p>
          )}
          {done === plan.items.length && (
            <Notice kind="good" title={say({ en: "The whole list is issued.", zh: "名单已全部发放。" })} live />
          )}
          {next && (
            <>
              <h3>{say({ en: "What will be recorded next", zh: "接下来将记录的内容" })}</h3>
              <ul className="desk-lines">
                {wordsOf(next, addresses).lines.map((line, i) => (
                  <li key={i}>{say(line)}</li>
                ))}
              </ul>
            </>
          )}
          {lost ? <Notice kind="warning" title={say(lost)} live /> : note && isRunning && <Loading what={note} />}
          {fate && <Ended fate={fate} />}
          {refused && (
            <Notice kind="bad" title={say({ en: "The next part is not recorded.", zh: "下一部分未予记录。" })} live>
              <p>{say(refused)}</p>
              {done === undefined && <Button onClick={look}>{say({ en: "Try again", zh: "再试一次" })}</Button>}
            </Notice>
          )}
          {next && (
            <p className="desk-buttons">
              <Button look="primary" disabled={isRunning} onClick={() => void run(plan)}>
                {say(
                  left === 1
                    ? { en: "Issue them", zh: "确认发放" }
                    : { en: `Issue them, in ${left} parts`, zh: `确认发放（分 ${left} 批）` },
                )}
              </Button>
            </p>
          )}
        </>
      )}
    </section>
  );
}

const STOPPED: Text = {
  en: "The connection was lost. Load the page anew and go on: the ledger knows how far it is, and nothing is issued twice.",
  zh: "连接中断。请刷新页面后继续：账本记录了进度，不会重复发放。",
};

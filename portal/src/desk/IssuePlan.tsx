/** Issuing an approved list part by part. How far it is, the ledger says: whenever it stops, it goes on from there. */
import { useEffect, useRef, useState } from "react";
import { useSWRConfig } from "swr";
import { INTERFACES } from "../../../client/acts/acts.ts";
import { cutList } from "../../../client/list.ts";
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
  readonly done: number;
  readonly note?: Text;
  readonly fate?: Fate;
  readonly refused?: Text;
}

export function IssuePlan({ list, onDone }: { readonly list: string; readonly onDone: () => void }) {
  const say = useSay();
  const { wallet, me, addresses, ledger } = useSession();
  const { mutate } = useSWRConfig();
  const [plan, setPlan] = useState<Plan>();
  const [progress, setProgress] = useState<Progress>({ done: 0 });
  const [isRunning, setRunning] = useState(false);
  const running = useRef(false);
  const isOther = plan !== undefined && plan.batch !== list;

  const askDone = async (): Promise<number> => {
    const asked = INTERFACES.vouchers.encodeFunctionData("batchOf", [list]);
    const answer = (await wallet.request("eth_call", [{ to: addresses.vouchers, data: asked }, "latest"])) as string;
    const [batch] = INTERFACES.vouchers.decodeFunctionResult("batchOf", answer) as unknown as [{ done: bigint }];
    return Number(batch.done);
  };

  useEffect(() => {
    if (!plan || plan.batch !== list) return;
    void askDone().then(
      (done) => setProgress((before) => ({ ...before, done })),
      () => undefined,
    );
    // Asked once a plan.
  }, [plan, list]);

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
        setProgress({ done, note: { en: "Sent; waiting until it is in a block …", zh: "已发送，等待进入区块……" } });
        const fate = await fateOf(wallet, sent, () => undefined, new AbortController().signal);
        if (fate.end === "failed" || fate.end === "not sent") {
          setProgress({ done, fate });
          return;
        }
      }
      void mutate(() => true);
      onDone();
    } catch (error) {
      const refused = error instanceof WalletRefused ? sentenceOf(error) : STOPPED;
      setProgress((before) => ({ done: before.done, refused }));
    } finally {
      running.current = false;
      setRunning(false);
    }
  }

  const next = plan && !isOther ? transactionFor(plan, progress.done) : undefined;
  const left = plan ? Math.ceil((plan.items.length - progress.done) / 100) : 0;
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
          <p>
            <label>
              {say({
                en: `${progress.done} of ${plan.items.length} done`,
                zh: `已办 ${progress.done} / ${plan.items.length}`,
              })}{" "}
              <progress max={plan.items.length} value={progress.done} />
            </label>
          </p>
          {next ? (
            <>
              <h3>{say({ en: "What will be recorded next", zh: "接下来将记录的内容" })}</h3>
              <ul className="desk-lines">
                {wordsOf(next, addresses).lines.map((line, i) => (
                  <li key={i}>{say(line)}</li>
                ))}
              </ul>
            </>
          ) : (
            <Notice kind="good" title={say({ en: "The whole list is issued.", zh: "名单已全部发放。" })} live />
          )}
          {progress.note && isRunning && <Loading what={progress.note} />}
          {progress.fate && <Ended fate={progress.fate} />}
          {progress.refused && (
            <Notice kind="bad" title={say({ en: "The next part is not recorded.", zh: "下一部分未予记录。" })} live>
              <p>{say(progress.refused)}</p>
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

/** What was under way when the page was closed, loaded anew or cut off: what became of it. */
import { useEffect, useState } from "react";
import { useSWRConfig } from "swr";
import { useSay, type Text } from "../app/language.tsx";
import { Loading, Notice } from "../ui/Notice.tsx";
import { Ended } from "./ActPanel.tsx";
import { fateOf, underWay, type Fate } from "./sending.ts";
import { useSession } from "./session.tsx";

export function Resume() {
  const say = useSay();
  const { wallet } = useSession();
  const { mutate } = useSWRConfig();
  const [act] = useState(underWay);
  const [fate, setFate] = useState<Fate>();
  const [lost, setLost] = useState<Text>();
  useEffect(() => {
    if (!act) return undefined;
    const leaving = new AbortController();
    fateOf(wallet, act, setLost, leaving.signal)
      .then((found) => {
        setFate(found);
        void mutate(() => true);
      })
      .catch(() => undefined);
    return () => leaving.abort();
  }, [act, wallet, mutate]);
  if (!act) return null;
  return (
    <Notice kind="info" title={say({ en: `Begun before: ${act.title.en}`, zh: `此前已开始：${act.title.zh}` })}>
      {fate ? <Ended fate={fate} /> : lost ? <p>{say(lost)}</p> : <Loading what={LOOKING} />}
      {!fate && act.hash === null && wallet.kind === "browser" && <p>{say(STILL_ASKING)}</p>}
    </Notice>
  );
}

const LOOKING: Text = { en: "Looking up what became of it …", zh: "正在查明结果……" };
const STILL_ASKING: Text = {
  en: "It is in no block so far. If your wallet still asks you for it, answer there. If it asks no more, nothing was sent, and you can begin anew.",
  zh: "目前尚未进入区块。如钱包仍在询问，请在钱包中答复；如已不再询问，即未发送，可重新办理。",
};

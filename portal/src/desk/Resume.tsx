/** What was under way when the page was closed, loaded anew or cut off: what became of it. */
import { useEffect, useState } from "react";
import { useSWRConfig } from "swr";
import { useSay } from "../app/language.tsx";
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
  useEffect(() => {
    if (!act) return undefined;
    const leaving = new AbortController();
    fateOf(wallet, act, () => undefined, leaving.signal)
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
      {fate ? <Ended fate={fate} /> : <Loading what={{ en: "Looking up what became of it …", zh: "正在查明结果……" }} />}
    </Notice>
  );
}

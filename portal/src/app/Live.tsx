/** Up to when the figures are, which moves on as blocks come; or that they stand still, and since when. */
import { momentText } from "../ui/dayText.ts";
import { Notice } from "../ui/Notice.tsx";
import { useHead } from "./api.ts";
import { useLang, useSay, type Lang, type Text } from "./language.tsx";
import type { Head } from "./answers.ts";

export function Live() {
  const say = useSay();
  const lang = useLang();
  const { data: head, error } = useHead();
  if (head === undefined) {
    return error ? (
      <span className="live live-off">{say({ en: "No connection to the register", zh: "无法连接登记系统" })}</span>
    ) : null;
  }
  const [time, isStill] = [momentText(head.time, lang), error !== undefined || head.awaySince !== null];
  const text = isStill
    ? {
        en: `Standing still; shown as of block ${head.block}, ${time}`,
        zh: `数据暂停更新，以下为区块 ${head.block}（${time}）的数据`,
      }
    : { en: `Live as of block ${head.block}, ${time}`, zh: `实时数据：截至区块 ${head.block}，${time}` };
  return <span className={isStill ? "live live-off" : "live"}>{say(text)}</span>;
}

/** Above every page while the figures stand still; nothing while they are live. */
export function Standstill() {
  const say = useSay();
  const lang = useLang();
  const { data: head, error } = useHead();
  if (head === undefined || (error === undefined && head.awaySince === null)) return null;
  return (
    <Notice kind="warning" title={say(error ? NO_INDEX : noNode(head, lang))} live>
      <p>{say(standing(head, lang))}</p>
    </Notice>
  );
}

const NO_INDEX: Text = {
  en: "This page has no connection to the register at the moment.",
  zh: "本页面目前无法连接登记系统。",
};

function noNode({ awaySince }: Head, lang: Lang): Text {
  const since = momentText(awaySince ?? 0, lang);
  return {
    en: `The register has had no connection to the ledger since ${since}.`,
    zh: `登记系统自${since}起无法连接账本。`,
  };
}

function standing({ block, time }: Head, lang: Lang): Text {
  const of = momentText(time, lang);
  return {
    en: `What you see stands at block ${block} of ${of}; what came later is missing. It goes on by itself.`,
    zh: `所示内容停留在区块 ${block}（${of}），此后的登记暂未显示；恢复后自动更新。`,
  };
}

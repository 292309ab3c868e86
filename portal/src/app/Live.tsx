/** Up to when the figures are, which moves on as blocks come; or that they stand still. */
import { momentText } from "../ui/dayText.ts";
import { useHead } from "./api.ts";
import { useLang, useSay } from "./language.tsx";

export function Live() {
  const say = useSay();
  const lang = useLang();
  const { data: head, error } = useHead();
  if (head === undefined) {
    return error ? (
      <span className="live live-off">{say({ en: "No connection to the register", zh: "无法连接登记系统" })}</span>
    ) : null;
  }
  const time = momentText(head.time, lang);
  const text = error
    ? {
        en: `No connection; shown as of block ${head.block}, ${time}`,
        zh: `连接中断，以下为区块 ${head.block}（${time}）的数据`,
      }
    : { en: `Live as of block ${head.block}, ${time}`, zh: `实时数据：截至区块 ${head.block}，${time}` };
  return <span className={error ? "live live-off" : "live"}>{say(text)}</span>;
}

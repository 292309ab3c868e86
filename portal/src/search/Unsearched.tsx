/** Of which districts the words are not known, or only as they were: what is not found may be there all the same. */
import { useIndex } from "../app/api.ts";
import type { Page, TextsOf } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Notice } from "../ui/Notice.tsx";

export function Unsearched() {
  const say = useSay();
  const names = useNames();
  const { data, error } = useIndex<Page<TextsOf>>("/texts?limit=200");
  const inState = (state: TextsOf["state"]): string | undefined => {
    const of = data?.items.filter((one) => one.state === state).map(({ district }) => names.district(district)) ?? [];
    return of.length === 0 ? undefined : of.join(say({ en: ", ", zh: "、" }));
  };
  if (error && !data) {
    return (
      <Notice>
        <p>
          {say({
            en: "Whether the words of all districts are known cannot be said at the moment: what is not found may be there all the same.",
            zh: "目前无法确认各区内容是否齐全：未查到的内容也可能存在。",
          })}
        </p>
      </Notice>
    );
  }
  const [missing, lastKnown] = [inState("Missing"), inState("LastKnown")];
  if (missing === undefined && lastKnown === undefined) return null;
  return (
    <Notice>
      {missing !== undefined && (
        <p>
          {say({
            en: `The words of these districts’ texts and names are not known yet, and are not found: ${missing}.`,
            zh: `以下地区的供需正文和机构名称尚未取得，无法按关键词查到：${missing}。`,
          })}
        </p>
      )}
      {lastKnown !== undefined && (
        <p>
          {say({
            en: `These districts’ offices do not answer at the moment; their texts are found as they were last: ${lastKnown}.`,
            zh: `以下地区的办公系统目前没有应答，按最近一次取得的内容查找：${lastKnown}。`,
          })}
        </p>
      )}
    </Notice>
  );
}

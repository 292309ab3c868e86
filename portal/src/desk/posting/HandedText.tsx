/** What a demand or an offer says that waits to be posted: whoever posts it reads it first. */
import type { PersonalFinding } from "../../../../client/matching/personal.ts";
import type { PostKind } from "../../../../client/matching/texts.ts";
import { useSay } from "../../app/language.tsx";
import { Loading, Notice } from "../../ui/Notice.tsx";
import { Lines } from "../Beside.tsx";
import { Refused } from "../QueueView.tsx";
import { useOffice } from "../session.tsx";
import { warningOf } from "./postWords.ts";

interface Told {
  readonly kind: PostKind;
  readonly title: string | null;
  readonly text: string | null;
  readonly warnings: readonly PersonalFinding[];
}

/** @param post its number. */
export function HandedText({ post }: { readonly post: string }) {
  const say = useSay();
  const { data, error, mutate } = useOffice<Told>(`/handed/${post}`);
  if (error) return <Refused error={error} again={() => void mutate()} />;
  if (!data) return <Loading />;
  const { kind, title, text, warnings } = data;
  return (
    <>
      <section className="sheet">
        <h3>{say({ en: "What everybody will read", zh: "所有人可见的内容" })}</h3>
        {title === null || text === null ? (
          <p>{say({ en: "The text was erased here.", zh: "正文已在此删除。" })}</p>
        ) : (
          <>
            <h4>{title}</h4>
            <p className="desk-words">{text}</p>
          </>
        )}
      </section>
      {warnings.length > 0 && (
        <Notice
          kind="warning"
          title={say({
            en: "It has what looks like personal data. The party was told before it signed.",
            zh: "其中疑似含有个人信息，发布单位签署前已获提示。",
          })}
          live
        >
          <Lines lines={warnings.map((one) => warningOf(kind, one))} />
        </Notice>
      )}
    </>
  );
}

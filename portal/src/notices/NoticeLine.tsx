/** A notice in two lines: what it is about, and until when it runs. */
import { Link } from "wouter";
import type { PublicNotice } from "../app/answers.ts";
import { useSay } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Amount } from "../ui/Amount.tsx";
import { Day } from "../ui/Day.tsx";
import { aboutText, linkOf } from "./about.ts";

export function NoticeLine({ notice }: { readonly notice: PublicNotice }) {
  const say = useSay();
  const names = useNames();
  const to = linkOf(notice);
  const text = say(aboutText(notice, names));
  return (
    <>
      <p>
        {to === undefined ? text : <Link href={to}>{text}</Link>}
        {notice.about !== "admission" && (
          <>
            {say({ en: ", ", zh: "，" })}
            <Amount fen={notice.amount} />
          </>
        )}
      </p>
      <p className="hint">
        {say({ en: "in notice through ", zh: "公示至 " })}
        <Day day={notice.noticeEnd} />
      </p>
    </>
  );
}

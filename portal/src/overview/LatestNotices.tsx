import { Link } from "wouter";
import type { Page as Answered, PublicNotice } from "../app/answers.ts";
import { useIndex } from "../app/api.ts";
import { useSay } from "../app/language.tsx";
import { NoticeLine } from "../notices/NoticeLine.tsx";
import { Answer } from "../ui/Answer.tsx";
import { Empty } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";

export function LatestNotices() {
  const say = useSay();
  const notices = useIndex<Answered<PublicNotice>>("/notices?limit=5");
  return (
    <Section title={say({ en: "In public notice now", zh: "正在公示" })}>
      <Answer of={notices}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty>{say({ en: "Nothing is in public notice at the moment.", zh: "目前没有正在公示的事项。" })}</Empty>
          ) : (
            <ul className="lines">
              {items.map((notice) => (
                <li key={`${notice.list} ${notice.order} ${notice.provider}`}>
                  <NoticeLine notice={notice} />
                </li>
              ))}
            </ul>
          )
        }
      </Answer>
      <p>
        <Link href="/notices">{say({ en: "All notices, and how to object", zh: "全部公示及异议办法" })}</Link>
      </p>
    </Section>
  );
}

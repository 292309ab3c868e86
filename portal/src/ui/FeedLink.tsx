/** Where news can be had without looking here. */
import { useLang, useSay } from "../app/language.tsx";
import { Section } from "./Page.tsx";

export function FeedLink() {
  const say = useSay();
  const lang = useLang();
  return (
    <div className="screen-only">
      <Section title={say({ en: "Be told of news", zh: "订阅最新消息" })}>
        <p>
          {say({
            en: "New notices and results come as an Atom feed to whichever feed reader you use: ",
            zh: "新的公示和成效以 Atom 订阅源发布，可用任何阅读器订阅：",
          })}
          <a href={`/index/feed.atom?lang=${lang}`} type="application/atom+xml">
            {say({ en: "notices and results", zh: "公示与成效" })}
          </a>
        </p>
      </Section>
    </div>
  );
}

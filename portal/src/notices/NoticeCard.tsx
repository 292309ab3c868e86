/** One notice: the matter, its days, to whom an objection goes, and the objections so far. */
import { Link } from "wouter";
import { dayOfIso } from "../../../client/days.ts";
import type { Objection, PublicNotice } from "../app/answers.ts";
import { useHead } from "../app/api.ts";
import { useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Amount } from "../ui/Amount.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Day } from "../ui/Day.tsx";
import { Facts } from "../ui/Facts.tsx";
import type { State } from "../ui/states.ts";
import { aboutText, linkOf } from "./about.ts";
import { objectionText } from "./objectionText.ts";

export function NoticeCard({ notice }: { readonly notice: PublicNotice }) {
  const say = useSay();
  const names = useNames();
  const { data: head } = useHead();
  const to = linkOf(notice);
  const text = say(aboutText(notice, names));
  const running = head !== undefined && head.day <= notice.noticeEnd;
  const hears = [...new Set([notice.district, notice.otherDistrict])].map((one) => names.district(one));
  return (
    <article className="sheet notice-card">
      <h3>{to === undefined ? text : <Link href={to}>{text}</Link>}</h3>
      {head && (
        <p>
          <Badge state={stateOf(notice, head.day)} />{" "}
          {running && <span className="hint">{say(daysLeft(head.day, notice.noticeEnd))}</span>}
        </p>
      )}
      <Facts
        facts={[
          ...(notice.about === "admission"
            ? []
            : [[say({ en: "Amount", zh: "金额" }), <Amount key="amount" fen={notice.amount} />] as const]),
          ...(notice.list === null ? [] : [[say({ en: "List", zh: "名单编号" }), notice.list] as const]),
          [
            say({ en: "In notice", zh: "公示期" }),
            <span key="days">
              <Day day={notice.since} /> – <Day day={notice.noticeEnd} />
            </span>,
          ],
          [say({ en: "Objections go to", zh: "异议受理" }), hears.join(say({ en: " or ", zh: "、" }))],
        ]}
      />
      {notice.objections.length > 0 && <Objections objections={notice.objections} notice={notice} />}
    </article>
  );
}

function Objections({ objections, notice }: { objections: readonly Objection[]; notice: PublicNotice }) {
  const say = useSay();
  const names = useNames();
  return (
    <>
      <h4>{say({ en: "Objections", zh: "异议情况" })}</h4>
      <ul className="plain-list">
        {objections.map((objection) => (
          <li key={`${objection.seat} ${objection.on}`}>{say(objectionText(objection, notice, names))}</li>
        ))}
      </ul>
    </>
  );
}

function stateOf({ noticeEnd, openObjections }: PublicNotice, today: string): State {
  if (openObjections > 0) return { text: { en: "objected to", zh: "有异议，待处理" }, tone: "bad" };
  if (today <= noticeEnd) return { text: { en: "in public notice", zh: "公示中" }, tone: "wait" };
  return { text: { en: "notice ended", zh: "公示已结束" }, tone: "plain" };
}

function daysLeft(today: string, end: string): Text {
  const days = dayOfIso(end) - dayOfIso(today);
  if (days === 0) return { en: "ends today", zh: "今日截止" };
  return { en: days === 1 ? "ends tomorrow" : `${days} days left`, zh: days === 1 ? "明日截止" : `还有 ${days} 天` };
}

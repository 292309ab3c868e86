/** What waits for the person who is signed in: what is due first, first. */
import { Link } from "wouter";
import type { WaitingTold } from "../../../client/queue.ts";
import { useLang, useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { Badge } from "../ui/Badge.tsx";
import { dayText } from "../ui/dayText.ts";
import { Empty, Loading, Notice } from "../ui/Notice.tsx";
import { Section } from "../ui/Page.tsx";
import { Button } from "../ui/Button.tsx";
import type { OfficeRefused, Queue } from "./office.ts";
import { useOffice, useSession } from "./session.tsx";
import { valueText } from "./words.ts";

const EVERY_MS = 10_000;
const SOON_DAYS = 3;
const WARN_DAYS = 10;

export function useQueue() {
  return useOffice<Queue>("/queue", EVERY_MS);
}

export function QueueView() {
  const say = useSay();
  const { data, error, mutate } = useQueue();
  const must = data?.items.filter(({ optional }) => optional !== true);
  const may = data?.items.filter(({ optional }) => optional === true);
  return (
    <>
      {error && <Refused error={error} again={() => void mutate()} />}
      {!data && !error && <Loading />}
      {must && (
        <Section title={say({ en: `What waits for you: ${must.length}`, zh: `待办事项：${must.length}` })}>
          {must.length === 0 ? (
            <Empty>{say({ en: "Nothing waits for you.", zh: "没有待办事项。" })}</Empty>
          ) : (
            <List items={must} />
          )}
        </Section>
      )}
      {may && may.length > 0 && (
        <Section title={say({ en: `What you may look at: ${may.length}`, zh: `可关注事项：${may.length}` })}>
          <List items={may} />
        </Section>
      )}
    </>
  );
}

function List({ items }: { readonly items: readonly WaitingTold[] }) {
  const say = useSay();
  const lang = useLang();
  const names = useNames();
  return (
    <ul className="desk-queue">
      {items.map(({ id, title, ageDays, due, facts, page }) => (
        <li key={id} className="sheet">
          <h3>
            <Link href={page ?? `/desk/matter/${encodeURIComponent(id)}`}>{say(title)}</Link>
          </h3>
          <p className="desk-facts">
            {facts.slice(0, 4).map(({ name, value }) => (
              <span key={name.en}>
                {say(name)} <strong>{valueText(value, lang, names.district)}</strong>
              </span>
            ))}
          </p>
          <p className="desk-times">
            <span className="hint">{say(ageText(ageDays))}</span>
            {due !== null && <Due due={due} text={dayText(due, lang)} />}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Due({ due, text }: { readonly due: string; readonly text: string }) {
  const { data } = useQueue();
  const left = data ? Math.round(Date.parse(`${due}T00:00:00Z`) / 86_400_000) - data.day : SOON_DAYS + 1;
  return (
    <Badge
      state={{
        text: { en: `through ${text}`, zh: `截至 ${text}` },
        tone: left <= SOON_DAYS ? "bad" : left <= WARN_DAYS ? "wait" : "plain",
      }}
    />
  );
}

export function ageText(days: number): Text {
  if (days === 0) return { en: "since today", zh: "今日起" };
  return { en: `for ${days} day${days === 1 ? "" : "s"}`, zh: `已等待 ${days} 天` };
}

/** Why the office gives no answer; whose session is over signs in anew. */
export function Refused({ error, again }: { readonly error: OfficeRefused; readonly again: () => void }) {
  const say = useSay();
  const { lost } = useSession();
  return (
    <Notice kind="bad" title={say(error.sentence)} live>
      {error.status === 401 ? (
        <Button onClick={lost}>{say({ en: "Sign in anew", zh: "重新登录" })}</Button>
      ) : (
        <Button onClick={again}>{say({ en: "Ask again", zh: "重新查询" })}</Button>
      )}
    </Notice>
  );
}

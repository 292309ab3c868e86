/** One matter: its facts, what can be done about it, and doing it. */
import { useState } from "react";
import { Link } from "wouter";
import type { Offer, WaitingTold } from "../../../client/queue.ts";
import { useLang, useSay, type Text } from "../app/language.tsx";
import { useNames } from "../app/names.tsx";
import { dayText } from "../ui/dayText.ts";
import { Button } from "../ui/Button.tsx";
import { Facts } from "../ui/Facts.tsx";
import { Loading, Notice } from "../ui/Notice.tsx";
import { ACTS } from "../../../client/acts/acts.ts";
import { ageText, Refused, useQueue } from "./QueueView.tsx";
import { IssuePlan } from "./IssuePlan.tsx";
import { OfferForm } from "./OfferForm.tsx";
import { HandedText } from "./posting/HandedText.tsx";
import { MatchPanel } from "./posting/MatchPanel.tsx";
import { RefuseHanded } from "./RefuseHanded.tsx";
import { RequestPanel } from "./RequestPanel.tsx";
import { valueText } from "./words.ts";

export function MatterView({ id }: { readonly id: string }) {
  const say = useSay();
  const { data, error, mutate } = useQueue();
  // While it is being done it may leave the queue; what was begun with stays on the screen.
  const [held, setHeld] = useState<WaitingTold>();
  const [isDone, setDone] = useState(false);
  const found = data?.items.find((item) => item.id === id);
  if (found && !held) setHeld(found);
  const item = held ?? found;
  return (
    <>
      <p className="desk-back">
        <Link href="/desk">{say({ en: "← What waits for you", zh: "← 返回待办" })}</Link>
      </p>
      {error && <Refused error={error} again={() => void mutate()} />}
      {!data && !error && <Loading />}
      {data && !item && (
        <Notice kind="good" title={say({ en: "This does not wait for you any more.", zh: "该事项已不在您的待办中。" })}>
          <p>
            {say({
              en: "It was done, by you or a colleague, or its time is over, or your duty has ended.",
              zh: "可能已由您或同事办理，或已过期，或您的职责已变更。",
            })}
          </p>
        </Notice>
      )}
      {item && !found && data && !isDone && (
        <Notice kind="warning" title={say({ en: "This has left the queue meanwhile.", zh: "该事项已不在待办中。" })}>
          <p>{say({ en: "A colleague may have done it just now.", zh: "可能刚由同事办理。" })}</p>
        </Notice>
      )}
      {item && <Found item={item} onDone={() => (setDone(true), void mutate())} />}
    </>
  );
}

function Found({ item, onDone }: { readonly item: WaitingTold; readonly onDone: () => void }) {
  const say = useSay();
  const lang = useLang();
  const names = useNames();
  const { title, facts, since, due, ageDays, offers, request, post, match, refusal } = item;
  const [ended, setEnded] = useState<"done" | "refused">();
  const [place, setPlace] = useState(offers.length === 1 ? 0 : -1);
  const offer = offers[place];
  const end = (how: "done" | "refused") => {
    setEnded(how);
    onDone();
  };
  return (
    <article className="desk-matter">
      <h2>{say(title)}</h2>
      <Facts
        facts={[
          ...facts.map(({ name, value }) => [say(name), valueText(value, lang, names.district)] as [string, string]),
          [say({ en: "Waiting", zh: "等待" }), `${dayText(since, lang)} (${say(ageText(ageDays))})`],
          ...(due === null
            ? []
            : [[say({ en: "Can be done through", zh: "可办理至" }), dayText(due, lang)] as [string, string]]),
        ]}
      />
      {(offers.length > 0 || request !== undefined || match !== undefined) && <p className="hint">{say(WHOSE_WORD)}</p>}
      {post !== undefined && <HandedText post={post} />}
      {offers.length > 1 && ended !== "refused" && (
        <div
          className="desk-buttons"
          role="group"
          aria-label={say({ en: "What do you want to do?", zh: "请选择办理方式" })}
        >
          {offers.map((one, i) => (
            <Button
              key={`${one.name} ${i}`}
              look={i === place ? "primary" : "secondary"}
              aria-pressed={i === place}
              onClick={() => setPlace(i)}
            >
              {say(titleOf(one))}
            </Button>
          ))}
        </div>
      )}
      {offer && ended !== "refused" && <Doing key={place} offer={offer} onDone={() => end("done")} />}
      {refusal !== undefined && ended === undefined && <RefuseHanded at={refusal} onDone={() => end("refused")} />}
      {ended === "refused" && <Notice kind="good" title={say(REFUSED)} live />}
      {match !== undefined && <MatchPanel match={match} onDone={onDone} />}
      {request !== undefined && offers.length === 0 && <RequestPanel item={item} onDone={onDone} />}
    </article>
  );
}

const REFUSED: Text = {
  en: "Refused. Its sender reads the reason; nothing is recorded.",
  zh: "已不予受理，提交单位可看到理由；不作记录。",
};
const WHOSE_WORD: Text = {
  en: "This is what the office tells, from its index. What you record or sign is shown below in words from the act itself: that counts.",
  zh: "以上由办公系统根据索引告知。您将记录或签署的内容以下文为准，下文直接取自该事项本身。",
};

function Doing({ offer, onDone }: { readonly offer: Offer; readonly onDone: () => void }) {
  const [list, plan] = offer.args;
  if (offer.name === "issue" && typeof list === "string" && typeof plan === "object" && "need" in plan) {
    return <IssuePlan list={list} onDone={onDone} />;
  }
  return <OfferForm offer={offer} onDone={onDone} />;
}

function titleOf({ part, name, args }: Offer) {
  if (name === "decide") {
    return args[1] === true ? { en: "Accept the claim", zh: "接受申请" } : { en: "Refuse the claim", zh: "不予接受" };
  }
  if (name === "reject") {
    return args[1] === true
      ? { en: "Propose to reject it for good", zh: "提出驳回（终止）" }
      : { en: "Propose to send it back", zh: "提出退回补正" };
  }
  const words = ACTS[part][name];
  return words?.title ?? { en: name, zh: name };
}

/** Proposing that a demand and an open offer go together: chosen, looked over and signed by the party that comes first. */
import { useState } from "react";
import { Link } from "wouter";
import { lastValidSecond } from "../../../../client/days.ts";
import type { DemandAnswer } from "../../app/answers.ts";
import { useIndex } from "../../app/api.ts";
import { useSay, type Text } from "../../app/language.tsx";
import { useNames } from "../../app/names.tsx";
import { useFilters } from "../../app/useFilters.ts";
import { readNumber } from "../../demands/post.ts";
import { Empty, Loading, Notice } from "../../ui/Notice.tsx";
import { Section } from "../../ui/Page.tsx";
import { useQueue } from "../QueueView.tsx";
import { useSession } from "../session.tsx";
import { Couple } from "./MatchPanel.tsx";
import { OffersToChoose } from "./OffersToChoose.tsx";
import { homeOf, kindOf } from "./postWords.ts";
import { SignMatch, useMatchCheck } from "./SignMatch.tsx";

/** A signed match is good for so many days. */
const GOOD_DAYS = 30;

/** Or some days less: what was declined or taken back is not taken again, and a day of the deadline makes it another one. */
const LEAST_DAYS = 20;

export function NewMatch() {
  const say = useSay();
  const demand = readNumber(useFilters(["demand"]).values.demand);
  return (
    <>
      <p className="desk-back">
        {demand === undefined ? (
          <Link href="/demands">{say({ en: "← Supply and demand", zh: "← 供需对接" })}</Link>
        ) : (
          <Link href={`/demands/${demand}`}>{say({ en: "← The demand", zh: "← 返回该需求" })}</Link>
        )}
      </p>
      <Section title={say({ en: "Propose a match", zh: "提出对接" })}>
        <p className="hint">{say(LEAD)}</p>
        {demand === undefined ? (
          <Empty>{say({ en: "Choose a demand first, on its page.", zh: "请先在需求页面选择需求。" })}</Empty>
        ) : (
          <ForDemand number={demand} />
        )}
      </Section>
    </>
  );
}

function ForDemand({ number }: { readonly number: string }) {
  const say = useSay();
  const names = useNames();
  const { district } = useSession();
  const { data, error } = useIndex<DemandAnswer>(`/demands/${number}`);
  if (error) return <Notice kind="bad" title={say(NO_DEMAND)} live />;
  if (!data) return <Loading />;
  if (data.state !== "Open") return <Notice kind="warning" title={say(OVER)} />;
  if (data.district === district) return <Choosing demand={data} />;
  const home = names.district(data.district);
  return (
    <Notice
      kind="info"
      title={say({
        en: `Matches of this demand are signed at the office of ${home}: sign in there, wherever you are at home.`,
        zh: `该需求的对接在${home}办公系统签署，其他区的单位也请登录该系统办理。`,
      })}
    />
  );
}

function Choosing({ demand: { demand } }: { readonly demand: DemandAnswer }) {
  const say = useSay();
  const { me, district } = useSession();
  const [chosen, setChosen] = useState<string>();
  const isBuyer = me.parties.some((party) => kindOf(party) === "demand" && homeOf(party) === district);
  const own = me.parties.filter((party) => kindOf(party) === "offer");
  if (chosen !== undefined) return <Proposing demand={demand} offer={chosen} onBack={() => setChosen(undefined)} />;
  if (!isBuyer && own.length === 0) return <Empty>{say(NO_PARTY)}</Empty>;
  if (isBuyer) return <OffersToChoose demand={demand} onChosen={setChosen} />;
  return own.map((provider) => (
    <OffersToChoose key={provider} demand={demand} provider={provider} onChosen={setChosen} />
  ));
}

interface ProposingProps {
  readonly demand: string;
  readonly offer: string;
  readonly onBack: () => void;
}

function Proposing({ demand, offer, onBack }: ProposingProps) {
  const say = useSay();
  const { data: queue } = useQueue();
  const [days, setDays] = useState(GOOD_DAYS);
  const [isDone, setDone] = useState(false);
  const match = queue && { demand, offer, deadline: lastValidSecond(queue.day + days) };
  const { error } = useMatchCheck(match);
  if (!isDone && error?.code === "TakenBack" && days > LEAST_DAYS) setDays(days - 1);
  if (!match) return <Loading />;
  if (isDone) return <Notice kind="good" title={say(DONE)} live />;
  return (
    <div className="desk-matter">
      <Couple demand={demand} offer={offer} />
      <SignMatch key={match.deadline} match={match} onBack={onBack} onSigned={() => setDone(true)} />
    </div>
  );
}

const LEAD: Text = {
  en: "You sign that the two go together; the other party finds it on its desk at this office and signs too or declines. A match binds nobody to an order. Once it is recorded each is told whom to ask.",
  zh: "由您先签署对接，对方登录本办公系统后在待办中签署或谢绝。对接本身不产生订单义务；登记后互相可见联系方式。",
};
const NO_DEMAND: Text = { en: "The demand cannot be read at the moment.", zh: "目前无法读取该需求。" };
const OVER: Text = { en: "This demand is not open any more.", zh: "该需求已结束。" };
const NO_PARTY: Text = {
  en: "A match is proposed by an enterprise of this office's district, or by a provider.",
  zh: "对接由本区企业或服务机构提出。",
};
const DONE: Text = {
  en: "Signed, and handed to the office. The other party finds it there on its desk.",
  zh: "已签署并提交办公系统，对方可在该系统的待办中看到。",
};

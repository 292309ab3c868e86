/** The demands and offers of whoever is signed in, with where each stands, and taking one back. */
import { useState } from "react";
import { matchTypedDataOf } from "../../../../client/acts/matchMessages.ts";
import { lastValidSecond } from "../../../../client/days.ts";
import type { PostKind } from "../../../../client/matching/texts.ts";
import { shortHex } from "../../../../client/text/ids.ts";
import { useSay, type Text } from "../../app/language.tsx";
import { Link } from "wouter";
import { Button, LinkButton } from "../../ui/Button.tsx";
import { Day } from "../../ui/Day.tsx";
import { Empty, Loading, Notice } from "../../ui/Notice.tsx";
import { Section } from "../../ui/Page.tsx";
import { Table } from "../../ui/Table.tsx";
import { Confirming } from "../Confirming.tsx";
import { askOffice } from "../office.ts";
import { Refused, useQueue } from "../QueueView.tsx";
import { useOffice, useSession } from "../session.tsx";
import { Elsewhere } from "./NewPost.tsx";
import { homeOf, KIND_NAMES, kindOf, standingState } from "./postWords.ts";
import { OwnMatches, type MatchTold } from "./OwnMatches.tsx";
import { SignPost } from "./SignPost.tsx";
import { StateCell } from "./StateCell.tsx";

interface Told {
  readonly post: string;
  readonly kind: PostKind;
  readonly party: string;
  readonly title: string | null;
  readonly through: string;
  readonly state: string;
  readonly isWithdrawing: boolean;
  /** Why an officer refused it; null where nobody did. */
  readonly refused?: string | null;
}

interface Listed {
  readonly posts: readonly Told[];
  readonly matches: readonly MatchTold[];
}

/** A signed withdrawal is good for so many days. */
const GOOD_DAYS = 30;

export function Posts() {
  const say = useSay();
  const { me } = useSession();
  if (me.parties.length === 0) {
    return (
      <Section title={say({ en: "Demands and offers", zh: "供需发布" })}>
        <Notice kind="info" title={say(NO_PARTY)} />
      </Section>
    );
  }
  return <OwnPosts />;
}

function OwnPosts() {
  const say = useSay();
  const { me, district } = useSession();
  const { data, error, mutate } = useOffice<Listed>("/handed", 30_000);
  const [chosen, setChosen] = useState<Told>();
  const here = me.parties.filter((party) => homeOf(party) === district);
  const kinds = [...new Set(here.map(kindOf))];
  const done = () => {
    setChosen(undefined);
    void mutate();
  };
  return (
    <>
      <Section title={say({ en: "Your demands and offers", zh: "本单位供需" })}>
        <p className="hint">{say(LEAD)}</p>
        {here.length === 0 && <Elsewhere party={me.parties[0] ?? ""} />}
        <p className="desk-buttons">
          {kinds.map((kind) => (
            <LinkButton key={kind} look="primary" to={`/desk/posts/new?kind=${kind}`}>
              {say(NEW[kind])}
            </LinkButton>
          ))}
        </p>
        {error && <Refused error={error} again={() => void mutate()} />}
        {!data && !error && <Loading />}
        {data?.posts.length === 0 && <Empty>{say({ en: "There are none yet.", zh: "暂无。" })}</Empty>}
        {data && data.posts.length > 0 && (
          <Table
            caption={say({ en: "Your demands and offers", zh: "本单位供需" })}
            captionHidden
            rows={data.posts}
            rowKey={({ post }) => post}
            columns={[
              { key: "kind", head: say({ en: "Kind", zh: "供需" }), cell: ({ kind }) => say(KIND_NAMES[kind]) },
              { key: "title", head: say({ en: "Title", zh: "标题" }), cell: (one) => <Title of={one} /> },
              {
                key: "through",
                head: say({ en: "Open through", zh: "截止日" }),
                cell: ({ through }) => <Day day={through} />,
              },
              { key: "state", head: say({ en: "State", zh: "状态" }), cell: (one) => <State of={one} /> },
              {
                key: "act",
                head: say({ en: "Take it back", zh: "撤回" }),
                cell: (one) =>
                  mayTakeBack(one) && homeOf(one.party) === district ? (
                    <Button onClick={() => setChosen(one)}>{say({ en: "Take back", zh: "撤回" })}</Button>
                  ) : null,
              },
            ]}
          />
        )}
        {chosen && <TakeBack key={chosen.post} of={chosen} onDone={done} onBack={() => setChosen(undefined)} />}
      </Section>
      {data && <OwnMatches matches={data.matches} onDone={() => void mutate()} />}
    </>
  );
}

function Title({ of: { post, kind, title, state } }: { readonly of: Told }) {
  const words = title ?? shortHex(post);
  const isShown = kind === "demand" && ["Open", "Matched"].includes(state);
  return isShown ? <Link href={`/demands/${post}`}>{words}</Link> : <>{words}</>;
}

function State({ of: { state, isWithdrawing, refused = null } }: { readonly of: Told }) {
  const say = useSay();
  return (
    <StateCell state={standingState(state)} refused={refused}>
      {isWithdrawing && (
        <>
          {" "}
          <small className="hint">{say({ en: "withdrawal handed in", zh: "已提交撤回" })}</small>
        </>
      )}
    </StateCell>
  );
}

const isWaiting = ({ state }: Told): boolean => state === "HandedIn" || state === "Lapsed";

function mayTakeBack(one: Told): boolean {
  return isWaiting(one) || (one.state === "Open" && !one.isWithdrawing);
}

interface BackProps {
  readonly of: Told;
  readonly onDone: () => void;
  readonly onBack: () => void;
}

function TakeBack({ of, onDone, onBack }: BackProps) {
  const { district, matching } = useSession();
  const { data: queue } = useQueue();
  if (!queue) return <Loading />;
  if (!isWaiting(of)) {
    const deadline = lastValidSecond(queue.day + GOOD_DAYS);
    const typed = matchTypedDataOf("PostWithdrawal", { post: of.post, deadline }, matching);
    return (
      <SignPost
        typed={typed}
        onBack={onBack}
        hand={async (signature) => {
          await askOffice(district, `/handed/${of.post}/withdrawal`, { deadline, signature });
          onDone();
        }}
      />
    );
  }

  const what = of.title ?? shortHex(of.post);
  return (
    <Confirming
      title={{ en: `Take back: ${what}`, zh: `撤回：${what}` }}
      words={NOT_POSTED}
      confirm={{ en: "Confirm: take it back", zh: "确认撤回" }}
      onBack={onBack}
      act={async () => {
        await askOffice(district, `/handed/${of.post}/take-back`, {});
        onDone();
      }}
    />
  );
}

const NO_PARTY: Text = {
  en: "Demands are posted by enterprises and offers by providers; you sign for neither. What they hand in reaches the Bureau and the Operator, under “What waits for you”.",
  zh: "需求由企业发布，供给由服务机构发布，您的账户不代表任何一方签署。提交的内容列入科技局和运营机构的“待办”。",
};
const LEAD: Text = {
  en: "What you post here you sign; the office checks it, and the Operator or your Bureau brings it to the ledger.",
  zh: "在此填写并签署的供需，经办公系统核验后由运营机构或所在区科技局记入账本。",
};
const NEW: Readonly<Record<PostKind, Text>> = {
  demand: { en: "Post a demand", zh: "发布需求" },
  offer: { en: "Post an offer", zh: "发布供给" },
};
const NOT_POSTED: Text = {
  en: "It is not on the ledger yet. The office will not have it posted any more; to post it later, write it anew.",
  zh: "尚未记入账本。撤回后办公系统不再安排发布；如需发布，请重新填写。",
};

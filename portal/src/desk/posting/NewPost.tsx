/** Posting a demand or an offer: written down, looked over with what everybody will read, signed, and handed to the home district's office. */
import { useState } from "react";
import { Link } from "wouter";
import { textsOfDraft, type DraftTexts, type PostDraft } from "../../../../client/matching/draft.ts";
import type { PostKind } from "../../../../client/matching/texts.ts";
import type { DemandAnswer } from "../../app/answers.ts";
import { useIndex } from "../../app/api.ts";
import { useSay, type Text } from "../../app/language.tsx";
import { useNames } from "../../app/names.tsx";
import { useFilters } from "../../app/useFilters.ts";
import { readNumber } from "../../demands/post.ts";
import { Loading, Notice } from "../../ui/Notice.tsx";
import { Section } from "../../ui/Page.tsx";
import { useQueue } from "../QueueView.tsx";
import { useSession } from "../session.tsx";
import { draftOf, NOTHING, PostForm, type Entries } from "./PostForm.tsx";
import { PostReview } from "./PostReview.tsx";
import { homeOf, kindOf } from "./postWords.ts";

export function NewPost() {
  const say = useSay();
  const { me, district } = useSession();
  const { values } = useFilters(["kind", "demand"]);
  const answered = readNumber(values.demand);
  const kind: PostKind = values.kind === "offer" || answered !== undefined ? "offer" : "demand";
  const parties = me.parties.filter((party) => kindOf(party) === kind);
  const here = parties.filter((party) => homeOf(party) === district);
  return (
    <>
      <p className="desk-back">
        <Link href="/desk/posts">{say({ en: "← Your demands and offers", zh: "← 本单位供需" })}</Link>
      </p>
      <Section title={say(kind === "demand" ? POST_DEMAND : POST_OFFER)}>
        {parties.length === 0 && <Notice kind="warning" title={say(NOBODY[kind])} />}
        {parties.length > 0 && here.length === 0 && <Elsewhere party={parties[0] ?? ""} />}
        {here.length > 0 && answered === undefined && <Writing kind={kind} parties={here} demand={undefined} />}
        {here.length > 0 && answered !== undefined && <Answering demand={answered} parties={here} />}
      </Section>
    </>
  );
}

/** An offer to one demand is of its class, and open no longer than it. */
function Answering({ demand, parties }: { readonly demand: string; readonly parties: readonly string[] }) {
  const say = useSay();
  const { data, error } = useIndex<DemandAnswer>(`/demands/${demand}`);
  if (error) return <Notice kind="bad" title={say(NO_DEMAND)} live />;
  if (!data) return <Loading />;
  if (data.state !== "Open") return <Notice kind="warning" title={say(DEMAND_OVER)} />;
  return <Writing kind="offer" parties={parties} demand={data} />;
}

interface WritingProps {
  readonly kind: PostKind;
  readonly parties: readonly string[];
  readonly demand: DemandAnswer | undefined;
}

interface Written {
  readonly draft: PostDraft;
  readonly texts: DraftTexts;
}

function Writing({ kind, parties, demand }: WritingProps) {
  const { data: queue } = useQueue();
  const [entries, setEntries] = useState<Entries>({
    ...NOTHING,
    party: parties[0] ?? "",
    ...(demand && { serviceClass: String(demand.serviceClass), through: demand.through }),
  });
  const [written, setWritten] = useState<Written>();
  if (!queue) return <Loading />;
  if (written) return <PostReview kind={kind} {...written} onBack={() => setWritten(undefined)} />;
  return (
    <PostForm
      kind={kind}
      parties={parties}
      demand={demand}
      today={queue.day}
      entries={entries}
      onChange={setEntries}
      onWritten={() => {
        const draft = draftOf(entries, demand?.demand);
        setWritten({ draft, texts: textsOfDraft(kind, draft, Date.now()) });
      }}
    />
  );
}

export function Elsewhere({ party }: { readonly party: string }) {
  const say = useSay();
  const names = useNames();
  const home = names.district(homeOf(party));
  return (
    <Notice
      kind="info"
      title={say({
        en: `${party} is at home in ${home}: sign in at that district's office to post.`,
        zh: `${party} 属于${home}，请登录该区办公系统发布。`,
      })}
    />
  );
}

const POST_DEMAND: Text = { en: "Post a demand", zh: "发布需求" };
const POST_OFFER: Text = { en: "Post an offer", zh: "发布供给" };
const NOBODY: Readonly<Record<PostKind, Text>> = {
  demand: {
    en: "A demand is posted by an enterprise; you sign for none.",
    zh: "需求由企业发布，您的账户不代表任何企业签署。",
  },
  offer: {
    en: "An offer is posted by an admitted provider; you sign for none.",
    zh: "供给由入库服务机构发布，您的账户不代表任何服务机构签署。",
  },
};
const NO_DEMAND: Text = { en: "The demand cannot be read at the moment.", zh: "目前无法读取该需求。" };
const DEMAND_OVER: Text = { en: "This demand is not open any more.", zh: "该需求已结束。" };

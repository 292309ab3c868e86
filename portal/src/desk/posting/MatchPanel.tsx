/** A match that the other party has signed: what goes together, in words, to be signed as well or declined. */
import { useState } from "react";
import type { Demand, Offer } from "../../app/answers.ts";
import { useIndex } from "../../app/api.ts";
import { useSay, type Text } from "../../app/language.tsx";
import { postOfDemand, postOfOffer } from "../../demands/post.ts";
import { PostCards } from "../../demands/PostCards.tsx";
import { Button } from "../../ui/Button.tsx";
import { Loading, Notice } from "../../ui/Notice.tsx";
import { Confirming } from "../Confirming.tsx";
import { askOffice } from "../office.ts";
import { Refused } from "../QueueView.tsx";
import { useOffice, useSession } from "../session.tsx";
import { SignMatch, type MatchToSign } from "./SignMatch.tsx";

/** @param match its number. */
export function MatchPanel({ match, onDone }: { readonly match: string; readonly onDone: () => void }) {
  const say = useSay();
  const { district } = useSession();
  const { data, error, mutate } = useOffice<MatchToSign>(`/matches/${match}`);
  const [isDeclining, setDeclining] = useState(false);
  const [done, setDone] = useState<Text>();
  if (error) return <Refused error={error} again={() => void mutate()} />;
  if (!data) return <Loading />;
  if (done) return <Notice kind="good" title={say(done)} live />;
  const { demand, offer, deadline } = data;
  const finish = (words: Text) => {
    setDone(words);
    onDone();
  };
  if (isDeclining) {
    return (
      <>
        <Couple demand={demand} offer={offer} />
        <Confirming
          title={{ en: "Decline the match", zh: "谢绝对接" }}
          words={DECLINING}
          confirm={{ en: "Confirm: decline the match", zh: "确认谢绝对接" }}
          onBack={() => setDeclining(false)}
          act={async () => {
            await askOffice(district, `/matches/${match}/take-back`, {});
            finish(DECLINED);
          }}
        />
      </>
    );
  }
  return (
    <>
      <Couple demand={demand} offer={offer} />
      <SignMatch match={{ demand, offer, deadline }} onSigned={() => finish(SIGNED)} />
      <p className="desk-buttons">
        <Button look="danger" onClick={() => setDeclining(true)}>
          {say({ en: "Decline the match", zh: "谢绝对接" })}
        </Button>
      </p>
    </>
  );
}

/** The two, as everybody reads them. */
export function Couple({ demand, offer }: { readonly demand: string; readonly offer: string }) {
  const sought = useIndex<Demand>(`/demands/${demand}`);
  const offered = useIndex<Offer>(`/offers/${offer}`);
  if (!sought.data || !offered.data) return <Loading />;
  return <PostCards posts={[postOfDemand(sought.data), postOfOffer(offered.data)]} />;
}

const DECLINING: Text = {
  en: "Nothing is recorded, and neither party is told anything of the other. Whoever of the two wants it all the same proposes it anew.",
  zh: "谢绝后不作登记，双方均不获知对方的联系方式。任一方如仍有意，可重新提出。",
};
const DECLINED: Text = { en: "Declined. Nothing is recorded.", zh: "已谢绝，不作登记。" };
const SIGNED: Text = {
  en: "Signed by both. The Operator or the Bureau records it; then each is told whom to ask.",
  zh: "双方已签署，由运营机构或科技局登记，此后互相可见联系方式。",
};

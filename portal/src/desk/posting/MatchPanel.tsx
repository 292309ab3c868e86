/** A match that the other party has signed: what goes together, in words, to be signed as well or declined. */
import { useState } from "react";
import { matchTypedDataOf } from "../../../../client/acts/matchMessages.ts";
import type { Demand, Offer } from "../../app/answers.ts";
import { useIndex } from "../../app/api.ts";
import { useSay, type Text } from "../../app/language.tsx";
import { postOfDemand, postOfOffer } from "../../demands/post.ts";
import { PostCards } from "../../demands/PostCards.tsx";
import { Button } from "../../ui/Button.tsx";
import { Loading, Notice } from "../../ui/Notice.tsx";
import { askOffice } from "../office.ts";
import { Refused } from "../QueueView.tsx";
import { sentenceOf } from "../sending.ts";
import { useOffice, useSession } from "../session.tsx";
import { SignPost } from "./SignPost.tsx";

interface Told {
  readonly demand: string;
  readonly offer: string;
  readonly deadline: number;
}

/** @param match its number. */
export function MatchPanel({ match, onDone }: { readonly match: string; readonly onDone: () => void }) {
  const say = useSay();
  const { district, matching } = useSession();
  const { data, error, mutate } = useOffice<Told>(`/matches/${match}`);
  const [done, setDone] = useState<Text>();
  const [wrong, setWrong] = useState<Text>();
  if (error) return <Refused error={error} again={() => void mutate()} />;
  if (!data) return <Loading />;
  if (done) return <Notice kind="good" title={say(done)} live />;
  const { demand, offer, deadline } = data;

  async function decline() {
    setWrong(undefined);
    try {
      await askOffice(district, `/matches/${match}/take-back`, {});
      setDone({ en: "Declined. Nothing is recorded.", zh: "已谢绝，不作登记。" });
      onDone();
    } catch (failed) {
      setWrong(sentenceOf(failed));
    }
  }

  return (
    <>
      <Couple demand={demand} offer={offer} />
      <SignPost
        // Made here: what is signed is of the pair that stands above, whatever the office gives.
        typed={matchTypedDataOf("Match", { demand, offer, deadline }, matching)}
        hand={async (signature) => {
          await askOffice(district, "/matches", { message: { demand, offer, deadline }, signature });
          setDone(SIGNED);
          onDone();
        }}
      />
      {wrong && <Notice kind="bad" title={say(wrong)} live />}
      <p className="desk-buttons">
        <Button look="danger" onClick={() => void decline()}>
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

const SIGNED: Text = {
  en: "Signed by both. The Operator or the Bureau records it; then each is told whom to ask.",
  zh: "双方已签署，由运营机构或科技局登记，此后互相可见联系方式。",
};

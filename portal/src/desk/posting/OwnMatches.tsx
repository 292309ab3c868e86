/** The matches that whoever is signed in has signed at this office, with where each stands, and taking one back. */
import { useState } from "react";
import { Link } from "wouter";
import { shortHex } from "../../../../client/text/ids.ts";
import { useSay, type Text } from "../../app/language.tsx";
import { Button } from "../../ui/Button.tsx";
import { Section } from "../../ui/Page.tsx";
import { Table } from "../../ui/Table.tsx";
import { Confirming } from "../Confirming.tsx";
import { askOffice } from "../office.ts";
import { useSession } from "../session.tsx";
import { matchState } from "./postWords.ts";
import { StateCell } from "./StateCell.tsx";

export interface MatchTold {
  readonly match: string;
  readonly demand: string;
  readonly offer: string;
  readonly state: string;
  /** Why an officer refused it; null where nobody did. */
  readonly refused: string | null;
}

export function OwnMatches({
  matches,
  onDone,
}: {
  readonly matches: readonly MatchTold[];
  readonly onDone: () => void;
}) {
  const say = useSay();
  const { district } = useSession();
  const [chosen, setChosen] = useState<MatchTold>();
  if (matches.length === 0) return null;
  return (
    <Section title={say({ en: "Matches that you signed here", zh: "本单位在此签署的对接" })}>
      <Table
        caption={say({ en: "Matches that you signed here", zh: "本单位在此签署的对接" })}
        captionHidden
        rows={matches}
        rowKey={({ match }) => match}
        columns={[
          {
            key: "demand",
            head: say({ en: "Demand", zh: "需求" }),
            cell: ({ demand }) => <Link href={`/demands/${demand}`}>{shortHex(demand)}</Link>,
          },
          { key: "offer", head: say({ en: "Offer", zh: "供给" }), cell: ({ offer }) => shortHex(offer) },
          {
            key: "state",
            head: say({ en: "State", zh: "状态" }),
            cell: ({ state, refused }) => <StateCell state={matchState(state)} refused={refused} />,
          },
          {
            key: "act",
            head: say({ en: "Take it back", zh: "撤回" }),
            cell: (one) =>
              one.state === "open" || one.state === "signed" ? (
                <Button onClick={() => setChosen(one)}>{say({ en: "Take back", zh: "撤回" })}</Button>
              ) : null,
          },
        ]}
      />
      {chosen && (
        <Confirming
          key={chosen.match}
          title={{
            en: `Take back the match of ${shortHex(chosen.demand)} and ${shortHex(chosen.offer)}`,
            zh: `撤回 ${shortHex(chosen.demand)} 与 ${shortHex(chosen.offer)} 的对接`,
          }}
          words={NOT_RECORDED}
          confirm={{ en: "Confirm: take it back", zh: "确认撤回" }}
          onBack={() => setChosen(undefined)}
          act={async () => {
            await askOffice(district, `/matches/${chosen.match}/take-back`, {});
            setChosen(undefined);
            onDone();
          }}
        />
      )}
    </Section>
  );
}

const NOT_RECORDED: Text = {
  en: "It is not recorded yet. The office will not have it recorded any more; either party may propose it anew.",
  zh: "尚未登记。撤回后办公系统不再安排登记，任一方可重新提出。",
};

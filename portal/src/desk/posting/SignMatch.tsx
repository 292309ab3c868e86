/** Signing a match: what the office would refuse of it is said before the wallet is asked. */
import { matchTypedDataOf } from "../../../../client/acts/matchMessages.ts";
import { useSay } from "../../app/language.tsx";
import { Button } from "../../ui/Button.tsx";
import { Loading, Notice } from "../../ui/Notice.tsx";
import { askOffice } from "../office.ts";
import { Refused } from "../QueueView.tsx";
import { useOffice, useSession } from "../session.tsx";
import { SignPost } from "./SignPost.tsx";

export interface MatchToSign {
  readonly demand: string;
  readonly offer: string;
  /** Unix seconds. */
  readonly deadline: number;
}

interface Props {
  readonly match: MatchToSign;
  readonly onSigned: () => void;
  readonly onBack?: () => void;
}

export function SignMatch({ match, onSigned, onBack }: Props) {
  const say = useSay();
  const { district, matching } = useSession();
  const { data, error, mutate } = useMatchCheck(match);
  if (error && [400, 403, 409].includes(error.status)) {
    return (
      <>
        <Notice
          kind="bad"
          title={say({ en: "The office would not take this match.", zh: "办公系统不予受理该对接。" })}
          live
        >
          <p>{say(error.sentence)}</p>
        </Notice>
        {onBack && (
          <p className="desk-buttons">
            <Button onClick={onBack}>{say({ en: "Back", zh: "返回" })}</Button>
          </p>
        )}
      </>
    );
  }
  if (error && !data) return <Refused error={error} again={() => void mutate()} />;
  if (!data) return <Loading />;
  return (
    <SignPost
      // Made here: what is signed is of the pair that stands above, whatever the office gives.
      typed={matchTypedDataOf("Match", match, matching)}
      {...(onBack && { onBack })}
      hand={async (signature) => {
        await askOffice(district, "/matches", { message: match, signature });
        onSigned();
      }}
    />
  );
}

/** Whether the office would take a signature of it; an error where not. Nothing is asked about nothing. */
export function useMatchCheck(match: MatchToSign | undefined) {
  const query = match && new URLSearchParams({ ...match, deadline: String(match.deadline) }).toString();
  return useOffice<object>(query === undefined ? null : `/match-check?${query}`);
}

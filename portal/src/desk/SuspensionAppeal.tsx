/** One appeal against a suspension: what it is against, its papers and history, and what follows from the decision. */
import { Link } from "wouter";
import { ADMISSION_PAPERS } from "../../../client/applications.ts";
import { reinstating, type SuspensionAppealTold } from "../../../client/suspensionAppeals.ts";
import { SUSPENSION_DOES, SUSPENSION_DONE } from "../../../client/text/applicationWords.ts";
import { useLang, useSay } from "../app/language.tsx";
import { Badge } from "../ui/Badge.tsx";
import { dayText } from "../ui/dayText.ts";
import { Loading, Notice } from "../ui/Notice.tsx";
import { ApplicationPapers } from "./ApplicationPapers.tsx";
import { ApplicationHistory, ApplicationSteps } from "./ApplicationSteps.tsx";
import { SUSPENSION_STATE } from "./applicationWords.ts";
import { Erase, ErasedNote } from "./Erase.tsx";
import { Refused } from "./QueueView.tsx";
import { useOffice, useSession } from "./session.tsx";
import { SuspensionFacts } from "./Suspensions.tsx";

export function SuspensionAppeal({ id }: { readonly id: string }) {
  const say = useSay();
  const { data, error, mutate } = useOffice<SuspensionAppealTold>(`/suspensions/${id}`);
  return (
    <>
      <p className="desk-back">
        <Link href="/desk/suspensions">{say({ en: "← Suspensions", zh: "← 返回暂停与申诉" })}</Link>
      </p>
      {error && <Refused error={error} again={() => void mutate()} />}
      {!data && !error && <Loading />}
      {data && (
        <Found appeal={data} changed={(next) => void mutate(next, { revalidate: false })} again={() => void mutate()} />
      )}
    </>
  );
}

interface Props {
  readonly appeal: SuspensionAppealTold;
  readonly changed: (next: SuspensionAppealTold) => void;
  readonly again: () => void;
}

function Found({ appeal, changed, again }: Props) {
  const say = useSay();
  const lang = useLang();
  const { me } = useSession();
  const { id, provider, state, since, suspension, why, erased, papers, steps, can, canErase } = appeal;
  const at = `/suspensions/${id}`;
  return (
    <article className="desk-matter">
      <h2>
        {say({ en: `Appeal against the suspension of ${provider}`, zh: `服务机构 ${provider} 的暂停申诉` })}{" "}
        <Badge state={SUSPENSION_STATE[state]} />
      </h2>
      {erased && <ErasedNote erased={erased} />}
      {suspension && <SuspensionFacts suspension={{ ...suspension, why }} />}
      {state !== "refused" && (
        <p className="hint">
          {say({ en: `In this state since ${dayText(since, lang)}.`, zh: `当前状态自 ${dayText(since, lang)} 起。` })}
        </p>
      )}
      {suspension && <Outcome appeal={appeal} />}
      <ApplicationPapers
        {...{ at, papers, changed }}
        missing={[]}
        kinds={ADMISSION_PAPERS}
        isOpen={state === "refused" && me.parties.includes(provider)}
      />
      <ApplicationSteps
        key={`${id} ${steps.length}`}
        {...{ at, can, changed }}
        after={steps.length}
        names={SUSPENSION_DOES}
      />
      <ApplicationHistory steps={steps} names={SUSPENSION_DONE} />
      <Erase {...{ at, papers, canErase }} changed={again} />
    </article>
  );
}

/** What has come of it, and what has to be done on the ledger. */
function Outcome({ appeal: { state, stands, provider } }: { readonly appeal: SuspensionAppealTold }) {
  const say = useSay();
  const [propose, confirm] = reinstating(provider);
  if (!stands)
    return (
      <Notice
        kind="info"
        title={say({ en: "The ledger does not have this suspension any more.", zh: "账本上该次暂停已经结束。" })}
      />
    );
  if (state === "upheld")
    return (
      <Notice
        kind="info"
        title={say({
          en: "The appeal was dismissed. The reason stands below; the suspension stays.",
          zh: "申诉未获支持，理由见下文，暂停继续有效。",
        })}
      />
    );
  if (state !== "accepted") return null;
  return (
    <Notice
      kind="good"
      title={say({
        en: "The appeal was granted. The suspension ends once two officers have recorded that on the ledger.",
        zh: "申诉获支持。两名经办人在账本上办理恢复后，暂停即告结束。",
      })}
    >
      <p>
        {say({
          en: "It waits in the Bureau's queue, which proposes the reinstatement, and then in the Approver's, who confirms it. By command:",
          zh: "该事项先列入科技局待办（提出恢复），再列入审批人待办（确认）。也可用命令办理：",
        })}
      </p>
      <ol>
        <li>
          {say({ en: "Bureau: ", zh: "科技局：" })}
          <code className="code">{propose}</code>
        </li>
        <li>
          {say({ en: "Approver: ", zh: "审批人：" })}
          <code className="code">{confirm}</code>
        </li>
      </ol>
    </Notice>
  );
}
